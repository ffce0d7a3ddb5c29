"""Beside the road: settings, Salesforce organizations, the end of a setup."""

from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    Decline,
    NotePersonGone,
    NoteRequestBegun,
    NoteRunStarted,
    NoteShownLate,
    SaveOrganization,
    SaveSettings,
)
from bot.domain.effects import Card, Due, Refresh, TellRun
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role
from bot.domain.refusals import SetupCancelled
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Group, Noted, Organization
from bot.domain.setup_steps import decide, refuse_step
from bot.domain.stages import Language, Side, Stage
from tests.domain.builders import (
    MARA,
    OURSELVES,
    RULES,
    RUN_AT,
    RUN_ID,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)
from tests.domain.fitting import COMMANDS, PEOPLE, a_command
from tests.domain.run_builders import began, ended

OPEN: Final = list(Stage)[:-1]
ONE: Final = OrganizationId("00D000000000001EAA")
OTHER: Final = OrganizationId("00D000000000062EAA")
NAMED: Final = (STELLA, MARA, SOL, SVEN)
# Even then; the setup stays as it is.
HEARD_LATE: Final = (NoteRunStarted, NoteShownLate, NoteRequestBegun)


def organization(side: Side, which: OrganizationId) -> SaveOrganization:
    return SaveOrganization(SETUP_ID, side, which)


def saved(setup: Setup, side: Side, which: OrganizationId, by: Actor) -> Outcome[Setup]:
    return done(decide(setup, organization(side, which), by, RUN_AT, RULES))


def cancelled(setup: Setup, by: Actor = STELLA) -> Outcome[Setup]:
    return done(decide(setup, CancelSetup(SETUP_ID), by, RUN_AT, RULES))


class TestSettings:
    """Who approves, for which domains, in which language."""

    APPROVAL: Final = Approval(
        approvers=(UserId("U_ADA"),), group=Group(id="S1", name="Sales"), domains=("acme.example",)
    )

    @pytest.mark.parametrize("by", [STELLA, SARA])
    @pytest.mark.parametrize("stage", OPEN)
    def test_they_are_kept_as_given_at_every_stage(self, stage: Stage, by: Actor) -> None:
        """And nothing else is changed by them."""
        setup = a_setup(stage)
        command = SaveSettings(SETUP_ID, self.APPROVAL, Language.FR)

        after = walk(setup, command, by)

        update = {"approval": self.APPROVAL, "language": Language.FR}
        assert after == setup.model_copy(update=update)

    def test_they_notify_nobody(self) -> None:
        """The starter's card shows them."""
        command = SaveSettings(SETUP_ID, self.APPROVAL, Language.FR)

        outcome = done(decide(a_setup(), command, SARA, RUN_AT, RULES))

        assert new_messages(outcome) == []
        assert refreshed(outcome) == [a_setup().starter_card()]

    def test_the_whole_of_it_is_saved_so_what_was_emptied_is_gone(self) -> None:
        """No approvers: whoever was in the channel approves."""
        given = walk(a_setup(), SaveSettings(SETUP_ID, self.APPROVAL, Language.EN), STELLA)

        emptied = walk(given, SaveSettings(SETUP_ID, Approval(), Language.EN), STELLA)

        assert emptied.approval == Approval()


