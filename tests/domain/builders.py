"""A made-up company, and setups and runs at any stage, each reached by walking there."""

from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from bot.domain import setup_steps
from bot.domain.commands import (
    BecomeReady,
    CancelSetup,
    ChangePeople,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    ReportConnected,
    SaveApiAccess,
    SetupCommand,
    StartNowAnyway,
    StartSetup,
)
from bot.domain.credentials import Credentials
from bot.domain.effects import Card, Due, Notify, Refresh, Slot
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, Standing
from bot.domain.refusals import Refusal
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
CANCELLED_AT: Final = RUN_AT + timedelta(hours=1)


def an_actor(
    user_id: str, standing: Standing = Standing.MEMBER, *, is_slack_admin: bool = False
) -> Actor:
    return Actor(TEAM, UserId(user_id), standing, is_slack_admin)


STELLA: Final = an_actor("U_STELLA")  # starts the setup
MARA: Final = an_actor("U_MARA")  # Marketo admin
SOL: Final = an_actor("U_SOL")  # Sales Connect admin
SVEN: Final = an_actor("U_SVEN")  # Salesforce admin
SAM: Final = an_actor("U_SAM")  # a full member whom no setup names
OTTO: Final = an_actor("U_OTTO")  # both admins of another setup
NINA: Final = an_actor("U_NINA")  # comes in later, for somebody else
SARA: Final = an_actor("U_SARA", is_slack_admin=True)  # named nowhere
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
    "a Slack admin": SARA,
}
OUTSIDERS: Final = {
    "guest": GUS,
    "external": EXT,
    "bot": ROBOT,
    "deactivated": GONE,
    "Marketo admin who is a guest now": an_actor("U_MARA", Standing.GUEST),
    "Sales Connect admin of another organisation": an_actor("U_SOL", Standing.EXTERNAL),
    "Slack admin who is deactivated now": an_actor(
        "U_SARA", Standing.DEACTIVATED, is_slack_admin=True
    ),
}
EVERYBODY: Final[dict[str, Actor | Ourselves]] = {
    **MEMBERS,
    **OUTSIDERS,
    "ourselves": OURSELVES,
}

CREDENTIALS: Final = Credentials(  # neither value has the usual shape
    MunchkinId("123-ABC-456"), "canary-client-id", "canary-client-secret"
)
USUAL: Final = Credentials(  # and these have it
    MunchkinId("123-ABC-456"), "00000000-0000-4000-8000-00000000cafe", "canary0" * 4 + "cana"
)
WINDOW: Final = "V_WAITS"  # shows what Marketo lets the API-only pair read


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
    kind: Kind = Kind.PRODUCTION,
) -> StartSetup:
    people = [
        (Role.MARKETO_ADMIN, marketo_admin.user_id),
        (Role.SALES_CONNECT_ADMIN, sales_connect_admin.user_id),
    ]
    if salesforce_admin:
        people.append((Role.SALESFORCE_ADMIN, salesforce_admin.user_id))
    return StartSetup(
        setup_id=setup_id,
        kind=kind,
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
    kind: Kind = Kind.PRODUCTION,
    expired: bool = False,
    started_early: bool = False,
    rules: Rules = RULES,
) -> Setup:
    """
    A setup of the company at this stage, from its start on; one that is cancelled was done before.

    `expired`: a first hand-over had expired before. `started_early`: nobody waited.
    One person who is both admins hands nothing over.
    """
    start = a_start(
        marketo_admin, sales_connect_admin, salesforce_admin, setup_id=setup_id, kind=kind
    )
    setup = done(setup_steps.start(start, starter, STARTED_AT)).state
    if setup.one_admin:
        assert not expired
        assert stage not in (Stage.HANDED_OVER, Stage.REVEALED)
    version, admin = 2 if expired else 1, sales_connect_admin.user_id
    if expired:
        setup = walk(setup, HandOver(setup_id, USUAL), marketo_admin, STARTED_AT, rules)
        setup = walk(setup, ExpireCredentials(setup_id, 1), OURSELVES, STARTED_AT, rules)
    early = (StartNowAnyway(setup_id), sales_connect_admin, CONNECTED_AT)
    waited = (BecomeReady(setup_id), OURSELVES, READY_AT)
    road: list[tuple[SetupCommand, Actor | Ourselves, datetime]] = [
        (HandOver(setup_id, USUAL), marketo_admin, HANDED_OVER_AT),
        (NoteRevealed(setup_id, version), sales_connect_admin, REVEALED_AT),
        (ReportConnected(setup_id), sales_connect_admin, CONNECTED_AT),
        early if started_early else waited,
        (NoteRunStarted(setup_id, RUN_ID, 1, admin), OURSELVES, RUN_AT),
        (NoteRunEnded(setup_id, RUN_ID, 1), OURSELVES, RUN_AT),
        (CancelSetup(setup_id), starter, CANCELLED_AT),
    ]
    for command, actor, at in road[: list(Stage).index(stage)]:
        if not (setup.one_admin and isinstance(command, HandOver | NoteRevealed)):
            setup = walk(setup, command, actor, at, rules)
    assert setup.stage is stage
    return setup


def with_access(setup: Setup, pair: Credentials = USUAL) -> Setup:
    """An API-only pair is kept; Marketo has not answered yet."""
    return walk(setup, SaveApiAccess(setup.id, pair, WINDOW), an_actor(setup.marketo_admin))


def walk(
    setup: Setup,
    command: SetupCommand,
    actor: Actor | Ourselves,
    now: datetime = RUN_AT,
    rules: Rules = RULES,
) -> Setup:
    """One step on; a refusal ends the test."""
    return done(setup_steps.decide(setup, command, actor, now, rules)).state


def changed(
    setup: Setup, role: Role, to: Actor | None, by: Actor = STELLA, now: datetime = RUN_AT
) -> Outcome[Setup]:
    """Somebody else in a role."""
    command = ChangePeople(setup.id, ((role, to.user_id if to else None),))
    return done(setup_steps.decide(setup, command, by, now, RULES))


def a_succession(stage: Stage = Stage.DONE, successor: Actor = NINA) -> Setup:
    """Of the connection: the successor is named, nothing more."""
    return changed(a_setup(stage), Role.SALES_CONNECT_ADMIN, successor).state


def new_messages(outcome: Outcome[T]) -> list[Slot]:
    """What Slack announces, in its order."""
    return [due.effect.slot for due in outcome.effects if isinstance(due.effect, Notify)]


def refreshed(outcome: Outcome[T]) -> list[Slot]:
    """What shows the new state, where it was sent."""
    return [due.effect.slot for due in outcome.effects if isinstance(due.effect, Refresh)]


def told(outcome: Outcome[T]) -> list[tuple[Card, str]]:
    """Who hears of it by a new message, and by which."""
    return [(slot.card, slot.to) for slot in new_messages(outcome)]
