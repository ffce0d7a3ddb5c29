"""Characters that no credential contains: they come along when a value is copied."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import category


class StrayKind(StrEnum):
    """What a person would call it; the first five are kinds of space."""

    SPACE = "space"
    NO_BREAK_SPACE = "no_break_space"
    OTHER_SPACE = "other_space"
    TAB = "tab"
    LINE_BREAK = "line_break"
    ZERO_WIDTH = "zero_width"
    CONTROL = "control"
    QUOTATION_MARK = "quotation_mark"
    INVISIBLE = "invisible"  # whatever else shows nothing, or nothing without a letter before it


@dataclass(frozen=True, slots=True)
class StrayCharacter:
    """The first one of a value; `position` is counted in characters, from 1 to `of`."""

    kind: StrayKind
    codepoint: int
    position: int
    of: int


_NO_BREAK: Final = frozenset("\u00a0\u2007\u202f")
# As `str.splitlines` has them.
_LINE_BREAKS: Final = frozenset("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
_ZERO_WIDTH: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff")
# What phones and word processors make of " and '.
_QUOTATION_MARKS: Final = frozenset("“”„‟‘’‚‛«»‹›")
_AROUND: Final = frozenset("\"'`")  # at either end: copied out of a file or a message
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without ink


def first_stray(typed: str) -> StrayCharacter | None:
    """The first character that has to go; None when all may stay."""
    for position, char in enumerate(typed, start=1):
        kind = _kind(char)
        if char in _AROUND and position in (1, len(typed)):
            kind = StrayKind.QUOTATION_MARK
        if kind is not None:
            return StrayCharacter(kind, ord(char), position, len(typed))
    return None


def _kind(char: str) -> StrayKind | None:
    if char.isspace():
        return _kind_of_space(char)
    if char in _QUOTATION_MARKS:
        return StrayKind.QUOTATION_MARK
    if char in _ZERO_WIDTH:
        return StrayKind.ZERO_WIDTH
    if category(char) == "Cc":
        return StrayKind.CONTROL
    # Format characters, marks that need a letter, and the few blank letters.
    if not char.isprintable() or category(char) in ("Mn", "Me") or char in _BLANK:
        return StrayKind.INVISIBLE
    return None


def _kind_of_space(char: str) -> StrayKind:
    if char == " ":
        return StrayKind.SPACE
    if char == "\t":
        return StrayKind.TAB
    if char in _NO_BREAK:
        return StrayKind.NO_BREAK_SPACE
    return StrayKind.LINE_BREAK if char in _LINE_BREAKS else StrayKind.OTHER_SPACE
