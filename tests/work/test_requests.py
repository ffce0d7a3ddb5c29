"""Requests by real workers: on a card once, a setup of the sandbox once, addresses as a file."""

from typing import Final

import pytest

from bot.domain.commands import CancelSetup, StartSetup
from bot.domain.effects import BeginSandbox, Card, NoteRequest, PostRequest
from bot.domain.ids import RequestId, SetupId
from bot.domain.people import Actor, Role, Standing
from bot.domain.refusals import OnAnotherInstance
from bot.domain.request import RequestKind, RequestStage
from bot.domain.request_commands import (
    ReportAccount,
    ReportInvited,
    Withdraw,
)
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.handle import Refused
from bot.store.audit_log import AuditLog
from bot.work import attempt, files
from bot.work.results import Delivered, Overtook
from practice.slack import LoseAnswer, ServerError
from practice.slack.faults import Fault
from tests.journeys.world import CHANNEL
from tests.work.asked import (
    ADA,
    IDA,
    LEA,
    REQUEST,
    approves,
    asked,
    in_channel,
    owns_sandbox,
    posted,
    posts_of,
    setup_of,
    started,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, TEAM, Office
from tests.work.runs import claimed, does

SANDBOX: Final = RequestKind.SANDBOX
SANDBOX_SETUP: Final = SetupId(REQUEST)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait, and Slack shows a file at once."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    monkeypatch.setattr(files, "SHOWN_AFTER", 0.0)


@pytest.fixture
async def begun(office: Office) -> Office:
    await started(office)
    return office


async def approved(office: Office, *emails: str, kind: RequestKind = RequestKind.INVITE) -> None:
    """Sol has it on a card."""
    await posted(office, *emails, kind=kind)
    await approves(office, STELLA)
    await worked(office)


async def setups(office: Office) -> list[Setup]:
    return [one.state for one in (await office.bot.aggregates.ask(TEAM, SOL)).setups]


class TestPost:
    """Who may approve is read, then it stands in the channel."""

    async def test_it_stands_in_the_channel_with_who_decides(self, begun: Office) -> None:
        """Once; its requester has a card that takes it back, and its setup knows of it."""
        request = await posted(begun)

        [card] = in_channel(begun)
        assert (request.stage, request.nobody) == (RequestStage.OPEN, None)
        assert {"Approve", "Reject"} <= set(card.buttons)
        assert LEA in card.all_text
        assert len(posts_of(begun, Card.MY_REQUEST, ADA)) == 1
        assert (await setup_of(begun)).requests == {REQUEST: "invite"}

    async def test_a_worker_that_is_killed_posts_it_once(self, begun: Office) -> None:
        """Between its commit and the end of the effect: the next one finds it open, and looks."""
        await asked(begun)
        effect = PostRequest(setup_id=begun.setup.id, request_id=REQUEST)
        claim = await claimed(begun, effect.id)
        await worked(begun)

        late = await begun.deliver()(claim, lambda: 60.0)

        assert isinstance(late, Overtook)
        assert len(posts_of(begun, Card.APPROVAL)) == 1

    @pytest.mark.parametrize("fault", [LoseAnswer(), ServerError(503, after=True)], ids=repr)
    async def test_a_card_that_may_have_been_posted_is_looked_for(
        self, begun: Office, fault: Fault
    ) -> None:
        """In the channel's history, as any first post."""
        begun.slack.faults.add(
            "chat.postMessage", fault, when=lambda given: given["channel"] == CHANNEL
        )
        await posted(begun)

        assert not begun.slack.faults.pending
        assert len(in_channel(begun)) == 1

    async def test_what_was_taken_back_before_is_never_posted(self, begun: Office) -> None:
        """Nobody is asked about it, and its setup does not wait for it."""
        await asked(begun)
        await does(begun, Withdraw(begun.setup.id, REQUEST), ADA)

        await worked(begun)

        assert in_channel(begun) == []
        assert begun.slack.calls_of("conversations.members") == []
        assert (await setup_of(begun)).requests == {}

    async def test_the_setup_forgets_what_is_over_whatever_comes_first(self, begun: Office) -> None:
        """Effects have no order: it may hear of the end before it hears of the beginning."""
        await asked(begun)
        about = {"setup_id": begun.setup.id, "request_id": REQUEST}
        await claimed(begun, NoteRequest(**about, kind="invite", ended=False).id)  # it comes later
        await does(begun, Withdraw(begun.setup.id, REQUEST), ADA)

        await worked(begun)

        assert (await setup_of(begun)).requests == {}

    async def test_effects_of_a_request_that_is_gone_end(self, begun: Office) -> None:
        """Without a word, and not as a dead letter (zulip PR 27169)."""
        request = await asked(begun)
        found = [key async for key in begun.redis.scan_iter(f"*:request:{request.id}")]
        await begun.redis.delete(*found)

        await worked(begun)

        assert in_channel(begun) == []
        assert (await begun.bot.due.backlog(begun.hands.now())).dead == 0


class TestSandbox:
    """An account is there: a setup of the sandbox begins."""

    @pytest.fixture
    async def created(self, begun: Office) -> Office:
        """Sol has said so; no worker has heard of it."""
        await owns_sandbox(begun)
        await approved(begun, kind=SANDBOX)
        await does(begun, ReportAccount(begun.setup.id, REQUEST))
        return begun

    async def test_it_begins_with_the_people_of_production(self, created: Office) -> None:
        """In the name of who owns that; nobody has to name anybody anew."""
        await worked(created)

        [production, sandbox] = await setups(created)
        assert (sandbox.id, sandbox.kind) == (SANDBOX_SETUP, Kind.SANDBOX)
        assert sandbox.people == production.people
        assert (sandbox.name, sandbox.channel_id) == (production.name, production.channel_id)
        assert len(posts_of(created, Card.MARKETO_ADMIN, MARA)) == 2

    async def test_nobody_is_said_to_have_begun_it(self, created: Office) -> None:
        """The audit names the bot; who chose each person is as it was in production."""
        await worked(created)

        [production, sandbox] = await setups(created)
        rows = [row async for page in AuditLog(created.bot.scripts).forward(TEAM) for row in page]
        started = {row.setups: row.who for row in rows if row.what == "StartSetup"}
        assert started == {(production.id,): STELLA, (sandbox.id,): "bot"}
        for role in (Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN):
            assert sandbox.chosen[role] == production.chosen[role]

    async def test_a_worker_that_is_killed_begins_it_once(self, created: Office) -> None:
        """The other one's commit is recognised, also after the setup was renamed or ended."""
        effect = BeginSandbox(setup_id=created.setup.id, request_id=REQUEST)
        claim = await claimed(created, effect.id)
        await worked(created)
        await does(created, CancelSetup(SANDBOX_SETUP), STELLA)

        assert await created.deliver()(claim, lambda: 60.0) == Delivered()
        await worked(created)

        assert [one.kind for one in await setups(created)] == [Kind.PRODUCTION]

    async def test_one_that_exists_is_enough(self, created: Office) -> None:
        """Whoever set it up named its people; a second one is not made beside it."""
        theirs = SetupId("their-sandbox")
        people = ((Role.MARKETO_ADMIN, SOL), (Role.SALES_CONNECT_ADMIN, MARA))
        channel, language = created.setup.channel_id, created.setup.language
        start = StartSetup(theirs, Kind.SANDBOX, "", people, channel, frozenset(), language)
        await does(created, start, STELLA)

        await worked(created)

        assert [one.id for one in await setups(created)] == [created.setup.id, theirs]
        assert (await created.bot.due.backlog(created.hands.now())).dead == 0

    async def test_a_setup_that_was_cancelled_begins_none(self, created: Office) -> None:
        """Its people have given it up."""
        await does(created, CancelSetup(created.setup.id), STELLA)

        await worked(created)

        assert await setups(created) == []

    async def test_a_second_account_begins_nothing(self, created: Office) -> None:
        """One setup for the instance, however many have an account on it."""
        await worked(created)
        second = RequestId("second")
        await asked(created, IDA, kind=SANDBOX, request_id=second)
        await worked(created)
        await approves(created, STELLA, second)
        await does(created, ReportAccount(created.setup.id, second))
        await worked(created)

        assert [one.kind for one in await setups(created)] == [Kind.PRODUCTION, Kind.SANDBOX]


async def test_an_invite_that_was_taken_back_is_reported_only_while_the_address_is_free(
    begun: Office,
) -> None:
    """Who has the card reads why not; the account that was asked for since then is in order."""
    await owns_sandbox(begun)
    await approved(begun)
    await does(begun, Withdraw(begun.setup.id, REQUEST), ADA)
    again = await asked(begun, kind=SANDBOX, request_id=RequestId("again"))

    report = ReportInvited(begun.setup.id, REQUEST)
    answer = await begun.bot.handle(report, by=Actor(TEAM, SOL, Standing.MEMBER))

    assert isinstance(answer, Refused)
    assert answer.why == OnAnotherInstance(again.people[0].email)
