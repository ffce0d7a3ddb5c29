"""Line ends, separators, headers, quotes: what makes a file a table."""

from typing import Final

from bot.domain.csv_import import EmptyFile, HeaderOnly, NoEmailColumn, RepeatedColumn
from bot.domain.problems import Again, Fault
from tests.lists.listing import (
    ADA,
    BO,
    CY,
    DEE,
    DEFAULT,
    EVE,
    Listing,
    Planned,
    one_person,
)

_TWO: Final = Planned(read=2, people={ADA: ("EMEA", "APAC"), BO: DEFAULT})

LINE_ENDS: Final = (
    Listing("line ends of an old Mac", f"email,workspaces\r{ADA},EMEA;APAC\r{BO},\r", _TWO),
    Listing("no line end at the end", f"email,workspaces\n{ADA},EMEA;APAC\n{BO},", _TWO),
    Listing(
        "all line ends in one file, and each is one",
        f"email,workspaces\r\n{ADA},EMEA;APAC\r{BO},\n\nnobody\r\rnor me\n\r\nnor I\r\n",
        Planned(
            read=5,
            people=_TWO.people,
            problems={5: Fault.MALFORMED, 7: Fault.MALFORMED, 9: Fault.MALFORMED},
        ),
    ),
    Listing(
        "blank lines before, between and after are counted, not read",
        f"\n\nemail,workspaces\n,\n{ADA},EMEA;APAC\n  \n , ,,\n{BO}\nnobody\n\n\n",
        Planned(read=3, people=_TWO.people, problems={9: Fault.MALFORMED}),
    ),
    Listing(
        "characters that only some take for a line end",
        f"email,workspaces,first_name\n{ADA},EMEA;APAC,A\x0bd\x0ca\n{BO},,B\u2028o\x85\u2029\x1c\n"
        "nobody,,\n",
        Planned(read=3, people=_TWO.people, problems={4: Fault.MALFORMED}),
    ),
    Listing(
        "a quoted line end, in each manner",
        f'email,first_name,workspaces\n{ADA},"Ada\nthe first\r\nof\rher name",EMEA;APAC\n'
        f'{BO},"",""\nnobody,,\n',
        Planned(read=3, people=_TWO.people, problems={7: Fault.MALFORMED}),
    ),
)

SEPARATORS: Final = (
    Listing(
        "semicolons, workspaces quoted",
        f'email;workspaces;first_name\n{ADA};"EMEA;APAC";A\n{BO};;\n',
        _TWO,
    ),
    Listing("tabs", f"email\tworkspaces\tfirst_name\n{ADA}\tEMEA;APAC\tA\n{BO}\t\t\n", _TWO),
    Listing(
        "a comma inside quotes is not what separates",
        f'"name, as on the badge";email;workspaces\n"Brook, Ada";{ADA};"EMEA;APAC"\nBo;{BO};\n',
        Planned(read=2, people=_TWO.people, ignored=("name, as on the badge",)),
    ),
    Listing("sep= for Excel", f'sep=;\nemail;workspaces\n{ADA};"EMEA;APAC"\n{BO};\n', _TWO),
    Listing(
        "sep= in quotes, as a program that quotes all writes it",
        f'"sep=;"\r\n"email";"workspaces"\r\n"{ADA}";"EMEA;APAC"\r\n"{BO}";""\r\n',
        _TWO,
        open="It is the same line.",
    ),
    Listing(
        "sep= says otherwise than the header looks",
        f"SEP=,\r\nlast;first,email,workspaces\r\nx,{ADA},EMEA;APAC\r\ny,{BO},\r\nz,nobody,\r\n",
        Planned(
            read=3,
            people=_TWO.people,
            problems={5: Fault.MALFORMED},
            ignored=("last;first",),
        ),
    ),
    Listing(
        "several workspaces that nobody quoted",
        f"email;workspaces\n{ADA};EMEA;APAC\n{BO};\n",
        Planned(read=2, people={BO: DEFAULT}, problems={2: Fault.EXTRA_CELLS}),
        open="The contract wants quotes. One workspace less costs a disconnect later, so nothing "
        "is dropped in silence; and nothing says that what follows belongs to the column before.",
    ),
    Listing(
        "a header with commas over rows with semicolons",
        f"email,workspaces,first_name\n{ADA};EMEA;Ada\n{BO},APAC,Bo\n{CY};APAC;\n",
        Planned(
            read=3,
            people={BO: ("APAC",)},
            problems={2: Fault.MALFORMED, 4: Fault.MALFORMED},
        ),
        open="The header decides. Nobody may be planned by half a row, with the default "
        "workspace; each such row is named by its line.",
    ),
    Listing(
        "trailing separators",
        f"email,workspaces,,,\n{ADA},EMEA;APAC,,,,,,\n{BO},,,,,,,,,,,,\n",
        _TWO,
    ),
    Listing(
        "ragged rows",
        f"email,workspaces,first_name,last_name\n{ADA},EMEA;APAC\n{BO},,Bo,Hall,,\nnobody\n",
        Planned(
            read=3,
            people=_TWO.people,
            problems={4: Fault.MALFORMED},
            names={ADA: ("", ""), BO: ("Bo", "Hall")},
        ),
    ),
    Listing(
        "a row longer than its header, by something",
        f"email,workspaces,first_name\n{ADA},EMEA;APAC,Ada,Brook\n{BO},,,\n",
        Planned(read=2, people={BO: DEFAULT}, problems={2: Fault.EXTRA_CELLS}),
        open="A column is left out and named; a cell of one row says that its others may have "
        "slipped.",
    ),
    Listing("pipes are no separator", f"email|workspaces\n{ADA}|EMEA\n", NoEmailColumn),
)

