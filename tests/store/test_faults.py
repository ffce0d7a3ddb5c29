"""No exception of the Redis library leaves the store."""

import asyncio
import inspect
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from redis import exceptions
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import SeenId
from bot.domain.outcome import Outcome
from bot.domain.people import Standing
from bot.domain.stages import Language
from bot.store import connect as connecting
from bot.store import errors, keys
from bot.store.aggregates import Aggregates
from bot.store.connect import connect
from bot.store.due import Claim, DueSet
from bot.store.errors import (
    StoreError,
    StoreFull,
    StoreUnavailable,
    answer_in_time,
    redis_faults,
)
from bot.store.heartbeats import Heartbeat, Heartbeats
from bot.store.people import KnownChannel, KnownPerson, PeopleCache
from bot.store.rotation import rotate, survey
from bot.store.scripts import Scripts
from bot.store.seals import Seals
from bot.store.vault import Vault
from bot.store.wake import Wakes
from tests.store.builders import (
    NOW,
    SOL,
    TEAM,
    a_run,
    a_setup,
    an_effect,
    an_entry,
    committed,
    credentials,
    handed_over,
)

Call: TypeAlias = Callable[[], Awaitable[Any]]
OF_THE_LIBRARY = [
    kind
    for _, kind in inspect.getmembers(exceptions, inspect.isclass)
    if issubclass(kind, exceptions.RedisError)
]


@pytest.mark.parametrize("kind", OF_THE_LIBRARY, ids=lambda kind: kind.__name__)
async def test_every_exception_of_the_library_becomes_ours(kind: type[Exception]) -> None:
    """The cause is kept."""
    fault = kind.__new__(kind)
    Exception.__init__(fault, "said so")

    with pytest.raises(StoreError) as caught:
        async with redis_faults():
            raise fault

    assert caught.value.__cause__ is fault


@pytest.mark.parametrize(
    ("fault", "ours"),
    [
        (exceptions.ConnectionError("refused"), StoreUnavailable),
        (exceptions.TimeoutError("late"), StoreUnavailable),
        (exceptions.BusyLoadingError("loading"), StoreUnavailable),
        (ConnectionRefusedError(111, "refused"), StoreUnavailable),
        (TimeoutError(), StoreUnavailable),
        (exceptions.OutOfMemoryError("OOM"), StoreFull),
        (exceptions.ResponseError("x script: OOM command not allowed when used memory"), StoreFull),
    ],
    ids=repr,
)
async def test_a_fault_is_named_for_what_can_be_done(
    fault: Exception, ours: type[StoreError]
) -> None:
    """Wait, or make room."""
    with pytest.raises(ours):
        async with redis_faults():
            raise fault


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """Every class has its line."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind.__name__ for kind in kinds if issubclass(kind, StoreError)]

    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in ours)
    assert len(ours) == 6


async def test_a_cancellation_passes() -> None:
    """It is no fault of the store."""
    with pytest.raises(asyncio.CancelledError):
        async with redis_faults():
            raise asyncio.CancelledError


def _all_calls(scripts: Scripts, secret_key: str) -> dict[str, Call]:
    """Every call of the store that reaches Redis."""
    redis = scripts.redis
    vault, seals = Vault(scripts, (secret_key,)), Seals((secret_key,))
    aggregates, due = Aggregates(redis, scripts, vault), DueSet(scripts, "worker")
    people, beats = PeopleCache(redis), Heartbeats(redis)
    setup, run = handed_over(a_setup()), a_run("ada@acme.example")
    claim = Claim(TEAM, "id", "lease", an_effect(), 0, 0, False)
    person = KnownPerson(
        user_id=SOL,
        standing=Standing.MEMBER,
        language=Language.EN,
        name="Sol",
        email=None,
        zone="Europe/Berlin",
        is_slack_admin=False,
        read_at=NOW,
    )
    channel = KnownChannel(
        channel_id="C1", name="one", is_archived=False, bot_is_in=True, read_at=NOW
    )
    beat = Heartbeat("worker", NOW, timedelta(0), 1)
    return {
        "ask": lambda: aggregates.ask(TEAM, SOL),
        "setup": lambda: aggregates.setup(TEAM, setup.id),
        "run": lambda: aggregates.run(TEAM, run.id),
        "runs": lambda: aggregates.runs(TEAM, setup.id),
        "sent": lambda: aggregates.sent(TEAM, setup.ref, "card"),
        "seen": lambda: aggregates.seen(TEAM, SeenId("click")),
        "commit_setup": lambda: aggregates.commit_setup(
            Outcome(setup, keep=credentials()), None, an_entry()
        ),
        "commit_run": lambda: aggregates.commit_run(Outcome(run), None, an_entry()),
        "claim": lambda: due.claim(0, NOW, timedelta(seconds=5)),
        "renew": lambda: due.renew(0, [claim], timedelta(seconds=5)),
        "done": lambda: due.done(claim, now=NOW),
        "later": lambda: due.later(claim, NOW, counted=True, in_doubt=True),
        "give_up": lambda: due.give_up(claim, "why", NOW),
        "waits_until": lambda: due.waits_until(TEAM, "id"),
        "next_times": due.next_times,
        "backlog": lambda: due.backlog(NOW),
        "vault.claim": lambda: vault.claim(TEAM, setup.id, SOL, 1, NOW),
        "vault.give_back": lambda: vault.give_back(TEAM, setup.id, "claim"),
        "vault.peek": lambda: vault.peek(TEAM, setup.id, SOL, 1, NOW),
        "vault.access": lambda: vault.access(TEAM, setup.id, 1),
        "vault.same_as": lambda: vault.same_as(TEAM, setup.id, credentials()),
        "survey": lambda: survey(redis, seals),
        "rotate": lambda: rotate(redis, scripts, seals),
        "person": lambda: people.person(TEAM, SOL),
        "keep_person": lambda: people.keep_person(TEAM, person),
        "forget_person": lambda: people.forget_person(TEAM, SOL),
        "channel": lambda: people.channel(TEAM, "C1"),
        "keep_channel": lambda: people.keep_channel(TEAM, channel),
        "direct_message": lambda: people.direct_message(TEAM, SOL),
        "keep_direct_message": lambda: people.keep_direct_message(TEAM, SOL, "D1"),
        "beat": lambda: beats.beat(beat),
        "heartbeats.stop": lambda: beats.stop("worker"),
        "heard": beats.heard,
        "listen": lambda: anext(Wakes(redis).listen()),
    }


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in earnest, but a tenth of the time."""
    for module in (connecting, errors):
        monkeypatch.setattr(module, "PATIENCE", 0.2)
    monkeypatch.setattr(errors, "LEAST", 0.03)


