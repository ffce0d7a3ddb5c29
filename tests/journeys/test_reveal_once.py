"""The credentials are shown once, to one person; a window that did not open costs nothing."""

import asyncio
from datetime import timedelta
from typing import Final

import pytest

from practice.slack import (
    Drop,
    Html,
    Late,
    LoseAnswer,
    Message,
    RateLimited,
    Refuse,
    ServerError,
)
from practice.slack.faults import Fault
from tests.journeys.spoken import OVER_BOTH
from tests.journeys.steps import (
    audit,
    kept,
    pass_time,
    posted_to,
    pressed_as_forged,
    reveals,
    settled,
    stored,
)
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, World

pytestmark = OVER_BOTH

SECRET_TTL: Final = timedelta(seconds=259_200)
FAULTS: Final[dict[str, Fault]] = {
    "trigger too old": Refuse("expired_trigger_id"),
    "trigger used": Refuse("exchanged_trigger_id"),
    "refused": Refuse("internal_error"),
    "answer lost": LoseAnswer(),
    "dropped": Drop(),
    "500": ServerError(),
    "500 after": ServerError(after=True),
    "html": Html(),
    "ratelimited": RateLimited(1),
    "late": Late(1.6),
}


async def _handed_over(world: World) -> Message:
    await world.handed_over()
    return await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


@pytest.mark.parametrize("times", [2, 50])
async def test_pressed_many_times_at_once_they_are_shown_exactly_once(
    world: World, times: int
) -> None:
    """The others read that they are being shown, or were."""
    card = await _handed_over(world)

    await world.sol.press("Reveal credentials", in_=card, times=times)

    await settled(world)
    assert len(reveals(world, CLIENT_SECRET)) == 1
    answers = [message.all_text for message in world.sol.ephemerals]
    assert len(answers) == times - 1
    said = ("already revealed", "being shown")
    assert [text for text in answers if not any(words in text for words in said)] == []
    assert await audit(world, "NoteRevealed") == ["U_SOL"]


async def test_button_and_command_at_once_show_them_once(world: World) -> None:
    """Two ways to the same door."""
    card = await _handed_over(world)

    await asyncio.gather(
        world.sol.press("Reveal credentials", in_=card),
        world.sol.command("/salesconnect credentials"),
        world.sol.command("/salesconnect credentials"),
    )

    await settled(world)
    assert len(reveals(world, CLIENT_SECRET)) == 1


async def test_the_second_press_says_already_revealed(world: World) -> None:
    """To whom and when, and who can hand them over again."""
    card = await _handed_over(world)
    await world.sol.press("Reveal credentials")
    before = await kept(world)

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)
    typed = await world.sol.command("/salesconnect credentials")

    for text in (answer[0].all_text, typed.text):
        assert "already revealed" in text
        assert "<@U_SOL>" in text
        assert "<@U_MARA>" in text
    assert len(reveals(world, CLIENT_SECRET)) == 1
    assert await kept(world) == before


async def test_shown_means_destroyed(world: World) -> None:
    """Nothing of them is left in the store, sealed or not; the sender's card says who opened."""
    await _handed_over(world)
    vaults = [key for key in await stored(world.bot.redis) if ":vault:" in key]
    assert len(vaults) == 1

    await world.sol.press("Reveal credentials")

    opened = await world.mara.until(lambda m: "opened the credentials" in m.all_text)
    assert "<@U_SOL>" in opened.all_text
    await settled(world)
    assert not [key for key in await stored(world.bot.redis) if ":vault:" in key]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_window_that_did_not_open_burns_nothing(world: World, fault: str) -> None:
    """The person is told to press again, and the second press shows them."""
    card = await _handed_over(world)
    before = await kept(world)
    world.slack.faults.add("views.open", FAULTS[fault])

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)

    assert "press again" in answer[0].all_text
    assert await kept(world) == before
    await world.sol.press("Reveal credentials", in_=card)
    assert world.sol.modal is not None
    for value in (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET):
        assert value in world.sol.modal.text
    await world.sol.until(lambda m: "I've connected" in m.buttons)


@pytest.mark.parametrize("fault", ["trigger too old", "answer lost", "500", "html"])
async def test_the_command_burns_nothing_either(world: World, fault: str) -> None:
    """As the button."""
    await _handed_over(world)
    before = await kept(world)
    world.slack.faults.add("views.open", FAULTS[fault])

    answer = await world.sol.command("/salesconnect credentials")

    assert "press again" in answer.text
    assert await kept(world) == before
    assert (await world.sol.command("/salesconnect credentials")).is_empty
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


