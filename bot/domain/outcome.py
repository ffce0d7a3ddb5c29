"""What a decision comes to when it is not a refusal."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from bot.domain.credentials import Credentials
from bot.domain.effects import Due

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator may set."""

    wait: timedelta = timedelta(minutes=10)  # after connecting, before touching users
    secret_ttl: timedelta = timedelta(days=3)  # unopened credentials live as long


@dataclass(frozen=True, slots=True)
class Outcome(Generic[State]):
    """The new state and what must follow from it; all of it is committed together."""

    state: State
    effects: tuple[Due, ...] = ()
    keep: Credentials | None = None  # goes into the vault, in place of what is there
    burn: bool = False  # what is in the vault is destroyed
    keep_access: Credentials | None = None  # an API-only pair, under its number
    burn_access: tuple[int, ...] = ()  # the numbers of API-only pairs that are destroyed
