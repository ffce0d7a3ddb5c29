"""What a preview shows at a time: a view holds a hundred blocks, a list ten thousand people."""

from dataclasses import dataclass
from typing import Final

from bot.domain.run import Run

EDITED_HERE: Final = 50  # people: beyond, single ones are changed in the file of problems
PROBLEMS: Final = 10  # on a page: as many as one window mends
BATCHES: Final = 10


@dataclass(frozen=True, slots=True)
class Page:
    """Numbers of what stands on one page."""

    number: int  # from 0
    of: int
    batches: tuple[int, ...]
    rows: tuple[int, ...]  # of these batches
    problems: tuple[int, ...]

    @property
    def is_last(self) -> bool:
        return self.number + 1 >= self.of


def page_of(run: Run, number: int) -> Page:
    """The page of this number, or the last one there is."""
    pages = max(_parts(run.problem_count, PROBLEMS), _parts(len(run.batches), BATCHES), 1)
    number = min(max(number, 0), pages - 1)
    batches = tuple(_part(len(run.batches), BATCHES, number))
    return Page(
        number=number,
        of=pages,
        batches=batches,
        rows=tuple(dict.fromkeys(row for n in batches for row in run.batches[n].rows)),
        problems=tuple(_part(run.problem_count, PROBLEMS, number)),
    )


def may_edit(run: Run) -> bool:
    """Whether single people can be chosen in the preview."""
    return 0 < run.people <= EDITED_HERE


def _parts(whole: int, size: int) -> int:
    return -(-whole // size)


def _part(whole: int, size: int, number: int) -> range:
    return range(min(number * size, whole), min((number + 1) * size, whole))
