"""Buttons of a request: each carries exactly this request, as its card shows it."""

from slack_sdk.models.blocks import ButtonElement

from bot.domain.request import Request, RequestKind, RequestStage
from bot.domain.setup import Setup
from bot.views import buttons, ids
from bot.views.blocks import button, question
from bot.views.ids import CardValue, RequestValue, Wanted
from bot.views.say import Say
from bot.views.text import Mrkdwn


def value(request: Request) -> str:
    return RequestValue(request.setup_id, request.id, str(request.edition)).dump()


def decide(request: Request, say: Say) -> tuple[ButtonElement, ...]:
    own = value(request)
    return (
        button(say.plain("button.approve"), ids.APPROVE, own, primary=True),
        button(say.plain("button.reject"), ids.REJECT, own),
    )


def withdraw(request: Request, say: Say) -> ButtonElement:
    """Asks once more: it cannot be taken up again."""
    return button(
        say.plain("button.withdraw"),
        ids.WITHDRAW,
        value(request),
        confirm=question(
            say.plain("withdraw.title"),
            say.plain("withdraw.text"),
            say.plain("withdraw.yes"),
            say.plain("withdraw.no"),
        ),
    )


def all_invited(request: Request, say: Say) -> ButtonElement:
    return button(say.plain("button.all_invited"), ids.ALL_INVITED, value(request), primary=True)


def some_invited(request: Request, say: Say) -> ButtonElement:
    return button(say.plain("button.some_invited"), ids.SOME_INVITED, value(request))


def send_addresses(request: Request, say: Say) -> ButtonElement:
    return button(say.plain("button.send_addresses"), ids.SEND_ADDRESSES, value(request))


def connect_invited(request: Request, say: Say) -> ButtonElement:
    """Opens the same window as `Connect users` elsewhere, filled in."""
    label = say.plain("button.connect_users")
    return button(label, ids.CONNECT_INVITED, value(request), primary=True)


def connect_missing(setup: Setup, say: Say, *, everybody: bool = False) -> ButtonElement:
    """
    The same, for who was invited and waits for nothing else; `everybody`: also who failed, or left.
    """
    about = CardValue(setup.id, part=ids.EVERYBODY if everybody else "").dump()
    return button(say.plain("button.connect_users"), ids.CONNECT_MISSING, about, primary=True)


def write_to_adobe(request: Request, say: Say) -> ButtonElement:
    """The next step of what is approved."""
    label = say.plain("button.write_to_adobe")
    return button(label, ids.WRITE_TO_ADOBE, value(request), primary=True)


def account_created(request: Request, say: Say) -> ButtonElement:
    """The next step once Adobe was asked; the account may be there before."""
    label, is_next = say.plain("button.account_created"), request.stage is RequestStage.AT_ADOBE
    return button(label, ids.ACCOUNT_CREATED, value(request), primary=is_next)


def own_sandbox(setup: Setup, say: Say) -> ButtonElement:
    return button(say.plain("button.own_sandbox"), ids.OWN_SANDBOX, buttons.value(setup))


def no_sandbox(setup: Setup, say: Say) -> ButtonElement:
    """Asks once more: what it closes has to be asked again."""
    label = say.plain("button.no_sandbox")
    return button(
        label,
        ids.NO_SANDBOX,
        buttons.value(setup),
        confirm=question(
            say.plain("no_sandbox.title"),
            say.plain("no_sandbox.text"),
            label,
            say.plain("no_sandbox.no"),
        ),
    )


def wanted_again(request: Request) -> Wanted:
    """The same people."""
    return Wanted(
        request.setup_id,
        tuple(one.email for one in request.people if not one.user_id or is_sandbox(request)),
        tuple(one.user_id for one in request.people if one.user_id),
        former=request.id,
    )


def ask_for(kind: RequestKind, wanted: Wanted, say: Say, *, primary: bool = True) -> ButtonElement:
    """Opens `Invite users` or `Sandbox account`, filled in."""
    if kind is RequestKind.SANDBOX:
        label, action_id = say.plain("button.ask_for_sandbox"), ids.ASK_FOR_SANDBOX
    else:
        label, action_id = say.plain("button.ask_for_invites"), ids.ASK_FOR_INVITES
    return button(label, action_id, wanted.dump(), primary=primary)


def not_held(kind: RequestKind, wanted: Wanted, say: Say) -> Mrkdwn | None:
    """How many addresses the button of `ask_for` has no room for; None: it has all of them."""
    held = wanted.dump().partition("|")[2].rpartition("|")[0].split()
    lost = len(wanted.emails) - len(held)
    return say.count("invite.left_out", lost) if lost and kind is RequestKind.INVITE else None


def is_sandbox(request: Request) -> bool:
    return request.kind is RequestKind.SANDBOX
