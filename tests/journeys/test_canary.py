"""The canary: marked credentials walk the whole road, and are found nowhere in clear."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Final

import pytest
import structlog

from bot import logs
from bot.config import LogFormat, LogLevel
from bot.store import keys
from practice.slack import (
    Drop,
    Html,
    LoseAnswer,
    Refuse,
    ServerError,
)
from tests.journeys.steps import (
    TEAM,
    kept,
    pass_time,
    previewed,
    settled,
    stored,
)
from tests.journeys.world import WAIT, World, is_reminder

MUNCHKIN_ID: Final = "777-CNR-777"
CLIENT_ID: Final = "canary-id-yellow-bird"
CLIENT_SECRET: Final = "canary-secret-yellow-bird"
WITH_SPACE: Final = "canary-third yellow-bird"
MARKED: Final = (
    MUNCHKIN_ID,
    MUNCHKIN_ID.lower(),
    CLIENT_ID,
    CLIENT_SECRET,
    "yellow-bird",
    "canary-third",
)


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
        return "\n".join([self._stream.getvalue(), *self._everything.lines])


@pytest.fixture(params=[LogFormat.CONSOLE, LogFormat.JSON])
def logged(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logged]:
    """LOG_LEVEL=debug, as the command line sets it up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs._LEAST}
    stream, everything = io.StringIO(), _Everything()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up(LogLevel.DEBUG, request.param)
    root.addHandler(everything)
    structlog.get_logger("canary").debug("listening")
    yield Logged(stream, everything)
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def _hits(text: str) -> list[str]:
    return [mark for mark in MARKED if mark in text]


async def _found(world: World, logged: Logged) -> dict[str, list[str]]:
    """Place → marks, of all that the bot wrote, but for the windows that were to show them."""
    await settled(world)
    places = {"the log": logged.text}
    for key, value in (await stored(world.bot.redis)).items():
        places[f"the store: {key}"] = f"{key} {value!r}"
    for number, call in enumerate(world.slack.calls):
        if not _is_reveal(call.method, call.args):
            places[f"call {number}: {call.method}"] = json.dumps(call.args)
    for number, delivery in enumerate(world.slack.deliveries):
        places[f"answer {number}"] = f"{delivery.answer!r} {delivery.answer_headers!r}"
    return {place: hits for place, text in places.items() if (hits := _hits(text))}


def _is_reveal(method: str, args: dict[str, object]) -> bool:
    view = args.get("view")
    return method == "views.open" and isinstance(view, dict) and view["callback_id"] == "reveal"


async def _hand_over(world: World, secret: str = CLIENT_SECRET) -> None:
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(MUNCHKIN_ID, CLIENT_ID, secret)
    await world.mara.submit()


async def test_marked_credentials_are_found_nowhere(logged: Logged, world: World) -> None:
    """Store, log at DEBUG, calls, answers: only the one window of the reveal holds them."""
    await world.named()
    await _hand_over(world, WITH_SPACE)
    assert list(world.mara.errors) == ["Client Secret"]
    assert await _found(world, logged) == {}
    await world.mara.close()
    await _hand_over(world)
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert await _found(world, logged) == {}

    await world.sol.press("Reveal credentials")

    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text
    assert await _found(world, logged) == {}
    await world.sol.close()
    await world.sol.until(lambda m: "I've connected" in m.buttons)
    await world.sol.press("I've connected")
    await world.sol.until(lambda m: "Start now anyway" in m.buttons)
    await pass_time(world, WAIT)
    await world.sol.until(is_reminder)
    await previewed(world, "U_ADA", addresses="nobody@acme.example")
    await world.sol.submit()
    await world.sol.until(lambda m: "All connected" in m.buttons)
    await world.sol.press("All connected")
    await world.sol.until(lambda m: "got no message" in m.all_text)
    for person in (world.stella, world.mara, world.sol, world.ada):
        await person.command("/salesconnect status")
    assert await _found(world, logged) == {}
    shown = [call for call in world.slack.calls if _is_reveal(call.method, call.args)]
    assert len(shown) == 1
    assert "listening" in logged.text


async def test_windows_that_do_not_open_leak_nothing(logged: Logged, world: World) -> None:
    """A library's exception carries the request, and with it the values."""
    await world.named()
    await _hand_over(world)
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    for fault in (
        ServerError(),
        ServerError(after=True),
        Drop(),
        LoseAnswer(),
        Html(),
        Refuse("expired_trigger_id"),
        Refuse("invalid_arguments"),
        Refuse("invalid_auth"),
        Refuse("missing_scope"),
    ):
        world.slack.faults.add("views.open", fault)
        await world.sol.press("Reveal credentials", in_=card)
        await settled(world)

    assert world.slack.faults.pending == 0
    assert "a window did not open" in logged.text
    assert await _found(world, logged) == {}


async def test_a_submission_that_fails_leaks_nothing(logged: Logged, world: World) -> None:
    """Slack does not say who it was; then the store refuses the commit: a trace, no value."""
    await world.named()
    await kept(world)
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_MARA"}})
    await world.mara.press("Hand over credentials")
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_MARA"}})
    world.slack.faults.add("users.info", ServerError())
    await world.fill_credentials(MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET)
    await world.mara.submit()
    assert len(world.mara.errors) == 1
    await world.bot.redis.delete(keys.audit(TEAM))
    await world.bot.redis.set(keys.audit(TEAM), "no stream")

    await world.mara.submit()

    assert "again" in next(iter(world.mara.errors.values()), "")
    assert "a listener failed" in logged.text
    assert await _found(world, logged) == {}


@pytest.mark.parametrize("word", ["credentials", "setup", "xyzzy", "help", "client_secret"])
async def test_a_secret_typed_after_the_command_is_kept_nowhere(
    logged: Logged, world: World, word: str
) -> None:
    """Not echoed, not stored, not logged."""
    await world.named()
    uuid, mixed = "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f", "q1w2e3r4t5z6u7i8o9p0a1s2"

    answer = await world.mara.command(f"/salesconnect {word} {uuid} {mixed}")

    assert "delete" in answer.text
    assert "rotate" in answer.text
    await settled(world)
    everything = [
        logged.text,
        answer.text,
        repr(await stored(world.bot.redis)),
        *(json.dumps(call.args) for call in world.slack.calls),
    ]
    assert not [text for text in everything if uuid in text or mixed in text]
    assert world.mara.modal is None
