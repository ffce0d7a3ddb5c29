"""The one connection for scripts: lost, late, shared, and closed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import ResponseError

from bot.store.scripts import Scripts
from bot.store.wire import Wire


@pytest.fixture
async def wire(redis: Redis) -> AsyncIterator[Wire]:
    one = Wire(redis.connection_pool.make_connection)
    yield one
    await one.close()


async def test_each_question_gets_its_own_answer(wire: Wire) -> None:
    """Asked all at once, over one connection."""
    answers = await asyncio.gather(*(wire.ask("ECHO", f"{n}") for n in range(200)))

    assert answers == [f"{n}" for n in range(200)]


async def test_all_of_them_share_one_connection(wire: Wire, redis: Redis) -> None:
    """However many ask at the same time."""
    before = len(await redis.client_list())

    await asyncio.gather(*(wire.ask("PING") for _ in range(50)))

    assert len(await redis.client_list()) == before + 1


async def test_a_lost_connection_is_opened_anew(wire: Wire, redis: Redis) -> None:
    """Whoever asks next does not notice."""
    name = await wire.ask("CLIENT", "ID")
    await redis.client_kill_filter(_id=name)

    assert await wire.ask("PING") == "PONG"


async def test_who_waits_while_it_is_lost_is_asked_for_once_more(wire: Wire, redis: Redis) -> None:
    """A script recognises a repeat, so asking again is safe."""
    name = await wire.ask("CLIENT", "ID")
    waiting = asyncio.create_task(wire.ask("BLPOP", "nothing", "5"))
    await _blocked(redis, other_than="")

    await redis.client_kill_filter(_id=name)
    await _blocked(redis, other_than=str(name))
    await redis.rpush("nothing", "something")

    assert await waiting == ["nothing", "something"]


async def test_a_refusal_is_an_answer(wire: Wire) -> None:
    """The connection stays, and the next answer is the next question's."""
    number = await wire.ask("CLIENT", "ID")

    with pytest.raises(ResponseError):
        await wire.ask("INCR")

    assert await wire.ask("CLIENT", "ID") == number


async def test_who_gives_up_takes_no_answer_from_others(wire: Wire) -> None:
    """What is asked after somebody lost patience is answered by its own answer."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await wire.ask("BLPOP", "nothing", "1")

    assert await wire.ask("ECHO", "mine") == "mine"


async def test_a_server_that_forgot_the_scripts_learns_them_again(redis: Redis) -> None:
    """A server that was started anew knows none."""
    scripts = Scripts(redis)
    keys, args = ["person", "setups"], ["setup:"]
    await scripts.ask(keys, list(args))
    await redis.script_flush()

    assert await scripts.ask(keys, list(args)) == [""]

    await scripts.close()


async def test_nothing_is_answered_after_the_end(redis: Redis) -> None:
    """Whoever still waits hears that the connection is lost."""
    wire = Wire(redis.connection_pool.make_connection)
    await wire.ask("PING")
    waiting = asyncio.create_task(wire.ask("BLPOP", "nothing", "1"))
    await _blocked(redis, other_than="")

    await wire.close()

    with pytest.raises(ConnectionLost):
        await waiting
    with pytest.raises(ConnectionLost):
        await wire.ask("PING")


async def _blocked(redis: Redis, *, other_than: str) -> None:
    """Until somebody waits in BLPOP on another connection than that."""
    async with asyncio.timeout(20):
        while not await _who_blocks(redis) - {other_than}:  # noqa: ASYNC110 (the server tells nobody)
            await asyncio.sleep(0.005)


async def _who_blocks(redis: Redis) -> set[str]:
    return {one["id"] for one in await redis.client_list() if one["cmd"] == "blpop"}
