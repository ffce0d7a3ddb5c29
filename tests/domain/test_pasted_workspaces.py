"""With which workspaces a pasted text shows somebody, and when nobody can tell."""

from typing import Final

import pytest

from bot.domain.pasted import Elsewhere, compare

ADA: Final = "ada@acme.example"
BEN: Final = "ben@acme.example"
BOSS: Final = "boss@acme.example"
KNOWN: Final = ("Europe", "North America", "Asia; Pacific", "Sales, inside")
WANTED: Final = {ADA: ("North America",)}


def of_ada(text: str, *wanted: str) -> tuple[str, tuple[str, ...]]:
    """Where she is, and which workspaces count as hers where they are others."""
    found = compare(text, {ADA: wanted or WANTED[ADA]}, KNOWN)
    if found.elsewhere:
        [one] = found.elsewhere
        return ("unlisted" if one.unlisted else "elsewhere"), one.seen
    assert found.there == (ADA,)
    return ("unshown" if found.unshown else "there"), ()


THERE: Final[tuple[str, tuple[str, ...]]] = ("there", ())
UNSHOWN: Final[tuple[str, tuple[str, ...]]] = ("unshown", ())
HEADINGS: Final = ("Name", "Email", "Team", "Status", "Workspaces")
EUROPEAN: Final = ("Europe 5", ADA, "Europe", "Connected")


@pytest.mark.parametrize("separator", ["\t", " | ", ";", ",", "    "], ids=repr)
@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("North America", THERE),
        ("north america", THERE),
        ("Europe", ("elsewhere", ("Europe",))),
        ("Mars", ("unlisted", ("Mars",))),
    ],
)
def test_only_the_column_of_workspaces_counts(
    separator: str, cell: str, seen: tuple[str, tuple[str, ...]]
) -> None:
    """A team may be called like one, and a person too."""
    for headings, row in (
        (HEADINGS, (*EUROPEAN, cell)),
        (HEADINGS[::-1], (cell, *EUROPEAN[::-1])),
    ):
        text = f"{separator.join(headings)}\n{separator.join(row)}\n"

        assert of_ada(text) == seen


@pytest.mark.parametrize(
    "heading",
    [
        "Workspace",
        "WORKSPACES",
        "Workspace(s)",
        "Marketo workspaces",
        "Workspace name",
        "Espaces de travail",
        "Espace de travail",
        "Espaces de travail Marketo",
        "Workspaces ▲",
    ],
)
def test_the_column_is_known_in_both_languages(heading: str) -> None:
    """And as one may sort by it."""
    text = f"Nom\tE-mail\tÉquipe\t{heading}\nAda\t{ADA}\tNorth America\tEurope"

    assert of_ada(text) == ("elsewhere", ("Europe",))


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Name\tEmail\tTitle\tTeam", f"Europe 5\t{ADA}\tHead of Europe\tEurope"),
        ("Name,Adresse e-mail,Team", f"Europe,{ADA},Europe"),
        ("Name\tEmail\tWorkspace owner", f"Ada\t{ADA}\tEurope"),
        ("Email\tWorkspaces\tWorkspace", f"{ADA}\tEurope\tAsia"),  # which of the two?
        ("Name\tEmail\tWorkspaces\tManager", f"Ada\t{ADA}\t\tEurope"),
        ("Workspaces\tManager\tName\tEmail", f"Europe\t{ADA}\tBen\t{BEN}"),
        ("Name  Email  Workspaces  Team", f"Ada  {ADA}  Europe"),  # one of the two is empty
        ("Name,Email,Title,Workspaces,Team", f"A,{ADA},Head, Europe,Europe,Asia"),  # in no quotes
    ],
)
def test_where_no_cell_is_of_that_column_none_is_seen(headings: str, row: str) -> None:
    """Nobody is disconnected for what stands elsewhere in the row."""
    assert of_ada(f"{headings}\n{row}") == UNSHOWN


@pytest.mark.parametrize(
    "row",
    [
        f"\tAda\t{ADA}\tEurope\tNorth America",  # a box to tick, which has no heading
        f"Ada\t{ADA}\tEurope\tNorth America\tDisconnect",
        f"Ada\t<mailto:{ADA}|{ADA}>\tEurope\tNorth America",
        f"Ada\t{ADA}\tEurope\tNorth America\t{BOSS}",
    ],
)
def test_a_row_may_hold_more_than_the_headings(row: str) -> None:
    """Boxes and buttons are copied with it; it is counted from the address."""
    assert of_ada(f"Name\tEmail\tTeam\tWorkspaces\n{row}") == THERE


