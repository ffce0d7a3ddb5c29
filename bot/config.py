"""The only reader of the environment, and of `.env`."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK: Final = "https://slack.com/api/"
CONNECTOR_SECRET_LENGTH: Final = 16  # characters at least
REDIS: Final = ("redis://", "rediss://", "unix://", "redis+cluster://", "rediss+cluster://")


class BadConfiguration(Exception):
    """One line that names the variable; never its value, which may be a secret."""


class Needs(StrEnum):
    """What a command of `python -m bot` needs beyond the defaults."""

    RUN = "run"
    WEB = "web"
    WORKER = "worker"
    DOCTOR = "doctor"
    KEYS = "keys"
    AUDIT = "audit"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """Frozen; secrets print as stars."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK
    redis_url: SecretStr | None = None  # may hold a password
    data_dir: Path = Path(".data")
    secret_keys: SecretStr | None = None
    connect_wait_seconds: float = Field(default=600, ge=0, le=86_400)
    secret_ttl_seconds: float = Field(default=259_200, gt=0, le=31_536_000)
    marketo_url: str | None = None  # template; None: the host of the subscription itself
    connector_url: SecretStr | None = None  # of many automations the address itself is the key
    connector_secret: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65_535)
    log_level: LogLevel = LogLevel.INFO
    log_format: LogFormat = LogFormat.CONSOLE

    @field_validator("slack_api_url")
    @classmethod
    def _base_address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return url if url.endswith("/") else url + "/"

    @field_validator("marketo_url")
    @classmethod
    def _marketo_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not url.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://; may hold {munchkin_id}")
        if "@" in urlsplit(url).netloc:
            raise ValueError("must hold no name and no password")
        if "{" in url.replace("{munchkin_id}", ""):
            raise ValueError("may hold {munchkin_id} and no other field")
        return url.rstrip("/")

    @field_validator("connector_url")
    @classmethod
    def _connector_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        if not url.get_secret_value().startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        try:
            parts = urlsplit(url.get_secret_value())
            is_address = bool(parts.hostname) and parts.port != 0
        except ValueError:  # its words hold what was given
            is_address = False
        if not is_address:
            raise ValueError("must be an address: https://host/path")
        if "@" in parts.netloc:
            raise ValueError("must hold no name and no password")
        return url

    @field_validator("connector_secret")
    @classmethod
    def _connector_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and len(secret.get_secret_value()) < CONNECTOR_SECRET_LENGTH:
            raise ValueError(f"must have at least {CONNECTOR_SECRET_LENGTH} characters")
        return secret

    @model_validator(mode="after")
    def _connector_is_whole(self) -> Self:
        if self.connector_url and not self.connector_secret:
            raise ValueError(f"CONNECTOR_SECRET: {_UNSIGNED}")
        if self.connector_secret and not self.connector_url:
            raise ValueError(f"CONNECTOR_URL: {_NOWHERE}")
        return self

    @field_validator("redis_url")
    @classmethod
    def _redis_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not url.get_secret_value().startswith(REDIS):
            raise ValueError(
                "must begin with redis://, rediss://, unix://, redis+cluster:// or rediss+cluster://"
            )
        return url

    @field_validator("secret_keys")
    @classmethod
    def _fernet_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys and not all(map(is_key, split_keys(keys) or ("",))):  # commas alone are no key
            raise ValueError(
                "must be Fernet keys (32 bytes as URL-safe base64), comma-separated, newest first"
            )
        return keys


_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}=")


def is_key(text: str) -> bool:
    """Exactly: Fernet itself overlooks what is no base64, and takes two keys for one."""
    return _KEY.fullmatch(text) is not None


@contextmanager
def hidden_from_libraries() -> Iterator[None]:
    """Bolt reads variables of Slack's by itself, and builds more than it was asked to."""
    names = [name for name in os.environ if name.startswith("SLACK_")]
    hidden = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(hidden)


def split_keys(keys: SecretStr) -> tuple[str, ...]:
    """Newest first."""
    return tuple(key.strip() for key in keys.get_secret_value().split(",") if key.strip())


def read(needs: Needs) -> Settings:
    """
    Raises:
        BadConfiguration: one line that names the variable and what it must be.
    """
    try:
        settings = Settings()
    except ValidationError as fault:
        raise BadConfiguration(one_line(fault)) from None
    if missing := _missing(settings, needs):
        raise BadConfiguration("; ".join(f"{variable}: {why}" for variable, why in missing))
    return settings


def one_line(fault: ValidationError) -> str:
    """The variable, and what it must be; never its value."""
    first = fault.errors()[0]
    words = first["msg"].removeprefix("Value error, ")
    # What concerns two variables names the one itself.
    return f"{str(first['loc'][0]).upper()}: {words}" if first["loc"] else words


_BOT: Final = "is missing: the bot token of your Slack app, xoxb-… (README, “In your own Slack”)"
_APP: Final = (
    "is missing: the app-level token of your Slack app, xapp-… with connections:write"
    " (README, “In your own Slack”)"
)
_SIGNING: Final = "is missing: the signing secret of your Slack app (Basic Information)"
_REDIS: Final = "is missing: web and worker share a Redis, for example redis://localhost:6379/0"
_UNSIGNED: Final = "is missing: CONNECTOR_URL is called with signed requests only"
_NOWHERE: Final = "is missing: where the requests that CONNECTOR_SECRET signs shall go"
NO_KEYS: Final = (
    "is missing: with REDIS_URL the encryption key is yours to keep; make one with"
    " python -m bot keys new"
)


def _missing(settings: Settings, needs: Needs) -> list[tuple[str, str]]:
    if needs in (Needs.DOCTOR, Needs.AUDIT):
        return []
    wanted: list[tuple[str, object, str]] = []
    if needs is not Needs.KEYS:
        wanted.append(("SLACK_BOT_TOKEN", settings.slack_bot_token, _BOT))
    if needs is Needs.RUN:
        wanted.append(("SLACK_APP_TOKEN", settings.slack_app_token, _APP))
    if needs is Needs.WEB:
        wanted.append(("SLACK_SIGNING_SECRET", settings.slack_signing_secret, _SIGNING))
    if needs in (Needs.WEB, Needs.WORKER):
        wanted.append(("REDIS_URL", settings.redis_url, _REDIS))
    if settings.redis_url:
        wanted.append(("SECRET_KEYS", settings.secret_keys, NO_KEYS))
    return [(variable, why) for variable, value, why in wanted if value is None]
