"""Tables that people download."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import BLANK, trimmed
from bot.domain.candidates import Candidate
from bot.domain.csv_export import inert, revived, write_csv
from bot.domain.csv_import import Table, parse_csv
from tests.domain.properties import PROPERTY

HEADER = ("email", "workspaces", "first_name", "last_name")


def test_a_spreadsheet_opens_it_without_a_question() -> None:
    """With its mark, without which Excel shows "ZoÃ«"; commas, Windows line ends."""
    data = write_csv(HEADER, [("ada@acme.example", "EMEA;DACH", "Zoë", 'B "x", y')])

    assert data == (
        b"\xef\xbb\xbfemail,workspaces,first_name,last_name\r\n"
        b'ada@acme.example,EMEA;DACH,Zo\xc3\xab,"B ""x"", y"\r\n'
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("\u00a0\u200b=1", "'\u00a0\u200b=1"),
        ("\n=1", "\n'=1"),
        ("'=1", "''=1"),
        ("A;=1", "A;'=1"),
        ("A\n=1", "A\n'=1"),
        ("-A; -B", "'-A;' -B"),
        ("a=1", "a=1"),
        ("'t Hooft", "'t Hooft"),
        ("ada-b@acme.example", "ada-b@acme.example"),
    ],
)
def test_what_could_be_a_formula_is_made_inert(cell: str, written: str) -> None:
    """Also where a spreadsheet with another separator would see a cell begin."""
    assert inert(cell) == written
    assert revived(written) == cell
    rows = csv.reader(io.StringIO(write_csv(("x",), [(cell,)]).decode("utf-8-sig"), newline=""))
    assert list(rows)[1] == [written]


ANYTHING = st.text(alphabet=st.sampled_from("ab'=+-@;\t\r\n \u200b\","), max_size=12) | st.text()


@PROPERTY
@given(ANYTHING)
def test_nothing_written_begins_like_a_formula_and_all_of_it_comes_back(text: str) -> None:
    """However many apostrophes stand before it."""
    written = inert(text)

    for part in written.replace("\r", ";").replace("\n", ";").split(";"):
        assert not part.strip(BLANK).startswith(("=", "+", "-", "@"))
    assert not written.startswith(("\t", "\r"))
    assert revived(written) == text


# What a reader takes for one value: trimmed, and not empty where it would be left out.
VALUE = ANYTHING.map(trimmed)
EMAIL = VALUE.filter(bool)
NAME = ANYTHING.map(lambda text: trimmed(re.sub(r"[;\r\n]", "", text)))
ROW = st.tuples(
    EMAIL, st.lists(NAME.filter(bool), max_size=3, unique_by=str.casefold), VALUE, VALUE
)


@PROPERTY
@given(st.lists(ROW, min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[tuple[str, list[str], str, str]]) -> None:
    """The file of problems can be uploaded as it is."""
    data = write_csv(HEADER, [(email, ";".join(names), *rest) for email, names, *rest in rows])

    parsed = parse_csv(data)

    assert isinstance(parsed, Table)
    assert [
        (one.email, one.workspaces, one.first_name, one.last_name) for one in parsed.people
    ] == [(email, tuple(names) or None, first, last) for email, names, first, last in rows]
    email, names, first, last = rows[0]
    assert parsed.people[0] == Candidate(email, None, tuple(names) or None, 2, first, last)
