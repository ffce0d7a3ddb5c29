"""The connection gets another owner: step by step, so that nobody is locked out ([seed] 6)."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import (
    BecomeReady,
    CancelSetup,
    ChangePeople,
    Decline,
    HandOver,
    NoteAccessRemoved,
    NotePersonGone,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLost,
    SetupCommand,
    TakeOver,
)
from bot.domain.effects import BecomeReadyLater, Card, Due, TellRun
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, Role
from bot.domain.refusals import NotNow, NotYours
from bot.domain.run import RunStage
from bot.domain.run_commands import CloseRun, HandOnRun
from bot.domain.run_steps import decide as decide_run
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Noted
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    NINA,
    OTTO,
    OURSELVES,
    RULES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
    changed,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)
from tests.domain.run_builders import a_run, began, ended

AFTER: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
ADMIN: Final = Role.SALES_CONNECT_ADMIN
OTHER_RUN: Final = RunId("run-2")
LATER: Final = RUN_AT + timedelta(hours=1)
REMOVED, TAKEN, LOST = NoteAccessRemoved(SETUP_ID), TakeOver(SETUP_ID), ReportLost(SETUP_ID)


def outcome_of(setup: Setup, command: SetupCommand, by: Actor | Ourselves) -> Outcome[Setup]:
    return done(decide(setup, command, by, RUN_AT, RULES))


def tell_run(outcome: Outcome[Setup]) -> list[TellRun]:
    return [due.effect for due in outcome.effects if isinstance(due.effect, TellRun)]


def removed(stage: Stage) -> Setup:
    return walk(a_succession(stage), REMOVED, SOL)


@pytest.mark.parametrize("stage", AFTER)
def test_the_whole_way_of_a_connection_from_one_owner_to_the_next(stage: Stage) -> None:
    """Named, access removed, taken over: until the last step the present admin stays admin."""
    named = a_succession(stage)
    without_access = walk(named, REMOVED, SOL)
    after = walk(without_access, TAKEN, NINA)

    owners = [one.sales_connect_admin for one in (named, without_access, after)]
    assert owners == [SOL.user_id, SOL.user_id, NINA.user_id]
    assert (after.successor, after.access_removed_at) == (None, None)
    assert {one.stage for one in (named, without_access, after)} == {stage}
    assert after.chosen[ADMIN] == Noted(by=STELLA.user_id, at=RUN_AT)
    assert Role.SUCCESSOR not in after.chosen
    last = after.changes[-1]
    assert (last.role, last.former, last.new) == (ADMIN, SOL.user_id, NINA.user_id)


@pytest.mark.parametrize("stage", AFTER)
def test_nothing_is_taken_over_before_the_access_is_removed(stage: Stage) -> None:
    """The successor could not press Connect: who has access has no such button."""
    decision = decide(a_succession(stage), TAKEN, NINA, RUN_AT, RULES)

    assert decision == NotNow(Act.TAKE_OVER, stage)


@pytest.mark.parametrize("stage", AFTER)
def test_whoever_left_slack_is_not_waited_for(stage: Stage) -> None:
    """Their access cannot be asked of them: the successor goes on."""
    left = walk(a_succession(stage), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    after = walk(left, TAKEN, NINA)

    assert after.sales_connect_admin == NINA.user_id
    assert ADMIN not in after.missing


@pytest.mark.parametrize("command", [REMOVED, TAKEN, LOST])
@pytest.mark.parametrize("stage", AFTER)
def test_without_a_successor_there_is_no_succession(stage: Stage, command: SetupCommand) -> None:
    """Neither for the present admin nor for anybody who feels called."""
    for actor in (*EVERYBODY.values(), NINA):
        decision = decide(a_setup(stage), command, actor, RUN_AT, RULES)
        assert not isinstance(decision, Outcome)


@pytest.mark.parametrize("stage", AFTER)
def test_each_step_is_one_persons(stage: Stage) -> None:
    """The present admin removes, the successor takes over or says that all is lost."""
    setup = removed(stage)
    for who, actor in EVERYBODY.items():
        if who != "Sales Connect admin":
            refusal = decide(a_succession(stage), REMOVED, actor, RUN_AT, RULES)
            assert not isinstance(refusal, Outcome)
        for command in (TAKEN, LOST):
            assert not isinstance(decide(setup, command, actor, RUN_AT, RULES), Outcome)
    assert isinstance(decide(setup, TAKEN, SOL, RUN_AT, RULES), NotYours)


def test_access_is_removed_once() -> None:
    """A second press changes nothing."""
    again = decide(removed(Stage.DONE), REMOVED, SOL, RUN_AT, RULES)

    assert again == NotNow(Act.REMOVE_ACCESS, Stage.DONE)


@pytest.mark.parametrize("stage", AFTER)
def test_another_successor_begins_with_their_own_access(stage: Stage) -> None:
    """What was removed was the former successor's."""
    outcome = changed(removed(stage), ADMIN, OTTO)

    after = outcome.state
    assert (after.successor, after.access_removed_at) == (OTTO.user_id, None)
    assert after.turns[ADMIN].step is Awaited.REMOVE_ACCESS
    assert decide(after, TAKEN, OTTO, RUN_AT, RULES) == NotNow(Act.TAKE_OVER, stage)
    assert (Card.SUCCESSION, NINA.user_id) in [(one.card, one.to) for one in refreshed(outcome)]


