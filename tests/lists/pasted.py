"""Addresses as they are pasted into the window, from wherever admins keep them."""

from dataclasses import dataclass
from typing import Final

from tests.lists.listing import ADA, BO, CY, DEE


@dataclass(frozen=True, slots=True)
class Pasted:
    """`open`: the contract does not settle it; why an admin would expect just this."""

    name: str
    text: str
    people: tuple[str, ...]  # in order, each as often as it stands there
    faults: tuple[tuple[int, str], ...] = ()  # the line, and what is quoted of it
    open: str = ""

    def __str__(self) -> str:
        return self.name


_FOUR: Final = (ADA, BO, CY, DEE)

LISTINGS: Final = (
    Pasted("nothing", " \n\t\r\n\u00a0 ", ()),
    Pasted("one a line", f"{ADA}\n{BO}\r\n{CY}\r{DEE}", _FOUR),
    Pasted("every separator", f"{ADA},{BO};{CY}|{DEE}\t{ADA} {BO}", (*_FOUR, ADA, BO)),
    Pasted("separators in heaps", f";; {ADA} ,,\n;\n{BO};;,{CY} | | {DEE},", _FOUR),
    Pasted(
        "from the address field of Outlook",
        f"Brook, Ada <{ADA}>; Hall, Bo <{BO}>; Cy <{CY}>; <{DEE}>",
        _FOUR,
    ),
    Pasted(
        "from the address field of Gmail",
        f'Ada Brook <{ADA}>, "Hall, Bo" <{BO}>,\n Cy O\'Neil <{CY}>, {DEE}',
        _FOUR,
    ),
    Pasted("from Slack", f"<mailto:{ADA}|{ADA}> <mailto:{BO}|{BO}>\n<{CY}>, mailto:{DEE}", _FOUR),
    Pasted(
        "a column of Excel", f"{ADA}\u00a0\r\n\u00a0{BO}\r\n\r\n{CY}\u200b\r\n\ufeff{DEE}", _FOUR
    ),
    Pasted(
        "with a dot, in quotes, in brackets",
        f"“{ADA}”, '{BO}'; ({CY}) [{DEE}].",
        _FOUR,
    ),
    Pasted("in capitals and twice", f"Ada@ACME.example, {BO}, {ADA}", (ADA, BO, ADA)),
    Pasted(
        "a list with dots before each",
        f"• {ADA}\n- {BO}\n* {CY}\n– {DEE}",
        _FOUR,
        open="A dot is no word: to call it malformed would help nobody.",
    ),
    Pasted("a numbered list", f"1. {ADA}\n2) {BO}\n(3) {CY}, 4. {DEE}", _FOUR),
    Pasted("dots glued to each", f"•{ADA}\n–{BO}\n▪{CY} ✓{DEE}", _FOUR),
    Pasted("as chats show code and bold", f"`{ADA}`\n*{BO}*, _{CY}_ ~*{DEE}*~.", _FOUR),
    Pasted("slashes", f"{ADA}/{BO} / {CY}//{DEE}", _FOUR),
    Pasted(
        "other signs between",
        f"{ADA}•{BO}&{CY}→{DEE}",
        _FOUR,
        open="No domain holds them; whatever a list is joined by parts it.",
    ),
    Pasted(
        "a number that is of nobody",
        f"12 {ADA}, 1.\n{BO}/nobody",
        (ADA,),
        faults=((1, "12"), (1, "1."), (2, f"{BO}/nobody")),
    ),
    Pasted(
        "some that are none",
        f"{ADA}\nnobody\n{BO}, ada@\n@acme.example; {CY}\nada@acme {DEE}",
        _FOUR,
        faults=((2, "nobody"), (3, "ada@"), (4, "@acme.example"), (5, "ada@acme")),
    ),
    Pasted(
        "two that grew together",
        f"{ADA}{BO}\n{CY}",
        (CY,),
        faults=((1, f"{ADA}{BO}"),),
    ),
    Pasted(
        "a name that mentions an address",
        f'"ada@home.example" <{ADA}>, {BO}',
        (ADA, BO),
        open="In the quotes stands a name, whatever it looks like.",
    ),
    Pasted(
        "plus and apostrophe",
        f"ada+north@acme.example o'neil@acme.example {ADA}",
        ("ada+north@acme.example", "o'neil@acme.example", ADA),
    ),
    Pasted(
        "a name after its address",
        f"{ADA} (Ada Brook)\n{BO}",
        (ADA, BO),
        open="As old mail programs wrote it; brackets hold a remark.",
    ),
    Pasted(
        "a hundred and twenty",
        "\n".join(f"person{n}@acme.example" for n in range(120)),
        tuple(f"person{n}@acme.example" for n in range(120)),
    ),
    Pasted(
        "emoji and writing from right to left",
        f"🙂 <{ADA}>\n\u202bبو <{BO}>\u202c\n{CY} {DEE}",
        _FOUR,
    ),
)
