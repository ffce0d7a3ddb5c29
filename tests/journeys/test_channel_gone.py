"""The channel takes no message (any more): who can approve is asked in direct messages."""

from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from bot.domain.effects import Card
from tests.journeys.requests import cards, change_settings, dm_cards, mine, press, told
from tests.journeys.sandboxes import asked, asked_directly, begun, fulfil_card, owned, refused
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, World

OTHER: Final = "other+sbx@acme.example"


async def _archive(world: World) -> None:
    await world.slack.happenings.archive_channel(CHANNEL, by="U_OWEN")


async def _remove_bot(world: World) -> None:
    """The manifest does not ask for the scope by which it could post all the same."""
    world.slack.scopes -= {"chat:write.public"}
    await world.slack.happenings.remove_bot(CHANNEL, by="U_OWEN")


async def _delete(world: World) -> None:
    await world.slack.happenings.delete_channel(CHANNEL, by="U_OWEN")


GONE: Final[dict[str, Callable[[World], Awaitable[None]]]] = {
    "archived": _archive,
    "bot removed": _remove_bot,
    "deleted": _delete,
}


@OVER_HTTP
@pytest.mark.parametrize("how", GONE)
async def test_a_request_goes_on_in_direct_messages(world: World, how: str) -> None:
    """Who may approve is asked there, and told why; the requester reads of it."""
    await begun(world)
    await asked(world)

    await GONE[how](world)
    await settled(world)

    for one in (world.sven, world.mara, world.stella):
        [card] = asked_directly(one)
        assert card.buttons == ["Approve", "Reject"]
        assert "takes no message" in card.all_text
    assert asked_directly(world.ada) == []  # who asks
    assert asked_directly(world.benoit) == []  # and for whom
    [news] = told(world.ada, "takes no message")
    assert f"<#{CHANNEL}>" in news.all_text
    assert "<@U_SVEN>" in news.all_text


@OVER_HTTP
@pytest.mark.parametrize("how", GONE)
async def test_what_is_decided_there_is_decided(world: World, how: str) -> None:
    """One approval, and the other cards lose their buttons and say by whom."""
    await begun(world)
    await asked(world)
    await GONE[how](world)
    await settled(world)

    await press(world, world.sven, "Approve", asked_directly(world.sven)[0])

    for one in (world.sven, world.mara, world.stella, world.sol):
        [card] = asked_directly(one)
        assert card.buttons == []
        assert "Approved by <@U_SVEN>" in card.all_text
    await owned(world)
    assert fulfil_card(world.sol).buttons == ["Write to Adobe", "Account created"]


@OVER_HTTP
async def test_a_bot_that_was_removed_before_asks_directly_at_once(world: World) -> None:
    """Slack says so only when it is posted; nobody waits for a card that does not come."""
    await begun(world)
    await _remove_bot(world)
    await settled(world)

    assert await refused(world) == {}

    assert cards(world) == []
    assert [len(asked_directly(one)) for one in (world.sven, world.mara)] == [1, 1]
    assert len(told(world.ada, "takes no message")) == 1


@OVER_HTTP
async def test_a_channel_that_was_archived_before_is_said_in_the_window(world: World) -> None:
    """Who is in it cannot be read: never asked where nobody can approve."""
    await begun(world)
    await _archive(world)
    await settled(world)

    errors = await refused(world)

    assert "Nothing was asked" in errors["E-mail address"]
    assert "Approvers" in errors["E-mail address"]
    assert dm_cards(world.ada, Card.MY_REQUEST) == []


@OVER_HTTP
async def test_named_approvers_are_asked_though_the_channel_was_archived(world: World) -> None:
    """They need no channel."""
    await begun(world)
    await change_settings(world, Approvers=["U_SVEN"])
    await _archive(world)
    await settled(world)

    assert await refused(world) == {}

    [card] = asked_directly(world.sven)
    assert asked_directly(world.mara) == []
    await press(world, world.sven, "Approve", card)
    assert "Approved by <@U_SVEN>" in mine(world.ada).all_text


@OVER_HTTP
async def test_the_channel_is_back(world: World) -> None:
    """The card there can be pressed again, and the next request is posted there."""
    await begun(world)
    card = await asked(world)
    await _archive(world)
    await settled(world)
    await world.slack.happenings.unarchive_channel(CHANNEL, by="U_SVEN")
    await world.slack.happenings.invite_bot(CHANNEL, by="U_SVEN")
    await world.slack.happenings.add_member(CHANNEL, "U_STELLA")
    await settled(world)
    assert "the same card stands there too" in asked_directly(world.mara)[0].all_text

    await press(world, world.sven, "Approve", card)

    assert "Approved by <@U_SVEN>" in card.now.all_text
    assert asked_directly(world.mara)[0].buttons == []
    other = await asked(world, by=world.stella, typed=OTHER, whom="U_ADA")
    assert OTHER in other.all_text
    assert other.buttons == ["Approve", "Reject"]
    assert asked_directly(world.sven)[-1].buttons == []
