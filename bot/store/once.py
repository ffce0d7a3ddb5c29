"""What is said once to one person in one window."""

from bot.domain.ids import SeenId, TeamId
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.connect import Client
from bot.store.errors import redis_faults
from bot.store.instants import span


class Once:
    """Remembered for a day, by all processes."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis

    async def is_first(self, team_id: TeamId, what: SeenId) -> bool:
        """True the first time, then False."""
        async with redis_faults():
            name = keys.seen(team_id, what)
            return bool(await self._redis.set(name, "said", nx=True, px=span(SEEN_FOR)))
