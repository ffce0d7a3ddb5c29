"""Handing over and revealing: the buttons, the modal, and the same by command."""

from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import AskAgain, HandOver
from bot.domain.credentials import CredentialField, Credentials, parse_credentials
from bot.domain.ids import UserId
from bot.domain.people import Act
from bot.domain.recipient import Recipient, doubts
from bot.domain.refusals import AlreadyRevealed, CredentialsExpired
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_step
from bot.hand_over import LookSwapped
from bot.handle import Refused
from bot.reveal import NotOnRecord, NotShown, ShownLate, WhyNotShown, Window
from bot.views import ids
from bot.views.answers import not_shown_answer, refusal_answer
from bot.views.blocks import Message
from bot.views.credential_modals import hand_over_modal, reveal_modal
from bot.views.faults import credential_fault, swapped_fault
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.text import mention
from handlers.front import Asker, Front, SlackLate
from handlers.payload import (
    Body,
    Typed,
    metadata_of,
    seen_of,
    setup_id_of,
    value_of,
    version_of,
)
from handlers.replies import carry_out, close_modal, gone

_SWAPPED: Final = (CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET)


def register(app: AsyncApp, front: Front) -> None:
    """`Hand over credentials`, `Reveal credentials`, `Ask again`."""

    @app.action(ids.HAND_OVER)
    async def wants_to_hand_over(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        said = await open_hand_over(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, said, asker)
        await ack()

    @app.view(ids.HAND_OVER_MODAL)
    async def handed_over(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        parsed = typed_credentials(body, asker.say)
        if not isinstance(parsed, Credentials):
            await ack(response_action="errors", errors=parsed)
            return
        value = metadata_of(body)
        answer = await front.hand_over(
            setup_id_of(value),
            parsed,
            # Only to whom the window named: somebody else may have been chosen while it was open.
            UserId(value.part) if value else None,
            window=body["view"]["id"],
            by=asker.actor,
            seen=seen_of(body),
        )
        if isinstance(answer, LookSwapped):
            errors = {str(field): swapped_fault(field, asker.say) for field in _SWAPPED}
            await ack(response_action="errors", errors=errors)
            return
        if isinstance(answer, Refused):
            await front.refused_command(body, asker, Act.HAND_OVER, answer)
        await close_modal(ack, answer, asker)

    @app.action(ids.REVEAL)
    async def wants_to_see(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        version = version_of(value_of(body))
        answer = await reveal(front, body, asker, setup, version) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.view_closed(ids.REVEAL_MODAL)
    async def has_seen(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), metadata_of(body)
        shown = (setup_id_of(value), version_of(value) or 0)
        await front.reveal.closed(*shown, by=asker.actor, seen=seen_of(body))
        await ack()

    @app.action(ids.ASK_AGAIN)
    async def asks_again(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        version = version_of(value)
        command = AskAgain(setup_id_of(value), version) if version is not None else None
        await carry_out(front, body, command)
        await ack()


def typed_credentials(body: Body, say: Say) -> Credentials | dict[str, str]:
    """The three values of a submission, or what is wrong, by block id."""
    typed = Typed(body)
    parsed = parse_credentials({field: typed.text(field) for field in CredentialField})
    if isinstance(parsed, Credentials):
        return parsed
    return {str(field): credential_fault(field, fault, say) for field, fault in parsed.items()}


async def open_hand_over(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The modal for the Marketo admin; a refusal for everybody else."""
    if refusal := refuse_step(setup, HandOver, asker.actor):
        await front.refused(body, asker, setup, Act.HAND_OVER, refusal)
        return refusal_answer(words(refusal, asker.say))
    try:
        recipient = await _recipient(front, asker, setup)
    except SlackLate:  # nobody types a secret before it is clear who gets it
        return refusal_answer(asker.say("fault.slack_late"))
    view = hand_over_modal(setup, recipient, asker.say)
    return await front.open_or_say(body, view, asker.say)


async def _recipient(front: Front, asker: Asker, setup: Setup) -> Recipient:
    """
    Raises:
        SlackLate: Slack does not say in time who that is.
    """
    user_id = setup.sales_connect_admin
    people = await front.people(setup.team_id, [user_id], since=asker.asked_at)
    person = people[user_id]
    if person is None:  # Slack knows nobody of this id any more
        return Recipient(user_id, user_id, None, None)
    found = doubts(setup, person.standing, front.ask.now())
    return Recipient(user_id, person.name, person.email, person.picture, found)


async def reveal(
    front: Front, body: Body, asker: Asker, setup: Setup, version: int | None = None
) -> Message | None:
    """The credentials, in a window that only this person sees, once."""
    say = asker.say

    async def show(shown: Setup, credentials: Credentials) -> Window:
        return await front.try_to_open(body, reveal_modal(shown, credentials, say))

    answer = await front.reveal(setup.id, version, show, by=asker.actor, seen=seen_of(body))
    match answer:
        case Refused(why, refused_on):
            await front.refused(body, asker, setup, Act.REVEAL, why)
            if isinstance(why, AlreadyRevealed | CredentialsExpired):
                return not_shown_answer(words(why, say), refused_on, asker.actor, say)
            return refusal_answer(words(why, say))
        case NotShown(why=WhyNotShown.NOT_OPENED):
            return refusal_answer(say("fault.not_opened"))
        case NotShown(why=WhyNotShown.IN_DOUBT):
            return refusal_answer(say("fault.in_doubt"))
        case NotShown(kept, why):
            key = "fault.vault" if why is WhyNotShown.KEY_MISSING else "fault.seal_broken"
            text = say(key, who=mention(kept.marketo_admin))
            return not_shown_answer(text, kept, asker.actor, say)
        case ShownLate():
            return refusal_answer(say("reveal.late", who=mention(setup.marketo_admin)))
        case NotOnRecord():
            return refusal_answer(say("reveal.not_on_record"))
        case _:
            return None
