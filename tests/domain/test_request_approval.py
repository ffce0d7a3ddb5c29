"""What a decision comes to: one result for two at once, parts, and who hears of it how."""

from typing import Final

import pytest

from bot.domain.effects import Card, NoteRequest, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.refusals import (
    AlreadyDecided,
    NotAnApprover,
    NotYours,
    OwnRequest,
    RequestChanged,
    RequestNotOpen,
)
from bot.domain.request import PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    NoteAskedAdobe,
    Reject,
    ReportAccount,
    ReportInvited,
    Withdraw,
)
from bot.domain.setup_parts import Noted
from tests.domain.builders import CHANNEL, SOL, done, new_messages, refreshed, told
from tests.domain.request_builders import (
    APP,
    DECIDED_AT,
    DONE_AT,
    IDS,
    INES,
    LEO,
    MEL,
    MEMBERS,
    MIA,
    NAMED,
    OVER,
    RAY,
    REQUEST_ID,
    a_request,
    approved_by,
    decided,
    keys,
    owning,
    stepped,
)

ASKED, APPROVED = PersonState.ASKED, PersonState.APPROVED
REJECTED, DONE = PersonState.REJECTED, PersonState.DONE
IN_CHANNEL: Final = Slot(card=Card.APPROVAL, to=CHANNEL)
MINE: Final = Slot(card=Card.MY_REQUEST, to=RAY.user_id)
FULFIL: Final = Slot(card=Card.TO_FULFIL, to=SOL.user_id)
BEFORE_DONE: Final = [one for one in RequestStage if one not in OVER]


def states(request: Request) -> list[PersonState]:
    return [person.state for person in request.people]


def news(part: str, to: UserId = RAY.user_id) -> Slot:
    return Slot(card=Card.REQUEST_NEWS, part=part, to=to)


def ended(outcome: Outcome[Request]) -> list[tuple[str, bool]]:
    """What its setup hears."""
    found = (due.effect for due in outcome.effects if isinstance(due.effect, NoteRequest))
    return [(one.request_id, one.ended) for one in found]


class TestApproval:
    def test_all_that_stand_on_the_card_are_approved(self) -> None:
        """Who decided and when stands with each of them, and with the request."""
        after = stepped(a_request(), Approve(*IDS, 1), MEL, now=DECIDED_AT)

        noted = Noted(by=MEL.user_id, at=DECIDED_AT)
        assert states(after) == [APPROVED] * 3
        assert {person.decided for person in after.people} == {noted}
        assert (after.stage, after.decided) == (RequestStage.APPROVED, noted)

    def test_the_requester_and_the_admin_are_told_and_nobody_else(self) -> None:
        """The card in the channel shows it in place."""
        outcome = done(decided(a_request(), Approve(*IDS, 1), MEL))

        assert new_messages(outcome) == [news("approved.2"), FULFIL]
        assert refreshed(outcome) == [IN_CHANNEL, MINE]
        assert ended(outcome) == []

    def test_who_has_the_card_of_what_is_approved_is_kept(self) -> None:
        """At once: one message for each request."""
        assert a_request(RequestStage.APPROVED).fulfiller == SOL.user_id
        assert a_request(RequestStage.OPEN).fulfiller is None

    def test_the_admin_may_approve_and_has_the_card_all_the_same(self) -> None:
        """They were in the channel; what is approved is theirs to do."""
        outcome = done(decided(a_request(), Approve(*IDS, 1), SOL))

        assert told(outcome)[-1] == (Card.TO_FULFIL, SOL.user_id)


