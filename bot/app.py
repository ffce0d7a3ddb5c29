"""The one place that chooses real things: store, Slack, handlers, worker."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from secrets import token_hex
from typing import TYPE_CHECKING

import structlog

from bot.approvers import Approvers
from bot.ask import Ask
from bot.asked_for import AskedFor
from bot.attempts import Attempts
from bot.audits import Audits
from bot.config import BadConfiguration, Settings
from bot.configured import configured_keys, configured_store
from bot.connector.client import Connector
from bot.doctor import (
    GRANT_THEM,
    Finding,
    examine_keys,
    examine_slack,
    examine_store,
    missing_scopes,
)
from bot.domain.outcome import Rules
from bot.guide.answer import Guide
from bot.hand_over import HandOvers
from bot.handle import Handle
from bot.leak_guard import LeakGuard
from bot.marketo.client import Marketo
from bot.marketo_lists import MarketoLists
from bot.metrics import REGISTRY
from bot.overviews import Overviews
from bot.replies import Replies
from bot.retry import Retry
from bot.reveal import Reveal
from bot.scrape import Scrape
from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackNotAllowed
from bot.slack_files import SlackFiles
from bot.slack_pace import METHODS, SlackPace
from bot.store.aggregates import Aggregates
from bot.store.attempts import AttemptLog
from bot.store.audit_log import AuditLog
from bot.store.burned import Burned
from bot.store.connect import Client
from bot.store.due import DueSet
from bot.store.embedded import DataDirInUse, EmbeddedUnavailable, EmbeddedValkey
from bot.store.figures import Figures
from bot.store.heartbeats import Heartbeats
from bot.store.hold import ConnectorHold
from bot.store.homes import Homes
from bot.store.instants import Clock
from bot.store.once import Once
from bot.store.opened import Opened
from bot.store.pace import MARKETO, Gate, Pace, Turns
from bot.store.people import PeopleCache
from bot.store.records import Records
from bot.store.replies import ReplyLog
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from bot.store.seals import Seals
from bot.store.vault import Vault
from bot.store.wake import Wakes
from bot.store.whereabouts import Trail
from bot.visits import Visits
from bot.work.answers import Answers
from bot.work.attempt import Attempt
from bot.work.audit_files import AuditFiles
from bot.work.bulk import Bulk
from bot.work.calls import Calls
from bot.work.cards import Cards
from bot.work.clock import WorkClock
from bot.work.deliver import Deliver
from bot.work.errands import Errands
from bot.work.files import Files
from bot.work.gathering import Gathering
from bot.work.homes import HomeTabs
from bot.work.lists import Lists
from bot.work.looks import Looks
from bot.work.previews import Previews
from bot.work.requests import Requests
from bot.work.shown import Showing
from bot.work.sightings import People
from bot.work.worker import Worker

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.front_door import Front, FrontDoor

log = structlog.get_logger("bot")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Assembly:
    """Everything, open."""

    settings: Settings
    now: Clock
    redis: Client
    scripts: Scripts
    aggregates: Aggregates
    due: DueSet
    vault: Vault
    marketo: Marketo
    seals: Seals
    heartbeats: Heartbeats
    figures: Figures
    handle: Handle
    slack: Slack
    guide: Guide
    overviews: Overviews
    open_door: Callable[[], "FrontDoor"]
    worker: Worker
    clock: WorkClock
    embedded: EmbeddedValkey | None

    @cached_property
    def door(self) -> "FrontDoor":
        """Built when the first delivery may come: a worker takes none."""
        return self.open_door()

    @property
    def front(self) -> "Front":
        return self.door.front

    async def close(self) -> None:
        """Lets private answers that are under way end."""
        if "door" in self.__dict__:
            await self.front.close()

    async def work(self) -> None:
        """The worker, until cancelled."""
        async with self.figures.kept():
            await self._work()

    async def _work(self) -> None:
        """With its clock; if one dies, both end."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.worker.run())
            group.create_task(self.clock.run())

    async def run(self) -> None:
        """Socket Mode and the worker, until cancelled."""
        from bot.sockets import Sockets  # as the front door: no worker has any

        token = self.settings.slack_app_token
        assert token is not None
        sockets = Sockets(
            self.door.bolt,
            self.slack.client,
            token.get_secret_value(),
            self.settings.slack_api_url,
            self._tell_sockets,
        )
        async with self.figures.kept(), asyncio.TaskGroup() as group:
            group.create_task(self._work())
            group.create_task(sockets.run())
            if self.embedded:
                group.create_task(self.embedded.watch())
                group.create_task(Burned(self.redis).watch())

    def _tell_sockets(self, connected: int) -> None:
        self.worker.pulse.sockets = connected

    async def web(self) -> None:
        """HTTP, until cancelled; any number of workers run elsewhere."""
        from bot.http import serve  # only `web` weighs so much

        async with self.figures.kept():
            await serve(self.web_app(), self.settings.host, self.settings.port)

    def web_app(self) -> "Starlette":
        """What `web` serves."""
        from bot.http import web_app  # as above

        scrape = Scrape(self.figures, self.due, self.heartbeats, self.now)
        return web_app(self.door.bolt, self.scripts, scrape)

    async def check_token(self) -> None:
        """
        Raises:
            BadConfiguration: Slack does not accept the token. That Slack does not answer is no
                fault of the configuration: it is asked again with the first delivery.
        """
        try:
            await self.slack.identity()
            granted = await self.slack.granted_scopes()
            if granted and (missing := missing_scopes(granted)):
                log.error("scopes are not granted", scopes=", ".join(missing), do=GRANT_THEM)
        except SlackNotAllowed as fault:
            raise BadConfiguration(f"SLACK_BOT_TOKEN: Slack says {fault.error}") from None
        except SlackFault as fault:
            log.warning("Slack does not answer yet", why=str(fault))

    async def findings(self) -> AsyncIterator[Finding]:
        """What `doctor` says."""
        async for finding in examine_store(self.redis, self.due, self.heartbeats, self.now):
            yield finding
        async for finding in examine_keys(self.redis, self.seals, self.settings):
            yield finding
        if self.settings.slack_bot_token is None:
            yield Finding(False, "SLACK_BOT_TOKEN: is missing")
            return
        app_token = self.settings.slack_app_token
        async for finding in examine_slack(
            self.slack, app_token.get_secret_value() if app_token else None
        ):
            yield finding


