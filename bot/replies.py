"""What somebody wrote to the bot is answered, once; nothing of it is kept."""

from bot.domain.credentials import looks_like_a_secret
from bot.domain.effects import Due, Reply
from bot.domain.ids import SeenId, TeamId, UserId
from bot.domain.tongue import language_of
from bot.store.instants import Clock
from bot.store.replies import ReplyLog


class Replies:
    """For handlers."""

    def __init__(self, log: ReplyLog, now: Clock) -> None:
        self._log = log
        self._now = now

    async def to(
        self, user_id: UserId, text: str, *, team_id: TeamId, channel: str, ts: str, seen: SeenId
    ) -> None:
        """The answer is on its way when this returns."""
        leaked = looks_like_a_secret(text)
        reply = Reply(
            user_id=user_id, channel=channel, ts=ts, leaked=leaked, language=language_of(text)
        )
        await self._log.commit(team_id, Due(reply), seen=seen, now=self._now())
