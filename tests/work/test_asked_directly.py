"""The channel takes no message: whoever may approve is asked in their DM, and people hear why."""

from typing import Final

import pytest

from bot.domain.commands import NoteChannelChanged
from bot.domain.effects import AskDirectly, Card
from bot.domain.people import Ourselves
from bot.domain.request import Nobody, RequestStage
from bot.domain.setup_parts import Approval
from bot.handle import Done
from bot.work.results import Delivered
from practice.slack import Refuse
from tests.work.asked import (
    ADA,
    BENOIT,
    REQUEST,
    SVEN,
    approved_by,
    approves,
    posted,
    posts_of,
    request_of,
    started,
    to_channel,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, TEAM, Office
from tests.work.runs import claimed, forgotten

# Who was in the channel, but Ada, who asks.
OTHERS: Final = {STELLA, MARA, SOL, SVEN, BENOIT}


@pytest.fixture
async def archived(office: Office) -> Office:
    """In the middle: its members were read, its card is not there yet."""
    await started(office)
    office.slack.faults.add("chat.postMessage", Refuse("is_archived"), times=None, when=to_channel)
    return office


def asked_in_dm(office: Office) -> set[str]:
    """Whoever can approve there now."""
    return {
        one
        for one in (*OTHERS, ADA)
        if any({"Approve", "Approuver"} & set(card.buttons) for card in office.cards(one))
    }


async def test_members_of_the_channel_are_asked_in_their_dm(archived: Office) -> None:
    """Once each; who asked hears where it went."""
    request = await posted(archived)

    assert (request.stage, request.channel_fault) == (RequestStage.OPEN, "is_archived")
    assert asked_in_dm(archived) == set(request.directly) == OTHERS
    assert [len(posts_of(archived, Card.APPROVAL, one)) for one in OTHERS] == [1] * 5
    news = posts_of(archived, Card.REQUEST_NEWS, f":directly:{ADA}")
    assert len(news) == 1


async def test_of_those_asked_directly_one_decides_for_all(archived: Office) -> None:
    """The others see by whom, and have no button left."""
    await posted(archived)

    assert isinstance(await approves(archived, SVEN), Done)
    await worked(archived)

    assert asked_in_dm(archived) == set()
    card = archived.cards(MARA)[-1]
    assert f"<@{SVEN}>" in card.now.all_text


async def test_named_people_are_asked_and_nobody_else(archived: Office) -> None:
    """Members of the channel may not approve then."""
    await approved_by(archived, Approval(approvers=(BENOIT,)))

    assert (await posted(archived)).directly == (BENOIT,)
    assert asked_in_dm(archived) == {BENOIT}


async def test_who_is_named_later_is_asked_too(archived: Office) -> None:
    """Those who were asked before keep the card that they have."""
    await approved_by(archived, Approval(approvers=(BENOIT,)))
    await posted(archived)

    await approved_by(archived, Approval(approvers=(BENOIT, SVEN)))
    await worked(archived)

    assert (await request_of(archived)).directly == (BENOIT, SVEN)
    assert [len(posts_of(archived, Card.APPROVAL, one)) for one in (BENOIT, SVEN)] == [1, 1]


async def test_a_worker_that_is_killed_asks_nobody_twice(archived: Office) -> None:
    """The other one finds that they were asked."""
    archived.slack.faults.clear()
    await posted(archived)
    changed = NoteChannelChanged(archived.setup.id, "is_archived")
    await archived.bot.handle(changed, by=Ourselves(TEAM))
    effect = AskDirectly(setup_id=archived.setup.id, request_id=REQUEST, why="is_archived")
    claim = await claimed(archived, effect.id)
    await worked(archived)

    assert await archived.deliver()(claim, lambda: 60.0) == Delivered()
    await worked(archived)
    assert [len(posts_of(archived, Card.APPROVAL, one)) for one in OTHERS] == [1] * 5


async def test_where_nobody_can_be_asked_it_is_said(archived: Office) -> None:
    """Its requester and who can name somebody; it stays open until it expires."""
    archived.slack.faults.clear()
    await posted(archived)
    for one in OTHERS:
        archived.slack.state.users[one].is_restricted = True  # guests by now
    await forgotten(archived, "person")

    changed = NoteChannelChanged(archived.setup.id, "channel_not_found")
    await archived.bot.handle(changed, by=Ourselves(TEAM))
    await worked(archived)

    request = await request_of(archived)
    assert (request.stage, request.nobody) == (RequestStage.OPEN, Nobody.CHANNEL)
    news = [posts_of(archived, Card.REQUEST_NEWS, f":nobody.0:{one}") for one in (ADA, STELLA)]
    assert [len(one) for one in news] == [1, 1]


async def test_a_channel_that_is_back_is_no_fault_any_more(archived: Office) -> None:
    """Whoever was asked directly can still decide; who is asked for next stands there again."""
    await posted(archived)
    archived.slack.faults.clear()

    await archived.bot.handle(NoteChannelChanged(archived.setup.id, ""), by=Ourselves(TEAM))
    await worked(archived)

    request = await request_of(archived)
    assert (request.channel_fault, set(request.directly)) == ("", OTHERS)
    assert asked_in_dm(archived) == OTHERS