@asynccontextmanager
async def _scripts(url: str) -> AsyncIterator[Scripts]:
    scripts = Scripts(connect(url))
    try:
        yield scripts
    finally:
        await scripts.close()
        await scripts.redis.aclose()


async def _faults_of(scripts: Scripts, secret_key: str) -> dict[str, type[BaseException]]:
    """What each call ends with."""
    calls = _all_calls(scripts, secret_key)
    answers = await asyncio.gather(*(call() for call in calls.values()), return_exceptions=True)
    return {
        name: type(answer)
        for name, answer in zip(calls, answers, strict=True)
        if isinstance(answer, BaseException)
    }


async def test_no_server_is_unavailable_at_every_call(
    tmp_path: Path, secret_key: str, impatient: None
) -> None:
    """A socket that is not there, and a port where nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound, never listening: refused
        port = reserved.getsockname()[1]
        for url in (f"unix://{tmp_path}/none.sock", f"redis://127.0.0.1:{port}/0"):
            async with _scripts(url) as scripts:
                faults = await _faults_of(scripts, secret_key)
                assert faults == dict.fromkeys(_all_calls(scripts, secret_key), StoreUnavailable)


async def test_a_server_that_does_not_answer_is_unavailable_at_every_call(
    secret_key: str, impatient: None
) -> None:
    """In time for Slack's three seconds; nobody waits for ever."""

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    loop = asyncio.get_running_loop()
    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with _scripts(f"redis://127.0.0.1:{port}/0") as scripts:
            started = loop.time()
            faults = await _faults_of(scripts, secret_key)
            took = loop.time() - started
            assert faults == dict.fromkeys(_all_calls(scripts, secret_key), StoreUnavailable)
            assert took < 2


async def test_a_connection_that_is_cut_is_made_anew(redis: Redis, aggregates: Aggregates) -> None:
    """A server that was restarted costs nobody a refusal."""
    former = await committed(aggregates, Due(an_effect(), NOW))
    await redis.client_kill_filter(_type="normal", skipme=False)

    assert await aggregates.setup(TEAM, former.state.id) == former


