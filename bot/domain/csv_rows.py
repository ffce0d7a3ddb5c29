"""Bytes of a CSV file to its rows: a broken one spoils no other."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.addresses import normalised, trimmed

_WINDOWS: Final = "windows-1252 where it is no utf-8"


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    bad = fault.object[fault.start : fault.end]
    return bad.decode("windows-1252", "replace"), fault.end


codecs.register_error(_WINDOWS, _as_windows)


def decoded(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 or Windows-1252; bytes that are wrong stay alone; None: no text."""
    if data.startswith(codecs.BOM_UTF32_LE):  # begins as the mark of UTF-16 does
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    # A file that was cut off or preallocated ends in NULs. Half of them: UTF-16 without its mark.
    text = data.rstrip(b"\0")
    if text.count(0) * 10 <= len(text):
        whole = text.removeprefix(codecs.BOM_UTF8).decode("utf-8", _WINDOWS)
        return whole if text or not data else None
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[first::2].count(0) * 10 > len(data) * 4 and not data[1 - first :: 2].count(0):
            return data.decode(encoding, "replace")
    return None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row looks like."""

    email: int  # the place of the address
    width: int  # cells


def lines_of(text: str) -> list[str]:
    """With their ends; a line ends as in a file, not at every sign that Unicode has for it."""
    return list(io.StringIO(text, newline=""))


def read_rows(
    lines: Sequence[str], separator: str, start: int = 0, shape: Shape | None = None
) -> Iterator[tuple[int, list[str]]]:
    """
    Where each row begins, as an index of `lines` from `start` on, and its cells.

    A quote that is not closed, or would only be closed behind another row, is an ordinary sign.
    """
    reading = _Reading(lines, separator, shape)
    at = start
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if '"' not in line:
            cells = line.rstrip("\r\n").split(separator)
        else:
            several = reading.over_lines(at) if line.count('"') % 2 else None
            end, cells = several or (end, reading.alone(line))
        yield at, cells
        at = end


class _Reading:
    def __init__(self, lines: Sequence[str], separator: str, shape: Shape | None) -> None:
        self.lines = lines
        self.separator = separator
        self.shape = shape
        # Made once: as keywords they would cost more than reading a line does.
        lenient = csv.reader((), delimiter=separator, skipinitialspace=True)
        strict = csv.reader((), delimiter=separator, skipinitialspace=True, strict=True)
        self.lenient, self.strict = lenient.dialect, strict.dialect

    def over_lines(self, at: int) -> tuple[int, list[str]] | None:
        """The row whose quoted cell goes on behind the line; None if that is not the case."""
        end = self._closing(at)
        if end is None:
            return None
        try:
            rows = list(csv.reader(self.lines[at:end], self.strict))
        except csv.Error:
            return None
        return (end, rows[0]) if len(rows) == 1 else None

    def alone(self, line: str) -> list[str]:
        """The cells of a line that is a row."""
        content = line.rstrip("\r\n")
        is_even = line.count('"') % 2 == 0
        try:
            cells = next(csv.reader((content + "\n",), self.lenient if is_even else self.strict))
            if not cells[-1].endswith("\n"):  # which means: still inside a quote
                return cells
        except csv.Error:  # a cell longer than it takes, or a stray quote
            pass
        return [cell.strip().strip('"') for cell in content.split(self.separator)]

    def _closing(self, at: int) -> int | None:
        """Behind the line that closes what the line at `at` leaves open; no row lies between."""
        for number in range(at + 1, len(self.lines)):
            line = self.lines[number]
            is_closing = line.count('"') % 2 == 1
            # What precedes the closing quote belongs to the open cell, unless it is cells itself.
            before = line.partition('"')[0].split(self.separator)[:-1]
            cells = before if is_closing else line.split(self.separator)
            if self._is_row(cells, whole=not is_closing):
                return None
            if is_closing:
                return number + 1
        return None

    def _is_row(self, cells: Sequence[str], *, whole: bool) -> bool:
        if self.shape is None or len(cells) <= self.shape.email:
            return False
        if whole and len(cells) < self.shape.width:
            return False
        return normalised(trimmed(cells[self.shape.email])) is not None
