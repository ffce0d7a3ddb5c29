"""What is approved is done: who has it on a card, who says so, who hears of it."""

from datetime import datetime
from typing import Final

import pytest

from bot.domain.effects import BeginSandbox, Card, Due, NoteRequest, Notify, SendAddresses, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.refusals import RequestNotOpen
from bot.domain.request import Person, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    FollowSetup,
    HandOn,
    NoteAskedAdobe,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.request_fulfil import may_be_fulfilled
from bot.domain.run_ends import AT_ONCE, EACH
from bot.domain.setup_parts import Noted
from tests.domain.builders import (
    MARA,
    NINA,
    OURSELVES,
    SOL,
    a_setup,
    changed,
    done,
    new_messages,
    refreshed,
    told,
)
from tests.domain.request_builders import (
    DECIDED_AT,
    DONE_AT,
    IDS,
    INES,
    MEL,
    OVER,
    PRODUCTION,
    RAY,
    REQUEST_ID,
    a_request,
    decided,
    owning,
    stepped,
    times,
)

APPROVED, DONE = PersonState.APPROVED, PersonState.DONE
FULFIL: Final = Slot(card=Card.TO_FULFIL, to=SOL.user_id)
INVITES: Final = RequestKind.INVITE
SANDBOX: Final = RequestKind.SANDBOX
ADDRESSES: Final = AskForAddresses(*IDS, "press")


def news(part: str) -> Slot:
    return Slot(card=Card.REQUEST_NEWS, part=part, to=RAY.user_id)


def person(number: int) -> Slot:
    return Slot(card=Card.FULFILLED, to=f"person:{number}")


def states(request: Request) -> list[PersonState]:
    return [one.state for one in request.people]


def kinds(outcome: Outcome[Request]) -> list[type]:
    """Of what follows besides messages."""
    return [
        type(due.effect) for due in outcome.effects if due.effect.do not in ("notify", "refresh")
    ]


class TestHandedOn:
    """The Sales Connect admin is another one, after it was done."""

    NEXT: Final = owning().model_copy(
        update={"people": {**owning().people, Role.SALES_CONNECT_ADMIN: NINA.user_id}}
    )

    def test_the_next_admin_has_who_is_not_connected_yet(self) -> None:
        """The former one's card is shown anew: whose it is by now."""
        request = a_request(RequestStage.DONE)

        outcome = done(decided(request, HandOn(*IDS, True), OURSELVES, self.NEXT))

        card = Slot(card=Card.TO_FULFIL, to=NINA.user_id)
        assert outcome.state == request.model_copy(update={"fulfiller": NINA.user_id})
        assert new_messages(outcome) == [card]
        assert FULFIL in refreshed(outcome)

    def test_where_all_are_connected_nobody_new_hears_of_it(self) -> None:
        """The former one's button goes all the same."""
        request = a_request(RequestStage.DONE)

        outcome = done(decided(request, HandOn(*IDS, False), OURSELVES, self.NEXT))

        assert outcome.state == request
        assert new_messages(outcome) == []
        assert FULFIL in refreshed(outcome)

    @pytest.mark.parametrize("kind", RequestKind)
    def test_what_goes_on_hears_of_it_elsewhere(self, kind: RequestKind) -> None:
        """By `FollowSetup`; and a sandbox account that is there leaves nothing to do."""
        for stage in (RequestStage.OPEN, RequestStage.APPROVED, RequestStage.REJECTED):
            request = a_request(stage, kind)
            refused = decided(request, HandOn(*IDS, True), OURSELVES, self.NEXT)
            assert refused == RequestNotOpen(stage)
        over = a_request(RequestStage.DONE, SANDBOX)
        refused = decided(over, HandOn(*IDS, True), OURSELVES, self.NEXT)
        assert refused == RequestNotOpen(RequestStage.DONE)


