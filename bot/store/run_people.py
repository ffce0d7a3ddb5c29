"""
A run's people, and the rows of its list that were held back, as fields of its hash.

Most of ten thousand are written once, when they are planned, and read together: they stand in
blocks. Who changes gets a field of their own, which counts from then on. Schema 3 wrote a field for
each from the start.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from bot.domain.problems import Problem
from bot.domain.run import Row, Run

BLOCK: Final = 25  # of them in one field: for one person, all of it is read

One = TypeVar("One", Row, Problem)


def fields_of(run: Run, former: Run | None) -> list[str]:
    """What is to be written of them, as field, value, …; all of them where none were before."""
    if former is None or not (former.people or former.problem_count):
        return [*_PEOPLE.blocks(run.rows), *_HELD_BACK.blocks(run.problems)]
    return [
        *_PEOPLE.changed(run.rows, former.rows),
        *_HELD_BACK.changed(run.problems, former.problems),
    ]


def names_of(rows: Sequence[int], problems: Sequence[int] = ()) -> list[str]:
    """Of the fields to be read for these."""
    return [*_PEOPLE.names(rows), *_HELD_BACK.names(problems)]


def rows_in(fields: Mapping[str, str], wanted: Iterable[int] | None = None) -> dict[int, Row]:
    """Those that are wanted, or all, by their number and in its order."""
    return dict(_PEOPLE.read(fields, wanted))


def problems_in(
    fields: Mapping[str, str], wanted: Iterable[int] | None = None
) -> dict[int, Problem]:
    """The same of the rows that were held back."""
    return dict(_HELD_BACK.read(fields, wanted))


@dataclass(frozen=True, slots=True)
class _Stored(Generic[One]):
    """One by one as `row:7`, in blocks as `rows:0`; each as what `plain` makes of it, in JSON."""

    name: str
    plain: Callable[[One], object]
    adapter: TypeAdapter[One]

    def field(self, number: int) -> str:
        return f"{self.name}:{number}"

    def block(self, number: int) -> str:
        return f"{self.name}s:{number // BLOCK}"

    def names(self, numbers: Sequence[int]) -> list[str]:
        return [*map(self.field, numbers), *dict.fromkeys(map(self.block, numbers))]

    def dumped(self, one: One) -> str:
        return to_json(self.plain(one)).decode()

    def blocks(self, planned: Mapping[int, One]) -> Iterator[str]:
        """Of all, numbered from 0."""
        assert list(planned) == list(range(len(planned)))
        plain = [self.plain(one) for one in planned.values()]
        for first in range(0, len(plain), BLOCK):
            yield self.block(first)
            yield to_json(plain[first : first + BLOCK]).decode()

    def changed(self, now: Mapping[int, One], before: Mapping[int, One]) -> Iterator[str]:
        for number, one in now.items():
            if before.get(number) is not one:
                yield self.field(number)
                yield self.dumped(one)

    def read(
        self, fields: Mapping[str, str], wanted: Iterable[int] | None
    ) -> Iterator[tuple[int, One]]:
        found = self._loaded(fields)
        for number in sorted(found if wanted is None else found.keys() & wanted):
            yield number, self.adapter.validate_python(found[number])

    def _loaded(self, fields: Mapping[str, str]) -> dict[int, Any]:
        """Not checked yet: of a block often one is wanted."""
        found: dict[int, Any] = {}
        for block, value in self._those(fields, f"{self.name}s:"):
            found.update(enumerate(from_json(value), block * BLOCK))
        for number, value in self._those(fields, f"{self.name}:"):
            found[number] = from_json(value)
        return found

    @staticmethod
    def _those(fields: Mapping[str, str], prefix: str) -> list[tuple[int, str]]:
        return [
            (int(name.removeprefix(prefix)), value)
            for name, value in fields.items()
            if name.startswith(prefix)
        ]


_DEFAULTS: Final = tuple(Row._field_defaults.get(name) for name in Row._fields)
_GIVEN: Final = Row._fields.index("state")  # what comes first is as it was planned
_PLANNED: Final = _DEFAULTS[_GIVEN:]


def _plain_row(row: Row) -> tuple[object, ...]:
    """Without the defaults at its end; by name, half of it would be names."""
    last = _GIVEN if row[_GIVEN:] == _PLANNED else len(row)
    while row[last - 1] == _DEFAULTS[last - 1]:
        last -= 1
    return row[:last]


def _plain_problem(problem: Problem) -> dict[str, Any]:
    return problem.model_dump(mode="json", exclude_defaults=True)


_PEOPLE: Final = _Stored("row", _plain_row, TypeAdapter(Row))
_HELD_BACK: Final = _Stored("problem", _plain_problem, TypeAdapter(Problem))
