"""DATA_DIR/secret.key: the keys of a bot that was given none; one a line, newest first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from cryptography.fernet import Fernet

from bot.config import is_key
from bot.store.errors import KeysMissing

OURS_ALONE: Final = 0o600

_Look: TypeAlias = tuple[int, int, int]  # differs for each file that ever stood at a path


class KeysBeingRotated(Exception):
    """Another process does it; one line."""


class KeyFile:
    """`file()` are its keys; read anew when `keys rotate` changed it beside a running bot."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished = path.with_suffix(".unfinished")  # a rotation that was begun
        self._seen: _Look | None = None
        self._keys: tuple[str, ...] = ()

    def __call__(self) -> tuple[str, ...]:
        """
        None, if there is no file and never was. A file that goes away, or that somebody damages, is
        not followed: what is known opens what is sealed.

        Raises:
            KeysMissing: what was there from the start is no key, or cannot be read.
        """
        try:
            look = self._look()
            if look != self._seen:
                # Looked at before it is read: a newer one in between is read again next time.
                self._keys, self._seen = self._read(), look
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as fault:
            if not self._keys:
                why = fault.strerror if isinstance(fault, OSError) else "holds what is no key"
                raise KeysMissing(f"{self._path}: {why}") from None
        return self._keys

    def make_if_absent(self) -> None:
        """The first key."""
        if not self._path.exists():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write((new_key(),))

    @contextmanager
    def rotating(self) -> Iterator[None]:
        """
        Keeps every other rotation out: of two new keys written at once, one would be lost.

        Raises:
            KeysBeingRotated: another process is at it.
        """
        lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, OURS_ALONE)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise KeysBeingRotated("another `keys rotate` runs on this DATA_DIR") from None
            yield
        finally:
            os.close(lock)

    def begin(self) -> None:
        """A new key stands first, the old ones behind it; one that a killed rotation made stays."""
        keys = self()
        if not keys:
            what_then = "restore it, or start the bot anew, which makes another one"
            raise KeysMissing(f"{self._path}: is missing: {what_then}")
        if not self._unfinished.exists():
            self._write((new_key(), *keys))
            self._unfinished.touch(mode=OURS_ALONE)  # killed before it, a key too many is harmless

    def end(self, *, keep_older: bool) -> None:
        """Only the newest key is left, unless something opens with none of them."""
        if not keep_older:
            self._write(self()[:1])
        self._unfinished.unlink(missing_ok=True)

    def _look(self) -> _Look:
        found = self._path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read(self) -> tuple[str, ...]:
        # One a line is how we write them; separated as in SECRET_KEYS is what people write.
        keys = tuple(self._path.read_text(encoding="ascii").replace(",", " ").split())
        if not keys or not all(map(is_key, keys)):
            raise ValueError
        return keys

    def _write(self, keys: tuple[str, ...]) -> None:
        """The old file or the new one, whenever we are killed or the power fails."""
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)  # of a killed process
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE), "w") as file:
            file.write("".join(f"{key}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def new_key() -> str:
    """Fernet's: 32 random bytes."""
    return Fernet.generate_key().decode()
