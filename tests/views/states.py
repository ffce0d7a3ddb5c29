"""Setups and runs as the domain's own steps make them, never put together by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.domain import setup_steps
from bot.domain.commands import (
    BecomeReady,
    CancelSetup,
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
from bot.domain.credentials import Credentials
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, Standing
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Prerequisite, Product, Stage

NOW: Final = datetime(2030, 1, 15, 9, 0, tzinfo=UTC)
TEAM: Final = TeamId("TACME")
STARTER, MARA, SASHA, SALOME = UserId("UNOA"), UserId("UMARA"), UserId("USASHA"), UserId("USALOME")
NINA, ADAM = UserId("UNINA"), UserId("UADAM")  # comes later; an admin of the Slack workspace
PEOPLE: Final = {
    Role.STARTER: STARTER,
    Role.MARKETO_ADMIN: MARA,
    Role.SALES_CONNECT_ADMIN: SASHA,
    Role.SALESFORCE_ADMIN: SALOME,
}
BOTH_ADMINS: Final = {**PEOPLE, Role.MARKETO_ADMIN: SASHA}  # Sasha is both
NO_SALESFORCE: Final[Mapping[Role, UserId]] = {
    role: who for role, who in PEOPLE.items() if role is not Role.SALESFORCE_ADMIN
}
CHANNEL: Final = ChannelId("CINVITES")
RUN: Final = RunId("run")
RULES: Final = Rules()
FAKE: Final = Credentials(
    munchkin_id=MunchkinId("123-ABC-456"),
    client_id="FAKE-CLIENT-ID",
    client_secret="FAKE-CLIENT-SECRET",
)
# Of the usual shapes: there is nothing to compare once more.
USUAL: Final = Credentials(
    munchkin_id=MunchkinId("123-ABC-456"),
    client_id="11111111-1111-1111-1111-111111111111",
    client_secret="FAKE" * 8,
)
OURSELVES: Final = Ourselves(TEAM)


def member(user_id: UserId, *, is_slack_admin: bool = False) -> Actor:
    return Actor(TEAM, user_id, Standing.MEMBER, is_slack_admin)


# The commands of the road, each with who gives it and how long after the former.
ROAD: Final[tuple[tuple[SetupCommand, Role | None, timedelta], ...]] = (
    (HandOver(SetupId("setup"), USUAL), Role.MARKETO_ADMIN, timedelta(minutes=20)),
    (NoteRevealed(SetupId("setup"), 1), Role.SALES_CONNECT_ADMIN, timedelta(minutes=5)),
    (ReportConnected(SetupId("setup")), Role.SALES_CONNECT_ADMIN, timedelta(minutes=5)),
    (BecomeReady(SetupId("setup")), None, RULES.wait),
    (NoteRunStarted(SetupId("setup"), RUN), None, timedelta(minutes=1)),
    (NoteRunEnded(SetupId("setup"), RUN), None, timedelta(minutes=30)),
    (CancelSetup(SetupId("setup")), Role.STARTER, timedelta(days=1)),
)


def a_start(
    *,
    name: str = "",
    number: int = 0,
    kind: Kind = Kind.PRODUCTION,
    product: Product = Product.SALES_CONNECT,
    prerequisites: frozenset[Prerequisite] = frozenset(Prerequisite),
    people: Mapping[Role, UserId] = PEOPLE,
) -> StartSetup:
    return StartSetup(
        setup_id=SetupId(f"setup{number or ''}"),
        kind=kind,
        name=name,
        people=tuple((role, who) for role, who in people.items() if role is not Role.STARTER),
        channel_id=CHANNEL,
        prerequisites=prerequisites,
        language=Language.EN,
        product=product,
    )


def a_setup(
    stage: Stage = Stage.NAMED,
    *,
    name: str = "",
    number: int = 0,
    workspaces: Sequence[str] = (),
    kind: Kind = Kind.PRODUCTION,
    product: Product = Product.SALES_CONNECT,
    prerequisites: frozenset[Prerequisite] = frozenset(Prerequisite),
    people: Mapping[Role, UserId] = PEOPLE,
) -> Setup:
    """
    On the straight road, at this stage. `workspaces` only from CONNECTED on.

    One person who is both admins hands nothing over.
    """
    command = a_start(
        name=name,
        number=number,
        kind=kind,
        product=product,
        prerequisites=prerequisites,
        people=people,
    )
    decision = setup_steps.start(command, member(people[Role.STARTER]), NOW)
    assert isinstance(decision, Outcome)
    setup, at = decision.state, NOW
    for step, role, later in ROAD:
        if setup.stage is stage:
            break
        at += later
        if workspaces and isinstance(step, CancelSetup):
            setup, workspaces = with_workspaces(setup, workspaces), ()
        if not (setup.one_admin and isinstance(step, HandOver | NoteRevealed)):
            setup = after(setup, step, member(people[role]) if role else OURSELVES, at=at)
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
    by = member(setup.sales_connect_admin)
    return after(setup, SaveWorkspaces(setup.id, tuple(names)), by)


def expired(setup: Setup) -> Setup:
    """Its credentials were not opened in time."""
    at = NOW + RULES.secret_ttl
    return after(setup, ExpireCredentials(setup.id, setup.version), OURSELVES, at=at)


def handed_over_again(setup: Setup) -> Setup:
    return after(setup, HandOver(setup.id, USUAL), member(MARA), at=NOW + timedelta(days=4))


def started_early(setup: Setup) -> Setup:
    return after(setup, StartNowAnyway(setup.id), member(MARA))