HEADERS: Final = (
    Listing(
        "any order, any case, with spaces",
        f" LAST_NAME ,  Workspaces,E-Mail , First Name \nBrook, emea ; apac ,  {ADA} ,Ada\n"
        f",,{BO},\n",
        Planned(read=2, people=_TWO.people, names={ADA: ("Ada", "Brook"), BO: ("", "")}),
    ),
    Listing(
        "extra columns",
        f"Team,email,Joined On,workspaces\nNorth,{ADA},2040-01-02,EMEA;APAC\nSouth,{BO},,\n",
        Planned(read=2, people=_TWO.people, ignored=("Team", "Joined On")),
    ),
    Listing(
        "a misspelt column",
        f"email,workspase\n{ADA},EMEA\n",
        Planned(
            read=1,
            people={ADA: DEFAULT},
            ignored=("workspase",),
            meant=(("workspase", "workspaces"),),
        ),
    ),
    Listing(
        "an e-mail column misspelt",
        "emial,workspaces\na,b\n",
        NoEmailColumn(("emial", "workspaces"), "emial"),
    ),
    Listing(
        "no e-mail column",
        "team,workspaces\nNorth,EMEA\n",
        NoEmailColumn(("team", "workspaces"), None),
    ),
    Listing(
        "the structure before any row",
        "team,workspaces\n=1+1,Nowhere\nnobody,\n",
        NoEmailColumn(("team", "workspaces"), None),
    ),
    Listing("a column twice", f"email,workspaces,Email\n{ADA},EMEA,{BO}\n", RepeatedColumn),
    Listing(
        "a column twice by two names", f"email,First Name,first_name\n{ADA},A,B\n", RepeatedColumn
    ),
    Listing(
        "no header",
        f"{ADA}\n{BO}\nnobody\n",
        Planned(read=3, people={ADA: DEFAULT, BO: DEFAULT}, problems={3: Fault.MALFORMED}),
    ),
    Listing(
        "no header, the address not first",
        f"Brook;Ada;{ADA}\nHall;Bo;{BO}\n;;{CY}\n",
        Planned(read=3, people={ADA: DEFAULT, BO: DEFAULT, CY: DEFAULT}, headless=2),
    ),
    Listing(
        "no header, and several addresses in a row",
        f"{ADA}, {BO}, {CY}\n{ADA}; {DEE}\n{EVE}, nobody@\n",
        Planned(
            read=7,
            people=dict.fromkeys((ADA, BO, CY, DEE, EVE), DEFAULT),
            problems={3: Fault.MALFORMED},
            duplicates={2: Again.SAME_LIST},
            headless=3,
        ),
        open="Each is somebody, or named with its line, as where they are pasted.",
    ),
    Listing(
        "no header, and a second address beside each",
        f"{ADA},{CY}\nBo,{BO},{CY}\n{DEE}\n",
        Planned(
            read=5,
            people=dict.fromkeys((ADA, BO, CY, DEE), DEFAULT),
            duplicates={2: Again.SAME_LIST},
            headless=2,
        ),
        open="It may be their manager's: that each is one more person is said before the start.",
    ),
    Listing(
        "no header, and workspaces beside the addresses",
        f"{ADA},EMEA\n{BO},APAC\n",
        Planned(read=2, people={ADA: DEFAULT, BO: DEFAULT}, headless=2),
        open="Nobody said that the second column is one of workspaces. Default ones for all would "
        "cost as many disconnects: that only addresses were read is said before anything starts.",
    ),
    Listing(
        "more cells than the one column of the header",
        f"email\n{ADA},EMEA\n{BO}\n",
        Planned(read=2, people={BO: DEFAULT}, problems={2: Fault.EXTRA_CELLS}),
        open="Whoever wrote a workspace there meant it: not planned without it in silence.",
    ),
    Listing(
        "a title above the header",
        f"Everybody of the North\n\nemail,workspaces\n{ADA},EMEA\n",
        NoEmailColumn(("Everybody of the North",), None),
        open="Nothing says that line 3 is the header; that this line was taken for it is said.",
    ),
    Listing("a header only", "email,workspaces\r\n", HeaderOnly()),
    Listing(
        "a header, then only blank rows", "email,workspaces\r\n\r\n,\r\n  \r\n\t\r\n", HeaderOnly()
    ),
    Listing("empty", "", EmptyFile()),
    Listing("blank lines only", "\r\n\n  \n\t\n\r\r", EmptyFile()),
    Listing(
        "separators only",
        ";;;\n;;;\n;;;\n",
        EmptyFile(),
        open="A sheet whose cells were cleared: nothing stands in it.",
    ),
    Listing("nothing but sep=", "sep=;\r\n", EmptyFile(), open="Excel's own line is no header."),
)

