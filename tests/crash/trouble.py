"""What goes wrong in a round: Slack's answers; deaths of processes and of the store; pauses."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from enum import StrEnum
from random import Random
from typing import Any, Final

from redis.exceptions import RedisError

from bot.store import keys
from practice.slack import Drop, Html, Late, LoseAnswer, RateLimited, ServerError, SlackStandIn
from practice.slack.faults import Fault, When
from tests.crash.company import STORE, Installation

AT_MOST: Final = 0.005  # seconds between a moment and the death
IS_COMING: Final = 0.3  # seconds: what has not come by then does not come
ABSENT: Final = 0.5  # seconds, at most: what a supervisor takes to notice

METHODS: Final = (
    "auth.test",
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "conversations.replies",
    "files.info",
    "users.info",
    "users.lookupByEmail",
    "views.open",
    "views.update",
)
SLACK_FAULTS: Final[tuple[tuple[Fault, float], ...]] = (  # and the share of calls they meet
    (LoseAnswer(), 0.03),
    (ServerError(after=True), 0.02),
    (ServerError(503), 0.02),
    (Drop(), 0.02),
    (RateLimited(1), 0.02),
    (Html(502), 0.01),
    (Late(0.4), 0.03),
    (Late(4.5), 0.01),  # longer than a lease is surely ours
)
LOST_IN_A_THREAD: Final = 0.4  # share of answers: few messages go there


class Moment(StrEnum):
    """What it follows: so the few milliseconds meet every part of the work."""

    CLICK = "click"
    COMMIT = "commit"
    CALL = "call"  # to Slack: a card that is posted, a window that opens


def add_slack_faults(slack: SlackStandIn, random: Random) -> None:
    """Until the faults are cleared."""

    def sometimes(share: float) -> When:
        def is_it(_: dict[str, Any]) -> bool:
            return random.random() < share

        return is_it

    def in_a_thread(arguments: dict[str, Any]) -> bool:
        return "thread_ts" in arguments and random.random() < LOST_IN_A_THREAD

    slack.faults.add("chat.postMessage", LoseAnswer(), times=None, when=in_a_thread)
    # Meanwhile a request hears of its setup: who may approve is about to be read once more.
    slack.faults.add("conversations.members", Late(0.4), times=None, when=sometimes(0.5))
    for method in METHODS:
        for fault, share in SLACK_FAULTS:
            slack.faults.add(method, fault, times=None, when=sometimes(share))


class Trouble(ABC):
    """Comes once, beside a click."""

    def __init__(self, there: Installation, random: Random) -> None:
        self._there = there
        self._moment = random.choice(list(Moment))
        self._after = random.uniform(0, AT_MOST)

    async def come_beside_a_click(self) -> None:
        """Within five milliseconds of the moment, or when it does not come."""
        match self._moment:
            case Moment.COMMIT:
                await self._committed()
            case Moment.CALL:
                await self._called_slack()
        await asyncio.sleep(self._after)
        await self._come()

    @abstractmethod
    async def _come(self) -> None: ...

    async def _committed(self) -> None:
        """If the store dies beside another click meanwhile, that is a moment as good as any."""
        with suppress(RedisError):
            async with self._there.redis.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.subscribe(keys.WAKE)
                await channel.get_message(timeout=IS_COMING)  # of the subscription itself
                await channel.get_message(timeout=IS_COMING)

    async def _called_slack(self) -> None:
        slack = self._there.company.slack
        before = len(slack.calls)
        with suppress(TimeoutError):
            await slack.until(lambda: len(slack.calls) > before, timeout=IS_COMING)


class Death(Trouble):
    """kill -9; when this returns, what died lives again."""

    def __init__(self, there: Installation, random: Random) -> None:
        super().__init__(there, random)
        workers = there.workers
        choices = (("web",), workers[:1], workers[-1:], workers, ("web", *workers), (STORE,))
        self._victims = random.choice(choices)
        self._absence = random.uniform(0, ABSENT)

    def __str__(self) -> str:
        return f"{self._moment}: {' and '.join(self._victims)} died"

    async def _come(self) -> None:
        async with self._there.deaths:
            await self._there.kill(*self._victims)
            await asyncio.sleep(self._absence)
            await self._there.start(*self._victims)


class Pause(Trouble):
    """SIGSTOP of a worker, for longer than its leases last; when this returns, it begins."""

    def __init__(self, there: Installation, random: Random, seconds: float) -> None:
        super().__init__(there, random)
        self._who = random.choice(there.workers)
        self._seconds = seconds

    def __str__(self) -> str:
        return f"{self._moment}: {self._who} stopped for {self._seconds:g} s"

    async def _come(self) -> None:
        self._there.pause(self._who, self._seconds)