class TestOrganizations:
    """Marketo and Sales Connect must be connected to the same Salesforce ([seed] 4)."""

    @pytest.mark.parametrize("by", [MARA, SOL, SVEN])
    @pytest.mark.parametrize("side", Side)
    def test_one_alone_is_kept_and_notifies_nobody(self, side: Side, by: Actor) -> None:
        """There is nothing to compare it with."""
        outcome = saved(a_setup(), side, ONE, by)

        assert outcome.state.organizations == {side: Organization(id=ONE, by=by.user_id, at=RUN_AT)}
        assert not outcome.state.organizations_differ
        assert told(outcome) == []

    def test_the_same_on_both_sides_is_good_news_for_no_message(self) -> None:
        """The cards show it."""
        first = saved(a_setup(), Side.MARKETO, ONE, MARA).state

        outcome = saved(first, Side.SALES_CONNECT, ONE, SOL)

        assert not outcome.state.organizations_differ
        assert told(outcome) == []

    @pytest.mark.parametrize("first", Side)
    def test_two_that_differ_are_told_to_whoever_can_do_something(self, first: Side) -> None:
        """In whatever order they were saved; each person once."""
        second = next(side for side in Side if side is not first)
        one = saved(a_setup(), first, ONE, MARA).state

        outcome = saved(one, second, OTHER, SOL)

        assert outcome.state.organizations_differ
        assert told(outcome) == [(Card.ORGANIZATIONS, who.user_id) for who in NAMED]

    def test_one_person_in_several_roles_reads_it_once(self) -> None:
        """Nobody reads the same twice."""
        setup = a_setup(starter=SOL, marketo_admin=SOL, salesforce_admin=None)
        one = saved(setup, Side.MARKETO, ONE, SOL).state

        assert told(saved(one, Side.SALES_CONNECT, OTHER, SOL)) == [
            (Card.ORGANIZATIONS, SOL.user_id)
        ]

    def test_what_was_mistyped_is_mended_without_a_message(self) -> None:
        """The later one counts."""
        one = saved(a_setup(), Side.MARKETO, ONE, MARA).state
        two = saved(one, Side.SALES_CONNECT, OTHER, SOL).state

        outcome = saved(two, Side.SALES_CONNECT, ONE, SVEN)

        assert not outcome.state.organizations_differ
        assert outcome.state.organizations[Side.SALES_CONNECT].by == SVEN.user_id
        assert told(outcome) == []

    def test_a_difference_that_all_know_of_is_not_told_again(self) -> None:
        """Somebody else reads the same on the same side, and saves it once more."""
        one = saved(a_setup(), Side.MARKETO, ONE, MARA).state
        two = saved(one, Side.SALES_CONNECT, OTHER, SOL).state

        assert told(saved(two, Side.SALES_CONNECT, OTHER, SVEN)) == []

    def test_it_stops_nothing(self) -> None:
        """The road goes on: people decide what to do."""
        one = saved(a_setup(Stage.READY), Side.MARKETO, ONE, MARA).state

        assert saved(one, Side.SALES_CONNECT, OTHER, SOL).state.stage is Stage.READY


