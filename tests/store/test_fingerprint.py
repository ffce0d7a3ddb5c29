"""The fingerprint: tells the same values again, and tells nobody what they are."""

from hashlib import sha256

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.domain.credentials import Credentials
from bot.domain.ids import SetupId, TeamId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import (
    CANARIES,
    CANARY_ID,
    CANARY_MUNCHKIN,
    CANARY_SECRET,
    TEAM,
    a_setup,
    an_entry,
    credentials,
    handed_over,
    hash_at,
    in_a_row,
)


async def _kept(
    aggregates: Aggregates, given: Credentials, former: Versioned[Setup] | None = None
) -> Versioned[Setup]:
    state = former.state if former else a_setup()
    setup = handed_over(state, version=state.version + 1)
    written = await aggregates.commit_setup(Outcome(setup, keep=given), former, an_entry())
    assert isinstance(written, Committed)
    return Versioned(setup, written.version)


async def test_the_same_values_are_recognised(aggregates: Aggregates, vault: Vault) -> None:
    """With the version that had them; after they were revealed, too."""
    kept = await _kept(aggregates, credentials())
    await aggregates.commit_setup(Outcome(kept.state, burn=True), kept, an_entry())

    assert await vault.same_as(TEAM, kept.state.id, credentials()) == 1


@pytest.mark.parametrize(
    "other",
    [
        Credentials(MunchkinId("456-DEF-789"), CANARY_ID, CANARY_SECRET),
        Credentials(MunchkinId(CANARY_MUNCHKIN), "another-id", CANARY_SECRET),
        Credentials(MunchkinId(CANARY_MUNCHKIN), CANARY_ID, "another-secret"),
        Credentials(MunchkinId(CANARY_MUNCHKIN), CANARY_SECRET, CANARY_ID),
        # The same letters in a row: a boundary between two values is one of them.
        Credentials(MunchkinId(CANARY_MUNCHKIN), CANARY_ID + "c", CANARY_SECRET[1:]),
    ],
    ids=["munchkin", "id", "secret", "swapped", "shifted"],
)
async def test_other_values_are_not(
    aggregates: Aggregates, vault: Vault, other: Credentials
) -> None:
    """Not even if one of the three differs."""
    kept = await _kept(aggregates, credentials())

    assert await vault.same_as(TEAM, kept.state.id, other) is None


async def test_no_letter_is_a_boundary(aggregates: Aggregates, vault: Vault) -> None:
    """Whatever stands between two values may stand in one."""
    kept = await _kept(aggregates, credentials('a", "b'))
    shifted = Credentials(MunchkinId(CANARY_MUNCHKIN), f'{CANARY_ID}", "a', "b")

    assert await vault.same_as(TEAM, kept.state.id, shifted) is None
    assert await vault.same_as(TEAM, kept.state.id, credentials('a", "b')) == 1


async def test_each_hand_over_takes_the_place_of_the_former(
    aggregates: Aggregates, vault: Vault
) -> None:
    """Only the latest is compared with."""
    first = await _kept(aggregates, credentials("canary-of-the-first"))
    second = await _kept(aggregates, credentials("canary-of-the-second"), first)

    assert await vault.same_as(TEAM, first.state.id, credentials("canary-of-the-first")) is None
    assert await vault.same_as(TEAM, second.state.id, credentials("canary-of-the-second")) == 2


async def test_nothing_is_known_before_the_first_hand_over(vault: Vault) -> None:
    """And nothing of another setup."""
    assert await vault.same_as(TEAM, SetupId("none"), credentials()) is None


async def test_the_store_alone_lets_nobody_guess(redis: Redis, aggregates: Aggregates) -> None:
    """The salt is sealed, and another one each time: the same values leave different traces."""
    one = await _kept(aggregates, credentials())
    other = await _kept(aggregates, credentials())
    traces = [await hash_at(redis, keys.fingerprint(TEAM, kept.state.id)) for kept in (one, other)]

    assert traces[0]["digest"] != traces[1]["digest"]
    for trace in traces:
        assert set(trace) == {"version", "salt", "digest"}
        assert trace["salt"].startswith("gAAAA")  # how each Fernet token begins
        plain = "".join(CANARIES).encode()
        assert trace["digest"] != sha256(plain).hexdigest()
        assert not any(canary in repr(trace) for canary in CANARIES)


async def test_a_moved_fingerprint_recognises_nothing(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Else somebody who can write to Redis could try values against another setup's."""
    kept = await _kept(aggregates, credentials())
    trace = await hash_at(redis, keys.fingerprint(TEAM, kept.state.id))
    elsewhere, own = TeamId("T_OTHER"), SetupId("of-mallory")
    for team_id, setup_id, changes in (
        (TEAM, own, {}),
        (elsewhere, kept.state.id, {}),
        (TEAM, kept.state.id, {"version": "2"}),
    ):
        await redis.hset(keys.fingerprint(team_id, setup_id), items=in_a_row(trace | changes))
        assert await vault.same_as(team_id, setup_id, credentials()) is None


async def test_a_lost_key_stops_no_hand_over(aggregates: Aggregates, scripts: Scripts) -> None:
    """It is only no longer known whether the values are the same."""
    kept = await _kept(aggregates, credentials())

    for secret_keys in ((Fernet.generate_key().decode(),), ()):
        assert await Vault(scripts, secret_keys).same_as(TEAM, kept.state.id, credentials()) is None
