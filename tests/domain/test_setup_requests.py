"""What a setup knows of requests, whom it tells, and how it asks whether there is a sandbox."""

from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    NoteChannelChanged,
    NotePersonGone,
    NoteRequestBegun,
    NoteRequestEnded,
    SaveSettings,
    SaveWorkspaces,
    SayOwnsSandbox,
    SetupCommand,
)
from bot.domain.effects import AskDirectly, Card, Slot, TellRequest
from bot.domain.ids import RequestId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.refusals import NotNow, Refusal, SetupCancelled
from bot.domain.setup import Setup
from bot.domain.setup_parts import SandboxAnswer
from bot.domain.setup_steps import decide
from bot.domain.stages import Language, Stage
from tests.domain.builders import (
    CANCELLED_AT,
    MARA,
    NINA,
    OURSELVES,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    changed,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)
from tests.domain.request_builders import BY_GROUP, NAMED

ONE, OTHER = RequestId("request-1"), RequestId("request-2")
INVITE: Final = NoteRequestBegun(SETUP_ID, ONE, "invite")
SANDBOX: Final = NoteRequestBegun(SETUP_ID, OTHER, "sandbox")
SETUP: Final = a_setup(Stage.DONE)
ASKED: Final = walk(SETUP, SANDBOX, OURSELVES)
BOTH: Final = walk(ASKED, INVITE, OURSELVES)
WE_OWN, WE_DONT = SayOwnsSandbox(SETUP_ID, owns=True), SayOwnsSandbox(SETUP_ID, owns=False)


def gives(setup: Setup, command: SetupCommand, by: Actor | Ourselves) -> Outcome[Setup] | Refusal:
    return decide(setup, command, by, RUN_AT, RULES)


def hear(outcome: Outcome[Setup]) -> list[str]:
    """Requests that are told."""
    found = (due.effect for due in outcome.effects if isinstance(due.effect, TellRequest))
    return [one.request_id for one in found]


def question(to: Actor) -> Slot:
    return Slot(card=Card.SANDBOX_QUESTION, to=to.user_id)


class TestWhatItKnows:
    def test_requests_that_are_open(self) -> None:
        """By their id, until each has ended."""
        assert dict(BOTH.requests) == {ONE: "invite", OTHER: "sandbox"}

        after = walk(BOTH, NoteRequestEnded(SETUP_ID, OTHER), OURSELVES)

        assert dict(after.requests) == {ONE: "invite"}

    def test_a_request_that_begins_is_told_at_once(self) -> None:
        """Something may have changed between it and this; also where it has ended already."""
        assert hear(done(gives(SETUP, INVITE, OURSELVES))) == [ONE]
        cancelled = a_setup(Stage.CANCELLED)
        assert hear(done(gives(cancelled, INVITE, OURSELVES))) == [ONE]
        assert done(gives(cancelled, INVITE, OURSELVES)).state == cancelled

    def test_an_end_that_is_heard_first_or_twice_changes_nothing(self) -> None:
        """Effects have no order."""
        ends = NoteRequestEnded(SETUP_ID, ONE)

        assert gives(SETUP, ends, OURSELVES) == NotNow(ends.act, Stage.DONE)

    def test_a_cancelled_setup_lets_its_requests_go(self) -> None:
        """They are closed by it, and say so."""
        cancelled = walk(BOTH, CancelSetup(SETUP_ID), STELLA)

        after = walk(cancelled, NoteRequestEnded(SETUP_ID, ONE), OURSELVES)

        assert dict(after.requests) == {OTHER: "sandbox"}


class TestWhatTheyHear:
    @pytest.mark.parametrize(
        ("command", "by"),
        [
            (SaveSettings(SETUP_ID, NAMED, Language.EN), STELLA),
            (SaveSettings(SETUP_ID, BY_GROUP, Language.EN), STELLA),
            (SaveSettings(SETUP_ID, SETUP.approval, Language.FR), STELLA),
            (CancelSetup(SETUP_ID), STELLA),
            (WE_OWN, MARA),
            (WE_DONT, MARA),
        ],
    )
    def test_each_open_request_hears_of_what_it_depends_on(
        self, command: SetupCommand, by: Actor
    ) -> None:
        """Once; who may approve, the language of its card, the sandbox, the end."""
        assert sorted(hear(done(gives(BOTH, command, by)))) == [ONE, OTHER]
        assert hear(done(gives(SETUP, command, by))) == []

    @pytest.mark.parametrize("role", [Role.MARKETO_ADMIN, Role.SALESFORCE_ADMIN])
    def test_each_open_request_hears_of_other_people(self, role: Role) -> None:
        """The step of one of them may be waited for."""
        assert sorted(hear(changed(BOTH, role, NINA))) == [ONE, OTHER]

    @pytest.mark.parametrize(
        ("command", "by"),
        [
            (SaveWorkspaces(SETUP_ID, ("Europe",)), SOL),
            (SaveSettings(SETUP_ID, SETUP.approval, Language.EN), STELLA),
        ],
    )
    def test_nothing_is_told_of_what_changes_nothing_for_them(
        self, command: SetupCommand, by: Actor
    ) -> None:
        """Each update costs a call of Slack's."""
        assert hear(done(gives(BOTH, command, by))) == []

    def test_a_channel_that_takes_no_message_is_told_to_each(self) -> None:
        """With Slack's word for why; approvers are looked for then."""
        outcome = done(gives(BOTH, NoteChannelChanged(SETUP_ID, "is_archived"), OURSELVES))

        assert [due.effect for due in outcome.effects] == [
            AskDirectly(setup_id=SETUP_ID, request_id=one, why="is_archived")
            for one in BOTH.requests
        ]

    def test_a_channel_that_is_back_is_told_to_each(self) -> None:
        """What could not be posted is looked at again."""
        outcome = done(gives(BOTH, NoteChannelChanged(SETUP_ID, ""), OURSELVES))

        assert hear(outcome) == [OTHER, ONE]
        assert all(
            due.effect.channel_is_back
            for due in outcome.effects
            if isinstance(due.effect, TellRequest)
        )

    @pytest.mark.parametrize("why", ["", "is_archived"])
    def test_without_a_request_nobody_cares_for_the_channel(self, why: str) -> None:
        """Nothing is written."""
        command = NoteChannelChanged(SETUP_ID, why)

        assert gives(SETUP, command, OURSELVES) == NotNow(command.act, Stage.DONE)


