"""The same few people, in every encoding that a spreadsheet saves."""

from typing import Final

from bot.domain.csv_import import EmptyFile, Unreadable
from bot.domain.problems import Fault
from tests.lists.listing import ADA, BO, BOM, CY, Listing, Planned, one_person

_ROWS: Final = (
    "email,workspaces,first_name,last_name\r\n"
    f"{ADA},Amérique,Zoé,Brûlé\r\n"
    f'{BO},"EMEA;APAC","Noël, fils",O’Neil\r\n'
)
_PEOPLE: Final = Planned(
    read=2,
    people={ADA: ("Amérique",), BO: ("EMEA", "APAC")},
    names={ADA: ("Zoé", "Brûlé"), BO: ("Noël, fils", "O’Neil")},
)
_TABS: Final = (
    f"email\tworkspaces\tfirst_name\r\n{ADA}\tAmérique\tZoé\r\n{BO}\tEMEA;APAC\tNoël, fils\r\n"
)
_ONE: Final = f"email,workspaces,first_name\n{ADA},EMEA,Zoé\n"

LISTINGS: Final = (
    Listing("UTF-8", _ROWS, _PEOPLE),
    Listing("UTF-8 with a BOM", BOM + _ROWS, _PEOPLE),
    Listing("UTF-16, small end first", (BOM + _ROWS).encode("utf-16-le"), _PEOPLE),
    Listing("UTF-16, big end first", (BOM + _ROWS).encode("utf-16-be"), _PEOPLE),
    Listing(
        "Excel's Unicode text: UTF-16 with tabs",
        (BOM + _TABS).encode("utf-16-le"),
        Planned(
            read=2,
            people={ADA: ("Amérique",), BO: ("EMEA", "APAC")},
            names={ADA: ("Zoé", ""), BO: ("Noël, fils", "")},
        ),
    ),
    Listing("Windows-1252 with accents and a curly apostrophe", _ROWS.encode("cp1252"), _PEOPLE),
    Listing(
        "Windows-1252 with bytes that it does not define",
        _ROWS.encode("cp1252").replace(b"Zo\xe9", b"Zo\x81\x9d"),
        Planned(read=2, people=_PEOPLE.people),
    ),
    Listing(
        "a BOM before a quoted header",
        BOM + f'"email","workspaces"\n"{ADA}","EMEA"\n',
        one_person(("EMEA",)),
    ),
    Listing(
        "two BOMs, since a file with one was saved anew",
        BOM + BOM + _ONE,
        one_person(("EMEA",), "Zoé"),
        open="Nobody sees a BOM: the column would be missing for no reason that can be seen.",
    ),
    Listing(
        "UTF-8 but for one row, pasted in from elsewhere",
        f"email,workspaces,first_name\n{ADA},Amérique,Zoé\n".encode()
        + f"{BO},EMEA,Noël\n".encode("cp1252")
        + f"{CY},Amérique,Ø\n".encode(),
        Planned(
            read=3,
            people={ADA: ("Amérique",), BO: ("EMEA",), CY: ("Amérique",)},
            names={ADA: ("Zoé", ""), BO: ("Noël", ""), CY: ("Ø", "")},
        ),
        open="Bad bytes in one row must not lose the others; read as Windows-1252 throughout, the "
        "others' workspace would be one that nobody knows.",
    ),
    Listing(
        "UTF-16 that was cut in the middle of a character",
        (BOM + _ONE + f"{BO},EMEA,Bo").encode("utf-16-le")[:-1],
        Planned(read=2, people={ADA: ("EMEA",), BO: ("EMEA",)}),
        open="The address is whole; of the name one letter is missing.",
    ),
    Listing(
        "UTF-8 that was cut in the middle of a character",
        (_ONE + f"{BO},EMEA,Noé").encode()[:-1],
        Planned(
            read=2,
            people={ADA: ("EMEA",), BO: ("EMEA",)},
            names={ADA: ("Zoé", "")},
        ),
        open="One byte at the end must not turn the first row into Windows-1252.",
    ),
    Listing(
        "UTF-16 without a BOM",
        _ONE.encode("utf-16-le"),
        one_person(("EMEA",), "Zoé"),
        open="Not in the contract; but every second byte is NUL, so there is nothing to guess.",
    ),
    Listing(
        "UTF-32 with a BOM, which begins as UTF-16 does",
        (BOM + _ONE).encode("utf-32-le"),
        Unreadable,
        open="As UTF-16 every second character would be NUL.",
    ),
    Listing("nothing but a BOM", BOM, EmptyFile()),
    Listing("nothing but a BOM of UTF-16", BOM.encode("utf-16-le"), EmptyFile()),
    Listing(
        "an address with a NUL in it",
        f"email,workspaces,first_name\n{ADA},EMEA,A\nb\0o@acme.example,EMEA,B\n{CY},APAC,C\0y\n",
        Planned(
            read=3,
            people={ADA: ("EMEA",), CY: ("APAC",)},
            problems={3: Fault.MALFORMED},
        ),
        open="A NUL shows nothing. In a name it is left out; in an address it may stand for "
        "something that was lost, and a wrong address is somebody else's.",
    ),
    Listing(
        "a mark of DOS at the end of the file",
        _ONE + "\x1a",
        one_person(("EMEA",), "Zoé"),
        open="It is no row: nothing that can be seen stands in it.",
    ),
)
