"""The company of practice with its page and control API, as a browser reaches them."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from practice.control import control_routes
from practice.page.routes import page_routes
from practice.world import World

from .site import Site


async def there() -> None:
    """No bot is waited for."""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    world = World.new(None)
    world.slack.event_retry_delays = ()

    async def start_over() -> None:
        world.start_over()

    world.slack.server.mount(page_routes(world, None, start_over, there))
    world.slack.server.mount(control_routes(world, start_over, there))
    async with world.slack, aiohttp.ClientSession() as session:
        yield Site(world, session)