@pytest.mark.parametrize(("first", "second"), [(MEL, MIA), (MIA, MEL)])
class TestTwoAtOnce:
    """Both orders of arrival; each saw the card as it was."""

    def test_the_slower_one_hears_who_approved(self, first: Actor, second: Actor) -> None:
        """And nothing happens twice."""
        after = stepped(a_request(), Approve(*IDS, 1), first, now=DECIDED_AT)

        said = AlreadyDecided(approved=True, by=first.user_id, at=DECIDED_AT)
        assert decided(after, Approve(*IDS, 1), second) == said
        assert decided(after, Reject(*IDS, 1, (), "no"), second) == said

    def test_the_slower_one_hears_who_rejected(self, first: Actor, second: Actor) -> None:
        """What was rejected cannot be approved with a card that was open."""
        after = stepped(a_request(), Reject(*IDS, 1, (), "no"), first, now=DECIDED_AT)

        said = AlreadyDecided(approved=False, by=first.user_id, at=DECIDED_AT)
        assert decided(after, Approve(*IDS, 1), second) == said
        assert decided(after, Reject(*IDS, 1, (), "no"), second) == said

    def test_a_card_of_before_a_part_was_rejected_decides_nothing(
        self, first: Actor, second: Actor
    ) -> None:
        """A button stands for what it showed."""
        after = stepped(a_request(), Reject(*IDS, 1, (1,), "no"), first)

        assert decided(after, Approve(*IDS, 1), second) == RequestChanged()
        assert decided(after, Reject(*IDS, 1, (0,), "no"), second) == RequestChanged()
        assert isinstance(decided(after, Approve(*IDS, 2), second), Outcome)


def test_a_card_of_the_future_decides_nothing() -> None:
    """Its edition is of no card that was posted."""
    assert decided(a_request(), Approve(*IDS, 2), MEL) == RequestChanged()
    assert decided(a_request(), Approve(*IDS, 0), MEL) == RequestChanged()


class TestRejection:
    def test_everybody_by_default(self) -> None:
        """Nobody was chosen in the window: all of them, with the reason."""
        after = stepped(a_request(), Reject(*IDS, 1, (), "no licences left"), MEL)

        assert states(after) == [REJECTED] * 3
        assert {person.why for person in after.people} == {"no licences left"}
        assert (after.stage, after.ended_at) == (RequestStage.REJECTED, DONE_AT)

    def test_some_are_rejected_and_the_others_can_still_be_approved(self) -> None:
        """One request, two answers."""
        part = stepped(a_request(), Reject(*IDS, 1, (1,), "has left"), MEL)
        assert (states(part), part.stage) == ([ASKED, REJECTED, ASKED], RequestStage.OPEN)

        after = stepped(part, Approve(*IDS, 2), MIA)

        assert states(after) == [APPROVED, REJECTED, APPROVED]
        by = [person.decided.by if person.decided else None for person in after.people]
        assert by == [MIA.user_id, MEL.user_id, MIA.user_id]
        assert after.people[1].why == "has left"

    def test_all_rejected_in_parts_are_a_rejected_request(self) -> None:
        """It ends with the last of them, not before, and its setup hears of it once."""
        request = a_request()
        for edition, number in enumerate((2, 0, 1), start=1):
            assert request.stage is RequestStage.OPEN
            outcome = done(decided(request, Reject(*IDS, edition, (number,), "no"), MEL))
            request = outcome.state
            assert new_messages(outcome) == [news(f"rejected.{edition + 1}")]
            assert ended(outcome) == ([(REQUEST_ID, True)] if edition == 3 else [])

        assert request.stage is RequestStage.REJECTED

    def test_only_the_requester_hears_of_it(self) -> None:
        """By a new message; the cards show it in place."""
        outcome = done(decided(a_request(), Reject(*IDS, 1, (), "no"), MEL))

        assert new_messages(outcome) == [news("rejected.2")]
        assert refreshed(outcome) == [IN_CHANNEL, MINE]

    @pytest.mark.parametrize("who", [(3,), (-1,), (99, 100)])
    def test_nobody_is_rejected_who_is_not_of_it(self, who: tuple[int, ...]) -> None:
        """An empty choice means everybody; a wrong one must not."""
        assert decided(a_request(), Reject(*IDS, 1, who, "no"), MEL) == RequestChanged()

    def test_nobody_is_rejected_twice(self) -> None:
        """What was said of them first stands."""
        part = stepped(a_request(), Reject(*IDS, 1, (1,), "has left"), MEL)

        assert decided(part, Reject(*IDS, 2, (1,), "again"), MIA) == RequestChanged()
        after = stepped(part, Reject(*IDS, 2, (), "all the others"), MIA)
        assert [one.why for one in after.people] == ["all the others", "has left", "all the others"]


