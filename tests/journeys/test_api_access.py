"""The optional pair that reads Marketo: given, tried, shown, removed."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.ids import UserId
from practice.marketo.faults import Code, HttpStatus
from practice.marketo.state import USERS
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import TEAM, audit, kept, pass_time, posted_to, settled, stored
from tests.journeys.world import (
    API_ID,
    API_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    MUNCHKIN_ID,
    World,
)

pytestmark = OVER_HTTP
SECOND: Final = timedelta(seconds=1)


async def _fill(world: World, client_secret: str = API_SECRET) -> None:
    await world.mara.press("Marketo API access")
    await world.mara.fill("Munchkin ID", MUNCHKIN_ID)
    await world.mara.fill("Client ID", API_ID)
    await world.mara.fill("Client Secret", client_secret)


async def _given(world: World, client_secret: str = API_SECRET) -> str:
    """What the window says once Marketo was asked."""
    await world.named()
    await _fill(world, client_secret)
    await world.mara.submit()
    assert world.mara.modal is not None
    assert "being asked" in world.mara.modal.text
    await pass_time(world, SECOND)
    await settled(world)
    assert world.mara.modal is not None
    return world.mara.modal.text


async def _sealed(world: World) -> list[str]:
    return [key for key in await stored(world.bot.redis) if ":api_access:" in key]


async def test_it_is_tried_at_once_and_the_window_says_what_it_reads(world: World) -> None:
    """Workspaces and users; nobody is sent a message, and the card says it too."""
    await world.named()
    await settled(world)
    said = len(world.slack.calls_of("chat.postMessage"))

    text = await _given_again(world)

    assert "it works" in text
    assert "15 workspaces" in text
    assert "Deutschland" in text
    assert len(world.slack.calls_of("chat.postMessage")) == said
    card = await world.mara.until(lambda m: "it works" in m.all_text)
    assert "Marketo API access" in card.buttons


async def _given_again(world: World) -> str:
    await _fill(world)
    await world.mara.submit()
    await pass_time(world, SECOND)
    await settled(world)
    assert world.mara.modal is not None
    return world.mara.modal.text


async def test_workspaces_that_nobody_typed_are_marketo_s_own(world: World) -> None:
    """What the selector offers later; the vault keeps the pair without an end."""
    await _given(world)

    [setup] = [one.state for one in (await world.bot.aggregates.ask(*_MARA)).setups]
    assert setup.workspaces[:2] == ("Default", "North America")
    [key] = await _sealed(world)
    assert await world.bot.redis.pttl(key) == -1
    assert API_SECRET not in str(await stored(world.bot.redis))


async def test_a_missing_permission_is_named(world: World) -> None:
    """As Marketo names both; the pair is kept, and tried again with one press."""
    api = world.marketo._state().api
    api.permissions.remove(USERS)

    text = await _given(world)

    assert "603" in text
    assert "Access Users" in text
    assert "Access User Management Api" in text
    api.permissions.append(USERS)
    await world.mara.close()
    await world.mara.press("Marketo API access")
    await world.mara.press("Check again")
    await pass_time(world, SECOND)
    await settled(world)
    assert world.mara.modal is not None
    assert "it works" in world.mara.modal.text


async def test_a_pair_that_marketo_does_not_know_is_not_kept(world: World) -> None:
    """Nothing of it is left to be found."""
    text = await _given(world, "wrongsecretwrongsecretwrongsecre")

    assert "does not accept this pair" in text
    assert await _sealed(world) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [(HttpStatus(503), "did not answer"), (Code(607), "over a limit or busy (code `607`")],
)
async def test_a_silent_marketo_keeps_the_pair_for_later(
    world: World, fault: HttpStatus | Code, words: str
) -> None:
    """It can be tried again without typing it again; the cause is said."""
    world.marketo.faults.add("*", fault, times=None)

    text = await _given(world)

    assert words in text
    assert len(await _sealed(world)) == 1


async def test_a_typing_error_does_not_cost_the_pair_that_works(world: World) -> None:
    """The new one is destroyed, the former stays and can be used."""
    await _given(world)
    await world.mara.close()

    await _fill(world, "wrongsecretwrongsecretwrongsecre")
    await world.mara.submit()
    await pass_time(world, SECOND)
    await settled(world)

    assert world.mara.modal is not None
    assert "the former pair stays" in world.mara.modal.text
    assert len(await _sealed(world)) == 1
    await world.mara.close()
    await world.mara.press("Marketo API access")
    assert world.mara.modal is not None
    assert "it works" in world.mara.modal.text
    await world.mara.press("Check again")
    await pass_time(world, SECOND)
    await settled(world)
    assert world.mara.modal is not None
    assert "15 workspaces" in world.mara.modal.text


async def test_the_values_of_the_sales_connect_page_are_recognised(world: World) -> None:
    """They were promised to be shown once and destroyed: they are not kept for good."""
    await world.handed_over()
    await world.mara.press("Marketo API access")
    for label, value in zip(
        ("Munchkin ID", "Client ID", "Client Secret"),
        (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET),
        strict=True,
    ):
        await world.mara.fill(label, value)

    await world.mara.submit()

    assert "Sales Connect page" in world.mara.errors["Client ID"]
    assert await _sealed(world) == []


async def test_a_window_that_was_closed_gets_its_answer_by_message(world: World) -> None:
    """One new message; never a second one."""
    await world.named()
    await settled(world)
    await _fill(world)
    await world.mara.submit()
    await world.mara.close()

    await pass_time(world, SECOND)

    said = await world.mara.until(
        lambda m: "it works" in m.all_text and m.buttons == ["Marketo API access"]
    )
    await settled(world)
    assert len(posted_to(world, "D_MARA", "it works")) == 1
    assert "15 workspaces" in said.all_text


async def test_removed_means_destroyed(world: World) -> None:
    """Marketo is read no more; the names that are known stay."""
    await _given(world)
    await world.mara.close()
    await world.mara.press("Marketo API access")

    await world.mara.press("Remove")

    await settled(world)
    assert world.mara.modal is not None
    assert "removed and destroyed" in world.mara.modal.text
    assert await _sealed(world) == []
    assert await audit(world, "RemoveApiAccess") == ["U_MARA"]
    [setup] = [one.state for one in (await world.bot.aggregates.ask(*_MARA)).setups]
    assert setup.workspaces[0] == "Default"


async def test_a_cancelled_setup_keeps_no_pair(world: World) -> None:
    """Its end destroys all that could be opened."""
    await _given(world)
    await world.mara.close()
    await world.stella.until(lambda m: "Cancel setup" in m.buttons)

    await world.stella.press("Cancel setup")

    await settled(world)
    assert await _sealed(world) == []


async def test_a_field_that_is_wrong_keeps_the_others(world: World) -> None:
    """The same rules as in a hand-over; nothing is committed."""
    await world.named()
    before = await kept(world)
    await _fill(world, "with a space")

    await world.mara.submit()

    assert "space" in world.mara.errors["Client Secret"]
    assert await kept(world) == before


_MARA: Final = (TEAM, UserId("U_MARA"))
