"""What practice reads of the environment, by the one reader there is."""

from pathlib import Path

from bot.config import BadConfiguration, Needs, Settings, read

__all__ = ["BadConfiguration", "connector_secret", "has_slack_tokens", "practice_dir"]


def has_slack_tokens() -> bool:
    """
    Whether somebody means their own Slack; one token of the two is enough to mean it.

    Raises:
        BadConfiguration: one line that names the variable.
    """
    settings = _settings()
    return bool(settings.slack_bot_token or settings.slack_app_token)


def practice_dir() -> Path:
    """Where practice keeps its company and the bot's data, apart from those of a real bot."""
    return _settings().data_dir / "practice"


def connector_secret() -> str | None:
    """What the bot signs with, and so what practice's own connector looks for."""
    secret = _settings().connector_secret
    return secret.get_secret_value() if secret else None


def _settings() -> Settings:
    return read(Needs.DOCTOR)  # the one command that needs no token
