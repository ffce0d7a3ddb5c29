"""Seals: one door, each of whose conditions has a test."""

import json

import pytest
from cryptography.fernet import Fernet

from bot.store.errors import KeysMissing, SealBroken
from bot.store.seals import Context, Seals

CANARY = "canary-of-a-value"
PLACE: Context = ["T_ACME", "setup1", "U_SOL", 1, "client_secret"]


def a_key() -> str:
    return Fernet.generate_key().decode()


def test_what_was_sealed_opens_at_its_place() -> None:
    """With any of the keys, whatever letters it has."""
    old, new, value = a_key(), a_key(), "é\u2028“\x00”"

    assert Seals((new, old)).open(Seals((old,)).seal(value, PLACE), PLACE) == value


@pytest.mark.parametrize(
    "place",
    [
        ["T_OTHER", *PLACE[1:]],
        [PLACE[0], "setup2", *PLACE[2:]],
        [*PLACE[:2], "U_MARA", *PLACE[3:]],
        [*PLACE[:3], 2, PLACE[4]],
        [*PLACE[:3], "1", PLACE[4]],
        [*PLACE[:4], "client_id"],
        PLACE[:4],
        [],
    ],
    ids=["team", "setup", "recipient", "version", "type", "field", "shorter", "none"],
)
def test_it_opens_nowhere_else(place: Context) -> None:
    """And the fault shows nothing of it, not even to who looks at where it came from."""
    seals = Seals((a_key(),))
    sealed = seals.seal(CANARY, PLACE)

    with pytest.raises(SealBroken) as fault:
        seals.open(sealed, place)

    assert CANARY not in repr((fault.value, fault.value.__cause__, fault.value.__context__))


@pytest.mark.parametrize("plain", [CANARY, f'["{CANARY}"]', f'"{CANARY}"', "7", "null", "\ufffd"])
def test_what_others_sealed_with_the_same_key_is_broken(plain: str) -> None:
    """A key that is used for other things too must not make ours of them."""
    key = a_key()
    sealed = Fernet(key).encrypt(plain.encode()).decode()

    with pytest.raises(SealBroken) as fault:
        Seals((key,)).open(sealed, PLACE)

    assert fault.value.__context__ is None


def test_damaged_or_of_another_key_is_not_told_apart() -> None:
    """Neither can be: without the key there is no saying what was damaged."""
    seals = Seals((a_key(),))
    ours, foreign = seals.seal(CANARY, PLACE), Seals((a_key(),)).seal(CANARY, PLACE)

    for value in (foreign, ours[:-8] + "AAAAAAA=", ours[:40], "no token", ""):
        with pytest.raises(KeysMissing, match="SECRET_KEYS"):
            seals.open(value, PLACE)
        with pytest.raises(KeysMissing, match="SECRET_KEYS"):
            seals.renew(value)
        assert not seals.is_newest(value)


def test_the_newest_key_seals_and_renews() -> None:
    """What is inside stays as it is."""
    old, new = a_key(), a_key()
    former = Seals((old,)).seal(CANARY, PLACE)
    both = Seals((new, old))

    anew = both.renew(former)

    assert (both.is_newest(former), both.is_newest(anew)) == (False, True)
    assert both.is_newest(both.seal(CANARY, PLACE))
    assert Seals((new,)).open(anew, PLACE) == CANARY
    assert json.loads(Fernet(new).decrypt(anew)) == [PLACE, CANARY]


def test_keys_are_read_anew_each_time() -> None:
    """`keys rotate` changes them beside a running bot."""
    old, new = a_key(), a_key()
    kept: list[tuple[str, ...]] = [(old,)]
    seals = Seals(lambda: kept[-1])
    sealed = seals.seal(CANARY, PLACE)

    kept.append((new, old))

    assert seals.open(sealed, PLACE) == CANARY
    assert not seals.is_newest(sealed)
    kept.append((new,))
    with pytest.raises(KeysMissing):
        seals.open(sealed, PLACE)


def test_without_a_key_nothing_is_sealed_or_opened() -> None:
    """In clear least of all."""
    sealed = Seals((a_key(),)).seal(CANARY, PLACE)
    keyless = Seals(())

    with pytest.raises(KeysMissing, match="no key"):
        keyless.seal(CANARY, PLACE)
    with pytest.raises(KeysMissing, match="no key"):
        keyless.open(sealed, PLACE)
    with pytest.raises(KeysMissing, match="no key"):
        keyless.renew(sealed)
    with pytest.raises(KeysMissing, match="no key"):
        keyless.is_newest(sealed)


def test_a_key_does_not_show() -> None:
    """Not in a trace of what holds it."""
    key = a_key()
    seals = Seals((key,))
    seals.seal(CANARY, PLACE)

    assert key not in repr(seals)
