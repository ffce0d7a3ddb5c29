"""What api.slack.com shows of one app: manifest, installation, tokens."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from practice.slack import AppSettings, BadManifest
from tests.contract.samples import ROOT

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Sales Connect setup"},
    "features": {
        "app_home": {"home_tab_enabled": False, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Sales Connect"},
        "slash_commands": [{"command": "/salesconnect", "description": "Set up"}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["message.im", "message.channels"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def without(*path: str, **changes: Any) -> Json:
    """The manifest with the part at `path` changed; None takes a key away."""
    manifest = deepcopy(MANIFEST)
    part = manifest
    for name in path:
        part = part[name]
    part.update(changes)
    for name in [name for name, value in changes.items() if value is None]:
        del part[name]
    return manifest


def test_our_own_manifest_makes_an_app() -> None:
    ours = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))

    app = AppSettings.from_manifest(ours)

    assert (app.is_installed, app.takes_messages, app.has_socket_mode) == (False, True, True)
    assert app.requested >= {"chat:write", "commands"}


@pytest.mark.parametrize(
    ("manifest", "place"),
    [
        ({}, "$"),
        ([], "$"),
        (without("display_information", name="x" * 36), "$.display_information.name"),
        (without("display_information", long_description="short"), "long_description"),
        (without("features", shortcuts=[{"name": "x"}]), "$.features.shortcuts[0]"),
        (without("settings", colour="red"), "$.settings"),
    ],
)
def test_a_manifest_that_slacks_schema_refuses_is_not_saved(manifest: Any, place: str) -> None:
    with pytest.raises(BadManifest) as refused:
        AppSettings.from_manifest(manifest)

    assert any(place in fault for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        (without("oauth_config", scopes={"bot": ["chat:write"]}), "need `commands`"),
        (without("features", slash_commands=MANIFEST["features"]["slash_commands"] * 2), "twice"),
        (without("features", bot_user=None), "need a bot user"),
        (without("settings", socket_mode_enabled=False), "or Socket Mode"),
    ],
)
def test_parts_of_a_manifest_that_do_not_fit_are_refused(manifest: Json, what: str) -> None:
    """† Beyond the schema."""
    with pytest.raises(BadManifest, match=what):
        AppSettings.from_manifest(manifest)


def test_an_edit_grants_nothing_until_the_app_is_installed_again() -> None:
    app = AppSettings.from_manifest(MANIFEST)
    token = app.install()

    app.edit(without("oauth_config", scopes={"bot": ["chat:write", "commands", "files:read"]}))

    assert "files:read" not in app.granted
    assert app.wants_reinstall
    assert app.install() == token
    assert app.granted == {"chat:write", "commands", "files:read"}
    assert not app.wants_reinstall


def test_a_refused_edit_changes_nothing() -> None:
    app = AppSettings.from_manifest(MANIFEST)

    with pytest.raises(BadManifest):
        app.edit({})

    assert app.manifest == MANIFEST


def test_an_app_installed_anew_has_another_token() -> None:
    """† Installed again without having been uninstalled it keeps the token."""
    app = AppSettings.from_manifest(MANIFEST)
    token = app.install()

    assert app.uninstall() == token
    assert (app.is_installed, app.granted) == (False, set())
    assert app.install() != token


def test_an_app_level_token_needs_no_installation() -> None:
    app = AppSettings.from_manifest(MANIFEST)

    token = app.generate_app_token()

    assert token.startswith("xapp-")
    assert app.app_tokens[token] == {"connections:write"}


def test_an_event_needs_its_subscription_and_its_scope() -> None:
    app = AppSettings.from_manifest(MANIFEST)
    in_dm = {"type": "message", "channel_type": "im"}
    in_channel = {"type": "message", "channel_type": "channel"}
    before = app.gets(in_dm)
    app.install()

    assert (before, app.gets(in_dm)) == (False, True)
    assert not app.gets(in_channel), "subscribed to, but channels:history is not granted"
    assert not app.gets({"type": "app_home_opened"})
