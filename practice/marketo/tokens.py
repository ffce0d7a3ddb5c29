"""Access tokens: one per pair, shared by everybody who asks, until it runs out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from practice.marketo.state import MarketoState

LIFETIME: Final = timedelta(seconds=3600)
SALES_CONNECT_USER: Final = "sales-connect@practice.example"

Holder: TypeAlias = Literal["api", "sales connect"]
EMPTY, INVALID, EXPIRED = 600, 601, 602


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    holder: Holder
    until: datetime

    def remaining(self, now: datetime) -> int:
        """Whole seconds, rounded down: 0 in its last second."""
        return int((self.until - now).total_seconds())


class Tokens:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._issued: dict[str, Token] = {}
        self._current: dict[Holder, Token] = {}

    def forget(self) -> None:
        self._issued.clear()
        self._current.clear()

    def issue(self, state: MarketoState, client_id: str, client_secret: str) -> Token | None:
        """The shared token of this pair, with what remains of it; None: no such pair."""
        holder = _holder(state, client_id, client_secret)
        if holder is None:
            return None
        token = self._current.get(holder)
        if token is None or token.until <= self._now():
            value = f"practice-token-{len(self._issued) + 1}-opens-nothing"
            token = Token(value, holder, self._now() + LIFETIME)
            self._current[holder] = self._issued[value] = token
        return token

    def holder_of(self, value: str) -> Holder | int:
        """Whose token it is, or the code of what is wrong with it."""
        if not value:
            return EMPTY
        token = self._issued.get(value)
        if token is None:
            return INVALID
        return token.holder if token.until > self._now() else EXPIRED


def scope_of(state: MarketoState, holder: Holder) -> str:
    """The user whom the token speaks for."""
    return state.api.user if holder == "api" else SALES_CONNECT_USER


def _holder(state: MarketoState, client_id: str, client_secret: str) -> Holder | None:
    if (client_id, client_secret) == (state.api.client_id, state.api.client_secret):
        return "api"
    if state.identity_knows_the_pair and state.is_sales_connect_pair(client_id, client_secret):
        return "sales connect"
    return None