class TestWhoAsksAndApproves:
    def test_an_approver_asks_and_another_one_approves(self) -> None:
        """Their own request is nobody's to approve, with all their rights."""
        setup = approved_by(NAMED, owning())
        request = a_request(setup=setup, by=APP)

        own = OwnRequest((APP.user_id,), None)
        assert decided(request, Approve(*IDS, 1), APP, setup) == own
        assert decided(request, Approve(*IDS, 1), MEL, setup) == NotAnApprover((APP.user_id,), None)

    def test_who_asks_for_themselves_reads_that_it_is_their_own(self) -> None:
        """They are both; the nearer cause is told."""
        request = a_request(by=INES)

        assert isinstance(decided(request, Approve(*IDS, 1), INES), OwnRequest)


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("stage", RequestStage)
def test_who_was_in_the_channel_is_kept_while_it_is_open_and_no_longer(
    stage: RequestStage, kind: RequestKind
) -> None:
    """It is needed to decide who may, and for nothing afterwards."""
    members = a_request(stage, kind).members

    assert members == (MEMBERS if stage is RequestStage.OPEN else ())


@pytest.mark.parametrize("stage", [RequestStage.APPROVED, RequestStage.DONE, RequestStage.REJECTED])
def test_what_is_decided_tells_everybody_of_the_channel_how(stage: RequestStage) -> None:
    """Whoever was in it when it was asked, or joined later: it stands on the card."""
    said = AlreadyDecided(stage is not RequestStage.REJECTED, MEL.user_id, DECIDED_AT)

    for actor in (MIA, LEO):
        assert decided(a_request(stage), Approve(*IDS, 1), actor) == said


@pytest.mark.parametrize("kind", RequestKind)
class TestWithdrawal:
    @pytest.mark.parametrize("stage", BEFORE_DONE)
    def test_until_it_is_done_it_can_be_taken_back(
        self, stage: RequestStage, kind: RequestKind
    ) -> None:
        """At each stage; its setup hears of it, its cards lose their buttons."""
        request = a_request(stage, kind)

        outcome = done(decided(request, Withdraw(*IDS), RAY))

        after = outcome.state
        assert (after.stage, after.ended_at) == (RequestStage.WITHDRAWN, DONE_AT)
        assert ended(outcome) == [(REQUEST_ID, True)]
        assert {IN_CHANNEL, MINE} <= set(refreshed(outcome))
        assert not any(after.holds(n) for n in range(len(after.people)))

    @pytest.mark.parametrize("stage", BEFORE_DONE)
    def test_who_is_about_to_do_it_hears_it_by_a_new_message(
        self, stage: RequestStage, kind: RequestKind
    ) -> None:
        """Nobody else does: before it is approved, the cards say it."""
        request = a_request(stage, kind)

        outcome = done(decided(request, Withdraw(*IDS), RAY))

        is_approved = stage in (RequestStage.APPROVED, RequestStage.AT_ADOBE)
        assert new_messages(outcome) == ([news("withdrawn", SOL.user_id)] if is_approved else [])
        assert (FULFIL in refreshed(outcome)) == is_approved

    def test_an_admin_who_takes_back_their_own_needs_no_message(self, kind: RequestKind) -> None:
        """They have just done it."""
        request = a_request(RequestStage.APPROVED, kind, by=SOL)

        assert new_messages(done(decided(request, Withdraw(*IDS), SOL))) == []

    @pytest.mark.parametrize("stage", OVER)
    def test_what_is_over_cannot_be_taken_back(
        self, stage: RequestStage, kind: RequestKind
    ) -> None:
        """It stays as it ended."""
        request = a_request(stage, kind)

        assert decided(request, Withdraw(*IDS), RAY) == RequestNotOpen(stage)

    def test_who_is_invited_already_stays_on_record(self, kind: RequestKind) -> None:
        """Only the others are let go."""
        if kind is RequestKind.SANDBOX:
            return  # one person
        request = stepped(a_request(RequestStage.APPROVED), ReportInvited(*IDS, (1,)), SOL)

        after = stepped(request, Withdraw(*IDS), RAY)

        assert states(after) == [APPROVED, DONE, APPROVED]


