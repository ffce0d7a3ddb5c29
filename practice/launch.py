"""
The bot beside practice: `python -m practice.launch`, started by practice and by nobody else.

The first line of stdin is JSON, see `Orders`; each later line is the clock's new offset in
seconds. When stdin ends practice is gone, and so is the bot.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Final

from pydantic import SecretStr, TypeAdapter, ValidationError

from bot.config import BadConfiguration, Needs, Settings, one_line
from bot.exit_codes import BAD_CONFIGURATION
from bot.service import serve

AT_THE_LATEST: Final = 10.0
"""Seconds after practice has gone."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What practice tells its bot: where Slack and Marketo are, tokens, folder, seconds ahead."""

    api_url: str
    marketo_url: str
    bot_token: str
    app_token: str
    data_dir: Path
    ahead: float


def main() -> int:
    orders = TypeAdapter(Orders).validate_json(sys.stdin.readline())
    clock = _Clock(orders.ahead)
    try:
        settings = settings_for(orders)
    except BadConfiguration as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION
    Thread(target=clock.follow, daemon=True).start()
    return serve(settings, Needs.RUN, now=clock.now)


def settings_for(orders: Orders) -> Settings:
    """
    As the environment says, but for Slack and the store, which are practice's own.

    Marketo is too, unless the environment names another.
    Raises:
        BadConfiguration: one line that names the variable.
    """
    try:
        settings = Settings(
            slack_api_url=orders.api_url,
            slack_bot_token=SecretStr(orders.bot_token),
            slack_app_token=SecretStr(orders.app_token),
            slack_signing_secret=None,
            redis_url=None,
            secret_keys=None,
            data_dir=orders.data_dir,
        )
    except ValidationError as fault:
        raise BadConfiguration(one_line(fault)) from None
    if settings.marketo_url:
        return settings
    return settings.model_copy(update={"marketo_url": orders.marketo_url})


class _Clock:
    """Practice's time, as practice tells it."""

    def __init__(self, ahead: float) -> None:
        self._ahead = timedelta(seconds=ahead)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def follow(self) -> None:
        for line in sys.stdin:
            self._ahead = timedelta(seconds=float(line))
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(AT_THE_LATEST)
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