class TestInvited:
    def test_everybody_on_the_card_at_once(self) -> None:
        """Requester and invited people hear of it; it is over."""
        outcome = done(decided(a_request(RequestStage.APPROVED), ReportInvited(*IDS), SOL))

        after = outcome.state
        assert states(after) == [DONE] * 3
        assert (after.stage, after.ended_at) == (RequestStage.DONE, DONE_AT)
        assert new_messages(outcome) == [news("invited.3"), person(0), person(1), person(2)]
        assert FULFIL in refreshed(outcome)
        assert kinds(outcome) == [NoteRequest]

    def test_some_and_then_the_others(self) -> None:
        """Each is told once; it is over with the last of them."""
        request = a_request(RequestStage.APPROVED)

        first = done(decided(request, ReportInvited(*IDS, (1,)), SOL))
        second = done(decided(first.state, ReportInvited(*IDS), SOL))

        assert (states(first.state), first.state.stage) == (
            [APPROVED, DONE, APPROVED],
            RequestStage.APPROVED,
        )
        assert new_messages(first) == [news("invited.3"), person(1)]
        assert new_messages(second) == [news("invited.4"), person(0), person(2)]
        assert (kinds(first), kinds(second)) == ([], [NoteRequest])

    def test_who_was_rejected_is_not_invited_with_the_others(self) -> None:
        """They are on no card."""
        part = stepped(a_request(), Reject(*IDS, 1, (0,), "no"), MEL)
        approved = stepped(part, Approve(*IDS, 2), MEL)

        after = stepped(approved, ReportInvited(*IDS, (0, 1, 2)), SOL)

        assert states(after) == [PersonState.REJECTED, DONE, DONE]
        assert after.stage is RequestStage.DONE

    @pytest.mark.parametrize("who", [(), (7,), (-1,)])
    def test_nobody_chosen_is_nobody_invited(self, who: tuple[int, ...]) -> None:
        """None of them is not all of them."""
        decision = decided(a_request(RequestStage.APPROVED), ReportInvited(*IDS, who), SOL)

        assert decision == RequestNotOpen(RequestStage.APPROVED)

    def test_the_second_press_is_refused(self) -> None:
        """What was said of them stands."""
        half = stepped(a_request(RequestStage.APPROVED), ReportInvited(*IDS, (1,)), SOL)
        whole = stepped(half, ReportInvited(*IDS), SOL)

        again = ReportInvited(*IDS, (1,))
        assert decided(half, again, SOL) == RequestNotOpen(RequestStage.APPROVED)
        assert decided(whole, again, SOL) == RequestNotOpen(RequestStage.DONE)

    def test_who_asked_for_themselves_hears_it_once(self) -> None:
        """As the requester."""
        request = a_request(RequestStage.APPROVED, by=INES)

        messages = new_messages(done(decided(request, ReportInvited(*IDS), SOL)))

        assert [slot for slot in messages if slot.card is Card.FULFILLED] == [person(1), person(2)]

    def test_many_are_told_as_slowly_as_slack_takes_it(self) -> None:
        """The first ones at once, as in a bulk run."""
        people = [Person(email=f"p{n}@acme.example") for n in range(AT_ONCE + 2)]
        request = a_request(RequestStage.APPROVED, people=people)

        outcome = done(decided(request, ReportInvited(*IDS), SOL))

        assert _told_at(outcome)[: AT_ONCE + 1] == [DONE_AT] * AT_ONCE + [DONE_AT + EACH]
        assert _told_at(outcome)[-1] == DONE_AT + 2 * EACH

    @pytest.mark.parametrize("stage", [RequestStage.ASKED, RequestStage.OPEN, *OVER])
    def test_only_what_is_approved_is_done(self, stage: RequestStage) -> None:
        """An invite that nobody approved is not on record."""
        for kind, command in ((INVITES, ReportInvited(*IDS)), (SANDBOX, ReportAccount(*IDS))):
            assert decided(a_request(stage, kind), command, SOL) == RequestNotOpen(stage)

    def test_an_account_is_not_invited_nor_an_invite_created(self) -> None:
        """Each has a button of its own."""
        invite = a_request(RequestStage.APPROVED, INVITES)
        account = a_request(RequestStage.APPROVED, SANDBOX)

        said = RequestNotOpen(RequestStage.APPROVED)
        assert decided(invite, ReportAccount(*IDS), SOL) == said
        assert decided(invite, NoteAskedAdobe(*IDS), SOL) == said
        assert decided(account, ReportInvited(*IDS), SOL) == said


class TestAccount:
    def test_adobe_was_written_to(self) -> None:
        """The requester hears so; who is asked for has nothing yet."""
        outcome = done(
            decided(a_request(RequestStage.APPROVED, SANDBOX), NoteAskedAdobe(*IDS), SOL)
        )

        assert outcome.state.stage is RequestStage.AT_ADOBE
        assert outcome.state.asked_adobe == Noted(by=SOL.user_id, at=DONE_AT)
        assert new_messages(outcome) == [news("at_adobe")]
        assert states(outcome.state) == [APPROVED]

    def test_adobe_is_written_to_once(self) -> None:
        """The second press is late."""
        decision = decided(a_request(RequestStage.AT_ADOBE), NoteAskedAdobe(*IDS), SOL)

        assert decision == RequestNotOpen(RequestStage.AT_ADOBE)

    @pytest.mark.parametrize("stage", [RequestStage.APPROVED, RequestStage.AT_ADOBE])
    def test_an_account_that_is_there_begins_a_setup_of_the_sandbox(
        self, stage: RequestStage
    ) -> None:
        """Also if Adobe was written to without a word to us; the person is told how to log in."""
        outcome = done(decided(a_request(stage, SANDBOX), ReportAccount(*IDS), SOL))

        assert (states(outcome.state), outcome.state.stage) == ([DONE], RequestStage.DONE)
        assert new_messages(outcome) == [news("account"), person(0)]
        assert kinds(outcome) == [BeginSandbox, NoteRequest]

    def test_an_account_is_there_once(self) -> None:
        """One setup of the sandbox for it."""
        created = a_request(RequestStage.DONE, SANDBOX)

        assert decided(created, ReportAccount(*IDS), SOL) == RequestNotOpen(RequestStage.DONE)


