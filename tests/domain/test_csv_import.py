"""Files of people as spreadsheets, exports and hands make them."""

import codecs
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate
from bot.domain.csv_import import (
    EXTRA_LENGTH,
    LARGEST,
    MOST_ROWS,
    EmptyFile,
    FileFault,
    HeaderOnly,
    NoEmailColumn,
    RepeatedColumn,
    Table,
    TooLarge,
    Unreadable,
    parse_csv,
)
from tests.domain.properties import PROPERTY

ADA = "ada@acme.example"
BEN = "ben@acme.example"
CY = "cy@acme.example"
NAMED = "email,workspaces,first_name,last_name\n"


def person(
    line: int,
    email: str,
    workspaces: tuple[str, ...] = (),
    first_name: str = "",
    last_name: str = "",
    unread: tuple[str, ...] = (),
) -> Candidate:
    """As they stand in a file: no cell says none, and nobody was looked up."""
    names, extra = (first_name, last_name), ", ".join(unread)
    return Candidate(email, None, workspaces or None, line, *names, extra=extra)


def table(text: str, encoding: str = "utf-8") -> Table:
    parsed = parse_csv(text.encode(encoding))
    assert isinstance(parsed, Table)
    return parsed


def lines(text: str) -> tuple[Candidate, ...]:
    return table(text).people


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_reads_the_same_however_it_was_saved(
    separator: str, end: str, encoding: str
) -> None:
    """Separator, line ends and encoding are the program's choice, not the person's."""
    rows = [
        ["email", "workspaces", "first_name", "last_name"],
        [ADA, '"EMEA;DACH"', "Zoë", "O’Brook"],
        [BEN, '"North, South"', '"Benoît ""Ben"""', '"on two\nlines"'],
        [CY],
    ]

    parsed = table(end.join(separator.join(row) for row in rows), encoding)

    assert parsed == Table(
        (
            person(2, ADA, ("EMEA", "DACH"), "Zoë", "O’Brook"),
            person(3, BEN, ("North, South",), 'Benoît "Ben"', "on two\nlines"),
            person(5, CY),
        )
    )


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be"], ids=["little endian", "big endian"]
)
@pytest.mark.parametrize("marked", [True, False])
def test_utf_16_is_read_by_its_mark_or_its_zeros(encoding: str, *, marked: bool) -> None:
    """Excel's `Unicode text` has a mark; other programs leave it out."""
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[encoding]
    data = f"{NAMED}{ADA},EMEA,Ada,Brook".encode(encoding)

    assert parse_csv((mark if marked else b"") + data) == Table(
        (person(2, ADA, ("EMEA",), "Ada", "Brook"),)
    )


def test_columns_stand_in_any_order_and_case() -> None:
    """Only the address is needed."""
    assert lines(f" Last_Name ,WORKSPACES, Email \nBrook,EMEA, {ADA} ") == (
        person(2, ADA, ("EMEA",), "", "Brook"),
    )


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("E-Mail", person(2, "v")),
        ("mail", person(2, "v")),
        ("Email Address", person(2, "v")),
        ("EmailAddress", person(2, "v")),
        ("e_mail_address", person(2, "v")),
        ("mail,Workspace", person(2, "v", ("w",))),
        ("mail,First Name", person(2, "v", (), "w")),
        ("mail,firstName", person(2, "v", (), "w")),
        ("mail,LAST-NAME", person(2, "v", (), "", "w")),
        ("mail,lastname", person(2, "v", (), "", "w")),
    ],
)
def test_the_headings_of_other_programs_are_understood(header: str, read: Candidate) -> None:
    """An export of Sales Connect or Marketo goes in as it is."""
    assert table(f"{header}\nv,w").people[0].email == "v"
    assert table(f"{header},\nv,w,").people == (
        read if "," in header else person(2, "v", unread=("w",)),
    )


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("Work e-mail,Surname,Given name", person(2, "v", (), "x", "w")),
        ("Adresse e-mail,Nom,Prénom", person(2, "v", (), "x", "w")),
        ("COURRIEL,Espaces de travail,nom de famille", person(2, "v", ("w",), "", "x")),
        # Where a column has its own name, another one that may be called so is another one.
        ("email,User email,Surname", person(2, "v", (), "", "x")),
        ("Email,Nom,Last name", person(2, "v", (), "", "x")),
    ],
)
def test_other_names_of_both_languages_are_understood(header: str, read: Candidate) -> None:
    """As other programs write them into their exports."""
    assert table(f"{header}\nv,w,x").people == (read,)


