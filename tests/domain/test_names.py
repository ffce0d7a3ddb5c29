"""Names on one line, as they are compared and shown."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import clean_name
from tests.domain.properties import PROPERTY

WRITTEN = st.one_of(st.text(max_size=40), st.text("aé \u0301\t\n\u00a0\u200b\u2028", max_size=40))


@PROPERTY
@given(WRITTEN)
def test_a_name_keeps_what_shows_and_nothing_else(typed: str) -> None:
    """On one line, its words one space apart."""
    name = clean_name(typed)

    shown = [char for char in normalize("NFC", typed) if char.isprintable() and char != " "]
    assert [char for char in name if char != " "] == shown
    assert name.isprintable()
    assert name.split(" ") == name.split() or not name
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  North\u00a0 America\n", "North America"),
        ("Ame\u0301rique", "Am\u00e9rique"),
        ("EM\u200bEA", "EM EA"),
        ("\t \u2028", ""),
    ],
)
def test_a_name_as_it_is_pasted(typed: str, name: str) -> None:
    """Out of a page, a spreadsheet, a Mac."""
    assert clean_name(typed) == name
