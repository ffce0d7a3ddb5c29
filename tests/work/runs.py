"""Bulk runs in the office: lists that wait for a worker, and what became of them."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.domain.commands import (
    Command,
    ReportAlreadyConnected,
    ReportLongConnected,
    SaveWorkspaces,
)
from bot.domain.effects import Sources
from bot.domain.ids import RunId, UserId
from bot.domain.people import Actor, Standing
from bot.domain.provisioning import Candidate, plan_run
from bot.domain.provisioning import Plan as Plan
from bot.domain.run import Driver, Purpose, Run
from bot.domain.run_commands import GatherRun, PlanDisconnect, PlanRun, StartRun
from bot.domain.setup import Setup
from bot.domain.stages import Language
from bot.domain.workspaces import Known
from bot.handle import Done
from bot.store.due import Claim
from bot.views.provisioning_modals import reading_modal
from bot.views.say import Say
from bot.work.results import Result
from practice.slack import Message
from tests.journeys.world import WAIT
from tests.work.office import MARA, SHARD, SOL, TEAM, Office
from tests.work.workers import poll

RUN = RunId("the-run")
VIEW = "run-the-run"
WORKSPACES = ("Default", "EMEA", "APAC")


async def does(office: Office, command: Command, by: UserId = SOL) -> Done:
    answer = await office.bot.handle(command, by=Actor(TEAM, by, Standing.MEMBER))
    assert isinstance(answer, Done), answer
    return answer


async def ready(office: Office) -> Setup:
    """Users can be connected; every card of that is out."""
    setup = await office.start_setup()
    await does(office, ReportAlreadyConnected(setup.id), MARA)
    await does(office, ReportLongConnected(setup.id), MARA)
    done = await does(office, SaveWorkspaces(setup.id, WORKSPACES))
    office.setup = done.setup
    office.hands.move(WAIT)
    async with office.working():
        await office.until_all_is_done()
    return done.setup


async def opened(office: Office, view: str = VIEW) -> None:
    """The window before Sol's eyes."""
    slack = office.slack
    trigger = slack.state.grants.new_trigger(SOL, slack.state.home_team.id)
    modal = reading_modal(view, Say(Language.EN))
    await office.bot.slack.call("views.open", trigger_id=trigger, view=modal)


async def asked_for(office: Office, run_id: RunId = RUN, view: str = VIEW, **sources: Any) -> None:
    """A list that Sol submitted; nobody has read it yet."""
    command = GatherRun(office.setup.id, run_id, Sources(**sources), view)
    await does(office, command)


async def gathered(office: Office, **sources: Any) -> Run:
    """The same, read, with Sol at the window."""
    await opened(office)
    await asked_for(office, **sources)
    async with office.working():
        await office.until_all_is_done()
    return await run_of(office)


async def run_of(office: Office, run_id: RunId = RUN) -> Run:
    """All of it."""
    kept = await office.bot.aggregates.run(TEAM, run_id)
    assert kept is not None
    return kept.state


def shown(office: Office) -> str:
    """What stands in Sol's window; empty: none is open."""
    modal = office.slack.person(SOL).modal
    return modal.text if modal else ""


def told(office: Office) -> list[Message]:
    """That a list was read, in place of the window."""
    return [card for card in office.cards(SOL) if "Open preview" in card.buttons]


def uploaded(office: Office, content: bytes, name: str = "people.csv") -> str:
    """The id of a file that Sol put into the window."""
    return str(office.slack._files.add(SOL, name, content)["id"])


def a_plan(*emails: str, workspaces: tuple[str, ...] = ("EMEA",)) -> Plan:
    plan = plan_run([Candidate(email) for email in emails], workspaces, Known(WORKSPACES))
    assert isinstance(plan, Plan)
    return plan


async def draft(office: Office, plan: Plan, run_id: RunId = RUN) -> Run:
    is_connect = plan.purpose is Purpose.CONNECT
    command = (PlanRun if is_connect else PlanDisconnect)(office.setup.id, run_id, plan)
    done = await does(office, command)
    assert done.run is not None
    return done.run


async def started(
    office: Office, driver: Driver, run_id: RunId = RUN, *, tells: bool = False
) -> None:
    await does(office, StartRun(office.setup.id, run_id, driver, tells))


async def forgotten(office: Office, kind: str) -> None:
    """What is kept of Slack's answers: `person`, `dm`."""
    found = [key async for key in office.redis.scan_iter(f"*:{kind}:*")]
    await office.redis.delete(*found)


async def claimed(office: Office, effect_id: str) -> Claim:
    """By a worker that is not heard of again: its lease ends at once."""
    now, lasts = office.hands.now(), timedelta(milliseconds=100)
    claims, _ = await office.bot.due.claim(SHARD, now, lasts)
    return next(claim for claim in claims if claim.id == effect_id)


async def beaten(office: Office, effect_id: str, method: str) -> Result:
    """
    What an attempt ends with whose lease ran out while it called this method of Slack's: another
    worker performed the effect meanwhile, to its end.
    """
    claim = await claimed(office, effect_id)
    before = len(office.slack.calls_of(method))
    attempt = asyncio.create_task(office.deliver()(claim, lambda: 60.0))

    async def is_asked() -> bool:
        return len(office.slack.calls_of(method)) > before

    await poll(is_asked)
    async with office.working():
        await office.until_all_is_done()
    return await attempt
