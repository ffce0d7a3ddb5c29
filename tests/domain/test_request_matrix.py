"""Who may do what with a request: everybody, whatever the settings say of approvers."""

from functools import cache
from typing import Final, TypeAlias

import pytest

from bot.domain import request_steps
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role, Standing
from bot.domain.refusals import (
    AboutYou,
    AlreadyDecided,
    ChannelThen,
    JoinedLater,
    MembersOnly,
    NotAnApprover,
    NotTheRequester,
    NotYours,
    OwnRequest,
    Refusal,
    RequestNotOpen,
)
from bot.domain.request import Person, Request, RequestKind, RequestStage
from bot.domain.request_approval import Presser, refuse_decision, refuse_withdrawal
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    AskForInvites,
    AskForSandbox,
    NoteAskedAdobe,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    Withdraw,
)
from bot.domain.request_fulfil import refuse_fulfilment
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval
from tests.domain.builders import (
    CHANNEL,
    EXT,
    GONE,
    GUS,
    MARA,
    OTTO,
    OURSELVES,
    ROBOT,
    SARA,
    SOL,
    STELLA,
    an_actor,
    done,
)
from tests.domain.request_builders import (
    APP,
    BY_GROUP,
    GRETA,
    GROUP,
    IDS,
    INES,
    IVO,
    IVOS_ADDRESS,
    LEO,
    MEL,
    MIA,
    NAMED,
    OPENED_AT,
    RAY,
    a_request,
    approved_by,
    asking,
    begun,
    decided,
    owning,
    stepped,
)
from tests.for_each import for_each

Given: TypeAlias = tuple[Actor, str, bool]  # who, their address, whether in the approver group

WHO: Final[dict[str, Given]] = {
    "requester": (RAY, "ray@acme.example", False),
    "requester in the group": (RAY, "ray@acme.example", True),
    "invited by user": (INES, "", False),
    "invited by user, in the group": (INES, "", True),
    "invited by address": (IVO, IVOS_ADDRESS, False),
    "invited by address, in the group": (IVO, "IVO@Acme.EXAMPLE", True),
    "named approver": (APP, "app@acme.example", False),
    "group member": (GRETA, "greta@acme.example", True),
    "member then": (MEL, "mel@acme.example", False),
    "late joiner": (LEO, "leo@acme.example", False),
    "Slack admin": (SARA, "sara@acme.example", False),
    "people of another setup": (OTTO, "otto@acme.example", False),
    "starter": (STELLA, "stella@acme.example", False),
    "Marketo admin": (MARA, "mara@acme.example", False),
    "Sales Connect admin": (SOL, "sol@acme.example", False),
    "guest": (GUS, "", False),
    "guest who was a member then": (an_actor("U_MEL", Standing.GUEST), "", True),
    "external": (EXT, "", False),
    "named approver elsewhere": (an_actor("U_APP", Standing.EXTERNAL), "", True),
    "bot": (ROBOT, "", True),
    "deactivated": (GONE, "", True),
    "requester who is a guest now": (an_actor("U_RAY", Standing.GUEST), "", False),
}
SETTINGS: Final = {
    "neither": Approval(),
    "named": NAMED,
    "group": BY_GROUP,
    "both": Approval(approvers=NAMED.approvers, group=GROUP),
    # Who asks and who is asked for may be approvers: of other requests.
    "named are the wrong ones": Approval(approvers=(RAY.user_id, INES.user_id, IVO.user_id)),
}
OPENS_FOR_MEL: Final = OpenRequest(*IDS, (MEL.user_id,))
OUTSIDE: Final = {
    name for name, (actor, *_) in WHO.items() if actor.standing is not Standing.MEMBER
}
OWN: Final = {"requester", "requester in the group"}
CHANNEL_THEN: Final = ChannelThen(CHANNEL, (STELLA.user_id, MARA.user_id, SOL.user_id))
LATE: Final = JoinedLater(OPENED_AT, CHANNEL_THEN, STELLA.user_id)
ABOUT: Final = {name for name in WHO if name.startswith("invited")}
# The founders of the setup were in the channel then, as everybody reads there.
THEN: Final = {"member then", "starter", "Marketo admin", "Sales Connect admin"}
MAY_DECIDE: Final = {
    "neither": THEN,
    "named": {"named approver"},
    "group": {"group member"},
    "both": {"named approver", "group member"},
    "named are the wrong ones": set[str](),
}


@cache
def the_setup(settings: str) -> Setup:
    return approved_by(SETTINGS[settings], owning())


@cache
def the_request(settings: str) -> Request:
    return a_request(setup=the_setup("neither" if settings == "neither" else "named"))


