"""A file of many people: read, judged and planned by the bot, and by a loop over `csv`."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.domain.csv_import import Table, parse_csv
from bot.domain.provisioning import Facts, Plan, plan_run
from bot.domain.workspaces import Known
from bot.work.listed import listed
from tests.bench.by_hand import planned_by_hand
from tests.bench.figures import Lists, Planned, Size

WORKSPACES: Final = ("Default", "EMEA", "North America", "APAC", "Partners")
SETS: Final = ("EMEA", "North America", "EMEA; APAC", "apac;emea", "", "Partners")
HEADER: Final = "Email,First name,Last name,Workspaces"
CONNECTED: Final = 1_000  # people on record; of each hundred rows two are among them

_Connected: TypeAlias = dict[str, tuple[str, ...]]


class NotTheSame(Exception):
    """The two found different people: then their times say nothing."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list comes to."""

    people: int
    problems: int
    duplicates: int
    batches: int


def a_file(rows: int) -> bytes:
    """Of each hundred rows three are problems, and two add nobody; every tenth is quoted."""
    lines = [HEADER, *(_line(number) for number in range(rows))]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _line(number: int) -> str:
    email, workspaces = address(number), SETS[number // 100 % len(SETS)]
    first, last = f"Zoé {number}", f"O'Hara {number}"
    match number % 100:
        case 13:
            email = email.replace("@", " at ")
        case 31:
            workspaces = "EMAE"
        case 47 | 53:  # connected: as it is here, and otherwise
            workspaces = "EMEA"
        case 89:
            email = address(number - 1).upper()
    if number % 10 == 0:
        last = f'"Hara, ""Zo"" {number}"'
    return f"{email},{first},{last},{workspaces}"


def address(number: int) -> str:
    """Of the person of a row."""
    return f"person{number:05}@acme.example"


def connected(rows: int) -> _Connected:
    """Who is on record, with what."""
    some: _Connected = {}
    for number in range(0, rows, 100):
        some[address(number + 47)] = ("EMEA",)
        some[address(number + 53)] = ("North America",)
    others = (address(90_000 + number) for number in range(CONNECTED - len(some)))
    return some | dict.fromkeys(others, ("EMEA",))


def planned(data: bytes, on_record: _Connected) -> Plan:
    """As the worker has it (bot/work/lists.py), without what it asks of others."""
    table = parse_csv(data)
    assert isinstance(table, Table)
    plan = plan_run(
        listed(table).candidates, (), Known(WORKSPACES, WORKSPACES[0]), Facts(on_record)
    )
    assert isinstance(plan, Plan)
    return plan


def sums(plan: Plan) -> Sums:
    repeats = sum(plan.repeats.values())
    return Sums(len(plan.rows), len(plan.problems), repeats, len(plan.batches))


def measure_lists(size: Size) -> Lists:
    """
    Raises:
        NotTheSame: the two found different people.
    """
    data, on_record = a_file(size.rows), connected(size.rows)

    def ours() -> Sums:
        return sums(planned(data, on_record))

    def by_hand() -> Sums:
        found = planned_by_hand(data, WORKSPACES, on_record)
        return Sums(found.people, len(found.problems), found.duplicates, len(found.batches))

    sides = (ours, by_hand)
    check_same(ours(), by_hand())
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(size.runs):
        for side, times in zip(sides, took, strict=True):
            gc.collect()
            started = time.perf_counter()
            side()
            times.append(time.perf_counter() - started)
    lists = (Planned(tuple(times), _peak(side)) for side, times in zip(sides, took, strict=True))
    return Lists(len(data), *lists)


def check_same(ours: Sums, theirs: Sums) -> None:
    """
    Raises:
        NotTheSame: as it says.
    """
    if ours != theirs:
        raise NotTheSame(f"{ours}, and by hand {theirs}")


def _peak(side: Callable[[], Sums]) -> float:
    """Megabytes that it has at once, all that it found included; the file is there already."""
    gc.collect()
    tracemalloc.start()
    try:
        side()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
