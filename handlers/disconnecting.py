"""`Disconnect users`, filled in with whom a sentence names."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import SetupId, UserId
from bot.domain.people import Act
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message
from bot.views.ids import Wanted, parse_wanted
from bot.views.provisioning_modals import disconnect_modal
from handlers.front import Asker, Front
from handlers.payload import Body
from handlers.provisioning import not_yet, takes_files_here
from handlers.replies import gone


def register(app: AsyncApp, front: Front) -> None:
    """The button below such a sentence."""

    @app.action(ids.DISCONNECT_THEM)
    async def wants_to_disconnect(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        wanted = parse_wanted(str(body["actions"][0].get("value", ""))) or Wanted("")
        setup = asker.setup(SetupId(wanted.setup_id))
        answer = await _open(front, body, asker, setup, wanted) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()


async def _open(
    front: Front, body: Body, asker: Asker, setup: Setup, wanted: Wanted
) -> Message | None:
    """The window, or why not."""
    if answer := not_yet(front, asker, setup, Act.DISCONNECT):
        return answer
    await front.marketo_lists.wanted(setup)
    people = [UserId(one) for one in wanted.people]
    view = disconnect_modal(
        setup, asker.say, typed=wanted.emails, people=people, takes_files=takes_files_here(front)
    )
    return await front.open_or_say(body, view, asker.say)