QUOTES: Final = (
    Listing(
        "quotes in names, doubled",
        f'email,first_name,last_name\n{ADA},"Ada ""Ace""","""Brook"""\n',
        one_person(first='Ada "Ace"', last='"Brook"'),
    ),
    Listing(
        "stray quotes in names",
        f'email,workspaces,first_name\n{ADA},EMEA;APAC,Ada "Ace" B\n{BO},,5" Bo\n',
        Planned(read=2, people=_TWO.people, names={ADA: ('Ada "Ace" B', ""), BO: ('5" Bo', "")}),
    ),
    Listing(
        "quotes escaped as programmers do",
        f'email,first_name,workspaces\n{ADA},"Ada \\"Ace\\" B",EMEA;APAC\n{BO},"",\n',
        _TWO,
        open="What the name becomes may differ; that the row stays a row may not.",
    ),
    Listing(
        "something after a closing quote",
        f'email,first_name,workspaces\n{ADA},"Ada" Ann,EMEA;APAC\n{BO},"Bo"x,\n',
        _TWO,
        open="What the name becomes may differ; that the row stays a row may not.",
    ),
    Listing(
        "a quote that is never closed, at the end",
        f'email,workspaces\n{BO},\n{ADA},"EMEA;APAC',
        _TWO,
        open="The file was cut; up to there the cell says what was meant.",
    ),
    Listing(
        "a quote that is never closed, in the middle",
        f'email,workspaces,first_name\n{ADA},EMEA;APAC,"Ada\n{BO},,Bo\nnobody,,\n',
        Planned(read=3, people=_TWO.people, problems={4: Fault.MALFORMED}),
    ),
    Listing(
        "a quote that only a later row's quote closes",
        f'email,workspaces,first_name\n{ADA},EMEA;APAC,"Ada\n{BO},,"Bo"\n{CY},EMEA,"C, Y"\n',
        Planned(read=3, people={**_TWO.people, CY: ("EMEA",)}),
        open="After the closing quote stands neither separator nor line end: it never was one.",
    ),
)

LISTINGS: Final = (*LINE_ENDS, *SEPARATORS, *HEADERS, *QUOTES)
