"""One stop of the road, or one thing beside it, and by what one sees that it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from practice.page.shown import Jump
from practice.world import World

Values: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose it is, where, and by what one sees that it is done."""

    who: str
    place: str
    english: str
    french: str
    is_done: Callable[[World, set[str]], bool]
    values: Callable[[World], Values] = lambda world: ()
    jump: Jump | None = None
    """Time has to pass: the button that jumps ahead so far stands there."""
    file: str | None = None
    """The name of an example among the page's static files, to be saved."""


def was_seen(*marks: str) -> Callable[[World, set[str]], bool]:
    return lambda world, seen: any(mark in seen for mark in marks)


def were_seen(*marks: str) -> Callable[[World, set[str]], bool]:
    """Each of them."""
    return lambda world, seen: all(mark in seen for mark in marks)
