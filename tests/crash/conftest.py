"""One import of the bot for all the processes of a file."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.crash.children import Nursery, a_nursery


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """For the tests of a file that share a loop: `pytest.mark.asyncio(loop_scope="module")`."""
    async with a_nursery() as one:
        yield one