@pytest.mark.parametrize("stage", AFTER)
def test_the_present_admin_named_again_keeps_the_connection(stage: Stage) -> None:
    """The succession ends, and nobody is successor."""
    after = changed(removed(stage), ADMIN, SOL).state

    assert (after.sales_connect_admin, after.successor) == (SOL.user_id, None)
    assert after.access_removed_at is None
    assert isinstance(decide(after, TAKEN, NINA, RUN_AT, RULES), NotYours)


@pytest.mark.parametrize("stage", AFTER)
def test_a_successor_who_is_not_the_right_one_leaves_the_admin_where_they_are(
    stage: Stage,
) -> None:
    """The starter is asked for another one."""
    outcome = outcome_of(a_succession(stage), Decline(SETUP_ID, Role.SUCCESSOR), NINA)

    assert outcome.state.sales_connect_admin == SOL.user_id
    assert told(outcome) == [(Card.PERSON_WANTED, STELLA.user_id)]
    assert outcome.state.unfilled() == (Role.SUCCESSOR,)


@pytest.mark.parametrize("stage", AFTER)
def test_an_admin_with_a_successor_who_leaves_is_not_asked_for_again(stage: Stage) -> None:
    """Somebody else is named already."""
    left = walk(a_succession(stage), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    assert left.unfilled() == ()
    assert Role.STARTER not in left.turns


@pytest.mark.parametrize("stage", AFTER)
def test_a_take_over_tells_everybody_concerned_once(stage: Stage) -> None:
    """The former one too; the new one has pressed it themselves."""
    outcome = outcome_of(removed(stage), TAKEN, NINA)

    changes = [to for card, to in told(outcome) if card is Card.PEOPLE_CHANGED]
    assert sorted(changes) == sorted(one.user_id for one in (SOL, STELLA, MARA, SVEN))
    assert len(set(new_messages(outcome))) == len(new_messages(outcome))
    assert not outcome.burn


def test_who_left_slack_is_not_told_of_their_successor() -> None:
    """No message reaches them."""
    left = walk(a_succession(), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    assert SOL.user_id not in {to for _, to in told(outcome_of(left, TAKEN, NINA))}


@pytest.mark.parametrize(
    ("stage", "card"), [(Stage.CONNECTED, Card.CONNECTION), (Stage.READY, Card.READY)]
)
def test_the_new_owner_gets_the_card_of_the_step_that_is_theirs(stage: Stage, card: Card) -> None:
    """And the former one loses it."""
    outcome = outcome_of(removed(stage), TAKEN, NINA)

    assert (card, NINA.user_id) in told(outcome)
    former = Card.CREDENTIALS if stage is Stage.CONNECTED else Card.READY
    assert (former, SOL.user_id) in [(slot.card, slot.to) for slot in refreshed(outcome)]


def test_whoever_owns_it_again_has_the_card_of_their_step_anew() -> None:
    """The one that they had is spent, far up in their messages."""
    taken = walk(removed(Stage.CONNECTED), TAKEN, NINA)
    back = ChangePeople(SETUP_ID, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),))
    returning = walk(walk(taken, back, STELLA), REMOVED, NINA)

    outcome = outcome_of(returning, TAKEN, SOL)

    assert (Card.CREDENTIALS, SOL.user_id) in told(outcome)
    assert outcome.state.wait_card().to == SOL.user_id


def test_a_run_that_is_under_way_is_handed_on() -> None:
    """Its open batch stands on the former owner's card."""
    outcome = outcome_of(removed(Stage.PROVISIONING), TAKEN, NINA)

    runs = [due.effect for due in outcome.effects if isinstance(due.effect, TellRun)]
    told_run = TellRun(setup_id=SETUP_ID, run_id=RUN_ID, closed=False, former=SOL.user_id)
    assert runs == [told_run]
    after_all = outcome_of(removed(Stage.DONE), TAKEN, NINA)
    assert not [due for due in after_all.effects if isinstance(due.effect, TellRun)]