@pytest.fixture
async def full(redis: Redis) -> AsyncIterator[Redis]:
    """A server that has no memory left."""
    await redis.config_set("maxmemory", 1)
    yield redis
    await redis.config_set("maxmemory", 0)


async def test_a_full_server_refuses_what_writes(
    full: Redis, scripts: Scripts, secret_key: str
) -> None:
    """Named as what it is. What only reads passes, and so does what Slack can be asked again."""
    faults = await _faults_of(scripts, secret_key)

    assert set(faults.values()) == {StoreFull}
    writing = {"commit_setup", "commit_run", "beat"}
    assert writing <= set(faults)
    passing = {"setup", "run", "seen", "heard", "person", "keep_person", "keep_channel"}
    assert not passing & set(faults)


async def test_a_full_server_still_lets_what_frees_room_through(
    full: Redis, aggregates: Aggregates, secret_key: str
) -> None:
    """After room was made everything works again; nothing of the refused commit is there."""
    setup = a_setup()
    with pytest.raises(StoreFull):
        await aggregates.commit_setup(Outcome(setup), None, an_entry())
    assert await aggregates.setup(TEAM, setup.id) is None

    await full.config_set("maxmemory", 0)

    await committed(aggregates, setup=setup)


async def test_a_refused_command_is_a_store_error(redis: Redis, aggregates: Aggregates) -> None:
    """A key of another kind than ours, for example."""
    setup = a_setup()
    await redis.set(keys.aggregate(TEAM, setup.ref), "no hash")

    with pytest.raises(StoreError, match="refused"):
        await aggregates.setup(TEAM, setup.id)


@pytest.fixture
async def stalling(redis: Redis, scripts: Scripts, impatient: None) -> AsyncIterator[Scripts]:
    """For longer than anybody waits; a connection is open already."""
    await scripts.ask(["person", "setups"], [""])
    yield scripts
    await redis.client_unpause()


async def _took(call: Call) -> float:
    """Seconds, until it is given up."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    with pytest.raises(StoreUnavailable):
        await call()
    return loop.time() - started


async def test_all_that_one_answer_asks_has_one_limit(
    redis: Redis, stalling: Scripts, aggregates: Aggregates
) -> None:
    """What was waited for before is not waited for again. The best of three, on busy cores."""
    took = []
    for _ in range(3):
        answer_in_time()
        await asyncio.sleep(0.14)  # somebody else was slow: Slack, or the store
        await redis.client_pause(1_000, all=False)  # of all, it would not take the end of it
        took.append(await _took(lambda: aggregates.ask(TEAM, SOL)))
        await redis.client_unpause()

    assert min(took) < 0.2
    assert max(took) > 0.04


async def test_what_is_asked_late_is_answered_if_the_store_answers(
    stalling: Scripts, aggregates: Aggregates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that was shown must still get on record; and a silent store costs little more."""
    monkeypatch.setattr(errors, "PATIENCE", 20.0)
    monkeypatch.setattr(errors, "LEAST", 0.3)
    answer_in_time(0.01)
    await asyncio.sleep(0.05)

    assert await aggregates.seen(TEAM, SeenId("click")) is None
    await stalling.redis.client_pause(20_000, all=False)
    assert 0.25 < await _took(lambda: aggregates.ask(TEAM, SOL)) < 10


async def test_the_limit_is_of_one_answer_only(
    redis: Redis, stalling: Scripts, aggregates: Aggregates
) -> None:
    """A worker, or somebody else's answer, waits as long as ever."""

    async def answered_before() -> None:
        answer_in_time()

    await asyncio.create_task(answered_before())
    await asyncio.sleep(0.15)
    await redis.client_pause(1_000)

    assert await _took(lambda: aggregates.ask(TEAM, SOL)) > 0.19


async def test_an_answer_that_came_while_we_stood_still_is_read(
    impatient: None, aggregates: Aggregates
) -> None:
    """The store was in time, and this process was not: what was done must not be said to be not."""
    await aggregates.seen(TEAM, SeenId("before"))  # so that there is a connection
    asked = asyncio.create_task(aggregates.seen(TEAM, SeenId("click")))
    await asyncio.sleep(0)  # it is on its way
    time.sleep(0.3)  # noqa: ASYNC251 (that is the case: longer than anything is waited for)

    assert await asked is None
