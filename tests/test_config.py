"""What the environment may say of the connector, and the one line about what it may not."""

import pytest

from bot.config import BadConfiguration, Needs, read

URL = "https://automation.example/connect"
SECRET = "canary-secret-of-16"


def given(monkeypatch: pytest.MonkeyPatch, url: str | None, secret: str | None) -> None:
    """Only this; an empty variable is none."""
    monkeypatch.setenv("CONNECTOR_URL", url or "")
    monkeypatch.setenv("CONNECTOR_SECRET", secret or "")


@pytest.mark.parametrize(
    "url", [URL, "http://127.0.0.1:8080/connector", "https://a.example", "https://a.example/?sig=x"]
)
def test_both_make_a_connector(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Neither is shown: of many automations the address is the key."""
    given(monkeypatch, url, SECRET)

    settings = read(Needs.DOCTOR)

    assert settings.connector_url
    assert settings.connector_secret
    assert settings.connector_url.get_secret_value() == url
    assert settings.connector_secret.get_secret_value() == SECRET
    assert url not in f"{settings!r} {settings}"
    assert SECRET not in f"{settings!r} {settings}"


def test_neither_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A human is guided."""
    given(monkeypatch, None, None)

    settings = read(Needs.DOCTOR)

    assert (settings.connector_url, settings.connector_secret) == (None, None)


@pytest.mark.parametrize(
    ("url", "secret", "named"),
    [
        (URL, None, "CONNECTOR_SECRET: is missing"),
        (None, SECRET, "CONNECTOR_URL: is missing"),
        (URL, SECRET[:15], "CONNECTOR_SECRET: must have at least 16 characters"),
        ("automation.example", SECRET, "CONNECTOR_URL: must begin with https:// or http://"),
        ("ftp://automation.example", SECRET, "CONNECTOR_URL: must begin with https:// or http://"),
        ("https://", SECRET, "CONNECTOR_URL: must be an address"),
        ("https:///connect", SECRET, "CONNECTOR_URL: must be an address"),
        ("https://[canary-1", SECRET, "CONNECTOR_URL: must be an address"),
        ("https://canary-1:port", SECRET, "CONNECTOR_URL: must be an address"),
        ("https://canary-1:65536", SECRET, "CONNECTOR_URL: must be an address"),
        ("https://me:canary-1@a.example", SECRET, "CONNECTOR_URL: must hold no name"),
        ("https://canary-1@a.example", SECRET, "CONNECTOR_URL: must hold no name"),
    ],
)
@pytest.mark.parametrize("needs", [Needs.DOCTOR, Needs.KEYS])
def test_a_bad_one_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, url: str | None, secret: str | None, named: str, needs: Needs
) -> None:
    """For every command, and without what was given."""
    given(monkeypatch, url, secret)

    with pytest.raises(BadConfiguration) as raised:
        read(needs)

    line = str(raised.value)
    assert line.startswith(named)
    assert "\n" not in line
    assert "canary" not in line
