"""The modals of sandbox accounts: to ask for one, and to ask Adobe for what is approved."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from slack_sdk.models.blocks import Block, PlainTextInputElement, UserSelectElement

from bot.domain.ids import UserId
from bot.domain.request import NOTE_LENGTH, Request
from bot.domain.setup import Setup
from bot.views import ids, request_buttons
from bot.views.blocks import context, field, modal, section
from bot.views.faults import plus_address
from bot.views.ids import CardValue, Field
from bot.views.names import setup_name
from bot.views.request_modals import TEXT_LENGTH, who_is_asked
from bot.views.sandbox_cards import adobe_letter
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import mention, typed
from bot.views.typed_names import names_left_out

EMAIL_LENGTH: Final = 254


class Wished(NamedTuple):
    """What the window is filled in with."""

    email: str = ""
    user_id: UserId | None = None
    reason: str = ""
    former: str = ""  # the request that expired


_NOTHING: Final = Wished()


def sandbox_modal(
    setup: Setup,
    say: Say,
    wished: Wished = _NOTHING,
    *,
    is_first: bool = False,
    names: Sequence[str] = (),
) -> dict[str, Any]:
    """
    One account; its address must be another one than on production. `is_first`: of more that were
    named. `names`: of whom nobody says who they are.
    """
    notes: list[Block] = [section(say("asked.one_account"))] if is_first else []
    notes += names_left_out(names, say)
    return _modal(setup, say, wished, notes, CardValue(setup.id, wished.former))


def own_address_modal(setup: Setup, say: Say, wished: Wished) -> dict[str, Any]:
    """
    The same, kept as it was sent: they have this address in Slack, so most likely on production,
    too. Sent once more, it is meant: only they know. It says of whom that was asked.
    """
    assert wished.user_id is not None
    note = say(
        "sandbox.own_address",
        email=typed(wished.email),
        who=mention(wished.user_id),
        example=typed(plus_address(wished.email)),
        submit=say.mrkdwn(say.plain("sandbox.submit")),
    )
    value = CardValue(setup.id, wished.former, wished.user_id)
    return _modal(setup, say, wished, [section(note)], value)


def _modal(
    setup: Setup, say: Say, wished: Wished, notes: Sequence[Block], value: CardValue
) -> dict[str, Any]:
    # Another one each time it is asked: Slack keeps what stood in a block of the same name.
    again = f":{value.part}" if value.part else ""
    address = PlainTextInputElement(
        action_id=ids.INPUT,
        max_length=EMAIL_LENGTH,
        initial_value=wished.email[:EMAIL_LENGTH] or None,
    )
    reason = PlainTextInputElement(
        action_id=ids.INPUT,
        multiline=True,
        max_length=NOTE_LENGTH,
        initial_value=wished.reason[:NOTE_LENGTH] or None,
    )
    whom = UserSelectElement(action_id=ids.INPUT, initial_user=wished.user_id)
    hint = say.plain("sandbox.reason.hint")
    return modal(
        callback_id=ids.SANDBOX_MODAL,
        title=say.plain("sandbox.title"),
        submit=say.plain("sandbox.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=value.dump(),
        blocks=[
            section(say("sandbox.intro", setup=setup_name(setup, say), **screens(setup, say))),
            section(who_is_asked(setup, say)),
            *notes,
            field(
                f"{Field.EMAIL}{again}",
                say.plain("sandbox.email"),
                address,
                hint=say.plain("sandbox.email.hint"),
            ),
            field(f"{Field.FOR_WHOM}{again}", say.plain("sandbox.for_whom"), whom),
            field(f"{Field.REASON}{again}", say.plain("sandbox.reason"), reason, hint=hint),
        ],
    )


def adobe_modal(request: Request, setup: Setup, say: Say) -> dict[str, Any]:
    """The letter to the account manager, to be changed and copied; we send nothing to Adobe."""
    letter = PlainTextInputElement(
        action_id=ids.INPUT,
        multiline=True,
        max_length=TEXT_LENGTH,
        initial_value=adobe_letter(request, setup, say),
    )
    return modal(
        callback_id=ids.ADOBE_MODAL,
        title=say.plain("adobe.title"),
        submit=say.plain("adobe.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=request_buttons.value(request),
        blocks=[
            section(say("adobe.intro")),
            field(Field.LETTER, say.plain("adobe.field"), letter, hint=say.plain("adobe.hint")),
            context(say("adobe.told", who=mention(request.requester))),
        ],
    )
