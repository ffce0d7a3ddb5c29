"""Slack fails while somebody is to approve: nothing is lost, and people are told."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.effects import Card
from practice.slack import Message, Person, RateLimited, Refuse, ServerError
from tests.journeys.requests import (
    NIA,
    TOM,
    approved,
    asked,
    begun,
    card,
    cards,
    dm_cards,
    form,
    mine,
    new_posts,
    news,
    posts_so_far,
    press,
    set_up,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, audit, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
SOON = timedelta(minutes=2)


def _of_the_worker(args: dict[str, Any]) -> bool:
    """It reads all members; a window looks at the first page."""
    return bool(str(args.get("limit")) == "1000")


def _to_the_channel(args: dict[str, Any]) -> bool:
    return bool(args["channel"] == CHANNEL)


async def _asked_for(world: World, *addresses: str) -> None:
    """Whatever becomes of its card."""
    await form(world, *addresses)
    await world.ada.submit()
    assert world.ada.modal is None, world.ada.errors


@pytest.mark.parametrize(
    "fault", [RateLimited(1), ServerError(503), Refuse("fatal_error")], ids=["429", "503", "fatal"]
)
async def test_members_that_are_read_late_are_read_all_the_same(world: World, fault: Any) -> None:
    """The card comes when they are known, once; the requester reads that it is being looked up."""
    await begun(world)
    world.slack.faults.add("conversations.members", fault, times=2, when=_of_the_worker)

    await _asked_for(world, NIA)
    await settled(world, ahead=SOON)

    assert card(world).buttons == ["Approve", "Reject"]
    assert len(cards(world)) == 1
    await press(world, world.benoit, "Approve", card(world))
    assert "Approved by <@U_BENOIT>" in card(world).all_text


async def test_members_are_read_in_full(world: World) -> None:
    """Of more than a thousand, also who stands on the second page; they come in order of ids."""
    ids = [f"U_A{number:04}" for number in range(1_000)]
    for id_ in ids:
        world.slack.add_user(id_, id_.lower(), id_, email=f"{id_}@acme.example")
    world.slack.state.channels[CHANNEL].members.extend(ids)
    await begun(world)
    said = await asked(world, NIA)

    await press(world, world.benoit, "Approve", said)

    assert "Approved by <@U_BENOIT>" in said.now.all_text


async def test_a_channel_that_takes_no_message_is_made_up_for_in_dms(world: World) -> None:
    """Approvers are asked directly, and the requester is told that, and why."""
    await begun(world)
    fault = Refuse("not_in_channel")
    world.slack.faults.add("chat.postMessage", fault, times=None, when=_to_the_channel)

    await _asked_for(world, NIA)
    await settled(world)

    assert cards(world) == []
    for person in (world.benoit, world.mara, world.sol, world.sven, world.stella):
        [direct] = dm_cards(person, Card.APPROVAL)
        assert direct.buttons == ["Approve", "Reject"]
        assert "takes no message from me" in direct.all_text
    assert dm_cards(world.ada, Card.APPROVAL) == []
    [told] = news(world.ada)
    assert "I asked in direct messages" in told.all_text
    assert "/invite @Sales Connect" in told.all_text


async def _directly(world: World, person: Person) -> Message:
    [direct] = dm_cards(person, Card.APPROVAL)
    return direct


async def test_of_two_who_were_asked_directly_one_decides(world: World) -> None:
    """Each copy of the card says who did; the rules are those of the channel."""
    await begun(world)
    fault = Refuse("not_in_channel")
    world.slack.faults.add("chat.postMessage", fault, times=None, when=_to_the_channel)
    await _asked_for(world, NIA)
    await settled(world)
    mine_, other = await _directly(world, world.benoit), await _directly(world, world.mara)
    [own] = await pressed_as_forged(world, world.ada, "Approve", mine_)
    assert "Nobody decides their own request" in own.all_text

    await press(world, world.benoit, "Approve", mine_)
    [late] = await pressed_as_forged(world, world.mara, "Approve", other)

    assert "already approved by <@U_BENOIT>" in late.all_text
    for one in (mine_, other):
        assert one.now.buttons == []
        assert "Approved by <@U_BENOIT>" in one.now.all_text
    assert await audit(world, "Approve") == ["U_BENOIT"]


async def test_an_approver_whose_account_is_gone_holds_up_no_other(world: World) -> None:
    """Their DM fails; the others have theirs, and no message is tried for ever."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    to_channel, gone = Refuse("is_archived"), Refuse("user_disabled")
    faults = world.slack.faults
    faults.add("chat.postMessage", to_channel, times=None, when=_to_the_channel)
    faults.add(
        "conversations.open", gone, times=None, when=lambda args: args["users"] == "U_BENOIT"
    )
    faults.add(
        "chat.postMessage", gone, times=None, when=lambda args: args["channel"] == "D_BENOIT"
    )

    await _asked_for(world, NIA)
    await settled(world, ahead=SOON)

    direct = await _directly(world, world.mara)
    await press(world, world.mara, "Approve", direct)
    assert "Approved by <@U_MARA>" in direct.now.all_text
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_an_archived_channel_is_made_up_for_at_once(world: World) -> None:
    """What waited there is asked in DMs, without waiting for the nudge."""
    await begun(world)
    said = await asked(world, NIA)
    before = len(posts_so_far(world))

    await world.stella.archive(CHANNEL)
    await settled(world)

    direct = await _directly(world, world.benoit)
    assert new_posts(world, before)["D_ADA"] == 1
    assert "takes no message" in news(world.ada)[-1].all_text
    await press(world, world.benoit, "Approve", direct)
    assert "Approved by <@U_BENOIT>" in direct.now.all_text
    assert "Approved by <@U_BENOIT>" in mine(world.ada).all_text
    assert said.ts