@asynccontextmanager
async def build(
    settings: Settings,
    *,
    now: Clock = utc_now,
    marketo: Marketo | None = None,
    gates: Mapping[str, Gate] = METHODS,
    beside_a_running_bot: bool = False,
) -> AsyncIterator[Assembly]:
    """
    Opens all that `settings` name, and closes it in order.

    `marketo`: in place of the real. `gates`: of the methods that workers call at Slack's pace.
    """
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(
            configured_store(settings, beside_a_running_bot=beside_a_running_bot)
        )
        turns = Turns(store.scripts, "marketo", MARKETO)
        client = marketo or Marketo(settings.marketo_url, before=turns)
        reads = await stack.enter_async_context(client)
        connector = _connector(settings)
        if connector:
            await stack.enter_async_context(connector)
        assembly = _assemble(settings, store, reads, connector, now, gates)
        await stack.enter_async_context(assembly.slack)
        stack.push_async_callback(assembly.close)
        yield assembly


def _connector(settings: Settings) -> Connector | None:
    url, secret = settings.connector_url, settings.connector_secret
    if url is None or secret is None:
        return None
    return Connector(url.get_secret_value(), secret.get_secret_value())


def _assemble(
    settings: Settings,
    store: Opened,
    marketo: Marketo,
    connector: Connector | None,
    now: Clock,
    gates: Mapping[str, Gate],
) -> Assembly:
    worker_name = token_hex(4)
    redis, scripts = store.redis, store.scripts
    keys = configured_keys(settings, store)
    vault = Vault(scripts, keys)
    aggregates = Aggregates(redis, scripts, vault)
    records = Records(scripts, aggregates)
    people = PeopleCache(redis)
    due = DueSet(scripts, worker_name)
    heartbeats = Heartbeats(redis)
    rules = Rules(
        wait=timedelta(seconds=settings.connect_wait_seconds),
        secret_ttl=timedelta(seconds=settings.secret_ttl_seconds),
    )
    handle = Handle(aggregates, rules, now)
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    slack = Slack(
        token=token,
        base_url=settings.slack_api_url,
        cache=people,
        now=now,
        pace=SlackPace(Pace(scripts, now), gates),
    )
    guide = Guide.load()
    attempts = Attempts(AttemptLog(scripts), now)
    approvers = Approvers(slack)
    retries = Retries(scripts)
    retry = Retry(retries, aggregates, now)
    homes = Homes(scripts)
    overviews = Overviews(aggregates, records, retry, due, approvers, slack, now)
    audits = Audits(AuditLog(scripts), aggregates, now)

    def door() -> "FrontDoor":
        from bot.front_door import Front, front_door

        front = Front(
            handle=handle,
            ask=Ask(aggregates, records, Trail(scripts, aggregates), people, now),
            hand_over=HandOvers(handle, vault, Once(redis)),
            attempts=attempts,
            approvers=approvers,
            replies=Replies(ReplyLog(scripts), guide, now),
            leak_guard=LeakGuard(ReplyLog(scripts), now),
            guide=guide,
            retry=retry,
            reveal=Reveal(handle, aggregates, vault, attempts, now),
            slack=slack,
            visits=Visits(homes, aggregates, now),
            overviews=overviews,
            audits=audits,
            marketo_lists=MarketoLists(ReplyLog(scripts), now),
            has_connector=connector is not None,
        )
        return front_door(settings, slack, token, front)

    looks = Looks(aggregates, vault, marketo, slack, now)
    showing = Showing(aggregates, retries, slack)
    meant = People(Trail(scripts, aggregates), slack)
    answers = Answers(aggregates, guide, Errands(overviews, meant, now), meant, now)
    cards = Cards(showing, aggregates, due, slack, answers, now)
    files = SlackFiles(slack)
    sent_files = Files(aggregates, slack, files, now)
    bulk = Bulk(
        handle=handle,
        gathering=Gathering(aggregates, records, Lists(slack, files, vault, marketo), slack),
        previews=Previews(aggregates, slack, has_connector=connector is not None),
        files=sent_files,
        calls=Calls(handle, aggregates, connector, ConnectorHold(scripts, now), now),
    )
    asked_for = AskedFor(slack, records)
    requests = Requests(handle, aggregates, approvers, asked_for, slack, sent_files, now)
    home_tabs = HomeTabs(homes, overviews, aggregates, slack, now)
    audit_files = AuditFiles(audits, sent_files, slack)
    special = (looks, bulk, requests, home_tabs, audit_files)
    deliver = Deliver(handle, aggregates, cards, slack, *special, now)
    worker = Worker(due, Attempt(due, deliver, showing, now), Wakes(redis), now)
    return Assembly(
        settings=settings,
        now=now,
        redis=redis,
        scripts=scripts,
        aggregates=aggregates,
        due=due,
        vault=vault,
        marketo=marketo,
        seals=Seals(keys),
        heartbeats=heartbeats,
        figures=Figures(redis, REGISTRY),
        handle=handle,
        slack=slack,
        guide=guide,
        overviews=overviews,
        open_door=door,
        worker=worker,
        clock=WorkClock(worker, heartbeats, worker_name, now),
        embedded=store.embedded,
    )


__all__ = ["Assembly", "DataDirInUse", "EmbeddedUnavailable", "SlackNotAllowed", "build"]
