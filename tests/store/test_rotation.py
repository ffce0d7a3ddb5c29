"""Rotation: everything opens with the newest key, nothing comes back, nothing lives longer."""

import asyncio

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys, rotation
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.errors import KeysMissing
from bot.store.rotation import Rotated, Survey, rotate, survey
from bot.store.scripts import Scripts
from bot.store.seals import Seals
from bot.store.vault import CLAIM_FOR, Claimed, NotClaimed, Vault
from tests.store.builders import (
    CANARY_SECRET,
    NOW,
    SOL,
    TEAM,
    a_setup,
    all_sealed,
    an_entry,
    burns,
    credentials,
    handed_over,
    hash_at,
    sealed_keys,
    teams_of_one_shard,
    whole_store,
    with_access,
)
from tests.store.interrupted import Interrupted, Killed, die


@pytest.fixture
def new() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def both(new: str, secret_key: str) -> Seals:
    """As configured for the rotation: newest first."""
    return Seals((new, secret_key))


async def _burn(aggregates: Aggregates, setup: Setup) -> None:
    burned = Outcome(setup, burn=True)
    await aggregates.commit_setup(burned, Versioned(setup, 1), an_entry())


async def test_everything_opens_with_the_new_key_alone(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals, new: str
) -> None:
    """Of every Slack workspace; and with the old key nothing opens any more."""
    setups = [
        await all_sealed(aggregates, team_id=team_id)
        for team_id in (TEAM, *teams_of_one_shard(2, 7))
    ]

    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=9, unopened=0)

    vault = Vault(scripts, (new,))
    for setup in setups:
        claimed = await vault.claim(setup.team_id, setup.id, SOL, 1, NOW)
        assert isinstance(claimed, Claimed)
        assert claimed.credentials.client_secret == CANARY_SECRET
        assert await vault.access(setup.team_id, setup.id, 1) is not None
        assert await vault.same_as(setup.team_id, setup.id, credentials()) == 1


async def test_nothing_but_the_seals_changes(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals
) -> None:
    """Who it is for, until when, which version; and every other key of the store."""
    setup = await all_sealed(aggregates)
    before = await whole_store(redis)

    await rotate(redis, scripts, both)

    after = await whole_store(redis)
    burned = keys.shard_prefix(keys.shard_of(TEAM)) + "burned"
    assert before.keys() | {burned} == after.keys()
    changed = {key for key in before if before[key] != after[key]}
    assert changed == set(sealed_keys(setup))
    for key in changed:
        (was, did_end), (now, does_end) = before[key], after[key]
        seals = {"munchkin_id", "client_id", "client_secret", "salt"}
        assert {field for field in was if was[field] != now[field]} == seals & was.keys()
        assert (did_end, was.keys()) == (does_end, now.keys())


async def test_the_time_to_live_goes_on(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals
) -> None:
    """A hand-over ends when it would have; an API access has no end."""
    setup = await all_sealed(aggregates)
    await redis.pexpire(keys.vault(TEAM, setup.id), 60_000)

    await rotate(redis, scripts, both)

    assert 50_000 < await redis.pttl(keys.vault(TEAM, setup.id)) <= 60_000
    assert await redis.pttl(keys.api_access(TEAM, setup.id, 1)) == -1


async def test_what_is_newest_already_is_left_as_it_is(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals
) -> None:
    """A second rotation has nothing to do, and counts no burn."""
    await all_sealed(aggregates)
    await rotate(redis, scripts, both)
    before, burned = await whole_store(redis), await burns(redis)

    assert await rotate(redis, scripts, both) == Rotated(kept=3, renewed=0, unopened=0)

    assert await whole_store(redis) == before
    assert (burned, await burns(redis)) == (3, 3)


