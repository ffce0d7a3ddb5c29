"""A draft as the preview's buttons mean it: for who may plan it, and planned anew once mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from bot.domain.ids import RunId, SeenId
from bot.domain.people import refuse
from bot.domain.provisioning import Candidate, Plan, plan_disconnect, plan_run
from bot.domain.refusals import (
    NoSuchSetup,
    Refusal,
    RunNotOpen,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.replan import Mended, candidates_of, carried_on, failed, to_change
from bot.domain.run import Purpose, Run
from bot.domain.run_commands import Mends, PlanDisconnect, PlanRun
from bot.domain.setup import Setup
from bot.domain.workspaces import Known
from bot.handle import Answer
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
    plan = await _planned(front, setup, run.purpose, candidates, run.chosen)
    if isinstance(plan, UnknownWorkspace | TooManyWorkspaces):
        # The list of workspaces changed meanwhile: it is said of each person whom it concerns.
        own = [
            one._replace(workspaces=run.chosen) if one.workspaces is None else one
            for one in candidates
        ]
        plan = await _planned(front, setup, run.purpose, own, ())
    return carried_on(plan, run) if isinstance(plan, Plan) else plan


async def change_plan(front: Front, draft: Draft) -> Plan | Refusal:
    """Of those who are connected with other workspaces than they shall have."""
    return await _planned(front, draft.setup, Purpose.CHANGE, to_change(draft.run), ())


async def failed_again(front: Front, setup: Setup, former: Run) -> Plan | Refusal:
    """Those of a run who failed, without who was connected, or failed elsewhere, since."""
    here = await front.ask.failed_there(former)
    again = [one for one in failed(former) if one.email in here]
    return await _planned(front, setup, former.purpose, again, ())


async def _planned(
    front: Front,
    setup: Setup,
    purpose: Purpose,
    candidates: Sequence[Candidate],
    chosen: Sequence[str],
) -> Plan | Refusal:
    known = Known(setup.workspaces, setup.default_workspace)
    facts = await front.ask.facts(setup, [one.email for one in candidates])
    if purpose is Purpose.CONNECT:
        return plan_run(candidates, chosen, known, facts)
    to = chosen if purpose is Purpose.CHANGE else None
    owner = await front.ask.known_person(setup.team_id, setup.sales_connect_admin)
    return plan_disconnect(candidates, to, known, facts, owner=owner)


async def kept(
    front: Front, asker: Asker, setup: Setup, plan: Plan, *, mends: Run | None = None
) -> Answer:
    """A new draft; `mends`: the one whose place it takes."""
    command = PlanRun if plan.purpose is Purpose.CONNECT else PlanDisconnect
    run_id = RunId(token_hex(8))
    about = Mends(mends.id, mends.first_draft or mends.id) if mends else None
    draft = command(setup.id, run_id, plan, about)
    return await front.handle(draft, by=asker.actor, seen=SeenId(f"plan:{run_id}"))
