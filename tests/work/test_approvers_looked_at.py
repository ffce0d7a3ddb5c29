"""Whether somebody can approve, as Slack says: some are looked at, and again while nobody can."""

from datetime import timedelta
from typing import Final

import pytest

from bot.approvers import ASKED_AT_MOST, LOOKED_AT, Approvers
from bot.domain.effects import Card, PostRequest
from bot.domain.ids import UserId
from bot.domain.request import Nobody, Person, Request, RequestStage
from bot.domain.setup_parts import Approval, Group
from tests.work.asked import (
    ADA,
    BENOIT,
    HOUR,
    MONDAY,
    REQUEST,
    SVEN,
    approved_by,
    are_in_channel,
    asked,
    at,
    due_at,
    posted,
    posts_of,
    request_of,
    setup_of,
    started,
    strangers,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, Office
from tests.work.runs import forgotten

MEMBERS: Final = "conversations.members"
MINUTE: Final = timedelta(minutes=1)
ENDED: Final = "that has changed"  # what is said of a lack that is over
GROUP: Final = Group(id="S_APPROVERS", name="@approvers")
BY_BENOIT: Final = Approval(approvers=(BENOIT,))
GONE, GUS, ROBOT = UserId("U_GONE"), UserId("U_GUS"), UserId("U_ROBOT")


@pytest.fixture
async def begun(office: Office) -> Office:
    await started(office)
    return office


@pytest.fixture
def approvers(office: Office) -> Approvers:
    return Approvers(office.bot.slack)


def lacks_told(office: Office) -> list[int]:
    """How often who asked and the starter were told that nobody can approve it."""
    posts = [posts_of(office, Card.REQUEST_NEWS, f":nobody.0:{one}") for one in (ADA, STELLA)]
    return [len(one) for one in posts]


async def test_what_stands_on_a_card_is_looked_at_again_when_settings_change(begun: Office) -> None:
    """Who asked and the starter hear of a lack when it begins, and read its end in place."""
    await posted(begun)
    lacks = []
    for approval in (Approval(approvers=(GONE,)), Approval(group=GROUP), BY_BENOIT):
        await approved_by(begun, approval)
        await worked(begun)
        request = await request_of(begun)
        lacks.append((request.stage, request.nobody, lacks_told(begun)))
    [told] = [one for one in begun.cards(ADA) if ENDED in one.now.all_text]

    is_open, lack = RequestStage.OPEN, Nobody.APPROVERS
    assert lacks == [(is_open, lack, [1, 1]), (is_open, lack, [1, 1]), (is_open, None, [1, 1])]
    assert told.now.ts == told.ts
    assert len(posts_of(begun, Card.APPROVAL)) == 1


async def test_while_nobody_can_it_is_looked_at_again_each_hour(begun: Office) -> None:
    """Somebody may be added to the group, which nobody tells us; until then nothing new is said."""
    begun.slack.add_usergroup(GROUP.id, "approvers", [ADA])
    await approved_by(begun, Approval(group=GROUP))
    await posted(begun)
    look = PostRequest(setup_id=begun.setup.id, request_id=REQUEST).id
    lacks, looks = [lacks_told(begun)], [await due_at(begun.redis, look)]
    for hours in (1, 2):
        at(begun, MONDAY + hours * (HOUR + 2 * MINUTE))
        await worked(begun)
        lacks.append(lacks_told(begun))
        looks.append(await due_at(begun.redis, look))
    begun.slack.add_usergroup(GROUP.id, "approvers", [ADA, SVEN])
    await forgotten(begun, "group")
    await worked(begun)
    before = await request_of(begun)
    at(begun, MONDAY + 4 * HOUR)
    await worked(begun)

    assert lacks == [[1, 1]] * 3
    assert [one and round((one - MONDAY) / HOUR, 1) for one in looks] == [1.0, 2.0, 3.1]
    after = await request_of(begun)
    assert (before.stage, after.stage) == (RequestStage.ASKED, RequestStage.OPEN)


@pytest.mark.parametrize(
    ("members", "approval", "nobody"),
    [
        ((ADA, GUS, GONE, ROBOT, "U_EXT"), Approval(), Nobody.MEMBERS),
        ((ADA, STELLA), Approval(approvers=(GONE, ADA, GUS)), Nobody.APPROVERS),
        ((ADA, STELLA), Approval(group=GROUP), Nobody.APPROVERS),
        ((ADA, GUS, STELLA), Approval(), None),
        ((ADA,), Approval(approvers=(GONE, SOL)), None),
    ],
    ids=["members", "approvers", "no group", "a member", "an approver"],
)
async def test_an_approver_who_cannot_is_no_approver(
    begun: Office, members: tuple[str, ...], approval: Approval, nobody: Nobody | None
) -> None:
    """Who asks, who left, guests, bots, others' people; each missing thing has its own word."""
    are_in_channel(begun, *members)
    await approved_by(begun, approval)

    request = await posted(begun)

    assert (request.nobody, request.stage is RequestStage.OPEN) == (nobody, nobody is None)


@pytest.mark.parametrize(("users", "nobody"), [([SVEN], None), ([ADA], Nobody.APPROVERS)])
async def test_a_group_is_whoever_is_in_it(
    begun: Office, users: list[str], nobody: Nobody | None
) -> None:
    """Of whom one must be able to."""
    begun.slack.add_usergroup(GROUP.id, "approvers", users)
    await approved_by(begun, Approval(group=GROUP))

    assert (await posted(begun)).nobody is nobody


async def test_a_group_that_we_may_not_read_approves_nothing(begun: Office) -> None:
    """An operator must grant the scope; whoever asks is told at once, not after an hour."""
    begun.slack.add_usergroup(GROUP.id, "approvers", [SVEN])
    begun.slack.scopes = begun.slack.scopes - {"usergroups:read"}
    await approved_by(begun, Approval(group=GROUP))

    assert (await posted(begun)).nobody is Nobody.APPROVERS


async def test_of_many_who_cannot_only_some_are_looked_at(
    begun: Office, approvers: Approvers
) -> None:
    """Of a large channel somebody can, most likely: nobody is held up by thousands of looks."""
    few, many = strangers(LOOKED_AT), strangers(LOOKED_AT + 1)
    request, setup = await asked(begun), await setup_of(begun)
    before = len(begun.slack.calls_of("users.info"))

    found = [await approvers.nobody(_with(request, one), setup) for one in (few, many)]

    assert found == [Nobody.MEMBERS, None]
    assert len(begun.slack.calls_of("users.info")) - before == 2 * LOOKED_AT


async def test_who_asks_and_who_is_asked_for_are_not_among_those_who_are_looked_at(
    begun: Office, approvers: Approvers
) -> None:
    """They cannot approve it, however many they are: one who can is found behind them."""
    many = strangers(LOOKED_AT + 1)
    people = [Person(email=f"p{n}@acme.example", user_id=UserId(one)) for n, one in enumerate(many)]
    request = (await asked(begun)).model_copy(update={"people": tuple(people), "requester": MARA})
    before = len(begun.slack.calls_of("users.info"))

    found = await approvers.directly(
        _with(request, [MARA, *many, SVEN]), await setup_of(begun), "is_archived"
    )

    assert found.approvers == (SVEN,)
    assert len(begun.slack.calls_of("users.info")) - before <= 1


@pytest.mark.parametrize(
    ("number", "nobody"), [(LOOKED_AT, Nobody.APPROVERS), (LOOKED_AT + 1, None)]
)
async def test_of_a_large_group_only_some_are_looked_at(
    begun: Office, approvers: Approvers, number: int, nobody: Nobody | None
) -> None:
    """Whoever is not looked at may well be able to: "nobody" would be a guess."""
    begun.slack.add_usergroup(GROUP.id, "approvers", strangers(number))
    request, setup = await asked(begun), await approved_by(begun, Approval(group=GROUP))

    assert await approvers.nobody(request, setup) is nobody


async def test_a_large_channel_stands_for_nobody_who_is_named(
    begun: Office, approvers: Approvers
) -> None:
    """Its members may not approve then, however many they are."""
    request = await asked(begun)
    setup = await approved_by(begun, Approval(approvers=(GONE,)))

    found = await approvers.nobody(_with(request, strangers(2 * LOOKED_AT)), setup)

    assert found is Nobody.APPROVERS


async def test_few_of_many_are_asked_directly_who_is_named_first(
    begun: Office, approvers: Approvers
) -> None:
    """Who may approve is more than who is notified; the setup's own people come before others."""
    members = [f"U_M{number:02}" for number in range(LOOKED_AT)]
    for one in members:
        begun.slack.add_user(one, one.lower(), one, email=f"{one.lower()}@acme.example")
    request, setup = await asked(begun), await approved_by(begun, BY_BENOIT)
    asked_of = _with(request, [*members, SOL, ADA])

    named = await approvers.directly(asked_of, setup, "is_archived")
    anybody = await approvers.directly(
        asked_of, setup.model_copy(update={"approval": Approval()}), "is_archived"
    )

    assert named.approvers == (BENOIT,)
    assert anybody.approvers == (SOL, *members[: ASKED_AT_MOST - 1])
    assert anybody.why == "is_archived"


def _with(request: Request, members: list[str]) -> Request:
    """They were in the channel."""
    return request.model_copy(update={"members": tuple(UserId(one) for one in members)})
