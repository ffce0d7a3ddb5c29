"""Who opens the bot's messages: one is welcomed, all are offered questions where Slack has them."""

from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import UserId
from bot.work import attempt
from practice.slack import Call, Drop, LoseAnswer, Message, RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.store.builders import lapse
from tests.work.asked import ADA, BENOIT
from tests.work.looks import LEASE
from tests.work.office import MARA, SHARD, TEAM, Office

POST: Final = "chat.postMessage"
PROMPTS: Final = "assistant.threads.setSuggestedPrompts"
GUS, ROBOT, GONE, NOBODY = map(UserId, ("U_GUS", "U_ROBOT", "U_GONE", "U_NOBODY"))
BEGIN: Final = "Set up Sales Connect"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


@pytest.fixture
def agent(office: Office) -> None:
    """As docs/assistant.md switches it on: the manifest has it not."""
    office.slack.scopes = office.slack.scopes | {"assistant:write"}


def dm_of(office: Office, who: UserId) -> str:
    return office.slack.state.dm_with(who).id


async def opens(office: Office, who: UserId = ADA) -> None:
    await office.bot.front.visits.messages(TEAM, who, dm_of(office, who))


async def opened(office: Office, who: UserId = ADA) -> None:
    await opens(office, who)
    async with office.working():
        await office.until_all_is_done()


def welcomes(office: Office, who: UserId = ADA) -> list[Message]:
    return [one for one in office.cards(who) if BEGIN in one.buttons]


def offers(office: Office) -> list[Call]:
    """Attempts, those that failed too."""
    return office.slack.calls_of(PROMPTS)


async def test_the_first_is_welcomed_and_nobody_else(office: Office) -> None:
    """With the one thing to do; nobody looks for it first, however often they come back."""
    for who in (ADA, ADA, MARA):
        await opened(office, who)

    assert [one.buttons for one in office.cards(ADA)] == [[BEGIN]]
    assert office.cards(MARA) == []
    assert office.slack.calls_of("conversations.history") == []  # which is scarce


@pytest.mark.parametrize("first", [GUS, ROBOT, GONE, NOBODY])
async def test_who_cannot_begin_leaves_the_welcome_to_the_next(
    office: Office, first: UserId
) -> None:
    """They read none, and the first full member does."""
    await office.bot.front.visits.messages(TEAM, first, "D_FIRST")
    async with office.working():
        await office.until_all_is_done()
    assert office.slack.calls_of(POST) == []

    await opened(office, ADA)

    assert len(welcomes(office)) == 1


async def test_where_something_is_set_up_nobody_is_welcomed(office: Office) -> None:
    """They know already."""
    await office.start_setup()

    await opened(office)

    assert office.cards(ADA) == []


@pytest.mark.parametrize("fault", [LoseAnswer(), ServerError(503, after=True), Drop()], ids=repr)
async def test_a_welcome_in_doubt_is_looked_for(office: Office, fault: Fault) -> None:
    """It stands there once."""
    office.slack.faults.add(POST, fault)

    await opened(office)

    assert not office.slack.faults.pending
    assert len(welcomes(office)) == 1


async def test_a_welcome_of_a_worker_that_died_is_looked_for(office: Office, redis: Redis) -> None:
    """It was sent, and nobody wrote that down."""
    await opens(office)
    claims, _ = await office.bot.due.claim(SHARD, office.hands.now(), LEASE)
    for claim in claims:
        await office.deliver()(claim, lambda: LEASE.total_seconds())
    await lapse(redis, claims[0])
    office.hands.move(LEASE)

    async with office.working():
        await office.until_all_is_done()

    assert len(welcomes(office)) == 1


@pytest.mark.parametrize("error", ["messages_tab_disabled", "user_disabled"])
async def test_a_welcome_that_slack_refuses_ends_without_a_word(office: Office, error: str) -> None:
    """Nobody would try it again; the next one is welcomed."""
    office.slack.faults.add(POST, Refuse(error), times=None)

    await opened(office)

    assert len(office.slack.calls_of(POST)) <= attempt.REFUSALS
    assert (await office.bot.due.backlog(office.hands.now())).dead == 0
    office.slack.faults.clear()
    await opened(office, MARA)
    assert [len(welcomes(office, who)) for who in (ADA, MARA)] == [0, 1]


@pytest.mark.usefixtures("agent")
async def test_questions_are_offered_in_the_readers_language(office: Office) -> None:
    """Four at most, each time, by what somebody is here; never with `thread_ts`."""
    await office.start_setup()

    for who in (ADA, BENOIT, MARA, GUS):
        await opened(office, who)

    shown = office.slack.state.assistant.prompts
    titles = {who: {one.title for one in shown[dm_of(office, who)].prompts} for who in (ADA, MARA)}
    assert titles[ADA] != titles[MARA]
    assert shown[dm_of(office, BENOIT)].title != shown[dm_of(office, ADA)].title
    assert all(len(one.prompts) <= 4 for one in shown.values())
    assert len(shown) == len(offers(office)) == 4
    assert not any("thread_ts" in call.args for call in offers(office))


async def test_without_the_scope_nothing_is_offered(office: Office) -> None:
    """Slack would refuse it."""
    assert "assistant:write" not in office.slack.scopes

    await opened(office)

    assert offers(office) == []
    assert len(welcomes(office)) == 1


@pytest.mark.usefixtures("agent")
@pytest.mark.parametrize(
    "fault",
    [Refuse("missing_scope"), Refuse("unknown_method"), RateLimited(1), ServerError(503)],
    ids=repr,
)
async def test_an_offer_that_slack_does_not_take_is_made_once(office: Office, fault: Fault) -> None:
    """A plan without agents, a feature that is switched off: the next opening offers it anew."""
    office.slack.faults.add(PROMPTS, fault)

    await opened(office)

    assert len(offers(office)) == 1
    assert (await office.bot.due.backlog(office.hands.now())).dead == 0
    await opened(office)
    assert len(office.slack.state.assistant.prompts) == 1