class TestCancel:
    """The end that its owner wants."""

    @pytest.mark.parametrize("by", [STELLA, SARA])
    @pytest.mark.parametrize("stage", OPEN)
    def test_it_ends_the_setup_at_every_stage_and_burns(self, stage: Stage, by: Actor) -> None:
        """Whatever is in the vault; who did it and when is on record."""
        outcome = cancelled(a_setup(stage), by)

        after = outcome.state
        assert (after.stage, outcome.burn, outcome.keep) == (Stage.CANCELLED, True, None)
        assert after.cancelled == Noted(by=by.user_id, at=RUN_AT)
        assert (after.turns, after.missing, after.prepared) == ({}, {}, None)
        assert not after.is_open
        note = after.handed_over
        assert note is None or note.withdrawn_at == RUN_AT

    def test_everyone_named_is_told_once_but_who_did_it(self) -> None:
        """A successor too."""
        outcome = cancelled(a_succession())

        users = [SOL.user_id, MARA.user_id, SVEN.user_id, "U_NINA"]
        assert sorted(told(outcome)) == sorted((Card.CANCELLED, user) for user in users)
        starter = (Card.CANCELLED, STELLA.user_id)
        assert starter in told(cancelled(a_succession(), SARA))

    def test_one_person_in_several_roles_is_told_once(self) -> None:
        """Nobody reads the same twice."""
        setup = a_setup(marketo_admin=SOL, salesforce_admin=SOL)

        assert told(cancelled(setup)) == [(Card.CANCELLED, SOL.user_id)]

    @pytest.mark.parametrize("stage", OPEN)
    def test_every_card_with_a_button_loses_it(self, stage: Stage) -> None:
        """None of them leads anywhere any more."""
        setup = a_setup(stage)

        cards = refreshed(cancelled(setup))

        expected = {*setup.first_cards()}
        if setup.handed_over:
            expected.add(setup.credentials_card())
        if setup.connected_at:
            expected |= {setup.wait_card(), setup.ready_card()}
        assert expected <= set(cards)
        assert len(cards) == len(set(cards))

    def test_runs_that_are_under_way_are_closed(self) -> None:
        """Those that have ended are left alone."""
        assert _closed(cancelled(a_setup(Stage.PROVISIONING))) == [(RUN_ID, True)]
        assert _closed(cancelled(a_setup(Stage.DONE))) == []

    @pytest.mark.parametrize("stage", [Stage.CONNECTED, Stage.READY])
    def test_a_run_that_the_setup_learns_of_afterwards_is_closed_too(self, stage: Stage) -> None:
        """It was started a moment before: the setup stays as it is, the run goes on nowhere."""
        setup = a_setup(stage)
        after = cancelled(setup).state

        late = done(decide(after, began(setup), OURSELVES, RUN_AT, RULES))

        assert late.state == after
        closed = TellRun(setup_id=SETUP_ID, run_id=RUN_ID, closed=True, former=SOL.user_id)
        assert late.effects == (Due(closed),)
        said = decide(after, ended(setup), OURSELVES, RUN_AT, RULES)
        assert said == SetupCancelled(STELLA.user_id, RUN_AT)

    def test_who_left_slack_is_not_told(self) -> None:
        """No message reaches them."""
        setup = walk(a_setup(), NotePersonGone(SETUP_ID, SVEN.user_id), OURSELVES)

        assert SVEN.user_id not in {to for _, to in told(cancelled(setup))}

    def test_nobody_is_asked_for_somebody_else_any_more(self) -> None:
        """Whoever was missing is not; the card that asked is brought up to date."""
        setup = walk(a_setup(), Decline(SETUP_ID, Role.MARKETO_ADMIN), MARA)

        outcome = cancelled(setup)

        assert (outcome.state.missing, outcome.state.turns) == ({}, {})
        assert setup.wanted_card(Role.MARKETO_ADMIN) in refreshed(outcome)

    def test_afterwards_everything_says_by_whom_it_was_cancelled(self) -> None:
        """To those who may; the others learn no more than before."""
        after = cancelled(a_setup()).state
        said = SetupCancelled(STELLA.user_id, RUN_AT)
        for kind in COMMANDS:
            decisions = [
                decide(after, a_command(kind, after), actor, RUN_AT, RULES)
                for actor in PEOPLE.values()
            ]
            taken = [one for one in decisions if isinstance(one, Outcome)]
            assert not taken or (kind in HEARD_LATE and [one.state for one in taken] == [after])
            if refuse_step(after, kind, STELLA) == said:
                assert said in decisions


def _closed(outcome: Outcome[Setup]) -> list[tuple[str, bool]]:
    runs = (due.effect for due in outcome.effects if isinstance(due.effect, TellRun))
    return [(one.run_id, one.closed) for one in runs]


def test_a_refresh_of_the_last_reminder_is_part_of_the_end() -> None:
    """Its `Snooze` goes too."""
    setup = a_setup(Stage.HANDED_OVER)
    turns = {role: turn.model_copy(update={"reminded": 1}) for role, turn in setup.turns.items()}
    reminded = setup.model_copy(update={"turns": turns})

    outcome = cancelled(reminded)

    for turn in turns.values():
        [slot] = reminded.reminders(turn)
        assert Due(Refresh(about=setup.ref, slot=slot)) in outcome.effects
