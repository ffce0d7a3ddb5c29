"""Handing over and revealing: the buttons, the modal, and the same by command."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import HandOver
from bot.domain.credentials import CredentialField, Credentials, parse_credentials
from bot.domain.ids import UserId
from bot.domain.setup import Setup
from bot.handle import Refused
from bot.reveal import NotShown
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.faults import credential_fault
from bot.views.modals import hand_over_modal, reveal_modal
from bot.views.refusals import words
from bot.views.text import mention
from handlers.front import Asker, Front
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import close_modal, gone, open_for, open_modal


def register(app: AsyncApp, front: Front) -> None:
    """`Hand over credentials` and `Reveal credentials`."""

    @app.action(ids.HAND_OVER)
    async def wants_to_hand_over(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, HandOver, _hand_over)
        await ack()

    @app.view(ids.HAND_OVER_MODAL)
    async def handed_over(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, typed = await front.who(body), Typed(body)
        parsed = parse_credentials({field: typed.text(field) for field in CredentialField})
        if not isinstance(parsed, Credentials):
            errors = {
                str(field): credential_fault(field, fault, asker.say)
                for field, fault in parsed.items()
            }
            await ack(response_action="errors", errors=errors)
            return
        value = metadata_of(body)
        # Only to whom the window named: somebody else may have been chosen while it was open.
        recipient = UserId(value.part) if value else None
        command = HandOver(setup_id_of(value), parsed, recipient)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.REVEAL)
    async def wants_to_see(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        value = value_of(body)
        version = int(value.part) if value and value.part.isdecimal() else None
        answer = await reveal(front, body, asker, setup, version) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()


async def open_hand_over(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The modal for the Marketo admin; a refusal for everybody else."""
    return await open_for(front, body, asker, setup, HandOver, _hand_over)


def _hand_over(setup: Setup, asker: Asker) -> dict[str, Any]:
    return hand_over_modal(setup, asker.say)


async def reveal(
    front: Front, body: Body, asker: Asker, setup: Setup, version: int | None = None
) -> Message | None:
    """The credentials, in a window that only this person sees, once."""
    say = asker.say

    async def show(shown: Setup, credentials: Credentials) -> bool:
        return await front.open(body, reveal_modal(shown, credentials, say))

    answer = await front.reveal(setup.id, version, show, by=asker.actor, seen=seen_of(body))
    match answer:
        case Refused(why):
            return refusal_answer(words(why, say))
        case NotShown(key_is_missing=True):
            return refusal_answer(say("fault.vault", who=mention(setup.marketo_admin)))
        case NotShown():
            return refusal_answer(say("fault.not_opened"))
        case _:
            return None
