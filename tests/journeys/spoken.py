"""A journey in one language: everybody's Slack is in it, and labels are said in English."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.setup import Setup
from practice.slack import Answer, Message, Person
from tests.journeys.labels import EN, FR, Tongue
from tests.journeys.steps import GOOD_SETUP, TEAM, pass_time, settled
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, WAIT, World

OVER_HTTP: Final = pytest.mark.parametrize("world", ["http"], indirect=True)
OVER_BOTH: Final = pytest.mark.parametrize("world", ["http", "socket"], indirect=True)
# Each language over the other protocol: neither of them knows of the other.
IN_BOTH: Final = pytest.mark.parametrize(
    ("world", "tongue"), [("http", EN), ("socket", FR)], indirect=["world"], ids=["en", "fr"]
)
_OPTIONS: Final = ("Product", "Prerequisites", "Of which", "Language of the channel")
_CHECKLISTS: Final = ("Marketo", "Sales Connect", "Salesforce", "Prerequisites")


class Spoken:
    """`town.press(town.sol, "I've connected")` presses that button, whatever it reads like."""

    def __init__(self, world: World, say: Tongue) -> None:
        self.world = world
        self.say = say
        self.mara, self.sol, self.sven = world.mara, world.sol, world.sven
        self.stella, self.ada, self.benoit = world.stella, world.ada, world.benoit
        for user in world.slack.state.users.values():
            user.locale = say.locale

    # What somebody does

    async def press(self, person: Person, label: str, in_: Message | None = None) -> Answer:
        """Once all is quiet; what is said privately comes back."""
        await settled(self.world)
        before = len(person.ephemerals)
        await person.press(self.say(label), in_=in_)
        await settled(self.world)
        return Answer(tuple(person.ephemerals[before:]))

    async def press_old(self, person: Person, label: str, card: Message) -> Answer:
        """On a card as it was, for a client that has not seen the newer one."""
        await settled(self.world)
        before = len(person.ephemerals)
        await person.press_as_forged(self.say(label), in_=card)
        await settled(self.world)
        return Answer(tuple(person.ephemerals[before:]))

    async def fill(self, person: Person, label: str, value: object) -> None:
        """Texts of options are said in English too."""
        if label in (*_OPTIONS, *_CHECKLISTS):
            value = [self.say(one) for one in value] if isinstance(value, list) else value
            value = self.say(value) if isinstance(value, str) else value
        await person.fill(self.say(label), value)

    async def form(self, person: Person, label: str, **fields: object) -> None:
        """Presses the button and fills in its window; spaces in labels are `_`."""
        await self.press(person, label)
        for name, value in fields.items():
            await self.fill(person, name.replace("_", " "), value)

    async def send(self, person: Person) -> None:
        """The window is sent off, and nothing was wrong with it."""
        await person.submit()
        assert person.modal is None, person.errors or person.modal.text
        await settled(self.world)

    async def change_people(self, person: Person, **fields: object) -> None:
        await self.form(person, "Change people", **fields)
        await self.send(person)

    # What somebody sees

    def has(self, label: str) -> Callable[[Message], bool]:
        return lambda message: self.say(label) in message.buttons

    def reads(self, words: str) -> Callable[[Message], bool]:
        return lambda message: self.stands_in(words, message.all_text)

    def stands_in(self, words: str, text: str) -> bool:
        """French puts a no-break space before some signs."""
        return self.say(words) in text.replace("\u00a0", " ").replace("\u202f", " ")

    async def card(self, person: Person, label: str) -> Message:
        """The newest message with this button, once all is quiet."""
        await settled(self.world)
        found = [message for message in person.dm if self.has(label)(message)]
        assert found, [message.buttons for message in person.dm]
        return found[-1]

    async def told(self, person: Person, words: str) -> list[Message]:
        """All messages with these words, once all is quiet."""
        await settled(self.world)
        return [message for message in person.dm if self.reads(words)(message)]

    async def buttons(self, person: Person) -> list[str]:
        """Everything that somebody could press in their DM."""
        await settled(self.world)
        return [label for message in person.dm for label in message.buttons]

    def shows(self, person: Person, words: str) -> bool:
        """In the window that is open."""
        return person.modal is not None and self.stands_in(words, person.modal.text)

    async def setup(self) -> Setup:
        """The latest one, as it is kept."""
        await settled(self.world)
        asked = await self.world.bot.aggregates.ask(TEAM, UserId("U_SOL"))
        return asked.setups[-1].state

    async def has_secrets(self) -> bool:
        """Whether the vault holds anything of any setup."""
        await settled(self.world)
        found = [key async for key in self.world.bot.redis.scan_iter("*vault*", count=1000)]
        return bool(found)

    # The road

    async def start(self, starter: Person | None = None, **fields: object) -> None:
        """A setup by Stella, or by another; None empties a field."""
        person = starter or self.stella
        await person.command("/salesconnect setup")
        given = {label.replace("_", " "): value for label, value in fields.items()}
        for label, value in (dict(GOOD_SETUP) | given).items():
            await self.fill(person, label, value)
        await self.send(person)

    async def hand_over(self, person: Person | None = None) -> None:
        by = person or self.mara
        await self.form(
            by,
            "Hand over credentials",
            Munchkin_ID=MUNCHKIN_ID,
            Client_ID=CLIENT_ID,
            Client_Secret=CLIENT_SECRET,
        )
        await self.send(by)

    async def reveal(self, person: Person | None = None) -> None:
        by = person or self.sol
        await self.press(by, "Reveal credentials")
        assert by.modal is not None
        assert CLIENT_SECRET in by.modal.text
        await by.close()

    async def handed_over(self) -> None:
        await self.start()
        await self.hand_over()

    async def revealed(self) -> None:
        await self.handed_over()
        await self.reveal()

    async def connected(self) -> None:
        await self.revealed()
        await self.press(self.sol, "I've connected")

    async def ready(self) -> None:
        await self.connected()
        await self.wait()

    async def wait(self, by: timedelta = WAIT) -> None:
        await pass_time(self.world, by)
        await settled(self.world)

    async def running(self) -> None:
        """A run with Ada in its open batch."""
        await self.ready()
        await self.form(self.sol, "Connect users", People_in_Slack=["U_ADA"])
        await self.sol.submit()
        await self.send(self.sol)
