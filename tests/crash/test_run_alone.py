"""`run` alone with its embedded Valkey: killed with it, ended in order, started twice."""

import asyncio
import time
from pathlib import Path

import pytest

from practice.slack import Late
from tests.crash.children import Nursery
from tests.crash.machine import Machine, a_machine
from tests.crash.processes import Process
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, is_reminder

pytestmark = pytest.mark.asyncio(loop_scope="module")

IN_TIME = 4.0  # seconds after it is due: one, and what a busy machine takes; a lease takes longer


async def _reminded(machine: Machine) -> float:
    """When the reminder was posted; it is the only one, and stays so."""
    message = await machine.company.sol.until(is_reminder, timeout=30)
    line = f"channel_ready::{message.channel}"
    assert machine.company.posted["ready::U_SOL"] == 1, line
    return float(message.ts)


async def _no_second_one(machine: Machine, process: Process) -> None:
    """Not even after an end in order and one more start."""
    assert await process.terminate() == 0
    await machine.company.slack.until(
        lambda: len(machine.company.slack.sockets) == 0, what="connections stay"
    )
    await machine.run()
    await machine.company.sol.command("/salesconnect status")
    assert machine.company.reminders == 1
    assert set(machine.company.posted.values()) == {1}


async def test_the_reminder_comes_when_the_wait_is_over(tmp_path: Path, nursery: Nursery) -> None:
    """Not before, and within a second and a half."""
    async with a_machine(tmp_path, nursery, wait=3) as machine:
        await machine.run()
        await machine.company.revealed()
        before, after = await machine.company.report_connected()

        posted = await _reminded(machine)

        assert before + 3 <= posted <= after + 3 + IN_TIME


async def test_a_death_in_the_wait_does_not_delay_the_reminder(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Started again before it is due: it comes at its time, once."""
    async with a_machine(tmp_path, nursery, wait=5) as machine:
        process = await machine.run()
        await machine.company.revealed()
        before, after = await machine.company.report_connected()
        await machine.kill(process)
        process = await machine.run()
        assert time.time() < before + 5, "the restart took too long to show anything"

        posted = await _reminded(machine)

        assert before + 5 <= posted <= after + 5 + IN_TIME
        await _no_second_one(machine, process)


async def test_a_reminder_that_became_due_meanwhile_comes_at_the_start(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Soon, and once."""
    async with a_machine(tmp_path, nursery, wait=1) as machine:
        process = await machine.run()
        await machine.company.revealed()
        _, after = await machine.company.report_connected()
        await machine.kill(process)
        await asyncio.sleep(max(0.0, after + 1 - time.time()))  # nobody is there to wait for
        assert machine.company.reminders == 0
        process = await machine.run()

        posted = await _reminded(machine)

        started = process.logged_at("started")
        assert started is not None
        # On a slow machine it has not started whole by then.
        assert posted - started <= 2 * IN_TIME
        await _no_second_one(machine, process)


async def test_what_was_handed_over_before_a_death_can_be_revealed_after_it(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Key and ciphertext survive together; nothing of it is in clear in DATA_DIR."""
    async with a_machine(tmp_path, nursery) as machine:
        process = await machine.run()
        company = machine.company
        await company.named()
        await company.hand_over()
        await machine.kill(process)  # at once after the acknowledgement
        await machine.run()

        await company.sol.until(lambda m: "Reveal credentials" in m.buttons, timeout=30)
        await company.sol.press("Reveal credentials")

        assert company.sol.modal is not None
        for value in (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET):
            assert value in company.sol.modal.text
        for file in machine.data_dir.rglob("*"):
            if file.is_file():
                assert CLIENT_SECRET.encode() not in file.read_bytes(), file


async def test_sigterm_ends_in_order_with_a_delivery_under_way(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Exit code 0 within ten seconds; what was being sent is sent, and not again after a start."""
    async with a_machine(tmp_path, nursery) as machine:
        process = await machine.run()
        slack = machine.company.slack
        slack.faults.add("chat.postMessage", Late(2.5), times=None)
        await machine.company.stella.command("/salesconnect setup")
        for label, person in (("Marketo admin", "U_MARA"), ("Sales Connect admin", "U_SOL")):
            await machine.company.stella.fill(label, person)
        await machine.company.stella.fill("Channel for invites", "C_INVITES")
        await machine.company.stella.submit()
        await slack.until(lambda: sum(machine.company.posted.values()) == 3)

        assert await process.terminate(within=10) == 0
        slack.faults.clear()
        await slack.until(lambda: len(slack.sockets) == 0)
        await machine.run()
        await machine.company.hand_over()
        await machine.company.sol.until(lambda m: "Reveal credentials" in m.buttons)

        assert set(machine.company.posted.values()) == {1}
        assert process.stdout == ""
        assert "Traceback" not in process.stderr


async def test_a_second_bot_on_the_same_data_dir_is_refused(
    tmp_path: Path, nursery: Nursery
) -> None:
    """One line that says so, exit code 2; the first one goes on."""
    async with a_machine(tmp_path, nursery) as machine:
        await machine.run()

        second = await nursery.start(
            "run", environment=machine.environment, folder=tmp_path / "second"
        )

        assert await second.ended() == 2
        [line] = second.stderr.splitlines()
        assert str(machine.data_dir) in line
        assert "another bot" in line
        assert second.stdout == ""
        await machine.company.named()


async def test_doctor_is_content_beside_a_running_bot(tmp_path: Path, nursery: Nursery) -> None:
    """Exit code 0, one line each, nothing at fault; and 1 when the bot is gone."""
    async with a_machine(tmp_path, nursery) as machine:
        process = await machine.run()
        folder = tmp_path / "doctor"

        doctor = await nursery.start("doctor", environment=machine.environment, folder=folder)
        assert await doctor.ended() == 0, doctor.stdout + doctor.stderr
        lines = doctor.stdout.splitlines()
        assert all(line.startswith("ok ") for line in lines)
        for word in ("Slack", "scopes", "Redis", "noeviction", "append-only", "worker", "effects"):
            assert any(word in line for line in lines), word
        assert await process.terminate() == 0
        doctor = await nursery.start("doctor", environment=machine.environment, folder=folder)
        assert await doctor.ended() == 1
        assert "FAULT workers: none" in doctor.stdout
        assert "Traceback" not in doctor.stderr
