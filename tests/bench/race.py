"""The race: many readers of one secret at the same moment, over two processes on one Redis.

Each process is stopped while all requests are written, so none is served before all are there.
Ours and the foil (tests/bench/read_then_delete.py) by turns, under the same load.
"""

import asyncio
from secrets import token_hex
from typing import TypeAlias

from bot.domain.stages import Stage
from bot.store.connect import Client
from practice.slack import SlackStandIn
from tests.bench.credentials import shown
from tests.bench.deliveries import Deliveries, post
from tests.bench.figures import Race, Size
from tests.bench.load import Ran, run
from tests.bench.processes import Running, stopped
from tests.bench.teams import SALES_CONNECT_ADMIN, Team, Teams

Two: TypeAlias = tuple[Running, Running]


class Racing:
    """Both sides of it."""

    def __init__(
        self, slack: SlackStandIn, teams: Teams, deliveries: Deliveries, redis: Client, size: Size
    ) -> None:
        self._slack = slack
        self._teams = teams
        self._deliveries = deliveries
        self._redis = redis
        self._size = size

    async def race(self, ours: Two, foil: Two) -> Race:
        """
        Raises:
            NotCommitted: in a round of ours nobody was shown anything.
        """
        teams = await self._teams.at(Stage.HANDED_OVER, self._size.rounds)
        by_foil = []
        for team in teams:
            await self._press(team, ours)
            by_foil.append(await self._read(foil))
        await self._teams.check(teams, Stage.REVEALED)
        windows = shown(self._slack)
        return Race(tuple(windows[team.setup_id] for team in teams), tuple(by_foil))

    async def _press(self, team: Team, ours: Two) -> None:
        """The one person who may, on all their devices."""
        port, card = ours[0].port, self._deliveries.reveal_card(team)
        presses = [
            self._deliveries.reveal(team, card, port=port) for _ in range(self._size.readers)
        ]
        help_ = self._deliveries.slash_command("help", team, SALES_CONNECT_ADMIN, port=port)
        await self._at_once(ours, presses, help_)

    async def _read(self, foil: Two) -> int:
        """How many got a secret that is meant for one."""
        name, secret = f"foil-{token_hex(8)}", token_hex(16)
        await self._redis.set(name, secret)
        request = post(f"/secrets/{name}", {}, "", port=foil[0].port)
        no_secret = post("/secrets/none", {}, "", port=foil[0].port)
        ran = await self._at_once(foil, [request] * self._size.readers, no_secret)
        return ran.bodies.count(secret.encode())

    async def _at_once(self, two: Two, requests: list[bytes], warm_up: bytes) -> Ran:
        return await asyncio.to_thread(
            run,
            [one.port for one in two],
            [[request] for request in requests],
            warm_up=warm_up,
            warm_ups=1,
            at_first=stopped(two),
        )
