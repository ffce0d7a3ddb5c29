"""What Sales Connect does not do, as values, and how its screen says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias, assert_never

Field: TypeAlias = Literal["Munchkin ID", "Client ID", "Client Secret"]


@dataclass(frozen=True, slots=True)
class AdminsOnly:
    """Somebody else than an admin pressed."""


@dataclass(frozen=True, slots=True)
class SpaceTyped:
    field: Field


@dataclass(frozen=True, slots=True)
class NoSuchSubscription:
    """The Munchkin ID is malformed, or another company's."""

    typed: str


@dataclass(frozen=True, slots=True)
class WrongPair:
    """Marketo does not know this Client ID with this Client Secret; which of them, nobody says."""


@dataclass(frozen=True, slots=True)
class OwnedAlready:
    """Whoever owns the connection connects again."""


@dataclass(frozen=True, slots=True)
class StillConnectedThemselves:
    """A second admin takes the connection over, but their own Marketo access was not removed."""

    owner: str


@dataclass(frozen=True, slots=True)
class NotTheOwner:
    owner: str


@dataclass(frozen=True, slots=True)
class NotConnected:
    """Sales Connect itself is not connected to Marketo."""


@dataclass(frozen=True, slots=True)
class TooEarly:
    left: timedelta  # always positive: at exactly ten minutes there is no refusal


@dataclass(frozen=True, slots=True)
class NobodyChosen:
    """No box ticked, or no address typed."""


@dataclass(frozen=True, slots=True)
class Malformed:
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnSandbox:
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotInvited:
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConnectedAlready:
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotConnectedUsers:
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownWorkspaces:
    names: tuple[str, ...]


Refusal: TypeAlias = (
    AdminsOnly
    | SpaceTyped
    | NoSuchSubscription
    | WrongPair
    | OwnedAlready
    | StillConnectedThemselves
    | NotTheOwner
    | NotConnected
    | TooEarly
    | NobodyChosen
    | Malformed
    | OnSandbox
    | NotInvited
    | ConnectedAlready
    | NotConnectedUsers
    | UnknownWorkspaces
)


def words(refusal: Refusal) -> str:
    match refusal:
        case AdminsOnly():
            return "Only a Sales Connect admin may do this."
        case SpaceTyped(field):
            return f"There is a space in the {field}. Copy it again, without one."
        case NoSuchSubscription(typed):
            return f"No Marketo subscription has the Munchkin ID “{typed}”."
        case WrongPair():
            return "Marketo does not know this Client ID with this Client Secret."
        case OwnedAlready():
            return "Sales Connect is connected to Marketo already, and you own the connection."
        case StillConnectedThemselves(owner):
            return (
                "To take the connection over, have your own Marketo access removed first: "
                f"{owner} disconnects you in Team Access, then you connect."
            )
        case NotTheOwner(owner):
            return f"The connection belongs to {owner}; only its owner may end it."
        case NotConnected():
            return "Sales Connect is not connected to Marketo yet."
        case TooEarly(left):
            return f"Not yet: Marketo needs ten minutes after connecting, {minutes(left)} are left."
        case NobodyChosen():
            return "Nobody was chosen."
        case Malformed(typed):
            return f"Not an e-mail address: {_list(typed)}. Nobody was invited."
        case OnSandbox(addresses):
            return (
                f"Used on the sandbox instance already: {_list(addresses)}. One e-mail address "
                "cannot be used on two instances, so use a different one. Nothing was changed."
            )
        case NotInvited(addresses):
            return f"Not in Team Access, invite first: {_list(addresses)}. Nobody was connected."
        case ConnectedAlready(addresses):
            return (
                f"Connected already: {_list(addresses)}. Workspaces are assigned once; to change "
                "them, disconnect first and connect again. Nobody was connected."
            )
        case NotConnectedUsers(addresses):
            return f"Not connected to Marketo: {_list(addresses)}. Nobody was disconnected."
        case UnknownWorkspaces(names):
            return f"Marketo has no workspace of this name: {_list(names)}. Nobody was connected."
    assert_never(refusal)


def _list(parts: Sequence[str]) -> str:
    return ", ".join(parts)


def minutes(left: timedelta) -> str:
    """`9 min 30 s`, rounded up, so that it is never said to be over before it is."""
    seconds = -(-left // timedelta(seconds=1))
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