def test_two_other_names_of_one_column_are_a_guess() -> None:
    """Which of the two counts nobody knows."""
    fault = parse_csv(b"Work email,User email\nv,w")

    assert fault == RepeatedColumn("email", ("Work email", "User email"))


def test_the_separator_is_the_one_that_shows_an_address() -> None:
    """However many columns another one would make."""
    assert table(f"email;first_name,last_name,x\n{ADA};b,c,d").people == (person(2, ADA),)
    assert table(f'"Name, full",email\nx,{ADA}', "utf-8-sig").ignored == ("Name, full",)


def test_other_columns_are_ignored_and_named() -> None:
    """One that may be a slip is named with the column it resembles, if that one is missing."""
    parsed = table(f"Phone,email,Workspase,First,Last login,,E-mail 2\n1,{ADA},EMEA,Ada,now,,x")

    assert parsed.people == (person(2, ADA),)
    assert parsed.ignored == ("Phone", "Workspase", "First", "Last login", "E-mail 2")
    assert parsed.meant == (("Workspase", "workspaces"), ("First", "first_name"))


def test_a_list_without_header_is_a_list_of_addresses() -> None:
    """Its first line is a person; what stands beside an address is not guessed at, but told."""
    assert table(f"{ADA}\n\n{BEN}") == Table((person(1, ADA), person(3, BEN)), has_header=False)
    assert table(f"Ada;{ADA};EMEA\nBen;{BEN}") == Table(
        (person(1, ADA, unread=("Ada", "EMEA")), person(2, BEN, unread=("Ben",))), has_header=False
    )
    assert table("ada@acme\n").people == (person(1, "ada@acme"),)


@pytest.mark.parametrize(
    "text",
    [
        f"{ADA}, {BEN}, {CY}",
        f"{ADA}; {BEN}\n{CY}",
        f"{ADA}, {BEN}\n{CY}; ",
        f"{ADA}\t{BEN} {CY}",
        f"{ADA}\n{BEN}/{CY}",
        f"{ADA},Ben Hill <{BEN}>,`{CY}`",
    ],
)
def test_several_addresses_in_a_row_are_as_many_people(text: str) -> None:
    """As where addresses are pasted; nothing of the row is left unread."""
    found = table(text)

    assert [line.email for line in found.people] == [ADA, BEN, CY]
    assert not any(line.extra for line in found.people)


def test_what_is_meant_as_an_address_stays_in_its_row() -> None:
    """A problem of that line, as it was typed; what is none beside it is told once."""
    assert lines(f"{ADA},ben@,EMEA\nBo,,{CY} dora@\nBo,EMEA\n{BEN},@ben") == (
        person(1, ADA, unread=("EMEA",)),
        person(1, "ben@"),
        person(2, f"{CY} dora@", unread=("Bo",)),
        person(3, "Bo", unread=("EMEA",)),
        person(4, BEN, unread=("@ben",)),
    )


def test_no_more_is_read_than_says_that_it_is_too_much() -> None:
    """A line may hold a million of them."""
    assert len(lines(",".join([ADA] * (MOST_ROWS + 9)))) == MOST_ROWS + 1


@pytest.mark.parametrize(
    "long", ["a@ " + "<a" * 500_000, "x@ " * 3_000_000], ids=["brackets", "short words"]
)
def test_a_cell_longer_than_any_list_is_one_row_and_not_taken_apart(long: str) -> None:
    """Whoever plans calls it malformed; reading it would hold up everybody else's files."""
    began = process_time()
    first, second = lines(f"{ADA}\n{long}")

    assert (first.email, second.email) == (ADA, long.strip())
    assert process_time() - began < 5


def test_excels_line_that_names_the_separator_is_no_row() -> None:
    """It counts as a line, and its word counts for less than the header's."""
    expected = (person(3, ADA, ("EMEA",)),)

    assert lines(f"sep=;\nemail;workspaces\n{ADA};EMEA") == expected
    assert lines(f'"SEP=|"\r\nemail|workspaces\r\n{ADA}|EMEA') == expected
    assert lines(f"sep=\t\nemail\tworkspaces\n{ADA}\tEMEA") == expected
    assert lines(f"sep=,\nemail;workspaces\n{ADA};EMEA") == expected


