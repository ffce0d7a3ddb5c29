"""Named approvers who are not in the channel are asked in their DM; nobody is asked twice."""

from datetime import timedelta
from typing import Final

import pytest

from bot.approvers import ASKED_AT_MOST
from bot.domain.effects import Card
from bot.domain.ids import UserId
from bot.domain.setup_parts import Approval, Group
from bot.handle import Done
from practice.slack import Refuse
from tests.journeys.world import CHANNEL
from tests.work.asked import (
    ADA,
    BENOIT,
    MONDAY,
    SVEN,
    approved_by,
    approves,
    are_in_channel,
    at,
    passed,
    posted,
    posts_of,
    request_of,
    started,
    to_channel,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, Office
from tests.work.runs import forgotten

GROUP: Final = Group(id="S_LEADS", name="@sales-leads")
ELSEWHERE: Final = (SVEN, BENOIT)


@pytest.fixture
async def begun(office: Office) -> Office:
    """Sven and Benoît are not in the channel."""
    await started(office)
    are_in_channel(office, STELLA, MARA, SOL, ADA)
    return office


def cards_of(office: Office, who: UserId) -> int:
    return len(posts_of(office, Card.APPROVAL, f":{who}"))


async def test_who_is_named_and_not_in_the_channel_has_the_card_at_once(begun: Office) -> None:
    """With its buttons; whoever reads the channel has no second one."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))

    request = await posted(begun)

    assert request.directly == (SVEN,)
    assert [cards_of(begun, one) for one in (MARA, SVEN, BENOIT)] == [0, 1, 0]
    card = begun.cards(SVEN)[-1]
    assert card.buttons == ["Approve", "Reject"]
    assert "are not in that channel" in card.all_text
    assert isinstance(await approves(begun, SVEN), Done)
    await worked(begun)
    assert card.now.buttons == []


async def test_members_of_a_group_are_asked_as_well_but_never_a_crowd(begun: Office) -> None:
    """Who is notified is less than who may approve."""
    crowd = [UserId(f"U_LEAD{n:02}") for n in range(ASKED_AT_MOST + 5)]
    for one in crowd:
        begun.slack.add_user(one, one.lower(), one.title(), email=f"{one.lower()}@acme.example")
    begun.slack.add_usergroup(GROUP.id, "sales-leads", [MARA, ADA, *crowd])
    await approved_by(begun, Approval(group=GROUP))

    request = await posted(begun)

    assert request.directly == tuple(crowd[:ASKED_AT_MOST])
    assert sum(cards_of(begun, one) for one in crowd) == ASKED_AT_MOST
    assert [cards_of(begun, one) for one in (MARA, ADA)] == [0, 0]


async def test_a_nudge_reaches_them_too(begun: Office) -> None:
    """In the DM where their card stands; the channel has its own."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    await posted(begun)

    at(begun, MONDAY + timedelta(hours=4.1))
    await passed(begun)

    assert len(posts_of(begun, Card.NUDGE, f":{SVEN}")) == 1
    assert len(posts_of(begun, Card.NUDGE)) == 2


async def test_who_is_named_later_is_asked_then_and_once(begun: Office) -> None:
    """Whatever else is changed in the settings."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    await posted(begun)

    for approval in (Approval(approvers=(MARA, *ELSEWHERE)), Approval(approvers=ELSEWHERE)):
        await approved_by(begun, approval)
        await worked(begun)

    assert (await request_of(begun)).directly == ELSEWHERE
    assert [cards_of(begun, one) for one in (MARA, *ELSEWHERE)] == [0, 1, 1]


async def test_who_is_named_no_more_has_no_buttons_and_no_nudge(begun: Office) -> None:
    """Their card says who may approve by now; named once more, it can be pressed again."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    await posted(begun)
    card = begun.cards(SVEN)[-1]

    await approved_by(begun, Approval(approvers=(MARA,)))
    await worked(begun)
    later = card.now
    at(begun, MONDAY + timedelta(hours=4.1))
    await passed(begun)
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    await worked(begun)

    assert later.buttons == []
    assert "may not approve it any more" in later.all_text
    assert f"May approve: <@{MARA}>;" in later.all_text
    assert [len(posts_of(begun, Card.NUDGE, f":{one}")) for one in (SVEN, CHANNEL)] == [0, 1]
    assert card.now.buttons == ["Approve", "Reject"]
    assert cards_of(begun, SVEN) == 1


async def test_who_left_the_group_is_asked_no_more(begun: Office) -> None:
    """Slack is asked again with each nudge; who is in it still is nudged."""
    begun.slack.add_usergroup(GROUP.id, "sales-leads", [SVEN, BENOIT])
    await approved_by(begun, Approval(group=GROUP))
    await posted(begun)

    begun.slack.state.usergroups[GROUP.id].users = [BENOIT]
    await forgotten(begun, "group")
    at(begun, MONDAY + timedelta(hours=4.1))
    await passed(begun)

    assert begun.cards(SVEN)[-1].now.buttons == []
    assert [len(posts_of(begun, Card.NUDGE, f":{one}")) for one in ELSEWHERE] == [0, 1]


async def test_of_an_approver_who_left_slack_its_starter_is_not_told_with_each_nudge(
    begun: Office,
) -> None:
    """They are skipped, and their card says so: nothing is sent that cannot arrive."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    await posted(begun)
    begun.slack.state.users[SVEN].deleted = True
    await forgotten(begun, "person")

    for hours in (4.1, 28.2):
        at(begun, MONDAY + timedelta(hours=hours))
        await passed(begun)

    assert (await request_of(begun)).nudges == 2
    assert len(posts_of(begun, Card.NUDGE, f":{SVEN}")) == 0
    assert posts_of(begun, Card.UNREACHABLE) == []


async def test_a_dm_that_takes_no_message_is_tried_once(begun: Office) -> None:
    """Its starter can have it tried again: no nudge does, which would say the same each time."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    dm = begun.slack.state.dm_with(SVEN).id
    refused = Refuse("restricted_action")
    begun.slack.faults.add(
        "chat.postMessage", refused, times=None, when=lambda call: call.get("channel") == dm
    )
    await posted(begun)

    at(begun, MONDAY + timedelta(hours=4.1))
    await passed(begun)

    assert cards_of(begun, SVEN) == 1
    assert len(posts_of(begun, Card.UNREACHABLE)) == 1


async def test_where_nobody_is_named_nobody_is_written_to(begun: Office) -> None:
    """Those who may approve were in the channel."""
    request = await posted(begun)

    assert request.directly == ()
    assert len(posts_of(begun, Card.APPROVAL)) == 1


async def test_a_channel_that_fails_later_asks_only_who_has_no_card_yet(begun: Office) -> None:
    """Its members, beside those who were asked at once."""
    await approved_by(begun, Approval(approvers=(MARA, SVEN)))
    begun.slack.faults.add("chat.postMessage", Refuse("is_archived"), times=None, when=to_channel)

    request = await posted(begun)

    assert request.channel_fault == "is_archived"
    assert set(request.directly) == {MARA, SVEN}
    assert [cards_of(begun, one) for one in (MARA, SVEN)] == [1, 1]


async def test_who_asked_reads_why_the_channel_has_no_card_though_all_have_one(
    begun: Office,
) -> None:
    """Nobody else is asked then, and only those who are named may approve."""
    await approved_by(begun, Approval(approvers=(SVEN,)))
    begun.slack.faults.add("chat.postMessage", Refuse("is_archived"), times=None, when=to_channel)

    await posted(begun)

    assert (await request_of(begun)).directly == (SVEN,)
    assert len(posts_of(begun, Card.REQUEST_NEWS, f":directly:{ADA}")) == 1
