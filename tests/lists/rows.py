"""Rows that are good by themselves: together, with the workspaces, with what is on record."""

from typing import Final

from bot.domain.ids import RunId, SetupId
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Facts, UnderWay
from bot.domain.workspaces import Known
from tests.lists.listing import ADA, BO, CY, DEE, DEFAULT, EVE, NOBODY_SAID, Listing, Planned

_HEADER: Final = "email,workspaces\n"

WORKSPACES: Final = (
    Listing(
        "in any order, any case, repeated",
        f"{_HEADER}{ADA},apac;EMEA;Apac;emea\n{BO},EMEA;;EMEA north;\n{CY},; ;\n{DEE},AMÉRIQUE\n",
        Planned(
            read=4,
            people={
                ADA: ("EMEA", "APAC"),
                BO: ("EMEA", "EMEA North"),
                CY: DEFAULT,
                DEE: ("Amérique",),
            },
        ),
    ),
    Listing(
        "an accent in two pieces, as a Mac writes it",
        f"{_HEADER}{ADA},Ame\u0301rique\n",
        Planned(read=1, people={ADA: ("Amérique",)}),
        open="It is the same name to whoever reads it.",
    ),
    Listing(
        "nearly known, and not at all",
        f"{_HEADER}{ADA},EMAE\n{BO},APAC;EMEA Nort\n{CY},Zulu\n{DEE},Amerique\n{EVE},EMEA\n",
        Planned(
            read=5,
            people={EVE: ("EMEA",)},
            problems=dict.fromkeys((2, 3, 4, 5), Fault.UNKNOWN_WORKSPACE),
            nearest={2: "EMEA", 3: "EMEA North", 5: "Amérique"},
        ),
    ),
    Listing(
        "joined by something else",
        f'{_HEADER}{ADA},"EMEA,APAC"\n{BO},EMEA|APAC\n{CY},EMEA/APAC\n{DEE},"EMEA\nAPAC"\n',
        Planned(
            read=4,
            people={DEE: ("EMEA", "APAC")},
            problems=dict.fromkeys((2, 3, 4), Fault.UNKNOWN_WORKSPACE),
        ),
        open="A name may hold any of the first three: nobody is split in silence, and the nearest "
        "one would be one less. No name holds a line end: the list of them has one a line.",
    ),
    Listing(
        "the default one by each of its names",
        f"{_HEADER}{ADA},\n{BO},Default\n{CY},default Marketo workspace\n{DEE},EMEA;default\n",
        Planned(
            read=4,
            people={ADA: DEFAULT, BO: DEFAULT, CY: DEFAULT, DEE: ("Default", "EMEA")},
        ),
        open="The third is what every card here calls it. Beside another one it is a workspace "
        "like any: none picked is not the same as this one picked.",
    ),
    Listing(
        "a row without any gets what was chosen for all",
        f"{_HEADER}{ADA},\n{BO},EMEA\n{CY}\n{DEE},Default\n",
        Planned(
            read=4,
            people={
                ADA: ("EMEA", "APAC"),
                BO: ("EMEA",),
                CY: ("EMEA", "APAC"),
                DEE: ("Default",),
            },
        ),
        chosen=("EMEA", "APAC"),
    ),
    Listing(
        "where no workspace is known, none is unknown",
        f"{_HEADER}{ADA},Zulu\n{BO},Zulu;Alpha\n{CY},zulu\n",
        Planned(read=3, people={ADA: ("Zulu",), BO: ("Zulu", "Alpha"), CY: ("Zulu",)}),
        known=NOBODY_SAID,
        open="Two spellings of one name are one box to tick: the first one is kept.",
    ),
)

_PARTED: Final = Known(("EMEA", "A;B", "Asia; Pacific; South", "Asia"), default="EMEA")

SEMICOLONS: Final = (
    Listing(
        "a semicolon in the name of a workspace",
        f"{_HEADER}{ADA},A;B\n{BO},asia;Pacific ; South\n{CY},A;B;EMEA\n{DEE},Asia;A;B\n{EVE},A\n",
        Planned(
            read=5,
            people={
                ADA: ("A;B",),
                BO: ("Asia; Pacific; South",),
                CY: ("EMEA", "A;B"),
                DEE: ("A;B", "Asia"),
            },
            problems={6: Fault.UNKNOWN_WORKSPACE},
            nearest={6: "A;B"},
        ),
        known=_PARTED,
        open="What is known as one is one; the rest is parted as ever.",
    ),
)

