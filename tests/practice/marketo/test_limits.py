"""Marketo's limits of use, on a clock that tests move."""

import asyncio

from practice.marketo.faults import SlowBody
from practice.marketo.limits import AT_ONCE, CALLS, Limits
from practice.marketo.standin import WORKSPACES, MarketoStandIn
from practice.marketo.state import MarketoState

from .conftest import Client, HandClock


def used(limits: Limits, times: int) -> list[int | None]:
    """One call after the other."""
    codes = []
    for _ in range(times):
        codes.append(limits.enter())
        if codes[-1] is None:
            limits.leave()
    return codes


async def test_the_hundred_and_first_call_within_20_seconds_is_606(
    client: Client, clock: HandClock
) -> None:
    """Over HTTP; with the first call's 20 seconds its place is free again."""
    token = await client.token()
    answers = [await client(WORKSPACES, token=token)]
    clock.move(seconds=19)
    answers += [await client(WORKSPACES, token=token) for _ in range(CALLS)]
    clock.move(seconds=1)
    again = [await client(WORKSPACES, token=token) for _ in range(2)]

    assert [a.status for a in answers[:CALLS]] == [200] * CALLS
    assert answers[CALLS].code == 606
    assert [a.code for a in again] == [None, 606]


async def test_asking_for_a_token_is_not_counted(
    client: Client, marketo: MarketoStandIn, state: MarketoState
) -> None:
    for _ in range(CALLS + 1):
        assert (await client.ask_token(state.client_id, state.client_secret)).status == 200

    assert marketo.limits.used_today == 0


async def test_the_eleventh_call_at_once_is_615(client: Client, marketo: MarketoStandIn) -> None:
    """A call is under way until its answer is whole; then its place is free again."""
    token = await client.token()
    marketo.faults.add(WORKSPACES, SlowBody(2), times=AT_ONCE)
    slow = [asyncio.create_task(client(WORKSPACES, token=token)) for _ in range(AT_ONCE)]
    while marketo.faults.pending:  # noqa: ASYNC110  the stand-in tells nobody
        await asyncio.sleep(0.005)

    eleventh = await client(WORKSPACES, token=token)
    answers = await asyncio.gather(*slow)
    after = await client(WORKSPACES, token=token)

    assert eleventh.code == 615
    assert [a.status for a in answers] == [200] * AT_ONCE
    assert after.status == 200


async def test_the_daily_quota_is_607_until_midnight_us_central(
    client: Client, marketo: MarketoStandIn, clock: HandClock
) -> None:
    """The clock stands at 10:00 there, in summer."""
    marketo.limits.daily_quota = 2
    token = await client.token()
    day = [(await client(WORKSPACES, token=token)).code for _ in range(3)]

    clock.move(hours=13, minutes=59)
    evening = await client(WORKSPACES, token=await client.token())
    clock.move(minutes=1)
    midnight = await client(WORKSPACES, token=await client.token())

    assert day == [None, None, 607]
    assert (evening.code, midnight.code) == (607, None)


def test_the_quota_is_fifty_thousand_by_default(clock: HandClock) -> None:
    limits = Limits(clock)
    for _ in range(500):
        assert used(limits, CALLS) == [None] * CALLS
        clock.move(seconds=20)

    assert used(limits, 1) == [607]


def test_what_was_refused_is_not_counted(clock: HandClock) -> None:
    limits = Limits(clock)

    codes = used(limits, CALLS + 5)

    assert codes[CALLS:] == [606] * 5
    assert limits.used_today == CALLS
