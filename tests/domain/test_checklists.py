"""Checklists: whose they are, what stands on them, who ticked what."""

from typing import Final

import pytest

from bot.domain.checklists import (
    OF_PREREQUISITE,
    OWNER,
    Checklist,
    Point,
    act_on,
    points_of,
)
from bot.domain.commands import SaveChecklist
from bot.domain.effects import Card
from bot.domain.people import Act, Actor, Role
from bot.domain.refusals import NotNow, NotYours
from bot.domain.setup import Setup
from bot.domain.setup_parts import Noted
from bot.domain.setup_steps import decide
from bot.domain.stages import Kind, Prerequisite, Stage
from tests.domain.builders import (
    MARA,
    NINA,
    RULES,
    RUN_AT,
    SAM,
    SARA,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
    done,
    new_messages,
    refreshed,
    walk,
)

NAMED: Final = a_setup()


def tick(*points: Point) -> SaveChecklist:
    return SaveChecklist(SETUP_ID, ticked=frozenset(points), unticked=frozenset())


def untick(*points: Point) -> SaveChecklist:
    return SaveChecklist(SETUP_ID, ticked=frozenset(), unticked=frozenset(points))


def test_each_list_has_its_points_in_the_order_of_the_work() -> None:
    """Source: domain.md, steps 1 to 5. A point that is added or lost is meant."""
    lists = {checklist: points_of(checklist, Kind.SANDBOX) for checklist in Checklist}

    assert lists == {
        Checklist.PREREQUISITES: (
            Point.HAS_MARKETO,
            Point.HAS_SALES_CONNECT,
            Point.HAS_SALESFORCE,
            Point.HAS_SANDBOX,
        ),
        Checklist.MARKETO: (Point.INVITE_SENT, Point.VALUES_FOUND),
        Checklist.SALES_CONNECT: (
            Point.MAIL_CAME,
            Point.PASSWORD_SET,
            Point.LOGGED_IN,
            Point.SALESFORCE_CONNECTED,
        ),
        Checklist.SALESFORCE: (Point.API_CALLS, Point.APEX_CLASSES, Point.APP_NOT_BLOCKED),
    }
    assert {point for points in lists.values() for point in points} == set(Point)


@pytest.mark.parametrize("checklist", Checklist)
def test_a_marketo_sandbox_is_asked_for_in_a_sandbox_only(checklist: Checklist) -> None:
    """All else is the same beside production."""
    sandbox = points_of(checklist, Kind.SANDBOX)

    production = points_of(checklist, Kind.PRODUCTION)

    assert production == tuple(point for point in sandbox if point is not Point.HAS_SANDBOX)


def test_each_prerequisite_is_a_point() -> None:
    """What is left unticked in the first modal can be ticked later."""
    assert set(OF_PREREQUISITE) == set(Prerequisite)
    assert set(OF_PREREQUISITE.values()) == set(points_of(Checklist.PREREQUISITES, Kind.SANDBOX))


def test_each_list_has_an_owner_and_a_permission() -> None:
    """Only the Salesforce admin's is everybody's who might have to do it."""
    assert OWNER == {
        Checklist.PREREQUISITES: Role.STARTER,
        Checklist.MARKETO: Role.MARKETO_ADMIN,
        Checklist.SALES_CONNECT: Role.SALES_CONNECT_ADMIN,
        Checklist.SALESFORCE: Role.SALESFORCE_ADMIN,
    }
    shared = [one for one in Checklist if act_on(one) is Act.SALESFORCE_CHECKLIST]
    assert shared == [Checklist.SALESFORCE]
    assert {act_on(one) for one in Checklist} == {Act.OWN_CHECKLIST, Act.SALESFORCE_CHECKLIST}


