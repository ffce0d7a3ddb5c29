"""CONNECTOR_URL and CONNECTOR_SECRET given to practice reach its bot, and its own connector."""

from pathlib import Path

import pytest

from bot.config import BadConfiguration
from practice.launch import Orders, settings_for
from practice.settings import connector_secret

URL = "http://127.0.0.1:8080/connector"
SECRET = "practice-only-secret"


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    """What practice tells any bot."""
    return Orders("http://127.0.0.1:8080/api/", "", "xoxb-practice", "xapp-practice", tmp_path, 0.0)


def test_both_reach_the_bot_and_the_secret_practice(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONNECTOR_URL", URL)
    monkeypatch.setenv("CONNECTOR_SECRET", SECRET)

    settings = settings_for(orders)

    assert settings.connector_url
    assert settings.connector_secret
    assert settings.connector_url.get_secret_value() == URL
    assert settings.connector_secret.get_secret_value() == SECRET
    assert connector_secret() == SECRET


def test_without_them_there_is_none(orders: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the first day of whoever tries it."""
    monkeypatch.delenv("CONNECTOR_URL", raising=False)
    monkeypatch.delenv("CONNECTOR_SECRET", raising=False)

    assert settings_for(orders).connector_url is None
    assert connector_secret() is None


def test_one_without_the_other_is_refused_by_both(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONNECTOR_URL", URL)
    monkeypatch.delenv("CONNECTOR_SECRET", raising=False)

    with pytest.raises(BadConfiguration, match="CONNECTOR_SECRET"):
        settings_for(orders)
    with pytest.raises(BadConfiguration, match="CONNECTOR_SECRET"):
        connector_secret()
