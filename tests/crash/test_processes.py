"""`web` and `worker` as operators meet them: configuration, probes, doctor, ends."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from practice.slack import Late
from tests.crash.company import an_installation
from tests.crash.processes import Process, get
from tests.journeys.world import is_reminder

IN_TIME = 4.0  # seconds after it is due: one, and what a busy machine takes; a lease takes longer
GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-standin",
    "SLACK_APP_TOKEN": "xapp-standin",
    "SLACK_SIGNING_SECRET": "standin-signing-secret",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEYS": Fernet.generate_key().decode(),
}


@pytest.mark.parametrize(
    ("command", "variable", "value"),
    [
        ("run", "SLACK_APP_TOKEN", ""),
        ("web", "REDIS_URL", "http://leaked-password@127.0.0.1"),
        ("worker", "SECRET_KEYS", "leaked-key-of-the-wrong-length"),
    ],
)
async def test_a_bad_configuration_ends_a_process(
    tmp_path: Path, command: str, variable: str, value: str
) -> None:
    """At once, with exit code 2; each variable for itself is tried in test_command_line.py."""
    process = await Process.start(
        command, environment=GOOD | {variable: value}, folder=tmp_path / "cwd"
    )

    assert await process.ended() == 2
    [line] = process.stderr.splitlines()
    assert line.startswith(f"{variable}: ")
    assert "leaked" not in line
    assert process.stdout == ""


async def test_a_token_that_slack_refuses_is_a_bad_configuration(tmp_path: Path) -> None:
    """Said at the start, not at the first click."""
    async with an_installation(tmp_path) as there:
        environment = there.environment | {"SLACK_BOT_TOKEN": "xoxb-of-nobody"}
        process = await Process.start("web", environment=environment, folder=tmp_path / "web")

        assert await process.ended() == 2
        [line] = process.stderr.splitlines()
        assert line.startswith("SLACK_BOT_TOKEN: ")
        assert "of-nobody" not in line


async def test_a_port_that_is_taken_is_a_bad_configuration(tmp_path: Path) -> None:
    """One line that names PORT."""
    async with an_installation(tmp_path) as there:
        await there.start("web")
        second = await Process.start("web", environment=there.environment, folder=tmp_path / "two")

        assert await second.ended() == 2
        assert second.stderr.splitlines()[-1].startswith("PORT: ")
        assert "Traceback" not in second.stderr


async def test_the_whole_wait_over_http_with_a_worker_apart(tmp_path: Path) -> None:
    """The reminder comes when it is due, once; probes and doctor are content."""
    async with an_installation(tmp_path, wait=3) as there:
        await there.start("web", "worker")
        company = there.company
        await company.revealed()
        before, after = await company.report_connected()

        root = f"http://127.0.0.1:{there.port}"
        assert await get(f"{root}/healthz") == (200, "ok")
        assert await get(f"{root}/readyz") == (200, "ok")
        doctor = await Process.start("doctor", environment=there.environment, folder=tmp_path / "d")
        assert await doctor.ended() == 0, doctor.stdout + doctor.stderr

        message = await company.sol.until(is_reminder, timeout=30)
        assert before + 3 <= float(message.ts) <= after + 3 + IN_TIME
        assert company.reminders == 1


async def test_sigterm_ends_web_and_worker_in_order(tmp_path: Path) -> None:
    """Exit code 0 within ten seconds, in the middle of slow deliveries; none is sent twice."""
    async with an_installation(tmp_path) as there:
        await there.start("web", "worker")
        company = there.company
        company.slack.faults.add("chat.postMessage", Late(2.5), times=None)
        await company.stella.command("/salesconnect setup")
        await company.stella.fill("Marketo admin", "U_MARA")
        await company.stella.fill("Sales Connect admin", "U_SOL")
        await company.stella.fill("Channel for invites", "C_INVITES")
        await company.stella.submit()
        await company.slack.until(lambda: sum(company.posted.values()) == 3)

        for name in ("web", "worker"):
            process = there.processes[name]
            assert await process.terminate(within=10) == 0, name
            assert "Traceback" not in process.stderr
        assert await there.rests()
        doctor = await Process.start("doctor", environment=there.environment, folder=tmp_path / "d")
        assert await doctor.ended() == 1
        assert "FAULT workers: none" in doctor.stdout

        company.slack.faults.clear()
        await there.start("web", "worker")
        await company.hand_over()
        await company.sol.until(lambda m: "Reveal credentials" in m.buttons)
        assert set(company.posted.values()) == {1}


async def test_a_web_without_its_store_lives_but_is_not_ready(tmp_path: Path) -> None:
    """It is told apart: a restart would not help, deliveries must go elsewhere."""
    async with an_installation(tmp_path) as there:
        there.environment["REDIS_URL"] = f"unix://{tmp_path}/nobody.sock"
        await there.start("web")

        root = f"http://127.0.0.1:{there.port}"
        ready = await get(f"{root}/readyz")

        assert await get(f"{root}/healthz") == (200, "ok")
        assert ready is not None
        assert ready[0] == 503
        assert await there.processes["web"].terminate() == 0
