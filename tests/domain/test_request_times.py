"""When nobody does anything: who is nudged, to whom it escalates, when it ends, who is reminded."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from bot.domain import request_steps
from bot.domain.effects import Card, NoteRequest, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role
from bot.domain.refusals import RequestNotOpen
from bot.domain.request import Nobody, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForInvites,
    FollowSetup,
    NoteAskedAdobe,
    NoteChannelGone,
    OpenRequest,
    TakeTime,
)
from bot.domain.request_times import LIES_AFTER
from bot.domain.setup import Setup
from bot.domain.setup_parts import Missing, MissingWhy
from tests.domain.builders import (
    CHANNEL,
    MARA,
    NINA,
    OURSELVES,
    SOL,
    STELLA,
    a_setup,
    changed,
    done,
    new_messages,
    refreshed,
    told,
)
from tests.domain.request_builders import (
    ASKED_AT,
    DECIDED_AT,
    IDS,
    INVITED,
    MEL,
    MEMBERS,
    MIA,
    OVER,
    PRODUCTION,
    RAY,
    REQUEST_ID,
    a_request,
    begun,
    decided,
    owning,
    stepped,
    times,
)

FRIDAY: Final = datetime(2026, 1, 9, 14, 0, tzinfo=UTC)  # three o'clock in Berlin
BERLIN: Final = "Europe/Berlin"
IN_CHANNEL: Final = Slot(card=Card.APPROVAL, to=CHANNEL)
MINE: Final = Slot(card=Card.MY_REQUEST, to=RAY.user_id)
NOT_WAITING: Final = (RequestStage.APPROVED, RequestStage.AT_ADOBE, *OVER)


def nudge(number: int, nobody: Nobody | None = None) -> TakeTime:
    return TakeTime(*IDS, "nudge", number, nobody)


def news(part: str, who: Actor = RAY) -> Slot:
    return Slot(card=Card.REQUEST_NEWS, part=part, to=who.user_id)


def nudged(number: int, to: str = CHANNEL) -> Slot:
    return Slot(card=Card.NUDGE, part=str(number), to=to)


def reminder(number: int, who: Actor = SOL) -> Slot:
    return Slot(card=Card.FULFIL_REMINDER, part=str(number), to=who.user_id)


def without(setup: Setup, *roles: Role) -> Setup:
    """People of these roles have left Slack."""
    gone = Missing(number=1, why=MissingWhy.DEACTIVATED, at=ASKED_AT, told=STELLA.user_id)
    return setup.model_copy(update={"missing": dict.fromkeys(roles, gone)})


def asked_in(zone: str, now: datetime) -> Request:
    command = AskForInvites(*IDS, INVITED, "", zone)
    return done(request_steps.begin(PRODUCTION, command, RAY, now)).state


class TestNudges:
    def test_they_come_with_growing_gaps_of_working_hours_and_never_after_its_end(self) -> None:
        """Four, eight, sixteen hours of the requester's work; none on their week-end."""
        request = asked_in(BERLIN, FRIDAY)
        outcome = done(decided(request, OpenRequest(*IDS, MEMBERS), OURSELVES, now=FRIDAY))
        due = []
        while nudges := [one for one in times(outcome) if one[0] == "nudge"]:
            [(_, number, at)] = nudges
            assert at is not None
            due.append((number, at))
            outcome = done(decided(outcome.state, nudge(number), OURSELVES, now=at))

        assert due == [
            (1, datetime(2026, 1, 12, 10, tzinfo=UTC)),  # two hours on Friday, two on Monday
            (2, datetime(2026, 1, 13, 10, tzinfo=UTC)),
            (3, datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ]
        assert request.asked_at + timedelta(days=7) == datetime(2026, 1, 16, 14, tzinfo=UTC)

    def test_nobody_is_nudged_after_it_has_expired(self) -> None:
        """A nudge that would come at its end or later is none."""
        request = asked_in(BERLIN, FRIDAY)
        late = FRIDAY + timedelta(days=6, hours=23)

        outcome = done(decided(request, OpenRequest(*IDS, MEMBERS), OURSELVES, now=late))

        assert [one for one in times(outcome) if one[0] == "nudge"] == []

    def test_it_stands_in_the_thread_and_the_requester_hears_of_it(self) -> None:
        """Nobody else: who may approve reads the thread."""
        outcome = done(decided(a_request(), nudge(1), OURSELVES))

        assert new_messages(outcome) == [nudged(1), news("nudge.1")]
        assert outcome.state.nudges == 1

    def test_each_nudge_is_a_message_of_its_own(self) -> None:
        """The second is news again."""
        once = stepped(a_request(), nudge(1))

        assert new_messages(done(decided(once, nudge(2), OURSELVES))) == [
            *(nudged(2), news("nudge.2")),
        ]

    @pytest.mark.parametrize("number", [0, 2, 3])
    def test_one_that_comes_twice_or_too_early_is_none(self, number: int) -> None:
        """Two workers, one nudge."""
        assert decided(a_request(), nudge(number), OURSELVES) == RequestNotOpen(RequestStage.OPEN)
        once = stepped(a_request(), nudge(1))
        assert decided(once, nudge(1), OURSELVES) == RequestNotOpen(RequestStage.OPEN)

    @pytest.mark.parametrize("stage", [RequestStage.ASKED, *NOT_WAITING])
    def test_what_is_decided_or_on_no_card_is_not_nudged(self, stage: RequestStage) -> None:
        """The effect comes all the same."""
        request = a_request(stage)

        assert decided(request, nudge(1), OURSELVES) == RequestNotOpen(stage)

    def test_where_nobody_is_left_who_can_who_asked_and_who_can_name_somebody_hear_it(
        self,
    ) -> None:
        """An approver who left Slack blocks nothing in silence."""
        outcome = done(decided(a_request(), nudge(1, Nobody.MEMBERS), OURSELVES))

        assert new_messages(outcome) == [news("nobody.1"), news("nobody.1", STELLA)]
        assert outcome.state.nobody is Nobody.MEMBERS

    def test_the_starter_who_asked_hears_once_that_nobody_can(self) -> None:
        """They are both."""
        request = a_request(by=STELLA)

        outcome = done(decided(request, nudge(1, Nobody.MEMBERS), OURSELVES))

        assert new_messages(outcome) == [news("nobody.1", STELLA)]

    def test_somebody_who_can_by_the_next_nudge_ends_the_lack(self) -> None:
        """What was seen last is shown."""
        lacking = stepped(a_request(), nudge(1, Nobody.MEMBERS))

        outcome = done(decided(lacking, nudge(2), OURSELVES))

        assert (outcome.state.nobody, len(new_messages(outcome))) == (None, 2)
        assert {news("nobody.1"), news("nobody.1", STELLA)} <= set(refreshed(outcome))

    def test_while_nobody_can_there_is_nobody_to_be_nudged(self) -> None:
        """No message in the channel, none about one to who asked; who can help hears it again."""
        lacking = stepped(a_request(), nudge(1, Nobody.MEMBERS))

        outcome = done(decided(lacking, nudge(2, Nobody.MEMBERS), OURSELVES))

        assert new_messages(outcome) == [news("nobody.2"), news("nobody.2", STELLA)]
        assert [what for what, *_ in times(outcome)] == ["nudge"]

    def test_where_the_channel_takes_no_message_those_asked_directly_are_nudged(self) -> None:
        """Below the card that each of them has; the channel, which is gone, takes none."""
        gone = NoteChannelGone(*IDS, "is_archived", (MEL.user_id, MIA.user_id))
        request = stepped(a_request(), gone)

        new = new_messages(done(decided(request, nudge(1), OURSELVES)))

        assert {nudged(1, MEL.user_id), nudged(1, MIA.user_id), news("nudge.1")} <= set(new)


class TestEscalation:
    def test_it_is_due_a_day_after_it_was_asked_and_its_end_after_seven(self) -> None:
        """By the clock, whatever becomes of its card; both from the beginning."""
        assert times(begun()) == [
            ("escalate", 1, ASKED_AT + timedelta(hours=24)),
            ("expire", 1, ASKED_AT + timedelta(days=7)),
        ]

    @pytest.mark.parametrize("stage", [RequestStage.ASKED, RequestStage.OPEN])
    def test_the_sales_connect_admin_has_it_then_and_the_requester_hears_so(
        self, stage: RequestStage
    ) -> None:
        """Whether or not it could be posted."""
        outcome = done(decided(a_request(stage), TakeTime(*IDS, "escalate", 1), OURSELVES))

        assert new_messages(outcome) == [
            Slot(card=Card.ESCALATION, to=SOL.user_id),
            news("escalated"),
        ]
        assert outcome.state.escalated_to == SOL.user_id

    @pytest.mark.parametrize("stage", NOT_WAITING)
    def test_what_is_decided_does_not_escalate(self, stage: RequestStage) -> None:
        """It comes all the same, a day after."""
        decision = decided(a_request(stage), TakeTime(*IDS, "escalate", 1), OURSELVES)

        assert decision == RequestNotOpen(stage)

    def test_it_escalates_once(self) -> None:
        """However often the effect comes."""
        once = stepped(a_request(), TakeTime(*IDS, "escalate", 1))

        again = decided(once, TakeTime(*IDS, "escalate", 1), OURSELVES)

        assert again == RequestNotOpen(RequestStage.OPEN)

    @pytest.mark.parametrize(
        ("by", "gone", "to"),
        [
            (SOL, (), STELLA),  # who asks cannot do anything about it
            (RAY, (Role.SALES_CONNECT_ADMIN,), STELLA),
            (RAY, (Role.SALES_CONNECT_ADMIN, Role.STARTER), MARA),
            (STELLA, (Role.SALES_CONNECT_ADMIN,), MARA),
            (MARA, (Role.SALES_CONNECT_ADMIN, Role.STARTER), SOL),  # there is nobody else
        ],
    )
    def test_who_asks_or_has_left_slack_is_passed_by(
        self, by: Actor, gone: tuple[Role, ...], to: Actor
    ) -> None:
        """The next one who can do something about it has it."""
        setup = without(PRODUCTION, *gone)
        request = a_request(by=by)

        after = stepped(request, TakeTime(*IDS, "escalate", 1), setup=setup)

        assert after.escalated_to == to.user_id

    def test_its_card_is_brought_up_to_date_like_the_others(self) -> None:
        """It shows who decided."""
        escalated = stepped(a_request(), TakeTime(*IDS, "escalate", 1))

        outcome = done(decided(escalated, Approve(*IDS, 1), MEL))

        assert refreshed(outcome) == [
            *(IN_CHANNEL, MINE, Slot(card=Card.ESCALATION, to=SOL.user_id)),
        ]


class TestExpiry:
    @pytest.mark.parametrize("stage", [RequestStage.ASKED, RequestStage.OPEN])
    def test_what_nobody_decided_ends_and_the_requester_alone_hears_so(
        self, stage: RequestStage
    ) -> None:
        """Its people can be asked for again."""
        at = ASKED_AT + timedelta(days=7)
        request = a_request(stage)

        outcome = done(decided(request, TakeTime(*IDS, "expire", 1), OURSELVES, now=at))

        after = outcome.state
        assert new_messages(outcome) == [news("expired")]
        assert (after.stage, after.ended_at) == (RequestStage.EXPIRED, at)
        assert not any(after.holds(n) for n in range(3))
        heard = [due.effect for due in outcome.effects if isinstance(due.effect, NoteRequest)]
        assert [(one.request_id, one.ended) for one in heard] == [(REQUEST_ID, True)]
        assert {IN_CHANNEL, MINE} <= set(refreshed(outcome))

    @pytest.mark.parametrize("stage", NOT_WAITING)
    def test_what_waits_for_no_approval_does_not_expire(self, stage: RequestStage) -> None:
        """Adobe may take longer than a week."""
        decision = decided(a_request(stage), TakeTime(*IDS, "expire", 1), OURSELVES)

        assert decision == RequestNotOpen(stage)


def reminded(request: Request, number: int) -> Outcome[Request]:
    """The last of so many."""
    for one in range(1, number):
        request = stepped(request, TakeTime(*IDS, "remind", one))
    return done(decided(request, TakeTime(*IDS, "remind", number), OURSELVES))


class TestReminders:
    def test_they_come_after_one_two_and_four_days_and_then_every_week(self) -> None:
        """Until it is done."""
        outcome = done(decided(a_request(), Approve(*IDS, 1), MEL, now=DECIDED_AT))
        gaps = []
        now = DECIDED_AT
        for number in range(1, 6):
            [(what, count, at)] = times(outcome)
            assert (what, count) == ("remind", number)
            assert at is not None
            gaps.append((at - now).days)
            now = at
            reminds = TakeTime(*IDS, "remind", number)
            outcome = done(decided(outcome.state, reminds, OURSELVES, now=now))
            assert reminder(number) in new_messages(outcome)

        assert gaps == [1, 2, 4, 7, 7]

    @pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
    def test_with_the_third_who_asked_and_the_starter_hear_that_it_lies(self, number: int) -> None:
        """Once: a week has passed; the starter can name another admin."""
        outcome = reminded(a_request(RequestStage.APPROVED), number)

        lies = [news("lies"), news("lies", STELLA)] if number == LIES_AFTER == 3 else []
        assert new_messages(outcome) == [reminder(number), *lies]

    @pytest.mark.parametrize(
        ("by", "heard"), [(SOL, [STELLA]), (STELLA, [STELLA]), (MARA, [MARA, STELLA])]
    )
    def test_who_is_reminded_is_not_told_that_nothing_happens(
        self, by: Actor, heard: list[Actor]
    ) -> None:
        """They have just read it; and nobody is told twice."""
        outcome = reminded(a_request(RequestStage.APPROVED, by=by), LIES_AFTER)

        assert new_messages(outcome) == [
            *(reminder(LIES_AFTER), *(news("lies", one) for one in heard)),
        ]

    @pytest.mark.parametrize("number", [0, 2])
    def test_one_that_comes_twice_or_too_early_is_none(self, number: int) -> None:
        """Two workers, one reminder."""
        decision = decided(
            a_request(RequestStage.APPROVED), TakeTime(*IDS, "remind", number), OURSELVES
        )

        assert decision == RequestNotOpen(RequestStage.APPROVED)

    @pytest.mark.parametrize("stage", [RequestStage.ASKED, RequestStage.OPEN, *OVER])
    def test_nobody_is_reminded_of_what_is_not_theirs_to_do(self, stage: RequestStage) -> None:
        """The effect comes all the same."""
        decision = decided(a_request(stage), TakeTime(*IDS, "remind", 1), OURSELVES)

        assert decision == RequestNotOpen(stage)

    def test_what_adobe_has_is_reminded_of_anew(self) -> None:
        """The wait begins when Adobe was written to; the count goes on."""
        account = a_request(RequestStage.APPROVED, RequestKind.SANDBOX)
        reminded = stepped(account, TakeTime(*IDS, "remind", 1))

        outcome = done(decided(reminded, NoteAskedAdobe(*IDS), SOL, now=DECIDED_AT))

        assert times(outcome) == [("remind", 2, DECIDED_AT + timedelta(days=2))]

    def test_the_marketo_admin_is_reminded_while_the_answer_of_theirs_is_missing(self) -> None:
        """Nobody else can go on."""
        account = a_request(RequestStage.OPEN, RequestKind.SANDBOX)
        approved = done(decided(account, Approve(*IDS, 1), MEL, PRODUCTION, DECIDED_AT))
        assert times(approved) == [("remind", 1, DECIDED_AT + timedelta(days=1))]

        outcome = done(decided(approved.state, TakeTime(*IDS, "remind", 1), OURSELVES, PRODUCTION))

        assert told(outcome) == [(Card.FULFIL_REMINDER, MARA.user_id)]

    def test_another_admin_is_reminded_after_they_took_over(self) -> None:
        """Not the former one, who cannot do it any more."""
        approved = a_request(RequestStage.APPROVED)
        early = changed(owning(a_setup()), Role.SALES_CONNECT_ADMIN, NINA)
        followed = stepped(approved, FollowSetup(*IDS), setup=early.state)

        outcome = done(decided(followed, TakeTime(*IDS, "remind", 1), OURSELVES, early.state))

        assert told(outcome) == [(Card.FULFIL_REMINDER, NINA.user_id)]
