"""The vault: sealed values, opened once, by one person, from one place."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.ids import SetupId, TeamId, UserId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.errors import KeysMissing, SealBroken
from bot.store.scripts import Scripts
from bot.store.vault import CLAIM_FOR, Claimed, NotClaimed, Vault
from tests.store.builders import (
    CANARIES,
    CANARY_SECRET,
    MARA,
    NOW,
    SOL,
    TEAM,
    a_setup,
    an_entry,
    credentials,
    everything_as_text,
    handed_over,
    hash_at,
    in_a_row,
)

MILLISECOND = timedelta(milliseconds=1)


async def _kept(aggregates: Aggregates, *, version: int = 1, **changes: Any) -> Setup:
    """A setup whose credentials wait in the vault."""
    setup = handed_over(a_setup(**changes), version=version)
    outcome = Outcome(setup, keep=credentials())
    assert await aggregates.commit_setup(outcome, None, an_entry()) == Committed(1)
    return setup


async def _claim(
    vault: Vault, setup: Setup, *, by: UserId = SOL, version: int = 1, at: datetime = NOW
) -> Claimed | NotClaimed:
    return await vault.claim(setup.team_id, setup.id, by, version, at)


async def _peek(
    vault: Vault, setup: Setup, *, by: UserId = SOL, version: int = 1, at: datetime = NOW
) -> Credentials | None:
    return await vault.peek(setup.team_id, setup.id, by, version, at)


async def test_the_recipient_sees_what_was_handed_over(
    aggregates: Aggregates, vault: Vault
) -> None:
    """All three values, as they were typed."""
    setup = await _kept(aggregates)

    claimed = await _claim(vault, setup)

    assert isinstance(claimed, Claimed)
    assert tuple(claimed.credentials.value(field) for field in CredentialField) == CANARIES


async def test_of_fifty_claims_at_once_one_is_shown(aggregates: Aggregates, vault: Vault) -> None:
    """Read and then delete would show it to several."""
    setup = await _kept(aggregates)

    answers = await asyncio.gather(*(_claim(vault, setup) for _ in range(50)))

    assert sum(isinstance(answer, Claimed) for answer in answers) == 1
    assert answers.count(NotClaimed.BEING_SHOWN) == 49


async def test_only_the_recipient_can_claim(aggregates: Aggregates, vault: Vault) -> None:
    """Not even the person who typed them; a refusal costs the recipient nothing."""
    setup = await _kept(aggregates)

    assert await _claim(vault, setup, by=MARA) is NotClaimed.REPLACED
    assert isinstance(await _claim(vault, setup), Claimed)


@pytest.mark.parametrize("version", [1, 3])
async def test_only_the_version_that_was_authorised_can_be_claimed(
    aggregates: Aggregates, vault: Vault, version: int
) -> None:
    """Replaced between authorised and claimed: nothing is shown."""
    setup = await _kept(aggregates, version=2)

    assert await _claim(vault, setup, version=version) is NotClaimed.REPLACED
    assert isinstance(await _claim(vault, setup, version=2), Claimed)


async def test_a_second_hand_over_replaces_the_first(aggregates: Aggregates, vault: Vault) -> None:
    """A claim of the first does not hold up the second."""
    setup = await _kept(aggregates)
    assert isinstance(await _claim(vault, setup), Claimed)

    second = Outcome(handed_over(setup, version=2), keep=credentials("canary-of-the-second"))
    await aggregates.commit_setup(second, Versioned(setup, 1), an_entry())

    assert await _claim(vault, setup) is NotClaimed.REPLACED
    claimed = await _claim(vault, setup, version=2)
    assert isinstance(claimed, Claimed)
    assert claimed.credentials.client_secret == "canary-of-the-second"


async def test_a_claim_ends_by_itself(aggregates: Aggregates, vault: Vault) -> None:
    """
    A crash between showing and burning leaves them to the same person, but not before the end of
    the three seconds in which the first window may still open.
    """
    setup = await _kept(aggregates)
    assert isinstance(await _claim(vault, setup), Claimed)

    early = await _claim(vault, setup, at=NOW + CLAIM_FOR - MILLISECOND)
    late = await _claim(vault, setup, at=NOW + CLAIM_FOR)

    assert timedelta(seconds=3) < CLAIM_FOR <= timedelta(seconds=30)
    assert early is NotClaimed.BEING_SHOWN
    assert isinstance(late, Claimed)


async def test_what_is_given_back_can_be_claimed_at_once(
    aggregates: Aggregates, vault: Vault
) -> None:
    """A window that did not open costs nothing; only the claim itself gives back."""
    setup = await _kept(aggregates)
    claimed = await _claim(vault, setup)
    assert isinstance(claimed, Claimed)

    await vault.give_back(TEAM, setup.id, "somebody-elses-claim")
    assert await _claim(vault, setup) is NotClaimed.BEING_SHOWN
    await vault.give_back(TEAM, setup.id, claimed.claim)

    assert isinstance(await _claim(vault, setup), Claimed)


async def test_giving_back_after_the_burn_brings_nothing_back(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Not even an empty entry."""
    setup = await _kept(aggregates)
    claimed = await _claim(vault, setup)
    assert isinstance(claimed, Claimed)
    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())

    await vault.give_back(TEAM, setup.id, claimed.claim)

    assert not await redis.exists(keys.vault(TEAM, setup.id))
    assert await _claim(vault, setup) is NotClaimed.GONE


