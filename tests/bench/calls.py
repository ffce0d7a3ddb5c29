"""
A bulk run by the webhook connector, and a loop that calls the same people by hand, by turns.

What is called takes so many a second, and says so with a 429; ours is `python -m bot worker`.
"""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex
from typing import Final

import httpx
from pydantic import SecretStr

from bot.app import Assembly, build
from bot.domain.ids import RunId
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.run_commands import PlanRun, StartRun
from bot.domain.stages import Stage
from bot.domain.workspaces import Known
from bot.store.embedded import EmbeddedValkey
from bot.store.run_parts import nobody
from practice.slack import SlackStandIn
from tests.bench.by_hand import called_by_hand
from tests.bench.figures import Calls, CallsMade, Size
from tests.bench.lists import address
from tests.bench.load import HOST
from tests.bench.processes import environment_of, has_beaten, readyz, running
from tests.bench.rush import check_each_once
from tests.bench.teams import Team, Teams, sol_of
from tests.journeys.world import add_company, settings_for

SECRET: Final = "a-secret-of-the-bench"
POLL: Final = 0.05  # seconds
WITHIN: Final = 300.0


class NotDone(Exception):
    """The run did not end as it should."""


async def measure_calls(folder: Path, size: Size) -> Calls:
    """
    Raises:
        NotEachOnce: somebody was left out, or done twice, on either side.
        NotDone: the run did not end with everybody connected.
    """
    await asyncio.to_thread(folder.mkdir)
    pace = {"PER_SECOND": size.per_second, "BURST": size.burst, "LATENCY": size.latency}
    receiver = running(
        "tests.bench.receiver",
        environment={"PATH": os.defpath, **{name: str(value) for name, value in pace.items()}},
        folder=folder,
        is_ready=readyz,
    )
    async with receiver as one:
        called = _Called(one.port, [address(number) for number in range(size.called)])
        async with _a_worker(folder, called.url) as bot:
            teams = Teams(bot)
            [team] = await teams.at(Stage.REVEALED, 1)
            await teams.ready(team, ())
            ours = await called.once(_run(bot, team, called.emails))
        by_hand = await called.once(called_by_hand(called.url, called.bodies()))
    return Calls(size.least_time(), ours, by_hand)


class _Called:
    """The receiver, and whom it is to be called for."""

    def __init__(self, port: int, emails: list[str]) -> None:
        self._at = f"http://{HOST}:{port}"
        self.emails = emails

    @property
    def url(self) -> str:
        return f"{self._at}/call"

    def bodies(self) -> list[dict[str, str]]:
        return [{"does": "connect", "email": email} for email in self.emails]

    async def once(self, calls: Awaitable[None]) -> CallsMade:
        """With a bucket that is full at first."""
        async with httpx.AsyncClient(base_url=self._at) as http:
            (await http.post("/told")).raise_for_status()
            started = time.perf_counter()
            await calls
            took = time.perf_counter() - started
            told = (await http.post("/told")).json()
        check_each_once(Counter(told["did"]), set(self.emails))
        return CallsMade(took, told["put_off"])


@asynccontextmanager
async def _a_worker(folder: Path, url: str) -> AsyncIterator[Assembly]:
    """It works in a process of its own; the bot that is given shares its store."""
    connector = {"connector_url": SecretStr(url), "connector_secret": SecretStr(SECRET)}
    async with SlackStandIn() as slack, EmbeddedValkey(folder / "valkey") as valkey:
        add_company(slack)
        settings = settings_for(slack, valkey.url).model_copy(update=connector)
        async with build(settings) as bot:
            worker = running(
                *("bot", "worker"),
                environment=environment_of(settings),
                folder=folder,
                is_ready=has_beaten(bot),
            )
            async with worker:
                yield bot


async def _run(bot: Assembly, team: Team, emails: list[str]) -> None:
    """
    From `Start` until it is over. Nobody gets a message: that is Slack's pace, not this one.

    Raises:
        NotDone: as it says.
    """
    run_id = RunId(token_hex(8))
    plan = plan_run(map(Candidate, emails), (), Known(()))
    assert isinstance(plan, Plan)
    about = (team.setup_id, run_id)
    await bot.handle(PlanRun(*about, plan), by=sol_of(team))
    await bot.handle(StartRun(*about, Driver.CONNECTOR, tells=False), by=sol_of(team))
    async with asyncio.timeout(WITHIN):
        while True:
            kept = await bot.aggregates.run(team.id, run_id, nobody)
            if kept and kept.state.stage is not RunStage.RUNNING:
                break
            await asyncio.sleep(POLL)
    run = kept.state
    if run.stage is not RunStage.ENDED or run.counts != {RowState.CONNECTED: len(emails)}:
        raise NotDone(f"{run.stage}: {run.counts} of {len(emails)}")