# 3 values of a hand-over, 3 of an API access, 1 of a fingerprint; twice.
@pytest.mark.parametrize("at", range(1, 15))
async def test_killed_at_any_value_it_goes_on(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, new: str, secret_key: str, at: int
) -> None:
    """Each hash opens at every moment, with one key or the other, whole."""
    setups = [await all_sealed(aggregates), await all_sealed(aggregates)]
    killed = Interrupted((new, secret_key), at, die)
    with pytest.raises(Killed):
        await rotate(redis, scripts, killed)

    half = await survey(redis, Seals((new, secret_key)))
    assert (half.newest + half.older, half.unopened) == (6, 0)
    again = await rotate(redis, scripts, Seals((new, secret_key)))

    assert again == Rotated(kept=half.newest, renewed=half.older, unopened=0)
    for setup in setups:
        claimed = await Vault(scripts, (new,)).claim(TEAM, setup.id, SOL, 1, NOW)
        assert isinstance(claimed, Claimed)


async def test_burned_between_read_and_written_stays_gone(
    redis: Redis,
    aggregates: Aggregates,
    scripts: Scripts,
    both: Seals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The only way in which a rotation could bring a secret back."""
    setup = await all_sealed(aggregates)
    write = rotation._replace

    async def after_a_burn(scripts: Scripts, name: str, *what: dict[str, str]) -> bool:
        if name == keys.vault(TEAM, setup.id):
            await _burn(aggregates, setup)
        return await write(scripts, name, *what)

    monkeypatch.setattr(rotation, "_replace", after_a_burn)

    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=2, unopened=0)

    assert not await redis.exists(keys.vault(TEAM, setup.id))


async def test_replaced_between_read_and_written_is_the_newer_one(
    redis: Redis,
    aggregates: Aggregates,
    scripts: Scripts,
    both: Seals,
    new: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hand-over of a process that does not know the new key yet; the next pass renews it."""
    setup = await all_sealed(aggregates)
    write, done = rotation._replace, list[Committed]()

    async def after_a_hand_over(scripts: Scripts, name: str, *what: dict[str, str]) -> bool:
        if name == keys.vault(TEAM, setup.id) and not done:
            second = Outcome(handed_over(setup, version=2), keep=credentials("canary-newer"))
            written = await aggregates.commit_setup(second, Versioned(setup, 1), an_entry())
            assert isinstance(written, Committed)
            done.append(written)
        return await write(scripts, name, *what)

    monkeypatch.setattr(rotation, "_replace", after_a_hand_over)

    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=3, unopened=0)

    claimed = await Vault(scripts, (new,)).claim(TEAM, setup.id, SOL, 2, NOW)
    assert isinstance(claimed, Claimed)
    assert claimed.credentials.client_secret == "canary-newer"


async def test_a_hash_is_renewed_whole_or_not_at_all(
    redis: Redis, aggregates: Aggregates, scripts: Scripts
) -> None:
    """One value that is not what was read stops all of them, and nothing counts as burned."""
    setup = await all_sealed(aggregates)
    name = keys.vault(TEAM, setup.id)
    before = await hash_at(redis, name)
    fields = ("munchkin_id", "client_id", "client_secret")
    anew = dict.fromkeys(fields, "anew")

    for stale in fields:
        read = before | {stale: "something that it was before"}
        assert not await rotation._replace(scripts, name, read, anew)
        assert await hash_at(redis, name) == before
        assert await burns(redis) == 0
    assert await rotation._replace(scripts, name, before, anew)
    assert await burns(redis) == 1


async def test_what_a_pass_overlooked_is_renewed_by_the_next(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, new: str, secret_key: str
) -> None:
    """A process that was slow to commit with the old key, behind the back of the SCAN."""
    await all_sealed(aggregates)
    late = with_access(handed_over(a_setup()))
    commits: list[asyncio.Task[object]] = []

    def commit() -> None:
        outcome = Outcome(late, keep=credentials(), keep_access=credentials())
        writing = aggregates.commit_setup(outcome, None, an_entry())
        commits.append(asyncio.ensure_future(writing))

    at_the_last_value = Interrupted((new, secret_key), 7, commit)
    rotated = await rotate(redis, scripts, at_the_last_value)

    assert rotated == Rotated(kept=0, renewed=6, unopened=0)
    assert isinstance(await Vault(scripts, (new,)).claim(TEAM, late.id, SOL, 1, NOW), Claimed)


