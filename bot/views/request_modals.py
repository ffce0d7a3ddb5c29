"""The modals of requests: to ask for invites, to reject, and to report what was done."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    Option,
    PlainTextInputElement,
    StaticMultiSelectElement,
    UserMultiSelectElement,
)

from bot.domain.ids import UserId
from bot.domain.request import MOST_PEOPLE, NOTE_LENGTH, PersonState, Request
from bot.domain.setup import Setup
from bot.views import ids, request_buttons
from bot.views.approvers import approvers
from bot.views.batch_result_modal import told_apart
from bot.views.blocks import context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import setup_name
from bot.views.request_story import subject
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, channel_link, mention
from bot.views.typed_names import names_left_out

TEXT_LENGTH: Final = 3_000  # characters: Slack's limit for a text input


def invite_modal(
    setup: Setup,
    say: Say,
    *,
    people: Sequence[UserId] = (),
    typed: Sequence[str] = (),
    names: Sequence[str] = (),
    former: str = "",
) -> dict[str, Any]:
    """
    Says where it is posted and who may approve before anything is sent. `names`: of whom nobody
    says who they are; `former`: the request that expired.
    """
    fitting = _fitting(typed, MOST_PEOPLE - len(people))
    lost = say.count("invite.left_out", len(typed) - len(fitting))
    return modal(
        callback_id=ids.INVITE_MODAL,
        title=say.plain("invite.title"),
        submit=say.plain("invite.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id, former).dump(),
        blocks=[
            section(say("invite.intro", setup=setup_name(setup, say), **screens(setup, say))),
            section(who_is_asked(setup, say)),
            *names_left_out(names, say),
            field(
                Field.PEOPLE,
                say.plain("invite.people"),
                UserMultiSelectElement(
                    action_id=ids.INPUT,
                    initial_users=list(people[:MOST_PEOPLE]) or None,
                    max_selected_items=MOST_PEOPLE,
                ),
                required=False,
                hint=say.plain("invite.people.hint"),
            ),
            field(
                Field.ADDRESSES,
                say.plain("invite.addresses"),
                PlainTextInputElement(
                    action_id=ids.INPUT,
                    multiline=True,
                    max_length=TEXT_LENGTH,
                    initial_value="\n".join(fitting) or None,
                ),
                required=False,
                hint=say.plain("invite.addresses.hint"),
            ),
            *([context(lost)] if len(fitting) < len(typed) else []),
            field(
                Field.NOTE,
                say.plain("invite.note"),
                PlainTextInputElement(action_id=ids.INPUT, multiline=True, max_length=NOTE_LENGTH),
                required=False,
                hint=say.plain("invite.note.hint"),
            ),
        ],
    )


def who_is_asked(setup: Setup, say: Say) -> Mrkdwn:
    """Where it is posted, and who may approve it there."""
    channel = channel_link(setup.channel_id)
    if setup.approval.is_named:
        return say("invite.asked", channel=channel, approvers=approvers(setup, say))
    return say("invite.asked_of_members", channel=channel)


def _fitting(typed: Sequence[str], most: int) -> Sequence[str]:
    """Each whole, as they come; as many as one request and its field take, one a line."""
    room = TEXT_LENGTH + 1  # no line ends behind the last one
    for number, one in enumerate(typed):
        room -= len(one) + 1
        if room < 0 or number == most:
            return typed[:number]
    return typed


def reject_modal(
    request: Request,
    setup: Setup,
    say: Say,
    *,
    who: Sequence[int] = (),
    reason: str = "",
    why_again: Mrkdwn | None = None,
) -> dict[str, Any]:
    """
    Everybody who is still asked for, unless some of several are chosen.

    `why_again`: it was submitted when a part was decided; then `who` and `reason` are kept.
    """
    asked = _options(request, PersonState.ASKED)
    chosen = [one for one in asked if one.value in {str(n) for n in who}] or asked
    choice = StaticMultiSelectElement(action_id=ids.INPUT, options=asked, initial_options=chosen)
    # Another one in each edition: Slack keeps what stood in a block of the same name.
    edition = f":{request.edition}" if why_again else ""
    again = [section(why_again)] if why_again else []
    several = [
        field(
            f"{Field.WHO}{edition}",
            say.plain("reject.who"),
            choice,
            required=False,
            hint=say.plain("reject.who.hint"),
        )
    ]
    told = say("reject.intro", subject=subject(request, say), who=mention(request.requester))
    return modal(
        callback_id=ids.REJECT_MODAL,
        title=say.plain("reject.title"),
        submit=say.plain("reject.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=request_buttons.value(request),
        blocks=[
            *again,
            section(told),
            *(several if len(asked) > 1 else []),
            field(
                f"{Field.REASON}{edition}",
                say.plain("reject.reason"),
                PlainTextInputElement(
                    action_id=ids.INPUT,
                    multiline=True,
                    max_length=NOTE_LENGTH,
                    initial_value=reason or None,
                ),
            ),
        ],
    )


def some_invited_modal(request: Request, setup: Setup, say: Say) -> dict[str, Any]:
    """Who of those on the card is invited by now; the others stay there."""
    chosen = StaticMultiSelectElement(
        action_id=ids.INPUT, options=_options(request, PersonState.APPROVED)
    )
    told = say("some_invited.intro", who=mention(request.requester), **screens(setup, say))
    return modal(
        callback_id=ids.SOME_INVITED_MODAL,
        title=say.plain("some_invited.title"),
        submit=say.plain("some_invited.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=request_buttons.value(request),
        blocks=[section(told), field(Field.WHO, say.plain("some_invited.who"), chosen)],
    )


def _options(request: Request, state: PersonState) -> list[Option]:
    """By their number, which is stable."""
    return [
        option(told_apart(request.people[n].email, n + 1), str(n)) for n in request.numbers(state)
    ]