REPEATS: Final = (
    Listing(
        "the same person in other case, in dress, in another order",
        f"{_HEADER}{ADA},EMEA;APAC\nAda@ACME.Example,APAC;emea\nAda <{ADA}>,EMEA;APAC;EMEA\n"
        f"{BO},\n",
        Planned(
            read=4,
            people={ADA: ("EMEA", "APAC"), BO: DEFAULT},
            duplicates={3: Again.SAME_LIST, 4: Again.SAME_LIST},
        ),
    ),
    Listing(
        "the same, said and not said",
        f"{_HEADER}{ADA},EMEA\n{ADA},\n{BO},\n{BO},EMEA\n",
        Planned(
            read=4,
            people={ADA: ("EMEA",), BO: ("EMEA",)},
            duplicates={3: Again.SAME_LIST, 5: Again.SAME_LIST},
        ),
        chosen=("EMEA",),
    ),
    Listing(
        "the default workspace, by name and by nothing",
        f"{_HEADER}{ADA},\n{ADA},Default\n",
        Planned(read=2, people={ADA: DEFAULT}, duplicates={3: Again.SAME_LIST}),
    ),
    Listing(
        "the same address with different workspaces",
        f"{_HEADER}{ADA},EMEA\n{BO},APAC\nADA@acme.example,APAC\n{ADA},EMEA\n",
        Planned(
            read=4,
            people={BO: ("APAC",)},
            problems=dict.fromkeys((2, 4), Fault.CLASH),
            duplicates={5: Again.SAME_LIST},
        ),
        open="Workspaces are given once. Only the admin knows which of the two is meant, so "
        "neither is taken; the third says nothing that the first does not.",
    ),
    Listing(
        "an unknown workspace, then another row with a known one",
        f"{_HEADER}{ADA},EMAE\n{ADA},APAC\n",
        Planned(
            read=2,
            people={},
            problems={2: Fault.UNKNOWN_WORKSPACE, 3: Fault.CLASH},
            nearest={2: "EMEA"},
        ),
        open="The first row says that the second is not all of it.",
    ),
    Listing(
        "another row says nothing of the workspaces, or comes before",
        f"{_HEADER}{ADA},EMAE\n{ADA},\n{BO},APAC\n{BO},APCA\n{BO},APAC\n",
        Planned(
            read=5,
            people={},
            problems={
                2: Fault.UNKNOWN_WORKSPACE,
                3: Fault.CLASH,
                4: Fault.CLASH,
                5: Fault.UNKNOWN_WORKSPACE,
            },
            duplicates={6: Again.SAME_LIST},
            nearest={2: "EMEA", 5: "APAC"},
        ),
    ),
    Listing(
        "the same fault twice",
        f"{_HEADER}nobody,EMEA\nnobody,EMEA\nNobody,APAC\n",
        Planned(read=3, people={}, problems=dict.fromkeys((2, 3, 4), Fault.MALFORMED)),
        open="Who knows whether the same was meant? Each is a row to mend.",
    ),
)

ON_RECORD: Final = (
    Listing(
        "what is on record of them",
        f"{_HEADER}{ADA},EMEA\n{BO},EMEA\n{CY},emea;APAC\n{DEE},EMEA\n{EVE},APAC\n"
        f"fay@acme.example,EMEA\ngus@acme.example,\nhal@acme.example,APAC\n{ADA},emea\n",
        Planned(
            read=9,
            people={"hal@acme.example": ("APAC",)},
            problems={
                3: Fault.CONNECTED_OTHERWISE,
                5: Fault.OTHER_INSTANCE,
                7: Fault.UNDER_WAY_OTHERWISE,
            },
            duplicates={
                2: Again.DONE,
                4: Again.DONE,
                6: Again.UNDER_WAY,
                8: Again.DONE,
                10: Again.SAME_LIST,
            },
        ),
        facts=Facts(
            connected={
                ADA: ("EMEA",),
                BO: ("APAC",),
                CY: ("APAC", "EMEA"),
                "gus@acme.example": ("Default",),
            },
            elsewhere={DEE: SetupId("sandbox")},
            under_way={
                EVE: UnderWay(RunId("run"), ("APAC",)),
                "fay@acme.example": UnderWay(RunId("run"), ("APAC",)),
            },
        ),
    ),
    Listing(
        "all of it is done already",
        f"{_HEADER}{ADA},EMEA\n{BO},\n",
        Planned(read=2, people={}, duplicates={2: Again.DONE, 3: Again.DONE}),
        facts=Facts(connected={ADA: ("EMEA",), BO: DEFAULT}),
    ),
)

LISTINGS: Final = (*WORKSPACES, *SEMICOLONS, *REPEATS, *ON_RECORD)