async def test_a_window_that_never_opens_leaves_them_for_later(world: World) -> None:
    """Ten failures in a row, then it works."""
    card = await _handed_over(world)
    world.slack.faults.add("views.open", ServerError(), times=10)
    for _ in range(10):
        await world.sol.press("Reveal credentials", in_=card)

    await world.sol.press("Reveal credentials", in_=card)

    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


# Expiry


async def test_unopened_credentials_expire_and_are_asked_for_again(world: World) -> None:
    """The Marketo admin is told by a new message, and hands over again from it."""
    card = await _handed_over(world)
    said = len(posted_to(world, "D_MARA"))

    await pass_time(world, SECRET_TTL)

    asked = await world.mara.until(
        lambda m: "expired" in m.all_text and "Hand over credentials" in m.buttons and not m.edited
    )
    await settled(world)
    assert len(posted_to(world, "D_MARA")) == said + 1
    gone = card.now
    assert "expired" in gone.all_text
    assert gone.buttons == []
    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)
    assert "expired" in answer[0].all_text
    assert not [key for key in await stored(world.bot.redis) if ":vault:" in key]
    await world.mara.press("Hand over credentials", in_=asked)
    await world.fill_credentials(client_secret="second-client-secret")
    await world.mara.submit()
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert "second-client-secret" in world.sol.modal.text


async def test_at_the_very_end_of_their_time_they_are_not_shown(world: World) -> None:
    """Whether or not the worker was there first."""
    card = await _handed_over(world)
    await settled(world)
    world.hands.move(SECRET_TTL)

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)

    assert "expired" in answer[0].all_text
    assert reveals(world, CLIENT_SECRET) == []


async def test_revealed_credentials_do_not_expire(world: World) -> None:
    """The Marketo admin is not asked for what was used."""
    await world.revealed()
    said = len(posted_to(world, "D_MARA"))

    await pass_time(world, SECRET_TTL)

    await settled(world)
    assert len(posted_to(world, "D_MARA")) == said
    assert await audit(world, "ExpireCredentials") == []


async def test_the_time_of_replaced_credentials_runs_from_the_second_hand_over(
    world: World,
) -> None:
    """The first expiry concerns the first version only."""
    await _handed_over(world)
    await pass_time(world, SECRET_TTL / 2)
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret="second-client-secret")
    await world.mara.submit()

    await pass_time(world, SECRET_TTL / 2)
    await settled(world)

    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert "second-client-secret" in world.sol.modal.text


# Replacement


async def test_the_button_of_replaced_credentials_is_refused(world: World) -> None:
    """The old card says so and has no button; the new one shows the new values."""
    card = await _handed_over(world)
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret="second-client-secret")
    await world.mara.submit()
    await settled(world)

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)

    assert "Newer credentials" in answer[0].all_text
    assert card.now.buttons == []
    assert "newer" in card.now.all_text
    new = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert new.ts != card.ts
    await world.sol.press("Reveal credentials", in_=new)
    assert world.sol.modal is not None
    assert "second-client-secret" in world.sol.modal.text
    assert CLIENT_SECRET not in world.sol.modal.text
    assert reveals(world, CLIENT_SECRET) == []


async def test_revealed_credentials_can_be_handed_over_anew(world: World) -> None:
    """A typing error shows only when Sales Connect refuses them."""
    await world.revealed()

    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret="second-client-secret")
    await world.mara.submit()

    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials", in_=card)
    assert world.sol.modal is not None
    assert "second-client-secret" in world.sol.modal.text


async def test_replaced_while_being_revealed_shows_one_version_and_says_so(world: World) -> None:
    """The claim names the version that was authorised: never the old value as the new one."""
    card = await _handed_over(world)
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials(client_secret="second-client-secret")

    await asyncio.gather(world.mara.submit(), world.sol.press("Reveal credentials", in_=card))

    await settled(world)
    first = reveals(world, CLIENT_SECRET)
    assert len(first) <= 1
    assert reveals(world, "second-client-secret") == []
    new = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials", in_=new)
    assert len(reveals(world, "second-client-secret")) == 1


async def test_what_was_shown_before_is_not_shown_by_the_command_later(world: World) -> None:
    """After connecting, the command says that they were revealed."""
    await world.connected()
    before = await kept(world)

    answer = await world.sol.command("/salesconnect credentials")

    assert "already revealed" in answer.text
    assert world.sol.modal is None
    assert await kept(world) == before