@pytest.mark.parametrize(
    ("actor", "keeps"),
    [
        (STELLA, {Checklist.PREREQUISITES}),
        (MARA, {Checklist.MARKETO, Checklist.SALESFORCE}),
        (SOL, {Checklist.SALES_CONNECT, Checklist.SALESFORCE}),
        (SVEN, {Checklist.SALESFORCE}),
        (NINA, set()),
        (SAM, set()),
        (SARA, set()),
    ],
    ids=lambda one: str(getattr(one, "user_id", "")),
)
def test_everybody_ticks_their_own_list_and_no_other(actor: Actor, keeps: set[Checklist]) -> None:
    """A Slack admin too has none; a successor gets theirs with the connection."""
    setup = a_succession()
    assert set(setup.keeps(actor.user_id)) == keeps
    for checklist in Checklist:
        point = points_of(checklist, Kind.PRODUCTION)[0]

        decision = decide(setup, tick(point), actor, RUN_AT, RULES)

        if checklist in keeps:
            assert point in done(decision).state.ticks
        else:
            assert isinstance(decision, NotYours | NotNow)


def test_one_person_in_all_roles_keeps_all_lists() -> None:
    """In their order."""
    setup = a_setup(starter=SOL, marketo_admin=SOL, sales_connect_admin=SOL, salesforce_admin=None)

    assert setup.keeps(SOL.user_id) == tuple(Checklist)


def test_a_tick_says_who_and_when_and_stays_theirs() -> None:
    """A second tick by somebody else does not rewrite the record; to untick takes it away."""
    ticked = walk(NAMED, tick(Point.API_CALLS), SVEN)
    again = walk(ticked, tick(Point.API_CALLS), SOL)
    unticked = walk(again, untick(Point.API_CALLS), MARA)

    assert again.ticks[Point.API_CALLS] == Noted(by=SVEN.user_id, at=RUN_AT)
    assert Point.API_CALLS not in unticked.ticks


def test_who_saves_an_older_view_takes_nobodys_tick_away() -> None:
    """Two have the same list open: only what each changed is saved."""
    by_sven = walk(NAMED, tick(Point.API_CALLS), SVEN)

    both = walk(by_sven, tick(Point.APEX_CLASSES), SOL)

    assert {Point.API_CALLS, Point.APEX_CLASSES} <= set(both.ticks)


def test_a_list_of_others_among_ones_own_refuses_all_of_it() -> None:
    """Nothing is saved by half."""
    decision = decide(NAMED, tick(Point.API_CALLS, Point.INVITE_SENT), SVEN, RUN_AT, RULES)

    assert decision == NotNow(Act.OWN_CHECKLIST, Stage.NAMED)


def test_a_point_that_is_on_no_list_of_this_setup_cannot_be_ticked() -> None:
    """The sandbox, where the setup is for production."""
    sandbox = a_setup(kind=Kind.SANDBOX)

    decision = decide(NAMED, tick(Point.HAS_SANDBOX), STELLA, RUN_AT, RULES)

    assert decision == NotNow(Act.OWN_CHECKLIST, Stage.NAMED)
    assert Point.HAS_SANDBOX in walk(sandbox, tick(Point.HAS_SANDBOX), STELLA).ticks


def test_what_the_starter_left_unticked_is_open_and_stops_nothing() -> None:
    """Only Marketo was confirmed; the road goes on to its end."""
    finished: Setup = a_setup(Stage.DONE)

    assert finished.ticks == {Point.HAS_MARKETO: Noted(by=STELLA.user_id, at=STARTED_AT)}
    assert finished.left(Checklist.PREREQUISITES) == (
        Point.HAS_SALES_CONNECT,
        Point.HAS_SALESFORCE,
    )


def test_a_tick_shows_on_the_cards_and_notifies_nobody() -> None:
    """Of its owner, and of the starter, who sees all lists."""
    outcome = done(decide(NAMED, tick(Point.VALUES_FOUND), MARA, RUN_AT, RULES))

    assert new_messages(outcome) == []
    assert {Card.STARTER, Card.MARKETO_ADMIN} <= {slot.card for slot in refreshed(outcome)}
