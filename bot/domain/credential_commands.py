"""What is asked of a setup about credentials, and about the pair that reads Marketo."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.credentials import Credentials
from bot.domain.ids import SetupId, UserId
from bot.domain.people import Act
from bot.domain.setup_parts import ApiSays, MarketoSays


@dataclass(frozen=True, slots=True)
class HandOver:
    """The Marketo admin gives the three values; a second time replaces the first."""

    act: ClassVar[Act] = Act.HAND_OVER
    setup_id: SetupId
    credentials: Credentials
    recipient: UserId | None = None  # whom the window named; None: whoever it is
    same_as: int | None = None  # the version that held the same three values, if one is known to


@dataclass(frozen=True, slots=True)
class NoteRevealed:
    """Slack opened the window with the values: they are destroyed."""

    act: ClassVar[Act] = Act.REVEAL
    setup_id: SetupId
    version: int


@dataclass(frozen=True, slots=True)
class NoteShownLate:
    """The window with the values opened while they were taken back: somebody has seen them."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    version: int
    shown_to: UserId


@dataclass(frozen=True, slots=True)
class NoteWindowClosed:
    """The window with the values was closed."""

    act: ClassVar[Act] = Act.REVEAL
    setup_id: SetupId
    version: int


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The Sales Connect admin needs another hand-over in place of this version."""

    act: ClassVar[Act] = Act.ASK_AGAIN
    setup_id: SetupId
    version: int


@dataclass(frozen=True, slots=True)
class NoteChecked:
    """Marketo's token endpoint was asked about this version."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    version: int
    says: MarketoSays


@dataclass(frozen=True, slots=True)
class SaveApiAccess:
    """The Marketo admin gives an API-only pair, in place of the former one; it is tried at once."""

    act: ClassVar[Act] = Act.API_ACCESS
    setup_id: SetupId
    pair: Credentials
    view_id: str  # the window that waits for what Marketo says


@dataclass(frozen=True, slots=True)
class CheckApiAccess:
    """The pair that is kept is tried once more."""

    act: ClassVar[Act] = Act.API_ACCESS
    setup_id: SetupId
    view_id: str


@dataclass(frozen=True, slots=True)
class RemoveApiAccess:
    """The pair is destroyed; Marketo is read no more."""

    act: ClassVar[Act] = Act.API_ACCESS
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class NoteApiChecked:
    """What Marketo let the API-only pair read."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    number: int
    says: ApiSays
    denied: tuple[str, ...] = ()
    detail: str = ""
    workspaces: tuple[str, ...] = ()
    default: str = ""  # the workspace that Marketo made first
    users: int = 0
    was_shown: bool = False  # in the window that waited for it


@dataclass(frozen=True, slots=True)
class ExpireCredentials:
    """Nobody opened this version in time."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    version: int
