"""What may stand in one cell: formulas, what is not seen, what does not end, dressed addresses."""

from typing import Final

from bot.domain.problems import Fault
from tests.lists.listing import (
    ADA,
    BO,
    CY,
    DEE,
    DEFAULT,
    EVE,
    NOBODY_SAID,
    Listing,
    Planned,
    one_person,
)

_DOMAIN: Final = "@acme.example"

FORMULAS: Final = (
    Listing(
        "formulas for addresses",
        "email,first_name\n"
        "=cmd|' /C calc'!A0,A\n"
        '"=HYPERLINK(""https://evil.example"",""ada@acme.example"")",B\n'
        "@SUM(1+1)*cmd,C\n"
        f"\t{ADA},D\n"
        "=1+1,E\n",
        Planned(
            read=5,
            people={ADA: DEFAULT},
            problems=dict.fromkeys((2, 3, 4, 6), Fault.MALFORMED),
        ),
    ),
    Listing(
        "formulas for names are names",
        f"email,first_name,last_name\n{ADA},=1+1,@SUM(A1)\n{BO},+1,-1\n",
        Planned(
            read=2,
            people={ADA: DEFAULT, BO: DEFAULT},
            names={ADA: ("=1+1", "@SUM(A1)"), BO: ("+1", "-1")},
        ),
        open="They are only words here; whoever writes them to a file makes them inert.",
    ),
    Listing(
        "formulas for workspaces",
        f"email,workspaces\n{ADA},=EMEA\n{BO},\"=cmd|'/C calc'!A0\"\n",
        Planned(
            read=2,
            people={},
            problems=dict.fromkeys((2, 3), Fault.UNKNOWN_WORKSPACE),
            nearest={2: "EMEA"},
        ),
    ),
    Listing(
        "cells that were made inert, by an export",
        f"email,workspaces,first_name,last_name\n{ADA},'=EMEA,'=1+1,'-\n'+bo{_DOMAIN},EMEA,'@b,'\n",
        Planned(
            read=2,
            people={f"+bo{_DOMAIN}": ("EMEA",)},
            problems={2: Fault.UNKNOWN_WORKSPACE},
            nearest={2: "EMEA"},
            names={f"+bo{_DOMAIN}": ("@b", "'")},
        ),
    ),
    Listing(
        "addresses that begin like formulas",
        f"email\n+bo{_DOMAIN}\n-bo{_DOMAIN}\n=bo{_DOMAIN}\n",
        Planned(
            read=3,
            people=dict.fromkeys((f"+bo{_DOMAIN}", f"-bo{_DOMAIN}", f"=bo{_DOMAIN}"), DEFAULT),
        ),
        open="All three are addresses to a mail server, and what is written for them is inert.",
    ),
)

UNSEEN: Final = (
    Listing(
        "emoji and writing from right to left",
        f"email,first_name,last_name\n{ADA},👩🏽‍💻 Ada,עדה\n{BO},\u202bبو\u202c,🇫🇷\n",
        Planned(read=2, people={ADA: DEFAULT, BO: DEFAULT}),
    ),
    Listing(
        "around the address what cannot be seen",
        f"email,workspaces\n\u200b{ADA}\u200b,\u00a0EMEA\u00a0\n\u00a0{BO}\u202f,\u2003APAC\n"
        f"\u200e{CY}\u200f,EMEA\n\u202a{DEE}\u202c,EMEA\n\u2060\ufeff{EVE}\u200d,EMEA\n",
        Planned(
            read=5,
            people={ADA: ("EMEA",), BO: ("APAC",), CY: ("EMEA",), DEE: ("EMEA",), EVE: ("EMEA",)},
        ),
    ),
    Listing(
        "around a workspace what cannot be seen",
        f"email,workspaces\n{ADA},\u200bEMEA\u200b;\u200eAPAC\ufeff\n{BO},EMEA  North\n"
        f"{CY},EMEA\u00a0North\n",
        Planned(
            read=3,
            people={ADA: ("EMEA", "APAC"), BO: ("EMEA North",), CY: ("EMEA North",)},
        ),
        open="“EMEA” is unknown, did you mean “EMEA”? Nobody could mend that.",
    ),
    Listing(
        "inside the address what cannot be seen",
        f"email\nada\u200b{_DOMAIN}\nbo\u00ad{_DOMAIN}\n",
        Planned(read=2, people={}, problems=dict.fromkeys((2, 3), Fault.MALFORMED)),
        open="Web pages put it there to break lines. Shown as a space it can be seen and mended.",
    ),
    Listing(
        "letters that only look like others",
        f"email\n{ADA}\n\u0430da{_DOMAIN}\n",
        Planned(read=2, people={ADA: DEFAULT, f"\u0430da{_DOMAIN}": DEFAULT}),
        open="Somebody else, not the same one twice. Held back is only what is known to be wrong.",
    ),
)

