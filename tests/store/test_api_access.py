"""The API-only pair: sealed until it is replaced or removed, and opened by its number alone."""

import pytest
from redis.asyncio import Redis

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.ids import SetupId, TeamId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Committed, Versioned
from bot.store.errors import KeysMissing, SealBroken
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import (
    CANARIES,
    TEAM,
    a_setup,
    an_entry,
    burns,
    credentials,
    everything_as_text,
    handed_over,
    hash_at,
    in_a_row,
    with_access,
)


async def _saved(aggregates: Aggregates, pair: Credentials | None = None) -> Setup:
    """A setup with a first pair."""
    setup = with_access(a_setup())
    outcome = Outcome(setup, keep_access=pair or credentials())
    assert await aggregates.commit_setup(outcome, None, an_entry()) == Committed(1)
    return setup


async def test_the_pair_is_there_under_its_number(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """As it was typed, until somebody removes it; never in clear."""
    setup = await _saved(aggregates)

    pair = await vault.access(TEAM, setup.id, 1)

    assert pair is not None
    assert tuple(pair.value(field) for field in CredentialField) == CANARIES
    assert await redis.pttl(keys.api_access(TEAM, setup.id)) == -1
    written = await everything_as_text(redis)
    assert not [canary for canary in CANARIES if canary in written]


async def test_a_newer_pair_replaces_it(redis: Redis, aggregates: Aggregates, vault: Vault) -> None:
    """Whoever still asks for the former one gets none: the answer would be about another."""
    setup = await _saved(aggregates)
    newer = Outcome(with_access(setup, number=2), keep_access=credentials("canary-of-the-second"))

    await aggregates.commit_setup(newer, Versioned(setup, 1), an_entry())

    assert await vault.access(TEAM, setup.id, 1) is None
    pair = await vault.access(TEAM, setup.id, 2)
    assert pair is not None
    assert pair.client_secret == "canary-of-the-second"
    assert await burns(redis) == 1


async def test_a_removed_pair_is_gone(redis: Redis, aggregates: Aggregates, vault: Vault) -> None:
    """In the same commit, counted as a burn; what was handed over stays."""
    setup = handed_over(with_access(a_setup()))
    outcome = Outcome(setup, keep=credentials(), keep_access=credentials())
    await aggregates.commit_setup(outcome, None, an_entry())

    removed = Outcome(setup.model_copy(update={"api_access": None}), burn_access=True)
    await aggregates.commit_setup(removed, Versioned(setup, 1), an_entry())

    assert await vault.access(TEAM, setup.id, 1) is None
    assert not await redis.exists(keys.api_access(TEAM, setup.id))
    assert await redis.exists(keys.vault(TEAM, setup.id))
    assert await burns(redis) == 1


async def test_a_reveal_leaves_it(redis: Redis, aggregates: Aggregates) -> None:
    """`burn` is about the hand-over alone."""
    setup = await _saved(aggregates)

    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())

    assert await redis.exists(keys.api_access(TEAM, setup.id))


async def test_a_refused_commit_leaves_the_former_pair(
    aggregates: Aggregates, vault: Vault
) -> None:
    """All of a step or nothing."""
    setup = await _saved(aggregates)
    late = Outcome(with_access(setup, number=2), keep_access=credentials())

    await aggregates.commit_setup(late, None, an_entry())

    assert await vault.access(TEAM, setup.id, 1) is not None
    assert await vault.access(TEAM, setup.id, 2) is None


async def test_a_moved_pair_opens_nowhere_else(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Neither in another setup, Slack workspace or field, nor under another number."""
    setup = await _saved(aggregates)
    sealed = await hash_at(redis, keys.api_access(TEAM, setup.id))
    elsewhere, own = TeamId("T_OTHER"), SetupId("of-mallory")
    swapped = {"client_id": sealed["client_secret"], "client_secret": sealed["client_id"]}
    moves: dict[str, tuple[TeamId, SetupId, int, dict[str, str]]] = {
        "setup": (TEAM, own, 1, {}),
        "team": (elsewhere, setup.id, 1, {}),
        "number": (TEAM, setup.id, 2, {"number": "2"}),
        "field": (TEAM, setup.id, 1, swapped),
    }
    for moved, (team_id, setup_id, number, changes) in moves.items():
        await redis.hset(keys.api_access(team_id, setup_id), items=in_a_row(sealed | changes))
        with pytest.raises(SealBroken) as fault:
            await vault.access(team_id, setup_id, number)
        assert not any(canary in repr(fault.value) for canary in CANARIES), moved


async def test_a_pair_is_no_hand_over(redis: Redis, aggregates: Aggregates, vault: Vault) -> None:
    """Nor the other way round, whatever else stands in the hash."""
    setup = handed_over(with_access(a_setup()))
    outcome = Outcome(setup, keep=credentials(), keep_access=credentials())
    await aggregates.commit_setup(outcome, None, an_entry())
    in_vault = await hash_at(redis, keys.vault(TEAM, setup.id))

    await redis.hset(keys.api_access(TEAM, setup.id), items=in_a_row(in_vault))

    with pytest.raises(SealBroken):
        await vault.access(TEAM, setup.id, 1)


async def test_a_lost_key_is_named(aggregates: Aggregates, scripts: Scripts) -> None:
    """It is no reason to say that the pair is gone."""
    setup = await _saved(aggregates)

    with pytest.raises(KeysMissing, match="no key"):
        await Vault(scripts, ()).access(TEAM, setup.id, 1)