async def test_burned_is_gone_although_a_claim_was_open(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """The key itself is gone."""
    setup = await _kept(aggregates)
    await _claim(vault, setup)

    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())

    assert not await redis.exists(keys.vault(TEAM, setup.id))
    assert await _claim(vault, setup, at=NOW + CLAIM_FOR) is NotClaimed.GONE


async def test_credentials_end_by_themselves(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """The key has the time to live of the hand-over; the clock of the caller counts as well."""
    setup = await _kept(aggregates)
    assert setup.handed_over is not None
    three_days = setup.handed_over.expires_at - setup.handed_over.at

    left = await redis.pttl(keys.vault(TEAM, setup.id))

    assert timedelta(0) <= three_days - timedelta(milliseconds=left) < timedelta(seconds=10)
    assert isinstance(await _claim(vault, setup, at=NOW + three_days - MILLISECOND), Claimed)
    assert await _claim(vault, setup, at=NOW + three_days) is NotClaimed.GONE


async def test_neither_claim_nor_giving_back_lengthens_their_life(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Whatever is done to the entry, it ends."""
    setup = await _kept(aggregates)
    await redis.pexpire(keys.vault(TEAM, setup.id), 60_000)

    claimed = await _claim(vault, setup)
    assert isinstance(claimed, Claimed)
    await vault.give_back(TEAM, setup.id, claimed.claim)

    assert 0 < await redis.pttl(keys.vault(TEAM, setup.id)) <= 60_000


async def test_sealed_values_open_nowhere_else(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """Who can write to Redis cannot move them to a setup, team, person or version of their own."""
    victim = await _kept(aggregates)
    sealed = await hash_at(redis, keys.vault(TEAM, victim.id))
    mallory, elsewhere, own = UserId("U_MALLORY"), TeamId("T_OTHER"), SetupId("of-mallory")
    in_place = keys.vault(TEAM, victim.id)
    moves: dict[str, tuple[str, dict[str, str], tuple[TeamId, SetupId, UserId, int]]] = {
        "setup": (keys.vault(TEAM, own), {}, (TEAM, own, SOL, 1)),
        "team": (keys.vault(elsewhere, victim.id), {}, (elsewhere, victim.id, SOL, 1)),
        "recipient": (in_place, {"recipient": mallory}, (TEAM, victim.id, mallory, 1)),
        "version": (in_place, {"version": "2"}, (TEAM, victim.id, SOL, 2)),
        "field": (in_place, {"client_id": sealed["client_secret"]}, (TEAM, victim.id, SOL, 1)),
    }
    for moved, (key, changes, asked) in moves.items():
        await redis.delete(key)
        await redis.hset(key, items=in_a_row(sealed | changes))
        for _ in range(2):  # shown to nobody, so nobody hears that it is being shown
            with pytest.raises(SealBroken) as fault:
                await vault.claim(*asked, NOW)
            assert not any(canary in repr(fault.value) for canary in CANARIES), moved
        with pytest.raises(SealBroken):
            await vault.peek(*asked, NOW)


@pytest.mark.parametrize("field", CredentialField)
async def test_an_entry_that_lacks_a_value_is_not_half_shown(
    redis: Redis, aggregates: Aggregates, vault: Vault, field: CredentialField
) -> None:
    """Whoever took it out could write to Redis."""
    setup = await _kept(aggregates)
    await redis.hdel(keys.vault(TEAM, setup.id), field)

    with pytest.raises(SealBroken):
        await _claim(vault, setup)


async def test_a_look_claims_nothing_and_shows_all(aggregates: Aggregates, vault: Vault) -> None:
    """Marketo is asked about them while the recipient opens them."""
    setup = await _kept(aggregates)
    assert isinstance(await _claim(vault, setup), Claimed)

    seen = await _peek(vault, setup)

    assert seen is not None
    assert tuple(seen.value(field) for field in CredentialField) == CANARIES
    late = await _claim(vault, setup, at=NOW + CLAIM_FOR)
    assert isinstance(late, Claimed)
    assert await _peek(vault, setup) is not None
    assert await _claim(vault, setup, at=NOW + CLAIM_FOR) is NotClaimed.BEING_SHOWN


async def test_a_look_finds_only_what_it_was_sent_for(aggregates: Aggregates, vault: Vault) -> None:
    """Neither a newer hand-over nor somebody else's, and nothing when their time is over."""
    setup = await _kept(aggregates, version=2)
    assert setup.handed_over is not None
    end = setup.handed_over.expires_at

    assert await _peek(vault, setup, version=1) is None
    assert await _peek(vault, setup, version=2, by=MARA) is None
    assert await _peek(vault, setup, version=2, at=end) is None
    assert await _peek(vault, a_setup(), version=2) is None
    assert await _peek(vault, setup, version=2, at=end - MILLISECOND) is not None
    burned = Outcome(setup, burn=True)
    await aggregates.commit_setup(burned, Versioned(setup, 1), an_entry())
    assert await _peek(vault, setup, version=2) is None


async def test_another_key_opens_nothing(
    aggregates: Aggregates, scripts: Scripts, secret_key: str
) -> None:
    """The fault names the variable; a list with the right key in it opens."""
    setup = await _kept(aggregates)
    another = Fernet.generate_key().decode()

    with pytest.raises(KeysMissing, match="SECRET_KEYS") as fault:
        await _claim(Vault(scripts, (another,)), setup)

    assert fault.value.__cause__ is None
    later = NOW + CLAIM_FOR
    assert isinstance(await _claim(Vault(scripts, (another, secret_key)), setup, at=later), Claimed)


async def test_a_missing_key_is_still_named_at_the_second_press(
    aggregates: Aggregates, scripts: Scripts
) -> None:
    """Nothing is being shown to anybody, so nobody must hear that it is."""
    setup = await _kept(aggregates)
    keyless = Vault(scripts, (Fernet.generate_key().decode(),))

    for _ in range(2):
        with pytest.raises(KeysMissing):
            await _claim(keyless, setup)


async def test_a_new_first_key_seals_what_the_old_one_no_longer_opens(
    redis: Redis, scripts: Scripts, secret_key: str
) -> None:
    """The newest key comes first, and it is the one that seals."""
    newest = Fernet.generate_key().decode()
    both = Vault(scripts, (newest, secret_key))
    setup = await _kept(Aggregates(redis, scripts, both))

    with pytest.raises(KeysMissing):
        await _claim(Vault(scripts, (secret_key,)), setup)
    later = NOW + CLAIM_FOR
    assert isinstance(await _claim(Vault(scripts, (newest,)), setup, at=later), Claimed)


async def test_no_value_is_in_the_store_in_clear(
    redis: Redis, aggregates: Aggregates, vault: Vault
) -> None:
    """While it waits, while it is shown, after it is burned."""
    setup = await _kept(aggregates)
    waiting = await everything_as_text(redis)
    await _claim(vault, setup)
    shown = await everything_as_text(redis)
    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())
    burned = await everything_as_text(redis)

    assert setup.id in waiting
    for text in (waiting, shown, burned):
        assert not any(canary in text for canary in CANARIES)


async def test_the_same_value_is_sealed_differently_each_time(vault: Vault) -> None:
    """Nobody sees in Redis that two setups have the same secret."""
    setup = a_setup()
    sealed = [
        vault.seal(
            credentials(),
            team_id=TEAM,
            setup_id=setup.id,
            recipient=SOL,
            version=1,
            expires_at=NOW,
        )
        for _ in range(2)
    ]

    assert not set(sealed[0][7::2]) & set(sealed[1][7::2])


def test_claimed_credentials_do_not_show_in_a_trace() -> None:
    """Neither they nor what holds them."""
    claimed = Claimed(credentials(), "claim")

    assert CANARY_SECRET not in repr(claimed)
    assert CANARY_SECRET not in f"{claimed}"
