"""Requests as the domain's own steps make them, from asking to the end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain import request_steps
from bot.domain.commands import NoteRequestBegun, SaveSettings, SayOwnsSandbox
from bot.domain.ids import RequestId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.request import Nobody, Person, Request
from bot.domain.request_commands import (
    Approve,
    AskForInvites,
    AskForSandbox,
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
from bot.domain.setup_parts import Approval, Group
from bot.domain.stages import Language

from .bends import cancelled
from .runs import IN_SLACK
from .states import ADAM, NINA, NOW, OURSELVES, SASHA, STARTER, after, member

REQUEST: Final = RequestId("request")
REQUESTER, APPROVER = NINA, ADAM
MEMBERS: Final = (REQUESTER, APPROVER, SASHA)  # of the channel
ASKED_AT: Final = NOW + timedelta(days=2)
GROUP: Final = Group(id="SLEADS", name="@sales-leads")


def invites(setup: Setup, emails: Sequence[str], note: str = "") -> Request:
    """Asked for; the first of the people was named as a person of Slack."""
    people = tuple(
        Person(email=email, user_id=None if n else UserId(IN_SLACK[0]))
        for n, email in enumerate(emails)
    )
    return _begun(setup, AskForInvites(setup.id, REQUEST, people, note))


def sandbox(setup: Setup, email: str, note: str = "", *, for_whom: UserId | None = None) -> Request:
    person = Person(email=email, user_id=for_whom or UserId(IN_SLACK[0]))
    return _begun(setup, AskForSandbox(setup.id, REQUEST, (person,), note))


def _begun(setup: Setup, command: AskForInvites | AskForSandbox) -> Request:
    decision = request_steps.begin(setup, command, member(REQUESTER), ASKED_AT)
    assert isinstance(decision, Outcome), decision
    return decision.state


def then(
    request: Request,
    setup: Setup,
    command: RequestCommand,
    by: Actor | Ourselves = OURSELVES,
    *,
    later: timedelta = timedelta(hours=2),
) -> Request:
    """The request that this command leaves behind."""
    decision = request_steps.decide(request, setup, command, by, _since(request) + later)
    assert isinstance(decision, Outcome), decision
    return decision.state


def _since(request: Request) -> datetime:
    known = (request.opened_at, request.asked_adobe, request.decided)
    times = [one if isinstance(one, datetime) else one.at for one in known if one]
    return max([request.asked_at, *times])


def opened(request: Request, setup: Setup, members: tuple[UserId, ...] = MEMBERS) -> Request:
    return then(request, setup, OpenRequest(setup.id, request.id, members))


def stuck(request: Request, setup: Setup, nobody: Nobody) -> Request:
    """Nobody can approve it, before it stands on a card."""
    return then(request, setup, OpenRequest(setup.id, request.id, nobody=nobody))


def asked_directly(request: Request, setup: Setup, approvers: tuple[UserId, ...]) -> Request:
    """The channel takes no message."""
    return then(request, setup, NoteChannelGone(setup.id, request.id, "is_archived", approvers))


def back(request: Request, setup: Setup) -> Request:
    """The channel takes messages again."""
    command = FollowSetup(setup.id, request.id, channel_is_back=True)
    return then(request, setup, command)


def asked_again(request: Request, setup: Setup) -> Request:
    """After it expired."""
    return then(request, setup, FollowSetup(setup.id, request.id, asked_again=True))


def asked_outside(request: Request, setup: Setup, approver: UserId) -> Request:
    """On a card in the channel, where this approver is not."""
    members = tuple(one for one in MEMBERS if one != approver)
    return then(request, setup, OpenRequest(setup.id, request.id, members, outside=(approver,)))


def asked_no_more(request: Request, setup: Setup, approver: UserId) -> Request:
    """Directly, before: they are no approver any more."""
    command = OpenRequest(setup.id, request.id, request.members, no_more=(approver,))
    return then(request, setup, command)


def approved(request: Request, setup: Setup, by: UserId = APPROVER) -> Request:
    return then(request, setup, Approve(setup.id, request.id, request.edition), member(by))


def rejected(request: Request, setup: Setup, *who: int, why: str = "not in sales") -> Request:
    """None named: everybody."""
    command = Reject(setup.id, request.id, request.edition, who, why)
    return then(request, setup, command, member(APPROVER))


def invited(request: Request, setup: Setup, *who: int) -> Request:
    """None named: everybody."""
    command = ReportInvited(setup.id, request.id, who or None)
    return then(request, setup, command, member(setup.sales_connect_admin))


def at_adobe(request: Request, setup: Setup) -> Request:
    command = NoteAskedAdobe(setup.id, request.id)
    return then(request, setup, command, member(setup.sales_connect_admin))


def with_account(request: Request, setup: Setup) -> Request:
    command = ReportAccount(setup.id, request.id)
    return then(request, setup, command, member(setup.sales_connect_admin))


def left_out(
    request: Request, setup: Setup, *left: str, connected: tuple[str, ...] = ()
) -> Request:
    """These people need it no more."""
    return then(request, setup, LeaveOut(setup.id, request.id, left, connected))


def withdrawn(request: Request, setup: Setup) -> Request:
    return then(request, setup, Withdraw(setup.id, request.id), member(REQUESTER))


def nudged(
    request: Request,
    setup: Setup,
    nobody: Nobody | None = None,
    gone: tuple[UserId, ...] = (),
) -> Request:
    command = TakeTime(setup.id, request.id, "nudge", request.nudges + 1, nobody, gone)
    return then(request, setup, command)


def escalated(request: Request, setup: Setup) -> Request:
    return then(request, setup, TakeTime(setup.id, request.id, "escalate", 1))


def expired(request: Request, setup: Setup) -> Request:
    command = TakeTime(setup.id, request.id, "expire", 1)
    return then(request, setup, command, later=timedelta(days=7))


def reminded(request: Request, setup: Setup) -> Request:
    command = TakeTime(setup.id, request.id, "remind", request.reminders + 1)
    return then(request, setup, command, later=timedelta(days=1))


def following(request: Request, setup: Setup) -> Request:
    """It hears what became of its setup."""
    return then(request, setup, FollowSetup(setup.id, request.id))


def wanting(setup: Setup) -> Setup:
    """A sandbox account was asked for, and the Marketo admin is asked whether there is one."""
    command = NoteRequestBegun(setup.id, REQUEST, "sandbox")
    return after(setup, command, OURSELVES, at=ASKED_AT)


def owning(setup: Setup, owns: bool = True) -> Setup:
    """The Marketo admin said so."""
    command = SayOwnsSandbox(setup.id, owns)
    return after(wanting(setup), command, member(setup.marketo_admin), at=ASKED_AT)


def with_approvers(setup: Setup) -> Setup:
    """Two people and a group."""
    approval = Approval(approvers=(ADAM, STARTER), group=GROUP)
    command = SaveSettings(setup.id, approval, Language.EN)
    return after(setup, command, member(STARTER), at=NOW)


def cancelled_with(request: Request, setup: Setup) -> tuple[Request, Setup]:
    over = cancelled(setup)
    return following(request, over), over
