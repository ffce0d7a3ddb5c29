"""Two workers that do not agree: one sleeps in the middle of its work, or their clocks differ."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from practice.slack import Late
from practice.slack.faults import When
from tests.crash.children import Nursery
from tests.crash.company import an_installation
from tests.crash.oracle import all_is_well, everything_came_to_rest
from tests.crash.road import Road

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAUSE = 7.0  # seconds: longer than a lease
NAMED = 4  # who hears of a new setup


async def test_a_worker_that_slept_through_its_leases_doubles_nothing(
    tmp_path: Path, nursery: Nursery
) -> None:
    """
    It slept in the middle of its calls: one card was posted and not yet known to be, others were
    not posted yet. The other worker finds the one and posts the others; the sleeper posts none.
    """
    async with an_installation(tmp_path, nursery=nursery) as there:
        company, slack = there.company, there.company.slack
        slack.faults.add("chat.postMessage", Late(2), when=_names("channel", "D_STELLA"))
        slack.faults.add("conversations.open", Late(2), when=_names("users", "U_MARA"))
        slack.faults.add("conversations.open", Late(2), when=_names("users", "U_SVEN"))
        await there.start("web", "worker")
        await company.start_setup()
        await slack.until(lambda: slack.faults.pending == 0, what="the worker's calls")
        before = company.posted.total()
        there.pause("worker", PAUSE)
        await there.start("worker-2")

        await slack.until(lambda: company.posted.total() == NAMED, timeout=20, what="all cards")
        await asyncio.gather(*there.pauses)
        await asyncio.sleep(2.0)  # for what the sleeper may do

        assert before <= NAMED - 2
        assert set(company.posted.values()) == {1}
        assert company.posted.total() == NAMED
        assert await there.rests()
        assert there.processes["worker"].process.returncode is None


@pytest.mark.parametrize("of_web", [-5.0, 5.0])
async def test_clocks_ten_seconds_apart_double_and_lose_nothing(
    tmp_path: Path, nursery: Nursery, of_web: float
) -> None:
    """
    Whoever begins with somebody's first card is slow, and who came second would be fast: each
    card would come twice if that one took the lease of the first to be over.
    """
    async with an_installation(tmp_path, nursery=nursery) as there:
        there.workers = ("worker", "worker-2")
        there.ahead = {"web": of_web, "worker": -5.0, "worker-2": 5.0}
        there.company.slack.faults.add("conversations.open", Late(0.6), times=None, when=_first())
        await there.start("web", *there.workers)

        await Road(there).walk()

        await everything_came_to_rest(there)
        await all_is_well(there)


def _names(argument: str, id_: str) -> When:
    def is_it(arguments: dict[str, Any]) -> bool:
        return bool(arguments[argument] == id_)

    return is_it


def _first() -> When:
    """Of all calls with the same arguments."""
    former: list[dict[str, Any]] = []

    def is_it(arguments: dict[str, Any]) -> bool:
        is_new = arguments not in former
        former.append(arguments)
        return is_new

    return is_it
