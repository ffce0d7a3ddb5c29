"""The way of a file from the window to the people, and of its problems back to the window."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from practice.slack import Modal
from tests.journeys.steps import settled
from tests.journeys.world import World
from tests.lists import encodings, files, rows, shapes
from tests.lists.listing import ADA, BO, CY, DEE, EVE

_CONTENTS: Final = {
    listing.name: listing.data
    for listing in chain(encodings.LISTINGS, shapes.LISTINGS, rows.LISTINGS, files.LISTINGS)
}
_HALF: Final = 41
FORMULAS: Final = ("=", "+", "-", "@", "\t")  # how a spreadsheet knows one


async def test_what_became_of_a_file_is_read_before_anything_starts(office: World) -> None:
    """Counts that add up, each problem with its line and its way out; or why nothing was read."""
    for name, starts, words in SAID:
        preview = await previewed(office, _CONTENTS[name]())

        unsaid = [word for word in words if word not in preview.text]
        assert not unsaid, f"{name}: {unsaid} in {preview.text}"
        assert preview.submit_label == ("Start" if starts else None), name

    both = f"email\n{ADA.upper()}\n{CY}\n".encode()
    preview = await previewed(office, both, pasted=f"Brook, Ada <{ADA}>; {BO}")

    assert "Read 4 = 3 people + 0 problems + 1 duplicate." in preview.text


async def test_the_file_of_problems_is_mended_and_uploaded_as_it_is(office: World) -> None:
    """Nobody of it is lost, nobody is planned twice, and nothing in it is a formula."""
    await started(office, MENDABLE.encode(), workspaces=["EMEA"])
    await office.sol.until(lambda m: "All connected" in m.buttons)

    preview = await previewed(office, MENDABLE.encode(), workspaces=["EMEA"])
    assert "0 done, 1 left." in preview.text
    held_back = await file_of_problems(office)

    assert [row["line"] for row in held_back] == ["2", "3", "5", "6", "7"]
    assert all(row["problem"] for row in held_back)
    assert not [cell for row in held_back for cell in row.values() if cell.startswith(FORMULAS)]

    preview = await previewed(office, mended(held_back))

    assert "Read 5 = 4 people + 0 problems + 1 duplicate." in preview.text
    assert dict(in_batches(preview)) == {
        ADA: "`EMEA`",
        BO: "`EMEA North`",
        CY: "`EMEA`, `APAC`",
        DEE: "`EMEA`",  # was chosen for all who have none of their own
    }


async def test_the_same_file_again_goes_on_where_it_broke_off(office: World) -> None:
    """41 done, 41 left: nothing new starts for those of a run, and nobody is connected twice."""
    people = [files.address(number) for number in range(2 * _HALF)]
    content = "email,workspaces\r\n" + "".join(
        f"{email},{'EMEA' if number < _HALF else 'APAC'}\r\n" for number, email in enumerate(people)
    )
    await started(office, content.encode())
    batch = await office.sol.until(lambda m: "All connected" in m.buttons)
    assert all(address in batch.all_text for address in people[:_HALF])
    assert people[_HALF] not in batch.all_text
    await office.sol.press("All connected", in_=batch)
    await settled(office)

    under_way = await previewed(office, content.encode())
    await office.sol.close(all_=True)
    progress = await office.sol.until(lambda m: "Cancel run" in m.buttons)
    await office.sol.press("Cancel run", in_=progress)
    await settled(office)
    cancelled = await previewed(office, content.encode())

    assert "41 done, 41 left." in under_way.text
    assert "Read 82 = 0 people + 0 problems + 82 duplicates." in under_way.text
    assert under_way.submit_label is None
    assert "41 done, 41 left." in cancelled.text
    assert "Read 82 = 41 people + 0 problems + 41 duplicates." in cancelled.text
    assert cancelled.submit_label == "Start"
    assert people[_HALF] in cancelled.text


# What is read in the preview of each, and whether it can be started.
SAID: Final[Sequence[tuple[str, bool, Sequence[str]]]] = (
    (
        "Windows-1252 with accents and a curly apostrophe",
        True,
        ("2 people", "Read 2 = 2 people + 0 problems + 0 duplicates.", "Amérique", "O’Neil"),
    ),
    (
        "nearly known, and not at all",
        True,
        ("Read 5 = 1 person + 4 problems", "line 3", "Did you mean `EMEA North`?", "`Zulu`"),
    ),
    (
        "the same address with different workspaces",
        True,
        ("Read 4 = 1 person + 2 problems + 1 duplicate.", "line 2", "line 4", "Make them the same"),
    ),
    (
        "ten thousand problems",
        False,
        (
            "Read 10000 = 0 people + 10000 problems + 0 duplicates.",
            "2500: no e-mail address",
            "line 2, `nobody0`",
            "File of problems",
        ),
    ),
    ("a misspelt column", True, ("`workspase`", "`workspaces`", "default Marketo workspace")),
    (
        "an e-mail column misspelt",
        False,
        ("column", "`emial`, `workspaces`", "Was `emial` meant as `email`?"),
    ),
    (
        "no header, and workspaces beside the addresses",
        True,
        ("no header row", "2 rows have other values", "`email,workspaces`"),
    ),
    (
        "several workspaces that nobody quoted",
        True,
        ("line 2", "more cells than the header has columns: `APAC`", "in one cell"),
    ),
    ("joined by something else", True, ("`EMEA,APAC`", "Part several workspaces with semicolons")),
    ("a workbook of Excel", False, ("could not be read", "CSV")),
    ("a header only", False, ("no rows",)),
    ("blank lines only", False, ("empty",)),
)
MENDABLE: Final = (
    "email;workspaces;first_name;last_name\r\n"
    f"=1+1;EMEA;Ada;@Brook\r\n"
    f"{BO};EMEA Nort;Bo;-\r\n"
    f"{EVE};APAC;Eve;\r\n"
    f"{CY};EMEA;;\r\n"
    f'{CY};"APAC;EMEA";;\r\n'
    f"dee acme.example;;Dee;\r\n"
)
# What an admin types over, by line of the first file and column.
TYPED_OVER: Final[Mapping[tuple[str, str], str]] = {
    ("2", "email"): ADA,
    ("3", "workspaces"): "EMEA North",
    ("5", "workspaces"): "APAC;EMEA",
    ("7", "email"): DEE,
}


async def previewed(
    office: World, content: bytes, *, pasted: str = "", workspaces: Sequence[str] = ()
) -> Modal:
    """What is shown of this file, once it was read, and of addresses beside it."""
    if office.sol.modal:
        await office.sol.close(all_=True)
    await office.sol.command("/salesconnect provision")
    if pasted:
        await office.sol.fill("E-mail addresses", pasted)
    if workspaces:
        await office.sol.fill("Workspaces", workspaces)
    await office.sol.fill("CSV file", ("list.csv", content))
    await office.sol.submit()

    def shown() -> bool:
        modal = office.sol.modal
        return modal is not None and modal.title == "Preview" and "Reading" not in modal.text

    await office.slack.until(shown, what="the preview")
    assert office.sol.modal
    return office.sol.modal


def in_batches(preview: Modal) -> Iterator[tuple[str, str]]:
    """Each address with the workspaces that its batch shows."""
    for names, addresses in re.findall(r"workspaces: (.+)\n```([^`]+)```", preview.text):
        yield from ((address, names) for address in addresses.split())


async def started(office: World, content: bytes, *, workspaces: Sequence[str] = ()) -> None:
    await previewed(office, content, workspaces=workspaces)
    await office.sol.fill("Messages", "Don't message the people who are connected")
    await office.sol.submit()


async def file_of_problems(office: World) -> list[dict[str, str]]:
    """As the admin's spreadsheet opens it."""
    await office.sol.press("File of problems")

    def sent() -> list[bytes]:
        stored = office.slack.state.files.values()
        return [one.content for one in stored if one.content and "D_SOL" in one.shares]

    await office.slack.until(lambda: bool(sent()), what="the file of problems")
    return list(csv.DictReader(io.StringIO(sent()[-1].decode("utf-8-sig"), newline="")))


def mended(held_back: Sequence[Mapping[str, str]]) -> bytes:
    """All columns and rows stay as they are; a spreadsheet of somebody in France saves it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(held_back[0]), delimiter=";")
    writer.writeheader()
    for row in held_back:
        own = {column: text for (line, column), text in TYPED_OVER.items() if line == row["line"]}
        writer.writerow({**row, **own})
    return out.getvalue().encode("cp1252")
