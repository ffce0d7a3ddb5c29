"""One round: a company walks its road while Slack fails, and while processes die or stop."""

import asyncio
import secrets
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.crash.automation import Automation
from tests.crash.children import Nursery, a_nursery
from tests.crash.clock import Clock
from tests.crash.company import Installation, an_installation
from tests.crash.days import days
from tests.crash.errands import Errand
from tests.crash.oracle import all_is_well, everything_came_to_rest
from tests.crash.road import Road
from tests.crash.sent_out import add_newcomers, errands_of
from tests.crash.steps import Steps
from tests.crash.trouble import Death, Pause, Trouble, add_slack_faults

AT_ONCE: Final = 12  # each waits for leases and limits more than for the cores
WEB: Final = "web"
SKEWS: Final = (-5.0, 0.0, 5.0)  # seconds by which a clock may be wrong
LATEST: Final = 6.0  # seconds after which somebody asks for something
MEETS_DEATH: Final = 0.4  # share of roads of requests
DAYS: Final = (0, 1, 2)  # that pass in the end


@dataclass(slots=True)
class Round:
    """How it went."""

    seed: str
    took: float = 0.0
    troubles: int = 0
    faults: int = 0
    log: list[str] = field(default_factory=list)
    failure: str = ""

    def line(self) -> str:
        how = "FAILED" if self.failure else "ok    "
        said = f"{how} CRASH_SEED={self.seed}: {self.troubles} deaths and pauses"
        return f"{said}, {self.faults} faults of Slack, {self.took:.1f} s"

    def story(self) -> str:
        return "\n  ".join([self.line(), *self.log, *self.failure.splitlines()])


def _clocks(random: Random) -> dict[str, float]:
    """`web` and its workers, and by how many seconds the clock of each is wrong."""
    if random.random() < 0.6:
        return {name: random.choice(SKEWS) for name in (WEB, "worker", "worker-2")}
    return {WEB: 0.0, "worker": 0.0}


def _is_by_connector(clocks: dict[str, float], random: Random) -> bool:
    """
    Where all workers are late each card of a run by hand comes late, and the test takes as long;
    calls come from what workers commit.
    """
    workers = (ahead for name, ahead in clocks.items() if name != WEB)
    return clocks[WEB] > max(workers) or random.random() < 0.4


async def play(seed: str, folder: Path, nursery: Nursery, pause: float) -> Round:
    """One of them, to its end; what went wrong is in the answer."""
    one = Round(seed)
    started = time.monotonic()
    try:
        random = Random(one.seed)
        clocks = _clocks(random)
        automation = Automation(random) if _is_by_connector(clocks, random) else None
        async with an_installation(
            folder, wait=2, nursery=nursery, automation=automation, LOG_LEVEL="debug"
        ) as there:
            there.ahead = clocks
            there.clock = Clock(folder / "clock")
            add_newcomers(there.company.slack)
            there.workers = tuple(name for name in clocks if name != WEB)
            try:
                await _walked(one, there, random, pause)
            finally:
                one.faults = sum(call.fault is not None for call in there.company.slack.calls)
            await all_is_well(there)
    except Exception:  # noqa: BLE001 (the other rounds go on)
        one.failure = traceback.format_exc()
    one.took = time.monotonic() - started
    return one


async def _walked(one: Round, there: Installation, random: Random, pause: float) -> None:
    """Until all is done and rests."""
    steps = range(len(Steps(there).all()))
    deadly = steps[random.randrange(4) :: 4]  # beside those that requests meet
    troubles: dict[int, Trouble] = {step: Death(there, random) for step in deadly}
    if len(there.workers) > 1:
        quiet = [step for step in steps if step not in troubles]
        troubles[random.choice(quiet)] = Pause(there, random, pause)
    roads = [_road(one, there, random, errands) for errands in errands_of(there, random)]
    one.troubles += len(troubles)
    add_slack_faults(there.company.slack, random)
    await there.start(WEB, *there.workers)
    road = Road(there, troubles, random)
    road.log = one.log
    async with asyncio.TaskGroup() as group:
        group.create_task(road.walk())
        for other in roads:
            group.create_task(_later(other, random.uniform(0, LATEST)))
    await everything_came_to_rest(there)
    if there.pauses:
        await asyncio.gather(*there.pauses)
        await asyncio.sleep(1.0)  # for what a worker that wakes up may do
        await everything_came_to_rest(there)
    await _days_passed(one, there, random)


def _road(one: Round, there: Installation, random: Random, errands: list[Errand]) -> Road:
    """Of requests, one after the other; some meet a death."""
    there.errands += errands
    steps = [step for errand in errands for step in errand.steps()]
    troubles: dict[int, Trouble] = {}
    if random.random() < MEETS_DEATH:
        troubles[random.randrange(len(steps))] = Death(there, random)
    one.troubles += len(troubles)
    road = Road(there, troubles, random, steps=steps)
    road.log = one.log
    return road


async def _later(road: Road, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await road.walk()


async def _days_passed(one: Round, there: Installation, random: Random) -> None:
    """In some rounds."""
    steps = days(there, random.choice(DAYS))
    troubles: dict[int, Trouble] = {}
    if steps and random.random() < MEETS_DEATH:
        troubles[random.randrange(len(steps))] = Death(there, random)
    one.troubles += len(troubles)
    road = Road(there, troubles, random, steps=steps)
    road.log = one.log
    await road.walk()
    if steps:
        await everything_came_to_rest(there)


async def play_all(
    number: int, folder: Path, tell: Callable[[Round], None], *, seed: str | None, pause: float
) -> list[Round]:
    """
    Several at once; `tell` hears of each as it ends. `pause`: seconds for which a worker stops.

    A seed like `abc` repeats all of a run, `abc/7` one of its rounds.
    """
    seed = seed or secrets.token_hex(4)
    seeds = [seed] if "/" in seed else [f"{seed}/{one}" for one in range(number)]
    places = asyncio.Semaphore(AT_ONCE)

    async def one_of_them(seed: str, nursery: Nursery) -> Round:
        async with places:
            played = await play(seed, folder / seed.replace("/", "-"), nursery, pause)
            tell(played)
            return played

    async with a_nursery() as nursery:
        return await asyncio.gather(*(one_of_them(seed, nursery) for seed in seeds))
