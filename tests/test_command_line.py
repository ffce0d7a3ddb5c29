"""`python -m bot …` that cannot begin: one line that says what to mend."""

import sys

import pytest
from cryptography.fernet import Fernet

from bot.__main__ import main

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-standin",
    "SLACK_APP_TOKEN": "xapp-standin",
    "SLACK_SIGNING_SECRET": "standin-signing-secret",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEYS": Fernet.generate_key().decode(),
}


@pytest.mark.parametrize(
    ("command", "variable", "value"),
    [
        ("run", "SLACK_BOT_TOKEN", ""),
        ("run", "SLACK_APP_TOKEN", ""),
        ("run", "SECRET_KEYS", ""),
        ("web", "SLACK_BOT_TOKEN", ""),
        ("web", "SLACK_SIGNING_SECRET", ""),
        ("web", "REDIS_URL", ""),
        ("worker", "REDIS_URL", ""),
        ("worker", "SECRET_KEYS", ""),
        ("worker", "SECRET_KEYS", "leaked-key-of-the-wrong-length"),
        ("web", "PORT", "70000"),
        ("web", "REDIS_URL", "http://leaked-password@127.0.0.1"),
        ("run", "CONNECT_WAIT_SECONDS", "soon"),
        ("run", "LOG_LEVEL", "shout"),
        ("run", "SLACK_API_URL", "slack.com/api"),
    ],
)
def test_a_bad_configuration_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    variable: str,
    value: str,
) -> None:
    """It names the variable, not what is in it; exit code 2."""
    for name, given in (GOOD | {variable: value}).items():
        monkeypatch.setenv(name, given)
    monkeypatch.setattr(sys, "argv", ["bot", command])

    assert main() == 2

    said = capsys.readouterr()
    [line] = said.err.splitlines()
    assert line.startswith(f"{variable}: ")
    assert "leaked" not in line
    assert said.out == ""
