"""Who wrote something that looks like a secret is told so, and nobody else."""

from datetime import timedelta
from typing import Final

from bot.domain.effects import Reply, WarnOfLeak
from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.stages import Language
from bot.slack import KnownPerson, Slack
from bot.slack_faults import SlackGone
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.views.leak_warnings import (
    Writer,
    leak_warning,
    leak_warning_elsewhere,
    leak_warning_in_channel,
    writer_of,
)
from bot.views.say import Say
from bot.work.instead import OF_THE_GONE
from bot.work.posts import Posts
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left

NOBODY: Final = frozenset({Standing.BOT, Standing.DEACTIVATED})  # bots could answer each other


def warning_of(reply: Reply) -> WarnOfLeak:
    """What an older version meant, which answered in the thread, for all of a channel to see."""
    return WarnOfLeak(
        user_id=reply.user_id,
        channel=reply.channel,
        ts=reply.ts,
        thread=reply.thread,
        in_dm=reply.channel.startswith("D"),  # as ids of direct messages do
        language=reply.language,
    )


class LeakWarnings:
    """In a channel a warning is ephemeral, in a direct message it stands in the thread."""

    def __init__(self, aggregates: Aggregates, slack: Slack) -> None:
        self._aggregates = aggregates
        self._slack = slack
        self._posts = Posts(slack)

    async def __call__(self, claim: Claim, effect: WarnOfLeak, left: Left) -> Delivered | Later:
        """
        Raises:
            SlackFault: the worker decides when to try again.
        """
        person = await self._author(claim.team_id, effect.user_id)
        if person and person.standing in NOBODY:
            return Delivered()
        # Of people whom Slack does not describe to us, those of other organisations, too.
        language = effect.language or (person.language if person else Language.EN)
        is_member = person is not None and person.standing is Standing.MEMBER
        writer = await self._writer(claim.team_id, effect.user_id) if is_member else Writer()
        say = Say(language)
        if (seconds := left()) <= 0:
            return Later(timedelta(0))
        try:
            if effect.in_dm:
                message = leak_warning(writer, say)
                below = effect.thread or None
                if not claim.in_doubt or not await self._posts.found(effect.channel, claim, below):
                    await self._posts.post(effect.channel, message, claim.id, left(), below)
            elif not await self._shown_in_channel(effect, writer, say, seconds):
                await self._tell_elsewhere(claim, effect, writer, say, left)
        except SlackGone:
            pass  # they left while we wrote
        return Delivered()

    async def _author(self, team_id: TeamId, user_id: UserId) -> KnownPerson | None:
        try:
            return await self._slack.person(team_id, user_id, at_most=LANGUAGE_KEPT)
        except SlackGone:
            return None

    async def _writer(self, team_id: TeamId, user_id: UserId) -> Writer:
        asked = await self._aggregates.ask(team_id, user_id)
        return writer_of(user_id, [one.state for one in asked.setups])

    async def _shown_in_channel(
        self, effect: WarnOfLeak, writer: Writer, say: Say, seconds: float
    ) -> bool:
        """
        False where the channel does not take it; it may take nothing for them any more.

        Slack keeps no ephemeral message that could be looked for: one in doubt is sent again. To be
        warned twice, unseen by others, is better than not at all.
        """
        message = leak_warning_in_channel(writer, say)
        try:
            await self._slack.call(
                "chat.postEphemeral",
                within=seconds,
                channel=effect.channel,
                user=effect.user_id,
                text=message.text,
                blocks=message.blocks,
                **({"thread_ts": effect.thread} if effect.thread else {}),
            )
        except SlackGone as gone:
            if gone.word in OF_THE_GONE:
                raise
            return False
        return True

    async def _tell_elsewhere(
        self, claim: Claim, effect: WarnOfLeak, writer: Writer, say: Say, left: Left
    ) -> None:
        channel = await self._slack.direct_message(claim.team_id, effect.user_id)
        if claim.in_doubt and await self._posts.found(channel, claim):
            return
        message = leak_warning_elsewhere(effect.channel, writer, say)
        await self._posts.post(channel, message, claim.id, left())
