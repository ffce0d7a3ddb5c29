"""What is no list at all, and lists as large as they may be."""

import io
import struct
import zipfile
import zlib
from typing import Final

from bot.domain.csv_import import LARGEST, NoEmailColumn, TooLarge, Unreadable
from bot.domain.problems import Again, Fault
from tests.lists.listing import ADA, BO, DEFAULT, Listing, Planned

_HEADER: Final = "email,workspaces,first_name,last_name\r\n"
_MANY: Final = 10_000


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"<t>{ADA},EMEA</t>" * 20)
    return packed.getvalue()


def picture() -> bytes:
    """A PNG of one grey dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(b"\x00\x80")
    parts = chunk(b"IHDR", size) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def document() -> bytes:
    """A PDF without pages, which shows the address as text when looked at as text."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    pages = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    return head + pages + f"% email,workspaces\n% {ADA},EMEA\n".encode() + b"trailer\n%%EOF\n"


def filled_up(size: int) -> bytes:
    """Two people; the rest of the bytes stands in a note."""
    start = f"email,note\n{ADA},"
    end = f"\n{BO},\n"
    return f"{start}{'n' * (size - len(start) - len(end))}{end}".encode()


def address(number: int) -> str:
    return f"person{number}@acme.example"


def all_good() -> bytes:
    """By four's: one workspace, two, none, and a quoted name of two lines."""
    rows = (
        f"{address(n)},{('EMEA', 'APAC;EMEA', '', 'apac')[n % 4]},"
        + ('"Ann\nLee, ""A"""' if n % 4 == 3 else "Ann")
        + f",{n}\r\n"
        for n in range(_MANY)
    )
    return (_HEADER + "".join(rows)).encode()


def all_wrong() -> bytes:
    """By four's: no address, a workspace in 25 misspellings, a clash of two."""
    rows = []
    for n in range(0, _MANY, 4):
        rows += [
            f"nobody{n},EMEA,,",
            f"{address(n)},EMEA{chr(ord('a') + n // 4 % 25)},,",
            f"{address(n + 1)},EMEA,,",
            f"{address(n + 1)},APAC,,",
        ]
    return (_HEADER + "\r\n".join(rows)).encode()


def half_again() -> bytes:
    """Everybody twice, the second time in capitals."""
    once = [f"{address(n)},EMEA,," for n in range(_MANY // 2)]
    again = [f"{address(n).upper()},emea,," for n in range(_MANY // 2)]
    return (_HEADER + "\r\n".join(once + again)).encode()


_WRONG: Final = (
    Fault.MALFORMED,
    Fault.UNKNOWN_WORKSPACE,
    Fault.CLASH,
    Fault.CLASH,
)
_GOOD: Final = (("EMEA",), ("EMEA", "APAC"), DEFAULT, ("APAC",))

NO_LISTS: Final = (
    Listing(
        "a workbook of Excel", zipped("[Content_Types].xml", "xl/workbook.xml"), Unreadable("xlsx")
    ),
    Listing(
        "a zip file",
        zipped("people.csv"),
        Unreadable,
        open="It is no workbook; whatever it is taken for, it is not read.",
    ),
    Listing(
        "a workbook of old",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"Workbook",
        Unreadable,
    ),
    Listing("a PDF", document(), Unreadable("pdf")),
    Listing("a picture", picture(), Unreadable("")),
    Listing("NULs only", b"\0" * 3_000, Unreadable),
    Listing(
        "a web page",
        f"<!DOCTYPE html>\n<html><body>{ADA}</body></html>\n",
        NoEmailColumn,
        open="What a browser saved in place of the file: no row of it is somebody.",
    ),
)

LARGE: Final = (
    Listing(
        "ten megabytes",
        lambda: filled_up(LARGEST),
        Planned(read=2, people={ADA: DEFAULT, BO: DEFAULT}, ignored=("note",)),
    ),
    Listing("a byte more", lambda: filled_up(LARGEST + 1), TooLarge()),
    Listing(
        "ten thousand people",
        all_good,
        Planned(read=_MANY, people={address(n): _GOOD[n % 4] for n in range(_MANY)}),
    ),
    Listing(
        "ten thousand problems",
        all_wrong,
        Planned(
            read=_MANY,
            people={},
            problems={2 + n: _WRONG[n % 4] for n in range(_MANY)},
            nearest={3 + n: "EMEA" for n in range(0, _MANY, 4)},
        ),
    ),
    Listing(
        "five thousand people, each twice",
        half_again,
        Planned(
            read=_MANY,
            people={address(n): ("EMEA",) for n in range(_MANY // 2)},
            duplicates={2 + n: Again.SAME_LIST for n in range(_MANY // 2, _MANY)},
        ),
    ),
)

LISTINGS: Final = (*NO_LISTS, *LARGE)
