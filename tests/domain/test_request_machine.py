"""Whatever people press, in whatever order, however often and late effects come."""

from typing import Final

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from bot.domain.effects import Card, Due, NoteRequest, Notify, Refresh, Slot, TellRequest
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, Standing
from bot.domain.request import LEFT_OUT, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    LeaveOut,
    NoteChannelGone,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.request_ends import nobody_part
from bot.domain.request_fulfil import may_be_fulfilled
from bot.store.commits import Entry
from bot.store.request_index import index_of
from tests.domain.request_builders import INES, IVO, MEMBERS, REQUEST_ID
from tests.domain.request_machine import RequestRoad

ASKED, APPROVED = PersonState.ASKED, PersonState.APPROVED
REJECTED, DONE = PersonState.REJECTED, PersonState.DONE
# The only ways of a person through a request.
WAYS: Final = {
    *((ASKED, APPROVED), (ASKED, REJECTED), (APPROVED, DONE)),
    *((one, out) for one in (ASKED, APPROVED) for out in LEFT_OUT),
}
# How people stand at a stage: those who must be there, and those who may.
STAND: Final = {
    RequestStage.ASKED: ({ASKED}, {ASKED, *LEFT_OUT}),
    RequestStage.OPEN: ({ASKED}, {ASKED, REJECTED, *LEFT_OUT}),
    RequestStage.APPROVED: ({APPROVED}, {APPROVED, REJECTED, DONE, *LEFT_OUT}),
    RequestStage.AT_ADOBE: ({APPROVED}, {APPROVED}),
    RequestStage.DONE: ({DONE}, {DONE, REJECTED, *LEFT_OUT}),
    RequestStage.REJECTED: ({REJECTED}, {REJECTED, *LEFT_OUT}),
    RequestStage.WITHDRAWN: (set[PersonState](), set(PersonState)),
    RequestStage.EXPIRED: ({ASKED}, {ASKED, REJECTED, *LEFT_OUT}),
    RequestStage.CLOSED: (set[PersonState](), set(PersonState)),
}
# By which news the requester hears of each end but their own.
NEWS_OF_END: Final = {
    RequestStage.DONE: ("invited.", "account", "left_out."),
    RequestStage.REJECTED: ("rejected.",),
    RequestStage.EXPIRED: ("expired",),
    RequestStage.CLOSED: ("closed",),
}
WITH_BUTTON: Final = (
    *(Card.APPROVAL, Card.MY_REQUEST, Card.ESCALATION, Card.TO_FULFIL, Card.FULFIL_REMINDER),
)
# Messages that say how it stands: a second one after the first is news, if it comes to that.
MAY_COME_AGAIN: Final = ("nobody.", "directly")


