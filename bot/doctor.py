"""`python -m bot doctor`: one line a check, each with what to do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from redis.asyncio import Redis

from bot.config import NO_KEYS, Settings
from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackNotAllowed
from bot.store.due import DueSet
from bot.store.errors import StoreError, redis_faults
from bot.store.heartbeats import Heartbeats
from bot.store.instants import Clock
from bot.store.rotation import survey
from bot.store.seals import Seals

MANIFEST: Final = Path(__file__).parent.parent / "manifest.yml"
LATE: Final = timedelta(seconds=5)  # a worker that works is never as late
SILENT: Final = timedelta(seconds=15)


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
    missing = sorted(wanted_scopes() - granted)
    if missing:
        yield Finding(
            False,
            f"scopes: {', '.join(missing)} not granted: add them under OAuth & Permissions"
            " and press “Reinstall to Workspace”",
        )
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


def wanted_scopes() -> frozenset[str]:
    """Of manifest.yml."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


async def examine_store(
    redis: Redis, due: DueSet, heartbeats: Heartbeats, now: Clock
) -> AsyncIterator[Finding]:
    """Reachable, never evicting, kept on disk; nothing late; somebody works."""
    try:
        async with redis_faults():
            server = await redis.info("server")
            memory = await redis.info("memory")
            persistence = await redis.info("persistence")
    except StoreError as fault:
        yield Finding(False, f"Redis: {fault} (check REDIS_URL)")
        return
    version = server.get("valkey_version") or server.get("redis_version")
    yield Finding(True, f"Redis: reachable, version {version}")
    policy = memory.get("maxmemory_policy")
    yield Finding(
        policy == "noeviction",
        f"Redis: maxmemory-policy {policy}"
        + ("" if policy == "noeviction" else ", needs noeviction"),
    )
    aof = bool(persistence.get("aof_enabled"))
    yield Finding(aof, "Redis: append-only file " + ("on" if aof else "off: set appendonly yes"))
    if aof and persistence.get("aof_last_bgrewrite_status", "ok") != "ok":
        why = "the last rewrite of the append-only file failed (disk, memory): burned values stay"
        yield Finding(False, f"Redis: {why} in it; see the log of the server")
    backlog = await due.backlog()
    late = backlog.oldest is not None and now() - backlog.oldest > LATE
    if late:
        yield Finding(False, f"effects: the oldest is due since {backlog.oldest:%Y-%m-%d %H:%M:%S}")
    else:
        yield Finding(True, f"effects: {backlog.waiting} waiting, none late")
    if backlog.dead:
        yield Finding(False, f"effects: {backlog.dead} given up; the log says why")
    heard = await heartbeats.heard()
    if not heard:
        yield Finding(False, "workers: none; start `python -m bot worker` or `python -m bot run`")
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


async def examine_keys(redis: Redis, seals: Seals, settings: Settings) -> AsyncIterator[Finding]:
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
