"""Steps and looks of requests for sandbox accounts that several journeys share."""

from typing import Any, Final

from bot.domain.effects import Card
from practice.slack import Message, Modal, Person
from tests.journeys.requests import card, dm_cards, opened, press
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import World

NOA: Final = "U0NOA"
SBX: Final = "benoit+sbx@acme.example"
WHY: Final = "to try campaigns out"
REQUEST: Final = "Request sandbox account"
DEMANDER: Final = "Demander un compte sandbox"
OWNED: Final = "We own a sandbox"
NOT_OWNED: Final = "We don't"
NOUS_AVONS: Final = "Nous avons une sandbox"
TO_BUY: Final = "Is a sandbox part of our bundle?"  # of the message to the account manager


async def begun(world: World, **setup: object) -> None:
    """
    A production setup: sandbox accounts may be asked for at any stage of it.

    Noa is in no channel; her id is of the shape of Slack's own, as mentions have it.
    """
    world.slack.add_user(NOA, "noa", "Noa Berg", email="noa@acme.example")
    await start_setup(world.stella, **setup)
    await settled(world)


async def form(
    world: World,
    *,
    by: Person | None = None,
    typed: str = SBX,
    whom: str | None = "U_BENOIT",
    why: str | None = WHY,
) -> Modal:
    """`Sandbox account` of Ada, or another, filled in and not sent."""
    person = by or world.ada
    await person.command(f"/salesconnect sandbox {typed}".strip())
    return await filled(person, whom=whom, why=why)


async def filled(person: Person, *, whom: str | None = "U_BENOIT", why: str | None = WHY) -> Modal:
    """The window that is open, with the rest of what it asks for."""
    await person.fill("For whom", whom)
    await person.fill("Reason", why)
    return opened(person)


async def asked(world: World, **fields: Any) -> Message:
    """The card in the channel of what Ada, or another, asked for."""
    assert await refused(world, **fields) == {}
    return card(world)


async def refused(world: World, *, by: Person | None = None, **fields: Any) -> dict[str, str]:
    """Label → why it was not asked; a window that closed was refused nothing."""
    await form(world, by=by, **fields)
    return await sent(world, by or world.ada)


async def sent(world: World, person: Person) -> dict[str, str]:
    await person.submit()
    await settled(world)
    return opened(person).errors if person.modal else {}


async def approved(world: World, **fields: Any) -> Message:
    """Asked by Ada and approved by Sven; the card in the channel."""
    one = await asked(world, **fields)
    await press(world, world.sven, "Approve", one)
    return one.now


async def owned(world: World) -> None:
    """Mara says that there is a sandbox."""
    await press(world, world.mara, OWNED, question(world.mara))


async def to_fulfil(world: World) -> Message:
    """Sol's card of an account that was approved, where the company owns a sandbox."""
    await begun(world)
    await approved(world)
    await owned(world)
    return fulfil_card(world.sol)


async def at_adobe(world: World) -> Message:
    """The same, after Sol wrote to Adobe."""
    mine = await to_fulfil(world)
    await press(world, world.sol, "Write to Adobe", mine)
    assert await sent(world, world.sol) == {}
    return mine.now


def questions(person: Person) -> list[Message]:
    """Those that ask whether the company owns a sandbox, answered or not."""
    return dm_cards(person, Card.SANDBOX_QUESTION)


def question(person: Person) -> Message:
    """The newest of them."""
    return questions(person)[-1]


def fulfil_card(person: Person) -> Message:
    """The newest card of an account that was approved."""
    return dm_cards(person, Card.TO_FULFIL)[-1]


def asked_directly(person: Person) -> list[Message]:
    """Cards by which they approve or reject in their own DM."""
    return dm_cards(person, Card.APPROVAL)


def labelled(person: Person, label: str) -> list[Message]:
    """Messages of their DM that have this button now."""
    return [one for one in person.dm if label in one.buttons]


def answers(person: Person) -> list[Message]:
    """What the bot wrote to them."""
    return [one for one in person.dm if one.stored.bot_id]
