"""Requests beside the road: who asks for whom, who decides, and what becomes of it."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.effects import Card, Slot
from bot.domain.request import PersonState, Request, RequestKind, RequestStage
from practice.slack import Message, NotThere, Person
from tests.crash.acts import COMES_WITHIN, Act, IsDone, Step, at_once, closes, sees, submits
from tests.crash.company import Installation
from tests.journeys.world import CHANNEL

WHY_NOT: Final = "not this month"


class Fate(StrEnum):
    """What becomes of a request, as far as people press."""

    WAITS = "waits"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # the company owns no sandbox
    APPROVED = "approved"
    DONE = "done"


STAGES: Final = {
    Fate.WAITS: RequestStage.OPEN,
    Fate.REJECTED: RequestStage.REJECTED,
    Fate.WITHDRAWN: RequestStage.WITHDRAWN,
    Fate.CLOSED: RequestStage.CLOSED,
    Fate.APPROVED: RequestStage.APPROVED,
    Fate.DONE: RequestStage.DONE,
}


@dataclass(frozen=True, slots=True)
class Hands:
    """Who presses; nobody has a window of two requests open."""

    requester: Person
    approver: Person
    other: Person  # approves in the same moment
    rejecter: Person


class Errand(ABC):
    """One request."""

    kind: ClassVar[RequestKind]
    title: ClassVar[str]  # of the window
    command: ClassVar[str]
    for_whom: ClassVar[tuple[str, ...]]  # addresses, as the request holds them
    told: ClassVar[tuple[int, ...]]  # numbers of those who are people of Slack
    some: ClassVar[tuple[int, ...]] = ()  # of those who are rejected, though others are not

    def __init__(
        self, there: Installation, hands: Hands, fate: Fate, *, number: int = 0, races: bool
    ) -> None:
        """
        `number`: of this kind, by this requester; `races`: an approval meets its withdrawal.
        """
        self._there = there
        self._company = there.company
        self._hands = hands
        self._number = number
        self._races = races
        self.fate = fate

    def __str__(self) -> str:
        return f"{self.title} {self._number}, {self.fate}"

    async def request(self) -> Request | None:
        who, mine = self._hands.requester.id, await self._there.requests()
        mine = [one for one in mine if (one.requester, one.kind) == (who, self.kind)]
        return mine[self._number] if len(mine) > self._number else None

    async def found(self) -> Request:
        """Raises: AssertionError if it was never made."""
        request = await self.request()
        assert request is not None, str(self)
        return request

    def steps(self) -> list[Step]:
        """From the command to its fate."""
        steps = [*self._to_be_asked(), *self._to_its_fate()]
        return [self._named(step) for step in steps]

    def _named(self, step: Step) -> Step:
        """By whose step it is: several errands are one road."""
        whose = f"{self.title} {self._number}: "
        begins_at = f"{whose}{step.begins_at}" if step.begins_at else ""
        return replace(step, name=f"{whose}{step.name}", begins_at=begins_at)

    @abstractmethod
    async def _fill(self) -> None: ...

    @abstractmethod
    def _fulfilled(self) -> list[Step]: ...

    def _to_be_asked(self) -> list[Step]:
        one = self._hands.requester

        async def is_asked() -> bool:
            return await self.request() is not None

        return [
            Step(
                self.title,
                one,
                self._there_is_a_setup,
                lambda: one.command(f"/salesconnect {self.command}"),
                sees(one, self.title),
                opens=True,
            ),
            Step("Ask", one, self._fill, submits(one, self.title), is_asked, self.title),
        ]

    async def _there_is_a_setup(self) -> None:
        """And no window: that of a former request was sent, though its answer was lost."""
        one = self._hands.requester
        async with asyncio.timeout(2 * COMES_WITHIN):
            while await self._there.setup() is None:  # noqa: ASYNC110 (Redis tells nobody)
                await asyncio.sleep(0.2)
        await closes(one)()

    def _to_its_fate(self) -> list[Step]:
        some = self._rejected(self.some) if self.some else []
        match self.fate:
            case Fate.WAITS:
                return some
            case Fate.REJECTED:
                return self._rejected(())
            case Fate.WITHDRAWN:
                return [*some, self._withdrawn()]
            case Fate.CLOSED | Fate.APPROVED | Fate.DONE:
                return [*some, self._approved(), *self._fulfilled()]

    def _rejected(self, who: tuple[int, ...]) -> list[Step]:
        """`who`: numbers of people; none: everybody."""
        one = self._hands.rejecter

        async def fill() -> None:
            if who:
                await one.fill("Who", [self.for_whom[number] for number in who])
            await one.fill("Reason", WHY_NOT)

        async def is_rejected() -> bool:
            return bool((await self.found()).numbers(PersonState.REJECTED))

        return [
            Step(
                "Reject",
                one,
                self._shows("Reject", Card.APPROVAL, CHANNEL),
                self._presses(one, "Reject", Card.APPROVAL, CHANNEL),
                sees(one, "Reject"),
                opens=True,
            ),
            Step("Rejected", one, fill, submits(one, "Reject"), is_rejected, "Reject"),
        ]

    def _approved(self) -> Step:
        """By two in the same moment."""
        hands = self._hands
        first, second = (
            self._presses(one, "Approve", Card.APPROVAL, CHANNEL)
            for one in (hands.approver, hands.other)
        )

        async def is_approved() -> bool:
            return (await self.found()).stage is not RequestStage.OPEN

        shows = self._shows("Approve", Card.APPROVAL, CHANNEL)
        return Step("Approve", hands.approver, shows, at_once(first, second), is_approved)

    def _withdrawn(self) -> Step:
        hands = self._hands
        act = self._presses(hands.requester, "Withdraw", Card.MY_REQUEST, hands.requester.id)
        if self._races:
            act = at_once(act, self._presses(hands.approver, "Approve", Card.APPROVAL, CHANNEL))
        shows = self._shows("Withdraw", Card.MY_REQUEST, hands.requester.id)
        done = self._has_become(RequestStage.WITHDRAWN)
        return Step("Withdraw", hands.requester, shows, act, done)

    def _has_become(self, stage: RequestStage) -> IsDone:
        async def is_so() -> bool:
            return (await self.found()).stage is stage

        return is_so

    def _shows(self, label: str, card: Card, to: str) -> Act:
        """Waits for its button."""

        async def shows() -> None:
            find = await self._finds(card, to)

            def is_there() -> bool:
                message = find()
                return message is not None and label in message.buttons

            what = f"{label} of {self}"
            await self._company.slack.until(is_there, timeout=COMES_WITHIN, what=what)

        return shows

    def _presses(self, person: Person, label: str, card: Card, to: str) -> Act:
        async def press() -> object:
            message = (await self._finds(card, to))()
            if message is None:
                raise NotThere(f"{card} to {to}")
            return await person.press(label, in_=message)

        return press

    async def _finds(self, card: Card, to: str) -> Callable[[], Message | None]:
        id_ = (await self.found()).id
        return lambda: self._company.card(id_, Slot(card=card, to=to).key)

    @abstractmethod
    def news(self, request: Request) -> list[str]:
        """Of what was pressed."""


def was_approved(request: Request) -> bool:
    return bool(request.numbers(PersonState.APPROVED, PersonState.DONE))
