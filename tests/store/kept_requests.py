"""Requests in the store, which go on there as they do in the bot."""

from typing import Final

from bot.domain import request_steps
from bot.domain.ids import RequestId, SeenId, SetupId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves
from bot.domain.request import Person, Request, RequestKind
from bot.domain.request_commands import (
    Approve,
    AskForInvites,
    AskForSandbox,
    OpenRequest,
    Reject,
    RequestCommand,
)
from bot.domain.setup import Setup
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import CommitAnswer, Committed
from tests.domain.builders import OURSELVES, RUN_AT, SETUP_ID, SOL, done
from tests.domain.request_builders import MEL, MEMBERS, RAY, owning
from tests.store.builders import an_entry

INVITE: Final = RequestKind.INVITE
SANDBOX: Final = RequestKind.SANDBOX
NOTE: Final = "they sell in the north"
_USUALLY: Final[dict[Act, Actor | Ourselves]] = {
    Act.FOLLOW_UP: OURSELVES,
    Act.DECIDE: MEL,
    Act.WITHDRAW: RAY,
}


class Kept:
    """One of them: decided, written."""

    def __init__(self, aggregates: Aggregates, request: Request, setup: Setup) -> None:
        self._aggregates = aggregates
        self.setup = setup
        self.request = request
        self.version = 0

    async def takes(self, command: RequestCommand, seen: SeenId | None = None) -> CommitAnswer:
        """By whoever usually does it, at the time of its entry."""
        by = _USUALLY.get(command.act, SOL)
        decision = request_steps.decide(self.request, self.setup, command, by, RUN_AT)
        outcome = done(decision)
        former = Versioned(self.request, self.version)
        entry = an_entry(type(command).__name__)
        answer = await self._aggregates.commit_request(outcome, former, entry, seen)
        if isinstance(answer, Committed):
            self.request, self.version = outcome.state, answer.version
        return answer

    async def is_open(self) -> "Kept":
        about = (self.request.setup_id, self.request.id)
        assert await self.takes(OpenRequest(*about, MEMBERS)) == Committed(2)
        return self

    async def is_approved(self, *rejected: int) -> "Kept":
        """All of it, but these."""
        about = (self.request.setup_id, self.request.id)
        await self.is_open()
        if rejected:
            edition = self.request.edition
            assert await self.takes(Reject(*about, edition, rejected, "no licences left"))
        answer = await self.takes(Approve(*about, self.request.edition))
        assert isinstance(answer, Committed)
        return self


def about_to_ask(
    *emails: str,
    kind: RequestKind = INVITE,
    request_id: str = "request-1",
    setup: Setup | None = None,
    by: Actor = RAY,
) -> Outcome[Request]:
    """What is to be committed."""
    setup = setup or owning()
    about = (setup.id, RequestId(request_id), tuple(Person(email=one) for one in emails), NOTE)
    command = AskForInvites(*about) if kind is INVITE else AskForSandbox(*about)
    return done(request_steps.begin(setup, command, by, RUN_AT))


async def asks(
    aggregates: Aggregates,
    *emails: str,
    kind: RequestKind = INVITE,
    request_id: str = "request-1",
    others: tuple[SetupId, ...] = (),
    seen: SeenId | None = None,
) -> CommitAnswer:
    """Of what may be refused by the store."""
    outcome = about_to_ask(*emails, kind=kind, request_id=request_id)
    return await aggregates.commit_request(outcome, None, an_entry("Ask"), seen=seen, others=others)


async def asked(
    aggregates: Aggregates,
    *emails: str,
    kind: RequestKind = INVITE,
    request_id: str = "request-1",
    setup: Setup | None = None,
) -> Kept:
    """One that nobody has seen yet."""
    setup = setup or owning()
    outcome = about_to_ask(*emails, kind=kind, request_id=request_id, setup=setup)
    assert await aggregates.commit_request(outcome, None, an_entry("Ask")) == Committed(1)
    kept = Kept(aggregates, outcome.state, setup)
    kept.version = 1
    return kept


def ids(kept: Kept) -> tuple[SetupId, RequestId]:
    """As commands begin."""
    assert kept.request.setup_id == SETUP_ID
    return kept.request.setup_id, kept.request.id
