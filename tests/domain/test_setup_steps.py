"""Every command at every stage by everybody; then what follows from each step of the road."""

from collections.abc import Mapping
from typing import Final

import pytest

from bot.domain.commands import (
    AskAgain,
    BecomeReady,
    CancelSetup,
    ChangePeople,
    CheckApiAccess,
    Decline,
    ExpireCredentials,
    HandOver,
    NoteAccessRemoved,
    NoteApiChecked,
    NoteChannelChanged,
    NoteChecked,
    NotePersonBack,
    NotePersonGone,
    NoteRequestBegun,
    NoteRequestEnded,
    NoteRevealed,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    NoteShownLate,
    NoteWindowClosed,
    Remind,
    RemoveApiAccess,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    ReportLost,
    SaveApiAccess,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    SaveWorkspaces,
    SayOwnsSandbox,
    SetupCommand,
    Snooze,
    StartNowAnyway,
    TakeOver,
)
from bot.domain.outcome import Outcome
from bot.domain.people import Ourselves
from bot.domain.refusals import (
    MembersOnly,
    NotNow,
    NotYours,
    SetupCancelled,
)
from bot.domain.setup_people import UNOPENED
from bot.domain.setup_steps import STEPS, decide, refuse_step, start
from bot.domain.stages import Stage
from tests.domain.builders import (
    CANCELLED_AT,
    EVERYBODY,
    GUS,
    MARA,
    MEMBERS,
    OURSELVES,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_setup,
    a_start,
    done,
    walk,
)
from tests.domain.fitting import (
    COMMANDS,
    CONNECTED,
    MAY,
    PEOPLE,
    a_command,
    a_fitting_setup,
    who_may,
)
from tests.for_each import for_each

BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
ON_THE_WAY: Final = (*BEFORE, *CONNECTED)
RUNS: Final = {Stage.PROVISIONING, Stage.DONE}
# The table of the road, written once more by hand: stage and command → where it may lead.
ROAD: Final[Mapping[tuple[Stage, type[SetupCommand]], set[Stage]]] = {
    (Stage.NAMED, HandOver): {Stage.HANDED_OVER},
    (Stage.HANDED_OVER, HandOver): {Stage.HANDED_OVER},
    (Stage.REVEALED, HandOver): {Stage.HANDED_OVER},
    (Stage.HANDED_OVER, NoteRevealed): {Stage.REVEALED},
    (Stage.HANDED_OVER, ExpireCredentials): {Stage.NAMED},
    (Stage.REVEALED, NoteWindowClosed): {Stage.REVEALED},
    # It was open, and nobody had told us so.
    (Stage.HANDED_OVER, NoteWindowClosed): {Stage.REVEALED},
    **{(stage, AskAgain): {stage} for stage in BEFORE},
    **{
        (stage, kind): {stage}
        for stage in ON_THE_WAY
        for kind in (NoteChecked, SaveApiAccess, CheckApiAccess, RemoveApiAccess, NoteApiChecked)
    },
    (Stage.NAMED, ReportConnected): {Stage.CONNECTED},
    (Stage.REVEALED, ReportConnected): {Stage.CONNECTED},
    **{(stage, ReportAlreadyConnected): {Stage.CONNECTED} for stage in BEFORE},
    (Stage.CONNECTED, ReportLongConnected): {Stage.READY},
    (Stage.CONNECTED, BecomeReady): {Stage.READY},
    (Stage.CONNECTED, StartNowAnyway): {Stage.READY},
    **{(stage, SaveWorkspaces): {stage} for stage in CONNECTED},
    (Stage.CONNECTED, NoteRunPrepared): {Stage.CONNECTED},
    (Stage.READY, NoteRunPrepared): {Stage.READY},
    **{(stage, NoteShownLate): {stage} for stage in Stage},
    # A run of a connection that is lost, or of a setup that is cancelled, changes nothing.
    **{(stage, NoteRunStarted): {stage} for stage in (*BEFORE, Stage.CANCELLED)},
    **{(stage, NoteRunStarted): {stage, *RUNS} for stage in CONNECTED},
    **{(stage, NoteRunEnded): RUNS for stage in CONNECTED},
    **{
        (stage, kind): {stage}
        for stage in ON_THE_WAY
        for kind in (ChangePeople, Decline, NotePersonGone, NotePersonBack)
    },
    **{(stage, ChangePeople): {stage, Stage.NAMED} for stage in UNOPENED},
    (Stage.HANDED_OVER, Decline): {Stage.HANDED_OVER, Stage.NAMED},
    (Stage.HANDED_OVER, NotePersonGone): {Stage.HANDED_OVER, Stage.NAMED},
    **{(stage, kind): {stage} for stage in CONNECTED for kind in (NoteAccessRemoved, TakeOver)},
    **{(stage, ReportLost): {Stage.NAMED} for stage in CONNECTED},
    **{
        (stage, kind): {stage}
        for stage in ON_THE_WAY
        for kind in (SaveChecklist, SaveOrganization, SaveSettings, Remind, Snooze)
    },
    **{(stage, CancelSetup): {Stage.CANCELLED} for stage in ON_THE_WAY},
    **{
        (stage, kind): {stage}
        for stage in ON_THE_WAY
        for kind in (SayOwnsSandbox, NoteChannelChanged)
    },
    # What was asked for of a setup that is cancelled by then must be heard of all the same.
    **{(stage, kind): {stage} for stage in Stage for kind in (NoteRequestBegun, NoteRequestEnded)},
}
# The only ways back: credentials expire, are given anew or taken back, a further run begins, and
# a connection that is lost begins anew.
BACK: Final = {
    (Stage.HANDED_OVER, Stage.NAMED, ExpireCredentials),
    (Stage.REVEALED, Stage.HANDED_OVER, HandOver),
    (Stage.DONE, Stage.PROVISIONING, NoteRunStarted),
    (Stage.DONE, Stage.PROVISIONING, NoteRunEnded),
    *((stage, Stage.NAMED, ChangePeople) for stage in UNOPENED),
    (Stage.HANDED_OVER, Stage.NAMED, Decline),
    (Stage.HANDED_OVER, Stage.NAMED, NotePersonGone),
    *((stage, Stage.NAMED, ReportLost) for stage in CONNECTED),
}
# What it is about shows only when it is given: whose part, whose list.
DECIDED_LATER: Final = (Decline, Snooze, SaveChecklist)
SOMEBODY_WHO_MAY: Final = {command: min(names) for command, names in MAY.items()}
CANCELLED: Final = SetupCancelled(STELLA.user_id, CANCELLED_AT)


def test_the_table_is_the_one_written_here() -> None:
    """A row that is added, lost or led elsewhere is meant."""
    assert {row: set(step.to) for row, step in STEPS.items()} == ROAD
    assert set(MAY) == set(COMMANDS)


@for_each(kind=COMMANDS)
@pytest.mark.parametrize("stage", Stage)
def test_every_command_at_every_stage_by_everybody(stage: Stage, kind: type[SetupCommand]) -> None:
    """Who may comes first, then whether it is time; what has no row is refused."""
    setup = a_fitting_setup(stage, kind)
    before = setup.model_dump_json()
    command = a_command(kind, setup)
    for who, actor in PEOPLE.items():
        decision = decide(setup, command, actor, RUN_AT, RULES)

        if who not in who_may(kind, setup):
            came_too_late = decision == CANCELLED and kind in DECIDED_LATER
            assert isinstance(decision, NotYours | MembersOnly) or came_too_late, who
        elif (stage, kind) not in ROAD:
            is_cancelled = stage is Stage.CANCELLED
            assert decision == (CANCELLED if is_cancelled else NotNow(kind.act, stage))
        else:
            assert done(decision).state.stage in ROAD[stage, kind]
        assert setup.model_dump_json() == before


