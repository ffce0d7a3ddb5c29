"""A company whose Sales Connect admin has her lists ready."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.conftest import Hands
from tests.journeys.steps import connected_by_itself
from tests.journeys.world import World, a_world
from tests.lists.listing import KNOWN


@pytest.fixture
async def office(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[World]:
    """Marketo has long been connected, its workspaces were named."""
    async with a_world(redis, valkey_url, hands, by_http=True) as world:
        await connected_by_itself(world)
        await world.mara.press("More than ten minutes ago")
        await world.workspaces(*KNOWN.names)
        yield world