async def test_an_archived_channel_that_was_not_told_of_is_noticed_by_the_nudge(
    world: World,
) -> None:
    """No event came: the nudge in the thread fails, and approvers are asked directly."""
    await at(world, MONDAY)
    await begun(world)
    await asked(world, NIA)
    world.slack.state.channels[CHANNEL].is_archived = True

    await at(world, MONDAY + timedelta(hours=4, minutes=1))

    direct = await _directly(world, world.benoit)
    await press(world, world.benoit, "Approve", direct)
    assert "Approved by <@U_BENOIT>" in direct.now.all_text


async def test_a_bot_that_was_removed_asks_directly_and_comes_back(world: World) -> None:
    """Back in the channel, its card there is as good as ever, and nothing is asked twice."""
    await begun(world)
    said = await asked(world, NIA)
    await world.stella.remove_bot(CHANNEL)
    await settled(world)
    direct = await _directly(world, world.benoit)
    before = len(posts_so_far(world))

    await world.stella.invite(CHANNEL, world.slack.state.home_team.bot_user_id)
    await settled(world)

    assert new_posts(world, before) == {}
    await press(world, world.mara, "Approve", said)
    for one in (said, direct):
        assert "Approved by <@U_MARA>" in one.now.all_text
        assert one.now.buttons == []


async def test_a_doubtful_post_puts_one_card_into_the_channel(world: World) -> None:
    """Slack took it, and its answer was a server error."""
    await begun(world)
    fault = ServerError(502, after=True)
    world.slack.faults.add("chat.postMessage", fault, when=_to_the_channel)

    await _asked_for(world, NIA)
    await settled(world)

    assert len(cards(world)) == 1
    await press(world, world.benoit, "Approve", card(world))
    assert "Approved by <@U_BENOIT>" in card(world).all_text


async def test_a_decision_whose_card_cannot_be_changed_is_a_decision(world: World) -> None:
    """The update is refused once; the admin has their message all the same."""
    await begun(world)
    said = await asked(world, NIA)
    world.slack.faults.add("chat.update", ServerError(500), when=_to_the_channel)

    await press(world, world.benoit, "Approve", said)

    assert dm_cards(world.sol, Card.TO_FULFIL)
    assert said.now.buttons == []


async def test_who_is_in_the_group_cannot_be_read_in_time(world: World) -> None:
    """Nothing is decided, and the second press decides."""
    world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_SVEN"])
    await set_up(world, Approver_group="@sales-leads")
    said = await asked(world, NIA)
    for key in [key async for key in world.bot.redis.scan_iter("*group*", count=1000)]:
        await world.bot.redis.delete(key)
    world.slack.faults.add("usergroups.users.list", ServerError(503))

    [answer] = await press(world, world.sven, "Approve", said)
    assert "press again" in answer.all_text
    assert said.now.buttons == ["Approve", "Reject"]
    await press(world, world.sven, "Approve", said)

    assert "Approved by <@U_SVEN>" in said.now.all_text


async def test_a_file_that_slack_does_not_take_is_sent_later(world: World) -> None:
    """Once."""
    await begun(world)
    done = await approved(world, NIA, TOM)
    world.slack.faults.add("files.getUploadURLExternal", RateLimited(1))

    await press(world, world.sol, "CSV file", done)
    await settled(world)

    shared = [one for one in world.slack.state.files.values() if "D_SOL" in one.shares]
    assert len(shared) == 1