@pytest.mark.parametrize("stage", [Stage.CONNECTED, Stage.READY])
def test_a_run_that_the_setup_learns_of_too_late_is_handed_on_all_the_same(stage: Stage) -> None:
    """It was started a moment before: the note came after the connection had changed hands."""
    before = removed(stage)
    run, note = a_run(RunStage.RUNNING, setup=before), began(before)
    taken = outcome_of(before, TAKEN, NINA)
    assert tell_run(taken) == []

    noted = outcome_of(taken.state, note, OURSELVES)

    assert noted.state.stage is Stage.PROVISIONING
    [told_run] = tell_run(noted)
    assert (told_run.run_id, told_run.closed, told_run.former) == (RUN_ID, False, SOL.user_id)
    hand_on = HandOnRun(SETUP_ID, told_run.run_id, told_run.former)
    handed_on = done(decide_run(run, noted.state, hand_on, OURSELVES, RUN_AT))
    assert told(handed_on) == [(Card.PROGRESS, NINA.user_id), (Card.BATCH, NINA.user_id)]


@pytest.mark.parametrize("stage", AFTER)
def test_a_run_of_the_present_admin_is_not_handed_on(stage: Stage) -> None:
    """Their card has the batch already, before a succession as after it."""
    for setup in (a_setup(stage), removed(stage), walk(removed(stage), TAKEN, NINA)):
        noted = outcome_of(setup, began(setup, OTHER_RUN), OURSELVES)

        assert noted.state.stage is Stage.PROVISIONING
        assert tell_run(noted) == []


