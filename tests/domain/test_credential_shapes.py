"""What values look like: one in a field of another, unusual ones, two that changed places."""

import dataclasses
from typing import Final

import pytest

from bot.domain.credentials import (
    AddressHolds,
    CredentialField,
    Credentials,
    Fault,
    FieldFault,
    OtherDashes,
    look_swapped,
    parse_credentials,
    unusual,
)
from bot.domain.munchkin import MunchkinId
from bot.domain.stray_characters import StrayCharacter
from tests.domain.builders import CREDENTIALS

GOOD: Final = {field: CREDENTIALS.value(field) for field in CredentialField}
ID, SECRET = CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET
A_UUID: Final = "00000000-0000-4000-8000-00000000cafe"
LETTERS_AND_DIGITS: Final = "canary0" * 4 + "cana"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("https://123-abc-456.mktorest.com/rest", AddressHolds(MunchkinId("123-ABC-456"))),
        ("https://app-sj01.marketo.com", FieldFault.NOT_A_MUNCHKIN_ID),
        ("123–ABC–456", OtherDashes(MunchkinId("123-ABC-456"))),
        ("123 ABC 456", OtherDashes(MunchkinId("123-ABC-456"))),
        (A_UUID, FieldFault.LOOKS_LIKE_CLIENT_ID),
        (A_UUID.upper(), FieldFault.LOOKS_LIKE_CLIENT_ID),
        (LETTERS_AND_DIGITS, FieldFault.LOOKS_LIKE_CLIENT_SECRET),
        (LETTERS_AND_DIGITS[1:], FieldFault.NOT_A_MUNCHKIN_ID),
    ],
)
def test_what_stands_where_the_munchkin_id_belongs_is_recognised(typed: str, fault: Fault) -> None:
    """What can be understood is offered or named, and never taken in its place."""
    parsed = parse_credentials({**GOOD, CredentialField.MUNCHKIN_ID: typed})

    assert parsed == {CredentialField.MUNCHKIN_ID: fault}


@pytest.mark.parametrize("field", [ID, SECRET])
@pytest.mark.parametrize("typed", ["123-ABC-456", "987-zyx-654"])
def test_a_munchkin_id_in_another_field_is_recognised(field: CredentialField, typed: str) -> None:
    """This one or another one, in any case."""
    assert parse_credentials({**GOOD, field: typed}) == {field: FieldFault.IS_MUNCHKIN_ID}


def test_the_same_value_twice_is_a_fault_of_the_second() -> None:
    """Copied once, pasted twice; what is wrong with the value itself comes first."""
    twice = {**GOOD, SECRET: GOOD[ID]}
    with_a_space = {**GOOD, ID: "a b", SECRET: "a b"}
    faults = parse_credentials(with_a_space)

    assert parse_credentials(twice) == {SECRET: FieldFault.SAME_AS_CLIENT_ID}
    assert isinstance(faults, dict)
    assert [type(fault) for fault in faults.values()] == [StrayCharacter, StrayCharacter]


@pytest.mark.parametrize(
    ("client_id", "client_secret", "expected"),
    [
        (A_UUID, LETTERS_AND_DIGITS, ()),
        (A_UUID.upper(), LETTERS_AND_DIGITS.upper(), ()),
        ("canary", LETTERS_AND_DIGITS, (ID,)),
        (A_UUID, LETTERS_AND_DIGITS[1:], (SECRET,)),
        (A_UUID, LETTERS_AND_DIGITS + "c", (SECRET,)),
        (A_UUID, LETTERS_AND_DIGITS[:-1] + "é", (SECRET,)),
        (A_UUID, LETTERS_AND_DIGITS[:-1] + "٣", (SECRET,)),
        (A_UUID[:-1] + "３", LETTERS_AND_DIGITS, (ID,)),
        ("canary", "é!~", (ID, SECRET)),
    ],
)
def test_unusual_shapes_are_taken_and_known_as_such(
    client_id: str, client_secret: str, expected: tuple[CredentialField, ...]
) -> None:
    """The usual shapes are unofficial: what differs is warned of."""
    parsed = parse_credentials({**GOOD, ID: client_id, SECRET: client_secret})

    assert isinstance(parsed, Credentials)
    assert unusual(parsed) == expected


@pytest.mark.parametrize(
    ("client_id", "client_secret", "expected"),
    [
        (LETTERS_AND_DIGITS, A_UUID, True),
        (A_UUID, LETTERS_AND_DIGITS, False),
        (LETTERS_AND_DIGITS, "canary", False),
        ("canary", A_UUID, False),
    ],
)
def test_the_two_look_swapped_when_each_has_the_shape_of_the_other(
    client_id: str, client_secret: str, expected: bool
) -> None:
    """One unusual value proves nothing."""
    swapped = dataclasses.replace(CREDENTIALS, client_id=client_id, client_secret=client_secret)

    assert look_swapped(swapped) is expected


@pytest.mark.parametrize("typed", ["123-ABC-456.mktorest.com", "123 ABC 456"])
def test_a_fault_that_offers_a_munchkin_id_does_not_print_it(typed: str) -> None:
    """It is for the field alone, not for a log."""
    said = repr(parse_credentials({**GOOD, CredentialField.MUNCHKIN_ID: typed}))

    assert "123-ABC-456" not in said