def test_workspaces_are_parted_by_semicolons_and_said_once() -> None:
    """The first spelling stays."""
    assert lines(f'email,workspaces\n{ADA}, EMEA ; DACH;emea;; \n{BEN},;\n{CY},"EMEA\nDACH"') == (
        person(2, ADA, ("EMEA", "DACH")),
        person(3, BEN),
        person(4, CY, ("EMEA", "DACH")),
    )


def test_a_row_counts_by_the_line_it_begins_on() -> None:
    """Blank rows are no rows, but lines."""
    assert [one.line for one in lines(f'\n\n{NAMED}\n{ADA},,"A\n\nB",\n,,,\n \n"{BEN}"\n')] == [
        5,
        10,
    ]


def test_a_row_without_an_address_is_a_row() -> None:
    """Whoever plans calls it malformed: nobody is lost in silence."""
    assert lines(f"{NAMED},EMEA,,\n{ADA}") == (person(2, "", ("EMEA",)), person(3, ADA))
    assert table(f"email,phone\n,1\n{ADA}").people == (person(2, ""), person(3, ADA))


def test_rows_may_be_ragged_and_what_slipped_is_told() -> None:
    """A list that was not quoted pushes the names aside: such a row must not pass for good."""
    text = f"email;workspaces;first_name;\n{ADA}\n{BEN};EMEA;DACH;Ben;;\n{CY};EMEA;Cy;;;"

    assert lines(text) == (
        person(2, ADA),
        person(3, BEN, ("EMEA",), "DACH", unread=("Ben",)),
        person(4, CY, ("EMEA",), "Cy"),
    )


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        (f'{BEN},"EMEA,Ben,Hill', person(3, BEN, ("EMEA",), "Ben", "Hill")),
        (f'{BEN},EMEA,"Ben,Hill', person(3, BEN, ("EMEA",), "Ben", "Hill")),
        (f'{BEN},EMEA,Ben "B,Hill', person(3, BEN, ("EMEA",), 'Ben "B', "Hill")),
        (f'{BEN},5" EM,"Ben,Hill', person(3, BEN, ('5" EM',), "Ben", "Hill")),
        (f'{BEN},"EMEA" ,Ben,Hill', person(3, BEN, ("EMEA",), "Ben", "Hill")),
        (f'{BEN}, "EMEA;DACH",Ben,Hill', person(3, BEN, ("EMEA", "DACH"), "Ben", "Hill")),
        (f'"{BEN},"EMEA",Ben,"Hill"', person(3, BEN, ("EMEA",), "Ben", "Hill")),
        (f"{BEN},EM\0EA,Ben,Hill", person(3, BEN, ("EM\0EA",), "Ben", "Hill")),
        (f"\0\ufeff{BEN}\u200b,\u00a0EMEA,Ben,Hill\0", person(3, BEN, ("EMEA",), "Ben", "Hill")),
        (f"{BEN},EMEA,Ben,Hill,{'x' * 200_000}", person(3, BEN, ("EMEA",), "Ben", "Hill", ("x",))),
        (
            f'{BEN},EMEA,Ben,Hill,"{"x" * 200_000}"',
            person(3, BEN, ("EMEA",), "Ben", "Hill", ("x",)),
        ),
    ],
    ids=[
        "open quote",
        "open quote further on",
        "quote in a word",
        "quote in a word, open quote",
        "space behind a quote",
        "space before a quote",
        "three quotes",
        "NUL",
        "signs without ink",
        "long cell",
        "long quoted cell",
    ],
)
def test_a_broken_row_spoils_no_other(broken: str, read: Candidate) -> None:
    """Not even where the next quote would close it."""
    for other in ("", '"'):
        text = f"{NAMED}{other}{ADA}{other},,{other}Ada{other}\n{broken}\n{CY},{other}EMEA{other}"

        first, second, third = lines(text)

        assert first == person(2, ADA, (), "Ada")
        assert third == person(4, CY, ("EMEA",))
        assert (second.email, second.workspaces, second.first_name, second.last_name) == (
            read.email,
            read.workspaces,
            read.first_name,
            read.last_name,
        )
        assert second.extra == read.extra * EXTRA_LENGTH  # a cell as long as that, or none


