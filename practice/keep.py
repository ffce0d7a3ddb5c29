"""The company on disk: written soon after each change, read at the next start."""

import asyncio
import contextlib
import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, Final, TextIO

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from practice.marketo.state import MarketoState
from practice.sales_connect.state import SalesConnectState
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User
from practice.slack.state import State
from practice.slack.stored_files import StoredFile
from practice.slack.usergroups import UserGroup
from practice.slack.views import StoredView

SCHEMA: Final = 1
ORPHAN_SECONDS: Final = 15.0
"""As long as the bot of a killed practice may take to end, and a little more."""
PAUSE: Final = 0.3
"""Seconds in which changes gather before they are written."""


@dataclass(slots=True)
class Kept:
    """Open modals, grants and the record of calls are not kept, as a real client forgets them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    ahead: float = 0.0
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    usergroups: dict[str, UserGroup] = field(default_factory=dict)
    ephemerals: list[StoredMessage] = field(default_factory=list)
    homes: dict[str, StoredView] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    ids_made: int = 0
    read: dict[str, dict[str, str]] = field(default_factory=dict)
    """User id → channel id → the newest stamp that this person has seen there."""
    seen: set[str] = field(default_factory=set)
    """Action ids that were on somebody's screen: how far the road was played."""
    marketo: MarketoState = field(default_factory=MarketoState)
    sales_connect: SalesConnectState = field(default_factory=SalesConnectState)
    schema: int = SCHEMA


_KEPT: Final = TypeAdapter(Kept)


class Unreadable(Exception):
    """One line: the file, and what to do."""


class InUse(Exception):
    """One line: the folder whose practice runs already."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[int]:
    """
    One practice in one folder. The lock is a file descriptor that the bot inherits: after practice
    was killed it is held until the bot has gone too, and so long the next practice waits.

    Raises:
        InUse, Unreadable
    """
    try:
        for made in (folder.parent, folder):  # `mode` is for the last part of a path only
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (folder / "lock").open("a+")
    except OSError as fault:
        raise Unreadable(f"DATA_DIR: {folder}: {fault.strerror}") from None
    with file:
        patience = time.monotonic() + ORPHAN_SECONDS
        while not _take(file):
            file.seek(0)
            if _lives(file.read()) or time.monotonic() > patience:
                raise InUse(
                    f"practice runs already in {folder}; another company: DATA_DIR=… make run"
                )
            time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield file.fileno()


def _take(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def read(path: Path) -> Kept | None:
    """
    What was kept; None at the first start.

    Raises:
        Unreadable: it is of another version, or damaged.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise Unreadable(f"DATA_DIR: {path}: {fault.strerror}") from None
    try:
        kept = _KEPT.validate_json(content)
    except ValidationError:
        kept = Kept(schema=0)
    if kept.schema != SCHEMA:
        raise Unreadable(f"{path}: of another version of practice; delete {path.parent}")
    return kept


def write(path: Path, kept: Kept) -> None:
    """Whole or not at all, for this user's eyes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(_KEPT.dump_json(kept))
    fresh.replace(path)


def fill(kept: Kept, state: State) -> Kept:
    """With what is Slack's, without the versions that messages had."""
    return replace(
        kept,
        users=state.users,
        channels={
            id_: replace(channel, messages=[_lean(m) for m in channel.messages])
            for id_, channel in state.channels.items()
        },
        usergroups=state.usergroups,
        ephemerals=[_lean(m) for m in state.ephemerals],
        homes=state.views.homes,
        files=state.files,
        ids_made=state.ids.made,
    )


def to_slack(kept: Kept, state: State) -> None:
    state.users.update(kept.users)
    state.channels.update(kept.channels)
    state.usergroups.update(kept.usergroups)
    state.ephemerals.extend(kept.ephemerals)
    state.views.homes.update(kept.homes)
    state.files.update(kept.files)
    state.ids.made = kept.ids_made
    said = [m for channel in kept.channels.values() for m in channel.messages]
    for message in [*said, *kept.ephemerals]:
        state.stamps.after(message.edited_ts or message.ts)


def _lean(message: StoredMessage) -> StoredMessage:
    return replace(message, versions=[])


async def keep_writing(path: Path, collect: Callable[[], Kept], state: State) -> None:
    """Until cancelled, and once more then."""
    written = -1
    try:
        while True:
            if written == state.changes:
                with contextlib.suppress(TimeoutError):
                    await state.wait_until_after(written, 60)
                continue
            written = state.changes
            _try_to_write(path, collect())
            await asyncio.sleep(PAUSE)
    finally:
        _try_to_write(path, collect())


def _try_to_write(path: Path, kept: Kept) -> None:
    """A full disk ends nothing: the next change is a new try."""
    try:
        write(path, kept)
    except (OSError, PydanticSerializationError) as fault:
        print(f"{path} was not written: {fault}", file=sys.stderr)  # noqa: T201 (a terminal)
