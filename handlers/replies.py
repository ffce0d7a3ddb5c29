"""How refusals are told: to who pressed a button, to who submitted a modal."""

from collections.abc import Callable
from typing import Any, TypeAlias

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import Command, SetupCommand
from bot.domain.credentials import looks_like_a_secret
from bot.domain.people import Act, Standing, refuse
from bot.domain.refusals import NoSuchSetup
from bot.domain.request import NOTE_LENGTH
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_step
from bot.handle import Answer, Refused
from bot.slack import KnownPerson
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.errand_answers import refused
from bot.views.faults import person_fault, secret_fault
from bot.views.modals import notice_modal
from bot.views.refusals import words
from bot.views.say import Say
from handlers.front import Asker, Front
from handlers.payload import Body, is_an_answer, is_ephemeral, is_in_a_view, seen_of

_View: TypeAlias = Callable[[Setup, Asker], dict[str, Any]]


def unfit(person: KnownPerson | None, say: Say) -> str | None:
    """Why somebody cannot be named in a field; None if they can."""
    if person is None:
        return say.plain("fault.person.unknown")
    return None if person.standing is Standing.MEMBER else person_fault(person.standing, say)


def note_fault(note: str, say: Say) -> str | None:
    """Why something cannot be shown to others as it was typed; None if it can."""
    if looks_like_a_secret(note):
        return secret_fault(say)
    return say.plain("fault.why_too_long", most=NOTE_LENGTH) if len(note) > NOTE_LENGTH else None


def gone(asker: Asker) -> Message:
    """For a button of a setup that is not here."""
    return refusal_answer(words(NoSuchSetup(), asker.say))


def refused_on_all(asker: Asker, *acts: Act) -> Message:
    """Who may, in each setup."""
    pairs = ((setup, act) for setup in asker.setups for act in acts)
    whys = ((setup, refuse(act, asker.actor, setup.people)) for setup, act in pairs)
    return refused([(setup, why) for setup, why in whys if why], asker.say)


def why_not(answer: Answer, asker: Asker) -> Message | None:
    """None if it was done: the card shows that by itself."""
    return refusal_answer(words(answer.why, asker.say)) if isinstance(answer, Refused) else None


async def open_modal(front: Front, body: Body, leads_to: type[SetupCommand], view: _View) -> None:
    """The window of a button, for who may give the command that its submission makes."""
    asker, setup = await front.pressed(body)
    said = await open_for(front, body, asker, setup, leads_to, view) if setup else gone(asker)
    await front.answer_press(body, said, asker)


async def open_for(
    front: Front,
    body: Body,
    asker: Asker,
    setup: Setup,
    leads_to: type[SetupCommand],
    view: _View,
) -> Message | None:
    """None if the window opened, else what to answer."""
    if refusal := refuse_step(setup, leads_to, asker.actor):
        await front.refused(body, asker, setup, leads_to.act, refusal)
        return refusal_answer(words(refusal, asker.say))
    return await front.open_or_say(body, view(setup, asker), asker.say)


async def carry_out(front: Front, body: Body, command: Command | None) -> Answer | None:
    """What one press asks for, and the answer to it; None is a button of nobody's."""
    asker = await front.who(body)
    if command is None:
        await front.answer_press(body, gone(asker), asker)
        return None
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    said = why_not(answer, asker)
    if said is None and is_in_a_view(body):
        await front.replace(body, notice_modal(asker.say("done.choice"), asker.say))
    elif said is None and (is_ephemeral(body) or is_an_answer(body)):
        # There is no card that shows what was done.
        said = refusal_answer(asker.say("done.choice"))
    await front.answer_press(body, said, asker)
    return answer


async def close_modal(
    ack: AsyncAck, answer: Answer, asker: Asker, *, all_of_them: bool = False
) -> None:
    """What was done closes the modal, or the whole stack; a refusal takes its place."""
    if isinstance(answer, Refused):
        notice = notice_modal(words(answer.why, asker.say), asker.say)
        await ack(response_action="update", view=notice)
    elif all_of_them:
        await ack(response_action="clear")
    else:
        await ack()
