"""How much of a run is read: of ten thousand people, those that are asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.pages import page_of
from bot.domain.run import Run
from bot.store.run_people import names_of, problems_in, rows_in


@dataclass(frozen=True, slots=True)
class Wanted:
    """Numbers of people, and of rows that were held back."""

    rows: tuple[int, ...] = ()
    problems: tuple[int, ...] = ()

    def names(self) -> list[str]:
        """Of the fields that hold them."""
        return names_of(self.rows, self.problems)

    def added(self, head: Run, fields: Mapping[str, str]) -> Run:
        """To a run that was read without people."""
        rows, problems = rows_in(fields, self.rows), problems_in(fields, self.problems)
        return head.model_copy(update={"rows": rows, "problems": problems})


Part: TypeAlias = Callable[[Run], Wanted | None]  # None: all of it


def everybody(run: Run) -> None:
    """The run as it is."""


def nobody(run: Run) -> Wanted:
    """How it stands, in numbers."""
    return Wanted()


def people(rows: Callable[[Run], Iterable[int] | None]) -> Part:
    """Some of its people; None: all of it."""

    def part(run: Run) -> Wanted | None:
        found = rows(run)
        return None if found is None else Wanted(tuple(found))

    return part


def page_part(number: int) -> Part:
    """What one page of the preview shows."""

    def part(run: Run) -> Wanted:
        page = page_of(run, number)
        return Wanted(page.rows, page.problems)

    return part


def batch_part(number: int) -> Part:
    """The people of one batch; nobody, if there is none of this number."""

    def part(run: Run) -> Wanted:
        return Wanted(run.batches[number].rows if 0 <= number < len(run.batches) else ())

    return part
