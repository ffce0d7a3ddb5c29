"""Marked credentials, and everything that the bot wrote or sent while they walked the road."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
import structlog

from bot import logs
from bot.config import LogFormat, LogLevel
from tests.journeys.steps import PATIENCE, stored
from tests.journeys.world import API_ID, API_SECRET, CLIENT_ID, CLIENT_SECRET, World

# What journeys type as credentials; a Munchkin ID is also the example in texts.
MARKED: Final = (CLIENT_ID, CLIENT_SECRET, API_ID, API_SECRET)
LATE: Final = "no: Redis does not answer in time"


class _Everything(logging.Handler):
    """What any logger says at any level, with its arguments and its exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.formatter = logging.Formatter("%(name)s %(levelname)s %(message)s")
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.args!r} {record.msg!r}")


class Logged:
    """What stands on the error stream, and what every logger said on the way to it."""

    def __init__(self, stream: io.StringIO, everything: _Everything) -> None:
        self._stream = stream
        self._everything = everything

    @property
    def text(self) -> str:
        return "\n".join([self.written, *self._everything.lines])

    @property
    def written(self) -> str:
        """What stands on the error stream."""
        return self._stream.getvalue()

    @property
    def records(self) -> list[dict[str, Any]]:
        """The same, line by line, if it is LogFormat.JSON."""
        return [json.loads(line) for line in self.written.splitlines()]


@contextmanager
def listening(style: LogFormat) -> Iterator[Logged]:
    """LOG_LEVEL=debug, as the command line sets it up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs._LEAST}
    configured = structlog.get_config()
    stream, everything = io.StringIO(), _Everything()
    stderr, sys.stderr = sys.stderr, stream
    try:
        logs.set_up(LogLevel.DEBUG, style)
        root.addHandler(everything)
        structlog.get_logger("canary").debug("listening")
        yield Logged(stream, everything)
    finally:
        sys.stderr = stderr
        root.handlers, root.level = handlers, level
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
        structlog.configure(**configured)


async def found(
    world: World, logged: Logged, marked: Iterable[str] = MARKED
) -> dict[str, list[str]]:
    """
    Place → marks, of all that the bot wrote or sent: log, store (audit and metadata of messages
    too), figures, calls, answers. Only the window of a reveal may hold them.
    """
    await world.bot.figures.flush()  # into the store: what /metrics says stands there
    places: dict[str, Any] = {"the log": logged.text}
    for key, value in (await stored(world.bot.redis)).items():
        places[f"the store: {key}"] = f"{key} {value!r}"
    for number, call in enumerate(world.slack.calls):
        if not is_reveal(call.method, call.args):
            places[f"call {number}: {call.method}"] = json.dumps(call.args)
    for number, delivery in enumerate(world.slack.deliveries):
        places[f"answer {number}"] = f"{delivery.answer!r} {delivery.answer_headers!r}"
    for number, asked in enumerate(world.marketo.calls):
        places[f"Marketo {number}"] = repr(asked)
    hits = {place: [mark for mark in marked if mark in text] for place, text in places.items()}
    return {place: marks for place, marks in hits.items() if marks}


async def scraped(world: World) -> str:
    """
    What `GET /metrics` says. It gives the store one second, and a machine may stand still for
    longer: then it says so, and is asked again, as by whoever scrapes it.
    """
    transport = httpx.ASGITransport(world.bot.web_app())
    asked_until = asyncio.get_running_loop().time() + PATIENCE
    async with httpx.AsyncClient(transport=transport, base_url="http://web") as operator:
        answer = await operator.get("/metrics")
        while answer.text == LATE and asyncio.get_running_loop().time() < asked_until:
            answer = await operator.get("/metrics")
    assert answer.status_code == 200, answer.text
    return answer.text


def is_reveal(method: str, args: dict[str, object]) -> bool:
    """The one call that carries values."""
    view = args.get("view")
    return method == "views.open" and isinstance(view, dict) and view["callback_id"] == "reveal"
