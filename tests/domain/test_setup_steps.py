"""Every command at every stage by everybody; then what follows from each step of the road."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, get_args

import pytest

from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    ReportConnected,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
    StartSetup,
)
from bot.domain.ids import SetupId
from bot.domain.outcome import Outcome
from bot.domain.people import Ourselves
from bot.domain.refusals import (
    CredentialsReplaced,
    MembersOnly,
    NotNow,
    NotYours,
)
from bot.domain.setup import Setup
from bot.domain.setup_steps import STEPS, decide, refuse_step, start
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    GUS,
    HANDED_OVER_AT,
    MARA,
    MEMBERS,
    OURSELVES,
    REVEALED_AT,
    RULES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_setup,
    a_start,
    done,
    walk,
)

ON_THE_WAY: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
# The table of the road, written once more by hand: stage and command → where it may lead.
ROAD: Final[Mapping[tuple[Stage, type[SetupCommand]], set[Stage]]] = {
    (Stage.NAMED, HandOver): {Stage.HANDED_OVER},
    (Stage.HANDED_OVER, HandOver): {Stage.HANDED_OVER},
    (Stage.REVEALED, HandOver): {Stage.HANDED_OVER},
    (Stage.HANDED_OVER, NoteRevealed): {Stage.REVEALED},
    (Stage.HANDED_OVER, ExpireCredentials): {Stage.NAMED},
    (Stage.REVEALED, ReportConnected): {Stage.CONNECTED},
    (Stage.CONNECTED, BecomeReady): {Stage.READY},
    (Stage.CONNECTED, StartNowAnyway): {Stage.READY},
    **{(stage, SaveWorkspaces): {stage} for stage in ON_THE_WAY},
    **{(stage, NoteRunStarted): {Stage.PROVISIONING, Stage.DONE} for stage in ON_THE_WAY},
    **{(stage, NoteRunEnded): {Stage.PROVISIONING, Stage.DONE} for stage in ON_THE_WAY},
}
# The only ways back: credentials expire or are given anew, and a further run begins.
BACK: Final = {
    (Stage.HANDED_OVER, Stage.NAMED, ExpireCredentials),
    (Stage.REVEALED, Stage.HANDED_OVER, HandOver),
    (Stage.DONE, Stage.PROVISIONING, NoteRunStarted),
    (Stage.DONE, Stage.PROVISIONING, NoteRunEnded),
}
MARA_ALONE: Final = {"Marketo admin"}
SOL_ALONE: Final = {"Sales Connect admin"}
MAY: Final[Mapping[type[SetupCommand], set[str]]] = {
    StartSetup: set(MEMBERS),
    HandOver: MARA_ALONE,
    NoteRevealed: SOL_ALONE,
    ReportConnected: SOL_ALONE,
    StartNowAnyway: MARA_ALONE | SOL_ALONE,
    SaveWorkspaces: MARA_ALONE | SOL_ALONE,
    BecomeReady: {"ourselves"},
    ExpireCredentials: {"ourselves"},
    NoteRunStarted: {"ourselves"},
    NoteRunEnded: {"ourselves"},
}
COMMANDS: Final[tuple[type[SetupCommand], ...]] = get_args(SetupCommand)
SOMEBODY_WHO_MAY: Final = {command: min(names) for command, names in MAY.items()}


def a_command(kind: type[SetupCommand], setup: Setup) -> SetupCommand:
    """One that fits the setup as it stands: of its version, of its run."""
    commands: tuple[SetupCommand, ...] = (
        a_start(),
        HandOver(setup.id, CREDENTIALS),
        NoteRevealed(setup.id, setup.version),
        ReportConnected(setup.id),
        StartNowAnyway(setup.id),
        SaveWorkspaces(setup.id, ("Europe",)),
        BecomeReady(setup.id),
        ExpireCredentials(setup.id, setup.version),
        NoteRunStarted(setup.id, RUN_ID),
        NoteRunEnded(setup.id, RUN_ID),
    )
    return next(command for command in commands if type(command) is kind)


def test_the_table_is_the_one_written_here() -> None:
    """A row that is added, lost or led elsewhere is meant."""
    assert {row: set(step.to) for row, step in STEPS.items()} == ROAD
    assert set(MAY) == set(COMMANDS)


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize("stage", Stage)
def test_every_command_at_every_stage_by_everybody(stage: Stage, kind: type[SetupCommand]) -> None:
    """Who may comes first, then whether it is time; what has no row is refused."""
    setup = a_setup(stage)
    before = setup.model_dump_json()
    command = a_command(kind, setup)
    for who, actor in EVERYBODY.items():
        decision = decide(setup, command, actor, RUN_AT, RULES)

        if who not in MAY[kind]:
            assert isinstance(decision, NotYours | MembersOnly), who
        elif (stage, kind) not in ROAD:
            assert decision == NotNow(kind.act, stage)
        else:
            assert done(decision).state.stage in ROAD[stage, kind]
        assert setup.model_dump_json() == before


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize("stage", Stage)
def test_a_button_is_refused_before_as_the_command_is_after(
    stage: Stage, kind: type[SetupCommand]
) -> None:
    """A modal opens for exactly those whose submission can succeed."""
    setup = a_setup(stage)
    for actor in EVERYBODY.values():
        decision = decide(setup, a_command(kind, setup), actor, RUN_AT, RULES)

        refusal = refuse_step(setup, kind, actor)

        assert refusal == (None if isinstance(decision, Outcome) else decision)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("kind", COMMANDS)
def test_a_setup_goes_back_only_where_the_table_says(
    stage: Stage, kind: type[SetupCommand]
) -> None:
    """Otherwise each step leads on, or nowhere."""
    setup = a_setup(stage)
    decision = decide(
        setup, a_command(kind, setup), EVERYBODY[SOMEBODY_WHO_MAY[kind]], RUN_AT, RULES
    )
    if not isinstance(decision, Outcome):
        return
    order = list(Stage)

    after = decision.state.stage

    assert order.index(after) >= order.index(stage) or (stage, after, kind) in BACK


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


@pytest.mark.parametrize("stage", [Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED])
def test_a_further_hand_over_replaces_the_former(stage: Stage) -> None:
    """Each has a version, a time limit and a fate of its own."""
    setup = a_setup(stage, expired=True)
    now = RUN_AT

    outcome = done(decide(setup, HandOver(SETUP_ID, CREDENTIALS), MARA, now, RULES))

    note = outcome.state.handed_over
    assert note
    assert note.version == setup.version + 1
    assert (note.at, note.expires_at) == (now, now + RULES.secret_ttl)
    assert (note.revealed_at, note.expired_at) == (None, None)
    assert outcome.keep is CREDENTIALS
    assert not outcome.burn


def test_the_end_of_an_old_version_changes_nothing() -> None:
    """Its time limit outlives it, and must not burn the newer one."""
    first = a_setup(Stage.HANDED_OVER)
    second = walk(first, HandOver(SETUP_ID, CREDENTIALS), MARA)

    late = decide(second, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES)

    assert second.version == 2
    assert late == CredentialsReplaced()


def test_a_version_that_never_was_does_not_expire() -> None:
    """Only the version that waits in the vault does."""
    setup = a_setup(Stage.HANDED_OVER)

    late = decide(setup, ExpireCredentials(SETUP_ID, 2), OURSELVES, RUN_AT, RULES)

    assert late == CredentialsReplaced()


def test_a_wait_of_nothing_is_ready_at_once() -> None:
    """CONNECT_WAIT_SECONDS=0 is legal."""
    rules = type(RULES)(wait=timedelta(0))
    setup = walk(a_setup(Stage.REVEALED), ReportConnected(SETUP_ID), SOL, RUN_AT, rules)

    assert setup.ready_at == setup.connected_at == RUN_AT


def test_the_record_says_who_and_when() -> None:
    """All of it can be read from a setup that is done, and no value among it."""
    setup = a_setup(Stage.DONE, setup_id=SetupId("other"))

    assert (setup.starter, setup.marketo_admin, setup.sales_connect_admin) == (
        STELLA.user_id,
        MARA.user_id,
        SOL.user_id,
    )
    assert setup.handed_over
    assert setup.handed_over.recipient == SOL.user_id
    assert (setup.handed_over.at, setup.handed_over.revealed_at) == (HANDED_OVER_AT, REVEALED_AT)
    assert type(setup).model_validate_json(setup.model_dump_json()) == setup
