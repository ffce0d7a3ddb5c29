"""Who may approve, as Slack says: read in full before a request is posted, or not kept at all."""

import asyncio
from datetime import timedelta
from time import monotonic
from typing import Final

import pytest

from bot.approvers import FIRST_PAGE, Approvers
from bot.domain.effects import Card, PostRequest
from bot.domain.ids import UserId
from bot.domain.refusals import JoinedLater
from bot.domain.request import Nobody, RequestStage
from bot.domain.setup_parts import Approval
from bot.handle import Done, Refused
from bot.slack_faults import SlackFault
from practice.slack import RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.journeys.world import CHANNEL
from tests.work.asked import (
    ADA,
    BENOIT,
    REQUEST,
    approved_by,
    approves,
    are_in_channel,
    asked,
    in_channel,
    posted,
    posts_of,
    request_of,
    setup_of,
    started,
    strangers,
    to_channel,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, Office
from tests.work.runs import claimed

MEMBERS: Final = "conversations.members"
BY_BENOIT: Final = Approval(approvers=(BENOIT,))
GONE: Final = UserId("U_GONE")


@pytest.fixture
async def begun(office: Office) -> Office:
    await started(office)
    return office


@pytest.fixture
def approvers(office: Office) -> Approvers:
    return Approvers(office.bot.slack)


async def test_members_of_a_large_channel_are_read_page_by_page(begun: Office) -> None:
    """To the last one, who may approve as well as the first; whoever joins later may not."""
    last = UserId("U_ZOE")
    begun.slack.add_user(last, "zoe", "Zoe Last", email="zoe@acme.example")
    everybody = [STELLA, SOL, MARA, *strangers(2_500), last]
    are_in_channel(begun, *everybody)

    request = await posted(begun)

    assert len(request.members) == len(everybody)
    assert set(everybody) == set(request.members)
    assert len({call.args["cursor"] for call in begun.slack.calls_of(MEMBERS)}) == 3
    are_in_channel(begun, *everybody, BENOIT)
    late = await approves(begun, BENOIT)
    assert isinstance(late, Refused)
    assert isinstance(late.why, JoinedLater)
    assert isinstance(await approves(begun, last), Done)


async def test_many_large_channels_are_read_to_their_ends_however_slowly_slack_lets_us(
    begun: Office, approvers: Approvers
) -> None:
    """
    Whoever began anew at each "not so fast" would read the first pages for ever.

    One after the other: several together would share what Slack allows.
    """
    are_in_channel(begun, STELLA, *strangers(2_500))
    later = RateLimited(1)  # second: Slack says no less
    begun.slack.faults.add(MEMBERS, later, when=lambda given: bool(given.get("cursor")))
    request, setup = await asked(begun), await setup_of(begun)
    began = monotonic()

    found = await asyncio.gather(*(approvers.to_open(request, setup) for _ in range(3)))

    assert monotonic() - began >= later.retry_after
    assert {len(one.members) for one in found} == {2_501}
    cursors = [call.args.get("cursor", "") for call in begun.slack.calls_of(MEMBERS)]
    first, second, third = dict.fromkeys(cursors)
    assert cursors == [first, second, second, third, *[first, second, third] * 2]


@pytest.mark.parametrize("fault", [ServerError(503), Refuse("request_timeout")], ids=repr)
async def test_half_a_channel_is_kept_by_nobody(begun: Office, fault: Fault) -> None:
    """The effect comes again and reads it from its beginning; until then nothing is posted."""
    are_in_channel(begun, STELLA, SOL, MARA, *strangers(1_500))
    begun.slack.faults.add(MEMBERS, fault, when=lambda given: bool(given.get("cursor")))
    before = await asked(begun)
    effect = PostRequest(setup_id=begun.setup.id, request_id=REQUEST)
    claim = await claimed(begun, effect.id)

    with pytest.raises(SlackFault):
        await begun.deliver()(claim, lambda: 60.0)
    meanwhile = await request_of(begun)
    begun.hands.move(timedelta(seconds=2))  # as Slack told us to wait
    await worked(begun)

    assert meanwhile == before
    assert not begun.slack.faults.pending
    assert len((await request_of(begun)).members) == 1_503
    assert len(in_channel(begun)) == 1


@pytest.mark.parametrize(
    ("error", "nobody"),
    [
        ("channel_not_found", Nobody.CHANNEL),
        ("not_in_channel", Nobody.CHANNEL),
        ("is_archived", Nobody.ARCHIVED),
    ],
)
async def test_a_channel_that_cannot_be_read_is_said_where_nobody_is_named(
    begun: Office, error: str, nobody: Nobody
) -> None:
    """Never "submitted" when nobody can approve: who asked and who can change it hear of it."""
    begun.slack.faults.add(MEMBERS, Refuse(error), times=None)

    request = await posted(begun)

    assert (request.stage, request.nobody) == (RequestStage.ASKED, nobody)
    assert in_channel(begun) == []
    assert [len(posts_of(begun, Card.REQUEST_NEWS, one)) for one in (ADA, STELLA)] == [1, 1]


@pytest.mark.parametrize(
    "error", ["", "fetch_members_failed", "not_in_channel", "channel_not_found"]
)
async def test_who_may_approve_in_an_archived_channel_is_nobody(
    begun: Office, approvers: Approvers, error: str
) -> None:
    """However Slack says that its members cannot be read: it takes no message either."""
    begun.slack.state.channels[CHANNEL].is_archived = True
    if error:
        begun.slack.faults.add(MEMBERS, Refuse(error), times=None)

    request = await posted(begun)

    assert (request.stage, request.nobody) == (RequestStage.ASKED, Nobody.ARCHIVED)
    assert await approvers.nobody_for(request, await setup_of(begun)) is Nobody.ARCHIVED


async def test_it_is_posted_once_somebody_is_named_who_can(begun: Office) -> None:
    """The settings were changed because of that message: nobody has to ask again."""
    begun.slack.faults.add(MEMBERS, Refuse("channel_not_found"), times=None)
    await posted(begun)

    await approved_by(begun, BY_BENOIT)
    await worked(begun)

    request = await request_of(begun)
    assert (request.stage, request.nobody) == (RequestStage.OPEN, None)
    assert isinstance(await approves(begun, BENOIT), Done)


async def test_named_approvers_need_no_channel_that_can_be_read(begun: Office) -> None:
    """What cannot be posted there goes to their DM."""
    await approved_by(begun, BY_BENOIT)
    begun.slack.faults.add(MEMBERS, Refuse("channel_not_found"), times=None)
    begun.slack.faults.add("chat.postMessage", Refuse("channel_not_found"), when=to_channel)

    request = await posted(begun)

    assert (request.stage, request.members, request.directly) == (RequestStage.OPEN, (), (BENOIT,))
    assert any("Approuver" in card.buttons for card in begun.cards(BENOIT))


@pytest.mark.parametrize("error", ["missing_scope", "invalid_arguments"])
async def test_where_somebody_is_named_members_that_we_may_not_read_stop_nothing(
    begun: Office, approvers: Approvers, error: str
) -> None:
    """An operator must grant a scope, which may take days; who decides is known all the same."""
    begun.slack.faults.add(MEMBERS, Refuse(error), times=None)
    request, setup = await asked(begun), await setup_of(begun)

    with pytest.raises(SlackFault):
        await approvers.to_open(request, setup)
    await approved_by(begun, BY_BENOIT)
    await worked(begun)

    request = await request_of(begun)
    assert (request.stage, request.members, request.nobody) == (RequestStage.OPEN, (), None)
    assert isinstance(await approves(begun, BENOIT), Done)


async def test_members_are_kept_where_somebody_is_named_too(begun: Office) -> None:
    """They may be named no more, later; then it is who was in the channel."""
    await approved_by(begun, BY_BENOIT)
    request = await posted(begun)

    assert MARA in request.members
    assert isinstance(await approves(begun, MARA), Refused)
    await approved_by(begun, Approval())
    assert isinstance(await approves(begun, MARA), Done)


async def test_before_it_is_asked_the_first_page_is_enough(
    begun: Office, approvers: Approvers
) -> None:
    """A modal waits for it: one page, however large the channel."""
    are_in_channel(begun, STELLA, *strangers(2_000))
    request, setup = await asked(begun), await setup_of(begun)

    found = await approvers.nobody_for(request, setup)

    assert found is None
    [page] = begun.slack.calls_of(MEMBERS)
    assert page.args["limit"] == str(FIRST_PAGE)


async def test_before_it_is_asked_of_named_people_no_channel_is_read(
    begun: Office, approvers: Approvers
) -> None:
    """They decide whoever is in it."""
    request = await asked(begun)
    named = await approved_by(begun, BY_BENOIT)
    gone = await approved_by(begun, Approval(approvers=(GONE,)))

    found = [await approvers.nobody_for(request, one) for one in (named, gone)]

    assert found == [None, Nobody.APPROVERS]
    assert begun.slack.calls_of(MEMBERS) == []


async def test_before_it_is_asked_a_channel_that_is_gone_has_a_word_of_its_own(
    begun: Office, approvers: Approvers
) -> None:
    """Without the bot, or not there at all."""
    request, setup = await asked(begun), await setup_of(begun)
    begun.slack.faults.add(MEMBERS, Refuse("not_in_channel"))

    assert await approvers.nobody_for(request, setup) is Nobody.CHANNEL
