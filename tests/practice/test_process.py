"""Practice as a process: started, played by program, ended, killed, started again."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psutil
import pytest
from cryptography.fernet import Fernet

from tests.practice.processes import ROOT, PracticeProcess, practice

Json = dict[str, Any]


class Control:
    """The control API, as a script of anybody's would use it."""

    def __init__(self, process: PracticeProcess) -> None:
        self._base = process.url

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self._base}/control{path}", timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, **body: object) -> Any:
        request = urllib.request.Request(
            f"{self._base}/control{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def until(self, is_so: Callable[[], Any], within: float = 15.0) -> Any:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            found = is_so()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError("it did not happen")

    def at_rest(self, path: str) -> Any:
        """What stands there once nothing changes it any more."""
        found, before = self.get(path), None
        while found != before:
            time.sleep(0.5)
            found, before = self.get(path), found
        return found

    def until_connected(self) -> None:
        self.until(lambda: self.get("/state")["connections"] == 2)

    def buttons(self, who: str) -> list[str]:
        return [b for m in self.get(f"/people/{who}")["direct_messages"] for b in m["buttons"]]

    def until_button(self, who: str, label: str) -> None:
        self.until(lambda: label in self.buttons(who))

    def named(self) -> None:
        self.until_connected()
        self.post("/people/mara/command", text="/salesconnect setup")
        for label, value in (
            ("Marketo admin", "U_MARA"),
            ("Sales Connect admin", "U_SOL"),
            ("Channel for invites", "C_INVITES"),
        ):
            self.post("/people/mara/fill", label=label, value=value)
        assert self.post("/people/mara/submit")["errors"] == {}
        self.until_button("mara", "Hand over credentials")

    def handed_over(self, secret: str = "practice-secret-canary") -> None:
        self.named()
        self.post("/people/mara/press", label="Hand over credentials")
        for label, value in (
            ("Munchkin ID", "123-ABC-456"),
            ("Client ID", "practice-id"),
            ("Client Secret", secret),
        ):
            self.post("/people/mara/fill", label=label, value=value)
        assert self.post("/people/mara/submit")["errors"] == {}
        self.until_button("sol", "Reveal credentials")

    def connected(self) -> None:
        self.handed_over()
        self.post("/people/sol/press", label="Reveal credentials")
        self.post("/people/sol/close")
        self.until_button("sol", "I've connected")
        self.post("/people/sol/press", label="I've connected")
        self.until_button("sol", "Start now anyway")

    def reminders(self) -> int:
        messages = self.get("/people/sol")["direct_messages"]
        return sum("Connect users" in m["buttons"] and "ready" in m["text"] for m in messages)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `shared` runs."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def shared(folder: Path) -> Iterator[PracticeProcess]:
    """For tests that mind neither what was before nor that there is no page."""
    with practice(folder, "--headless") as running:
        yield running


def test_ctrl_c_ends_all_of_it_within_five_seconds(tmp_path: Path) -> None:
    """Practice, the bot and its store: nothing is left."""
    with practice(tmp_path) as running:
        Control(running).until_connected()
        family = running.children()
        assert len(family) >= 2

        assert running.interrupt(within=5.0) == 0

        assert left_of(family, within=10) == []


def test_a_second_start_continues_where_the_first_ended(tmp_path: Path) -> None:
    """Messages, the clock and the bot's own memory are there again."""
    with practice(tmp_path) as running:
        control = Control(running)
        control.connected()
        control.post("/jump", seconds=120)
        before = control.at_rest("/people/sol")["direct_messages"]
        running.interrupt()

    with practice(tmp_path) as running:
        control = Control(running)
        control.until_connected()
        assert control.get("/people/sol")["direct_messages"] == before
        assert control.get("/state")["seconds_ahead"] == 120
        control.post("/jump", seconds=600)
        control.until(lambda: control.reminders() == 1)


def test_a_killed_bot_comes_back_and_reminds_once(tmp_path: Path) -> None:
    """kill -9 of the child during the wait; practice starts another."""
    with practice(tmp_path) as running:
        control = Control(running)
        control.connected()
        running.bots()[0].kill()
        control.post("/jump", seconds=600)

        control.until(lambda: control.reminders() == 1)
        time.sleep(1.5)  # a second one would come with the next tick, within a second

        assert control.reminders() == 1


def test_the_bot_goes_when_practice_is_killed(tmp_path: Path) -> None:
    """kill -9 of practice leaves no bot behind that would answer nobody."""
    with practice(tmp_path) as running:
        Control(running).until_connected()
        family = running.children()
        running.kill()

        assert left_of(family, within=12) == []


def test_a_dropped_connection_loses_nothing(shared: PracticeProcess) -> None:
    """Both connections are cut; the bot is back, and the road goes on."""
    control = Control(shared)
    control.named()

    control.post("/drop-connections")
    control.until_connected()
    control.post("/people/mara/press", label="Hand over credentials")

    assert control.get("/people/mara")["modals"][0]["title"] == "Hand over credentials"


def test_starting_over_is_the_first_day_again(tmp_path: Path) -> None:
    """Slack and the bot have both forgotten."""
    with practice(tmp_path) as running:
        control = Control(running)
        control.named()
        control.post("/jump", seconds=600)

        for _ in range(4):
            control.post("/start-over")
            control.until_connected()

        assert control.get("/people/mara")["direct_messages"] == []
        assert control.get("/state")["seconds_ahead"] == 0
        control.named()


def test_a_typed_secret_is_dots_in_the_inspector_and_in_no_file(tmp_path: Path) -> None:
    """What was handed over is on disk nowhere, and in no record that is shown."""
    with practice(tmp_path) as running:
        control = Control(running)
        control.connected()
        record = json.dumps(control.get("/inspector?count=400"), ensure_ascii=False)
        running.interrupt()

    assert "••••••" in record
    assert "practice-secret-canary" not in record
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"practice-secret-canary" not in file.read_bytes(), file


def test_what_is_revealed_after_a_restart_is_dots_too(tmp_path: Path) -> None:
    """What was typed before is not known any more; that it is a secret is."""
    with practice(tmp_path) as running:
        control = Control(running)
        control.handed_over(secret="practice-&<canary>")
        running.interrupt()

    with practice(tmp_path) as running:
        control = Control(running)
        control.until_connected()
        control.post("/people/sol/press", label="Reveal credentials")
        record = json.dumps(control.get("/inspector?count=400"), ensure_ascii=False)
        page = urllib.request.urlopen(f"{running.url}/as/ada/general", timeout=5).read().decode()

    assert "views.open" in record
    for shown in (record, page):
        assert "canary" not in shown


def test_a_bot_that_is_refused_later_does_not_end_practice(shared: PracticeProcess) -> None:
    """A planned fault of its token ends the bot, which then starts again."""
    control = Control(shared)
    control.until_connected()
    control.post("/faults", method="apps.connections.open", fault="refuse", error="invalid_auth")
    control.post("/drop-connections")

    control.until_connected()

    assert shared.process.poll() is None


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """It names the variable."""
    done = started(tmp_path, "--port", "0", DATA_DIR="/dev/null/x")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "DATA_DIR" in done.stderr


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    """It names the port and how to take another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = started(tmp_path, "--port", str(port))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert str(port) in done.stderr
    assert "--port" in done.stderr


def test_a_second_practice_in_one_folder_is_refused_in_one_line(
    shared: PracticeProcess, folder: Path
) -> None:
    """Two companies in one file would be none."""
    done = started(folder, "--port", "0")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "DATA_DIR" in done.stderr


def test_a_bad_setting_ends_practice_with_its_name(tmp_path: Path) -> None:
    """The bot refuses it, and practice does not start it for ever."""
    done = started(tmp_path, "--port", "0", CONNECT_WAIT_SECONDS="soon")

    assert done.returncode == 2
    assert "CONNECT_WAIT_SECONDS" in done.stderr
    assert "Traceback" not in done.stderr


def test_headless_is_all_of_it_without_the_page(shared: PracticeProcess) -> None:
    """The Web API and the control API answer; the page does not exist."""
    Control(shared).until_connected()
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"{shared.url}/", timeout=5)

    refused.value.close()
    assert refused.value.code == 404


def test_the_same_company_over_http(tmp_path: Path, valkey_url: str) -> None:
    """`web` and `worker` as they run in production, beside practice in place of its own bot."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with practice(tmp_path, "--headless") as running, contextlib.ExitStack() as stack:
        control = Control(running)
        control.until_connected()
        app = control.get("/app")
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_API_URL": control.get("/state")["api_url"],
            "SLACK_BOT_TOKEN": app["bot_token"],
            "SLACK_SIGNING_SECRET": app["signing_secret"],
            "REDIS_URL": valkey_url,
            "SECRET_KEYS": Fernet.generate_key().decode(),
            "PORT": str(port),
        }
        for command in ("web", "worker"):
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", command],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        control.until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        control.post("/request-url", url=f"http://127.0.0.1:{port}/slack/events")

        control.named()

        sent = [e for e in control.get("/inspector") if e["direction"] == "sent"]
        assert all(entry["outcome"].startswith("answered in") for entry in sent)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def left_of(family: list[psutil.Process], within: float) -> list[psutil.Process]:
    """Who still runs; who has ended and was not fetched by its new parent does not."""
    _, alive = psutil.wait_procs(family, timeout=within)
    return [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def started(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Practice, to its own end."""
    basics = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "practice", *words],
        cwd=folder,
        env=basics | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