class TestTheQuestion:
    def test_the_marketo_admin_is_asked_with_the_first_account(self) -> None:
        """An invite needs no sandbox."""
        assert new_messages(done(gives(SETUP, INVITE, OURSELVES))) == []

        outcome = done(gives(SETUP, SANDBOX, OURSELVES))

        assert new_messages(outcome) == [question(MARA)]
        assert outcome.state.sandbox_asked == MARA.user_id

    def test_it_is_asked_once(self) -> None:
        """Not with the second request, nor by any change."""
        second = NoteRequestBegun(SETUP_ID, RequestId("request-3"), "sandbox")
        settings = SaveSettings(SETUP_ID, NAMED, Language.FR)

        assert new_messages(done(gives(ASKED, second, OURSELVES))) == []
        assert new_messages(done(gives(ASKED, settings, STELLA))) == []

    def test_it_is_not_asked_once_it_is_answered(self) -> None:
        """Whoever is the Marketo admin by then, however many ask."""
        answered = walk(SETUP, WE_OWN, MARA)

        assert new_messages(done(gives(answered, SANDBOX, OURSELVES))) == []
        asked = walk(walk(ASKED, WE_OWN, MARA), NoteRequestEnded(SETUP_ID, OTHER), OURSELVES)
        assert question(NINA) not in new_messages(changed(asked, Role.MARKETO_ADMIN, NINA))

    def test_whoever_becomes_marketo_admin_before_the_answer_is_asked_too(self) -> None:
        """The former one's card shows who is asked now."""
        outcome = changed(ASKED, Role.MARKETO_ADMIN, NINA)

        assert question(NINA) in new_messages(outcome)
        assert question(MARA) in refreshed(outcome)
        assert outcome.state.sandbox_asked == NINA.user_id

    def test_who_left_slack_is_not_asked_and_the_next_one_is(self) -> None:
        """No message reaches them."""
        alone = walk(SETUP, NotePersonGone(SETUP_ID, MARA.user_id), OURSELVES)
        waits = done(gives(alone, SANDBOX, OURSELVES))
        assert question(MARA) not in new_messages(waits)

        assert question(NINA) in new_messages(changed(waits.state, Role.MARKETO_ADMIN, NINA))

    def test_nobody_is_asked_for_a_cancelled_setup(self) -> None:
        """Its request is closed."""
        assert told(done(gives(a_setup(Stage.CANCELLED), SANDBOX, OURSELVES))) == []


class TestTheAnswer:
    @pytest.mark.parametrize("owns", [True, False])
    def test_it_is_kept_and_shown_where_it_was_asked(self, owns: bool) -> None:
        """Who asked hears of it by their request."""
        command = SayOwnsSandbox(SETUP_ID, owns)

        outcome = done(gives(ASKED, command, MARA))

        answer = SandboxAnswer(owns=owns, by=MARA.user_id, at=RUN_AT)
        assert outcome.state.sandbox == answer
        assert (new_messages(outcome), refreshed(outcome)) == ([], [question(MARA)])

    @pytest.mark.parametrize("owns", [True, False])
    def test_the_same_answer_again_is_late(self, owns: bool) -> None:
        """Two presses, one answer."""
        command = SayOwnsSandbox(SETUP_ID, owns)
        answered = walk(ASKED, command, MARA)

        assert gives(answered, command, MARA) == NotNow(command.act, Stage.DONE)

    def test_it_may_change(self) -> None:
        """Sandboxes are bought."""
        none = walk(ASKED, WE_DONT, MARA)

        after = walk(none, WE_OWN, MARA)

        assert after.sandbox is not None
        assert after.sandbox.owns

    def test_it_may_be_given_before_anybody_asks(self) -> None:
        """The button stands elsewhere, too; nothing is sent then."""
        assert new_messages(done(gives(SETUP, WE_OWN, MARA))) == []

    def test_of_a_cancelled_setup_nothing_is_said(self) -> None:
        """It says by whom it was cancelled."""
        said = SetupCancelled(STELLA.user_id, CANCELLED_AT)

        assert gives(a_setup(Stage.CANCELLED), WE_OWN, MARA) == said
