"""`Try again`: what was given up is sent once more."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.views import ids
from bot.views.answers import refusal_answer, retried_answer
from bot.views.refusals import words
from handlers.front import Front
from handlers.payload import seen_of, setup_id_of, value_of
from handlers.replies import gone


def register(app: AsyncApp, front: Front) -> None:
    """The button on the card, and in the answer to `status`."""

    @app.action(ids.RETRY)
    async def tries_again(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        setup_id = setup_id_of(value_of(body))
        # A setup that was cancelled is not among those that are shown, but may be told of.
        setup = setup or await front.ask.setup(asker.actor.team_id, setup_id)
        if setup is None:
            said = gone(asker)
        else:
            answer = await front.retry(setup, by=asker.actor, seen=seen_of(body))
            if isinstance(answer, int):
                said = retried_answer(answer, asker.say)
            else:
                said = refusal_answer(words(answer, asker.say))
        await front.answer_press(body, said, asker)
        await ack()
