"""Requests at any stage, each reached by walking there, and who is what of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.domain import request_steps
from bot.domain.commands import SayOwnsSandbox
from bot.domain.effects import Slot, TimeOfRequest
from bot.domain.ids import RequestId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import Refusal
from bot.domain.request import Person, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForInvites,
    AskForSandbox,
    BeginsRequest,
    FollowSetup,
    NoteAskedAdobe,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Group
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    OURSELVES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    an_actor,
    done,
    walk,
)

REQUEST_ID: Final = RequestId("request-1")
IDS: Final = (SETUP_ID, REQUEST_ID)
ASKED_AT: Final = RUN_AT + timedelta(days=1)  # Tuesday
OPENED_AT: Final = ASKED_AT + timedelta(minutes=1)
DECIDED_AT: Final = ASKED_AT + timedelta(hours=1)
DONE_AT: Final = ASKED_AT + timedelta(hours=2)

RAY: Final = an_actor("U_RAY")  # asks
MEL: Final = an_actor("U_MEL")  # was in the channel when it was asked
MIA: Final = an_actor("U_MIA")  # the same
LEO: Final = an_actor("U_LEO")  # joins the channel later
APP: Final = an_actor("U_APP")  # is named to approve
GRETA: Final = an_actor("U_GRETA")  # is in the group that approves
INES: Final = an_actor("U_INES")  # is asked for, as a person of Slack
IVO: Final = an_actor("U_IVO")  # is asked for, by their address

GROUP: Final = Group(id="S_APPROVERS", name="approvers")
NAMED: Final = Approval(approvers=(APP.user_id,))
BY_GROUP: Final = Approval(group=GROUP)
INVITED: Final = (
    Person(email="ines@acme.example", user_id=INES.user_id),
    Person(email="ivo@acme.example"),
    Person(email="ida@acme.example"),
)
IVOS_ADDRESS: Final = "ivo@acme.example"
# Of the channel: also people who cannot approve, and none of those who came later.
MEMBERS: Final = tuple(one.user_id for one in (MEL, MIA, RAY, INES, IVO, SOL, MARA, STELLA))
PRODUCTION: Final = a_setup(Stage.DONE)
OVER: Final = (
    *(RequestStage.DONE, RequestStage.REJECTED, RequestStage.WITHDRAWN),
    *(RequestStage.EXPIRED, RequestStage.CLOSED),
)


def approved_by(approval: Approval, setup: Setup = PRODUCTION) -> Setup:
    """The setup with these settings."""
    return setup.model_copy(update={"approval": approval})


def owning(setup: Setup = PRODUCTION, *, owns: bool = True) -> Setup:
    """Its Marketo admin said so."""
    return walk(setup, SayOwnsSandbox(setup.id, owns), an_actor(setup.marketo_admin))


def asking(
    kind: RequestKind = RequestKind.INVITE, people: Iterable[Person] | None = None
) -> BeginsRequest:
    """For the three of the company, or for the first of them."""
    note = "they sell in the north"
    if kind is RequestKind.SANDBOX:
        return AskForSandbox(*IDS, tuple(INVITED[:1] if people is None else people), note)
    return AskForInvites(*IDS, tuple(INVITED if people is None else people), note)


def begun(
    kind: RequestKind = RequestKind.INVITE,
    *,
    by: Actor = RAY,
    setup: Setup = PRODUCTION,
    people: Iterable[Person] | None = None,
    now: datetime = ASKED_AT,
) -> Outcome[Request]:
    return done(request_steps.begin(setup, asking(kind, people), by, now))


def a_request(
    stage: RequestStage = RequestStage.OPEN,
    kind: RequestKind = RequestKind.INVITE,
    *,
    by: Actor = RAY,
    setup: Setup | None = None,
    people: Iterable[Person] | None = None,
) -> Request:
    """
    A request at this stage; of its people, all went the same way. At Adobe are sandbox accounts.

    `setup`: whose channel and people; without one, its members decide, and there is a sandbox.
    """
    setup = setup or owning()
    kind = RequestKind.SANDBOX if stage is RequestStage.AT_ADOBE else kind
    request = begun(kind, by=by, setup=setup, people=people).state
    decider = APP if setup.approval.is_named else MEL
    for command, actor, at in _road(stage, kind, request.requester, decider, setup):
        if isinstance(command, FollowSetup):
            setup = setup.model_copy(update={"cancelled": setup.chosen[next(iter(setup.chosen))]})
        request = stepped(request, command, actor, setup, at)
    assert request.stage is stage
    return request


_Step = tuple[RequestCommand, Actor | Ourselves, datetime]


def _road(
    stage: RequestStage, kind: RequestKind, requester: UserId, decider: Actor, setup: Setup
) -> list[_Step]:
    admin = an_actor(setup.sales_connect_admin)
    opened: list[_Step] = [(OpenRequest(*IDS, MEMBERS), OURSELVES, OPENED_AT)]
    approved: list[_Step] = [*opened, (Approve(*IDS, 1), decider, DECIDED_AT)]
    is_invite = kind is RequestKind.INVITE
    report: RequestCommand = ReportInvited(*IDS) if is_invite else ReportAccount(*IDS)
    match stage:
        case RequestStage.ASKED:
            return []
        case RequestStage.OPEN:
            return opened
        case RequestStage.APPROVED:
            return approved
        case RequestStage.AT_ADOBE:
            return [*approved, (NoteAskedAdobe(*IDS), admin, DECIDED_AT)]
        case RequestStage.DONE:
            return [*approved, (report, admin, DONE_AT)]
        case RequestStage.REJECTED:
            return [*opened, (Reject(*IDS, 1, (), "no licences left"), decider, DECIDED_AT)]
        case RequestStage.WITHDRAWN:
            return [*opened, (Withdraw(*IDS), an_actor(requester), DONE_AT)]
        case RequestStage.EXPIRED:
            return [*opened, (TakeTime(*IDS, "expire", 1), OURSELVES, DONE_AT)]
        case RequestStage.CLOSED:
            return [*opened, (FollowSetup(*IDS), OURSELVES, DONE_AT)]


def decided(
    request: Request,
    command: RequestCommand,
    by: Actor | Ourselves,
    setup: Setup | None = None,
    now: datetime = DONE_AT,
) -> Outcome[Request] | Refusal:
    return request_steps.decide(request, setup or owning(), command, by, now)


def stepped(
    request: Request,
    command: RequestCommand,
    by: Actor | Ourselves = OURSELVES,
    setup: Setup | None = None,
    now: datetime = DONE_AT,
) -> Request:
    """One step on; a refusal ends the test."""
    return done(decided(request, command, by, setup, now)).state


def times(outcome: Outcome[Request]) -> list[tuple[str, int, datetime | None]]:
    """What comes by itself, and when."""
    return [
        (due.effect.what, due.effect.number, due.at)
        for due in outcome.effects
        if isinstance(due.effect, TimeOfRequest)
    ]


def keys(slots: Iterable[Slot]) -> list[str]:
    """Card, part and receiver of each message, as short as can be read."""
    return [slot.key for slot in slots]
