"""DATA_DIR: the folder of one bot and of no second one, and where its server's socket is."""

import asyncio
import fcntl
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from stat import S_IMODE
from typing import Final

OURS_ALONE: Final = 0o700
POLL: Final = timedelta(milliseconds=10)
# A socket's path is cut at 104 bytes on macOS, 108 on Linux; ours adds about 25 to this.
LONGEST_TEMPORARY_FOLDER: Final = 70
SOCKET: Final = "valkey.sock"
SOCKET_NAME_FILE: Final = "valkey.socket"


class DataDirInUse(Exception):
    """Another bot runs on this DATA_DIR, or a dead one's server does; one line that names it."""


def prepare(folder: Path) -> None:
    """
    Create `folder` for its owner alone, or correct the mode of one that exists.

    Raises:
        OSError: it cannot be created, is no folder, or is somebody else's.
    """
    folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
    if S_IMODE(folder.stat().st_mode) != OURS_ALONE:
        folder.chmod(OURS_ALONE)


@asynccontextmanager
async def hold(data_dir: Path, *, orphan_ends_within: timedelta) -> AsyncIterator[int]:
    """
    Keep every other bot, of this process too, out of `data_dir`.

    Two locks, so that no pid has to be believed: `bot.lock` is held by a living bot only (the pid
    in it is for the message), `valkey.lock` also by the server, which inherits the descriptor given
    here. Whoever gets the first but not the second has met the server of a bot that was killed, and
    waits for its end.

    Raises:
        DataDirInUse: at once if a bot lives; after `orphan_ends_within` if only its server does.
        OSError: a lock file cannot be opened, or the file system knows no locks.
    """
    bot_lock = _open(data_dir / "bot.lock")
    try:
        if not _is_locked_by(bot_lock):
            raise DataDirInUse(
                f"another bot{_pid_in(bot_lock)} runs on DATA_DIR {data_dir}:"
                " stop it, or give this one another DATA_DIR"
            )
        os.ftruncate(bot_lock, 0)
        os.pwrite(bot_lock, str(os.getpid()).encode(), 0)
        server_lock = _open(data_dir / "valkey.lock")
        try:
            if not await until(partial(_is_locked_by, server_lock), within=orphan_ends_within):
                raise DataDirInUse(
                    f"the server of a bot that has ended still runs on DATA_DIR {data_dir}:"
                    " try again, or end that server"
                )
            yield server_lock
        finally:
            _release(server_lock)
    finally:
        _release(bot_lock)


@contextmanager
def socket_path(data_dir: Path) -> Iterator[Path]:
    """
    Where the server shall listen: in a new temporary folder for its owner alone, as the path is
    short there. Its name stands in `data_dir`; both go in the end, and what a killed bot left now.
    """
    if left := socket_path_in(data_dir):
        _remove(left)
    root = tempfile.gettempdir()
    if len(os.fsencode(root)) > LONGEST_TEMPORARY_FOLDER:
        root = "/tmp"  # noqa: S108  (mkdtemp makes a new folder of mode 0700)
    path = Path(tempfile.mkdtemp(prefix="bot-", dir=root)) / SOCKET
    name_file = data_dir / SOCKET_NAME_FILE
    try:
        name_file.write_text(str(path))
        yield path
    finally:
        _remove(path)
        name_file.unlink(missing_ok=True)


def socket_path_in(data_dir: Path) -> Path | None:
    """What `socket_path` has written, the server running or not."""
    try:
        path = Path((data_dir / SOCKET_NAME_FILE).read_text())
    except (OSError, ValueError):
        return None
    return path if path.name == SOCKET else None


def _remove(path: Path) -> None:
    # Not a tree: whatever else might lie there stays, and the folder with it.
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()


async def until(is_so: Callable[[], bool], *, within: timedelta) -> bool:
    """Ask now and every 10 ms until it is so; False if it is not so after `within`."""
    deadline = asyncio.get_running_loop().time() + within.total_seconds()
    while not is_so():
        if asyncio.get_running_loop().time() >= deadline:
            return False
        await asyncio.sleep(POLL.total_seconds())
    return True


def _open(lock_file: Path) -> int:
    """A descriptor that only a child of our choice inherits; from 10 on, as shells use 0 to 9."""
    opened = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return fcntl.fcntl(opened, fcntl.F_DUPFD_CLOEXEC, 10)
    finally:
        os.close(opened)


def _is_locked_by(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pid_in(descriptor: int) -> str:
    pid = os.pread(descriptor, 20, 0).decode(errors="replace")
    return f" (pid {pid})" if pid.isdecimal() else ""


def _release(descriptor: int) -> None:
    # Closing alone would leave the lock with a forked copy of this process.
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
