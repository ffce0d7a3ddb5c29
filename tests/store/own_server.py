"""A Valkey of a test's own: killed, stopped, filled, and started again where it was."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoConnection

from bot.store.embedded import server_binary

FILLER: Final = "filler"  # name of the keys that fill it
ROOM: Final = 64_000_000  # bytes: many times what any test writes
PIECES: Final = 16
PIECE: Final = 64_000  # bytes of each


class OwnServer:
    """On one folder and one socket from its first start to its last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{folder}/own.sock"

    @classmethod
    @contextmanager
    def folder(cls) -> Iterator[Self]:
        """Not started yet; the path of a socket has to be short."""
        folder = Path(tempfile.mkdtemp(prefix="own-", dir=_place()))
        server = cls(folder)
        try:
            yield server
        finally:
            server.kill()
            shutil.rmtree(folder, ignore_errors=True)

    async def start(self) -> None:
        """Returns when it answers. What it acknowledged outlives it: `appendfsync always`."""
        said = {
            "port": "0",
            "unixsocket": str(self._folder / "own.sock"),
            "dir": str(self._folder),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        words = [word for name, value in said.items() for word in (f"--{name}", value)]
        self._server = subprocess.Popen(  # noqa: ASYNC220 (returns at once)
            [server_binary(), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        async with asyncio.timeout(10), Redis.from_url(self.url) as client:
            while True:
                try:
                    await client.ping()
                except NoConnection:
                    await asyncio.sleep(0.01)
                else:
                    return

    def kill(self) -> None:
        """kill -9; whoever asks then is refused the connection."""
        if self._server:
            self._server.kill()
            self._server.wait()

    def hang(self) -> None:
        """It is there, and says nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._server is not None
        os.kill(self._server.pid, number)


def _place() -> Path:
    """
    In memory where there is room (containers often have little): to wait for a disk at each write
    takes up to a second while others use it. What was written outlives `kill -9` there too.
    """
    memory = Path("/dev/shm")
    has_room = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if has_room else Path("/tmp")


async def fill(redis: Redis) -> None:
    """More is used than `maxmemory` allows, by half of what fills it."""
    for number in range(PIECES):
        await redis.set(f"{FILLER}:{number}", "x" * PIECE)
    used = (await redis.info("memory"))["used_memory"]
    await redis.config_set("maxmemory", used - PIECES // 2 * PIECE)


async def make_room(redis: Redis) -> None:
    """What filled it goes; the limit stays."""
    await redis.delete(*(f"{FILLER}:{number}" for number in range(PIECES)))
