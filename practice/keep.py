"""The company on disk: written soon after each change, read at the next start."""

import asyncio
import contextlib
import fcntl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from practice.marketo.state import MarketoState
from practice.sales_connect.state import SalesConnectState
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User
from practice.slack.state import State
from practice.slack.stored_files import StoredFile
from practice.slack.views import StoredView

SCHEMA: Final = 1
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
def locked(folder: Path) -> Iterator[None]:
    """
    One practice in one folder; the lock goes with the process, however that ends.

    Raises:
        InUse
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InUse(
                f"practice runs already in {folder}; another company: DATA_DIR=… make run"
            ) from None
        yield


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
        ephemerals=[_lean(m) for m in state.ephemerals],
        homes=state.views.homes,
        files=state.files,
        ids_made=state.ids.made,
    )


def to_slack(kept: Kept, state: State) -> None:
    state.users.update(kept.users)
    state.channels.update(kept.channels)
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
            write(path, collect())
            await asyncio.sleep(PAUSE)
    finally:
        write(path, collect())
