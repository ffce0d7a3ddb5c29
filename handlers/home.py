"""The Home tab: who opened it, which page they read; and who opened the messages of the bot."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import TeamId, UserId
from bot.domain.refusals import MembersOnly
from bot.domain.trail import parse_trail
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.modals import setup_modal
from bot.views.refusals import words
from handlers.front import Front


def register(app: AsyncApp, front: Front) -> None:
    """Two events in one, told apart by their tab; and the buttons that are nowhere else."""

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        team_id, user_id = TeamId(body["team_id"]), UserId(event["user"])
        if event.get("tab") == "home":
            await front.visits.home(team_id, user_id)
        elif event.get("tab") == "messages":
            await front.visits.messages(team_id, user_id, str(event["channel"]))

    @app.action({"action_id": re.compile(f"^{ids.HOME_PAGE}")})
    async def turned(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = str(body["actions"][0].get("value", ""))
        asker = await front.who(body)
        page = parse_trail(value)  # of a forged button it is the first
        await front.visits.home(asker.actor.team_id, asker.actor.user_id, page=page)
        await ack()

    @app.action(ids.BEGIN_SETUP)
    async def begun(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        if asker.is_member:
            said = await front.open_or_say(body, setup_modal(asker.say), asker.say)
        else:
            said = refusal_answer(words(MembersOnly(), asker.say))
        await front.answer_press(body, said, asker)
        await ack()
