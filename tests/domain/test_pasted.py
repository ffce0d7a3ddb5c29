"""What Team Access shows, pasted in whichever form it was copied."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pasted import Comparison, Elsewhere, compare
from tests.domain.properties import PROPERTY

ADA = "ada@acme.example"
BEN = "ben@acme.example"
CY = "cy@acme.example"
DORA = "dora@acme.example"
EVE = "eve@acme.example"
KNOWN = ("EMEA", "EMEA North", "DACH", "France", "Pending")
EXPECTED = {ADA: ("EMEA",), BEN: ("EMEA", "DACH"), CY: (), DORA: ("DACH",)}

# One state of things: Ada as expected, Ben elsewhere, Cy not connected, Dora missing, Eve extra.
STATE = Comparison(
    there=(ADA,),
    not_seen=(DORA,),
    elsewhere=(Elsewhere(BEN, ("EMEA North",), ("EMEA", "DACH")),),
    unconnected=(CY,),
    extra=(EVE,),
)
TABLE = f"""Name\tEmail\tStatus\tWorkspaces
Ada Brook\t{ADA}\tConnected\tEMEA
Ben Hill\t{BEN}\tConnected\tEMEA North
Cy Reed\t{CY}\tNot connected\t
Eve Moss\t{EVE}\tConnected\tDACH
"""
CSV = f"""Name,Email,Status,Workspaces
"Brook, Ada",{ADA},Connected,EMEA
"Hill, Ben",{BEN},Connected,"EMEA North"
"Reed, Cy",{CY},Not connected,
"Moss, Eve",{EVE},Connected,"DACH, EMEA"
"""
RECORDS = f"""Team Access
Ada Brook
{ADA}
Connected
EMEA
Ben Hill
{BEN}
Connected
EMEA North
Cy Reed
{CY}
Not connected