class TestWhetherThereIsASandbox:
    """Asked of the Marketo admin once; approval does not wait for the answer."""

    def test_before_the_answer_nobody_has_a_card_to_do_it(self) -> None:
        """Only the requester hears of the approval."""
        account = a_request(RequestStage.OPEN, SANDBOX)

        outcome = done(decided(account, Approve(*IDS, 1), MEL, PRODUCTION))

        assert new_messages(outcome) == [news("approved.2")]
        assert outcome.state.fulfiller is None
        assert not may_be_fulfilled(outcome.state, PRODUCTION)

    def test_before_the_answer_it_cannot_be_reported(self) -> None:
        """There may be no sandbox to have an account on."""
        account = stepped(a_request(RequestStage.OPEN, SANDBOX), Approve(*IDS, 1), MEL, PRODUCTION)

        for command in (NoteAskedAdobe(*IDS), ReportAccount(*IDS)):
            decision = decided(account, command, SOL, PRODUCTION)
            assert decision == RequestNotOpen(RequestStage.APPROVED)

    def test_the_answer_brings_the_card_once(self) -> None:
        """However often the setup changes afterwards."""
        account = stepped(a_request(RequestStage.OPEN, SANDBOX), Approve(*IDS, 1), MEL, PRODUCTION)

        first = done(decided(account, FollowSetup(*IDS), OURSELVES))
        second = done(decided(first.state, FollowSetup(*IDS), OURSELVES))

        assert (new_messages(first), new_messages(second)) == ([FULFIL], [])
        assert first.state.fulfiller == SOL.user_id

    def test_a_change_of_settings_does_not_put_off_the_reminder_of_the_answer(self) -> None:
        """Else a busy starter keeps the Marketo admin from ever hearing of it again."""
        open_one = a_request(RequestStage.OPEN, SANDBOX)
        approval = done(decided(open_one, Approve(*IDS, 1), MEL, PRODUCTION, DECIDED_AT))
        [(_, _, first)] = times(approval)

        followed = done(decided(approval.state, FollowSetup(*IDS), OURSELVES, PRODUCTION, DONE_AT))

        assert times(followed) in ([], [("remind", 1, first)])

    def test_no_sandbox_closes_it_before_and_after_approval(self) -> None:
        """One message to who asked, with what to do; none of it twice."""
        for stage in (
            *(RequestStage.ASKED, RequestStage.OPEN),
            *(RequestStage.APPROVED, RequestStage.AT_ADOBE),
        ):
            account, setup = a_request(stage, SANDBOX), owning(owns=False)

            outcome = done(decided(account, FollowSetup(*IDS), OURSELVES, setup))

            assert new_messages(outcome)[-1:] == [news("closed")]
            assert told(outcome).count((Card.REQUEST_NEWS, RAY.user_id)) == 1
            assert outcome.state.stage is RequestStage.CLOSED
            again = done(decided(outcome.state, FollowSetup(*IDS), OURSELVES, setup))
            assert (again.state, new_messages(again)) == (outcome.state, [])

    def test_invites_need_no_sandbox(self) -> None:
        """Whatever the Marketo admin says of it."""
        setup = owning(owns=False)
        outcome = done(decided(a_request(), Approve(*IDS, 1), MEL, setup))

        assert new_messages(outcome) == [news("approved.2"), FULFIL]
        assert new_messages(done(decided(outcome.state, FollowSetup(*IDS), OURSELVES, setup))) == []


