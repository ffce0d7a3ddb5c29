"""`python -m bot doctor`: one line a check, each with what to do."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.config import NO_KEYS, Settings
from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackNotAllowed
from bot.store import keys
from bot.store.connect import Client
from bot.store.due import DueSet
from bot.store.errors import StoreError
from bot.store.heartbeats import Heartbeats
from bot.store.instants import Clock
from bot.store.rotation import survey
from bot.store.seals import Seals
from bot.store.servers import Server, Silent, each_server

MANIFEST: Final = Path(__file__).parent.parent / "manifest.yml"
GRANT_THEM: Final = "add them under OAuth & Permissions and press “Reinstall to Workspace”"
LATE: Final = timedelta(seconds=5)  # a worker that works is never as late
SILENT: Final = timedelta(seconds=15)
NEARLY_FULL: Final = 0.9  # of maxmemory


@dataclass(frozen=True, slots=True)
class Finding:
    """One line."""

    ok: bool
    what: str

    def line(self) -> str:
        return f"{'ok   ' if self.ok else 'FAULT'} {self.what}"


async def examine_slack(slack: Slack, app_token: str | None) -> AsyncIterator[Finding]:
    """Both tokens, and the granted scopes against those of manifest.yml."""
    try:
        identity = await slack.identity()
        granted = await slack.granted_scopes()
    except SlackNotAllowed as fault:
        yield Finding(False, f"Slack: {fault} (check SLACK_BOT_TOKEN)")
        return
    except SlackFault as fault:
        yield Finding(False, f"Slack: {fault}: it does not answer (network, SLACK_API_URL)")
        return
    yield Finding(True, f"Slack: @{identity.name} in {identity.team_id}")
    missing = missing_scopes(granted)
    if missing:
        yield Finding(False, f"scopes: {', '.join(missing)} not granted: {GRANT_THEM}")
    else:
        yield Finding(True, "scopes: all of manifest.yml")
    if app_token is None:
        return  # `web` needs none
    try:
        await slack.check_app_token(app_token)
    except SlackFault as fault:
        yield Finding(False, f"Socket Mode: {fault} (check SLACK_APP_TOKEN: connections:write)")
    else:
        yield Finding(True, "Socket Mode: SLACK_APP_TOKEN opens connections")


def missing_scopes(granted: frozenset[str]) -> list[str]:
    """By name."""
    return sorted(wanted_scopes() - granted)


def wanted_scopes() -> frozenset[str]:
    """Of manifest.yml."""
    import yaml  # a megabyte that no service needs

    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


async def examine_store(
    redis: Client, due: DueSet, heartbeats: Heartbeats, now: Clock
) -> AsyncIterator[Finding]:
    """Each server reachable, never evicting, writing, on disk; nothing late; somebody works."""
    answers = False
    try:
        async for server in each_server(redis):
            answers = answers or isinstance(server, Server)
            for finding in _of_server(server):
                yield finding
        if answers:  # else all is said
            async for finding in _examine_work(due, heartbeats, now):
                yield finding
    except StoreError as fault:
        yield Finding(False, f"Redis: {fault} (check REDIS_URL)")


def _of_server(server: Server | Silent) -> Iterator[Finding]:
    """Of a node of a cluster that is fine one line, else one for each fault."""
    redis = f"Redis {server.name}" if server.name else "Redis"
    if isinstance(server, Silent):
        what_then = "start it: Slack workspaces on it wait" if server.name else "check REDIS_URL"
        yield Finding(False, f"{redis}: {server.why} ({what_then})")
        return
    yield Finding(True, f"{redis}: reachable, version {server.version}")
    for finding in _kept(server):
        if not (server.name and finding.ok):
            yield Finding(finding.ok, f"{redis}: {finding.what}")


def _kept(server: Server) -> Iterator[Finding]:
    """Whether what is written stays, and can be written at all."""
    is_right = server.policy == "noeviction"
    needs = "" if is_right else ", needs noeviction"
    yield Finding(is_right, f"maxmemory-policy {server.policy}{needs}")
    on_disk = "on" if server.is_on_disk else "off: set appendonly yes"
    yield Finding(server.is_on_disk, f"append-only file {on_disk}")
    if server.is_on_disk and not server.is_rewritten:
        why = "the last rewrite of the append-only file failed (disk, memory): burned values stay"
        yield Finding(False, f"{why} in it; see the log of the server")
    if server.most and server.used >= server.most * NEARLY_FULL:
        much = f"{100 * server.used // server.most} % of maxmemory ({server.most} bytes) is used"
        what_then = "raise maxmemory; once it is full nothing can be changed in Slack"
        yield Finding(False, f"{much}: {what_then}")
    if server.refuses:
        yield Finding(False, server.refuses)


async def _examine_work(due: DueSet, heartbeats: Heartbeats, now: Clock) -> AsyncIterator[Finding]:
    backlog = await due.backlog(now())
    there = f" in the {keys.SHARDS - backlog.silent} shards that answer" if backlog.silent else ""
    late = backlog.oldest is not None and now() - backlog.oldest > LATE
    if late:
        yield Finding(False, f"effects: the oldest is due since {backlog.oldest:%Y-%m-%d %H:%M:%S}")
    else:
        yield Finding(True, f"effects: {backlog.waiting} waiting{there}, none late")
    if backlog.dead:
        where = "/salesconnect status shows them, with Try again; the log says why"
        yield Finding(False, f"effects: {backlog.dead} given up; {where}")
    try:
        heard = await heartbeats.heard()
    except StoreError:
        if not backlog.silent:
            raise
        return  # they lie where nobody answers, which is said already
    if not heard:
        start = "start `python -m bot worker` or `python -m bot run`"
        yield Finding(False, f"workers: none; {start}, unless Redis takes no writes")
    for beat in heard:
        age, swept = (now() - beat.at).total_seconds(), beat.swept.total_seconds()
        fine = beat.swept < SILENT
        yield Finding(
            fine,
            f"worker {beat.worker}: heard {age:.0f} s ago, looked {swept:.0f} s before,"
            f" {beat.performed} effects" + _sockets(beat.sockets),
        )
        if beat.sockets == 0:
            yield Finding(False, f"worker {beat.worker}: no Socket Mode connection")


def _sockets(number: int | None) -> str:
    return "" if number is None else f", {number} Socket Mode connections"


async def examine_keys(redis: Client, seals: Seals, settings: Settings) -> AsyncIterator[Finding]:
    """Whether every sealed value opens, and with which key; nothing if Redis does not answer."""
    if settings.redis_url and not settings.secret_keys:
        yield Finding(False, f"keys: SECRET_KEYS {NO_KEYS}")
        return
    try:
        found = await survey(redis, seals)
    except StoreError:
        return  # said already
    where = "SECRET_KEYS" if settings.secret_keys else "DATA_DIR/secret.key"
    if found.unopened:
        yield Finding(
            False,
            f"keys: {found.unopened} of {found.all} sealed values open with none of the keys"
            f" ({where}): put the lost key back after the others, or have the values handed over"
            " again",
        )
    elif found.older:
        yield Finding(
            True,
            f"keys: {found.all} sealed values, {found.older} of them with an older key:"
            " run python -m bot keys rotate",
        )
    else:
        yield Finding(True, f"keys: {found.all} sealed values, all open")
