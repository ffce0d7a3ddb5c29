"""People with whom the same is done, cut into what one card lists and one pass of the tab ticks."""

from collections.abc import Mapping, Sequence
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
        start, characters = len(people), 0
        for row in rows:
            length = shown_length(row.email)
            size = len(people) - start
            if size == BATCH_SIZE or (size and characters + length > BATCH_CHARACTERS):
                batches.append(Batch(rows=tuple(range(start, len(people))), workspaces=workspaces))
                start, characters = len(people), 0
            people.append(row)
            characters += length
        batches.append(Batch(rows=tuple(range(start, len(people))), workspaces=workspaces))
    return tuple(people), tuple(batches)