def test_a_quote_that_another_row_would_close_was_never_opened() -> None:
    """Two slips in one file must not swallow who stands between them."""
    text = f'{NAMED}{ADA},"EMEA,Ada,Brook\n{BEN},DACH,Ben,Hill\n{CY},EMEA",Cy,Reed'

    assert [one.email for one in lines(text)] == [ADA, BEN, CY]
    text = f'email,workspaces\n{ADA},"EMEA\n"{BEN}","DACH"\n,x"\n{CY},'
    assert [one.email for one in lines(text)] == [ADA, BEN, "", CY]
    text = 'email,notes\nada,5" long\nben,7" long\ncy,'
    assert [one.email for one in lines(text)] == ["ada", "ben", "cy"]


def test_an_address_in_a_note_over_several_lines_is_no_row() -> None:
    """Whoever signed it is not to be connected."""
    text = f'email,notes\n{ADA},"Regards\n{BEN}\nBen"\n{CY},'

    assert [(one.line, one.email) for one in lines(text)] == [(2, ADA), (5, CY)]
    text = f'email,notes\n{ADA},"Regards\n{BEN}"\n{CY},'
    assert [(one.line, one.email) for one in lines(text)] == [(2, ADA), (4, CY)]
    text = f'notes,email,phone\n"Regards\nBen",{ADA},1\n,{CY},'
    assert [(one.line, one.email) for one in lines(text)] == [(2, ADA), (4, CY)]


def test_wrong_bytes_stay_in_their_row() -> None:
    """Windows-1252 reads what is no UTF-8; the rest stays UTF-8."""
    data = NAMED.encode() + f"{ADA},,Zoë,\n{BEN},,Beno".encode() + b"\xeet\x81,\n" + CY.encode()

    parsed = parse_csv(data)

    assert isinstance(parsed, Table)
    assert parsed.people == (
        person(2, ADA, (), "Zoë"),
        person(3, BEN, (), "Benoît\ufffd"),
        person(4, CY),
    )


def test_zeros_at_the_end_are_no_content() -> None:
    """A file that was copied half ends in them."""
    assert parse_csv(f"email\n{ADA}\n".encode() + bytes(5_000)) == Table((person(2, ADA),))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", EmptyFile()),
        (codecs.BOM_UTF8, EmptyFile()),
        (codecs.BOM_UTF16_LE, EmptyFile()),
        (b" \r\n\t\r\n;;;\n,,,\n", EmptyFile()),
        (b"sep=;\r\n", EmptyFile()),
        (b"email,workspaces", HeaderOnly()),
        (b"email,workspaces\n\n,,,\n , \n", HeaderOnly()),
        (b"PK\x03\x04 xl/workbook.xml", Unreadable("xlsx")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 xls", Unreadable("xlsx")),
        (b"%PDF-1.7\n", Unreadable("pdf")),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Unreadable()),
        (b"name,phone\nA\0da,1\nBen,2", NoEmailColumn(("name", "phone"), None)),
        (bytes(100), Unreadable()),
        (b"email\0\0\n\0\0\0a\0", Unreadable()),
        (b"name,phone\nAda,1", NoEmailColumn(("name", "phone"), None)),
        (b"emial,workspaces\na,b", NoEmailColumn(("emial", "workspaces"), "emial")),
        ("email\nada@acme.example".encode("utf-32"), Unreadable()),
        (codecs.BOM_UTF32_BE + "email\na".encode("utf-32-be"), Unreadable()),
        (b"Name,Emial,\nAda,1", NoEmailColumn(("Name", "Emial"), "Emial")),
        (b"Their e-mail;x;email2\nAda", NoEmailColumn(("Their e-mail", "x", "email2"), "email2")),
        (b"email,phone,E-Mail\na@b.example", RepeatedColumn("email", ("email", "E-Mail"))),
        (
            b"email;Workspace;workspaces\n",
            RepeatedColumn("workspaces", ("Workspace", "workspaces")),
        ),
        (b"email\n" + b"a" * LARGEST, TooLarge()),
    ],
    ids=[
        "no bytes",
        "only a mark",
        "only a mark of UTF-16",
        "only separators",
        "only the separator's name",
        "header",
        "header and blank rows",
        "workbook",
        "old workbook",
        "pdf",
        "picture",
        "a zero among names",
        "zeros",
        "mostly zeros",
        "no address",
        "slip in the heading, beside a known one",
        "UTF-32, small end first",
        "UTF-32, big end first",
        "slip in the heading",
        "nearest of two",
        "addresses twice",
        "workspaces twice",
        "too large",
    ],
)
def test_a_file_is_refused_as_a_whole_only_when_no_row_can_be_read(
    data: bytes, fault: FileFault
) -> None:
    """A fault of structure is said before any fault of a row."""
    assert parse_csv(data) == fault


