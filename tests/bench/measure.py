"""
The bench itself. In one run, on loopback, ours and the peer by turns, the best of five each:

ours  `python -m bot web` on a Valkey of its own; each request is one `/salesconnect connected` of
      another Slack workspace, committed before the answer, and looked for in the store afterwards
bare  tests/bench/bare_bolt.py under the same uvicorn, which commits nothing

No worker runs meanwhile: it would deliver the cards of these commits on the core of the load.
After it a worker performs what is due for a while; then what is left is dropped, and all idle.
Then come hand-over and reveal (`credentials`) and the race (`race`), again without a worker; last,
each on a store of its own, what grows with the setups (`growth`), very many reminders at once
(`rush`), the cards after a click (`clicks`) and bulk runs (`bulk`).
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from bot.app import Assembly, build
from bot.config import Settings
from bot.domain.stages import Stage
from bot.store.embedded import EmbeddedValkey
from practice.slack import SlackStandIn
from tests.bench import bare_bolt
from tests.bench.bulk import measure_bulk
from tests.bench.clicks import measure_clicks
from tests.bench.credentials import measure_credentials
from tests.bench.deliveries import Deliveries
from tests.bench.figures import Cost, Figures, HandedOn, Pair, Race, Served, Size
from tests.bench.growth import measure_growth
from tests.bench.load import Connection, Ran, run
from tests.bench.processes import Running, environment_of, has_beaten, readyz, running
from tests.bench.race import Racing
from tests.bench.rush import measure_rush
from tests.bench.teams import SALES_CONNECT_ADMIN, Team, Teams
from tests.journeys.world import add_company, settings_for

_Start: TypeAlias = Callable[[], AbstractAsyncContextManager[Running]]


async def measure(folder: Path, size: Size) -> Figures:
    """
    Everything, in a `folder` that is ours.

    Raises:
        NotCommitted: an answer was no proof of a commit.
        NotShown: nor of a window with the credentials.
        NotEachOnce: a reminder was lost or doubled, or a person's call.
        NoCard: a click was followed by none.
        NotTheSame, NoPreview, NotDone: as `measure_bulk` says.
        NotAnswered: a request was not answered as it should be.
        NotStarted: a process that should be measured.
    """
    load_before = os.getloadavg()[0]
    async with SlackStandIn() as slack:
        add_company(slack)
        served = await _served(slack, folder, size)
        growth = await measure_growth(slack, folder, size)
    return Figures(
        size=size,
        load_before=load_before,
        served=served,
        growth=growth,
        rush=await measure_rush(folder, size),
        clicks=await measure_clicks(folder / "practice", size),
        bulk=await measure_bulk(folder, size),
    )


async def _served(slack: SlackStandIn, folder: Path, size: Size) -> Served:
    """What `web` and the worker beside it do."""
    async with EmbeddedValkey(folder / "valkey") as valkey:
        settings = settings_for(slack, valkey.url)
        async with build(settings) as bot:
            bench = _Bench(bot, slack, settings, folder, size)
            async with bench.web() as web, bench.bare() as bare:
                await bench.check_order(web)
                alone = await bench.pair(web, bare, clients=1, each=size.alone)
                together = await bench.pair(web, bare, clients=size.clients, each=size.each)
                async with bench.worker() as worker:
                    await asyncio.sleep(size.work)
                    costs = await bench.costs(web, bare, worker)
                cards = len(slack.calls_of("chat.postMessage"))
                handed_on = await bench.handed_on(web)
                race = await bench.race(web)
            return Served(
                commits=bench.commits,
                alone=alone,
                together=together,
                web=await bench.with_more_starts(costs[0], bench.web),
                bare=await bench.with_more_starts(costs[1], bench.bare),
                worker=await bench.with_more_starts(costs[2], bench.worker),
                cards=cards,
                handed_on=handed_on,
                race=race,
            )


class _Bench:
    def __init__(
        self, bot: Assembly, slack: SlackStandIn, settings: Settings, folder: Path, size: Size
    ) -> None:
        self._bot = bot
        self._slack = slack
        self._teams = Teams(bot)
        self._environment = environment_of(settings)
        self._folder = folder
        self._size = size
        self._deliveries = Deliveries(slack)
        self.commits = 0

    def web(self) -> AbstractAsyncContextManager[Running]:
        return self._running("bot", "web")

    def bare(self) -> AbstractAsyncContextManager[Running]:
        return self._running("tests.bench.bare_bolt")

    def foil(self) -> AbstractAsyncContextManager[Running]:
        return self._running("tests.bench.read_then_delete")

    def worker(self) -> AbstractAsyncContextManager[Running]:
        return running(
            *("bot", "worker"),
            environment=self._environment,
            folder=self._folder,
            is_ready=has_beaten(self._bot),
        )

    def _running(self, *module: str) -> AbstractAsyncContextManager[Running]:
        return running(*module, environment=self._environment, folder=self._folder, is_ready=readyz)

    async def check_order(self, web: Running) -> None:
        """
        The commit comes before the answer: with the process stopped at once, it is there.

        Raises:
            NotCommitted: it is not.
        """
        teams = await self._teams.at(Stage.REVEALED, self._size.frozen)
        for team, request in zip(teams, self._requests(teams, web), strict=True):
            try:
                await asyncio.to_thread(_ask_and_freeze, web, request)
                await self._teams.check([team], Stage.CONNECTED)
            finally:
                web.process.resume()
        self.commits += len(teams)

    async def pair(self, web: Running, bare: Running, *, clients: int, each: int) -> Pair:
        """
        Raises:
            NotCommitted: an answer of ours was no proof of a commit.
        """
        ours: list[Ran] = []
        theirs: list[Ran] = []
        for _ in range(self._size.runs):
            teams = await self._teams.at(Stage.REVEALED, clients * each)
            ours.append(await self._run(web, teams, clients, wanted=""))
            await self._teams.check(teams, Stage.CONNECTED)
            self.commits += len(teams)
            theirs.append(await self._run(bare, teams, clients, wanted=bare_bolt.ANSWER))
        return Pair(tuple(ours), tuple(theirs))

    async def _run(self, target: Running, teams: list[Team], clients: int, *, wanted: str) -> Ran:
        requests = self._requests(teams, target)
        shares = [requests[client::clients] for client in range(clients)]
        warm_up = self._request("help", teams[0], target)
        return await asyncio.to_thread(
            run, [target.port], shares, warm_up=warm_up, wanted=wanted.encode()
        )

    def _requests(self, teams: list[Team], target: Running) -> list[bytes]:
        return [self._request("connected", team, target) for team in teams]

    def _request(self, text: str, team: Team, target: Running) -> bytes:
        return self._deliveries.slash_command(text, team, SALES_CONNECT_ADMIN, port=target.port)

    async def handed_on(self, web: Running) -> HandedOn:
        """What hand-over and reveal take."""
        return await measure_credentials(
            self._slack, self._teams, self._deliveries, web, self._size
        )

    async def race(self, web: Running) -> Race:
        """A second `web` and two of the foil join; what they leave due is dropped."""
        racing = Racing(self._slack, self._teams, self._deliveries, self._bot.redis, self._size)
        async with self.web() as second, self.foil() as one, self.foil() as other:
            ran = await racing.race((web, second), (one, other))
        await self._bot.redis.flushall()
        return ran

    async def costs(self, *processes: Running) -> list[Cost]:
        """What each weighs after its load, and what it costs with nothing to do."""
        megabytes = [one.megabytes for one in processes]
        await self._bot.redis.flushall()
        await asyncio.sleep(self._size.idle / 5)  # for what is under way
        before = [one.cpu_seconds for one in processes]
        await asyncio.sleep(self._size.idle)
        spent = [one.cpu_seconds - earlier for one, earlier in zip(processes, before, strict=True)]
        return [
            Cost(one.ready_after, weight, cpu / self._size.idle * 100)
            for one, weight, cpu in zip(processes, megabytes, spent, strict=True)
        ]

    async def with_more_starts(self, cost: Cost, start: _Start) -> Cost:
        """The first start may have read cold files."""
        ready = [cost.ready]
        for _ in range(self._size.starts - 1):
            async with start() as one:
                ready.append(one.ready_after)
        return replace(cost, ready=min(ready))


def _ask_and_freeze(web: Running, request: bytes) -> None:
    with Connection(web.port) as connection:
        connection.ask(request)
        web.process.suspend()
