"""What is on record of who asks, in each setup; what comes next, and whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.errand_kinds import Errand
from bot.domain.ids import UserId
from bot.domain.request import Request, RequestKind
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.domain.whereabouts import Place, SandboxAccount, Whereabouts
from bot.views.approvers import approvers
from bot.views.blocks import Message, actions, context, message, section
from bot.views.ids import Wanted
from bot.views.names import mentions, setup_name, workspace_list
from bot.views.request_buttons import ask_for
from bot.views.request_status import own_requests
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment, typed
from bot.views.whereabouts import TEXT, WORKSPACES, Sighting, Sightings, sighting_lines

ACCOUNTS: Final = 900  # characters of what is said of accounts on a sandbox beside the rest
_BEYOND_MARKETO: Final = frozenset({Place.CONNECTED, Place.IN_RUN, Place.ON_SANDBOX})


@dataclass(frozen=True, slots=True)
class Oneself:
    """Of one person, in all setups of their Slack workspace."""

    user_id: UserId
    seen: Sequence[Sighting] = ()  # by their own address, in each setup
    accounts: Sequence[tuple[Setup, SandboxAccount]] = ()  # with the setup they go with
    seen_there: Sequence[Sighting] = ()  # by the address of an account, on the sandbox
    requests: Sequence[tuple[Request, Setup]] = ()  # open, by them or for them
    has_part: bool = False  # is named in a setup


def oneself_answer(errand: Errand, own: Oneself, say: Say) -> Message:
    """What is asked for comes first. What is not on record is never said to be not so."""
    if not own.seen:
        return message(section(say("status.nothing_yet")))
    if errand is Errand.MY_SANDBOX:
        return message(*(_sandbox(own, say) or _no_account(own, say)))
    if errand is Errand.MY_REQUEST and own.requests:
        return message(own_requests(own.requests, say), *_accounts(own, say))
    blocks = [*_places(own, say), *_accounts(own, say)]
    if errand is Errand.MY_REQUEST:
        both = [_ask(one, own, say) for one in RequestKind]
        return message(section(say("myself.no_request")), *blocks, actions(*both))
    if own.requests:
        blocks.append(own_requests(own.requests, say, is_alone=False))
    elif not (own.accounts or any(one.is_on_record for one in own.seen)):
        blocks.append(actions(_ask(RequestKind.INVITE, own, say)))
    if own.has_part:
        blocks.append(context(say("myself.part")))
    return message(*blocks)


def _ask(kind: RequestKind, own: Oneself, say: Say) -> ButtonElement:
    return ask_for(kind, Wanted("", (), (own.user_id,)), say, primary=False)


def _places(own: Oneself, say: Say) -> list[Block]:
    """A line for each setup; first where they are on record."""
    return _lines(sorted(own.seen, key=lambda one: not one.is_on_record), own.user_id, say)


def _lines(seen: Sequence[Sighting], reader: UserId, say: Say) -> list[Block]:
    lines = [_line(one, reader, say) for one in seen]
    return [section(say.some(lines, budget=TEXT))] if lines else []


def _sandbox(own: Oneself, say: Say) -> list[Block]:
    """Accounts and requests for them; and who is there by their own address, as the first are."""
    there = [one for one in own.seen if one.setup.kind is Kind.SANDBOX and one.is_on_record]
    budget = ACCOUNTS if there else TEXT
    blocks = [*_lines(there, own.user_id, say), *_accounts(own, say, budget=budget)]
    asked = [pair for pair in own.requests if pair[0].kind is RequestKind.SANDBOX]
    return [*blocks, own_requests(asked, say, is_alone=not blocks)] if asked else blocks


def _no_account(own: Oneself, say: Say) -> list[Block]:
    who = dict.fromkeys(_knows(one.setup, own.user_id) for one in own.seen)
    text = say("myself.no_account", who=mentions(list(who), say))
    return [section(text), actions(_ask(RequestKind.SANDBOX, own, say))]


def _accounts(own: Oneself, say: Say, *, budget: int = ACCOUNTS) -> list[Block]:
    lines = [
        say(
            "myself.account",
            setup=setup_name(setup, say),
            email=typed(account.email),
            at=moment(account.at),
            who=mention(_knows(setup, own.user_id)),
        )
        for setup, account in own.accounts
    ]
    for one in own.seen_there:
        lines += sighting_lines(Sightings([one]), say)
    return [section(say.some(lines, budget=budget))] if lines else []


def _line(seen: Sighting, reader: UserId, say: Say) -> Mrkdwn:
    """Whoever is waited for is named, and else whom to ask."""
    setup, where = seen.setup, seen.where
    said = _place(where, setup, reader, say)
    is_elsewhere = setup.kind is Kind.SANDBOX and not seen.is_on_record
    if setup.ready_at or is_elsewhere or (where and where.place in _BEYOND_MARKETO):
        return said
    return Mrkdwn(f"{said} {say('myself.before_marketo', who=mention(setup.sales_connect_admin))}")


def _place(where: Whereabouts | None, setup: Setup, reader: UserId, say: Say) -> Mrkdwn:
    name = {"setup": setup_name(setup, say)}
    who, admin = mention(_knows(setup, reader)), mention(setup.sales_connect_admin)
    match where:
        case None:
            return say("myself.hidden", who=who, **name)
        case Whereabouts(Place.CONNECTED, at) if at:
            workspaces = (
                workspace_list(where.workspaces, say, budget=WORKSPACES)
                if where.workspaces
                else say("workspaces.default")
            )
            return say("myself.connected", at=moment(at), workspaces=workspaces, who=who, **name)
        case Whereabouts(Place.IN_RUN):
            return say("myself.in_run", admin=admin, **name)
        case Whereabouts(Place.FAILED, at) if at:
            return say("myself.failed", at=moment(at), admin=admin, **name)
        case Whereabouts(Place.INVITED, at) if at:
            return say("myself.invited", at=moment(at), admin=admin, **name)
        case Whereabouts(Place.APPROVED):
            return say("myself.approved", admin=admin, **name)
        case Whereabouts(Place.ASKED_FOR):
            return say("myself.asked_for", approvers=approvers(setup, say), **name)
        case Whereabouts(Place.ON_SANDBOX):
            return say("myself.on_sandbox", who=who, **name)
    key = "myself.nowhere" if setup.kind is Kind.PRODUCTION else "myself.nowhere_there"
    return say(key, who=who, **name)


def _knows(setup: Setup, reader: UserId) -> UserId:
    """Somebody else than the reader, if there is anybody."""
    admins = (setup.sales_connect_admin, setup.marketo_admin, setup.starter)
    return next((one for one in admins if one != reader), setup.sales_connect_admin)