@for_each(kind=[one for one in COMMANDS if one not in DECIDED_LATER])
@pytest.mark.parametrize("stage", Stage)
def test_a_button_is_refused_before_as_the_command_is_after(
    stage: Stage, kind: type[SetupCommand]
) -> None:
    """A modal opens for exactly those whose submission can succeed."""
    setup = a_fitting_setup(stage, kind)
    for who, actor in PEOPLE.items():
        decision = decide(setup, a_command(kind, setup), actor, RUN_AT, RULES)

        refusal = refuse_step(setup, kind, actor)

        assert refusal == (None if isinstance(decision, Outcome) else decision), who


@pytest.mark.parametrize("stage", Stage)
@for_each(kind=COMMANDS)
def test_a_setup_goes_back_only_where_the_table_says(
    stage: Stage, kind: type[SetupCommand]
) -> None:
    """Otherwise each step leads on, or nowhere."""
    setup = a_fitting_setup(stage, kind)
    decision = decide(setup, a_command(kind, setup), PEOPLE[SOMEBODY_WHO_MAY[kind]], RUN_AT, RULES)
    if not isinstance(decision, Outcome):
        return
    order = list(Stage)

    after = decision.state.stage

    assert order.index(after) >= order.index(stage) or (stage, after, kind) in BACK


def test_a_cancelled_setup_is_a_dead_end() -> None:
    """All that is heard there comes late: of a run, a request, a window; nothing brings it back."""
    rows = {row[1]: step.to for row, step in STEPS.items() if row[0] is Stage.CANCELLED}
    late = (NoteRunStarted, NoteShownLate, NoteRequestBegun, NoteRequestEnded)
    assert rows == dict.fromkeys(late, (Stage.CANCELLED,))

    setup = a_setup(Stage.CANCELLED)
    assert walk(setup, a_command(NoteRunStarted, setup), OURSELVES) == setup


@pytest.mark.parametrize("who", EVERYBODY)
def test_full_members_start_a_setup(who: str) -> None:
    """Guests, other organisations and bots do not."""
    actor = EVERYBODY[who]
    if isinstance(actor, Ourselves):
        return

    decision = start(a_start(), actor, STARTED_AT)

    if who in MEMBERS:
        assert done(decision).state.starter == actor.user_id
    else:
        assert decision == MembersOnly()


def test_a_guest_learns_no_name_at_any_stage() -> None:
    """A refusal to them says nothing of the setup."""
    for stage in Stage:
        for kind in COMMANDS:
            assert refuse_step(a_setup(stage), kind, GUS) == MembersOnly()


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (ReportConnected, Stage.REVEALED),
        (StartNowAnyway, Stage.CONNECTED),
        (BecomeReady, Stage.CONNECTED),
        (NoteRevealed, Stage.HANDED_OVER),
        (ExpireCredentials, Stage.HANDED_OVER),
    ],
)
def test_the_second_of_two_clicks_is_refused(kind: type[SetupCommand], stage: Stage) -> None:
    """Nothing that happens once happens twice."""
    actor = EVERYBODY[SOMEBODY_WHO_MAY[kind]]
    setup = a_setup(stage)
    command = a_command(kind, setup)
    after = walk(setup, command, actor)

    again = decide(after, command, actor, RUN_AT, RULES)

    assert again == NotNow(kind.act, after.stage)


def test_nobody_waits_twice() -> None:
    """The end of the wait finds a setup that somebody started early, and leaves it alone."""
    early = walk(a_setup(Stage.CONNECTED), StartNowAnyway(SETUP_ID), MARA)

    assert decide(early, BecomeReady(SETUP_ID), OURSELVES, RUN_AT, RULES) == NotNow(
        BecomeReady.act, Stage.READY
    )
    assert early.started_early_by == MARA.user_id


def test_a_start_now_after_the_wait_is_refused_and_not_recorded() -> None:
    """Who pressed too late did not start early."""
    ready = a_setup(Stage.READY)

    assert decide(ready, StartNowAnyway(SETUP_ID), SOL, RUN_AT, RULES) == NotNow(
        StartNowAnyway.act, Stage.READY
    )
    assert ready.started_early_by is None
