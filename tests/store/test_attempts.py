"""What was reached for in vain: on record a few times, told once an hour."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.domain.attempts import MOST_ROWS, TOLD_AGAIN_AFTER
from bot.domain.effects import Due
from bot.domain.ids import SeenId, UserId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.attempts import AttemptLog
from bot.store.commits import Entry
from bot.store.scripts import Scripts
from tests.store.builders import NOW, TEAM, a_setup, an_effect, whole_store

SAM, ADA = UserId("U_SAM"), UserId("U_ADA")
SHORTLY_BEFORE: Final = TOLD_AGAIN_AFTER - timedelta(milliseconds=1)


class _Log:
    """Notes attempts at one setup; each delivery and each message is a new one."""

    def __init__(self, redis: Redis, scripts: Scripts) -> None:
        self.setup: Setup = a_setup()
        self._redis = redis
        self._log = AttemptLog(scripts)
        self._noted = 0

    async def note(
        self,
        by: UserId = SAM,
        *,
        at: datetime = NOW,
        of: str = "the reveal",
        seen: str | None = None,
        is_told: bool = True,
    ) -> None:
        self._noted += 1
        entry = Entry(by, "RevealRefused", "named", "named", at)
        told = (Due(an_effect(f"told{self._noted}")),) if is_told else ()
        delivery = SeenId(seen or f"press{self._noted}")
        await self._log.note(self.setup, entry, told, of=of, seen=delivery)

    async def rows(self) -> int:
        return int(await self._redis.xlen(keys.audit(TEAM)))

    async def told(self) -> int:
        return int(await self._redis.hlen(f"{keys.shard_prefix(keys.shard_of(TEAM))}body"))

    async def counts(self) -> tuple[int, int]:
        """Rows of the audit, messages."""
        return await self.rows(), await self.told()


@pytest.fixture
def log(redis: Redis, scripts: Scripts) -> _Log:
    return _Log(redis, scripts)


async def test_the_first_attempt_is_on_record_and_told(log: _Log, redis: Redis) -> None:
    """Who, what, on which setup; in one commit with the message, and no state is written."""
    await log.note()

    rows: Any = await redis.xrange(keys.audit(TEAM))
    [(_, fields)] = rows
    assert all(part in fields["row"] for part in (SAM, "RevealRefused", log.setup.id))
    assert await log.told() == 1
    assert not await redis.exists(keys.aggregate(TEAM, log.setup.ref))


async def test_within_the_hour_the_same_is_not_told_again(log: _Log) -> None:
    """Each is on record all the same."""
    for at in (NOW, NOW, NOW + SHORTLY_BEFORE):
        await log.note(at=at)

    assert await log.counts() == (3, 1)


async def test_after_an_hour_it_is_told_again(log: _Log) -> None:
    """An hour after what was told, by the clock of who notes it; pressing on moves nothing."""
    for minutes in range(0, 61, 20):
        await log.note(at=NOW + timedelta(minutes=minutes))

    assert await log.counts() == (4, 2)


async def test_a_machine_that_presses_fills_no_store(log: _Log, redis: Redis) -> None:
    """Some rows an hour; what is left of the others ends by itself."""
    for _ in range(MOST_ROWS + 5):
        await log.note()
    assert await log.counts() == (MOST_ROWS, 1)

    await log.note(at=NOW + TOLD_AGAIN_AFTER)

    assert await log.counts() == (MOST_ROWS + 1, 2)
    lasting = [key for key, (_, ends) in (await whole_store(redis)).items() if not ends]
    assert not [key for key in lasting if ":attempt:" in key or ":seen:" in key]


async def test_fifty_at_once_are_told_once(log: _Log) -> None:
    """Side by side, as a machine sends them."""
    await asyncio.gather(*(log.note() for _ in range(50)))

    assert await log.counts() == (MOST_ROWS, 1)


@pytest.mark.parametrize("other", [{"by": ADA}, {"of": "the reveal of a newer hand-over"}])
async def test_another_person_or_another_thing_is_told_at_once(
    log: _Log, other: dict[str, Any]
) -> None:
    """However often the one before was noted."""
    for _ in range(MOST_ROWS + 1):
        await log.note()

    await log.note(**other)

    assert await log.counts() == (MOST_ROWS + 1, 2)


async def test_a_delivery_that_comes_again_counts_once(log: _Log) -> None:
    """Slack repeats what it thinks was lost; an hour later too, it is no new attempt."""
    for at in (NOW, NOW, NOW + TOLD_AGAIN_AFTER):
        await log.note(seen="one press", at=at)

    assert await log.counts() == (1, 1)


async def test_where_nobody_had_to_be_told_the_next_that_matters_is(log: _Log) -> None:
    """Only what was told keeps the next one back."""
    await log.note(is_told=False)
    await log.note()
    await log.note()

    assert await log.counts() == (3, 1)