def expected(who: str, settings: str) -> Refusal | None:
    """As contract.md says it."""
    approval = SETTINGS[settings]
    if who in OUTSIDE:
        return MembersOnly()
    then = None if approval.is_named else CHANNEL_THEN
    if who in OWN:
        return OwnRequest(approval.approvers, approval.group, then)
    if who in ABOUT:
        return AboutYou(approval.approvers, approval.group, then)
    if who in MAY_DECIDE[settings]:
        return None
    if approval.is_named:
        return NotAnApprover(approval.approvers, approval.group)
    return LATE


@for_each(who=WHO, settings=SETTINGS, approves=[True, False])
def test_who_decides(who: str, settings: str, approves: bool) -> None:
    """Each refusal has its own cause; a modal opens for those whose submission succeeds."""
    actor, email, in_group = WHO[who]
    request, setup = the_request(settings), the_setup(settings)
    group = in_group and setup.approval.group is not None
    command: RequestCommand = (
        Approve(*IDS, 1, email, group) if approves else Reject(*IDS, 1, (), "no", email, group)
    )

    decision = decided(request, command, actor, setup)

    refusal = None if isinstance(decision, Outcome) else decision
    assert refusal == expected(who, settings)
    assert refuse_decision(request, setup, Presser(actor, email, group)) == refusal


def test_who_is_in_some_group_is_no_approver_where_none_is_set() -> None:
    """Being in a group of Slack is no authority by itself."""
    command, named = Approve(*IDS, 1, in_group=True), approved_by(NAMED, owning())

    assert decided(a_request(), command, LEO) == LATE
    assert decided(a_request(), command, LEO, named) == NotAnApprover((APP.user_id,), None)


@pytest.mark.parametrize("stage", RequestStage)
@for_each(
    who=["requester", "invited by user", "late joiner", "guest"],
    settings=["neither", "named"],
    approves=[True, False],
)
def test_who_may_not_decide_is_told_so_at_every_stage(
    stage: RequestStage, who: str, settings: str, approves: bool
) -> None:
    """
    Who may comes before whether it is time.

    But once it is decided, who was in the channel is forgotten: whoever joined later reads what
    everybody in the channel reads on the card.
    """
    actor, email, _ = WHO[who]
    command = Approve(*IDS, 1, email) if approves else Reject(*IDS, 1, (), "no", email)
    request = a_request(stage, setup=the_setup(settings))

    decision = decided(request, command, actor, the_setup(settings))

    if (who, settings) == ("late joiner", "neither") and not request.is_waiting:
        assert isinstance(decision, AlreadyDecided | RequestNotOpen)
    else:
        assert type(decision) is type(expected(who, settings))


@for_each(who=WHO, kind=RequestKind)
def test_the_requester_alone_withdraws(who: str, kind: RequestKind) -> None:
    """Also where others are named to approve; not even a Slack admin does it for them."""
    actor = WHO[who][0]
    request = a_request(kind=kind)

    decision = decided(request, Withdraw(*IDS), actor)

    refusal = None if isinstance(decision, Outcome) else decision
    if who in OUTSIDE:
        assert refusal == MembersOnly()
    else:
        assert refusal == (None if who in OWN else NotTheRequester(RAY.user_id))
    assert refuse_withdrawal(request, owning(), actor) == refusal


FULFILS: Final[dict[type[RequestCommand], tuple[RequestCommand, RequestKind]]] = {
    ReportInvited: (ReportInvited(*IDS), RequestKind.INVITE),
    AskForAddresses: (AskForAddresses(*IDS, "press"), RequestKind.INVITE),
    NoteAskedAdobe: (NoteAskedAdobe(*IDS), RequestKind.SANDBOX),
    ReportAccount: (ReportAccount(*IDS), RequestKind.SANDBOX),
}


@for_each(who=WHO, what=FULFILS)
def test_the_sales_connect_admin_alone_says_that_it_is_done(
    who: str, what: type[RequestCommand]
) -> None:
    """Neither who approved it nor who asked."""
    command, kind = FULFILS[what]
    request, actor = a_request(RequestStage.APPROVED, kind), WHO[who][0]

    decision = decided(request, command, actor)

    refusal = None if isinstance(decision, Outcome) else decision
    if who in OUTSIDE:
        assert refusal == MembersOnly()
    elif who == "Sales Connect admin":
        assert refusal is None
    else:
        whose = ((Role.SALES_CONNECT_ADMIN, SOL.user_id),)
        assert refusal == NotYours(what.act, whose)
    if isinstance(command, ReportInvited | ReportAccount):
        assert refuse_fulfilment(request, owning(), type(command), actor) == refusal


@for_each(who=WHO, kind=RequestKind)
def test_every_full_member_asks(who: str, kind: RequestKind) -> None:
    """Whoever they are, for themselves too."""
    actor, command = WHO[who][0], asking(kind)

    decision = request_steps.begin(owning(), command, actor, OPENED_AT)

    if who in OUTSIDE:
        assert decision == MembersOnly()
    else:
        assert done(decision).state.requester == actor.user_id


