"""A request never hangs: it is reminded of, escalated, and ends by itself."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from bot.domain.effects import Card
from tests.journeys.requests import (
    NIA,
    WHY,
    asked,
    begun,
    card,
    change_settings,
    dm_cards,
    mine,
    new_posts,
    news,
    opened,
    posts_so_far,
    press,
    replies,
    set_up,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
SHORTLY: Final = timedelta(minutes=1)
# Of working days from nine to five in Berlin, where all are; each gap is twice the one before.
NUDGES: Final = (4 * HOUR, DAY + 4 * HOUR, 3 * DAY + 4 * HOUR)
ESCALATION: Final = DAY
EXPIRY: Final = 7 * DAY


async def _on_monday(world: World, **settings: object) -> datetime:
    """Asked on a Monday morning at ten, in Berlin; when that was."""
    await at(world, MONDAY)
    await (set_up(world, **settings) if settings else begun(world))
    await asked(world, NIA, Note_to_approvers=WHY)
    return MONDAY


async def _posts_at(world: World, moment: datetime) -> dict[str, int]:
    """What is posted just then; nothing was, shortly before."""
    await at(world, moment - SHORTLY)
    before = len(posts_so_far(world))
    await at(world, moment + SHORTLY)
    return new_posts(world, before)


async def test_a_nudge_stands_in_the_thread_after_four_working_hours(world: World) -> None:
    """The requester is told; nobody is mentioned, where everybody in the channel may approve."""
    asked_at = await _on_monday(world)
    before = len(posts_so_far(world))
    await at(world, asked_at + NUDGES[0] - SHORTLY)
    assert new_posts(world, before) == {}

    await at(world, asked_at + NUDGES[0] + SHORTLY)

    assert new_posts(world, before) == {CHANNEL: 1, "D_ADA": 1}
    [nudge] = replies(world, card(world))
    assert "Still to be decided" in nudge.all_text
    assert "<@" not in nudge.all_text
    assert nudge.buttons == []
    assert "No decision yet" in news(world.ada)[-1].all_text
    assert card(world).buttons == ["Approve", "Reject"]


async def test_a_nudge_mentions_the_approvers_who_are_named(world: World) -> None:
    """And the group, once."""
    world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_SVEN"])
    group = "@sales-leads"
    asked_at = await _on_monday(world, Approvers=["U_BENOIT"], Approver_group=group)

    await at(world, asked_at + NUDGES[0] + SHORTLY)

    [nudge] = replies(world, card(world))
    assert "<@U_BENOIT>, <!subteam^S_LEADS>" in nudge.text


async def test_all_of_its_life_is_told_and_nothing_else(world: World) -> None:
    """Growing gaps, one escalation, the end; in all of seven days so many messages and no more."""
    asked_at = await _on_monday(world)
    start = len(posts_so_far(world))

    nudged = [await _posts_at(world, asked_at + NUDGES[0])]
    escalated = await _posts_at(world, asked_at + ESCALATION)
    nudged += [await _posts_at(world, asked_at + gap) for gap in NUDGES[1:]]
    expired = await _posts_at(world, asked_at + EXPIRY)
    await at(world, asked_at + 20 * DAY)

    assert nudged == [{CHANNEL: 1, "D_ADA": 1}] * 3
    assert escalated == {"D_SOL": 1, "D_ADA": 1}
    assert expired == {"D_ADA": 1}
    assert new_posts(world, start) == {CHANNEL: 3, "D_SOL": 1, "D_ADA": 5}


async def test_after_a_day_the_sales_connect_admin_hears_of_it(world: World) -> None:
    """Who asks, for whom and why; they may approve there, being a member of the channel."""
    asked_at = await _on_monday(world)

    await at(world, asked_at + ESCALATION + SHORTLY)

    [escalation] = dm_cards(world.sol, Card.ESCALATION)
    for words in ("<@U_ADA>", NIA, WHY):
        assert words in escalation.all_text
    assert any("I have told <@U_SOL>" in one.all_text for one in news(world.ada))
    await press(world, world.sol, "Approve", escalation)
    assert escalation.now.buttons == card(world).buttons == []
    assert "Approved by <@U_SOL>" in card(world).all_text


async def test_the_admin_who_may_not_approve_is_asked_to_ask(world: World) -> None:
    """Others are named: the message names them, and has no button."""
    asked_at = await _on_monday(world, Approvers=["U_BENOIT"])

    await at(world, asked_at + ESCALATION + SHORTLY)

    [escalation] = dm_cards(world.sol, Card.ESCALATION)
    assert escalation.buttons == []
    assert "ask <@U_BENOIT>" in escalation.all_text


async def test_the_admin_who_asks_is_not_told_of_their_own_request(world: World) -> None:
    """The starter is, in their place."""
    await at(world, MONDAY)
    await begun(world)
    await asked(world, NIA, by=world.sol)

    await at(world, MONDAY + ESCALATION + SHORTLY)

    assert dm_cards(world.sol, Card.ESCALATION) == []
    [escalation] = dm_cards(world.stella, Card.ESCALATION)
    assert "<@U_SOL>" in escalation.all_text
    assert any("I have told <@U_STELLA>" in one.all_text for one in news(world.sol))


async def test_after_seven_days_it_expires_and_can_be_asked_again(world: World) -> None:
    """No card keeps a button, who presses is told, and the same person may be asked for."""
    asked_at = await _on_monday(world)
    said = card(world)
    await at(world, asked_at + ESCALATION + SHORTLY)

    await at(world, asked_at + EXPIRY + SHORTLY)

    cards = (said.now, mine(world.ada), *dm_cards(world.sol, Card.ESCALATION))
    assert [one.buttons for one in cards] == [[], [], []]
    assert "Expired" in said.now.all_text
    [late] = await pressed_as_forged(world, world.benoit, "Approve", said)
    assert "the request expired" in late.all_text
    [last] = [one for one in news(world.ada) if "within seven days" in one.all_text]
    await press(world, world.ada, "Invite users", last)
    assert opened(world.ada).values["E-mail addresses"] == NIA
    await world.ada.close()
    assert last.now.buttons == ["Invite users"]  # nothing was asked

    await press(world, world.ada, "Invite users", last)
    await world.ada.submit()
    assert world.ada.modal is None
    await settled(world)
    assert last.now.buttons == []
    assert "asked again" in last.now.all_text
    assert card(world).ts != said.ts


@pytest.mark.parametrize("end", ["Approve", "Withdraw"])
async def test_what_is_decided_is_no_longer_reminded_of(world: World, end: str) -> None:
    """Nothing more in the channel, for the requester, or by escalation; what was said, says so."""
    asked_at = await _on_monday(world)
    await at(world, asked_at + NUDGES[0] + SHORTLY)
    await press(world, world.benoit if end == "Approve" else world.ada, end)
    before = len(posts_so_far(world))

    await at(world, asked_at + DAY + 6 * HOUR)

    after = new_posts(world, before)
    assert CHANNEL not in after
    assert "D_ADA" not in after
    assert dm_cards(world.sol, Card.ESCALATION) == []


async def test_nudges_keep_to_working_hours(world: World) -> None:
    """Asked on a Friday afternoon, it is first reminded of on Monday."""
    friday = MONDAY + timedelta(days=4, hours=5)  # three o'clock in Berlin: two hours are left
    await at(world, friday)
    await begun(world)
    await asked(world, NIA)
    before = len(posts_so_far(world))

    await at(world, friday + 2 * DAY + 17 * HOUR)

    assert CHANNEL not in new_posts(world, before)
    monday = friday + timedelta(days=2, hours=20)  # eleven o'clock: two hours more
    assert await _posts_at(world, monday) == {CHANNEL: 1, "D_ADA": 1}


async def test_other_approvers_are_named_by_the_next_nudge(world: World) -> None:
    """What is said is of the moment when it is sent."""
    asked_at = await _on_monday(world, Approvers=["U_BENOIT"])
    await change_settings(world, Approvers=["U_MARA"])

    await at(world, asked_at + NUDGES[0] + SHORTLY)

    [nudge] = replies(world, card(world))
    assert "<@U_MARA>" in nudge.text
    assert "<@U_BENOIT>" not in nudge.text


async def test_when_all_approvers_have_left_the_requester_and_the_starter_hear_it(
    world: World,
) -> None:
    """Never left waiting in silence: who can name others is asked to, and then it goes on."""
    asked_at = await _on_monday(world, Approvers=["U_BENOIT"])
    await world.slack.deactivate("U_BENOIT")

    await at(world, asked_at + NUDGES[0] + SHORTLY)

    for person in (world.ada, world.stella):
        assert any("Nobody can approve it" in one.all_text for one in news(person)), person.id
    # At once, and once more with the reminder.
    at_once, of_starter = [one for one in news(world.stella) if "Settings" in one.buttons]
    assert "<@U_BENOIT>" in of_starter.all_text
    await change_settings(world, Approvers=["U_MARA"])
    assert "Nobody can approve it" not in mine(world.ada).all_text
    assert "Nobody can approve it" not in at_once.now.all_text
    await press(world, world.mara, "Approve", card(world))
    assert "Approved by <@U_MARA>" in card(world).all_text


async def test_what_is_approved_and_not_invited_is_reminded_of(world: World) -> None:
    """The Sales Connect admin, a day later and with growing gaps; the newest has the buttons."""
    asked_at = await _on_monday(world)
    await press(world, world.benoit, "Approve", card(world))
    before = len(posts_so_far(world))

    await at(world, asked_at + DAY + HOUR)
    first = dm_cards(world.sol, Card.FULFIL_REMINDER)
    await at(world, asked_at + 3 * DAY + 2 * HOUR)
    second = dm_cards(world.sol, Card.FULFIL_REMINDER)

    assert len(first) == 1
    assert NIA in first[0].all_text
    assert [("I've invited them" in one.buttons) for one in second] == [False, True]
    assert new_posts(world, before) == {"D_SOL": 2}
    await press(world, world.sol, "I've invited them", second[-1])
    assert all(one.now.buttons == [] for one in second)
    later = len(posts_so_far(world))
    await at(world, asked_at + 20 * DAY)
    assert new_posts(world, later) == {}