Eve Moss
{EVE}
Connected
DACH
"""
ADDRESS_LAST = f"""Users
Connected
EMEA
Ada Brook
{ADA}
Connected
EMEA North
Ben Hill
{BEN}
Not connected
Cy Reed
{CY}
Connected
DACH
Eve Moss
{EVE}
"""
ONE_LINE = f"Ada {ADA} EMEA, Ben {BEN} EMEA North, Cy {CY} invited, Eve {EVE} DACH"
WORKSPACE_FIRST = (
    f"Workspaces\tEmail\nEMEA\t{ADA}\nEMEA North\t{BEN}\nNot connected\t{CY}\nDACH\t{EVE}"
)


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("\t", " | ").replace("\n", "\r\n"),
        TABLE.replace("\t", "    "),
        TABLE.replace(ADA, f"Ada <{ADA.upper()}>").replace(BEN, f"<mailto:{BEN}|{BEN}>"),
        TABLE.replace("EMEA North", "emea\u00a0 north"),
        CSV,
        RECORDS,
        RECORDS.replace("\n", "\n\n"),
        RECORDS.replace("Ada Brook", ADA),
        RECORDS.replace(BEN, f"{BEN} <{BEN}>"),
        RECORDS.replace("EMEA", "Workspace: EMEA"),
        ADDRESS_LAST,
        ONE_LINE,
        WORKSPACE_FIRST,
    ],
    ids=[
        "table",
        "bars",
        "spaces",
        "links",
        "spelling",
        "csv",
        "records",
        "blank lines",
        "address as name",
        "address twice",
        "labels",
        "address last",
        "one line",
        "workspace first",
    ],
)
def test_the_same_state_is_seen_however_it_was_copied(text: str) -> None:
    """Whoever pastes need not know how the page is built."""
    assert compare(text, EXPECTED, KNOWN) == STATE


@pytest.mark.parametrize(
    "dressed",
    [
        "`{}`",
        "*{}*",
        "_{}_",
        "~{}~",
        "*_{}_*",
        "`{}`.",
        "•{}",
        "–{}",
        "1. {}",
        "2) {}",
        "{}/{}",
        "{}•dora@acme.example",
        "«{}»",
        "<mailto:{}|{}>",
    ],
)
def test_an_address_is_seen_in_whatever_dress(dressed: str) -> None:
    """As chats, notes and numbered lists have it."""
    assert compare(dressed.format(ADA, ADA), {ADA: ()}, ()).there == (ADA,)


def test_a_text_of_nobody_is_told_from_one_of_others() -> None:
    """With no address in it, it is something else that was copied."""
    for text in ("", "Ada Brook\tEMEA", "Nobody at acme.example", "ada @ acme.example"):
        assert compare(text, EXPECTED, KNOWN).is_of_nobody
    for text in (ADA, EVE, f"{CY}\tNot connected", f"{ADA}\tDACH"):
        assert not compare(text, EXPECTED, KNOWN).is_of_nobody


def test_who_is_not_in_the_text_is_not_seen() -> None:
    """And that is all that is said."""
    assert compare("", EXPECTED, KNOWN) == Comparison((), tuple(EXPECTED), (), (), ())
    assert compare("Nobody at acme.example", EXPECTED, KNOWN).not_seen == tuple(EXPECTED)
    assert compare(TABLE, {}, ()).extra == (ADA, BEN, CY, EVE)


def test_a_text_without_workspaces_says_nothing_of_them() -> None:
    """A list of addresses is enough to see who is there."""
    text = f"{ADA}, {BEN}; {CY}\n{DORA}"

    everybody = tuple(EXPECTED)
    found = Comparison(everybody, (), (), (), (), unshown=everybody)
    assert compare(text, EXPECTED, KNOWN) == found
    assert compare(text, dict.fromkeys(EXPECTED, ()), ()).unshown == ()  # there are none to see
    of_the_list = f"{CY}, {ADA}\nFrance\n{DORA}"
    assert compare(of_the_list, EXPECTED, KNOWN).there == (ADA, CY, DORA)


def test_whoever_was_to_get_the_default_workspace_is_there_in_no_other() -> None:
    """Where its name is known: another one would be theirs until they are disconnected."""
    found = compare(f"{CY}\tConnected\tDACH\n{ADA}\tEMEA", EXPECTED, KNOWN, "France")

    assert found.elsewhere == (Elsewhere(CY, ("DACH",), ()),)
    assert found.there == (ADA,)
    in_two = compare(f"{CY}\tfrance; DACH", EXPECTED, KNOWN, "France")
    assert in_two.elsewhere == (Elsewhere(CY, ("France", "DACH"), ()),)
    for shown in ("France", "", "Main"):
        assert compare(f"{CY}\t{shown}", EXPECTED, KNOWN, "France").there == (CY,)
    named = compare(f"{CY}\tMain", {CY: ("DACH",)}, KNOWN, "Main")
    assert named.elsewhere == (Elsewhere(CY, ("Main",), ("DACH",)),)


def test_where_nobody_knows_the_default_workspace_what_is_shown_is_named() -> None:
    """It may be this one: they are there, and somebody looks."""
    found = compare(f"{CY}\tConnected\tDACH\n{ADA}\tEMEA", EXPECTED, KNOWN)

    assert found.there == (ADA, CY)
    assert found.undecided == (Elsewhere(CY, ("DACH",), ()),)
    assert compare(f"{CY}\tConnected", EXPECTED, KNOWN).undecided == ()


def test_a_workspace_too_few_is_elsewhere_too() -> None:
    """They are assigned once: the missing one needs a disconnect. Their order is nothing."""
    text = f"{ADA}\tEMEA\n{BEN}\tDACH"

    assert compare(text, EXPECTED, KNOWN).elsewhere == (Elsewhere(BEN, ("DACH",), EXPECTED[BEN]),)
    assert compare(f"{BEN}\tDACH; emea", EXPECTED, KNOWN).there == (BEN,)


@pytest.mark.parametrize(
    "beside",
    [
        "EMEA North",
        "EMEA-North",
        "x@emea.example",
        "emea@",
        "emea.example",
        "https://emea.example/EMEA.html",
        "TheEMEA",
        "x@EMEA",
        "north.EMEA",
        "North-EMEA",
    ],
)
def test_a_name_inside_another_word_is_no_workspace(beside: str) -> None:
    """Domains and longer names hold it by chance."""
    expected = {ADA: ("EMEA North",)}

    assert compare(f"{ADA}\t{beside}\n", expected, KNOWN).there == (ADA,)


def test_a_workspace_that_only_the_run_names_counts() -> None:
    """The list may have changed since."""
    found = compare(f"{ADA}\tOld\n{BEN}\tOld", {ADA: ("Old",), BEN: ("EMEA",)}, KNOWN)

    assert found.there == (ADA,)
    assert found.elsewhere == (Elsewhere(BEN, ("Old",), ("EMEA",)),)


def test_a_person_may_be_called_like_a_workspace() -> None:
    """Ada France is not in France."""
    table = f"Ada France\t{ADA}\tEMEA\nDACH, Dora\t{DORA}\tConnected"
    records = f"Ada France\n{ADA}\nEMEA\nDora France\n{DORA}\nDACH\n"

    for text in (table, records, records.replace("\n", "\n\n")):
        assert compare(text, EXPECTED, KNOWN).there == (ADA, DORA)


@pytest.mark.parametrize("label", ["Workspace", "Workspaces:", "Espaces de travail", "connected"])
def test_a_label_beside_a_workspace_is_no_name(label: str) -> None:
    """Directly above the next address too."""
    found = compare(f"{ADA}\n{label} DACH\n{CY}\nFrance", EXPECTED, KNOWN)

    assert found.elsewhere == (Elsewhere(ADA, ("DACH",), ("EMEA",)),)


def test_of_several_in_a_line_each_has_what_follows() -> None:
    """As in a file that lost its line ends."""
    text = f"{ADA}\tEMEA\t{DORA}\tDACH"

    assert compare(text, EXPECTED, KNOWN).there == (ADA, DORA)
    assert compare(f"{ADA} x, not connected {ADA}", EXPECTED, KNOWN).unconnected == (ADA,)
    assert compare(f"{ADA}\tnot connected\n{ADA}", EXPECTED, KNOWN).unconnected == (ADA,)


def test_what_stands_around_the_records_is_of_the_page() -> None:
    """Its head and foot name all workspaces; who is signed in stands there too."""
    page = "Workspace\nEMEA\nDACH\nFrance\nPending\nNot connected\n"

    assert compare(page + TABLE + page, EXPECTED, KNOWN) == STATE
    assert compare(f"{BEN}\n{page}{TABLE}{page}{EVE}", EXPECTED, KNOWN) == STATE
    assert compare(page + RECORDS + "Page 1\n" + page, EXPECTED, KNOWN) == STATE
    foot = f"{ADA}\n\n\nEMEA\n{DORA}\nDACH\nFrance\nNot connected"
    assert compare(foot, EXPECTED, KNOWN).there == (ADA, DORA)
    head = f"Not connected\nFrance\nEMEA\n{ADA}\nDACH\n{DORA}"
    assert compare(head, EXPECTED, KNOWN).there == (ADA, DORA)


@pytest.mark.parametrize(
    "status",
    [
        "Not connected",
        "NOT CONNECTED",
        "not yet connected",
        "Disconnected",
        "Invited",
        "Pending",
        "Invite pending",
        "Non connecté",
        "non connectée",
        "Pas encore connecté",
        "Déconnecté",
        "De\u0301connecte\u0301",
        "Invité",
        "invitée",
        "Salesforce connected, Marketo not connected",
    ],
)
def test_whom_the_text_calls_not_connected_is_named(status: str) -> None:
    """In both languages; whichever workspaces stand beside it."""
    known = ("EMEA", "DACH")

    for text in (f"{ADA}\t{status}\tDACH", f"Ada\n{ADA}\n{status}\nDACH\n", f"{status}\t{ADA}"):
        assert compare(text, EXPECTED, known).unconnected == (ADA,)


@pytest.mark.parametrize(
    "status",
    [
        "Connected",
        "Connecté",
        "Connected, invited by Eve",
        "Disconnect",
        "Déconnecter",
        "uninvited",
        "invited@acme",
        "Pending",  # a workspace
    ],
)
def test_who_is_connected_is_not_named(status: str) -> None:
    """Buttons and dates stand beside people too."""
    expected = {ADA: ("Pending",)}

    assert compare(f"{ADA}\t{status}\nBen\t{BEN}\t", expected, KNOWN).there == (ADA,)


@PROPERTY
@given(
    st.lists(
        st.sampled_from(
            [*EXPECTED, EVE, *KNOWN, "Not connected", "Ada", "\n", "\t", ", ", " ", "<"]
        )
    ).map(" ".join)
    | st.text()
)
def test_each_of_the_expected_has_one_place(text: str) -> None:
    """Nobody is lost and nobody said twice; the order is that of the batch."""
    found = compare(text, EXPECTED, KNOWN)

    elsewhere = tuple(one.email for one in found.elsewhere)
    groups = (found.there, found.not_seen, elsewhere, found.unconnected)
    assert sorted(email for group in groups for email in group) == sorted(EXPECTED)
    assert all(list(group) == sorted(group) for group in groups)
    assert set(found.not_seen) == {email for email in EXPECTED if email not in text}
    assert found.extra == ((EVE,) if EVE in text else ())


@pytest.mark.parametrize(
    "piece", [f"{ADA} ", "EMEA ", "EMEA\n", "not ", "a.", "<", "\n", " ", "\t"]
)
def test_a_long_text_is_compared_in_no_time(piece: str) -> None:
    """Whatever it consists of."""
    text = (piece * 30_000)[:30_000]

    began = process_time()
    compare(text, EXPECTED, KNOWN)

    assert process_time() - began < 1
