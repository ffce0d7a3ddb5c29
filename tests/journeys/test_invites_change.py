"""What changes while a request is under way: people, settings, the setup itself."""

from datetime import timedelta

from bot.domain.effects import Card
from tests.journeys.requests import (
    NIA,
    TOM,
    approved,
    asked,
    begun,
    card,
    change_settings,
    dm_cards,
    invited,
    mine,
    new_posts,
    news,
    posts_so_far,
    press,
    refused,
    set_up,
    to_invite,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP


async def _another_admin(world: World, user_id: str) -> None:
    """Before Marketo is connected it is one change of people."""
    await press(world, world.stella, "Change people")
    await world.stella.fill("Sales Connect admin", user_id)
    await world.stella.submit()
    assert world.stella.modal is None, world.stella.errors
    await settled(world)


async def test_the_next_admin_has_what_is_approved(world: World) -> None:
    """The former one's card loses its buttons and says whose it is; their press is refused."""
    await begun(world)
    former = await approved(world, NIA)

    await _another_admin(world, "U_SVEN")

    assert former.now.buttons == []
    assert "<@U_SVEN>" in former.now.all_text
    [answer] = await pressed_as_forged(world, world.sol, "I've invited them", former)
    assert "Only the Sales Connect admin, <@U_SVEN>" in answer.all_text
    await press(world, world.sven, "I've invited them", to_invite(world.sven))
    assert "Invited by <@U_SVEN>" in card(world).all_text


async def test_who_is_invited_is_connected_by_the_next_admin(world: World) -> None:
    """The former one's card loses `Connect users`, the next one has it."""
    await begun(world)
    former = await invited(world, NIA)
    assert "Connect users" in former.now.buttons

    await _another_admin(world, "U_SVEN")

    assert former.now.buttons == []
    assert "<@U_SVEN>" in former.now.all_text
    assert "Connect users" in to_invite(world.sven).buttons
    assert NIA in to_invite(world.sven).all_text


async def test_what_is_approved_later_reaches_the_admin_of_then(world: World) -> None:
    """And the former one hears nothing of it."""
    await begun(world)
    said = await asked(world, NIA)
    await _another_admin(world, "U_SVEN")

    await press(world, world.benoit, "Approve", said)

    assert dm_cards(world.sol, Card.TO_FULFIL) == []
    assert NIA in to_invite(world.sven).all_text


async def test_reminders_go_to_the_admin_of_then(world: World) -> None:
    """The former one's reminders lose their buttons, too."""
    await at(world, MONDAY)
    await begun(world)
    await approved(world, NIA)
    await at(world, MONDAY + timedelta(days=1, hours=1))
    [first] = dm_cards(world.sol, Card.FULFIL_REMINDER)

    await _another_admin(world, "U_SVEN")
    await at(world, MONDAY + timedelta(days=3, hours=2))

    assert first.now.buttons == []
    assert len(dm_cards(world.sol, Card.FULFIL_REMINDER)) == 1
    [second] = dm_cards(world.sven, Card.FULFIL_REMINDER)[-1:]
    assert "I've invited them" in second.buttons


async def test_a_cancelled_setup_closes_what_was_asked_of_it(world: World) -> None:
    """Waiting and approved: no button is left, each requester hears it once, and presses say so."""
    await begun(world)
    done = await approved(world, NIA)
    waiting = await asked(world, TOM, by=world.mara)
    before = len(posts_so_far(world))

    await press(world, world.stella, "Cancel setup")

    own = (mine(world.ada), mine(world.mara))
    for one in (done.now, waiting.now, *own):
        assert one.buttons == []
        assert "setup" in one.all_text
    after = new_posts(world, before)
    assert after["D_ADA"] == 1
    assert CHANNEL not in after
    assert "cancelled" in news(world.ada)[-1].all_text
    for person, label, old in (
        (world.benoit, "Approve", waiting),
        (world.sol, "I've invited them", done),
    ):
        [answer] = await pressed_as_forged(world, person, label, old)
        assert "Nothing changed" in answer.all_text
    assert await _posts_of(world, timedelta(days=10)) == {}


async def _posts_of(world: World, while_: timedelta) -> dict[str, int]:
    before = len(posts_so_far(world))
    await at(world, world.hands.now() + while_)
    return new_posts(world, before)


async def test_a_window_that_was_open_when_the_setup_ended_asks_nothing(world: World) -> None:
    """The window says so."""
    await begun(world)
    await world.ada.command(f"/salesconnect invite {NIA}")
    await press(world, world.stella, "Cancel setup")

    await world.ada.submit()
    await settled(world)

    assert world.ada.modal is not None
    text = world.ada.modal.text
    assert "cancelled this setup" in text or "no open production setup" in text
    assert dm_cards(world.ada, Card.MY_REQUEST) == []


async def test_other_domains_do_not_touch_what_is_asked_already(world: World) -> None:
    """The next request is held to them."""
    await begun(world)
    said = await asked(world, NIA)

    await change_settings(world, Allowed_domains="partner.example")

    assert await refused(world, TOM)
    await press(world, world.benoit, "Approve", said)
    assert "Approved by" in said.now.all_text


async def test_the_card_reads_the_language_of_the_channel(world: World) -> None:
    """Also where it was posted before; a refusal is in the language of who pressed."""
    await set_up(world, Language_of_the_channel="French")
    said = await asked(world, NIA)
    assert said.buttons == ["Approuver", "Refuser"]

    await change_settings(world, Language_of_the_channel="English")

    assert said.now.buttons == ["Approve", "Reject"]
    [answer] = await pressed_as_forged(world, world.ada, "Approve", said.now)
    assert "Nobody decides their own request" in answer.all_text


async def test_a_requester_who_left_slack_holds_up_nothing(world: World) -> None:
    """It is approved and done as ever; no message fails for good."""
    await begun(world)
    said = await asked(world, NIA)
    await world.slack.deactivate("U_ADA")

    await press(world, world.benoit, "Approve", said)
    await press(world, world.sol, "I've invited them")

    assert "Invited by <@U_SOL>" in said.now.all_text
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_an_invited_person_who_left_slack_holds_up_nobody(world: World) -> None:
    """The others hear it, and nothing is sent for ever."""
    await begun(world)
    done = await approved(world, People_in_Slack=["U_SVEN", "U_MARA"])
    await world.slack.deactivate("U_SVEN")

    await press(world, world.sol, "I've invited them", done)

    assert len(dm_cards(world.mara, Card.FULFILLED)) == 1
    assert "Invited by" in card(world).all_text
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_with_the_admin_gone_the_next_one_gets_what_was_approved(world: World) -> None:
    """The starter is asked to name somebody, and nothing is lost meanwhile."""
    await begun(world)
    said = await asked(world, NIA)
    await world.slack.deactivate("U_SOL")
    await press(world, world.benoit, "Approve", said)

    await _another_admin(world, "U_SVEN")

    await press(world, world.sven, "I've invited them", to_invite(world.sven))
    assert "Invited by <@U_SVEN>" in said.now.all_text


async def test_to_withdraw_one_leaves_the_others_as_they_are(world: World) -> None:
    """Two requests of one person are two."""
    await begun(world)
    first, second = await asked(world, NIA), await asked(world, TOM)

    await press(world, world.ada, "Withdraw", dm_cards(world.ada, Card.MY_REQUEST)[0])

    assert first.now.buttons == []
    assert second.now.buttons == ["Approve", "Reject"]
