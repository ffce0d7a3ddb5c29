"""Whole hashes, as the server answers with them."""

from collections.abc import Iterable
from typing import Any


def pairs_of(kept: Any) -> Iterable[tuple[Any, Any]]:
    """Of `HGETALL`: one thing in the newer protocol, flat in the older."""
    return kept.items() if isinstance(kept, dict) else zip(kept[::2], kept[1::2], strict=True)
