"""Setups and runs as the domain's own steps make them, never put together by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.domain import run_steps, setup_steps
from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    NoteUntoldPerson,
    PlanRun,
    ReportBatch,
    ReportConnected,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
    StartRun,
    StartSetup,
)
from bot.domain.credentials import Credentials
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, Standing
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Prerequisite, Stage

NOW: Final = datetime(2030, 1, 15, 9, 0, tzinfo=UTC)
TEAM: Final = TeamId("TACME")
STARTER, MARA, SASHA, SALOME = UserId("UNOA"), UserId("UMARA"), UserId("USASHA"), UserId("USALOME")
PEOPLE: Final = {
    Role.STARTER: STARTER,
    Role.MARKETO_ADMIN: MARA,
    Role.SALES_CONNECT_ADMIN: SASHA,
    Role.SALESFORCE_ADMIN: SALOME,
}
CHANNEL: Final = ChannelId("CINVITES")
RUN: Final = RunId("run")
RULES: Final = Rules()
FAKE: Final = Credentials(
    munchkin_id=MunchkinId("123-ABC-456"),
    client_id="FAKE-CLIENT-ID",
    client_secret="FAKE-CLIENT-SECRET",
)
OURSELVES: Final = Ourselves(TEAM)


def member(user_id: UserId) -> Actor:
    return Actor(TEAM, user_id, Standing.MEMBER)


# The commands of the road, each with who gives it and how long after the former.
ROAD: Final[tuple[tuple[SetupCommand, Actor | Ourselves, timedelta], ...]] = (
    (HandOver(SetupId("setup"), FAKE), member(MARA), timedelta(minutes=20)),
    (NoteRevealed(SetupId("setup"), 1), member(SASHA), timedelta(minutes=5)),
    (ReportConnected(SetupId("setup")), member(SASHA), timedelta(minutes=5)),
    (BecomeReady(SetupId("setup")), OURSELVES, RULES.wait),
    (NoteRunStarted(SetupId("setup"), RUN), OURSELVES, timedelta(minutes=1)),
    (NoteRunEnded(SetupId("setup"), RUN), OURSELVES, timedelta(minutes=30)),
)


def a_setup(
    stage: Stage = Stage.NAMED,
    *,
    name: str = "",
    number: int = 0,
    workspaces: Sequence[str] = (),
    prerequisites: frozenset[Prerequisite] = frozenset(Prerequisite),
    salesforce_admin: bool = True,
) -> Setup:
    """On the straight road, at this stage. `workspaces` only from CONNECTED on."""
    people = tuple(
        (role, user_id)
        for role, user_id in PEOPLE.items()
        if role is not Role.STARTER and (salesforce_admin or role is not Role.SALESFORCE_ADMIN)
    )
    command = StartSetup(
        setup_id=SetupId(f"setup{number or ''}"),
        kind=Kind.PRODUCTION,
        name=name,
        people=people,
        channel_id=CHANNEL,
        prerequisites=prerequisites,
        language=Language.EN,
    )
    decision = setup_steps.start(command, member(STARTER), NOW)
    assert isinstance(decision, Outcome)
    setup, at = decision.state, NOW
    for step, by, later in ROAD:
        if setup.stage is stage:
            break
        at += later
        setup = after(setup, step, by, at=at)
    assert setup.stage is stage
    return with_workspaces(setup, workspaces) if workspaces else setup


def after(
    setup: Setup, command: SetupCommand, by: Actor | Ourselves, *, at: datetime = NOW
) -> Setup:
    """The setup that this command leaves behind."""
    decision = setup_steps.decide(setup, command, by, at, RULES)
    assert isinstance(decision, Outcome), decision
    return decision.state


def with_workspaces(setup: Setup, names: Sequence[str]) -> Setup:
    return after(setup, SaveWorkspaces(setup.id, tuple(names)), member(SASHA))


def expired(setup: Setup) -> Setup:
    """Its credentials were not opened in time."""
    at = NOW + RULES.secret_ttl
    return after(setup, ExpireCredentials(setup.id, setup.version), OURSELVES, at=at)


def handed_over_again(setup: Setup) -> Setup:
    return after(setup, HandOver(setup.id, FAKE), member(MARA), at=NOW + timedelta(days=4))


def started_early(setup: Setup) -> Setup:
    return after(setup, StartNowAnyway(setup.id), member(MARA))


def a_plan(
    emails: Sequence[str], workspaces: Sequence[str] = (), known: Sequence[str] | None = None
) -> Plan:
    people = [Candidate(email) for email in emails]
    plan = plan_run(people, workspaces, workspaces if known is None else known)
    assert isinstance(plan, Plan), plan
    return plan


def a_draft(emails: Sequence[str], workspaces: Sequence[str] = ()) -> Run:
    """Previewed, not started."""
    setup = a_setup(Stage.READY)
    command = PlanRun(setup.id, RUN, a_plan(emails, workspaces))
    return _run(run_steps.plan(setup, command, member(SASHA), NOW + timedelta(hours=1)))


def a_run(emails: Sequence[str], workspaces: Sequence[str] = ()) -> Run:
    """Started: its first batch is open."""
    setup, draft = a_setup(Stage.READY), a_draft(emails, workspaces)
    command = StartRun(setup.id, RUN)
    at = NOW + timedelta(hours=1)
    return _run(run_steps.decide(draft, setup, command, member(SASHA), at))


def reported(run: Run, batch: int = 0, *, failed: Sequence[int] = (), why: str = "") -> Run:
    """The Sales Connect admin said what became of this batch."""
    command = ReportBatch(run.setup_id, run.id, batch, frozenset(failed), why)
    at = NOW + timedelta(hours=2)
    decision = run_steps.decide(run, a_setup(Stage.PROVISIONING), command, member(SASHA), at)
    return _run(decision)


def untold(run: Run, rows: Sequence[int]) -> Run:
    """The people of these rows are not in Slack."""
    for row in rows:
        command = NoteUntoldPerson(run.setup_id, run.id, row)
        setup, at = a_setup(Stage.DONE), NOW + timedelta(hours=3)
        run = _run(run_steps.decide(run, setup, command, OURSELVES, at))
    return run


def _run(decision: run_steps.Decision) -> Run:
    assert isinstance(decision, Outcome), decision
    return decision.state
