"""A list of people is read, from wherever it comes, and planned."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.domain.addresses import looked_up_as
from bot.domain.effects import Gather, Sources
from bot.domain.ids import TeamId
from bot.domain.provisioning import Candidate, Facts, Plan, plan_disconnect, plan_run
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace
from bot.domain.run import Purpose, RunStage, Unread
from bot.domain.run_commands import NotePlanned, NoteUnread
from bot.domain.setup import Setup
from bot.domain.workspaces import Known
from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackGone, SlackRefused
from bot.store.aggregates import Aggregates
from bot.store.errors import StoreError
from bot.store.people import KEPT
from bot.store.records import Records
from bot.store.run_parts import nobody
from bot.work.listed import Listed
from bot.work.lists import Lists
from bot.work.results import Left
from bot.work.waiting_window import HowFar, WaitingWindow

log = structlog.get_logger("bot.work")


class Gathering:
    """Each ends in a command; None: nobody waits for it any more."""

    def __init__(
        self, aggregates: Aggregates, records: Records, lists: Lists, slack: Slack
    ) -> None:
        self._aggregates = aggregates
        self._records = records
        self._lists = lists
        self._slack = slack
        self._window = WaitingWindow(slack)

    async def __call__(
        self, team_id: TeamId, effect: Gather, left: Left
    ) -> NotePlanned | NoteUnread | None:
        """
        Raises:
            SlackFault: it may pass.
        """
        setup = await self._aggregates.setup(team_id, effect.setup_id)
        run = await self._aggregates.run(team_id, effect.run_id, nobody)
        if setup is None or run is None or run.state.stage is not RunStage.READING:
            return None
        how_far = HowFar()
        reading = asyncio.create_task(self._read(setup.state, effect.sources, how_far))
        found = await self._window.beside(reading, team_id, effect, how_far, left)
        if isinstance(found, Unread):
            return NoteUnread(effect.setup_id, effect.run_id, found, effect.view)
        plan, listed = found
        about = (effect.setup_id, effect.run_id, plan, effect.view)
        not_used = (listed.ignored, listed.meant, listed.headless)
        return NotePlanned(*about, *not_used)

    async def _read(
        self, setup: Setup, sources: Sources, how_far: HowFar
    ) -> tuple[Plan, Listed] | Unread:
        """What would fail again and again ends here: somebody waits for it in a window."""
        try:
            return await self._planned(setup, sources, how_far)
        except (SlackGone, SlackRefused) as fault:
            log.error("a list was not read", why=str(fault))  # noqa: TRY400 (a fault of Slack's)
            return Unread(why="refused", about=fault.word)
        except (SlackFault, StoreError):
            raise
        except Exception:
            # The worker would log it as often as it tries, and tell only the starter.
            log.exception("a list was not read")
            return Unread(why="fault")

    async def _planned(
        self, setup: Setup, sources: Sources, how_far: HowFar
    ) -> tuple[Plan, Listed] | Unread:
        listed = await self._lists.read(setup, sources, how_far)
        if isinstance(listed, Unread):
            return listed
        others = await self._aggregates.others(setup.team_id, setup.id)
        emails = filter(None, map(looked_up_as, (one.email for one in listed.candidates)))
        wanted = list(dict.fromkeys(emails))
        facts = await self._records.facts(setup.team_id, setup.id, others, wanted)
        owner = None
        if Purpose(sources.purpose) is not Purpose.CONNECT:
            owner = await self._owner(setup)
        known = Known(setup.workspaces, setup.default_workspace)
        # In a thread, since it may be ten thousand people.
        plan = await asyncio.to_thread(planned, sources, listed.candidates, known, facts, owner)
        return (plan, listed) if plan else Unread(why="nobody")

    async def _owner(self, setup: Setup) -> Candidate:
        """Of the connection between Sales Connect and Marketo."""
        admin = setup.sales_connect_admin
        try:
            person = await self._slack.person(setup.team_id, admin, at_most=KEPT)
        except SlackFault:
            return Candidate("", admin)
        return Candidate(person.email or "", admin)


def planned(
    sources: Sources,
    candidates: Sequence[Candidate],
    known: Known,
    facts: Facts,
    owner: Candidate | None,
) -> Plan | None:
    """None: there is nobody in it."""
    plan = _plan(sources, candidates, known, facts, owner)
    if isinstance(plan, UnknownWorkspace | TooManyWorkspaces):
        # The list of workspaces changed meanwhile. Now it is said of each person whom it concerns,
        # and nobody else waits for it.
        chosen = sources.workspaces
        own = [o._replace(workspaces=chosen) if o.workspaces is None else o for o in candidates]
        without = sources.model_copy(update={"workspaces": ()})
        plan = _plan(without, own, known, facts, owner)
    return plan if isinstance(plan, Plan) else None


def _plan(
    sources: Sources,
    candidates: Sequence[Candidate],
    known: Known,
    facts: Facts,
    owner: Candidate | None,
) -> Plan | UnknownWorkspace | TooManyWorkspaces | NobodyGiven:
    purpose = Purpose(sources.purpose)
    if purpose is Purpose.CONNECT:
        return plan_run(candidates, sources.workspaces, known, facts)
    to = sources.workspaces if purpose is Purpose.CHANGE else None
    return plan_disconnect(candidates, to, known, facts, owner=owner)
