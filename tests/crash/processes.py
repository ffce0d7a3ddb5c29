"""A process of `python -m bot`, or of the nursery: started, read, ended."""

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

import aiohttp

ROOT: Final = Path(__file__).parents[2]
START_WITHIN: Final = 90.0  # seconds: several worlds share the cores


class Running(Protocol):
    """What asyncio says of a process, and does with it."""

    @property
    def returncode(self) -> int | None: ...

    def send_signal(self, signal: int) -> None: ...

    async def wait(self) -> int: ...


class Process:
    """Its output is kept in files, so that none is lost when it is killed."""

    def __init__(self, process: Running, folder: Path) -> None:
        self.process = process
        self._folder = folder

    @classmethod
    async def start(cls, *words: str, environment: Mapping[str, str], folder: Path) -> "Process":
        """`python -m bot …words` with this environment and no other, in an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 (delays nobody here)
        with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", *words),
                cwd=folder,
                env=basics() | dict(environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        return cls(process, folder)

    @property
    def stdout(self) -> str:
        return (self._folder / "stdout").read_text()

    @property
    def stderr(self) -> str:
        return (self._folder / "stderr").read_text()

    @property
    def records(self) -> list[dict[str, Any]]:
        """What it logged; a line that was cut off by its death is left out."""
        lines = self.stderr.splitlines()
        return [json.loads(line) for line in lines if line[:1] + line[-1:] == "{}"]

    def logged_at(self, event: str) -> float | None:
        """When it first logged this event, in seconds since 1970."""
        for record in self.records:
            if record["event"] == event:
                at = datetime.fromisoformat(record["timestamp"].replace("Z", "+00:00"))
                return at.astimezone(UTC).timestamp()
        return None

    async def until_started(self) -> float:
        """When it said `started`. Raises: AssertionError if it ended instead."""
        await until(
            lambda: self.logged_at("started") or self.process.returncode is not None,
            within=START_WITHIN,
            what="started",
        )
        at = self.logged_at("started")
        assert at is not None, self.stderr
        return at

    def pause(self) -> None:
        """SIGSTOP, as a machine that is put to sleep; nothing happens if it is dead."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT, the same."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGCONT)

    def kill_now(self) -> None:
        """kill -9; nothing is waited for."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)

    async def kill(self) -> None:
        self.kill_now()
        await self.process.wait()

    async def terminate(self, *, within: float = 10.0) -> int:
        """SIGTERM; its exit code. Raises: TimeoutError."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended(within=within)

    async def ended(self, *, within: float = START_WITHIN) -> int:
        """Its exit code, once it has ended by itself. Raises: TimeoutError."""
        async with asyncio.timeout(within):
            return await self.process.wait()


def basics() -> dict[str, str]:
    """What any process needs of the environment."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LOG_FORMAT": "json"}


async def until(is_so: Callable[[], Any], *, within: float, what: str) -> None:
    """For what another process does: asks every 10 ms. Raises: TimeoutError."""
    try:
        async with asyncio.timeout(within):
            while not is_so():  # noqa: ASYNC110 (another process tells us nothing)
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise TimeoutError(what) from None


def free_port() -> int:
    """One that no system gives to whoever asks for any: it stays free while its `web` is dead."""
    while True:
        port = 10_000 + secrets.randbelow(20_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


async def get(url: str) -> tuple[int, str] | None:
    """Status and text; None if nobody answers."""
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()
    except (aiohttp.ClientError, OSError):
        return None


async def until_it_listens(port: int) -> None:
    """Raises: TimeoutError."""
    async with asyncio.timeout(START_WITHIN):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.02)
