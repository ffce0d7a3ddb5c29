"""Practice as `make run` starts it: a process of its own, with the bot as its child."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError

import psutil

ROOT: Final = Path(__file__).parents[2]
START_WITHIN: Final = 90.0  # seconds: other tests may be using the cores


class PracticeProcess:
    """`url` is the page's; output is kept in files."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process = process
        self._folder = folder
        self.url = ""

    @property
    def stderr(self) -> str:
        return (self._folder / "stderr").read_text(encoding="utf-8")

    def until_it_says(self, pattern: str, within: float = START_WITHIN) -> re.Match[str]:
        """Raises: AssertionError with all that it said, if it does not or ends before."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            found = re.search(pattern, self.stderr)
            if found:
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} not in: {self.stderr}")

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def bots(self) -> list[psutil.Process]:
        """Its children that are the bot; one that is just ending is none."""
        found = []
        for child in self.children():
            with contextlib.suppress(psutil.Error):
                if "practice.launch" in child.cmdline():
                    found.append(child)
        return found

    def control(self, method: str, path: str, **body: object) -> Any:
        """What its control API answers. Raises: urllib.error.HTTPError with what it said."""
        request = urllib.request.Request(
            f"{self.url}/control{path}",
            json.dumps(body).encode() if method == "POST" else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=START_WITHIN) as answer:
                return json.load(answer)
        except HTTPError as refused:
            refused.add_note(refused.read().decode())
            raise

    def command(self, who: str, text: str) -> None:
        """Typed until the bot answers: its first answer may come too late for Slack."""
        for left in reversed(range(3)):
            try:
                self.control("POST", f"/people/{who}/command", text=text)
            except HTTPError as refused:
                if left == 0 or refused.code != HTTPStatus.CONFLICT:
                    raise
            else:
                return

    def interrupt(self, within: float = 5.0) -> int:
        """Ctrl-C; its exit code. Raises: subprocess.TimeoutExpired."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(within)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def practice(
    folder: Path, *words: str, environment: Mapping[str, str] | None = None
) -> Iterator[PracticeProcess]:
    """
    On a free port, with this environment and no other, its data in `folder`.

    Whatever is left of it afterwards is killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    basics = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "practice", "--port", "0", *words],
            cwd=folder,
            env=basics | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
    running = PracticeProcess(process, folder)
    try:
        running.url = running.until_it_says(r"http://127\.0\.0\.1:\d+").group()
        yield running
    finally:
        if process.poll() is None:
            left = running.children()
            process.terminate()
            try:
                process.wait(8)
            except subprocess.TimeoutExpired:
                process.kill()
            for child in left:
                if child.is_running():
                    child.kill()
