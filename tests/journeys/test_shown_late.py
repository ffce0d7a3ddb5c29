"""Something happens between the open window and the note of it: nobody reads that it was not."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from bot.reveal import Window
from bot.store.aggregates import Aggregates
from bot.store.errors import StoreUnavailable
from practice.slack import LoseAnswer
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, posted_to, reveals, settled, stored
from tests.journeys.world import CLIENT_SECRET, World

pytestmark = OVER_HTTP
SECRET_TTL: Final = timedelta(seconds=259_200)

Meanwhile = Callable[[], Awaitable[object]]


async def _revealed_while(world: World, meanwhile: Meanwhile) -> None:
    """Sol presses; Slack opens the window; then `meanwhile`, before the bot notes it."""
    await world.handed_over()
    await settled(world)
    front, opens = world.bot.front, world.bot.front.try_to_open

    async def open_and(body: dict[str, Any], view: dict[str, Any]) -> Window:
        opened = await opens(body, view)
        front.try_to_open = opens  # type: ignore[method-assign]
        await meanwhile()
        return opened

    front.try_to_open = open_and  # type: ignore[method-assign]
    await world.sol.press("Reveal credentials")
    await settled(world)
    assert len(reveals(world, CLIENT_SECRET)) == 1


async def _changes_recipient(world: World) -> None:
    await world.stella.press("Change people")
    await world.stella.fill("Sales Connect admin", "U_ADA")
    await world.stella.submit()


async def _replaces(world: World) -> None:
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret="secondsecretsecondsecretsecond32")
    await world.mara.submit()


async def _connects_by_itself(world: World) -> None:
    await world.mara.press("Already connected")


async def _cancels(world: World) -> None:
    await world.stella.press("Cancel setup")


EVENTS: Final = {
    "another recipient": _changes_recipient,
    "replaced": _replaces,
    "already connected": _connects_by_itself,
    "cancelled": _cancels,
}


@pytest.mark.parametrize("event", EVENTS)
async def test_what_was_seen_is_on_record_and_told(world: World, event: str) -> None:
    """The sender hears who has seen the values; nobody reads of a refused attempt."""
    await _revealed_while(world, lambda: EVENTS[event](world))

    [said] = posted_to(world, "D_MARA", "just when they were taken back")
    assert "<@U_SOL>" in said.args["text"]
    assert await audit(world, "NoteShownLate") == ["U_SOL"]
    assert await audit(world, "RevealRefused") == []
    assert posted_to(world, "D_MARA", "was refused") == []
    assert "taken back or replaced" in world.sol.ephemerals[-1].all_text


async def test_an_expiry_that_comes_between_does_not_deny_it(world: World) -> None:
    """Whoever was faster: the sender reads that they were opened."""

    async def expires() -> None:
        world.hands.move(SECRET_TTL)
        world.bot.worker.tick()
        await world.mara.until(lambda m: "expired" in m.all_text)

    await _revealed_while(world, expires)

    assert len(posted_to(world, "D_MARA", "just when they were taken back")) == 1
    assert await audit(world, "NoteShownLate") == ["U_SOL"]


@pytest.mark.parametrize("times", [1, 2])
async def test_a_store_that_stumbles_at_the_note_is_asked_again(
    world: World, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown and not noted would be shown twice: the note is tried again."""
    commit, left = Aggregates.commit_setup, [times]

    async def stumbles(*given: Any, **named: Any) -> Any:
        if left[0] and given[1].burn:
            left[0] -= 1
            raise StoreUnavailable("for a moment")
        return await commit(*given, **named)

    monkeypatch.setattr(Aggregates, "commit_setup", stumbles)

    async def nothing() -> None:
        return None

    await _revealed_while(world, nothing)

    assert left == [0]
    assert await audit(world, "NoteRevealed") == ["U_SOL"]
    assert not [key for key in await stored(world.bot.redis) if ":vault:" in key]


async def test_what_could_not_be_noted_is_noted_when_the_window_closes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store was down all the while; the person is asked to close the window."""
    commit = Aggregates.commit_setup
    down = [True]

    async def is_down(*given: Any, **named: Any) -> Any:
        if down[0] and given[1].burn:
            raise StoreUnavailable("for longer")
        return await commit(*given, **named)

    monkeypatch.setattr(Aggregates, "commit_setup", is_down)

    async def nothing() -> None:
        return None

    await _revealed_while(world, nothing)
    assert "close the window" in world.sol.ephemerals[-1].all_text
    down[0] = False

    await world.sol.close()

    await world.mara.until(lambda m: "opened the credentials" in m.all_text)
    await settled(world)
    assert not [key for key in await stored(world.bot.redis) if ":vault:" in key]
    assert await audit(world, "NoteWindowClosed") == ["U_SOL"]


async def test_a_window_whose_answer_was_lost_counts_when_it_closes(world: World) -> None:
    """Slack opened it and did not say so: neither does the bot say that it did not."""
    await world.handed_over()
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    world.slack.faults.add("views.open", LoseAnswer())

    await world.sol.press("Reveal credentials", in_=card)

    await settled(world)
    assert "did not say whether the window opened" in world.sol.ephemerals[-1].all_text
    assert await audit(world, "RevealInDoubt") == ["U_SOL"]
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text
    await world.sol.close()
    await world.mara.until(lambda m: "opened the credentials" in m.all_text)
    await settled(world)
    assert not [key for key in await stored(world.bot.redis) if ":vault:" in key]
    assert await audit(world, "NoteWindowClosed") == ["U_SOL"]
    assert card.now.buttons == ["I've connected", "Ask again"]


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("doubt", ["answer lost", "store down"])
async def test_in_doubt_and_then_taken_back_it_is_told_when_the_window_closes(
    world: World, event: str, doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knew that it was open; whatever became of the values since, its closing tells."""
    commit, down = Aggregates.commit_setup, [doubt == "store down"]

    async def is_down(*given: Any, **named: Any) -> Any:
        if down[0] and given[1].burn:
            raise StoreUnavailable("for longer")
        return await commit(*given, **named)

    monkeypatch.setattr(Aggregates, "commit_setup", is_down)
    await world.handed_over()
    await settled(world)
    if doubt == "answer lost":
        world.slack.faults.add("views.open", LoseAnswer())
    await world.sol.press("Reveal credentials")
    await settled(world)
    down[0] = False
    assert world.sol.modal is not None
    await EVENTS[event](world)
    await settled(world)

    await world.sol.close()

    await settled(world)
    [said] = posted_to(world, "D_MARA", "just when they were taken back")
    assert "<@U_SOL>" in said.args["text"]
    assert await audit(world, "NoteShownLate") == ["U_SOL"]


async def test_a_window_closed_after_a_newer_hand_over_is_no_news(world: World) -> None:
    """It was opened in order and is on record: nobody is told that something was shown late."""
    await world.handed_over()
    await world.sol.press("Reveal credentials")
    await settled(world)
    await _replaces(world)
    await settled(world)

    await world.sol.close()

    await settled(world)
    assert posted_to(world, "D_MARA", "just when they were taken back") == []
    assert await audit(world, "NoteShownLate") == []
