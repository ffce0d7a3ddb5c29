"""Decisions that come at the same time, twice, or in the wrong order: one result, one effect."""

import asyncio
from collections.abc import Awaitable

import pytest

from bot.domain.effects import Card
from practice.slack import Message, Person
from tests.journeys.requests import (
    NIA,
    asked,
    begun,
    cards,
    dm_cards,
    form,
    new_posts,
    news,
    opened,
    posts_so_far,
    press,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, kept, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
MANY = 20


async def _at_once(*acts: Awaitable[object]) -> None:
    for outcome in await asyncio.gather(*acts, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


async def _decided(world: World) -> list[str]:
    return [*await audit(world, "Approve"), *await audit(world, "Reject")]


async def test_of_two_who_press_at_once_one_decides_and_the_slower_is_told(world: World) -> None:
    """Privately, by whom; never a line for all to see."""
    await begun(world)
    said = await asked(world, NIA)
    before, in_channel = len(posts_so_far(world)), len(world.slack.channel(CHANNEL).messages)
    both = (world.benoit, world.mara)

    await _at_once(*(one.press("Approve", in_=said) for one in both))
    await settled(world)

    [first] = await _decided(world)
    [slower] = [one for one in both if one.id != first]
    assert f"Approved by <@{first}>" in said.now.all_text
    assert new_posts(world, before) == {"D_ADA": 1, "D_SOL": 1}
    assert len(world.slack.channel(CHANNEL).messages) == in_channel
    [told] = slower.ephemerals
    assert f"already approved by <@{first}>" in told.all_text
    assert world.slack.person(first).ephemerals == []


@pytest.mark.parametrize("approval_first", [True, False], ids=["approve first", "reject first"])
async def test_the_first_decision_counts_in_both_orders(world: World, approval_first: bool) -> None:
    """An approval and a rejection: the later one says what was decided, by whom."""
    await begun(world)
    said = await asked(world, NIA)
    await press(world, world.benoit, "Reject", said)
    await world.benoit.fill("Reason", "not ours")

    if approval_first:
        await press(world, world.mara, "Approve", said)
        await world.benoit.submit()
        late = opened(world.benoit).text
        await settled(world)
    else:
        await world.benoit.submit()
        [answer] = await pressed_as_forged(world, world.mara, "Approve", said)
        late = answer.all_text

    who, what = ("U_MARA", "approved") if approval_first else ("U_BENOIT", "rejected")
    assert f"already {what} by <@{who}>" in late
    assert await _decided(world) == [who]
    assert f"{what.title()} by <@{who}>" in said.now.all_text
    assert len(dm_cards(world.sol, Card.TO_FULFIL)) == (1 if approval_first else 0)
    assert len(news(world.ada)) == 1


async def test_an_approval_and_a_rejection_at_once_have_one_result(world: World) -> None:
    """Whichever it is, everything that follows is of that one."""
    await begun(world)
    said = await asked(world, NIA)
    await press(world, world.benoit, "Reject", said)
    await world.benoit.fill("Reason", "not ours")

    await _at_once(world.mara.press("Approve", in_=said), world.benoit.submit())
    await settled(world)

    [who] = await _decided(world)
    assert len(dm_cards(world.sol, Card.TO_FULFIL)) == (1 if who == "U_MARA" else 0)
    assert len(news(world.ada)) == 1
    assert f"by <@{who}>" in said.now.all_text
    assert said.now.buttons == []


async def test_an_approval_and_a_withdrawal_at_once_leave_nothing_to_do(world: World) -> None:
    """In whatever order they come, it is withdrawn in the end; what is done by then is reported."""
    await begun(world)
    said = await asked(world, NIA)

    await _at_once(world.mara.press("Approve", in_=said), world.ada.press("Withdraw"))
    await settled(world)

    assert await audit(world, "Withdraw") == ["U_ADA"]
    assert "Withdrawn by <@U_ADA>" in said.now.all_text
    assert said.now.buttons == []
    for card in dm_cards(world.sol, Card.TO_FULFIL):
        assert "*Your step:* none any more" in card.all_text


def _twenty(world: World) -> list[Person]:
    """Who joined the channel before anything was asked."""
    people = []
    for number in range(MANY):
        id_, name = f"U_M{number:02}", f"member{number:02}"
        world.slack.add_user(id_, name, f"Member {number}", email=f"{name}@acme.example")
        world.slack.state.channels[CHANNEL].members.append(id_)
        people.append(world.slack.person(id_))
    return people


async def test_twenty_press_at_once_and_one_decides(world: World) -> None:
    """The other nineteen are told privately, each once."""
    await begun(world)
    people = _twenty(world)
    said = await asked(world, NIA)
    before = len(posts_so_far(world))

    await _at_once(*(one.press("Approve", in_=said) for one in people))
    await settled(world)

    [first] = await _decided(world)
    assert new_posts(world, before) == {"D_ADA": 1, "D_SOL": 1}
    told = {one.id: [m.all_text for m in one.ephemerals] for one in people if one.id != first}
    assert all(
        len(one) == 1 and f"already approved by <@{first}>" in one[0] for one in told.values()
    )


async def test_twenty_requests_are_approved_at_once_with_one_effect_each(world: World) -> None:
    """One message to the requester and one to the admin for each, none left out, none twice."""
    await begun(world)
    for number in range(MANY):
        await form(world, f"new{number:02}@acme.example")
        await world.ada.submit()
    await settled(world)
    waiting = cards(world)
    before = len(posts_so_far(world))

    await _at_once(*(world.benoit.press("Approve", in_=one) for one in waiting))
    await settled(world)

    assert await _decided(world) == ["U_BENOIT"] * MANY
    assert new_posts(world, before) == {"D_ADA": MANY, "D_SOL": MANY}
    done = [one.all_text for one in dm_cards(world.sol, Card.TO_FULFIL)]
    for number in range(MANY):
        assert sum(f"new{number:02}@" in text for text in done) == 1
    assert all(one.now.buttons == [] for one in waiting)


async def test_a_double_click_approves_once(world: World) -> None:
    """And the second click says who did it."""
    await begun(world)
    said = await asked(world, NIA)
    before = len(posts_so_far(world))

    await press(world, world.benoit, "Approve", said, times=2)

    assert await _decided(world) == ["U_BENOIT"]
    assert new_posts(world, before) == {"D_ADA": 1, "D_SOL": 1}


async def test_an_impatient_submission_asks_once(world: World) -> None:
    """One card, whatever the second click is answered."""
    await begun(world)
    await form(world, NIA)

    await world.ada.submit(times=2)
    await settled(world)

    assert len(cards(world)) == 1
    assert world.ada.modal is None


@pytest.mark.parametrize("what", ["ask", "approve", "reject", "withdraw", "invited"])
async def test_a_repeated_delivery_changes_nothing(world: World, what: str) -> None:
    """Slack did not hear the answer, and sends the same once more."""
    await begun(world)
    said = await asked(world, NIA)
    await _do(world, what, said)
    delivery = world.slack.deliveries[-1]
    before, posted = await kept(world), len(posts_so_far(world))

    await world.slack.redeliver(delivery)

    assert await kept(world) == before
    assert len(posts_so_far(world)) == posted


async def _do(world: World, what: str, said: Message) -> None:
    match what:
        case "ask":
            await form(world, "tom@acme.example")
            await world.ada.submit()
        case "approve":
            await press(world, world.benoit, "Approve", said)
        case "reject":
            await press(world, world.benoit, "Reject", said)
            await world.benoit.fill("Reason", "not ours")
            await world.benoit.submit()
        case "withdraw":
            await press(world, world.ada, "Withdraw")
        case "invited":
            await press(world, world.benoit, "Approve", said)
            await press(world, world.sol, "I've invited them")
    await settled(world)


async def test_two_who_ask_for_the_same_person_at_once_make_one_request(world: World) -> None:
    """The slower one keeps what they typed, and reads why."""
    await begun(world)
    both = (world.ada, world.mara)
    for one in both:
        await form(world, NIA, by=one, Note_to_approvers="soon")

    await _at_once(*(one.submit() for one in both))
    await settled(world)

    assert len(cards(world)) == 1
    [slower] = [one for one in both if one.modal]
    assert NIA in slower.errors["E-mail addresses"]
    assert opened(slower).values["Note to approvers"] == "soon"
