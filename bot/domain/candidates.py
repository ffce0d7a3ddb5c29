"""Somebody on a list, and what is on record of them, before anybody judges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.standing import Standing


class Candidate(NamedTuple):  # ten thousand of them are made at once
    """Somebody to connect, as given; judged in `plan_run`."""

    email: str
    user_id: UserId | None = None
    workspaces: tuple[str, ...] | None = None  # of their own, `()` the default; None: those for all
    line: int = 0  # of the file; 0: not from one
    first_name: str = ""
    last_name: str = ""
    standing: Standing | None = None  # in Slack; None: nobody looked
    extra: str = ""  # what stands in the row under no heading
    off: bool = False  # disconnected already, on the way to other workspaces
    tried: RunId | None = None  # the run that is tried again with them


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Where somebody stands who is in a run that has not ended."""

    run_id: RunId
    workspaces: tuple[str, ...] | None  # None: it disconnects them, and gives them none
    in_doubt: bool = False  # it has ended, and nobody knows what became of them

    def bars(self, one: Candidate) -> bool:
        """Trying again what is in doubt is the way to know."""
        return not (self.in_doubt and self.run_id == one.tried)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of the people of a list, by their address."""

    connected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # here, with which
    elsewhere: Mapping[str, SetupId] = field(default_factory=dict)  # on another instance
    under_way: Mapping[str, UnderWay] = field(default_factory=dict)  # here
    left: frozenset[str] = frozenset()  # deactivated in Slack, as it told us
    invited: frozenset[str] = frozenset()  # on record

    def noted(self) -> frozenset[str]:
        """Everybody of whom there is more to judge than what Slack says of them now."""
        return self.left.union(self.connected, self.elsewhere, self.under_way)


NOTHING: Final = Facts(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
