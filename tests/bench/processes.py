"""The processes that are measured: started with an environment of their own, always ended."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import psutil

from bot.app import Assembly
from bot.config import Settings
from tests.bench.load import HOST

ROOT: Final = Path(__file__).parents[2]
START_WITHIN: Final = 20.0  # seconds
END_WITHIN: Final = 10.0
POLL: Final = 0.005


class NotStarted(Exception):
    """A process ended, or was never ready; with the last lines that it wrote."""


class Running:
    """One process, ready."""

    def __init__(self, name: str, child: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.name = name
        self.port = port
        self.ready_after = 0.0  # seconds from its start
        self.process = psutil.Process(child.pid)
        self._child = child
        self._log = log

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    @property
    def megabytes(self) -> float:
        """Resident."""
        return float(self.process.memory_info().rss) / 2**20

    @property
    def cpu_seconds(self) -> float:
        """Since its start."""
        spent = self.process.cpu_times()
        return float(spent.user + spent.system)

    def last_words(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-8:])

    async def end(self) -> None:
        """In order; by force if that takes too long."""
        self._child.terminate()
        try:
            await asyncio.to_thread(self._child.wait, END_WITHIN)
        except subprocess.TimeoutExpired:
            self._child.kill()
            await asyncio.to_thread(self._child.wait)


@asynccontextmanager
async def running(
    *module: str,
    environment: Mapping[str, str],
    folder: Path,
    is_ready: Callable[[int], Awaitable[bool]],
    within: float = START_WITHIN,
    port: int | None = None,
) -> AsyncIterator[Running]:
    """
    `python -m …` in `folder`, where no `.env` lies; `is_ready` is asked with its port, for so long.

    `port`: None takes a free one.

    Raises:
        NotStarted: it is not ready in time.
    """
    began = time.perf_counter()
    one = _started(module, environment, folder, port or free_port())
    try:
        while not await is_ready(one.port):
            if not one.is_alive or time.perf_counter() - began > within:
                raise NotStarted(f"{one.name}: {one.last_words()}")
            await asyncio.sleep(POLL)
        one.ready_after = time.perf_counter() - began
        yield one
    finally:
        await one.end()


def _started(
    module: tuple[str, ...], environment: Mapping[str, str], folder: Path, port: int
) -> Running:
    name = "-".join(module)
    log = folder / f"{name}-{port}.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT), "HOST": HOST, "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    return Running(name, child, port, log)


@contextmanager
def stopped(processes: Iterable[Running]) -> Iterator[None]:
    """They do nothing meanwhile; what is sent to them waits in their sockets."""
    held = list(processes)
    for one in held:
        one.process.suspend()
    try:
        yield
    finally:
        for one in held:
            one.process.resume()


def environment_of(settings: Settings) -> dict[str, str]:
    """For `python -m bot`, and nothing of the developer's."""
    secrets = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEYS": settings.secret_keys,
        "CONNECTOR_URL": settings.connector_url,
        "CONNECTOR_SECRET": settings.connector_secret,
    }
    opened = {name: one.get_secret_value() for name, one in secrets.items() if one is not None}
    return {**opened, "SLACK_API_URL": settings.slack_api_url, "PATH": os.defpath}


def has_beaten(bot: Assembly) -> Callable[[int], Awaitable[bool]]:
    """A worker is ready with its first heartbeat; no other may run."""

    async def is_ready(_: int) -> bool:
        return bool(await bot.heartbeats.heard())

    return is_ready


async def readyz(port: int) -> bool:
    """Whether it answers 200."""
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    try:
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return (await reader.read()).startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False
    finally:
        writer.close()


def free_port() -> int:
    """Of this machine, just now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port
