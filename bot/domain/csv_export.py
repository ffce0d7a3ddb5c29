"""Tables that people download: a spreadsheet opens them, and nothing in them comes alive."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.addresses import BLANK

# Where a spreadsheet may see a cell begin: at its start; behind a line break or a semicolon, where
# it takes another sign for the separator and so does not know our quotes.
_BREAKS: Final = r";\r\n"
_BEGINS: Final = rf"(?:\A|(?<=[{_BREAKS}]))"
# What makes it calculate, behind apostrophes and whatever readers take off.
_AHEAD: Final = "".join(re.escape(char) for char in BLANK if char not in "\r\n")
_FORMULA: Final = rf"(?='*[\t\r]|['{_AHEAD}]*[=+\-@＝＋－＠])"
_ALIVE: Final = re.compile(_BEGINS + _FORMULA)
# The apostrophe first, and then what is before it: half the time where a name has one.
_INERT: Final = re.compile(rf"'(?<![^{_BREAKS}]')" + _FORMULA)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with BOM, without which Excel reads another encoding; comma, CRLF."""
    return csv_lines([header]).decode().encode("utf-8-sig") + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """More rows of such a file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def inert(cell: str) -> str:
    """With an apostrophe before whatever could be a formula; `revived` takes exactly that off."""
    return _ALIVE.sub("'", cell)


def revived(cell: str) -> str:
    """What was made inert, as it was before."""
    return _INERT.sub("", cell) if "'" in cell else cell
