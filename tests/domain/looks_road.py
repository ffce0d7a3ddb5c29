"""Of the machine: what is opened, closed and asked for again, and what Marketo says of it."""

from collections import Counter
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bot.domain.commands import (
    AskAgain,
    Command,
    Decline,
    HandOver,
    NoteChecked,
    NotePersonGone,
    NoteShownLate,
    NoteWindowClosed,
)
from bot.domain.credentials import unusual
from bot.domain.effects import Card, CheckPair, Notify
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, MarketoSays
from bot.domain.setup_steps import refuse_step
from bot.domain.stages import Stage
from tests.domain.api_road import RoadWithApiAccess
from tests.domain.builders import OURSELVES, SETUP_ID
from tests.domain.road import ACTOR, COMPANY, VERSION

TIMES: Final = st.integers(min_value=1, max_value=2)
ANSWERS: Final = st.lists(st.sampled_from(MarketoSays), min_size=1, max_size=3)
BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)


class RoadWithLooks(RoadWithApiAccess):
    """Windows may open and close unseen; Marketo may say anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, bool]] = []  # versions, and whether they had been opened
        self.closed: list[int] = []
        self.to_be_compared: set[int] = set()

    @rule(says=st.sampled_from(MarketoSays))
    def marketo_changes_its_mind(self, says: MarketoSays) -> None:
        """About what is asked from now on."""
        self.marketo_says = says

    @precondition(lambda self: self.setup.stage in BEFORE and self.setup.version)
    @rule(actor=ACTOR, version=VERSION, rightly=st.booleans(), times=TIMES, steps=st.integers(0, 3))
    def asks_again(
        self, actor: Actor | Ourselves, version: int, rightly: bool, times: int, steps: int
    ) -> None:
        """And then goes on as if nothing were, perhaps."""
        number, by = (self.setup.version, self._admin) if rightly else (version, actor)
        note = self.setup.handed_over
        was_opened = note is not None and note.revealed_at is not None
        for _ in range(times):
            if self._gives(AskAgain(SETUP_ID, number), by):
                self.asked.append((number, was_opened))
        self.the_right_people_go_on(steps)

    @precondition(lambda self: self.setup.stage in BEFORE and self.setup.version)
    @rule(opened=st.booleans(), leaves=st.booleans())
    def asks_again_and_is_gone(self, opened: bool, leaves: bool) -> None:
        """In person or in their part: chance alone would hardly come to it."""
        if opened:
            self._opens()
        self.asks_again(self._admin, 0, rightly=True, times=1, steps=0)
        if leaves:
            self._gives(NotePersonGone(SETUP_ID, self.setup.sales_connect_admin), OURSELVES)
        else:
            self._gives(Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), self._admin)

    @precondition(lambda self: self.setup.stage in (Stage.HANDED_OVER, Stage.REVEALED))
    @rule(actor=ACTOR, version=VERSION, rightly=st.booleans(), known=st.booleans(), times=TIMES)
    def closes_the_window(
        self, actor: Actor | Ourselves, version: int, rightly: bool, known: bool, times: int
    ) -> None:
        """Which may be told of a second time, or be the first that is heard of it."""
        if known:
            self._opens()
        number, by = (self.setup.version, self._admin) if rightly else (version, actor)
        for _ in range(times):
            is_news = self.setup.stage is Stage.HANDED_OVER
            if self._gives(NoteWindowClosed(SETUP_ID, number), by):
                self.closed.append(number)
                self.revealed += [number] if is_news else []

    @precondition(lambda self: self.setup.stage is Stage.NAMED and not self.setup.one_admin)
    @rule(asks=st.booleans())
    def a_window_is_opened_and_nobody_tells_us(self, asks: bool) -> None:
        """Its closing does; chance alone would hardly close what it had just handed over."""
        self.hands_over(self._marketo_admin, usual=True, same_as=None)
        if asks:
            self.asks_again(self._admin, 0, rightly=True, times=1, steps=0)
        if self.setup.stage is Stage.HANDED_OVER:
            self.closes_the_window(self._admin, 0, rightly=True, known=False, times=1)

    @precondition(lambda self: self.setup.version)
    @rule(version=VERSION, latest=st.booleans(), who=st.sampled_from(list(COMPANY)))
    def a_window_was_open_meanwhile(self, version: int, latest: bool, who: UserId) -> None:
        """Of what cannot be revealed any more: the rest is noted as any reveal."""
        newest = self.setup.version
        number = newest if latest else min(max(version, 1), newest)
        if number < newest or self.setup.stage is not Stage.HANDED_OVER:
            self._gives(NoteShownLate(SETUP_ID, number, who), OURSELVES)

    @precondition(lambda self: self.setup.version)
    @rule(version=VERSION, latest=st.booleans(), answers=ANSWERS)
    def answers_about_a_hand_over_come(
        self, version: int, latest: bool, answers: list[MarketoSays]
    ) -> None:
        number = self.setup.version if latest else version
        for says in answers:
            self._gives(NoteChecked(SETUP_ID, number, says), OURSELVES)

    def _opens(self) -> None:
        """What waits for the recipient, if anything does."""
        if self.setup.stage is Stage.HANDED_OVER:
            self.reveals(self._admin, 0, latest=True)

    def _changed(
        self, command: Command, actor: Actor | Ourselves, before: Setup, outcome: Outcome[Setup]
    ) -> None:
        """What must be true of every step that is taken."""
        after = outcome.state
        looks = [due.effect for due in outcome.effects if isinstance(due.effect, CheckPair)]
        if isinstance(command, HandOver):
            assert after.handed_over is not None
            is_last = command.same_as is not None and command.same_as == before.version
            assert after.handed_over.same_as_last == is_last
            assert [look.version for look in looks] == [after.version]
            if unusual(command.credentials):
                self.to_be_compared.add(after.version)
        else:
            assert looks == []
        if isinstance(command, NoteChecked) and command.says is MarketoSays.NOT_ACCEPTED:
            still_matters = before.stage in (Stage.HANDED_OVER, Stage.REVEALED)
            if still_matters and before.marketo_admin not in before.left_slack():
                self.to_be_compared.add(command.version)
        if isinstance(command, NoteChecked):
            assert (after.stage, after.turns) == (before.stage, before.turns)
            assert (outcome.keep, outcome.burn) == (None, False)
        if isinstance(command, NoteShownLate):
            self._is_only_told(before, outcome)
        super()._changed(command, actor, before, outcome)

    @staticmethod
    def _is_only_told(before: Setup, outcome: Outcome[Setup]) -> None:
        """What was shown late is on record; the Marketo admin hears of it, if they can."""
        on_record = {"handed_over": before.handed_over, "shown": before.shown}
        assert outcome.state.model_copy(update=on_record) == before
        assert (outcome.keep, outcome.burn) == (None, False)
        told = [one.effect.slot for one in outcome.effects if isinstance(one.effect, Notify)]
        is_here = before.marketo_admin not in before.left_slack()
        assert [(slot.card, slot.to) for slot in told] == [
            (Card.SHOWN_LATE, before.marketo_admin) for _ in range(is_here)
        ]

    @invariant()
    def each_version_is_asked_for_again_once_before_it_is_opened_and_once_after(self) -> None:
        assert len(set(self.asked)) == len(self.asked)
        assert {version for version, _ in self.asked} <= set(range(1, self.hand_overs + 1))

    @invariant()
    def each_asking_is_one_message(self) -> None:
        sent: Counter[int] = Counter()
        for one, count in self.notified.items():
            if f":{Card.ASKED_AGAIN}:" in one:
                sent[int(one.split(":")[3].partition(".")[0])] += count
        assert sent == Counter(version for version, _ in self.asked)

    @invariant()
    def each_version_is_closed_at_most_once_and_was_open(self) -> None:
        assert len(set(self.closed)) == len(self.closed)
        assert set(self.closed) <= set(self.revealed)

    @invariant()
    def whoever_asked_again_waits_for_the_marketo_admin(self) -> None:
        """Unless one of the two is missing, or one person is both by now."""
        setup = self.setup
        asked = {version for version, _ in self.asked}
        assert not setup.waits_for_another or (setup.stage in BEFORE and setup.version in asked)
        if setup.waits_for_another and setup.stage is Stage.REVEALED:
            assert (setup.version, True) in self.asked, "what is opened is asked for no more"
        both = {Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN}
        if setup.waits_for_another and not setup.one_admin and not both & setup.missing.keys():
            assert setup.turns[Role.MARKETO_ADMIN].step is Awaited.HAND_OVER
            assert Role.SALES_CONNECT_ADMIN not in setup.turns

    @invariant()
    def nobody_is_waited_for_to_hand_over_where_it_would_be_refused(self) -> None:
        turn = self.setup.turns.get(Role.MARKETO_ADMIN)
        if turn and turn.step is Awaited.HAND_OVER:
            assert refuse_step(self.setup, HandOver, COMPANY[turn.who]) is None

    @invariant()
    def one_message_says_what_to_compare_and_only_where_there_is_something(self) -> None:
        sent = [int(one.split(":")[3]) for one in self.notified if f":{Card.CHECKED}:" in one]
        assert sorted(sent) == sorted(self.to_be_compared)
