"""The worker: claims what is due, performs it, finishes it; any number of them run side by side."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.handle import TooBusy
from bot.slack_faults import SlackFault, SlackInDoubt, SlackNotAllowed, SlackRateLimited
from bot.store import keys
from bot.store.due import MOST, Claim, DueSet
from bot.store.errors import StoreError
from bot.store.instants import Clock
from bot.store.wake import Wakes
from bot.work.deliver import Deliver, Delivered, Finished, Later

LEASE: Final = timedelta(seconds=5)
MARGIN: Final = timedelta(seconds=1)  # before its end a lease counts as over
RENEW_EVERY: Final = 1.5  # seconds
AT_ONCE: Final = 64  # effects that one worker performs side by side
ATTEMPTS: Final = 8  # counted ones, before an effect is put aside
FIRST_RETRY: Final = timedelta(seconds=0.5)
LONGEST_RETRY: Final = timedelta(seconds=60)
IDLE: Final = 1.0  # seconds: the longest sleep

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

    def __init__(self, due: DueSet, deliver: Deliver, wakes: Wakes, now: Clock) -> None:
        self._due = due
        self._deliver = deliver
        self._wakes = wakes
        self._now = now
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken: set[int] = set()
        self._look = True
        self._ending = False
        self._wake = asyncio.Event()
        self._next: dict[int, float] = {}  # shard -> loop time of what is due next
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
                        self._woken.add(shard)
                        self._wake.set()
            except StoreError as fault:
                log.warning("wake-ups are lost for a moment", why=str(fault))
                await asyncio.sleep(IDLE)

    async def _claim(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._ending:
            self._wake.clear()
            shards: set[int] = set()
            try:
                if self._look:
                    self._look = False
                    await self._look_at_all()
                now = loop.time()
                due = {shard for shard, at in self._next.items() if at <= now}
                shards, self._woken = self._woken | due, set()
                for shard in shards:
                    await self._claim_shard(shard)
                self.pulse.swept_at = loop.time()
            except StoreError as fault:
                log.warning("the store does not answer; trying again", why=str(fault))
                self._woken.update(shards)
                self._look = True
                await asyncio.sleep(IDLE)
                continue
            nearest = min(self._next.values(), default=now + IDLE)
            await self._sleep(min(IDLE, max(0.0, nearest - loop.time())))

    async def _look_at_all(self) -> None:
        """When something is due in each shard: one round trip, however much waits for later."""
        now, loop_now = self._now(), asyncio.get_running_loop().time()
        for shard, at in (await self._due.next_times()).items():
            self._next[shard] = loop_now + max(0.0, (at - now).total_seconds())

    async def _sleep(self, seconds: float) -> None:
        if self._woken:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _claim_shard(self, shard: int) -> None:
        """Takes what is due in a shard, once: then the other shards have their turn."""
        loop = asyncio.get_running_loop()
        await self._slots.acquire()
        self._slots.release()
        started = loop.time()
        free = min(MOST, max(1, AT_ONCE - len(self._tasks)))
        claims, following = await self._due.claim(shard, self._now(), LEASE, free)
        for claim in claims:
            await self._slots.acquire()
            held = _Held(claim, started + (LEASE - MARGIN).total_seconds())
            self.pulse.held[f"{claim.lease}/{claim.id}"] = held
            task = asyncio.create_task(self._perform(held))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if claims:  # there may be more
            self._woken.add(shard)
        self._next.pop(shard, None)
        if following is not None:
            wait = (following - self._now()).total_seconds()
            self._next[shard] = loop.time() + max(0.0, wait)

    async def _renew(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(RENEW_EVERY)
            by_shard: dict[int, list[_Held]] = {}
            for held in list(self.pulse.held.values()):
                by_shard.setdefault(keys.shard_of(held.claim.team_id), []).append(held)
            for shard, together in by_shard.items():
                started = loop.time()
                claims = [held.claim for held in together]
                try:
                    lost = await self._due.renew(shard, claims, self._now() + LEASE)
                except StoreError:
                    continue
                for held in together:
                    held.lost = held.claim.id in lost
                    held.until = started + (LEASE - MARGIN).total_seconds()

    async def _perform(self, held: _Held) -> None:
        claim = held.claim
        try:
            await self._attempt(held)
            self.pulse.performed += 1
        except StoreError as fault:
            # The lease ends, and the effect is due again: nothing is lost.
            log.warning("an effect waits for the store", effect=claim.id, why=str(fault))
        finally:
            self.pulse.held.pop(f"{claim.lease}/{claim.id}", None)
            self._slots.release()

    async def _attempt(self, held: _Held) -> None:
        claim = held.claim
        try:
            result = await self._deliver(claim, held.left)
        except SlackRateLimited as fault:
            at = self._now() + fault.retry_after
            # Nothing was done now, but an earlier attempt may have been.
            await self._later(claim, at, counted=False, in_doubt=claim.in_doubt)
        except (SlackFault, TooBusy) as fault:
            await self._again(claim, fault)
        except Exception as fault:
            # The one place for faults of ours: put aside with a trace, never in silence.
            log.exception("an effect failed", effect=claim.id)
            await self._again(claim, fault)
        else:
            match result:
                case Delivered(sent, then):
                    await self._due.done(claim, sent=sent, then=then, now=self._now())
                case Later(after):
                    at = self._now() + after
                    await self._later(claim, at, counted=False, in_doubt=claim.in_doubt)
                case Finished():
                    pass

    async def _again(self, claim: Claim, fault: Exception) -> None:
        # A fault of ours may have come after the post; Slack's other faults say that none was made.
        was_refused = isinstance(fault, SlackFault | TooBusy) and not isinstance(
            fault, SlackInDoubt
        )
        in_doubt = claim.in_doubt or not was_refused
        if claim.tries + 1 >= ATTEMPTS:
            log.error("given up", effect=claim.id, why=str(fault), tries=claim.tries + 1)
            await self._due.give_up(claim, str(fault), self._now())
            return
        level = log.error if isinstance(fault, SlackNotAllowed) else log.warning
        level("trying again", effect=claim.id, why=str(fault), tries=claim.tries + 1)
        at = self._now() + retry_after(claim.tries)
        await self._later(claim, at, counted=True, in_doubt=in_doubt)

    async def _later(self, claim: Claim, at: datetime, *, counted: bool, in_doubt: bool) -> None:
        await self._due.later(claim, at, counted=counted, in_doubt=in_doubt)
        shard = keys.shard_of(claim.team_id)
        due = asyncio.get_running_loop().time() + max(0.0, (at - self._now()).total_seconds())
        self._next[shard] = min(due, self._next.get(shard, due))
        self._wake.set()


async def _until_it_fails(task: asyncio.Task[None]) -> None:
    """A task that dies in silence would take the leases with it."""
    await asyncio.shield(task)


def retry_after(tries: int) -> timedelta:
    """Doubling, with jitter; the first within a second, none longer than a minute."""
    longest = min(LONGEST_RETRY, FIRST_RETRY * (1 << (tries + 1)))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 (jitter, no secret)
