"""Seals: a value and the place it belongs to, encrypted together."""

import json
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.store.errors import KeysMissing, SealBroken

# Fernet keys, newest first; or where to read them anew each time, since they may change meanwhile.
Keys: TypeAlias = tuple[str, ...] | Callable[[], tuple[str, ...]]
Context: TypeAlias = list[str | int]  # where a value belongs: no two places have the same

_NOTHING: Final = (None, None)


class Seals:
    """Seals with the newest key, opens with any."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._known: tuple[str, ...] = ()
        self._each: list[Fernet] = []

    def seal(self, value: str, context: Context) -> str:
        """
        Raises:
            KeysMissing: there is no key.
        """
        plain = json.dumps([context, value]).encode()
        return self._any().encrypt(plain).decode()

    def open(self, sealed: str, context: Context) -> str:
        """
        The one door to a sealed value.

        Raises:
            KeysMissing: none of the keys opens it.
            SealBroken: it was sealed for another place.
        """
        try:
            plain = self._any().decrypt(sealed.encode())
        except InvalidToken:
            raise KeysMissing("SECRET_KEYS does not open what is sealed") from None
        sealed_context, value = _parts(plain)
        if sealed_context != context:
            raise SealBroken("what is sealed belongs to another place")
        return str(value)

    def is_newest(self, sealed: str) -> bool:
        """Whether the newest key opens it. Raises: KeysMissing: there is no key."""
        try:
            self._newest_first()[0].decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True

    def renew(self, sealed: str) -> str:
        """
        The same, sealed with the newest key; what is inside stays as it is.

        Raises:
            KeysMissing: none of the keys opens it.
        """
        try:
            return self._any().rotate(sealed.encode()).decode()
        except InvalidToken:
            raise KeysMissing("SECRET_KEYS does not open what is sealed") from None

    def _any(self) -> MultiFernet:
        return MultiFernet(self._newest_first())

    def _newest_first(self) -> list[Fernet]:
        keys = self._keys() if callable(self._keys) else self._keys
        if not keys:
            raise KeysMissing("there is no key: neither SECRET_KEYS nor DATA_DIR/secret.key")
        if keys != self._known:
            self._each = [Fernet(key) for key in keys]
            self._known = keys
        return self._each


def _parts(plain: bytes) -> tuple[Any, Any]:
    """Context and value. A fault that left this function would carry what was sealed with it."""
    try:
        context, value = json.loads(plain)
    except (ValueError, TypeError):
        return _NOTHING
    return context, value