class TestLost:
    """The connection ended with its owner."""

    @pytest.mark.parametrize("access", [True, False])
    @pytest.mark.parametrize("stage", AFTER)
    def test_the_road_begins_anew_with_the_successor(self, stage: Stage, access: bool) -> None:
        """Nothing that was true of the former connection is left."""
        setup = removed(stage) if access else a_succession(stage)

        outcome = outcome_of(setup, LOST, NINA)

        after = outcome.state
        assert (after.stage, after.sales_connect_admin) == (Stage.NAMED, NINA.user_id)
        assert (after.successor, after.access_removed_at) == (None, None)
        assert (after.connected_at, after.ready_at, after.started_early_by) == (None, None, None)
        assert (after.prepared, after.runs, after.connected_by_itself) == (None, {}, False)
        assert after.handed_over
        assert after.handed_over.withdrawn_at == RUN_AT
        assert outcome.burn

    def test_a_new_hand_over_counts_on(self) -> None:
        """An old button must not open it."""
        again = walk(walk(a_succession(), LOST, NINA), HandOver(SETUP_ID, CREDENTIALS), MARA)

        assert again.version == 2
        assert again.handed_over
        assert again.handed_over.recipient == NINA.user_id

    def test_everybody_hears_of_it_and_the_marketo_admin_what_to_do(self) -> None:
        """One message each."""
        outcome = outcome_of(a_succession(), LOST, NINA)

        assert sorted(told(outcome)) == sorted(
            [
                (Card.SALES_CONNECT_ADMIN, NINA.user_id),
                (Card.HAND_OVER_AGAIN, MARA.user_id),
                (Card.PEOPLE_CHANGED, SOL.user_id),
                (Card.PEOPLE_CHANGED, STELLA.user_id),
                (Card.PEOPLE_CHANGED, SVEN.user_id),
            ]
        )

    def test_a_marketo_admin_who_takes_over_hands_nothing_over(self) -> None:
        """One person is both admins then."""
        lost = outcome_of(a_succession(successor=MARA), LOST, MARA)

        assert Card.HAND_OVER_AGAIN not in {card for card, _ in told(lost)}
        assert lost.state.turns[ADMIN].step is Awaited.CONNECT

    def test_a_run_that_was_under_way_is_closed(self) -> None:
        """Nobody can be connected any more."""
        outcome = outcome_of(a_succession(Stage.PROVISIONING), LOST, NINA)

        runs = [due.effect for due in outcome.effects if isinstance(due.effect, TellRun)]
        assert [(one.run_id, one.closed) for one in runs] == [(RUN_ID, True)]

    def test_the_second_wait_is_as_long_as_the_first(self) -> None:
        """Marketo needs its ten minutes again, under the id of the first: moved, not added."""
        lost = walk(a_succession(), LOST, NINA)

        outcome = outcome_of(lost, ReportAlreadyConnected(SETUP_ID), MARA)

        [wait] = [due for due in outcome.effects if isinstance(due.effect, BecomeReadyLater)]
        assert wait.at == outcome.state.ready_at == RUN_AT + RULES.wait

    def test_the_end_of_a_run_from_before_does_not_end_the_second_wait(self) -> None:
        """Effects have no order: the note may come when everything has begun anew."""
        note, anew = ended(a_succession(Stage.PROVISIONING)), self.connected_anew()

        late = decide(anew, note, OURSELVES, LATER, RULES)

        assert late == NotNow(Act.FOLLOW_UP, Stage.CONNECTED)

    @pytest.mark.parametrize("steps", range(4))
    def test_a_run_from_before_that_the_setup_learns_of_late_is_closed(self, steps: int) -> None:
        """Wherever the second road has come to by then: it stays there, and nobody is told."""
        before = a_succession(Stage.READY)
        run, note = a_run(RunStage.RUNNING, setup=before), began(before)
        setup = walk(before, LOST, NINA)
        for command, by in (
            (HandOver(SETUP_ID, CREDENTIALS), MARA),
            (NoteRevealed(SETUP_ID, 2), NINA),
            (ReportConnected(SETUP_ID), NINA),
        )[:steps]:
            setup = walk(setup, command, by, LATER)

        late = done(decide(setup, note, OURSELVES, LATER, RULES))

        assert late.state == setup
        closed = TellRun(setup_id=SETUP_ID, run_id=RUN_ID, closed=True, former=SOL.user_id)
        assert late.effects == (Due(closed),)
        close = CloseRun(SETUP_ID, RUN_ID, SOL.user_id)
        assert done(decide_run(run, setup, close, OURSELVES, LATER)).state.closed

    @pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
    def test_it_leaves_a_second_connection_alone_at_any_stage(self, stage: Stage) -> None:
        """A run of the second connection is what counts there."""
        started, over = began(a_succession()), ended(a_succession())
        setup = walk(self.connected_anew(), BecomeReady(SETUP_ID), OURSELVES, LATER)
        for kind in (NoteRunStarted, NoteRunEnded)[: AFTER.index(stage) - 1]:
            own = kind(SETUP_ID, OTHER_RUN, 2)
            setup = walk(setup, own, OURSELVES, LATER)
        assert setup.stage is stage

        assert walk(setup, started, OURSELVES, LATER) == setup
        refused = decide(setup, over, OURSELVES, LATER, RULES)
        assert refused == NotNow(Act.FOLLOW_UP, stage)

    def test_a_run_at_the_very_moment_of_connecting_is_of_this_connection(self) -> None:
        """Operators may set the wait to nothing."""
        anew = self.connected_anew()

        begun = walk(anew, NoteRunStarted(SETUP_ID, RUN_ID, 2, NINA.user_id), OURSELVES, LATER)

        assert begun.stage is Stage.PROVISIONING

    @staticmethod
    def connected_anew() -> Setup:
        lost = walk(a_succession(Stage.PROVISIONING), LOST, NINA)
        return walk(lost, ReportAlreadyConnected(SETUP_ID), MARA, LATER)


@pytest.mark.parametrize("stage", AFTER)
def test_the_role_moves_by_no_other_command(stage: Stage) -> None:
    """Whoever changes people, declines, leaves or cancels: the connection stays its owner's."""
    for setup in (a_setup(stage), a_succession(stage), removed(stage)):
        for command, by in (
            (ChangePeople(SETUP_ID, ((ADMIN, OTTO.user_id),)), STELLA),
            (ChangePeople(SETUP_ID, ((ADMIN, None),)), STELLA),
            (Decline(SETUP_ID, ADMIN), SOL),
            (Decline(SETUP_ID, ADMIN), MARA),
            (NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES),
            (CancelSetup(SETUP_ID), STELLA),
        ):
            decision = decide(setup, command, by, RUN_AT, RULES)
            if isinstance(decision, Outcome):
                assert decision.state.sales_connect_admin == SOL.user_id
                assert decision.state.successor != SOL.user_id


@pytest.mark.parametrize("stage", [Stage.NAMED, *AFTER])
@pytest.mark.parametrize("successor", [SOL, NINA])
def test_nobody_is_made_successor_past_the_rules(stage: Stage, successor: Actor) -> None:
    """A successor is who is named as Sales Connect admin after connecting, and no other way."""
    command = ChangePeople(SETUP_ID, ((Role.SUCCESSOR, successor.user_id),))

    decision = decide(a_setup(stage), command, STELLA, RUN_AT, RULES)

    assert not isinstance(decision, Outcome) or decision.state.successor is None