def test_a_file_is_read_with_its_quotes_or_without() -> None:
    """A comma in the name moves the rest."""
    headings = "Name,Email,Team,Workspaces"

    assert of_ada(f'{headings}\n"Brook, Ada",{ADA},Europe,"North America"') == THERE
    assert of_ada(f"{headings}\nBrook, Ada,{ADA},Europe,North America") == THERE
    assert of_ada(f'{headings}\nAda,{ADA},,"Europe, Mars"') == ("unlisted", ("Europe", "Mars"))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Europe, North America", ("North America", "Europe")),
        ("Europe; North America", ("North America", "Europe")),
        ("North America/Europe", ("North America", "Europe")),
        ("Europe North America", ("North America", "Europe")),
        ("Asia; Pacific", ("Asia; Pacific",)),
        ("Asia; Pacific; Europe", ("Europe", "Asia; Pacific")),
        ("Sales, inside, Europe", ("Europe", "Sales, inside")),
    ],
)
def test_several_stand_in_one_cell(cell: str, wanted: tuple[str, ...]) -> None:
    """Whatever parts them; also where it stands in the name of one."""
    assert of_ada(f"Email\tWorkspaces\n{ADA}\t{cell}", *wanted) == THERE


def test_a_name_that_nobody_knows_is_for_a_person_to_look_at() -> None:
    """The text carries it, so they are not there; the list here may be the one that is old."""
    found = compare(f"Email\tWorkspaces\n{ADA}\tEurope Marketing", WANTED, KNOWN)

    seen = ("Europe Marketing",)
    assert found.elsewhere == (Elsewhere(ADA, seen, WANTED[ADA], unlisted=seen),)
    assert of_ada(f"Ada\n{ADA}\nWorkspaces: Mars\n") == ("unlisted", ("Mars",))


@pytest.mark.parametrize("said", ["Default", "default Marketo workspace", "Par défaut"])
def test_the_default_one_may_be_called_so(said: str) -> None:
    """By the page; where nobody knows its name, that is what was wanted."""
    text = f"Email\tWorkspaces\n{ADA}\t{said}"

    found = compare(text, {ADA: ()}, KNOWN)

    assert (found.there, found.undecided, found.unshown) == ((ADA,), (), ())
    assert compare(text, {ADA: ()}, KNOWN, "Europe").there == (ADA,)
    assert compare(text, WANTED, KNOWN).elsewhere


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"Ada\t{ADA}\tConnected\tEurope", ("elsewhere", ("Europe",))),
        (f"Ada\t{ADA}\tEurope\tConnected\tNorth America", UNSHOWN),
        (f"Ada,{ADA},Europe,North America", UNSHOWN),
        (f"Ada\t{ADA}\tHead of Europe", UNSHOWN),
        (f"Europe 5\t{ADA}\tConnected", UNSHOWN),
        (f"Europe\t{ADA}\tConnected", UNSHOWN),
        (f"Ada\t{ADA}\tin Europe", UNSHOWN),
        (f"Ada\n{ADA}\nEurope\nConnected\nNorth America\nBen\n{BEN}\n", UNSHOWN),
        (f"Ada\n{ADA}\nTeam: Europe\nConnected\nBen\n{BEN}\n", UNSHOWN),
        (f"Ada\n{ADA}\nTeam: Europe\nWorkspaces: North America\nBen\n{BEN}\n", THERE),
        (f"Ada\n{ADA}\nEurope\nWorkspace: North America\nBen\n{BEN}\n", UNSHOWN),
        (f"Ada\n{ADA}\nConnected\nEurope\n{BEN}\n", UNSHOWN),  # the name of the next one
        (f"Ada\t{ADA}\tEurope\nNorth America\nBen\t{BEN}\tEurope", UNSHOWN),
        (f"Ada\t{ADA}\tEurope; North America", ("elsewhere", ("Europe", "North America"))),
    ],
)
def test_without_headings_a_cell_counts_that_holds_nothing_else(
    text: str, seen: tuple[str, tuple[str, ...]]
) -> None:
    """Never a person's name; and where several cells do, one of them may be the team."""
    assert of_ada(text) == seen


def test_all_of_them_in_cells_of_their_own_are_there() -> None:
    """Then it makes no difference which cell is which."""
    assert of_ada(f"{ADA}\tEurope\nNorth America", "Europe", "North America") == THERE
    assert of_ada(f"Ada\n{ADA}\nEurope\nNorth America", "North America", "Europe") == THERE


def test_an_address_that_ends_like_theirs_is_somebody_elses() -> None:
    """Their own cell is counted from, wherever else its letters stand."""
    headings = "Manager\tEmail\tWorkspaces"

    assert of_ada(f"{headings}\nn{ADA}\t{ADA}\tNorth America") == THERE
    assert of_ada(f"{headings}\nn{ADA}\t{ADA}\tEurope") == ("elsewhere", ("Europe",))
