"""Days that pass once all is done: what nobody decided is asked for again, escalated, expires."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.domain.request import Request, RequestStage
from tests.crash.acts import COMES_WITHIN, Act, IsDone, Step, nothing
from tests.crash.clock import A_DAY_LATER, A_WEEK_LATER
from tests.crash.company import Installation
from tests.crash.kept import SOL


def days(there: Installation, number: int) -> list[Step]:
    """At most two: the next day, and a day of the next week."""
    sol = there.company.sol
    steps = [
        Step("A day later", sol, nothing, _moved(there, A_DAY_LATER), _all_are(there, was_nudged)),
        Step("A week later", sol, nothing, _moved(there, A_WEEK_LATER), _all_are(there, is_late)),
    ]
    return steps[:number]


def was_nudged(request: Request) -> bool:
    """Once, and escalated; or whose turn it is was reminded once."""
    if request.is_waiting:
        return (request.nudges, request.escalated_to) == (1, SOL)
    return request.reminders == int(request.is_approved)


def is_late(request: Request) -> bool:
    """Nobody decided; its second nudge was due before its end."""
    if request.stage is RequestStage.EXPIRED:
        return request.nudges in (1, 2) and request.escalated_to == SOL
    return not request.is_waiting and request.reminders == 2 * int(request.is_approved)


def _moved(there: Installation, to: datetime) -> Act:
    """Returns when what is due by then is done."""

    async def move() -> None:
        assert there.clock is not None
        there.clock.move(to)
        there.days += 1
        async with asyncio.timeout(2 * COMES_WITHIN):
            while not await there.rests():  # noqa: ASYNC110 (Redis tells nobody)
                await asyncio.sleep(0.05)

    return move


def _all_are(there: Installation, so: Callable[[Request], bool]) -> IsDone:
    async def are_so() -> bool:
        return all(so(one) for one in await there.requests())

    return are_so
