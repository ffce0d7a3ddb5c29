"""The canary: marked credentials walk the whole road, and are found nowhere in clear."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.config import LogFormat, Settings
from bot.store import burned, keys
from practice.slack import (
    Drop,
    Html,
    LoseAnswer,
    Refuse,
    ServerError,
    SlackStandIn,
)
from tests.conftest import Hands
from tests.journeys import world as journeys
from tests.journeys.canary import Logged, found, is_reveal, listening, scraped
from tests.journeys.spoken import OVER_BOTH
from tests.journeys.steps import (
    TEAM,
    kept,
    pass_time,
    previewed,
    settled,
    stored,
)
from tests.journeys.world import WAIT, World, a_world, is_reminder, settings_for
from tests.work.workers import poll

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


@pytest.fixture(params=[LogFormat.CONSOLE, LogFormat.JSON])
def logged(request: pytest.FixtureRequest) -> Iterator[Logged]:
    with listening(request.param) as one:
        yield one


async def _found(world: World, logged: Logged) -> dict[str, list[str]]:
    await settled(world)
    places = await found(world, logged, MARKED)
    said = await scraped(world)
    marks = [mark for mark in MARKED if mark in said]
    return places | {"/metrics": marks} if marks else places


async def _hand_over(world: World, secret: str = CLIENT_SECRET) -> None:
    await world.mara.press("Hand over credentials")
    await world.fill_credentials(MUNCHKIN_ID, CLIENT_ID, secret)
    await world.mara.submit()


@OVER_BOTH
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
    shown = [call for call in world.slack.calls if is_reveal(call.method, call.args)]
    assert len(shown) == 1
    assert "listening" in logged.text


@OVER_BOTH
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


@OVER_BOTH
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


@OVER_BOTH
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


SEALED: Final = re.compile(rb"gAAAAA[\w-]+=*")


def _opened(folder: Path) -> str:
    """All that the key opens in any file of the embedded server, whatever is still in use."""
    fernet = Fernet((folder / "secret.key").read_bytes().splitlines()[0])
    written = b""
    for path in (folder / "valkey").rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # a rewrite renames its file
            written += path.read_bytes()
    return "".join(fernet.decrypt(one).decode() for one in set(SEALED.findall(written)))


async def test_after_the_burn_the_key_opens_nothing_of_it_in_any_file(
    redis: Redis,
    valkey_url: str,
    hands: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even with the key in hand: the append-only file holds no value once it was shown."""

    def embedded(slack: SlackStandIn, _: str) -> Settings:
        update = {"redis_url": None, "secret_keys": None, "data_dir": tmp_path / "data"}
        return settings_for(slack, valkey_url).model_copy(update=update)

    monkeypatch.setattr(journeys, "settings_for", embedded)
    monkeypatch.setattr(burned, "EVERY", timedelta(seconds=0.2))
    async with a_world(redis, valkey_url, hands, by_http=False) as world:
        await world.named()
        await _hand_over(world)
        await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
        assert CLIENT_SECRET in _opened(tmp_path / "data")

        await world.sol.press("Reveal credentials")
        await settled(world)

        async def is_gone() -> bool:
            return CLIENT_SECRET not in _opened(tmp_path / "data")

        await poll(is_gone, within=10)
        assert [mark for mark in MARKED if mark in _opened(tmp_path / "data")] == []