@pytest.mark.parametrize("kind", RequestKind)
class TestTakenBackLate:
    """The Sales Connect admin may have done it by then: that is reported as otherwise."""

    def test_what_was_done_is_on_record_and_told(self, kind: RequestKind) -> None:
        """To who asked and to who was asked for; it stays taken back, and its setup knows that."""
        request = stepped(a_request(RequestStage.APPROVED, kind), Withdraw(*IDS), RAY)
        report = ReportInvited(*IDS) if kind is RequestKind.INVITE else ReportAccount(*IDS)

        outcome = done(decided(request, report, SOL))

        after = outcome.state
        assert set(states(after)) == {DONE}
        assert (after.stage, after.ended_at) == (RequestStage.WITHDRAWN, DONE_AT)
        assert ended(outcome) == []
        part = f"invited.{after.edition}" if kind is RequestKind.INVITE else "account"
        assert news(part) in new_messages(outcome)
        assert {FULFIL, news("withdrawn", SOL.user_id)} <= set(refreshed(outcome))
        assert Card.FULFILLED in {slot.card for slot in new_messages(outcome)}
        assert decided(after, report, SOL) == RequestNotOpen(RequestStage.WITHDRAWN)

    def test_nobody_else_reports_it(self, kind: RequestKind) -> None:
        """As before it was taken back."""
        request = stepped(a_request(RequestStage.APPROVED, kind), Withdraw(*IDS), RAY)
        report = ReportInvited(*IDS) if kind is RequestKind.INVITE else ReportAccount(*IDS)

        assert isinstance(decided(request, report, RAY), NotYours)

    def test_nothing_is_asked_of_adobe_any_more(self, kind: RequestKind) -> None:
        """Only what happened is said; what was never approved cannot have happened."""
        request = stepped(a_request(RequestStage.APPROVED, kind), Withdraw(*IDS), RAY)
        report = ReportInvited(*IDS) if kind is RequestKind.INVITE else ReportAccount(*IDS)
        said = RequestNotOpen(RequestStage.WITHDRAWN)

        assert decided(request, NoteAskedAdobe(*IDS), SOL) == said
        assert decided(a_request(RequestStage.WITHDRAWN, kind), report, SOL) == said


def test_of_several_who_were_taken_back_late_some_are_reported() -> None:
    """Twice, if need be."""
    request = stepped(a_request(RequestStage.APPROVED), Withdraw(*IDS), RAY)

    some = stepped(request, ReportInvited(*IDS, (1,)), SOL)
    after = stepped(some, ReportInvited(*IDS), SOL)

    assert states(some) == [APPROVED, DONE, APPROVED]
    assert states(after) == [DONE, DONE, DONE]


def test_who_decides_after_it_was_taken_back_hears_that() -> None:
    """There was no decision that somebody else was faster with."""
    withdrawn = a_request(RequestStage.WITHDRAWN)
    part = stepped(a_request(), Reject(*IDS, 1, (1,), "no"), MEL)

    for request, edition in ((withdrawn, 1), (stepped(part, Withdraw(*IDS), RAY), 2)):
        said = RequestNotOpen(RequestStage.WITHDRAWN)
        assert decided(request, Approve(*IDS, edition), MIA) == said


def test_nothing_is_decided_before_it_is_posted() -> None:
    """Who may approve is not known by then, or nobody can."""
    setup = approved_by(NAMED, owning())
    asked = a_request(RequestStage.ASKED, setup=setup)

    said = RequestNotOpen(RequestStage.ASKED)
    assert decided(asked, Approve(*IDS, 1), APP, setup) == said
    assert decided(asked, Reject(*IDS, 1, (), "no"), APP, setup) == said


def test_every_message_of_a_road_is_another_one() -> None:
    """Each is sent once: none of them takes the place of a former one."""
    sandbox = a_request(kind=RequestKind.SANDBOX)
    messages: list[str] = []
    for command, by in (
        (Approve(*IDS, 1), MEL),
        (NoteAskedAdobe(*IDS), SOL),
        (ReportAccount(*IDS), SOL),
    ):
        outcome = done(decided(sandbox, command, by))
        sandbox = outcome.state
        messages += keys(new_messages(outcome))

    assert len(set(messages)) == len(messages)
