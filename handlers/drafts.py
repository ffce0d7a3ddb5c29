"""A draft as the preview's buttons mean it: for who may plan it, and planned anew once mended."""

from dataclasses import dataclass

from bot.domain.ids import RunId
from bot.domain.people import refuse
from bot.domain.provisioning import Plan, plan_disconnect, plan_run
from bot.domain.refusals import NoSuchSetup, Refusal, RunNotOpen
from bot.domain.replan import Mended, candidates_of, carried_on, to_change
from bot.domain.run import Purpose, Run
from bot.domain.run_commands import PlanRun
from bot.domain.setup import Setup
from bot.domain.workspaces import Known
from bot.views.ids import CardValue
from handlers.front import Asker, Front
from handlers.payload import Body, setup_id_of


@dataclass(frozen=True, slots=True)
class Draft:
    setup: Setup
    run: Run


async def draft_of(
    front: Front, body: Body, value: CardValue | None
) -> tuple[Asker, Draft | Refusal]:
    """All of a draft, for who may plan it; else why not."""
    asker = await front.who(body)
    setup = _setup(asker, value)
    if not isinstance(setup, Setup):
        return asker, setup
    assert value  # it names the setup
    run = await front.ask.draft(setup.team_id, RunId(value.run_id))
    return asker, _of(setup, run)


async def page_of(
    front: Front, body: Body, value: CardValue | None, step: int = 0
) -> tuple[Asker, Draft | Refusal]:
    """The same, with the people and the problems of one page."""
    asker = await front.who(body)
    setup = _setup(asker, value)
    if not isinstance(setup, Setup):
        return asker, setup
    assert value  # it names the setup
    run = await front.ask.page(setup.team_id, RunId(value.run_id), number_of(value) + step)
    return asker, _of(setup, run)


def _setup(asker: Asker, value: CardValue | None) -> Setup | Refusal:
    setup = asker.setup(setup_id_of(value))
    if setup is None:
        return NoSuchSetup()
    return refuse(PlanRun.act, asker.actor, setup.people) or setup


def _of(setup: Setup, run: Run | None) -> Draft | RunNotOpen:
    return Draft(setup, run) if run and run.setup_id == setup.id else RunNotOpen(None)


def number_of(value: CardValue | None) -> int:
    return int(value.part) if value and value.part.isdecimal() else 0


async def replanned(front: Front, draft: Draft, mended: Mended) -> Plan | Refusal:
    setup, run = draft.setup, draft.run
    candidates = candidates_of(run, mended)
    known = Known(setup.workspaces, setup.default_workspace)
    facts = await front.ask.facts(setup, [one.email for one in candidates])
    if run.purpose is Purpose.CONNECT:
        plan = plan_run(candidates, run.chosen, known, facts)
    else:
        to = run.chosen if run.purpose is Purpose.CHANGE else None
        owner = await front.ask.known_person(setup.team_id, setup.sales_connect_admin)
        plan = plan_disconnect(candidates, to, known, facts, owner=owner)
    return carried_on(plan, run) if isinstance(plan, Plan) else plan


async def change_plan(front: Front, draft: Draft) -> Plan | Refusal:
    """Of those who are connected with other workspaces than they shall have."""
    setup, candidates = draft.setup, to_change(draft.run)
    known = Known(setup.workspaces, setup.default_workspace)
    facts = await front.ask.facts(setup, [one.email for one in candidates])
    owner = await front.ask.known_person(setup.team_id, setup.sales_connect_admin)
    return plan_disconnect(candidates, (), known, facts, owner=owner)
