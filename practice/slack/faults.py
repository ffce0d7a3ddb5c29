"""Faults on demand: what a test makes Slack do wrong, for the next calls of a method."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class ServerError:
    """HTTP 500 or another status; with `after` the action is done all the same."""

    status: int = 500
    after: bool = False


@dataclass(frozen=True, slots=True)
class RateLimited:
    """HTTP 429; `retry_after` in seconds."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class LoseAnswer:
    """The action is done, then the connection drops."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection drops before anything is done."""


@dataclass(frozen=True, slots=True)
class Late:
    """The action is done at once, the answer comes after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """`ok: false` with this error; nothing is done."""

    error: str


@dataclass(frozen=True, slots=True)
class Html:
    """An HTML page where JSON belongs; nothing is done."""

    status: int = 200


Fault: TypeAlias = ServerError | RateLimited | LoseAnswer | Drop | Late | Refuse | Html
When: TypeAlias = Callable[[dict[str, Any]], bool]


@dataclass(slots=True)
class _Planned:
    method: str
    fault: Fault
    left: int | None
    when: When | None


class Faults:
    """What is still to go wrong, oldest first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def add(
        self, method: str, fault: Fault, *, times: int | None = 1, when: When | None = None
    ) -> None:
        """
        `method` is a Web API method, `response_url`, or `*` for every method.

        `times=None`: until `clear`. `when` gets the arguments of the call and chooses.
        """
        self._planned.append(_Planned(method, fault, times, when))

    def clear(self) -> None:
        self._planned.clear()

    @property
    def pending(self) -> int:
        """How many planned faults have not been used up."""
        return len(self._planned)

    def take(self, method: str, args: dict[str, Any]) -> Fault | None:
        for planned in self._planned:
            if planned.method not in (method, "*"):
                continue
            if planned.when is not None and not planned.when(args):
                continue
            if planned.left is not None:
                planned.left -= 1
                if planned.left <= 0:
                    self._planned.remove(planned)
            return planned.fault
        return None
