"""A Valkey of a company's own: killed, and started again at the same address."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.store.connect import connect
from bot.store.embedded import SUPERVISED, server_binary
from tests.crash.processes import START_WITHIN

OPTIONS: Final = {  # as the embedded one has them
    "port": "0",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    "maxmemory-policy": "noeviction",
}


class MortalValkey:
    """Reached over one Unix socket all its lives long."""

    def __init__(self, folder: Path, socket: Path) -> None:
        self._folder = folder
        self._socket = socket
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket))}"

    async def start(self) -> None:
        """Returns when it answers, what it wrote before loaded."""
        assert self._process is None
        options = OPTIONS | {"unixsocket": str(self._socket), "dir": str(self._folder)}
        with (self._folder / "server.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *("/bin/sh", "-c", SUPERVISED, "sh", str(server_binary())),
                *(word for name, value in options.items() for word in (f"--{name}", value)),
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={"LC_ALL": "C"},
            )
        client = connect(self.url)
        try:
            async with asyncio.timeout(START_WITHIN):
                while not await _answers(client):
                    assert self._process.returncode is None
                    await asyncio.sleep(0.01)
        finally:
            await client.aclose()

    async def kill(self) -> None:
        """kill -9."""
        client = connect(self.url)
        try:
            # While an fsync is under way, writes wait for it and answers do not: that second of
            # `everysec` may be lost by any death. What is to be shown here is the rest.
            while (await client.info("persistence"))["aof_pending_bio_fsync"]:
                pass
            await self.end()
        finally:
            await client.aclose()

    async def end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdin.close()
        await process.wait()


async def _answers(client: Redis) -> bool:
    try:
        return bool(await client.ping())
    except (RedisError, OSError):
        return False


@asynccontextmanager
async def a_valkey(folder: Path) -> AsyncIterator[MortalValkey]:
    """Runs; its data are in `folder`."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 (delays nobody here)
    # The path of a socket may have a hundred characters, that of a test has more.
    with tempfile.TemporaryDirectory(prefix="sc-") as short:
        valkey = MortalValkey(folder, Path(short) / "valkey.sock")
        await valkey.start()
        try:
            yield valkey
        finally:
            await valkey.end()
