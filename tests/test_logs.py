"""What a line of the log carries, and what never stands in one."""

import logging
from typing import Any, Final

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from bot.config import LogFormat
from tests.journeys.canary import listening

OURS: Final = "bot.work"
LIBRARY: Final = "slack_sdk.web"
ABOUT: Final = {"effect": "notify:s1", "setup": "s1", "team": "T_ACME"}
TOKEN: Final = "xoxb-canary-token"


def say(logger: str, event: str, **more: Any) -> None:
    """As we do, or as a library does."""
    if logger == OURS:
        structlog.get_logger(OURS).warning(event, **more)
    else:
        logging.getLogger(logger).warning(event, **more)


@pytest.mark.parametrize("logger", [OURS, LIBRARY])
def test_a_line_says_whose_it_is(logger: str) -> None:
    """A library's as much as ours, inside an effect or a delivery; not after it."""
    with listening(LogFormat.JSON) as logged:
        with bound_contextvars(**ABOUT):
            say(logger, "inside")
        say(logger, "outside")
        inside, outside = logged.records[-2:]

    assert inside["event"] == "inside"
    assert {name: inside.get(name) for name in ABOUT} == ABOUT
    assert outside["event"] == "outside"
    assert not ABOUT.keys() & outside.keys()


@pytest.mark.parametrize("style", list(LogFormat))
@pytest.mark.parametrize("logger", [OURS, LIBRARY])
def test_a_secret_is_struck_out_wherever_it_got_to(logger: str, style: LogFormat) -> None:
    """In what is said, in what is bound, in a trace; the rest of each line stays."""
    with listening(style) as logged:
        try:
            int(TOKEN)
        except ValueError:
            with bound_contextvars(team=f"T_ACME {TOKEN}"):
                say(logger, f"said {TOKEN}", exc_info=True)
        written = logged.written

    assert "T_ACME ***" in written
    assert "said ***" in written
    assert "base 10: '***'" in written
    assert TOKEN not in written
