"""People with whom the same is done, cut into what one card lists and one pass of the tab ticks."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from bot.domain.run import Batch, Row

BATCH_SIZE: Final = 50  # people that one card can list and one pass of the tab can tick
# A message that can be updated holds 4,000 characters in all, and a card must name everything.
BATCH_CHARACTERS: Final = 1_800  # of addresses


def shown_length(text: str) -> int:
    """Characters in a message at most: `&` alone takes five, and names are quoted and parted."""
    return len(text) + 4 * (text.count("&") + text.count("<") + text.count(">")) + 4


def in_batches(
    groups: Mapping[tuple[str, ...], Sequence[Row]],
) -> tuple[tuple[Row, ...], tuple[Batch, ...]]:
    """People of one group stand beside each other."""
    people: list[Row] = []
    batches: list[Batch] = []
    for workspaces, rows in groups.items():
        start = 0
        while start < len(rows):
            size = _fitting(rows[start : start + BATCH_SIZE])
            numbers = range(len(people) + start, len(people) + start + size)
            batches.append(Batch(rows=tuple(numbers), workspaces=workspaces))
            start += size
        people += rows
    return tuple(people), tuple(batches)


def _fitting(rows: Sequence[Row]) -> int:
    """How many of the first of them one card can list: one at the least."""
    emails = [row.email for row in rows]
    if shown_length("".join(emails)) + 4 * (len(emails) - 1) <= BATCH_CHARACTERS:  # as most do
        return len(emails)
    lengths = accumulate(map(shown_length, emails))
    return max(1, sum(length <= BATCH_CHARACTERS for length in lengths))
