"""Whom to disconnect: what each loses and gets afterwards, and whether the owner is there."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.people import Standing
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Candidate, Facts, Plan, UnderWay, plan_disconnect
from bot.domain.refusals import NobodyGiven, UnknownWorkspace
from bot.domain.run import Does, Purpose
from bot.domain.workspaces import Known
from tests.domain.lists import CHOSEN, FACTS, KNOWNS, LISTS
from tests.domain.properties import PROPERTY
from tests.domain.run_builders import KNOWN, a_change, candidates

ADA, BEN, CY = "ada@acme.example", "ben@acme.example", "cy@acme.example"
OTHER: Final = Facts(elsewhere={ADA: SetupId("setup-2")})
IN_A_RUN: Final = Facts(under_way={ADA: UnderWay(RunId("run-2"), ("Europe",))})
TO: Final = pytest.mark.parametrize("to", [None, (), ("Europe",)])


@PROPERTY
@given(LISTS, st.one_of(st.none(), CHOSEN), KNOWNS, FACTS)
def test_every_row_that_was_read_is_a_person_a_problem_or_a_duplicate(
    given_: list[Candidate], to: tuple[str, ...] | None, known: Known, facts: Facts
) -> None:
    """As with those who are connected: rows in = rows out."""
    plan = a_change(given_, to, facts, known)

    planned, held_back = [one.line for one in plan.rows], [one.line for one in plan.problems]
    out = planned + held_back + [one.line for one in plan.duplicates]
    assert sorted(out) == [one.line for one in given_]


@PROPERTY
@given(LISTS, st.one_of(st.none(), CHOSEN), KNOWNS, FACTS)
def test_everybody_is_disconnected_once_and_connected_once_where_they_get_something(
    given_: list[Candidate], to: tuple[str, ...] | None, known: Known, facts: Facts
) -> None:
    """Each batch that disconnects has its other half directly behind it."""
    plan = a_change(given_, to, facts, known)

    first = [batch for batch in plan.batches if batch.does is Does.DISCONNECT]
    then = [batch for batch in plan.batches if batch.does is Does.CONNECT]
    assert [row for batch in first for row in batch.rows] == list(range(len(plan.rows)))
    assert all(batch.workspaces == () for batch in first)
    if to is None:
        assert then == []
    else:
        assert [batch.rows for batch in then] == [batch.rows for batch in first]
        assert list(plan.batches[::2]) == first


def test_those_who_get_nothing_stand_in_one_group() -> None:
    """Whatever the list says of workspaces: there is nothing to tick but people."""
    given_ = [Candidate(ADA, None, ("Europe",)), Candidate(BEN, None, ("America",)), Candidate(CY)]

    plan = a_change(given_, None)

    assert [(batch.does, batch.rows) for batch in plan.batches] == [(Does.DISCONNECT, (0, 1, 2))]
    assert plan.purpose is Purpose.DISCONNECT


def test_those_who_change_are_prepared_for_what_they_get() -> None:
    """Their own, or those for all: the second half stands ready before the first is done."""
    given_ = [Candidate(ADA, None, ("Europe",)), Candidate(BEN), Candidate(CY, None, ())]

    plan = a_change(given_, ("America",))

    assert plan.purpose is Purpose.CHANGE
    assert [(batch.does, batch.rows, batch.workspaces) for batch in plan.batches] == [
        (Does.DISCONNECT, (0,), ()),
        (Does.CONNECT, (0,), ("Europe",)),
        (Does.DISCONNECT, (1,), ()),
        (Does.CONNECT, (1,), ("America",)),
        (Does.DISCONNECT, (2,), ()),
        (Does.CONNECT, (2,), ()),
    ]


@TO
def test_what_each_loses_is_said_as_far_as_it_is_recorded(to: tuple[str, ...] | None) -> None:
    """None: the bot has no record, which is not the same as the default workspace."""
    facts = Facts(connected={ADA: ("America",), BEN: ("Europe", "America")})

    plan = a_change([Candidate(one) for one in (ADA, BEN, CY)], to, facts)

    assert [row.was for row in plan.rows] == [("America",), ("Europe", "America"), None]


def test_who_has_just_what_they_are_to_get_needs_no_change() -> None:
    """In whatever order and case; the default workspace named or not."""
    has = Facts(connected={ADA: ("Europe", "America"), BEN: (), CY: ("Europe",)})
    given_ = [
        Candidate(ADA, None, ("america", "europe")),
        Candidate(BEN, None, ("Main",)),
        Candidate(CY, None, ("America",)),
    ]

    plan = a_change(given_, (), has, Known(["Europe", "America", "Main"], "Main"))

    assert plan.repeats == {Again.DONE: 2}
    assert [row.email for row in plan.rows] == [CY]


def test_who_is_to_lose_everything_is_never_done_already() -> None:
    """Connected with the default workspace is connected."""
    plan = a_change([Candidate(ADA)], None, Facts(connected={ADA: ()}))

    assert [(row.email, row.was) for row in plan.rows] == [(ADA, ())]


@TO
def test_who_stands_in_a_run_is_held_back(to: tuple[str, ...] | None) -> None:
    """Never two runs on one person, even with the same workspaces."""
    plan = a_change([Candidate(ADA), Candidate(BEN)], to, IN_A_RUN)

    assert [problem.fault for problem in plan.problems] == [Fault.UNDER_WAY_OTHERWISE]
    assert [row.email for row in plan.rows] == [BEN]


def test_who_is_on_another_instance_can_leave_this_one_and_gets_nothing_new_here() -> None:
    """Who stands on two must be able to leave one."""
    leaves, changes = a_change([Candidate(ADA)], None, OTHER), a_change([Candidate(ADA)], (), OTHER)

    assert [row.email for row in leaves.rows] == [ADA]
    [problem] = changes.problems
    assert (problem.fault, problem.setup_id) == (Fault.OTHER_INSTANCE, "setup-2")


@TO
def test_who_left_slack_can_be_disconnected(to: tuple[str, ...] | None) -> None:
    """They are the ones who most of all should be; nobody is connected again who is not there."""
    plan = a_change([Candidate(ADA, UserId("U_ADA"), standing=Standing.DEACTIVATED)], to)

    assert [row.email for row in plan.rows] == ([ADA] if to is None else [])
    faults = [one.fault for one in plan.problems]
    assert faults == ([] if to is None else [Fault.DEACTIVATED])


@pytest.mark.parametrize(
    ("owner", "is_among"),
    [
        (None, False),
        (Candidate(CY, UserId("U_CY")), False),
        (Candidate("", UserId("U_P1")), True),  # Slack told no address of theirs
        (Candidate("P1@acme.example", UserId("U_ELSE")), True),
        (Candidate("", UserId("U_P9")), False),  # held back: nothing happens to them
    ],
)
def test_the_owner_of_the_connection_is_warned_of(owner: Candidate | None, is_among: bool) -> None:
    """By who they are in Slack or by their address; if they go, everybody is disconnected."""
    held_back = Candidate("no address", UserId("U_P9"))

    plan = plan_disconnect([*candidates(3), held_back], None, KNOWN, owner=owner)

    assert isinstance(plan, Plan)
    assert plan.owner_among is is_among


@TO
def test_nobody_is_a_refusal(to: tuple[str, ...] | None) -> None:
    """As with those who are connected."""
    assert plan_disconnect([], to, KNOWN) == NobodyGiven()


def test_an_unknown_workspace_for_all_is_a_refusal() -> None:
    """With the nearest that there is."""
    refusal = plan_disconnect(candidates(1), ("Europ",), KNOWN)

    assert refusal == UnknownWorkspace("Europ", "Europe")


def test_who_was_disconnected_before_stays_so_when_it_is_tried_again() -> None:
    """Of them only the second half is left to do."""
    plan = a_change([Candidate(ADA, off=True), Candidate(BEN)], ("Europe",))

    assert [row.off for row in plan.rows] == [True, False]
