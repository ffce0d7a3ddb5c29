"""A made-up company, and setups and runs at any stage, each reached by walking there."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from bot.domain import run_steps, setup_steps
from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    PlanRun,
    ReportBatch,
    ReportConnected,
    SetupCommand,
    StartNowAnyway,
    StartRun,
    StartSetup,
)
from bot.domain.credentials import Credentials
from bot.domain.effects import Due
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, Standing
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.refusals import Refusal
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Prerequisite, Stage

T = TypeVar("T")

TEAM: Final = TeamId("T_ACME")
CHANNEL: Final = ChannelId("C_INVITES")
SETUP_ID: Final = SetupId("setup-1")
RUN_ID: Final = RunId("run-1")
RULES: Final = Rules()
WORKSPACES: Final = ("Europe", "America")

STARTED_AT: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HANDED_OVER_AT: Final = STARTED_AT + timedelta(hours=1)
REVEALED_AT: Final = STARTED_AT + timedelta(hours=2)
CONNECTED_AT: Final = STARTED_AT + timedelta(hours=3)
READY_AT: Final = CONNECTED_AT + RULES.wait
RUN_AT: Final = READY_AT + timedelta(hours=1)


def an_actor(user_id: str, standing: Standing = Standing.MEMBER) -> Actor:
    return Actor(TEAM, UserId(user_id), standing)


STELLA: Final = an_actor("U_STELLA")  # starts the setup
MARA: Final = an_actor("U_MARA")  # Marketo admin
SOL: Final = an_actor("U_SOL")  # Sales Connect admin
SVEN: Final = an_actor("U_SVEN")  # Salesforce admin
SAM: Final = an_actor("U_SAM")  # a full member whom no setup names
OTTO: Final = an_actor("U_OTTO")  # both admins of another setup
GUS: Final = an_actor("U_GUS", Standing.GUEST)
EXT: Final = an_actor("U_EXT", Standing.EXTERNAL)
ROBOT: Final = an_actor("U_ROBOT", Standing.BOT)
GONE: Final = an_actor("U_GONE", Standing.DEACTIVATED)
OURSELVES: Final = Ourselves(TEAM)

MEMBERS: Final = {
    "starter": STELLA,
    "Marketo admin": MARA,
    "Sales Connect admin": SOL,
    "Salesforce admin": SVEN,
    "a member who is not named": SAM,
    "an admin of another setup": OTTO,
}
OUTSIDERS: Final = {
    "guest": GUS,
    "external": EXT,
    "bot": ROBOT,
    "deactivated": GONE,
    "Marketo admin who is a guest now": an_actor("U_MARA", Standing.GUEST),
    "Sales Connect admin of another organisation": an_actor("U_SOL", Standing.EXTERNAL),
}
EVERYBODY: Final[dict[str, Actor | Ourselves]] = {
    **MEMBERS,
    **OUTSIDERS,
    "ourselves": OURSELVES,
}

CREDENTIALS: Final = Credentials(
    MunchkinId("123-ABC-456"), "canary-client-id", "canary-client-secret"
)


def done(decision: Outcome[T] | Refusal) -> Outcome[T]:
    """The outcome of what must not be refused."""
    assert isinstance(decision, Outcome), decision
    return decision


def effects_of(decision: Outcome[T] | Refusal) -> list[Due]:
    return list(done(decision).effects)


def a_start(
    marketo_admin: Actor = MARA,
    sales_connect_admin: Actor = SOL,
    salesforce_admin: Actor | None = SVEN,
    *,
    setup_id: SetupId = SETUP_ID,
) -> StartSetup:
    people = [
        (Role.MARKETO_ADMIN, marketo_admin.user_id),
        (Role.SALES_CONNECT_ADMIN, sales_connect_admin.user_id),
    ]
    if salesforce_admin:
        people.append((Role.SALESFORCE_ADMIN, salesforce_admin.user_id))
    return StartSetup(
        setup_id=setup_id,
        kind=Kind.PRODUCTION,
        name="",
        people=tuple(people),
        channel_id=CHANNEL,
        prerequisites=frozenset({Prerequisite.MARKETO}),
        language=Language.EN,
    )


def a_setup(
    stage: Stage = Stage.NAMED,
    *,
    starter: Actor = STELLA,
    marketo_admin: Actor = MARA,
    sales_connect_admin: Actor = SOL,
    salesforce_admin: Actor | None = SVEN,
    setup_id: SetupId = SETUP_ID,
    expired: bool = False,
    started_early: bool = False,
    rules: Rules = RULES,
) -> Setup:
    """
    A setup of the company at this stage, from its start on.

    `expired`: a first hand-over had expired before. `started_early`: nobody waited.
    """
    start = a_start(marketo_admin, sales_connect_admin, salesforce_admin, setup_id=setup_id)
    setup = done(setup_steps.start(start, starter, STARTED_AT)).state
    version = 2 if expired else 1
    if expired:
        setup = walk(setup, HandOver(setup_id, CREDENTIALS), marketo_admin, STARTED_AT, rules)
        setup = walk(setup, ExpireCredentials(setup_id, 1), OURSELVES, STARTED_AT, rules)
    early = (StartNowAnyway(setup_id), sales_connect_admin, CONNECTED_AT)
    waited = (BecomeReady(setup_id), OURSELVES, READY_AT)
    road: list[tuple[SetupCommand, Actor | Ourselves, datetime]] = [
        (HandOver(setup_id, CREDENTIALS), marketo_admin, HANDED_OVER_AT),
        (NoteRevealed(setup_id, version), sales_connect_admin, REVEALED_AT),
        (ReportConnected(setup_id), sales_connect_admin, CONNECTED_AT),
        early if started_early else waited,
        (NoteRunStarted(setup_id, RUN_ID), OURSELVES, RUN_AT),
        (NoteRunEnded(setup_id, RUN_ID), OURSELVES, RUN_AT),
    ]
    for command, actor, at in road[: list(Stage).index(stage)]:
        setup = walk(setup, command, actor, at, rules)
    assert setup.stage is stage
    return setup


def walk(
    setup: Setup,
    command: SetupCommand,
    actor: Actor | Ourselves,
    now: datetime = RUN_AT,
    rules: Rules = RULES,
) -> Setup:
    """One step on; a refusal ends the test."""
    return done(setup_steps.decide(setup, command, actor, now, rules)).state


def candidates(count: int) -> list[Candidate]:
    """`p0@acme.example`, whom Slack knows, `p1@acme.example`, and so on."""
    return [Candidate(f"p{n}@acme.example", UserId(f"U_P{n}")) for n in range(count)]


def a_plan(people: Iterable[Candidate] | int = 3, workspaces: tuple[str, ...] = ()) -> Plan:
    given = candidates(people) if isinstance(people, int) else people
    plan = plan_run(given, workspaces, WORKSPACES)
    assert isinstance(plan, Plan), plan
    return plan


def a_run(
    stage: RunStage = RunStage.DRAFT,
    *,
    people: Iterable[Candidate] | int = 3,
    setup: Setup | None = None,
    run_id: RunId = RUN_ID,
    reported: int = 0,
) -> Run:
    """A run at this stage; of one that is running, so many batches are reported: all connected."""
    setup = setup or a_setup(Stage.READY)
    sol = an_actor(setup.sales_connect_admin)
    command = PlanRun(setup.id, run_id, a_plan(people))
    run = done(run_steps.plan(setup, command, sol, RUN_AT)).state
    if stage is not RunStage.DRAFT:
        start = StartRun(setup.id, run_id)
        run = done(run_steps.decide(run, setup, start, sol, RUN_AT)).state
    for number in range(len(run.batches) if stage is RunStage.ENDED else reported):
        report = ReportBatch(setup.id, run_id, number)
        run = done(run_steps.decide(run, setup, report, sol, RUN_AT)).state
    assert run.stage is stage
    return run
