"""A rotation that something happens to."""

from collections.abc import Callable

from bot.store.seals import Keys, Seals


class Killed(Exception):
    """In place of kill -9."""


class Interrupted(Seals):
    """Does something at its n-th look at a value."""

    def __init__(self, secret_keys: Keys, at: int, then: Callable[[], None]) -> None:
        super().__init__(secret_keys)
        self._left, self._then = at, then

    def is_newest(self, sealed: str) -> bool:
        self._left -= 1
        if self._left == 0:
            self._then()
        return super().is_newest(sealed)


def die() -> None:
    raise Killed