async def test_a_claim_that_is_open_goes_on(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals, new: str
) -> None:
    """Nobody else is let in, the window may be given back, and the burn burns."""
    setup = await all_sealed(aggregates)
    vault = Vault(scripts, (new,))
    before = await aggregates._vault.claim(TEAM, setup.id, SOL, 1, NOW)
    assert isinstance(before, Claimed)

    await rotate(redis, scripts, both)

    assert await vault.claim(TEAM, setup.id, SOL, 1, NOW) is NotClaimed.BEING_SHOWN
    await vault.give_back(TEAM, setup.id, before.claim)
    assert isinstance(await vault.claim(TEAM, setup.id, SOL, 1, NOW), Claimed)
    await _burn(aggregates, setup)
    assert await vault.claim(TEAM, setup.id, SOL, 1, NOW + CLAIM_FOR) is NotClaimed.GONE


async def test_rotations_and_claims_at_once_show_it_once(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals
) -> None:
    """Fifty windows of a bot with both keys, five rotations beside it."""
    setup = await all_sealed(aggregates)
    vault = Vault(scripts, both._keys)

    answers = await asyncio.gather(
        *(vault.claim(TEAM, setup.id, SOL, 1, NOW) for _ in range(50)),
        *(rotate(redis, scripts, both) for _ in range(5)),
    )

    assert sum(isinstance(answer, Claimed) for answer in answers) == 1
    renewed = [answer.renewed for answer in answers if isinstance(answer, Rotated)]
    assert sum(renewed) == 3


async def test_what_no_key_opens_is_counted_and_left(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, both: Seals, new: str
) -> None:
    """The key may be found again; what opens is renewed all the same."""
    lost = Vault(scripts, (Fernet.generate_key().decode(),))
    locked = await all_sealed(Aggregates(redis, scripts, lost))
    before = [await hash_at(redis, name) for name in sealed_keys(locked)]
    await all_sealed(aggregates)

    assert await survey(redis, both) == Survey(newest=0, older=3, unopened=2)
    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=3, unopened=2)

    assert [await hash_at(redis, name) for name in sealed_keys(locked)] == before
    assert await survey(redis, both) == Survey(newest=3, older=0, unopened=2)
    assert await survey(redis, Seals(())) == Survey(newest=0, older=0, unopened=4)


async def test_a_lost_key_costs_only_what_it_sealed(
    redis: Redis, aggregates: Aggregates, scripts: Scripts, new: str
) -> None:
    """It is said each time, nothing is burned, and the next hand-over takes its place."""
    setup = await all_sealed(aggregates)
    vault = Vault(scripts, (new,))
    for _ in range(2):
        with pytest.raises(KeysMissing):
            await vault.claim(TEAM, setup.id, SOL, 1, NOW)
    assert await redis.exists(keys.vault(TEAM, setup.id))

    second = Outcome(handed_over(setup, version=2), keep=credentials())
    await Aggregates(redis, scripts, vault).commit_setup(second, Versioned(setup, 1), an_entry())

    assert isinstance(await vault.claim(TEAM, setup.id, SOL, 2, NOW), Claimed)


async def test_keys_that_only_look_like_sealed_ones_are_let_be(
    redis: Redis, scripts: Scripts, both: Seals
) -> None:
    """A seen id is whatever Slack sent."""
    prefix = keys.team_prefix(TEAM)
    await redis.set(f"{prefix}seen:vault:1", "setup1")
    await redis.hset(f"{prefix}messages:vault:1", "card", "no seal")

    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=0, unopened=0)


async def test_a_thousand_hashes_are_all_found(
    redis: Redis, vault: Vault, scripts: Scripts, both: Seals
) -> None:
    """More than a page of SCAN, some of it among other keys."""
    async with redis.pipeline(transaction=False) as pipe:
        for number in range(1_000):
            setup = a_setup(id=f"many{number}")
            pair = vault.seal_access(credentials(), team_id=TEAM, setup_id=setup.id, number=1)
            pipe.hset(keys.api_access(TEAM, setup.id, 1), items=pair)
            pipe.set(keys.seen(TEAM, setup.id), "other")  # type: ignore[arg-type]
        await pipe.execute()

    assert await rotate(redis, scripts, both) == Rotated(kept=0, renewed=1_000, unopened=0)
    assert await survey(redis, both) == Survey(newest=1_000, older=0, unopened=0)
