"""Who decides about a request, and who is refused: each is told why."""

import pytest

from practice.slack import Message, Person
from practice.slack.happenings import Happenings
from tests.journeys.requests import (
    NIA,
    TOM,
    asked,
    begun,
    change_settings,
    new_posts,
    posts_so_far,
    press,
    set_up,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, pressed_as_forged
from tests.journeys.world import CHANNEL, World

pytestmark = OVER_HTTP
GROUP = "@sales-leads"


async def _refused(world: World, person: Person, said: Message, label: str = "Approve") -> str:
    """What they are told, while nothing changes for anybody."""
    before = await kept(world)
    [answer] = await pressed_as_forged(world, person, label, said)
    assert person.modal is None
    assert await kept(world) == before
    assert said.now.buttons == ["Approve", "Reject"]
    return answer.all_text


@pytest.mark.parametrize("label", ["Approve", "Reject"])
async def test_nobody_decides_about_their_own_request(world: World, label: str) -> None:
    """Also the Sales Connect admin, and whoever is named to approve."""
    await set_up(world, Approvers=["U_SOL", "U_BENOIT"])
    said = await asked(world, NIA, by=world.sol)

    words = await _refused(world, world.sol, said, label)

    assert "Nobody decides their own request" in words
    assert "<@U_BENOIT>" in words


@pytest.mark.parametrize("label", ["Approve", "Reject"])
async def test_an_invited_person_decides_nothing_by_id_or_by_address(
    world: World, label: str
) -> None:
    """Whether they were chosen in Slack, or typed, in capitals."""
    await begun(world)
    chosen = await asked(world, People_in_Slack=["U_BENOIT"])
    typed = await asked(world, "Sven@ACME.example")

    by_id = await _refused(world, world.benoit, chosen, label)
    by_address = await _refused(world, world.sven, typed, label)

    for words in (by_id, by_address):
        assert "This is about you" in words
        assert f"the members of <#{CHANNEL}>" in words
        assert "for example <@U_STELLA>" in words


@pytest.mark.parametrize("label", ["Approve", "Reject"])
@pytest.mark.parametrize("who", ["U_GUS", "U_EXT"])
async def test_a_guest_decides_nothing_even_as_a_member_of_the_channel(
    world: World, who: str, label: str
) -> None:
    """They were in it when it was asked; nor does somebody of another organisation."""
    world.slack.state.channels[CHANNEL].members.append(who)
    await begun(world)
    said = await asked(world, NIA)

    assert "Guests" in await _refused(world, world.slack.person(who), said, label)


@pytest.mark.parametrize("label", ["Approve", "Reject"])
async def test_being_in_a_channel_is_no_authority(world: World, label: str) -> None:
    """Who joins later is refused and told why; it counts for requests that come later."""
    await begun(world)
    said = await asked(world, NIA)
    await world.owen.join(CHANNEL)

    words = await _refused(world, world.owen, said, label)

    assert "joining it later counts for later requests" in words
    later = await asked(world, TOM)
    await press(world, world.owen, "Approve", later)
    assert "Approved by <@U_OWEN>" in later.now.all_text


async def test_who_left_the_channel_may_still_decide(world: World) -> None:
    """They were a member when the request was made."""
    await begun(world)
    said = await asked(world, NIA)
    await world.benoit.leave(CHANNEL)

    assert await pressed_as_forged(world, world.benoit, "Approve", said) == []

    assert "Approved by <@U_BENOIT>" in said.now.all_text


async def test_only_named_approvers_approve(world: World) -> None:
    """Members of the channel do not any more, and the refusal names who does."""
    await set_up(world, Approvers=["U_BENOIT"])
    said = await asked(world, NIA)
    assert "May approve: <@U_BENOIT>;" in said.all_text

    words = await _refused(world, world.mara, said)

    assert "Only the approvers, <@U_BENOIT>, can decide" in words
    await press(world, world.benoit, "Approve", said)
    assert said.now.buttons == []


async def test_an_approver_who_is_not_in_the_channel_is_asked_directly(world: World) -> None:
    """Whoever reads the channel has no second card."""
    await set_up(world, Approvers=["U_OWEN", "U_BENOIT"])
    before = len(posts_so_far(world))

    said = await asked(world, NIA)

    assert new_posts(world, before) == {CHANNEL: 1, "D_ADA": 1, "D_OWEN": 1}
    await press(world, world.owen, "Approve", world.owen.dm[-1])
    assert "Approved by <@U_OWEN>" in said.now.all_text
    assert world.owen.dm[-1].buttons == []


async def test_a_member_of_the_approver_group_approves_also_who_was_added_later(
    world: World,
) -> None:
    """Who is in the group is Slack's affair, as it is when they press."""
    group = world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_SVEN"])
    await set_up(world, Approver_group=GROUP)
    said = await asked(world, NIA)
    assert "<!subteam^S_LEADS>" in said.all_text
    assert "<!subteam^S_LEADS>" in await _refused(world, world.benoit, said)

    group.users.append("U_BENOIT")
    await _forget(world, "group")
    await press(world, world.benoit, "Approve", said)

    assert "Approved by <@U_BENOIT>" in said.now.all_text


async def _forget(world: World, what: str) -> None:
    """Five minutes have passed: Slack is asked again."""
    for key in [key async for key in world.bot.redis.scan_iter(f"*{what}*", count=1000)]:
        await world.bot.redis.delete(key)


async def test_other_approvers_decide_about_what_is_open(world: World) -> None:
    """Who is named now; the card names them, and the former ones are refused."""
    await set_up(world, Approvers=["U_BENOIT"])
    said = await asked(world, NIA)

    await change_settings(world, Approvers=["U_MARA"])

    assert "May approve: <@U_MARA>;" in said.now.all_text
    assert "<@U_MARA>" in await _refused(world, world.benoit, said.now)
    await press(world, world.mara, "Approve", said)
    assert "Approved by <@U_MARA>" in said.now.all_text


async def test_with_nobody_named_any_more_the_members_of_then_decide(world: World) -> None:
    """Those who were in the channel when it was asked, and no late joiner."""
    await set_up(world, Approvers=["U_BENOIT"])
    said = await asked(world, NIA)
    await world.owen.join(CHANNEL)

    await change_settings(world, Approvers=None)

    assert "later requests" in await _refused(world, world.owen, said.now)
    await press(world, world.mara, "Approve", said)
    assert "Approved by <@U_MARA>" in said.now.all_text


async def test_an_approver_who_left_slack_blocks_nothing(world: World) -> None:
    """The others decide, and no message fails."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    await world.slack.deactivate("U_BENOIT")

    said = await asked(world, NIA)
    await press(world, world.mara, "Approve", said)

    assert "Approved by <@U_MARA>" in said.now.all_text
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_who_was_never_in_the_channel_decides_nothing(world: World) -> None:
    """Not even an admin and owner of the Slack workspace."""
    await begun(world)
    said = await asked(world, NIA)

    words = await _refused(world, world.owen, said)

    assert f"Only the members of <#{CHANNEL}>" in words
    assert "Ask one of them, for example <@U_STELLA>" in words


async def test_an_approver_who_left_slack_decides_nothing(world: World) -> None:
    """They pressed just before, and it arrives just after."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    said = await asked(world, NIA)
    await world.slack.deactivate("U_BENOIT")

    await pressed_as_forged(world, world.benoit, "Approve", said)

    assert said.now.buttons == ["Approve", "Reject"]


async def test_an_approver_who_became_a_guest_decides_nothing(world: World) -> None:
    """Slack tells it, and it counts at once."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    said = await asked(world, NIA)
    slack = world.slack
    await Happenings(slack.state, slack.courier).change_user("U_BENOIT", is_restricted=True)

    assert "Guests" in await _refused(world, world.benoit, said)


async def test_a_guest_who_became_a_full_member_decides(world: World) -> None:
    """
    They were in the channel when it was asked, and are no guest now. Nobody makes a full member of
    themselves, as they could join a channel: an admin of the Slack workspace did.
    """
    world.slack.state.channels[CHANNEL].members.append("U_GUS")
    await begun(world)
    said = await asked(world, NIA)
    assert "Guests" in await _refused(world, world.slack.person("U_GUS"), said)
    slack = world.slack
    await Happenings(slack.state, slack.courier).change_user("U_GUS", is_restricted=False)

    await press(world, world.slack.person("U_GUS"), "Approve", said)

    assert "Approved by <@U_GUS>" in said.now.all_text