LONG: Final = (
    Listing(
        "a long address",
        f"email\n{'a' * 300}{_DOMAIN}\n{ADA}\n",
        Planned(read=2, people={ADA: DEFAULT}, problems={2: Fault.MALFORMED}),
    ),
    Listing("a name without end", f"email,first_name\n{ADA},{'A' * 200_000}\n", one_person()),
    Listing(
        "a quoted cell of many lines",
        f'email,note,workspaces\n{ADA},"{"line" * 100 + chr(10) * 2_000}",EMEA\nnobody,,\n',
        Planned(
            read=2,
            people={ADA: ("EMEA",)},
            problems={2_003: Fault.MALFORMED},
            ignored=("note",),
        ),
    ),
    Listing(
        "a workspace that no select can show, where none are known",
        f"email,workspaces\n{ADA},{'E' * 76}\n{BO},{'E' * 75}\n",
        Planned(read=2, people={BO: ("E" * 75,)}, problems={2: Fault.UNKNOWN_WORKSPACE}),
        known=NOBODY_SAID,
    ),
    Listing(
        "more workspaces than anybody has",
        f"email,workspaces\n{ADA},{';'.join(f'{n:03}' + 'w' * 60 for n in range(500))}\n{BO},\n",
        Planned(read=2, people={BO: DEFAULT}, problems={2: Fault.TOO_MANY_WORKSPACES}),
        known=NOBODY_SAID,
    ),
    Listing(
        "very many columns",
        f"email{',x' * 5_000}\n{ADA}{',y' * 5_000}\n",
        Planned(read=1, people={ADA: DEFAULT}, ignored=("x",) * 5_000),
        open="Named once each would do as well; the row is what counts.",
    ),
)

ADDRESSES: Final = (
    Listing(
        "addresses in dress",
        "email\n"
        f"Ada Brook <{ADA}>\n"
        f'"""Hall, Bo"" <{BO}>"\n'
        f"<{CY}>\n"
        f"mailto:{DEE}\n"
        f'"<mailto:{EVE}|{EVE}>"\n',
        Planned(read=5, people=dict.fromkeys((ADA, BO, CY, DEE, EVE), DEFAULT)),
        open="What is understood when it is pasted is understood when it stands in a cell: mail "
        "programs export just this.",
    ),
    Listing(
        "a name with a comma before the address, unquoted, in a list of one column",
        f"email\nBrook, Ada <{ADA}>\n",
        one_person(),
        open="One column: the comma separates nothing.",
    ),
    Listing(
        "what mail programs and typists leave around",
        f"email\n“{ADA}”\n'{BO}'\n({CY})\n{DEE}.\n«\u00a0{EVE}\u00a0»\n",
        Planned(read=5, people=dict.fromkeys((ADA, BO, CY, DEE, EVE), DEFAULT)),
    ),
    Listing(
        "two addresses in one cell",
        f'email,workspaces\n"{ADA}; {BO}",EMEA\n"{CY}, {DEE}",EMEA\n{EVE} {ADA},EMEA\n',
        Planned(read=3, people={}, problems=dict.fromkeys((2, 3, 4), Fault.MALFORMED)),
        open="A row is one person, with one name: rows in are rows out, and nobody is picked.",
    ),
    Listing(
        "plus addresses are other people",
        f"email\nada+north{_DOMAIN}\n{ADA}\nAda+South{_DOMAIN}\n",
        Planned(
            read=3,
            people=dict.fromkeys((f"ada+north{_DOMAIN}", ADA, f"ada+south{_DOMAIN}"), DEFAULT),
        ),
    ),
    Listing(
        "a domain with an umlaut",
        "email\nada@müller.example\nbo@xn--mller-kva.example\n",
        Planned(
            read=2,
            people=dict.fromkeys(("ada@müller.example", "bo@xn--mller-kva.example"), DEFAULT),
        ),
        open="It is a domain that people have; both spellings are taken as they are typed.",
    ),
    Listing(
        "what is no address",
        "email\n"
        + "\n".join(
            (
                "nobody",
                "ada@",
                _DOMAIN,
                "ada@acme",
                "ada acme.example",
                "ada@@acme.example",
                "ada@acme..example",
                "ada@.example",
                "ada@acme.example.com/x",
                "a da@acme.example",
                "ada@acme_example",
                "ada(at)acme.example",
            )
        ),
        Planned(read=12, people={}, problems=dict.fromkeys(range(2, 14), Fault.MALFORMED)),
    ),
    Listing(
        "a row without an address",
        f"email,workspaces,first_name\n{ADA},EMEA,Ada\n,EMEA,Bo\n",
        Planned(read=2, people={ADA: ("EMEA",)}, problems={3: Fault.MALFORMED}),
        open="Not a blank row: somebody is missing in it. The other kind is about Slack's people.",
    ),
)

LISTINGS: Final = (*FORMULAS, *UNSEEN, *LONG, *ADDRESSES)
