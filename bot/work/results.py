"""How an attempt at an effect ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from bot.domain.effects import Due
from bot.store.due import Sent

LANGUAGE_KEPT: Final = timedelta(days=1)

Left: TypeAlias = Callable[[], float]  # seconds for which the lease is surely ours


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet; `counted`: an attempt failed."""

    after: timedelta
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """To be finished: where a message now stands, and what follows."""

    sent: Sent | None = None
    then: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class PutAside:
    """Slack does not take it until somebody lifts that: kept for `Try again`; what follows."""

    why: str
    then: tuple[Due, ...] = ()


class Overtook:
    """Another worker performs it: nothing was done here."""


class Finished:
    """Finished already, in the commit of a command."""


Result: TypeAlias = Delivered | Later | PutAside | Finished | Overtook
