"""Cards as they stand in the README: rendered by the bot's own views."""

from datetime import UTC, datetime, timedelta

from bot.domain.commands import PlanRun, StartRun
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role, Standing
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.run import Run
from bot.domain.run_steps import decide, plan
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Stage
from bot.views.blocks import Message
from bot.views.run_cards import run_card
from bot.views.say import Say
from bot.views.setup_cards import setup_card

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
SOL = Actor(TeamId("T_ACME"), UserId("U_SOL"), Standing.MEMBER)
ENGLISH = Say(Language.EN)


def ready_picture() -> str:
    return drawn(setup_card(_setup(), _setup().ready_card(), ENGLISH))


def batch_picture() -> str:
    setup = _setup()
    people = [Candidate(f"{name}@acme.example") for name in ("ada", "benoit", "sam")]
    planned = plan_run(people, ["EMEA"], setup.workspaces)
    assert isinstance(planned, Plan)
    draft = plan(setup, PlanRun(setup.id, RunId("run"), planned), SOL, NOW)
    assert isinstance(draft, Outcome)
    running = decide(draft.state, setup, StartRun(setup.id, RunId("run")), SOL, NOW)
    assert isinstance(running, Outcome)
    run: Run = running.state
    return drawn(run_card(run, setup, run.batch_card(0, SOL.user_id), ENGLISH))


def drawn(message: Message) -> str:
    """Text, and the buttons in a row."""
    labels = [
        element["text"]["text"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    text = message.text.replace("*", "").replace("```", "")
    return f"{text}\n{'  '.join(f'[ {label} ]' for label in labels)}"


def _setup() -> Setup:
    return Setup(
        id=SetupId("setup"),
        team_id=TeamId("T_ACME"),
        stage=Stage.READY,
        kind=Kind.PRODUCTION,
        people={
            Role.STARTER: UserId("U_STELLA"),
            Role.MARKETO_ADMIN: UserId("U_MARA"),
            Role.SALES_CONNECT_ADMIN: SOL.user_id,
        },
        channel_id=ChannelId("C_INVITES"),
        language=Language.EN,
        started_at=NOW,
        connected_at=NOW - timedelta(minutes=10),
        ready_at=NOW,
        workspaces=("EMEA", "North America"),
    )