@for_each(kind=[AskForInvites, AskForSandbox], who=WHO)
def test_a_window_opens_for_those_who_may_ask(
    kind: type[AskForInvites] | type[AskForSandbox], who: str
) -> None:
    """And for nobody else."""
    refusal = request_steps.refuse_asking(owning(), kind, WHO[who][0])

    assert refusal == (MembersOnly() if who in OUTSIDE else None)


@for_each(kind=RequestKind, stage=RequestStage)
def test_the_bot_decides_nothing_by_itself(kind: RequestKind, stage: RequestStage) -> None:
    """An effect that became due approves, rejects, withdraws and reports nothing."""
    request = a_request(stage, kind)
    commands: tuple[RequestCommand, ...] = (
        *(Approve(*IDS, 1), Reject(*IDS, 1, (), "no"), Withdraw(*IDS)),
        *(command for command, _ in FULFILS.values()),
    )
    for command in commands:
        assert decided(request, command, OURSELVES) == NotYours(command.act, ())


def test_an_address_of_the_request_is_known_in_any_case() -> None:
    """However it was typed, and however Slack writes it."""
    people = (Person(email="ivo@acme.example"),)
    request = a_request(people=people, setup=owning())

    for email in ("ivo@acme.example", "Ivo@ACME.example", "IVO@ACME.EXAMPLE"):
        decision = decided(request, Approve(*IDS, 1, email), IVO)
        assert decision == AboutYou((), None, CHANNEL_THEN)


@pytest.mark.parametrize(
    ("asked_for", "email"),
    [
        ("ivo+sales@acme.example", "ivo@acme.example"),
        ("ivo@acme.example", "Ivo+News@acme.example"),
        ("ivo+one@acme.example", "ivo+two@acme.example"),
    ],
)
def test_one_mailbox_is_one_person(asked_for: str, email: str) -> None:
    """Nobody approves what they read themselves, whatever stands behind the plus."""
    request = a_request(people=(Person(email=asked_for),))

    # Mel was in the channel.
    for command in (Approve(*IDS, 1, email), Reject(*IDS, 1, (), "no", email)):
        assert isinstance(decided(request, command, MEL), AboutYou)


@pytest.mark.parametrize(
    "email", ["ivo@other.example", "ivo.sales@acme.example", "sales@acme.example", "", "no address"]
)
def test_another_mailbox_is_somebody_else(email: str) -> None:
    """Only what stands behind the plus is left out, on the same domain."""
    request = a_request(people=(Person(email="ivo+sales@acme.example"),))

    assert isinstance(decided(request, Approve(*IDS, 1, email), MEL), Outcome)


def test_an_approver_decides_who_was_named_after_it_was_asked() -> None:
    """Named people decide by who is named now; who was in the channel then does not, any more."""
    request = a_request()
    setup = approved_by(NAMED, owning())

    assert isinstance(decided(request, Approve(*IDS, 1), APP, setup), Outcome)
    assert decided(request, Approve(*IDS, 1), MEL, setup) == NotAnApprover((APP.user_id,), None)


def test_who_is_no_approver_any_more_does_not_decide() -> None:
    """Another is named by now."""
    request = a_request(setup=approved_by(NAMED, owning()))
    setup = approved_by(Approval(approvers=(LEO.user_id,)), owning())

    assert decided(request, Approve(*IDS, 1), APP, setup) == NotAnApprover((LEO.user_id,), None)
    assert isinstance(decided(request, Approve(*IDS, 1), LEO, setup), Outcome)


def test_a_setting_that_is_taken_back_gives_the_channel_its_say() -> None:
    """Else a request that waited meanwhile would hang: nobody could approve it, whoever it was."""
    request = a_request(setup=approved_by(NAMED, owning()))
    taken_back = approved_by(Approval(), owning())

    assert isinstance(decided(request, Approve(*IDS, 1), MEL, taken_back), Outcome)
    assert decided(request, Approve(*IDS, 1), APP, taken_back) == LATE


def test_who_was_a_member_then_may_leave_the_channel() -> None:
    """What counts is who was in it when the card was posted."""
    request = stepped(begun().state, OPENS_FOR_MEL)

    assert isinstance(decided(request, Approve(*IDS, 1), MEL), Outcome)
    assert isinstance(decided(request, Approve(*IDS, 1), SOL), JoinedLater)


def test_a_refusal_names_members_who_can_decide() -> None:
    """People of the setup, since they are full members; else others, and never who cannot."""
    people = (RAY, INES, LEO, MEL, MIA)
    without = OpenRequest(*IDS, tuple(one.user_id for one in people))

    of_setup = decided(a_request(), Approve(*IDS, 1), OTTO)
    of_others = decided(stepped(begun().state, without), Approve(*IDS, 1), RAY)

    assert of_setup == LATE
    then = ChannelThen(CHANNEL, (LEO.user_id, MEL.user_id, MIA.user_id))
    assert of_others == OwnRequest((), None, then)
