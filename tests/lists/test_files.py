"""Files as admins have them: every row is planned, a problem or a duplicate, and said to be so."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Final

from bot.domain.csv_import import Table, parse_csv
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Plan, plan_run
from bot.work.listed import Listed, listed
from tests.for_each import for_each
from tests.lists import cells, encodings, files, rows, shapes
from tests.lists.listing import Listing, Planned

BATCH: Final = 50  # people that the Team Access tab takes at once
NAMED: Final = 50  # duplicates at least that have a line; the rest is counted
LISTINGS = tuple(
    chain(encodings.LISTINGS, shapes.LISTINGS, cells.LISTINGS, rows.LISTINGS, files.LISTINGS)
)


@for_each(listing=LISTINGS)
def test_each_row_of_a_file_becomes_what_an_admin_expects(listing: Listing) -> None:
    """Whatever program wrote it, and whatever somebody did to it afterwards."""
    table = parse_csv(listing.data())

    match listing.expected:
        case Planned() as expected:
            assert isinstance(table, Table), table
            read = listed(table)  # as the worker does; nobody is looked up in Slack
            plan = planned(read, listing)
            assert seen(plan, read, expected) == expected
            assert_sums(plan)
        case type() as kind:
            assert isinstance(table, kind), table
        case fault:
            assert table == fault


def test_no_two_files_are_the_same() -> None:
    """A name that stands twice would hide which of them failed."""
    assert [name for name, times in Counter(map(str, LISTINGS)).items() if times > 1] == []


def planned(read: Listed, listing: Listing) -> Plan:
    plan = plan_run(read.candidates, listing.chosen, listing.known, listing.facts)
    assert isinstance(plan, Plan), plan
    return plan


def seen(plan: Plan, read: Listed, expected: Planned) -> Planned:
    """Of names only those that the listing is about."""
    workspaces = {
        plan.rows[row].email: batch.workspaces for batch in plan.batches for row in batch.rows
    }
    return Planned(
        read=plan.read,
        people={row.email: workspaces[row.email] for row in plan.rows},
        problems={problem.line: problem.fault for problem in plan.problems},
        duplicates=duplicates(plan, expected),
        nearest={problem.line: problem.nearest for problem in plan.problems if problem.nearest},
        names={
            row.email: (row.first_name, row.last_name)
            for row in plan.rows
            if row.email in expected.names
        },
        ignored=read.ignored,
        meant=read.meant,
        headless=read.headless,
    )


def duplicates(plan: Plan, expected: Planned) -> Mapping[int, Again]:
    """Those that are named; where more are counted, the rest is taken on trust."""
    named = {again.line: again.why for again in plan.duplicates}
    if len(named) < NAMED or Counter(expected.duplicates.values()) != plan.repeats:
        return named
    return {**expected.duplicates, **named}


def assert_sums(plan: Plan) -> None:
    """read = planned + problems + duplicates, and each who is planned is in just one batch."""
    repeats = sum(plan.repeats.values())
    assert plan.read == len(plan.rows) + len(plan.problems) + repeats
    assert sorted(row for batch in plan.batches for row in batch.rows) == [*range(len(plan.rows))]
    assert all(0 < len(batch.rows) <= BATCH for batch in plan.batches)
    unknown = [one for one in plan.problems if one.fault is Fault.UNKNOWN_WORKSPACE]
    assert all(problem.name for problem in unknown)
