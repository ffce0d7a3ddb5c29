"""Writing to the bot, and its answer."""

from typing import Final

from practice.slack import Message, Person
from tests.journeys.steps import settled
from tests.journeys.world import World

BOT: Final = "@Sales Connect"


async def said(world: World, person: Person, text: str, *, channel: str | None = None) -> Message:
    """The one answer, in the thread of what was written."""
    written = await person.say(f"{BOT} {text}" if channel else text, channel=channel)
    await settled(world)
    there = world.slack.channel(channel).messages if channel else person.dm
    [answer] = [one for one in there if one.stored.bot_id and one.thread_ts == written.ts]
    return answer
