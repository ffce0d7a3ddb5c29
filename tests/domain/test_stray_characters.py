"""Characters that come along with a copy: each is found, named and placed."""

import sys
import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credentials import CredentialField, Credentials, parse_credentials
from bot.domain.stray_characters import StrayCharacter, StrayKind, first_stray
from tests.domain.properties import PROPERTY

KINDS_OF_SPACE: Final = {
    StrayKind.SPACE,
    StrayKind.NO_BREAK_SPACE,
    StrayKind.OTHER_SPACE,
    StrayKind.TAB,
    StrayKind.LINE_BREAK,
}
ALL: Final = [chr(code) for code in range(sys.maxunicode + 1)]
REFUSED_CATEGORIES: Final = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me")
# Letters, marks and symbols by their category, but nothing on the screen
# (Unicode's Default_Ignorable_Code_Point, and the empty Braille cell).
BLANKS: Final = "\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe0e\ufe0f\uffa0\U000e0100"
UNWANTED: Final = [
    char
    for char in ALL
    if char.isspace() or unicodedata.category(char) in REFUSED_CATEGORIES or char in BLANKS
]


def code(char: str) -> str:
    return f"U+{ord(char):04X}"


def kind_of(char: str) -> StrayKind | None:
    stray = first_stray(char)
    return stray.kind if stray else None


def test_every_space_control_format_mark_and_blank_is_found() -> None:
    """All of Unicode, by category."""
    assert [code(char) for char in UNWANTED if kind_of(char) is None] == []


def test_every_space_is_called_a_space_and_nothing_else_is() -> None:
    """People are told `space` whenever Marketo would see one."""
    wrong = [code(char) for char in ALL if char.isspace() is not (kind_of(char) in KINDS_OF_SPACE)]

    assert wrong == []


def test_what_can_be_seen_may_stay() -> None:
    """Every printable ASCII character but the space, and letters of any alphabet."""
    visible = [chr(number) for number in range(0x21, 0x7F)] + list("éßøЖ字あ٣€")

    assert [char for char in visible if first_stray(f"a{char}a")] == []


@pytest.mark.parametrize("mark", ["'", '"', "`"])
def test_a_value_in_quotation_marks_was_copied_with_them(mark: str) -> None:
    """Out of a file or a message; inside of a value they may stay."""
    for typed in (f"{mark}value{mark}", f"{mark}value", f"value{mark}"):
        stray = first_stray(typed)
        assert stray is not None
        assert stray.kind is StrayKind.QUOTATION_MARK


@pytest.mark.parametrize(
    ("kind", "chars"),
    [
        (StrayKind.SPACE, " "),
        (StrayKind.NO_BREAK_SPACE, "\u00a0\u2007\u202f"),
        (StrayKind.OTHER_SPACE, "\u2003\u2009\u3000\u1680\x1f"),
        (StrayKind.TAB, "\t"),
        (StrayKind.LINE_BREAK, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"),
        (StrayKind.ZERO_WIDTH, "\u200b\u200c\u200d\u2060\ufeff"),
        (StrayKind.CONTROL, "\x00\x07\x1b\x7f\x9f"),
        (StrayKind.QUOTATION_MARK, "“”„‟‘’‚‛«»‹›"),
        (StrayKind.INVISIBLE, "\u00ad\u202e\u0301\ue000\ud800" + BLANKS),
    ],
)
def test_a_character_is_called_what_people_call_it(kind: StrayKind, chars: str) -> None:
    """Whoever is told the kind knows what to look for."""
    assert {code(char): kind_of(char) for char in chars} == {code(char): kind for char in chars}


@PROPERTY
@given(st.text(alphabet="ab1-", max_size=20), st.sampled_from(UNWANTED), st.text(max_size=20))
def test_the_first_one_is_named_with_its_place(before: str, char: str, after: str) -> None:
    """Counted in characters, from 1; whatever follows it."""
    typed = before + char + after

    stray = first_stray(typed)

    assert isinstance(stray, StrayCharacter)
    assert stray.position == len(before) + 1
    assert typed[stray.position - 1] == chr(stray.codepoint) == char
    assert stray.of == len(typed)


# Mostly what can be taken: otherwise the property below would hardly ever look at a value.
VALUE: Final = st.lists(
    st.sampled_from("aB7-é") | st.sampled_from(UNWANTED), min_size=1, max_size=4
).map("".join)


@PROPERTY
@given(VALUE, VALUE)
def test_whatever_is_accepted_holds_nothing_that_cannot_be_seen(
    client_id: str, client_secret: str
) -> None:
    """And whatever holds nothing of the kind is accepted."""
    parsed = parse_credentials(
        {
            CredentialField.MUNCHKIN_ID: "123-ABC-456",
            CredentialField.CLIENT_ID: client_id,
            CredentialField.CLIENT_SECRET: f"secret-{client_secret}",
        }
    )

    is_clean = not set(client_id + client_secret) & set(UNWANTED)
    assert isinstance(parsed, Credentials) is is_clean
