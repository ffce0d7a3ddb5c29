"""What grows with the number of setups: nothing that anybody waits for.

Few and very many, each on a Valkey of its own, asked by turns so that noise meets both alike: a
worker's look at all shards, a claim of one effect, and `/salesconnect connected` answered by `web`.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bot.app import Assembly, build
from bot.domain.effects import Due
from bot.domain.ids import TeamId
from bot.domain.stages import Stage
from bot.store import keys
from bot.store.embedded import EmbeddedValkey
from practice.slack import SlackStandIn
from tests.bench.crowd import LEASE, add_crowd
from tests.bench.deliveries import Deliveries
from tests.bench.figures import Growth, Size, Turns
from tests.bench.load import WARM_UP, Connection
from tests.bench.processes import Running, environment_of, readyz, running
from tests.bench.teams import SALES_CONNECT_ADMIN, Teams
from tests.journeys.world import settings_for
from tests.store.builders import an_effect, committed

ALONE: Final = TeamId("T_CLAIMED")


async def measure_growth(slack: SlackStandIn, folder: Path, size: Size) -> Growth:
    """
    Raises:
        NotCommitted: an answer was no proof of a commit.
        NothingForLater: the due sets do not grow.
    """
    async with AsyncExitStack() as stack:
        few, many = [
            await stack.enter_async_context(_side(slack, folder / str(setups), setups))
            for setups in (size.few, size.many)
        ]
        looks = await _by_turns(few.look, many.look, size.looks)
        await few.remind()
        await many.remind()
        claims = await _by_turns(few.claim, many.claim, size.looks)
        answers = [await _answers(few, many, size.alone) for _ in range(size.runs)]
        return Growth(size.few, size.many, looks, claims, tuple(answers))


class _Side:
    """A bot whose store holds so many setups."""

    def __init__(self, bot: Assembly, web: Running, teams: Teams, deliveries: Deliveries) -> None:
        self._bot = bot
        self._deliveries = deliveries
        self.teams = teams
        self.web = web

    async def look(self) -> float:
        """Seconds of a tick: the worker's look at all shards."""
        began = time.perf_counter()
        await self._bot.due.next_times()
        return time.perf_counter() - began

    async def remind(self) -> None:
        """One effect is due in the shard of `ALONE`."""
        await committed(self._bot.aggregates, Due(an_effect(), self._bot.now()), team_id=ALONE)

    async def claim(self) -> float:
        """Seconds of a claim of that effect, which is given back."""
        shard, now = keys.shard_of(ALONE), self._bot.now()
        began = time.perf_counter()
        claims, _ = await self._bot.due.claim(shard, now, LEASE)
        took = time.perf_counter() - began
        [claim] = claims
        assert await self._bot.due.later(claim, now, counted=False, in_doubt=False)
        return took

    async def requests(self, count: int) -> list[bytes]:
        """Each of a setup of its own, beside those that are stored."""
        self.asked = await self.teams.at(Stage.REVEALED, count)
        return [self.request("connected", number) for number in range(count)]

    def request(self, text: str, number: int = 0) -> bytes:
        team, port = self.asked[number], self.web.port
        return self._deliveries.slash_command(text, team, SALES_CONNECT_ADMIN, port=port)

    async def check(self) -> None:
        """Raises: NotCommitted."""
        await self.teams.check(self.asked, Stage.CONNECTED)


@asynccontextmanager
async def _side(slack: SlackStandIn, folder: Path, setups: int) -> AsyncIterator[_Side]:
    async with EmbeddedValkey(folder) as valkey:
        settings = settings_for(slack, valkey.url)
        async with build(settings) as bot:
            teams = Teams(bot)
            # No rewrite of the file: it would be under way while we measure.
            await bot.redis.config_set("auto-aof-rewrite-percentage", "0")
            await add_crowd(bot, teams, valkey.url, setups)
            environment = environment_of(settings)
            async with running(
                "bot", "web", environment=environment, folder=folder, is_ready=readyz
            ) as web:
                yield _Side(bot, web, teams, Deliveries(slack))


async def _by_turns(
    few: Callable[[], Awaitable[float]], many: Callable[[], Awaitable[float]], count: int
) -> Turns:
    """Each goes first every other time."""
    await few()
    await many()
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(count):
        for side in (0, 1) if number % 2 else (1, 0):
            took[side].append(await (few, many)[side]())
    return Turns(statistics.median(took[0]) * 1000, statistics.median(took[1]) * 1000)


async def _answers(few: _Side, many: _Side, count: int) -> Turns:
    shares = [await side.requests(count) for side in (few, many)]
    pairs = await asyncio.to_thread(_asked_by_turns, (few, many), shares)
    await few.check()
    await many.check()
    return pairs


def _asked_by_turns(sides: tuple[_Side, _Side], shares: list[list[bytes]]) -> Turns:
    took: tuple[list[float], list[float]] = ([], [])
    with Connection(sides[0].web.port) as one, Connection(sides[1].web.port) as other:
        for _ in range(WARM_UP):
            one.ask(sides[0].request("help"))
            other.ask(sides[1].request("help"))
        for number, requests in enumerate(zip(*shares, strict=True)):
            for side in (0, 1) if number % 2 else (1, 0):
                began = time.perf_counter()
                (one, other)[side].ask(requests[side])
                took[side].append(time.perf_counter() - began)
    return Turns(statistics.median(took[0]) * 1000, statistics.median(took[1]) * 1000)
