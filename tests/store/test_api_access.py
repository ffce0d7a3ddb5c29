"""API-only pairs: each sealed under its number until a step destroys it."""

import pytest
from redis.asyncio import Redis

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.ids import SetupId, TeamId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.errors import KeysMissing, SealBroken
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import (
    CANARIES,
    TEAM,
    a_setup,
    an_entry,
    burns,
    cancelled,
    credentials,
    everything_as_text,
    handed_over,
    hash_at,
    in_a_row,
    with_access,
)

SECOND = "canarysecondcanarysecondcanary02"


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
    assert await redis.pttl(keys.api_access(TEAM, setup.id, 1)) == -1
    written = await everything_as_text(redis)
    assert not [canary for canary in CANARIES if canary in written]


async def _secret(vault: Vault, setup: Setup, number: int) -> str | None:
    pair = await vault.access(TEAM, setup.id, number)
    return pair.client_secret if pair else None


async def test_a_newer_pair_stands_beside_a_former_one_that_works(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Each opens under its own number, and nothing is burned before Marketo has answered."""
    setup = await _saved(aggregates)

    newer = Outcome(with_access(setup, number=2), keep_access=credentials(SECOND))
    await aggregates.commit_setup(newer, Versioned(setup, 1), an_entry())

    assert [await _secret(vault, setup, number) for number in (1, 2)] == [CANARIES[2], SECOND]
    assert await burns(redis) == 0


@pytest.mark.parametrize(("burned", "left"), [((1,), [None, SECOND]), ((2,), [CANARIES[2], None])])
async def test_one_of_two_pairs_is_destroyed(
    redis: Redis,
    aggregates: Aggregates,
    vault: Vault,
    burned: tuple[int, ...],
    left: list[str | None],
) -> None:
    """The former where the newer works, the newer where Marketo refuses it; never the other."""
    setup = await _saved(aggregates)
    both = with_access(setup, number=2)
    newer = Outcome(both, keep_access=credentials(SECOND))
    await aggregates.commit_setup(newer, Versioned(setup, 1), an_entry())

    await aggregates.commit_setup(Outcome(both, burn_access=burned), Versioned(both, 2), an_entry())

    assert [await _secret(vault, setup, number) for number in (1, 2)] == left
    assert await burns(redis) == 1


async def test_a_newer_pair_takes_the_place_of_one_that_nobody_needs(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """In one commit; whoever still asks for the former gets none, and not the newer."""
    setup = await _saved(aggregates)
    both = Outcome(with_access(setup, number=2), keep_access=credentials(SECOND), burn_access=(1,))

    await aggregates.commit_setup(both, Versioned(setup, 1), an_entry())

    assert [await _secret(vault, setup, number) for number in (1, 2)] == [None, SECOND]
    assert await burns(redis) == 1


async def test_a_cancelled_setup_leaves_neither_of_two_pairs(
    redis: Redis, aggregates: Aggregates
) -> None:
    """The step names them all: the end alone does not know how many there are."""
    setup = await _saved(aggregates)
    both = with_access(setup, number=2)
    newer = Outcome(both, keep_access=credentials(SECOND))
    await aggregates.commit_setup(newer, Versioned(setup, 1), an_entry())

    ended = Outcome(cancelled(both), burn_access=(2, 1))
    await aggregates.commit_setup(ended, Versioned(both, 2), an_entry())

    assert await redis.exists(*(keys.api_access(TEAM, setup.id, number) for number in (1, 2))) == 0


async def test_a_removed_pair_is_gone(redis: Redis, aggregates: Aggregates, vault: Vault) -> None:
    """In the same commit, counted as a burn; what was handed over stays."""
    setup = handed_over(with_access(a_setup()))
    outcome = Outcome(setup, keep=credentials(), keep_access=credentials())
    await aggregates.commit_setup(outcome, None, an_entry())

    removed = Outcome(setup.model_copy(update={"api_access": None}), burn_access=(1,))
    await aggregates.commit_setup(removed, Versioned(setup, 1), an_entry())

    assert await vault.access(TEAM, setup.id, 1) is None
    assert not await redis.exists(keys.api_access(TEAM, setup.id, 1))
    assert await redis.exists(keys.vault(TEAM, setup.id))
    assert await burns(redis) == 1


async def test_a_reveal_leaves_it(redis: Redis, aggregates: Aggregates) -> None:
    """`burn` is about the hand-over alone."""
    setup = await _saved(aggregates)

    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())

    assert await redis.exists(keys.api_access(TEAM, setup.id, 1))


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
    sealed = await hash_at(redis, keys.api_access(TEAM, setup.id, 1))
    elsewhere, own = TeamId("T_OTHER"), SetupId("of-mallory")
    swapped = {"client_id": sealed["client_secret"], "client_secret": sealed["client_id"]}
    moves: dict[str, tuple[TeamId, SetupId, int, dict[str, str]]] = {
        "setup": (TEAM, own, 1, {}),
        "team": (elsewhere, setup.id, 1, {}),
        "number": (TEAM, setup.id, 2, {}),
        "field": (TEAM, setup.id, 1, swapped),
    }
    for moved, (team_id, setup_id, number, changes) in moves.items():
        await redis.hset(
            keys.api_access(team_id, setup_id, number), items=in_a_row(sealed | changes)
        )
        with pytest.raises(SealBroken) as fault:
            await vault.access(team_id, setup_id, number)
        assert not any(canary in repr(fault.value) for canary in CANARIES), moved


async def test_a_pair_is_no_hand_over(redis: Redis, aggregates: Aggregates, vault: Vault) -> None:
    """Nor the other way round, whatever else stands in the hash."""
    setup = handed_over(with_access(a_setup()))
    outcome = Outcome(setup, keep=credentials(), keep_access=credentials())
    await aggregates.commit_setup(outcome, None, an_entry())
    in_vault = await hash_at(redis, keys.vault(TEAM, setup.id))

    await redis.hset(keys.api_access(TEAM, setup.id, 1), items=in_a_row(in_vault))

    with pytest.raises(SealBroken):
        await vault.access(TEAM, setup.id, 1)


async def test_a_lost_key_is_named(aggregates: Aggregates, scripts: Scripts) -> None:
    """It is no reason to say that the pair is gone."""
    setup = await _saved(aggregates)

    with pytest.raises(KeysMissing, match="no key"):
        await Vault(scripts, ()).access(TEAM, setup.id, 1)
