"""The store goes in the middle of an answer, at each question: all of it is done, or none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from bot.app import build
from bot.domain.ids import UserId
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.store import keys
from practice.slack import Late, SlackStandIn
from practice.slack.server import Server
from tests.conftest import Hands
from tests.journeys.steps import TEAM, audit, settled
from tests.journeys.world import CLIENT_SECRET, PATIENT, World, add_company, settings_for
from tests.store.between import Between, Break

SOL: Final = UserId("U_SOL")
SLACK_WAITS: Final = 3.0  # seconds
SLOW: Final = 1.1  # seconds
SAID: Final = "try again"
CLAIM_OVER: Final = timedelta(seconds=6)
LOST: Final = (Break.UNASKED, Break.UNANSWERED)


class Divided(World):
    """Who answers reaches the store through `between`; the worker reaches it as ever."""

    between: Between

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, hands: Hands) -> AsyncIterator["Divided"]:
        async with Between.open(url) as between, SlackStandIn() as slack:
            slack.ack_timeout = PATIENT
            add_company(slack)
            settings = settings_for(slack, url)
            through = settings.model_copy(update={"redis_url": SecretStr(between.url)})
            async with (
                build(settings, now=hands.now) as works,
                build(through, now=hands.now) as answers,
            ):
                server = Server(answers.web_app().routes)
                slack.request_url = f"{await server.start()}/slack/events"
                working = asyncio.create_task(works.work())
                world = cls(slack, works, hands)
                world.between = between
                try:
                    yield world
                finally:
                    working.cancel()
                    await asyncio.gather(working, return_exceptions=True)
                    await server.stop()

    async def setup(self) -> Setup:
        [kept] = (await self.bot.aggregates.ask(TEAM, SOL)).setups
        return kept.state

    async def sealed_version(self) -> str | None:
        vault = keys.vault(TEAM, (await self.setup()).id)
        version = await self.bot.redis.hget(vault, "version")
        return str(version) if version else None


@pytest.fixture
async def divided(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[Divided]:
    async with Divided.open(valkey_url, hands) as one:
        yield one


async def _ready_to_hand_over(world: World) -> None:
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()


@pytest.mark.parametrize("how", LOST, ids=lambda how: how.name)
async def test_a_hand_over_is_whole_or_not_there(divided: Divided, how: Break) -> None:
    """Pressed again, it is done once: what was done before the answer was lost is recognised."""
    world, between = divided, divided.between
    await world.named()
    question = 0
    while True:
        question += 1
        await _ready_to_hand_over(world)
        between.break_at(question, how)
        await world.mara.submit()
        was_broken = between.is_broken
        between.mend()
        if not was_broken:
            break
        if world.mara.modal:
            assert SAID in " ".join(world.mara.errors.values())
            await world.mara.submit()
        assert world.mara.modal is None, world.mara.errors
        assert (await world.setup()).version == question
        assert await world.sealed_version() == str(question)
        assert await audit(world, "HandOver") == ["U_MARA"] * question

    assert question > 2  # at the least: who asks, and the commit


@pytest.mark.parametrize("how", LOST, ids=lambda how: how.name)
async def test_a_reveal_shows_once_or_costs_nothing(divided: Divided, how: Break) -> None:
    """Shown: on record when the window is closed, at the latest. Not shown: still there."""
    world, between = divided, divided.between
    await world.named()
    question = 0
    while True:
        question += 1
        await _ready_to_hand_over(world)
        await world.mara.submit()
        between.break_at(question, how)
        answer = await world.sol.command("/salesconnect credentials")
        was_broken = between.is_broken
        between.mend()
        if not was_broken:
            break
        if world.sol.modal is None:
            assert SAID in answer.text
            world.hands.move(CLAIM_OVER)
            await world.sol.command("/salesconnect credentials")
        assert world.sol.modal is not None
        assert CLIENT_SECRET in world.sol.modal.text
        await world.sol.close()
        assert await world.sealed_version() is None
        note = (await world.setup()).handed_over
        assert note is not None
        assert note.revealed_at is not None

    assert question > 4  # at the least: who asks, the setup, the claim, the commit


async def test_a_slow_slack_and_a_silent_store_are_not_both_waited_for(divided: Divided) -> None:
    """One after the other, each within its own limit, would be too late for Slack."""
    world, between = divided, divided.between
    await world.revealed()
    await settled(world)
    await world.bot.redis.delete(keys.person(TEAM, SOL))
    world.slack.faults.add("users.info", Late(SLOW))
    between.break_at(1, Break.SILENT, holds=b"ReportConnected")  # as the commit does

    await world.sol.press("I've connected")

    assert between.is_broken
    assert world.slack.faults.pending == 0
    assert SLOW < world.slack.deliveries[-1].took < SLACK_WAITS
    assert SAID in (await world.sol.until_ephemeral(lambda m: True)).all_text
    between.mend()
    await world.sol.press("I've connected")
    assert (await world.setup()).stage is Stage.CONNECTED
