"""What is approved is done by the Sales Connect admin: in Sales Connect, or by writing to Adobe."""

from datetime import datetime
from typing import TypeAlias

from bot.domain.effects import BeginSandbox, Due, Notify, Refresh, SendAddresses
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, refuse
from bot.domain.refusals import Refusal, RequestNotOpen
from bot.domain.request import PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import (
    AskForAddresses,
    HandOn,
    NoteAskedAdobe,
    ReportAccount,
    ReportInvited,
)
from bot.domain.request_ends import ended, shown_anew, told
from bot.domain.request_times import remind_again
from bot.domain.roles import Role
from bot.domain.run_ends import AT_ONCE, EACH
from bot.domain.setup import Setup
from bot.domain.setup_parts import Noted

Decision: TypeAlias = Outcome[Request] | Refusal


def may_be_fulfilled(request: Request, setup: Setup) -> bool:
    """A sandbox account only where the company owns a sandbox. Source: domain.md, part 4."""
    return request.is_approved and _is_possible(request, setup)


def may_be_reported(request: Request, setup: Setup) -> bool:
    """
    Also what was taken back while somebody did it: else they would be invited, and on no record.
    """
    is_theirs = request.is_approved or request.is_taken_back_late
    return is_theirs and _is_possible(request, setup)


def _is_possible(request: Request, setup: Setup) -> bool:
    owns = setup.sandbox is not None and setup.sandbox.owns
    return request.kind is RequestKind.INVITE or owns


def to_fulfil(request: Request, setup: Setup) -> tuple[Request, tuple[Due, ...]]:
    """Whoever can do it has it on a card of their own; so does who takes their place."""
    admin = setup.sales_connect_admin
    if not may_be_fulfilled(request, setup) or admin == request.fulfiller:
        return request, ()
    if setup.admin_has_left:  # what cannot be sent would be lost
        return request, ()
    after = request.model_copy(update={"fulfiller": admin})
    return after, told(after, after.fulfil_card(admin))


def tell_lack(request: Request, setup: Setup) -> tuple[Request, tuple[Due, ...]]:
    """Who asked hears once that nobody can do it, each time that its admin left Slack."""
    gone = setup.missing.get(Role.SALES_CONNECT_ADMIN)
    is_new = gone is not None and gone.number > request.lack_told
    if not (is_new and setup.admin_has_left and may_be_fulfilled(request, setup)):
        return request, ()
    assert gone is not None
    after = request.model_copy(update={"lack_told": gone.number})
    return after, told(after, after.news(f"no_admin.{gone.number}"))


Fulfils: TypeAlias = type[ReportInvited] | type[NoteAskedAdobe] | type[ReportAccount]


def refuse_fulfilment(
    request: Request, setup: Setup, command: Fulfils, actor: Actor
) -> Refusal | None:
    """Why this person cannot do it, or report it done; None if they can."""
    if why := refuse(command.act, actor, setup.people):
        return why
    kind = RequestKind.INVITE if command is ReportInvited else RequestKind.SANDBOX
    may_be = may_be_fulfilled if command is NoteAskedAdobe else may_be_reported
    if request.kind is not kind or not may_be(request, setup):
        return RequestNotOpen(request.stage)
    return None


def report_invited(
    request: Request, setup: Setup, command: ReportInvited, actor: Actor, now: datetime
) -> Decision:
    if why := refuse_fulfilment(request, setup, ReportInvited, actor):
        return why
    approved = request.numbers(PersonState.APPROVED)
    numbers = approved if command.who is None else [n for n in approved if n in command.who]
    if not numbers:
        return RequestNotOpen(request.stage)
    done = Noted(by=actor.user_id, at=now)
    after = request.with_people(numbers, PersonState.DONE, done=done)
    ends = _shown_late(after)
    if after.is_approved and not after.numbers(PersonState.APPROVED):
        after, ends = ended(after, setup, RequestStage.DONE, now)
    news = told(after, after.news(f"invited.{after.edition}"))
    return Outcome(
        after, (*shown_anew(after, setup), *news, *_people_hear(after, numbers, now), *ends)
    )


def hand_on(request: Request, setup: Setup, command: HandOn) -> Decision:
    """The former admin's card loses its button; the next one has what is left to do."""
    admin, former = setup.sales_connect_admin, request.fulfiller
    is_invited = request.kind is RequestKind.INVITE and bool(request.numbers(PersonState.DONE))
    if not (request.is_over and is_invited) or former is None or former == admin:
        return RequestNotOpen(request.stage)
    shown = Due(Refresh(about=request.ref, slot=request.fulfil_card(former)))
    late = _shown_late(request)
    if not command.is_to_connect or setup.admin_has_left:
        return Outcome(request, (shown, *late))
    after = request.model_copy(update={"fulfiller": admin})
    return Outcome(after, (shown, *late, *told(after, after.fulfil_card(admin))))


def note_asked_adobe(
    request: Request, setup: Setup, command: NoteAskedAdobe, actor: Actor, now: datetime
) -> Decision:
    if why := refuse_fulfilment(request, setup, NoteAskedAdobe, actor):
        return why
    if request.stage is not RequestStage.APPROVED:
        return RequestNotOpen(request.stage)
    asked = {"stage": RequestStage.AT_ADOBE, "asked_adobe": Noted(by=actor.user_id, at=now)}
    after = request.model_copy(update=asked)
    news = told(after, after.news("at_adobe"))
    return Outcome(after, (*shown_anew(after, setup), *news, remind_again(after, now)))


def report_account(
    request: Request, setup: Setup, command: ReportAccount, actor: Actor, now: datetime
) -> Decision:
    if why := refuse_fulfilment(request, setup, ReportAccount, actor):
        return why
    numbers = request.numbers(PersonState.APPROVED)
    done = Noted(by=actor.user_id, at=now)
    after = request.with_people(numbers, PersonState.DONE, done=done)
    ends = _shown_late(after)
    if after.is_approved:
        after, ends = ended(after, setup, RequestStage.DONE, now)
    news = told(after, after.news("account"))
    begins = Due(BeginSandbox(setup_id=request.setup_id, request_id=request.id))
    hear = _people_hear(after, numbers, now)
    return Outcome(after, (*shown_anew(after, setup), *news, *hear, begins, *ends))


def send_addresses(
    request: Request, setup: Setup, command: AskForAddresses, actor: Actor
) -> Decision:
    if why := refuse(command.act, actor, setup.people):
        return why
    is_it = request.kind is RequestKind.INVITE
    if not is_it or not (request.is_approved or request.stage is RequestStage.DONE):
        return RequestNotOpen(request.stage)
    file = SendAddresses(
        setup_id=setup.id, request_id=request.id, to=actor.user_id, key=command.key
    )
    return Outcome(request, (Due(file),))


def _shown_late(request: Request) -> tuple[Due, ...]:
    """What was taken back is reported from the message that said so, too: it loses its button."""
    if request.is_approved or request.fulfiller is None:
        return ()
    return (Due(Refresh(about=request.ref, slot=request.withdrawn_card(request.fulfiller))),)


def _people_hear(
    request: Request, numbers: tuple[int, ...] | list[int], now: datetime
) -> tuple[Due, ...]:
    """Each of them, as slowly as those of a bulk run; who asked for themselves hears it once."""
    others = [n for n in numbers if request.people[n].user_id != request.requester]
    return tuple(
        Due(
            Notify(about=request.ref, slot=request.person_card(number)),
            now + max(0, place - AT_ONCE) * EACH,
        )
        for place, number in enumerate(others, start=1)
    )
