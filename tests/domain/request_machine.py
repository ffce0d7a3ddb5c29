"""One request, its setup and their due effects, as a machine of hypothesis."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.domain import request_steps, setup_steps
from bot.domain.commands import (
    CancelSetup,
    ChangePeople,
    NoteChannelChanged,
    NotePersonGone,
    NoteRequestBegun,
    NoteRequestEnded,
    SaveSettings,
    SayOwnsSandbox,
    SetupCommand,
)
from bot.domain.effects import (
    AskDirectly,
    BeginSandbox,
    Due,
    Effect,
    NoteRequest,
    Notify,
    PostRequest,
    Slot,
    TellRequest,
    TimeOfRequest,
)
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.request import Nobody, Person, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    FollowSetup,
    LeaveOut,
    NoteAskedAdobe,
    NoteChannelGone,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval
from bot.domain.stages import Language
from tests.domain.builders import (
    EXT,
    GUS,
    MARA,
    NINA,
    OURSELVES,
    ROBOT,
    RULES,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    an_actor,
    done,
)
from tests.domain.request_builders import (
    APP,
    ASKED_AT,
    BY_GROUP,
    GRETA,
    IDS,
    INES,
    INVITED,
    IVO,
    IVOS_ADDRESS,
    LEO,
    MEL,
    MEMBERS,
    MIA,
    NAMED,
    RAY,
    asking,
)

EVERYBODY: Final = (
    *(RAY, MEL, MIA, LEO, APP, GRETA, INES, IVO, SOL, MARA, STELLA, NINA, SARA),
    *(GUS, EXT, ROBOT),
)
ANYBODY: Final = st.one_of(st.sampled_from(EVERYBODY), st.just(OURSELVES))
PICK: Final = st.integers(min_value=0, max_value=50)
RIGHTLY: Final = st.booleans()  # half of the time whoever may do it does
APPROVALS: Final = st.sampled_from(
    [
        *(Approval(), Approval(), NAMED, NAMED, BY_GROUP, BY_GROUP),
        Approval(approvers=(RAY.user_id, INES.user_id)),
    ]
)
NUMBERS: Final = st.lists(st.integers(min_value=-1, max_value=3), max_size=2).map(tuple)
STEPS: Final = st.sampled_from([0, 1, 1, 1, 2, 3, 4, 6])
ADMIN: Final = st.sampled_from([Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN])
TICK: Final = timedelta(microseconds=1)


def address_of(actor: Actor) -> str:
    """Slack tells it of one who was named by it, in a case of its own."""
    return IVOS_ADDRESS.title() if actor is IVO else ""


class RequestRoad(RuleBasedStateMachine):
    """Time only goes on; effects come in any order, and perhaps twice."""

    def __init__(self) -> None:
        super().__init__()
        self.now = ASKED_AT
        self.setup: Setup
        self.request: Request
        self.waiting: dict[str, tuple[datetime, Effect]] = {}  # by id, as in the due set
        self.sent: list[Slot] = []  # new messages about the request, in their order
        self.notified: Counter[str] = Counter()
        self.sandboxes_begun = 0
        self.nobody: Nobody | None = None  # can approve, as Slack would say
        self.directly: tuple[UserId, ...] = ()  # whom Slack finds to be asked in their DM

    @initialize(
        kind=st.sampled_from(RequestKind),
        by=st.sampled_from([RAY, RAY, RAY, SOL, INES, APP, MEL, STELLA]),
        approval=APPROVALS,
        owns=st.sampled_from([None, None, True]),
        steps=STEPS,
    )
    def somebody_asks(
        self, kind: RequestKind, by: Actor, approval: Approval, owns: bool | None, steps: int
    ) -> None:
        self.setup = a_setup().model_copy(update={"approval": approval})
        if owns is not None:
            self.tell_setup(SayOwnsSandbox(SETUP_ID, owns), MARA)
        outcome = done(request_steps.begin(self.setup, asking(kind), by, self.now))
        self.request = outcome.state
        self.begins(outcome)
        self._commit(outcome.effects)
        self.the_right_people_go_on(steps)

    @rule(steps=STEPS)
    def the_right_people_go_on(self, steps: int) -> None:
        """As they should; without it, chance alone would seldom come far."""
        for _ in range(steps):
            is_invite = self.request.kind is RequestKind.INVITE
            match self.request.stage:
                case RequestStage.ASKED:
                    self.all_that_is_due_comes()
                case RequestStage.OPEN:
                    self.approves(OURSELVES, rightly=True, late=0)
                case RequestStage.APPROVED if is_invite:
                    self.reports_invited(OURSELVES, rightly=True, who=(self._next,))
                case RequestStage.APPROVED if self.setup.sandbox is None:
                    self.says_owns(OURSELVES, rightly=True, owns=True)
                case RequestStage.APPROVED:
                    self.give(NoteAskedAdobe(*IDS), self._admin)
                case RequestStage.AT_ADOBE:
                    self.give(ReportAccount(*IDS), self._admin)
                case _:
                    return

    @rule(hours=st.sampled_from([1, 4, 24, 72, 200]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(1, 8), by_day=st.booleans())
    def days_pass_and_what_is_due_comes(self, days: int, by_day: bool) -> None:
        """Day after day, or all of it late; much of it is nobody's press."""
        for _ in range(days if by_day else 1):
            self.now += timedelta(days=1 if by_day else days)
            self.all_that_is_due_comes()

    @precondition(lambda self: self.request.stage is RequestStage.OPEN)
    @rule(who=NUMBERS, steps=STEPS)
    def a_part_is_rejected(self, who: tuple[int, ...], steps: int) -> None:
        """And the others go on, perhaps."""
        self.rejects(OURSELVES, rightly=True, late=0, who=who)
        self.the_right_people_go_on(steps)

    @precondition(lambda self: self.request.stage is RequestStage.OPEN)
    @rule(nobody=st.sampled_from(Nobody), count=st.integers(0, 2), back=st.booleans())
    def the_channel_is_lost(self, nobody: Nobody, count: int, back: bool) -> None:
        """With few or none who can be asked in their DM, and perhaps not for long."""
        self.slack_changes(nobody, count)
        for why in ("is_archived", *([""] if back else [])):
            self.the_channel_changes(why)
            self.all_that_is_due_comes()

    @precondition(lambda self: self.request.is_approved)
    @rule(role=ADMIN, to=st.sampled_from([NINA, MARA, RAY]), days=st.integers(0, 3), then=STEPS)
    def an_admin_changes_and_it_goes_on(self, role: Role, to: Actor, days: int, then: int) -> None:
        """Before or after they were reminded."""
        self.days_pass_and_what_is_due_comes(days, by_day=True)
        self.changes_people(role, to)
        self.the_right_people_go_on(then)

    @rule(nobody=st.sampled_from([None, None, *Nobody]), count=st.integers(0, 2))
    def slack_changes(self, nobody: Nobody | None, count: int) -> None:
        """Who can approve, and who is found to be asked directly."""
        self.nobody = nobody
        self.directly = (MEL.user_id, APP.user_id)[:count]

    @precondition(lambda self: self.due())
    @rule(pick=PICK, once_more=st.booleans())
    def an_effect_comes(self, pick: int, once_more: bool) -> None:
        _, effect = self.due()[pick % len(self.due())]
        if not once_more:
            del self.waiting[effect.id]
        self._perform(effect)

    @rule()
    def all_that_is_due_comes(self) -> None:
        """And what follows from it at once."""
        for _ in range(8):
            for at, effect in self.due():
                if self.waiting.get(effect.id) == (at, effect):
                    del self.waiting[effect.id]
                    self._perform(effect)

    @rule(actor=ANYBODY, rightly=RIGHTLY, late=st.sampled_from([0, 0, 0, 1]))
    def approves(self, actor: Actor | Ourselves, rightly: bool, late: int) -> None:
        by, in_group = self._decider(actor, rightly)
        email = address_of(by) if isinstance(by, Actor) else ""
        self.give(Approve(*IDS, self.request.edition - late, email, in_group), by)

    @rule(actor=ANYBODY, rightly=RIGHTLY, late=st.sampled_from([0, 0, 0, 1]), who=NUMBERS)
    def rejects(
        self, actor: Actor | Ourselves, rightly: bool, late: int, who: tuple[int, ...]
    ) -> None:
        by, in_group = self._decider(actor, rightly)
        email = address_of(by) if isinstance(by, Actor) else ""
        edition = self.request.edition - late
        self.give(Reject(*IDS, edition, who, "no", email, in_group), by)

    @rule(actor=ANYBODY, rightly=st.sampled_from([False, False, False, True]))
    def withdraws(self, actor: Actor | Ourselves, rightly: bool) -> None:
        self.give(Withdraw(*IDS), an_actor(self.request.requester) if rightly else actor)

    @rule(actor=ANYBODY, rightly=RIGHTLY, who=st.one_of(st.none(), NUMBERS))
    def reports_invited(
        self, actor: Actor | Ourselves, rightly: bool, who: tuple[int, ...] | None
    ) -> None:
        self.give(ReportInvited(*IDS, who), self._admin if rightly else actor)

    @rule(
        actor=ANYBODY,
        rightly=RIGHTLY,
        command=st.sampled_from(
            [NoteAskedAdobe(*IDS), ReportAccount(*IDS), AskForAddresses(*IDS, "press")]
        ),
    )
    def goes_on_with_it(
        self, actor: Actor | Ourselves, rightly: bool, command: RequestCommand
    ) -> None:
        self.give(command, self._admin if rightly else actor)

    @rule(
        who=st.sampled_from(EVERYBODY),
        command=st.sampled_from(
            [
                OpenRequest(*IDS, (LEO.user_id,)),
                NoteChannelGone(*IDS, "is_archived", (LEO.user_id,)),
                FollowSetup(*IDS),
                TakeTime(*IDS, "expire", 1),
                TakeTime(*IDS, "nudge", 1),
                *(asking(kind) for kind in RequestKind),
            ]
        ),
    )
    def forges_what_only_the_bot_does_or_asks_once_more(
        self, who: Actor, command: RequestCommand
    ) -> None:
        assert not self.give(command, who)

    @rule(approval=APPROVALS, language=st.sampled_from(Language))
    def saves_settings(self, approval: Approval, language: Language) -> None:
        self.tell_setup(SaveSettings(SETUP_ID, approval, language), STELLA)

    @rule(
        role=ADMIN,
        to=st.sampled_from([MARA, SOL, NINA, RAY]),
    )
    def changes_people(self, role: Role, to: Actor) -> None:
        self.tell_setup(ChangePeople(SETUP_ID, ((role, to.user_id),)), STELLA)

    @rule(actor=ANYBODY, rightly=RIGHTLY, owns=st.sampled_from([True, True, False]))
    def says_owns(self, actor: Actor | Ourselves, rightly: bool, owns: bool) -> None:
        by = an_actor(self.setup.marketo_admin) if rightly else actor
        self.tell_setup(SayOwnsSandbox(SETUP_ID, owns), by)

    @rule(who=st.sampled_from([SOL, MARA, STELLA]))
    def leaves_slack(self, who: Actor) -> None:
        self.tell_setup(NotePersonGone(SETUP_ID, who.user_id), OURSELVES)

    @rule(
        left=st.lists(st.sampled_from(INVITED), max_size=1),
        connected=st.lists(st.sampled_from(INVITED), max_size=1),
    )
    def need_it_no_more(self, left: list[Person], connected: list[Person]) -> None:
        emails = (tuple(one.email for one in part) for part in (left, connected))
        self.give(LeaveOut(*IDS, *emails), OURSELVES)

    @rule(why=st.sampled_from(["", "is_archived"]))
    def the_channel_changes(self, why: str) -> None:
        self.tell_setup(NoteChannelChanged(SETUP_ID, why), OURSELVES)

    @rule(sure=st.integers(0, 9))
    def cancels(self, sure: int) -> None:
        if sure == 0:
            self.tell_setup(CancelSetup(SETUP_ID), STELLA)

    @property
    def _next(self) -> int:
        """Of those who are approved, one."""
        return self.request.numbers(PersonState.APPROVED)[-1]

    @property
    def _admin(self) -> Actor:
        return an_actor(self.setup.sales_connect_admin)

    def _decider(self, actor: Actor | Ourselves, rightly: bool) -> tuple[Actor | Ourselves, bool]:
        """Somebody, and whether they are in the group that the settings name."""
        approval = self.setup.approval
        if rightly:
            actor = GRETA if approval.group else APP if approval.is_named else MIA
        return actor, bool(approval.group) and actor is GRETA

    def due(self) -> list[tuple[datetime, Effect]]:
        return [one for one in self.waiting.values() if one[0] <= self.now]

    def _perform(self, effect: Effect) -> None:
        match effect:
            case PostRequest() if self.request.is_waiting:
                self.give(OpenRequest(*IDS, MEMBERS, self.nobody), OURSELVES)
            case AskDirectly(why=why) if self.request.is_waiting:
                self.give(NoteChannelGone(*IDS, why, self.directly), OURSELVES)
            case TimeOfRequest(what=what, number=number):
                nobody = self.nobody if what == "nudge" else None
                self.give(TakeTime(*IDS, what, number, nobody), OURSELVES)
            case TellRequest(channel_is_back=is_back):
                self.give(FollowSetup(*IDS, channel_is_back=is_back), OURSELVES)
            case NoteRequest(ended=True):
                self.tell_setup(NoteRequestEnded(*IDS), OURSELVES)
            case NoteRequest(kind=kind):
                self.tell_setup(NoteRequestBegun(*IDS, kind), OURSELVES)

    def tell_setup(self, command: SetupCommand, by: Actor | Ourselves) -> bool:
        self.now += TICK
        outcome = setup_steps.decide(self.setup, command, by, self.now, RULES)
        if not isinstance(outcome, Outcome):
            return False
        self.setup = outcome.state
        self._commit(outcome.effects)
        return True

    def give(self, command: RequestCommand, by: Actor | Ourselves) -> bool:
        """Decides and commits, each at its own moment; a refusal leaves all as it was."""
        self.now += TICK
        written = self.request.model_dump_json()
        outcome = request_steps.decide(self.request, self.setup, command, by, self.now)
        assert self.request.model_dump_json() == written, "a decision changed what it was given"
        if not isinstance(outcome, Outcome):
            return False
        self.changes(command, by, outcome)
        self.request = outcome.state
        self._commit(outcome.effects)
        return True

    def begins(self, outcome: Outcome[Request]) -> None:
        """A test adds what must be true of it."""

    def changes(
        self, command: RequestCommand, by: Actor | Ourselves, outcome: Outcome[Request]
    ) -> None:
        """The same of each step, before it is taken."""

    def _commit(self, effects: tuple[Due, ...]) -> None:
        ids, different = {effect.id for effect, _ in effects}, set(effects)
        assert len(ids) == len(different), "one effect of a step takes the place of another"
        for effect, at in effects:
            if isinstance(effect, Notify):
                self.notified[effect.id] += 1
                if effect.about.kind == "request":
                    self.sent.append(effect.slot)
            elif isinstance(effect, BeginSandbox):
                self.sandboxes_begun += 1
            else:
                self.waiting[effect.id] = (at or self.now, effect)
