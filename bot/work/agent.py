"""Slack's agent features, where they were granted: suggested prompts, and what the bot is doing."""

from collections.abc import Sequence
from typing import Final

import structlog

from bot.domain.people import Actor
from bot.domain.setup import Setup
from bot.slack import Slack
from bot.slack_faults import SlackFault
from bot.views.say import Say
from bot.views.welcome import prompts

GRANTED: Final = "assistant:write"
WITHIN: Final = 1.0  # seconds: nothing waits longer for what is only pleasant to have

log = structlog.get_logger("bot.work")


class Agent:
    """Nothing depends on it: what Slack refuses here is in the log, and no more comes of it."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def offer(
        self, channel: str, reader: Actor, setups: Sequence[Setup], say: Say, *, seconds: float
    ) -> None:
        """Questions, where somebody opened the bot's messages."""
        # Without `thread_ts`: with it an agent's prompts are shown nowhere, and nobody says so.
        await self._tell(
            "assistant.threads.setSuggestedPrompts",
            seconds,
            channel_id=channel,
            title=say.plain("prompts.title"),
            prompts=prompts(reader, setups, say),
        )

    async def looks_it_up(self, channel: str, thread: str, say: Say, *, seconds: float) -> None:
        """Until the answer is there."""
        status = say.plain("agent.looks_it_up")
        about = {"channel_id": channel, "thread_ts": thread}
        await self._tell("assistant.threads.setStatus", seconds, **about, status=status)

    async def _tell(self, method: str, seconds: float, **said: object) -> None:
        if not self._slack.grants(GRANTED):
            return
        try:
            await self._slack.call(method, within=min(WITHIN, seconds), **said)
        except SlackFault as fault:
            log.warning("an agent feature of Slack's did not work", why=str(fault))
