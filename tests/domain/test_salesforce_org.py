"""Salesforce Organization IDs: the long form by its checksum, and what is no such id."""

from string import ascii_letters, digits
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.salesforce_org import (
    EXAMPLE,
    OrganizationFault,
    checksum,
    parse_organization_id,
)
from tests.domain.properties import PROPERTY

ALPHABET: Final = ascii_letters + digits
SHORT: Final = st.text(ALPHABET, min_size=12, max_size=12).map("00D{}".format)
# From Salesforce's public documentation: an organization, an account, a user.
PUBLISHED: Final = {
    "00D000000000062": "EAA",
    "001D000000IqhSL": "IAZ",
    "005D0000001KyEI": "IA0",
}


def by_the_book(short: str) -> str:
    """As Salesforce describes it: each five, backwards, as a binary number, looked up in a list."""
    listed = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"012345"]
    found = ""
    for five in (short[:5], short[5:10], short[10:]):
        bits = "".join("1" if char.isupper() else "0" for char in reversed(five))
        found += listed[int(bits, base=2)]
    return found


@pytest.mark.parametrize(("short", "expected"), PUBLISHED.items())
def test_published_ids_have_the_checksum_that_stands_there(short: str, expected: str) -> None:
    """Neither our code nor the one above has made them up."""
    assert checksum(short) == by_the_book(short) == expected


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("000000000000000", "AAA"),
        ("AAAAAAAAAAAAAAA", "555"),
        ("A0000000000000A", "BAQ"),
        ("0000A0000000000", "QAA"),
        ("aaaaabbbbbccccc", "AAA"),
    ],
)
def test_the_first_of_five_is_the_lowest_bit(short: str, expected: str) -> None:
    """By hand: 1 is B, 16 is Q, 31 is 5; small letters and digits count nothing."""
    assert checksum(short) == expected


@PROPERTY
@given(SHORT)
def test_the_short_form_is_completed(short: str) -> None:
    """All that is stored has 18 characters."""
    assert parse_organization_id(short) == short + by_the_book(short)


@PROPERTY
@given(SHORT, st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_the_short_and_the_long_form_are_the_same_organization(short: str, spelt: object) -> None:
    """Marketo shows one, Sales Connect may show the other; the check may be in small letters."""
    assert callable(spelt)
    long = short + spelt(by_the_book(short))

    assert parse_organization_id(long) == parse_organization_id(short)


@PROPERTY
@given(SHORT, SHORT)
def test_two_organizations_are_never_taken_for_one(one: str, other: str) -> None:
    """Even if only the case of one letter tells them apart."""
    assert (parse_organization_id(one) == parse_organization_id(other)) == (one == other)


@PROPERTY
@given(SHORT, st.text(ALPHABET, min_size=3, max_size=3))
def test_a_wrong_checksum_is_found(short: str, check: str) -> None:
    """Any but the right one."""
    assume(check.upper() != by_the_book(short))

    assert parse_organization_id(short + check) is OrganizationFault.CHECKSUM


@PROPERTY
@given(SHORT, st.integers(min_value=3, max_value=14))
def test_a_letter_in_the_wrong_case_is_found(short: str, place: int) -> None:
    """What spreadsheets do to ids: that is what the three characters are for."""
    assume(short[place].isalpha())
    changed = short[:place] + short[place].swapcase() + short[place + 1 :]

    fault = parse_organization_id(changed + by_the_book(short))

    assert fault is OrganizationFault.CHECKSUM


@PROPERTY
@given(SHORT, st.sampled_from([" ", "\t", "\n", "\u00a0", "\u2009"]), st.integers(0, 18))
def test_a_space_is_named_and_never_trimmed(short: str, space: str, place: int) -> None:
    """Before, behind, inside: it says that something was copied badly."""
    long = short + by_the_book(short)

    assert parse_organization_id(long[:place] + space + long[place:]) is OrganizationFault.SPACE


def test_nothing_typed_is_not_a_space() -> None:
    """One cause, one answer."""
    assert parse_organization_id("") is OrganizationFault.MISSING
    assert parse_organization_id(" ") is OrganizationFault.SPACE


@pytest.mark.parametrize(
    "typed",
    [
        "00D",
        "00D00000000006",
        "00D0000000000624",
        "00D000000000062EA",
        "00D000000000062EAAA",
        "00D-00000000062",
        "00D00000000006é",
        "00D00000000006２",
        "https://acme.my.salesforce.com/00D000000000062",
    ],
)
def test_another_length_or_another_character_is_no_id(typed: str) -> None:
    """15 or 18 letters and digits, of ASCII."""
    assert parse_organization_id(typed) is OrganizationFault.SHAPE


@pytest.mark.parametrize("typed", ["001D000000IqhSL", "005D0000001KyEIIA0"])
def test_the_id_of_another_record_is_called_that(typed: str) -> None:
    """An account or a user, easily copied from the address of a page."""
    assert parse_organization_id(typed) is OrganizationFault.OTHER_RECORD


@PROPERTY
@given(st.text(max_size=25))
def test_whatever_is_typed_is_an_id_or_a_fault(typed: str) -> None:
    """And an id always begins as one and has 18 characters."""
    parsed = parse_organization_id(typed)

    if not isinstance(parsed, OrganizationFault):
        assert parsed.startswith("00D")
        assert len(parsed) == 18
        assert parsed[:15] == typed[:15]


def test_the_example_that_people_read_is_one() -> None:
    """It stands in the modal."""
    assert parse_organization_id(EXAMPLE) == EXAMPLE
    assert parse_organization_id(EXAMPLE[:15]) == EXAMPLE


def test_lost_capitals_are_called_that() -> None:
    """`00d` is no id of another record: somebody's tool made it small."""
    assert parse_organization_id("00d000000000062") is OrganizationFault.CAPITALS
