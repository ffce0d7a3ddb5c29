"""What somebody reads of requests who asked for it, and their modals."""

from functools import partial

from bot.domain.ids import UserId
from bot.domain.request import Request
from bot.domain.setup import Setup
from bot.domain.stages import Product, Stage
from bot.views import answers, request_modals, sandbox_modals
from bot.views.blocks import Message, message, section
from bot.views.ids import Wanted
from bot.views.request_lines import not_there_yet_answer, request_line
from bot.views.say import Say
from bot.views.status import status_answer
from bot.views.text import Mrkdwn

from .overviews import an_overview, seen
from .request_states import Stand, of_invites, of_sandbox
from .requests import (
    APPROVER,
    REQUESTER,
    with_approvers,
)
from .runs import IN_SLACK
from .states import MARA, SASHA, a_setup, member
from .typed import Messages, Modals, Typed


def request_answers(typed: Typed) -> Messages:
    """What somebody reads of requests who asked for it."""
    setup = a_setup(Stage.READY, name=typed.name)
    emails = typed.emails
    all_of_it = Wanted(setup.id, emails, (IN_SLACK[0],))
    one, nobody = Wanted(setup.id, emails[:1]), Wanted("")
    shown: Messages = {
        "not_there_yet.some": partial(not_there_yet_answer, emails, setup),
        "not_there_yet.without_marketo": partial(not_there_yet_answer, emails, a_setup()),
        "not_there_yet.nobody": partial(not_there_yet_answer, (), setup),
    }
    for wish in ("invite", "sandbox"):
        for state, wanted in (("all", all_of_it), ("address", one), ("nobody", nobody)):
            shown[f"asked.{wish}_{state}"] = partial(answers.asked_answer, wish, wanted)
    stands = of_invites(typed) | of_sandbox(typed)
    shown |= _statuses(stands, setup)
    return shown | {
        f"request_line.{state}": partial(_line, request, setup)
        for state, (request, setup) in stands.items()
        if "sales_insight_actions" not in state
    }


def _statuses(stands: dict[str, Stand], setup: Setup) -> Messages:
    """Beside the road of a setup, and to somebody who is named in none."""
    requests = [stands[one][0] for one in ("open", "approved_in_part", "sandbox_at_adobe")]
    named = seen(setup, requests=requests, not_there=2)
    asked, waits, alone = (
        seen(stands[one][1], requests=[stands[one][0]])
        for one in ("open", "sandbox_held_up", "alone")
    )
    shown = {
        "requests": an_overview(member(SASHA), named),
        "requests_marketo_admin": an_overview(member(MARA), named),
        "to_decide": an_overview(member(APPROVER), named),
        "own_requests": an_overview(member(REQUESTER), asked, waits),
        "own_request": an_overview(member(REQUESTER), alone),
    }
    return {f"status.{name}": partial(status_answer, what) for name, what in shown.items()}


def _line(request: Request, setup: Setup, say: Say) -> Message:
    return message(section(request_line(request, setup, say)))


def request_modals_shown(typed: Typed) -> Modals:
    stands = of_invites(typed) | of_sandbox(typed)
    setup = a_setup(Stage.READY, name=typed.name)
    named, actions = with_approvers(setup), a_setup(product=Product.ACTIONS)
    invite, account = request_modals.invite_modal, sandbox_modals.sandbox_modal
    people, email = (UserId(IN_SLACK[0]),), typed.emails[0]
    wished = sandbox_modals.Wished(email, people[0], typed.why)
    shown: Modals = {
        "modal_invite.empty": partial(invite, setup),
        "modal_invite.named": partial(invite, named),
        "modal_invite.filled": partial(invite, setup, people=people, typed=typed.emails),
        "modal_invite.names_left_out": partial(invite, setup, names=[f"@{typed.word}"] * 7),
        "modal_invite.sales_insight_actions": partial(invite, actions),
        "modal_sandbox.empty": partial(account, setup),
        "modal_sandbox.filled": partial(account, named, wished=wished),
        "modal_sandbox.first": partial(
            account, setup, wished=sandbox_modals.Wished(email), is_first=True
        ),
        "modal_sandbox.own_address": partial(
            sandbox_modals.own_address_modal, setup, wished=wished
        ),
        "modal_reject.again": partial(
            request_modals.reject_modal,
            *stands["one_rejected"],
            who=(1,),
            reason=typed.why,
            why_again=Mrkdwn("*Why:* once more"),
        ),
        "modal_sandbox.sales_insight_actions": partial(account, actions),
    }
    for name, modal, state in (
        ("modal_reject.several", request_modals.reject_modal, "open"),
        ("modal_reject.one", request_modals.reject_modal, "alone"),
        ("modal_reject.sandbox", request_modals.reject_modal, "sandbox_open"),
        ("modal_some_invited.several", request_modals.some_invited_modal, "approved"),
        ("modal_some_invited.left", request_modals.some_invited_modal, "approved_in_part"),
        ("modal_adobe.letter", sandbox_modals.adobe_modal, "sandbox_approved"),
        (
            "modal_adobe.sales_insight_actions",
            sandbox_modals.adobe_modal,
            "sandbox_sales_insight_actions",
        ),
    ):
        shown[name] = partial(modal, *stands[state])
    return shown
