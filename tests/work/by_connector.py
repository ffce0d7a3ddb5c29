"""Runs that the company's own automation does, in the office: how they stand, what was asked."""

import asyncio
from datetime import timedelta

from bot.domain.run import Driver, Run, RunStage
from bot.domain.run_commands import CancelRun, PauseRun
from bot.handle import TooBusy
from bot.store.due import Claim
from tests.work.automation import Automation
from tests.work.office import PREFIX, SHARD, Office
from tests.work.runs import a_plan, does, draft, run_of, started
from tests.work.workers import HANGS, poll


def people(number: int) -> list[str]:
    return [f"p{n}@acme.example" for n in range(number)]


async def begun(office: Office, *emails: str) -> None:
    await draft(office, a_plan(*emails))
    await started(office, Driver.CONNECTOR)


async def until(office: Office, *, stage: RunStage = RunStage.ENDED) -> Run:
    async def is_so() -> bool:
        return (await run_of(office)).stage is stage

    await poll(is_so)
    return await run_of(office)


async def are_at_once(automation: Automation, number: int) -> bool:
    return automation.at_once >= number


async def until_asked(automation: Automation, times: int) -> None:
    async def is_so() -> bool:
        return len(automation.calls) >= times

    await poll(is_so)


async def until_none_is_on_its_way(office: Office) -> None:
    async def is_so() -> bool:
        waiting = await office.redis.hkeys(f"{PREFIX}body")
        return not any(str(effect).startswith("call:") for effect in waiting)

    await poll(is_so)


async def pressed(office: Office, command: PauseRun | CancelRun) -> None:
    """Once more, where calls that ended meanwhile were faster each time."""
    async with asyncio.timeout(HANGS):
        while True:
            try:
                await does(office, command)
            except TooBusy:
                await asyncio.sleep(0.02)
            else:
                return


async def the_call(office: Office, *, lasts: timedelta = timedelta(seconds=60)) -> Claim:
    """Claimed by a worker of its own, with all that is due beside it."""
    claims, _ = await office.bot.due.claim(SHARD, office.hands.now(), lasts)
    return next(claim for claim in claims if claim.id.startswith("call:"))
