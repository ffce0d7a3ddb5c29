"""Slack's own JSON schema of app manifests (MIT, see LICENSE), and what it does not say."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from practice.slack.messages import Json

_SCHEMA = Path(__file__).parent / "manifest.schema.2.0.0.json"


def faults_of_manifest(manifest: Any) -> list[str]:
    """What api.slack.com would refuse to save, each with its place; empty if nothing."""
    import jsonschema  # slow to import, and nobody needs it who only reads settings

    found = [
        f"{fault.json_path}: {fault.message}"
        for fault in jsonschema.Draft7Validator(_schema()).iter_errors(manifest)
    ]
    return found or _faults_between_parts(manifest)


@cache
def _schema() -> Json:
    schema: Json = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def _faults_between_parts(manifest: Json) -> list[str]:
    """† Rules that Slack applies to a manifest beyond its schema."""
    features, settings = manifest.get("features") or {}, manifest.get("settings") or {}
    commands = features.get("slash_commands") or []
    scopes = ((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or []
    names = [command["command"] for command in commands]
    found = [f"$.features.slash_commands: {n} stands twice" for n in _twice(names)]
    found += [f"$.oauth_config.scopes.bot: {scope} stands twice" for scope in _twice(scopes)]
    if (commands or features.get("shortcuts")) and "commands" not in scopes:
        found.append("$.oauth_config.scopes.bot: slash commands and shortcuts need `commands`")
    if scopes and "bot_user" not in features:
        found.append("$.features.bot_user: bot scopes need a bot user")
    if settings.get("socket_mode_enabled"):
        return found
    if [command for command in commands if not command.get("url")]:
        found.append("$.features.slash_commands: needs url, or Socket Mode")
    events = settings.get("event_subscriptions") or {}
    if events.get("bot_events") and not events.get("request_url"):
        found.append("$.settings.event_subscriptions: needs request_url, or Socket Mode")
    interactivity = settings.get("interactivity") or {}
    if interactivity.get("is_enabled") and not interactivity.get("request_url"):
        found.append("$.settings.interactivity: needs request_url, or Socket Mode")
    return found


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
