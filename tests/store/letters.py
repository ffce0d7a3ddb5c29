"""Effects that were given up, and what is due once they are retried."""

from datetime import timedelta
from typing import Final

from bot.domain.effects import Due, Effect
from bot.domain.ids import TeamId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet
from tests.store.builders import NOW, TEAM, a_setup, an_entry, committed

LEASE: Final = timedelta(seconds=5)
RETRY: Final = an_entry("RetryUndelivered", at=NOW + timedelta(minutes=1))


async def lost(
    aggregates: Aggregates,
    due: DueSet,
    *effects: Effect,
    team_id: TeamId = TEAM,
    in_doubt: bool = False,
) -> Setup:
    """A setup whose effects were given up, one a second."""
    setup = a_setup(team_id=team_id)
    await committed(aggregates, *(Due(one, NOW) for one in effects), setup=setup)
    for number, claim in enumerate(await claims_of(due, team_id)):
        at = NOW - timedelta(seconds=number)  # the last one is the oldest
        await due.give_up(claim, "post: no", at, setup_id=setup.id, in_doubt=in_doubt)
    return setup


async def claims_of(due: DueSet, team_id: TeamId = TEAM) -> list[Claim]:
    claims, _ = await due.claim(keys.shard_of(team_id), RETRY.at, LEASE)
    return claims
