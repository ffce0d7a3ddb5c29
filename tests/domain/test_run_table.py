"""Every command of a run at every stage, by hand and by the connector, by everybody."""

from functools import cache
from typing import Final, get_args

from bot.domain.effects import Sources
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome
from bot.domain.people import Act
from bot.domain.refusals import BatchReported, MembersOnly, NotYours, RunNotOpen
from bot.domain.run import Does, Driver, Run, RunStage, Unread
from bot.domain.run_commands import (
    AskForProblems,
    AskForResults,
    CancelRun,
    CloseRun,
    GatherRun,
    HaltRun,
    HandOnRun,
    KeepDraft,
    LetBe,
    NoteCalled,
    NoteCallPutOff,
    NoteCallsHeld,
    NoteCallWaits,
    NoteCompared,
    NoteMendedRun,
    NotePlanned,
    NoteUnread,
    NoteUntoldPerson,
    PauseRun,
    PlanDisconnect,
    PlanRun,
    PrepareRun,
    ReleasePeople,
    ReportBatch,
    ResumeRun,
    RetryFailed,
    RunCommand,
    StartRun,
)
from bot.domain.run_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import EVERYBODY, NINA, RUN_AT, RUN_ID, SETUP_ID, SOL, a_setup
from tests.domain.run_builders import a_change, a_plan, a_run
from tests.for_each import for_each

SETUP: Final = a_setup(Stage.PROVISIONING)
IDS: Final = (SETUP_ID, RUN_ID)
ALL: Final = (
    PlanRun(*IDS, a_plan()),
    GatherRun(*IDS, Sources(file_id="F_LIST"), "view"),
    PlanDisconnect(*IDS, a_change()),
    LetBe(*IDS),
    RetryFailed(*IDS, a_plan(), RUN_ID, 2, Driver.GUIDED, tells=True),
    NotePlanned(*IDS, a_plan(), "view"),
    NoteUnread(*IDS, Unread(why="empty"), "view"),
    NoteMendedRun(*IDS, RunId("newer"), RUN_AT),
    KeepDraft(*IDS),
    StartRun(*IDS),
    PrepareRun(*IDS),
    PauseRun(*IDS),
    ResumeRun(*IDS),
    CancelRun(*IDS),
    HandOnRun(*IDS, NINA.user_id),
    CloseRun(*IDS, SOL.user_id),
    ReleasePeople(*IDS),
    ReportBatch(*IDS, 0),
    NoteCompared(*IDS, 0, there=1, not_seen=1, elsewhere=1, unconnected=0),
    NoteCalled(*IDS, 0, Does.CONNECT),
    NoteCallWaits(*IDS, 0),
    NoteCallPutOff(*IDS, 0),
    HaltRun(*IDS, 0, "mend it"),
    NoteCallsHeld(*IDS, RUN_AT),
    NoteUntoldPerson(*IDS, 0),
    AskForResults(*IDS, "press"),
    AskForProblems(*IDS, "press"),
)
COMMANDS: Final[dict[str, RunCommand]] = {type(one).__name__: one for one in ALL}
STAGES: Final = dict(zip("RDPrpE", RunStage, strict=True))
DRIVERS: Final = {"by hand": Driver.GUIDED, "by the connector": Driver.CONNECTOR}
# One letter a stage: reading, draft, prepared, running, paused, ended. y: done; b: reported.
# Where two rows stand, the first is of a run by hand, the second of one by the connector.
TABLE: Final = {
    #                   R D P r p E
    "PlanRun": "        . . . . . .",
    "GatherRun": "      . . . . . .",
    "PlanDisconnect": " . . . . . .",
    "RetryFailed": "    . . . . . .",
    "LetBe": "          . . . . . y",
    "NotePlanned": "    y . . . . .",
    "NoteUnread": "     y . . . . .",
    "NoteMendedRun": "  . y . . . .",
    "KeepDraft": "      . y . . . .",
    "StartRun": "       . y y . . .",
    "PrepareRun": "     . y . . . .",
    "PauseRun": "       . . . y . .",
    "ResumeRun": "      . . . . y .",
    "CancelRun": "      . . . y y .",
    "HandOnRun": "      . . . y y .",
    "CloseRun": "       . . . y y .",
    "ReleasePeople": "  . . . . . y",
    "ReportBatch": "    . . . y . b / . . . . . .",
    "NoteCompared": "   . . . y y y",
    "NoteCalled": "     . . . . . . / . . . y y .",
    "NoteCallWaits": "  . . . . . . / . . . y . .",
    "NoteCallPutOff": " . . . . . . / . . . . y .",
    "HaltRun": "        . . . . . . / . . . y y .",
    "NoteCallsHeld": "  . . . . . . / . . . y . .",
    "NoteUntoldPerson": ". y y y y y",
    "AskForResults": "  . . . y y y",
    "AskForProblems": " y y y y y y",
}
ADMIN: Final = frozenset({"Sales Connect admin"})
OURS: Final = frozenset({"ourselves"})
WHO: Final = {
    **dict.fromkeys(TABLE, ADMIN),
    **dict.fromkeys(["NotePlanned", "NoteUnread", "HandOnRun", "CloseRun", "NoteCalled"], OURS),
    **dict.fromkeys(["NoteCallWaits", "NoteCallPutOff", "HaltRun", "NoteUntoldPerson"], OURS),
    "ReleasePeople": OURS,
    "NoteCallsHeld": OURS,
    "NoteMendedRun": OURS,
    "AskForResults": ADMIN | {"Marketo admin", "starter"},
}


def expected(what: str, stage: str, driver: str) -> str:
    rows = TABLE[what].split("/")
    row = rows[-1] if driver == "by the connector" else rows[0]
    return dict(zip(STAGES, row.split(), strict=True))[stage]


@cache
def the_run(stage: str, driver: str) -> Run:
    return a_run(STAGES[stage], driver=DRIVERS[driver])


def test_the_table_holds_every_command() -> None:
    """One that is new in the code is decided here too, by hand."""
    assert {type(one) for one in ALL} == set(get_args(RunCommand))
    assert COMMANDS.keys() == TABLE.keys()


@for_each(what=TABLE, stage=STAGES, driver=DRIVERS)
def test_every_command_at_every_stage_by_everybody(what: str, stage: str, driver: str) -> None:
    """Who may comes first, then whether it is time; a decision changes nothing by itself."""
    run, command = the_run(stage, driver), COMMANDS[what]
    before = run.model_dump_json()
    for who, actor in EVERYBODY.items():
        decision = decide(run, SETUP, command, actor, RUN_AT)

        match expected(what, stage, driver):
            case _ if who not in WHO[what]:
                assert isinstance(decision, NotYours | MembersOnly), who
            case "y":
                assert isinstance(decision, Outcome), who
            case "b":
                assert decision == BatchReported(1)
            case _:
                assert decision == RunNotOpen(run.stage)
    assert run.model_dump_json() == before


def test_what_only_the_bot_notes_is_no_persons_act() -> None:
    """And nothing else is the bot's."""
    ours = {what for what, command in COMMANDS.items() if command.act is Act.FOLLOW_UP}

    assert ours == {what for what, who in WHO.items() if who == OURS}
