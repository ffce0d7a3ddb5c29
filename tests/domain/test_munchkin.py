"""Munchkin IDs as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.munchkin import EXAMPLE, parse_munchkin_id
from tests.domain.properties import PROPERTY

SHAPE = r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}"


@PROPERTY
@given(st.from_regex(SHAPE, fullmatch=True))
def test_any_case_is_taken_and_upper_case_is_kept(typed: str) -> None:
    """`123-abc-456` and `123-ABC-456` are the same account."""
    assert parse_munchkin_id(typed) == typed.upper()


def test_the_example_is_one() -> None:
    """What the fault shows as an example can be typed."""
    assert parse_munchkin_id(EXAMPLE) == EXAMPLE == "123-ABC-456"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123-ABC-45",
        "123-ABC-4567",
        "1234-ABC-456",
        "12-ABC-456",
        "123-AB-456",
        "123-ABCD-456",
        "123-A1C-456",
        "ABC-123-456",
        "123ABC456",
        "123_ABC_456",
        "123–ABC–456",  # with dashes that a phone makes of hyphens
        " 123-ABC-456",
        "123-ABC-456 ",
        "123-ABC-456\n",
        "123-ABC-456,123-ABC-457",
        "１２３-ABC-456",  # digits of full width
        "١٢٣-ABC-٤٥٦",
        "123-ÄBC-456",
    ],
)
def test_any_other_shape_is_none(typed: str) -> None:
    """Nothing is trimmed and nothing is guessed."""
    assert parse_munchkin_id(typed) is None


def test_letters_that_only_become_ascii_in_upper_case_are_none() -> None:
    """`ß` in upper case is `SS`: two letters that nobody typed."""
    typed = ("123-ßA-456", "123-ſbc-456", "123-ıbc-456", "123-ﬀi-456")

    assert [parse_munchkin_id(one) for one in typed] == [None] * 4


@PROPERTY
@given(st.text())
def test_whatever_is_taken_was_typed_so(typed: str) -> None:
    """What is kept differs from what was typed by its case alone."""
    parsed = parse_munchkin_id(typed)

    assert parsed is None or parsed.lower() == typed.lower()
