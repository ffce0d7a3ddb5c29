"""Redis has no memory left: each script writes all that it has to write, or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import Any, Final, TypeAlias

import pytest
from redis.asyncio import Redis

from bot.domain.attempts import told_of
from bot.domain.effects import Due, Ref
from bot.domain.ids import SeenId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Standing
from bot.domain.request_commands import Approve, OpenRequest, ReportInvited
from bot.domain.run_commands import StartRun
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.attempts import AttemptLog
from bot.store.commits import Committed
from bot.store.due import Claim, DueSet, Sent
from bot.store.errors import StoreFull
from bot.store.hold import ConnectorHold
from bot.store.homes import Homes, Look
from bot.store.replies import ReplyLog
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from bot.store.vault import Claimed, Vault
from tests.domain.builders import SETUP_ID
from tests.domain.request_builders import MEMBERS
from tests.domain.run_builders import a_plan
from tests.journeys.steps import stored
from tests.store.builders import (
    NOW,
    SOL,
    STELLA,
    TEAM,
    a_setup,
    an_effect,
    an_entry,
    cancelled,
    credentials,
    handed_over,
)
from tests.store.full import full
from tests.store.kept_requests import asked, asks, ids
from tests.store.kept_runs import a_draft, people_of, report, started

LEASE: Final = timedelta(minutes=5)
SHARD: Final = keys.shard_of(TEAM)
STRANGER: Final = Actor(TEAM, STELLA, Standing.MEMBER)


@dataclass(frozen=True, slots=True)
class Store:
    """One of each: a setup, its sealed credentials, an effect that is due."""

    scripts: Scripts
    aggregates: Aggregates
    due: DueSet
    vault: Vault
    setup: Versioned[Setup]

    async def claimed(self) -> Claim:
        [claim], _ = await self.due.claim(SHARD, NOW, LEASE)
        return claim


Attempt: TypeAlias = Callable[[], Awaitable[Any]]
Attempted: TypeAlias = Callable[[Store], Awaitable[Attempt]]


@pytest.fixture
async def store(scripts: Scripts, aggregates: Aggregates, due: DueSet, vault: Vault) -> Store:
    setup = handed_over(a_setup())
    outcome = Outcome(setup, (Due(an_effect(), NOW),), keep=credentials())
    await aggregates.commit_setup(outcome, None, an_entry())
    return Store(scripts, aggregates, due, vault, Versioned(setup, 1))


# Each prepares with memory what it then tries without.


async def _commit(store: Store) -> Attempt:
    then = (Due(an_effect(), NOW),)
    outcome = Outcome(store.setup.state, then, keep=credentials())
    return lambda: store.aggregates.commit_setup(
        outcome, store.setup, an_entry(), seen=SeenId("click")
    )


async def _burn(store: Store) -> Attempt:
    outcome = Outcome(store.setup.state, burn=True)
    return lambda: store.aggregates.commit_setup(outcome, store.setup, an_entry())


async def _end(store: Store) -> Attempt:
    outcome = Outcome(cancelled(store.setup.state))
    return lambda: store.aggregates.commit_setup(outcome, store.setup, an_entry())


async def _start_a_run(store: Store) -> Attempt:
    draft = await a_draft(store.aggregates, a_plan(people_of("ada@acme.example")))
    return lambda: draft.takes(StartRun(SETUP_ID, draft.run.id))


async def _end_a_run(store: Store) -> Attempt:
    running = await started(store.aggregates, a_plan(people_of("ada@acme.example")))
    return lambda: running.takes(report(running, 0))


async def _ask_for_invites(store: Store) -> Attempt:
    return lambda: asks(store.aggregates, "ada@acme.example")


async def _open_a_request(store: Store) -> Attempt:
    kept = await asked(store.aggregates, "ada@acme.example")
    return lambda: kept.takes(OpenRequest(*ids(kept), MEMBERS))


async def _approve_a_request(store: Store) -> Attempt:
    kept = await (await asked(store.aggregates, "ada@acme.example")).is_open()
    return lambda: kept.takes(Approve(*ids(kept), kept.request.edition))


async def _read_a_request(store: Store) -> Attempt:
    kept = await (await asked(store.aggregates, "ada@acme.example")).is_open()
    return lambda: store.aggregates.request(TEAM, kept.request.id)


async def _end_a_request(store: Store) -> Attempt:
    approved = await (await asked(store.aggregates, "ada@acme.example")).is_approved()
    return lambda: approved.takes(ReportInvited(*ids(approved)))


async def _claim(store: Store) -> Attempt:
    return lambda: store.due.claim(SHARD, NOW, LEASE)


async def _renew(store: Store) -> Attempt:
    claim = await store.claimed()
    return lambda: store.due.renew(SHARD, [claim], LEASE)


async def _finish(store: Store) -> Attempt:
    claim = await store.claimed()
    return lambda: store.due.done(claim, now=NOW)


async def _finish_a_post(store: Store) -> Attempt:
    claim = await store.claimed()
    sent = Sent(Ref(kind="setup", id=store.setup.state.id), "card", "D1", "1.1", "digest")
    return lambda: store.due.done(claim, sent=sent, then=[Due(an_effect(), NOW)], now=NOW)


async def _put_off(store: Store) -> Attempt:
    claim = await store.claimed()
    return lambda: store.due.later(claim, NOW, counted=True, in_doubt=True)


async def _give_up(store: Store) -> Attempt:
    claim = await store.claimed()
    return lambda: store.due.give_up(claim, "why", NOW)


async def _revive(store: Store) -> Attempt:
    setup, retries = store.setup.state, Retries(store.scripts)
    await store.due.give_up(await store.claimed(), "why", NOW, setup_id=setup.id)
    letters = await retries.waiting(TEAM, setup.id)
    return lambda: retries.revive(setup, letters, an_entry(), (), seen=SeenId("retry"))


async def _note(store: Store) -> Attempt:
    setup = store.setup.state
    told = told_of(setup, Act.REVEAL, STRANGER, NOW)
    log = AttemptLog(store.scripts)
    return lambda: log.note(setup, an_entry(), told, of="it", seen=SeenId("press"))


async def _reply(store: Store) -> Attempt:
    log, reply = ReplyLog(store.scripts), Due(an_effect(), NOW)
    return lambda: log.commit(TEAM, reply, seen=SeenId("message"), now=NOW)


async def _look(store: Store) -> Attempt:
    homes = Homes(store.scripts)
    return lambda: homes.looked(TEAM, SOL, page="", now=NOW)


async def _watch(store: Store) -> Attempt:
    homes, setup = Homes(store.scripts), store.setup.state
    return lambda: homes.watch(TEAM, SOL, [setup.ref], Look("", "", NOW), NOW)


async def _show(store: Store) -> Attempt:
    return lambda: store.vault.claim(TEAM, store.setup.state.id, SOL, 1, NOW)


async def _give_back(store: Store) -> Attempt:
    claimed = await store.vault.claim(TEAM, store.setup.state.id, SOL, 1, NOW)
    assert isinstance(claimed, Claimed)
    return lambda: store.vault.give_back(TEAM, store.setup.state.id, claimed.claim)


async def _reseal(store: Store) -> Attempt:
    vault = keys.vault(TEAM, store.setup.state.id)
    old = str(await store.scripts.redis.hget(vault, "client_id"))
    words: list[str | int] = [keys.shard_prefix(SHARD), "client_id", old, "new"]
    return lambda: store.scripts.reseal([vault], words)


async def _line(store: Store) -> Attempt:
    line = keys.line(TEAM, "chat.postMessage", "bulk")
    return lambda: store.scripts.line([line, keys.due(TEAM)], [1_000, 0])


async def _hold(store: Store) -> Attempt:
    held = ConnectorHold(store.scripts, lambda: NOW)
    return lambda: held.hold(timedelta(minutes=1))


async def _ask(store: Store) -> Attempt:
    return lambda: store.aggregates.ask(TEAM, SOL)


async def _all(redis: Redis) -> dict[str, Any]:
    """Every key with its value, and when it ends."""
    kept = await stored(redis)
    return {name: (value, await redis.pexpiretime(name)) for name, value in kept.items()}


REFUSED: Final[dict[str, tuple[str, Attempted]]] = {
    "a commit": ("commit", _commit),
    "the start of a run": ("commit", _start_a_run),
    "a request": ("commit", _ask_for_invites),
    "who may approve it": ("commit", _open_a_request),
    "a claim": ("claim", _claim),
    "a renewal": ("renew", _renew),
    "the end of a post": ("finish", _finish_a_post),
    "another time for an effect": ("finish", _put_off),
    "a refused attempt": ("note", _note),
    "an answer to a message": ("reply", _reply),
    "a look at Home": ("look", _look),
    "what a Home shows": ("watch", _watch),
    "the first phase of a reveal": ("vault_claim", _show),
    "another attempt": ("revive", _revive),
    "another key": ("reseal", _reseal),
    "a place in the line": ("line", _line),
    "a hold of the connector": ("hold", _hold),
}
DONE: Final[dict[str, tuple[str, Attempted]]] = {
    "a commit that burns": ("commit", _burn),
    "an end": ("commit", _end),  # it gives a name back first
    "the end of a run": ("commit", _end_a_run),  # it lets its people go first
    "the end of a request": ("commit", _end_a_request),  # as well
    "an approval": ("commit", _approve_a_request),  # it lets go who was in the channel
    "the end of an effect": ("done", _finish),
    "an effect put aside": ("finish", _give_up),
    "a window that did not open": ("vault_unclaim", _give_back),
    "a question": ("ask", _ask),
    "a look at a request": ("request", _read_a_request),
}
ONLY_READ: Final = ("a question", "a look at a request")


@pytest.mark.parametrize("what", REFUSED)
async def test_what_is_refused_has_written_nothing(store: Store, redis: Redis, what: str) -> None:
    """Redis stops no script after its first write; so the first one decides."""
    attempt = await REFUSED[what][1](store)
    before = await _all(redis)

    async with full(redis):
        with pytest.raises(StoreFull):
            await attempt()

    assert await _all(redis) == before
    await attempt()  # nothing that was refused stands in its way
    assert await _all(redis) != before


@pytest.mark.parametrize("what", DONE)
async def test_what_frees_room_is_done_all_the_same(store: Store, redis: Redis, what: str) -> None:
    """To the end, with what it has to add: whatever begins by taking something away."""
    attempt = await DONE[what][1](store)
    before = await _all(redis)

    async with full(redis):
        answer = await attempt()

    after = await _all(redis)
    assert (after == before) == (what in ONLY_READ)
    if what == "the end of a run":
        assert answer == Committed(3)
        assert [name for name in after if ":connected:" in name]
        assert not [name for name in after if ":running:" in name]
    if what == "the end of a request":
        assert answer == Committed(4)
        assert [name for name in after if ":invited:" in name]
        assert not [name for name in after if ":asked_for:" in name]
    if what == "an approval":
        assert answer == Committed(3)
        assert [name for name in before if ":members:" in name]
        assert not [name for name in after if ":members:" in name]
    if what == "an end":
        assert answer == Committed(2)
        assert (await store.aggregates.ask(TEAM, SOL)).setups == ()
        assert not [name for name in after if ":vault:" in name]
        assert len(after[keys.audit(TEAM)][0]) == 2


def test_every_script_is_tried() -> None:
    """One that is new, too."""
    files = {
        one.name.removesuffix(".lua") for one in (resources.files("bot.store") / "lua").iterdir()
    }
    tried = {script for script, _ in (REFUSED | DONE).values()}

    assert tried == files - {"due"}  # what all of them share