def test_ten_megabytes_are_not_too_large() -> None:
    """The bound itself may be reached."""
    data = b"email\n" + ADA.encode() + b"\n"

    assert isinstance(parse_csv(data + b" " * (LARGEST - len(data))), Table)


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        (f"Ada Brook <{ADA}>", ADA),
        (f'"""Brook, Ada"" <{ADA}>"', ADA),
        (f"mailto:{ADA.upper()}", ADA),
        (f"« {ADA} »", ADA),
        (f"'{ADA}'", ADA),
        (ADA.upper(), ADA.upper()),
        (f"{ADA} {BEN}", f"{ADA} {BEN}"),
        (f"Ada {ADA}", f"Ada {ADA}"),
        ("Ada <ada@acme>", "Ada <ada@acme>"),
    ],
)
def test_a_cell_that_says_one_address_is_that_address(cell: str, email: str) -> None:
    """Mail programs export names, links and brackets; what says more stays as it was written."""
    assert lines(f"email,workspaces\n{cell},EMEA") == (person(2, email, ("EMEA",)),)
    if email != f"{ADA} {BEN}":  # in a list of addresses they are two people
        assert lines(f"{BEN}\n{cell}")[1] == person(2, email)


def test_nothing_is_parted_in_a_file_of_one_column() -> None:
    """A comma may stand in the name; what is no name is told."""
    people = f"Brook, Ada <{ADA}>\n{BEN},EMEA\n{BEN},,\n{BEN},{CY}"
    found = (
        person(2, ADA),
        person(3, BEN, unread=("EMEA",)),
        person(4, BEN),
        person(5, BEN, unread=(CY,)),
    )

    assert lines(f"email\n{people}") == found
    assert lines(f"email,first_name\n,,{ADA}") == (person(2, "", unread=(ADA,)),)
    assert lines(f"email,first_name\nBrook, Ada <{ADA}>") == (
        person(2, "Brook", (), f"Ada <{ADA}>"),
    )


def test_a_row_in_which_nothing_is_to_be_seen_is_none() -> None:
    """A file of DOS ends in a mark of its own."""
    assert lines(f"email\n{ADA}\n\x1a") == (person(2, ADA),)
    assert lines(f"email,workspaces\n\x1a,\u200b\n{ADA}") == (person(3, ADA),)


def test_what_we_made_inert_is_read_as_it_was() -> None:
    """Only before what a spreadsheet would calculate: other apostrophes are somebody's name."""
    assert lines(f"{NAMED}'+{ADA},'=A;'-B,'@Ada,'t Hooft\n'ben,'A,'\"',''") == (
        person(2, f"+{ADA}", ("=A", "-B"), "@Ada", "'t Hooft"),
        person(3, "'ben", ("'A",), "'\"'", "''"),
    )


# Quotes, separators, line ends and signs in any confusion, but no letter of a person's row.
CONFUSION = st.text(alphabet=st.sampled_from("xy\";,\t\n\r '=\0é"), max_size=30)


@PROPERTY
@given(CONFUSION, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n", "\r"]))
def test_whoever_stands_in_a_line_of_their_own_is_read(
    confusion: str, separator: str, end: str
) -> None:
    """Whatever stands between two people, both are there, and each line has its number."""
    header = separator.join(["email", "workspaces", "first_name"])
    rows = [header, separator.join([ADA, "EMEA", "Ada"]), confusion]
    last = separator.join([CY, "DACH", "Cy"])

    found = lines(end.join([*rows, last]))

    assert found[0] == person(2, ADA, ("EMEA",), "Ada")
    assert found[-1].email == CY
    assert found[-1].workspaces == ("DACH",)
    numbers = [one.line for one in found]
    assert numbers == sorted(set(numbers))


@PROPERTY
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_no_file_brings_the_reader_down(data: bytes) -> None:
    """Every answer is a value."""
    for head in (b"", b"email,workspaces\n"):
        assert isinstance(parse_csv(head + data), Table | FileFault)