class WholeRequest(RequestRoad):
    """And what must be true, at each step and after it."""

    def __init__(self) -> None:
        super().__init__()
        self.claimed: set[str] = set()  # addresses for which nobody else may ask
        self.on_record: list[str] = []
        self.approved_by: dict[int, Actor] = {}
        self.has_button: dict[Slot, bool] = {}  # as its message was shown last

    def begins(self, outcome: Outcome[Request]) -> None:
        self._written(outcome.state, None)

    def changes(
        self, command: RequestCommand, by: Actor | Ourselves, outcome: Outcome[Request]
    ) -> None:
        before, after = self.request, outcome.state
        self._is_permitted(command, by)
        if before.is_over:
            ends = (before.stage, before.ended_at)
            assert (after.stage, after.ended_at) == ends, "what is over stays as it ended"
            is_report = isinstance(command, ReportInvited | ReportAccount)
            assert after == before or (is_report and before.is_taken_back_late)
        for number, (old, new) in enumerate(zip(before.people, after.people, strict=True)):
            assert (old.email, old.user_id) == (new.email, new.user_id)
            if old.state is not new.state:
                assert (old.state, new.state) in WAYS
                assert after.edition == before.edition + 1
                if new.state is APPROVED:
                    assert isinstance(by, Actor)
                    self.approved_by[number] = by
        if before.people != after.people:
            decide = Approve | Reject | ReportInvited | ReportAccount | LeaveOut
            assert isinstance(command, decide), "nothing else decides about anybody"
        self._what_is_seen_of_approvers(command, outcome)
        self._written(after, before)

    def _what_is_seen_of_approvers(
        self, command: RequestCommand, outcome: Outcome[Request]
    ) -> None:
        """`nobody` is what was seen last; whoever was told so reads when it is so no more."""
        before, after = self.request, outcome.state
        if before.nobody is after.nobody or not after.is_waiting:
            return
        assert isinstance(command, OpenRequest | NoteChannelGone | TakeTime)
        slots = {due.effect.slot for due in outcome.effects if isinstance(due.effect, Notify)}
        if after.nobody:
            assert after.news(nobody_part(after)) in slots
        elif before.nobody:
            slots = {due.effect.slot for due in outcome.effects if isinstance(due.effect, Refresh)}
            assert before.news(nobody_part(before)) in slots

    def _is_permitted(self, command: RequestCommand, by: Actor | Ourselves) -> None:
        if isinstance(by, Ourselves):
            assert command.act is Act.FOLLOW_UP
            return
        assert by.standing is Standing.MEMBER
        assert not self.setup.cancelled, "nobody does anything for a setup that is cancelled"
        match command:
            case Approve(in_group=in_group) | Reject(in_group=in_group):
                assert self._may_decide(by, in_group)
            case Withdraw():
                assert by.user_id == self.request.requester
            case _:
                assert by.user_id == self.setup.sales_connect_admin

    def _may_decide(self, by: Actor, in_group: bool) -> bool:
        approval = self.setup.approval
        asked_for = {INES.user_id, IVO.user_id}
        if self.request.kind is RequestKind.SANDBOX:
            asked_for = {INES.user_id}
        if by.user_id in asked_for | {self.request.requester}:
            return False
        if approval.approvers or approval.group:
            return by.user_id in approval.approvers or in_group
        return by.user_id in MEMBERS

    def _written(self, after: Request, before: Request | None) -> None:
        """What the commit writes beside the request."""
        entry = Entry("bot", "", "", after.stage, self.now)
        index = index_of(after, before, (), entry)
        for claim in index.claims:
            assert not self.claimed.intersection(claim.fields)
            self.claimed.update(claim.fields)
        for release in index.releases:
            assert self.claimed.issuperset(release.fields), "what is let go was not held"
            self.claimed.difference_update(release.fields)
        self.on_record += [email for _, email, _ in index.writes]

    def _commit(self, effects: tuple[Due, ...]) -> None:
        super()._commit(effects)
        for effect, _ in effects:
            if isinstance(effect, Notify | Refresh) and effect.about.kind == "request":
                is_there = isinstance(effect, Notify) or effect.slot in self.has_button
                if is_there and effect.slot.card in WITH_BUTTON:
                    self.has_button[effect.slot] = self._can_be_pressed(effect.slot)

    def _can_be_pressed(self, slot: Slot) -> bool:
        """Whether the button of a message still does something."""
        request = self.request
        match slot.card:
            case Card.APPROVAL:
                return request.stage is RequestStage.OPEN
            case Card.MY_REQUEST:
                return not request.is_over
            case Card.ESCALATION:
                return request.is_waiting
            case Card.TO_FULFIL:
                is_to_report = request.is_approved or request.is_taken_back_late
                return is_to_report and slot.to == request.fulfiller
            case _:
                whose = request.fulfiller or self.setup.marketo_admin
                return request.is_approved and slot.to == whose

    @invariant()
    def every_message_shows_whether_it_can_be_pressed(self) -> None:
        """As soon as the request has heard of its setup: no button is dead, and none is lost."""
        if not self._unheard():
            wrong = [
                slot.key
                for slot, has_button in self.has_button.items()
                if has_button != self._can_be_pressed(slot)
            ]
            assert not wrong

    @invariant()
    def nobody_else_asks_for_whom_it_holds(self) -> None:
        request = self.request
        held = {one.email for n, one in enumerate(request.people) if request.holds(n)}
        assert self.claimed == held

    @invariant()
    def who_is_done_was_approved_and_is_on_record_once(self) -> None:
        finished = self.request.emails(DONE)
        assert sorted(self.on_record) == sorted(finished)
        for number in self.request.numbers(APPROVED, DONE):
            decided = self.request.people[number].decided
            assert decided is not None
            assert decided.by == self.approved_by[number].user_id

    @invariant()
    def people_stand_as_the_stage_says(self) -> None:
        states = {one.state for one in self.request.people}
        some, all_of = STAND[self.request.stage]
        assert not some or states & some
        assert states <= all_of
        assert (self.request.ended_at is not None) == self.request.is_over

    @invariant()
    def who_was_in_the_channel_is_known_while_it_is_open(self) -> None:
        is_open = self.request.stage is RequestStage.OPEN
        assert self.request.members == (MEMBERS if is_open else ())

    @invariant()
    def no_message_is_sent_twice(self) -> None:
        twice = [one for one, count in self.notified.items() if count > 1]
        again = {
            f"notify:{REQUEST_ID}:{slot.key}"
            for slot in self.sent
            # An admin who becomes admin again has a new card; one that stands is not posted again.
            if slot.card in (Card.TO_FULFIL, Card.APPROVAL) or slot.part.startswith(MAY_COME_AGAIN)
        }
        assert not [
            one for one in twice if one.startswith(f"notify:{REQUEST_ID}") if one not in again
        ]

    @invariant()
    def the_fulfiller_is_who_had_the_last_card(self) -> None:
        cards = [slot.to for slot in self.sent if slot.card is Card.TO_FULFIL]
        assert self.request.fulfiller == (cards[-1] if cards else None)

    @invariant()
    def what_is_approved_is_on_the_card_of_who_can_do_it(self) -> None:
        """As soon as the request has heard of its setup."""
        if not self._unheard() and may_be_fulfilled(self.request, self.setup):
            has_it = self.request.fulfiller == self.setup.sales_connect_admin
            assert has_it or self.setup.admin_has_left

    @invariant()
    def nothing_waits_for_ever(self) -> None:
        """For approval it waits until it expires; of what is approved somebody is reminded."""
        times = {one.id.rpartition(":")[2] for _, one in self.waiting.values()}
        assert "expire" in times or not self.request.is_waiting
        assert "remind" in times or not self.request.is_approved

    @invariant()
    def a_setup_knows_which_requests_are_open(self) -> None:
        """As soon as both have heard of each other, in whatever order."""
        if self._unheard():
            return
        assert (REQUEST_ID in self.setup.requests) == (not self.request.is_over)
        assert self.setup.is_open or self.request.is_over

    @invariant()
    def the_requester_hears_of_its_end_once(self) -> None:
        parts = NEWS_OF_END.get(self.request.stage)
        if parts is None:
            return
        heard = [
            slot
            for slot in self.sent
            if slot.card is Card.REQUEST_NEWS
            and slot.to == self.request.requester
            and slot.part.startswith(parts)
        ]
        assert heard

    @invariant()
    def an_account_begins_one_setup_of_the_sandbox(self) -> None:
        """Also where it was reported after the request was taken back."""
        is_account = self.request.kind is RequestKind.SANDBOX
        is_there = is_account and bool(self.request.numbers(DONE))
        assert self.sandboxes_begun == is_there

    def _unheard(self) -> bool:
        notes = (effect for _, effect in self.waiting.values())
        return any(isinstance(one, NoteRequest | TellRequest) for one in notes)


WholeRequest.TestCase.settings = settings(
    max_examples=250, stateful_step_count=40, deadline=None, database=None
)
TestWholeRequest = pytest.mark.timeout(400)(WholeRequest.TestCase)  # a busy machine takes its time
