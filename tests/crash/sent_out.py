"""The errands of one company: invites for several, invites asked for twice, a sandbox account."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import ClassVar, Final

from bot.domain.effects import Card, Slot
from bot.domain.request import Request, RequestKind, RequestStage
from bot.domain.stages import Stage
from practice.slack import Message, NotThere, SlackStandIn
from tests.crash.acts import COMES_WITHIN, Step
from tests.crash.company import Installation
from tests.crash.errands import Errand, Fate, Hands, was_approved
from tests.crash.kept import SOL
from tests.journeys.world import CHANNEL

NEWCOMERS: Final = ("nia", "tom", "uma", "vic", "ida", "ugo")
OF_THE_CHANNEL: Final = ("U_IDA", "U_UGO")
HALF: Final = 0.5
AT_A_TIME: Final = 2  # of the three lists: each round is to take little longer


def add_newcomers(slack: SlackStandIn) -> None:
    """For whom is asked; and who decides, without having any other part in the story."""
    for name in NEWCOMERS:
        email = f"{name}@acme.example"
        slack.add_user(f"U_{name.upper()}", name, name.title(), email=email)
    slack.state.channels[CHANNEL].members.extend(OF_THE_CHANNEL)


class ForOne(Errand):
    """Named by address, which Slack knows."""

    kind = RequestKind.INVITE
    title = "Invite users"
    command = "invite"
    for_whom: ClassVar[tuple[str, ...]] = ("vic@acme.example",)
    told: ClassVar[tuple[int, ...]] = (0,)

    async def _fill(self) -> None:
        await self._hands.requester.fill("E-mail addresses", "\n".join(self.for_whom))

    def _fulfilled(self) -> list[Step]:
        if self.fate is not Fate.DONE:
            return []
        label = "I've invited them"
        shows = self._shows(label, Card.TO_FULFIL, SOL)
        press = self._presses(self._company.sol, label, Card.TO_FULFIL, SOL)
        return [Step(label, self._company.sol, shows, press, self._has_become(RequestStage.DONE))]

    def news(self, request: Request) -> list[str]:
        said = ["rejected"] if self.some or self.fate is Fate.REJECTED else []
        said += ["approved"] if was_approved(request) else []
        said += ["invited"] if self.fate is Fate.DONE else []
        return [f"{what}.{edition}" for edition, what in enumerate(said, start=2)]


class ForSeveral(ForOne):
    """People of Slack, and an address that Slack does not know; one of them is rejected."""

    for_whom = ("nia@acme.example", "tom@acme.example", "zoe@acme.example")
    told = (0, 1)
    some = (1,)

    async def _fill(self) -> None:
        await self._hands.requester.fill("People in Slack", ["U_NIA", "U_TOM"])
        await self._hands.requester.fill("E-mail addresses", "zoe@acme.example")
        await self._hands.requester.fill("Note to approvers", "they start on Monday")


class Account(Errand):
    """Of the sandbox, for Uma; the Marketo admin answers once it is approved."""

    kind = RequestKind.SANDBOX
    title = "Sandbox account"
    command = "sandbox uma+sbx@acme.example"
    for_whom = ("uma+sbx@acme.example",)
    told = (0,)

    async def _fill(self) -> None:
        await self._hands.requester.fill("For whom", "U_UMA")
        await self._hands.requester.fill("Reason", "to try campaigns out")

    def _fulfilled(self) -> list[Step]:
        sol = self._company.sol
        created = "Account created"
        match self.fate:
            case Fate.DONE:
                shows = self._shows(created, Card.TO_FULFIL, SOL)
                press = self._presses(sol, created, Card.TO_FULFIL, SOL)
                done = self._has_become(RequestStage.DONE)
                return [self._says("We own a sandbox"), Step(created, sol, shows, press, done)]
            case Fate.CLOSED:
                return [self._says("We don't")]
            case _:
                return []  # nobody says whether there is one

    def _says(self, label: str) -> Step:
        """Once the credentials are handed over: a sandbox has a card with the same button."""
        mara, slack = self._company.mara, self._company.slack

        async def asked() -> None:
            async with asyncio.timeout(2 * COMES_WITHIN):
                while not await self._is_handed_over():  # noqa: ASYNC110 (Redis tells nobody)
                    await asyncio.sleep(0.2)
            find = await self._question()
            await slack.until(lambda: find() is not None, timeout=COMES_WITHIN, what="a question")

        async def press() -> object:
            message = (await self._question())()
            if message is None:
                raise NotThere("the question")
            return await mara.press(label, in_=message)

        async def is_said() -> bool:
            setup = await self._there.setup()
            return setup is not None and setup.sandbox is not None

        return Step(label, mara, asked, press, is_said)

    async def _is_handed_over(self) -> bool:
        setup = await self._there.setup()
        return setup is not None and setup.stage not in (Stage.NAMED, Stage.HANDED_OVER)

    async def _question(self) -> Callable[[], Message | None]:
        setup = await self._there.setup()
        assert setup is not None
        key = Slot(card=Card.SANDBOX_QUESTION, to="U_MARA").key
        return lambda: self._company.card(setup.id, key)

    def news(self, request: Request) -> list[str]:
        said = ["rejected.2"] if self.fate is Fate.REJECTED else []
        said += ["approved.2"] if was_approved(request) else []
        said += ["account"] if self.fate is Fate.DONE else []
        return [*said, *(["closed"] if self.fate is Fate.CLOSED else [])]


def errands_of(there: Installation, random: Random) -> list[list[Errand]]:
    """Side by side; in each of these lists one after the other."""
    company = there.company
    of_ada = Hands(company.ada, company.benoit, company.sven, company.stella)
    of_sven = Hands(company.sven, company.stella, company.benoit, company.slack.person("U_IDA"))
    of_owen = Hands(company.owen, company.sven, company.ada, company.slack.person("U_UGO"))

    def one(errand: type[Errand], hands: Hands, fates: tuple[Fate, ...], number: int = 0) -> Errand:
        races = random.random() < HALF
        return errand(there, hands, random.choice(fates), number=number, races=races)

    lists = [
        [one(ForSeveral, of_ada, (Fate.WAITS, Fate.WITHDRAWN, Fate.APPROVED, Fate.DONE))],
        [  # a request that is over holds nobody: the same is asked for again
            one(ForOne, of_sven, (Fate.REJECTED, Fate.WITHDRAWN)),
            one(ForOne, of_sven, (Fate.WAITS, Fate.APPROVED, Fate.DONE), 1),
        ],
        [one(Account, of_owen, (*Fate, Fate.DONE))],
    ]
    return random.sample(lists, AT_A_TIME)
