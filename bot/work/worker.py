"""The worker: claims what is due, performs it, finishes it; any number of them run side by side."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot import metrics
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.due import MOST, Claim, DueSet, Room
from bot.store.errors import StoreError
from bot.store.instants import Clock
from bot.store.wake import Wakes
from bot.work.attempt import Attempt

LEASE: Final = timedelta(seconds=5)
MARGIN: Final = timedelta(seconds=1)  # before its end a lease counts as over
RENEW_EVERY: Final = 1.5  # seconds
AFTER_A_FAULT: Final = timedelta(seconds=1)
AT_ONCE: Final = 128  # effects that one worker performs side by side
OF_A_TEAM: Final = 32  # of them, so that a Slack that hangs for one leaves room for others
MOST_BESIDE_A_FAULT: Final = 8  # effects of a claim, while a server is silent
IDLE: Final = 1.0  # seconds: the longest sleep
LOOKING: Final = -1  # in place of a shard: the look at all of them

log = structlog.get_logger("bot.work")


@dataclass(slots=True)
class _Held:
    """A claim, and until when it is surely ours: by a clock that runs on in a pause."""

    claim: Claim
    until: float
    lost: bool = False

    def left(self) -> float:
        """Seconds; none if it is lost."""
        return 0.0 if self.lost else self.until - asyncio.get_running_loop().time()


@dataclass(slots=True)
class Pulse:
    """For the heartbeat: what this worker did last."""

    swept_at: float = 0.0
    performed: int = 0
    sockets: int | None = None  # set by whoever keeps Socket Mode connections beside this worker
    held: dict[str, _Held] = field(default_factory=dict)


class Worker:
    """`run()` once, until cancelled; `tick()` is the clock's safety net for a lost wake-up."""

    def __init__(self, due: DueSet, attempt: Attempt, wakes: Wakes, now: Clock) -> None:
        self._due = due
        self._attempt = attempt
        self._wakes = wakes
        self._now = now
        self._free = AT_ONCE
        self._busy: dict[int, Counter[TeamId]] = {}  # shard -> what is performed of each team
        self._full: set[int] = set()  # shards of which no more can be taken for the moment
        self._tasks: set[asyncio.Task[None]] = set()
        self._claiming: dict[int, asyncio.Task[None]] = {}
        self._turns: dict[int, float] = {}  # shard -> when it was last looked at
        self._woken: set[int] = set()
        self._look = True
        self._ending = False
        self._wake = asyncio.Event()
        self._next: dict[int, float] = {}  # shard -> loop time of what is due next
        self._failing: set[int] = set()  # what the store did not answer when it was last asked
        self._fault: BaseException | None = None  # of ours, in a claim: the service ends with it
        self.pulse = Pulse()

    async def run(self) -> None:
        """Claims and performs until cancelled; then lets go of nothing half-done."""
        self.pulse.swept_at = asyncio.get_running_loop().time()
        # Beside the group: what is still performed while we end stays ours until it is done.
        renewing = asyncio.create_task(self._renew())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                group.create_task(self._claim())
                group.create_task(_until_it_fails(renewing))
                try:
                    await asyncio.Event().wait()
                finally:
                    # Seen lost: a cancellation that met a call to Redis at its end. The loops look.
                    self._ending = True
                    self._wake.set()
        finally:
            await self._drain()
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    def tick(self) -> None:
        """Looks at every shard soon, whatever wake-ups said."""
        self._look = True
        self._wake.set()

    async def _drain(self) -> None:
        """Ends what is under way; what takes too long comes back when its lease ends."""
        await asyncio.gather(*self._claiming.values(), return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=LEASE.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _listen(self) -> None:
        while not self._ending:
            try:
                async for shard in self._wakes.listen():
                    if self._ending:
                        return
                    if shard is not None:
                        self._come(shard)
            except StoreError as fault:
                log.warning("wake-ups are lost for a moment", why=str(fault))
                await asyncio.sleep(IDLE)

    async def _claim(self) -> None:
        """Each shard by a task of its own: one whose server is silent holds up no other."""
        loop = asyncio.get_running_loop()
        while not self._ending:
            self._wake.clear()
            if self._fault:
                raise self._fault
            if self._look and LOOKING not in self._claiming:
                self._look = False
                self._begin(LOOKING, self._look_at_all())
            now = loop.time()
            due = {shard for shard, at in self._next.items() if at <= now}
            ready = (self._woken | due) - self._full - self._claiming.keys()
            for shard in sorted(ready, key=self._turn):
                if self._free <= 0:  # a place that becomes free wakes us
                    self._woken.update(ready)
                    break
                self._woken.discard(shard)
                self._next.pop(shard, None)
                self._turns[shard] = now
                most = min(self._most(shard), self._free)
                self._free -= most
                self._begin(shard, self._claim_shard(shard, most))
                ready = ready - {shard}
            held_up = self._full | self._claiming.keys()
            later = (at for shard, at in self._next.items() if shard not in held_up)
            nearest = min(later, default=now + IDLE) if self._free > 0 else now + IDLE
            await self._sleep(min(IDLE, max(0.0, nearest - loop.time())))

    def _turn(self, shard: int) -> tuple[bool, float]:
        """Whoever had the last turn waits longest, and longer than all whose server is silent."""
        return shard in self._failing, self._turns.get(shard, 0.0)

    def _most(self, shard: int) -> int:
        """A claim keeps places while it waits: none may be kept for a server that is silent."""
        if shard in self._failing:
            return 1
        return MOST_BESIDE_A_FAULT if self._failing else MOST

    def _begin(self, what: int, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._watched(what, work))
        self._claiming[what] = task
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (fault := task.exception()):
            self._fault = fault
        self._wake.set()

    async def _watched(self, what: int, work: Coroutine[Any, Any, None]) -> None:
        loop = asyncio.get_running_loop()
        try:
            await work
            self.pulse.swept_at = loop.time()
            if what in self._failing:
                self._failing.discard(what)
                if not self._failing:
                    log.info("the store answers again")
        except StoreError as fault:
            if not self._failing:  # once, not at each try
                log.warning("the store does not answer; trying again", why=str(fault))
            self._failing.add(what)
            if what != LOOKING:
                self._next[what] = loop.time() + IDLE
        finally:
            del self._claiming[what]

    async def _look_at_all(self) -> None:
        """When something is due in each shard: one round trip, however much waits for later."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        times = await self._due.next_times()
        now, loop_now = self._now(), loop.time()
        for shard, at in times.items():
            if shard not in self._claiming:
                due = loop_now + max(0.0, (at - now).total_seconds())
                self._next[shard] = min(due, self._next.get(shard, due))
        self._full.clear()
        metrics.TICK.observe(loop.time() - started)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _claim_shard(self, shard: int, most: int) -> None:
        """Takes what is due in a shard, once: then the other shards have their turn."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        busy = self._busy.setdefault(shard, Counter())
        room = Room(OF_A_TEAM, {team_id: OF_A_TEAM - held for team_id, held in busy.items()})
        taken = 0
        try:
            now = self._now()
            claims, following = await self._due.claim(shard, now, LEASE, most, room=room)
            taken = len(claims)
        finally:
            self._free += most - taken
        for claim in claims:
            held = _Held(claim, started + (LEASE - MARGIN).total_seconds())
            self.pulse.held[f"{claim.lease}/{claim.id}"] = held
            busy[claim.team_id] += 1
            task = asyncio.create_task(self._perform(shard, held))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if claims:  # there may be more
            self._come(shard)
        elif following is None:
            self._next.pop(shard, None)
        elif following > now:
            self._next[shard] = loop.time() + (following - now).total_seconds()
        elif busy:  # due, and no room for it: what ends makes room
            self._full.add(shard)
        else:  # all of it ended while we asked
            self._come(shard)

    def _come(self, shard: int) -> None:
        self._woken.add(shard)
        self._full.discard(shard)
        self._wake.set()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            by_shard: dict[int, list[_Held]] = {}
            for held in list(self.pulse.held.values()):
                by_shard.setdefault(keys.shard_of(held.claim.team_id), []).append(held)
            # Side by side: a silent server must not cost the leases that others keep.
            await asyncio.gather(*(self._renew_shard(*one) for one in by_shard.items()))

    async def _renew_shard(self, shard: int, together: list[_Held]) -> None:
        started = asyncio.get_running_loop().time()
        claims = [held.claim for held in together]
        try:
            lost = await self._due.renew(shard, claims, LEASE)
        except StoreError:
            return
        for held in together:
            held.lost = held.claim.id in lost
            held.until = started + (LEASE - MARGIN).total_seconds()

    async def _perform(self, shard: int, held: _Held) -> None:
        claim = held.claim
        try:
            at = await self._attempt(claim, held.left)
            self.pulse.performed += 1
            if at is not None:
                self._expect(shard, at)
        except StoreError as fault:
            log.warning("an effect waits for the store", effect=claim.id, why=str(fault))
            await self._let_lapse(shard, claim)
        finally:
            self.pulse.held.pop(f"{claim.lease}/{claim.id}", None)
            self._let_go(shard, claim.team_id)

    async def _let_lapse(self, shard: int, claim: Claim) -> None:
        """
        At the end of its lease an effect is due again: nothing is lost. But the lease lasts as
        long as anything else of its claim is performed.
        """
        at = self._now() + AFTER_A_FAULT
        try:
            await self._due.later(claim, at, counted=False, in_doubt=True)
        except StoreError:
            return
        self._expect(shard, at)

    def _let_go(self, shard: int, team_id: TeamId) -> None:
        busy = self._busy[shard]
        busy[team_id] -= 1
        if not busy[team_id]:
            del busy[team_id]
        self._free += 1
        if shard in self._full:
            self._come(shard)
        elif self._free == 1:
            self._wake.set()

    def _expect(self, shard: int, at: datetime) -> None:
        """Something of this shard is due again then."""
        due = asyncio.get_running_loop().time() + max(0.0, (at - self._now()).total_seconds())
        self._next[shard] = min(due, self._next.get(shard, due))
        self._wake.set()


async def _until_it_fails(task: asyncio.Task[None]) -> None:
    """A task that dies in silence would take the leases with it."""
    await asyncio.shield(task)