class TestAnotherAdmin:
    """What is approved goes to whoever can do it now."""

    @pytest.mark.parametrize("stage", [RequestStage.APPROVED, RequestStage.AT_ADOBE])
    def test_the_next_one_has_a_card_of_their_own_and_the_former_loses_theirs(
        self, stage: RequestStage
    ) -> None:
        """By a new message to the one, by an update for the other."""
        account = a_request(stage, SANDBOX)
        setup = owning(changed(a_setup(), Role.SALES_CONNECT_ADMIN, NINA).state)

        outcome = done(decided(account, FollowSetup(*IDS), OURSELVES, setup))

        theirs = Slot(card=Card.TO_FULFIL, to=NINA.user_id)
        assert new_messages(outcome) == [theirs]
        assert FULFIL in refreshed(outcome)
        assert outcome.state.fulfiller == NINA.user_id

    def test_the_former_one_loses_the_reminders_too(self) -> None:
        """Each has the button."""
        reminded = stepped(a_request(RequestStage.APPROVED), TakeTime(*IDS, "remind", 1))
        setup = changed(a_setup(), Role.SALES_CONNECT_ADMIN, NINA).state

        outcome = done(decided(reminded, FollowSetup(*IDS), OURSELVES, setup))

        assert Slot(card=Card.FULFIL_REMINDER, part="1", to=SOL.user_id) in refreshed(outcome)

    def test_before_it_is_approved_nobody_has_a_card(self) -> None:
        """A change of people tells nobody."""
        setup = changed(a_setup(), Role.SALES_CONNECT_ADMIN, NINA).state

        assert new_messages(done(decided(a_request(), FollowSetup(*IDS), OURSELVES, setup))) == []

    def test_another_marketo_admin_changes_nothing_for_who_does_it(self) -> None:
        """It is not their turn."""
        setup = owning(changed(a_setup(), Role.MARKETO_ADMIN, NINA).state)
        request = a_request(RequestStage.APPROVED)

        assert new_messages(done(decided(request, FollowSetup(*IDS), OURSELVES, setup))) == []

    def test_the_former_marketo_admin_keeps_no_button_that_is_not_theirs(self) -> None:
        """They were reminded of their answer; it is asked of the next one by now."""
        asked = stepped(a_request(RequestStage.OPEN, SANDBOX), Approve(*IDS, 1), MEL, PRODUCTION)
        reminded = stepped(asked, TakeTime(*IDS, "remind", 1), OURSELVES, PRODUCTION)
        setup = changed(PRODUCTION, Role.MARKETO_ADMIN, NINA).state

        outcome = done(decided(reminded, FollowSetup(*IDS), OURSELVES, setup))

        theirs = Slot(card=Card.FULFIL_REMINDER, part="1", to=MARA.user_id)
        assert theirs in refreshed(outcome)


class TestAddresses:
    @pytest.mark.parametrize("stage", [RequestStage.APPROVED, RequestStage.DONE])
    def test_the_list_can_be_had_while_it_is_done_and_afterwards(self, stage: RequestStage) -> None:
        """Invited but not there yet: it is copyable again."""
        request = a_request(stage)

        outcome = done(decided(request, ADDRESSES, SOL))

        file = SendAddresses(setup_id=IDS[0], request_id=REQUEST_ID, to=SOL.user_id, key="press")
        assert (outcome.state, outcome.effects) == (request, (Due(file),))

    @pytest.mark.parametrize("stage", [one for one in RequestStage if one is not RequestStage.DONE])
    def test_there_is_none_of_people_who_are_not_to_be_invited(self, stage: RequestStage) -> None:
        """Nobody invites from a list what was never approved."""
        if stage in (RequestStage.APPROVED, RequestStage.AT_ADOBE):
            return
        assert decided(a_request(stage), ADDRESSES, SOL) == RequestNotOpen(stage)

    def test_there_is_none_of_what_was_taken_back_after_its_approval(self) -> None:
        """The admin would invite people whom nobody wants invited any more."""
        withdrawn = stepped(a_request(RequestStage.APPROVED), Withdraw(*IDS), RAY)

        decision = decided(withdrawn, ADDRESSES, SOL)

        assert decision == RequestNotOpen(RequestStage.WITHDRAWN)

    def test_a_sandbox_account_is_no_line_of_it(self) -> None:
        """It is asked of Adobe, not invited: the other instance has this address."""
        decision = decided(a_request(RequestStage.APPROVED, SANDBOX), ADDRESSES, SOL)

        assert decision == RequestNotOpen(RequestStage.APPROVED)


@pytest.mark.parametrize(
    "command",
    [Approve(*IDS, 1), ReportInvited(*IDS), NoteAskedAdobe(*IDS), ReportAccount(*IDS)],
)
def test_of_a_cancelled_setup_nothing_is_approved_or_done(command: RequestCommand) -> None:
    """The request hears of the end a moment later; until then nobody is told that it goes on."""
    kind = INVITES if isinstance(command, ReportInvited | Approve) else SANDBOX
    stage = RequestStage.OPEN if isinstance(command, Approve) else RequestStage.APPROVED
    by = MEL if isinstance(command, Approve) else SOL
    cancelled = Noted(by=RAY.user_id, at=DECIDED_AT)
    setup = owning().model_copy(update={"cancelled": cancelled})

    assert not isinstance(decided(a_request(stage, kind), command, by, setup), Outcome)


def _told_at(outcome: Outcome[Request]) -> list[datetime | None]:
    """When each of the people hears of it."""
    return [
        due.at
        for due in outcome.effects
        if isinstance(due.effect, Notify) and due.effect.slot.card is Card.FULFILLED
    ]
