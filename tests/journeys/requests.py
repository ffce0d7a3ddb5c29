"""Steps and looks of requests for invites that several journeys share."""

import json
import re
from typing import Final

from bot.domain.effects import Card
from practice.slack import Call, Message, Modal, Person
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import CHANNEL, World

NIA: Final = "nia@acme.example"
TOM: Final = "tom@acme.example"
UMA: Final = "uma@acme.example"
WHY: Final = "they start on Monday"


async def begun(world: World, **setup: object) -> None:
    """A production setup: requests may be made at any stage of it. Benoît reads English, too."""
    world.benoit.user.locale = "en-US"
    await start_setup(world.stella, **setup)
    await settled(world)


async def set_up(world: World, **settings: object) -> None:
    """The same, with these settings; spaces in labels are `_`."""
    await begun(world)
    await change_settings(world, **settings)


async def change_settings(world: World, **settings: object) -> None:
    await settled(world)
    await world.stella.press("Settings")
    for name, value in settings.items():
        await world.stella.fill(name.replace("_", " "), value)
    await world.stella.submit()
    assert world.stella.modal is None, world.stella.errors
    await settled(world)


async def form(world: World, *addresses: str, by: Person | None = None, **fields: object) -> Modal:
    """`Invite users` of Ada, or another, opened by the command, filled in and not sent."""
    person = by or world.ada
    await person.command("/salesconnect invite")
    given = {"E_mail_addresses": "\n".join(addresses)} if addresses else {}
    for name, value in (given | fields).items():
        await person.fill(_label(name), value)
    return opened(person)


async def asked(
    world: World, *addresses: str, by: Person | None = None, **fields: object
) -> Message:
    """The card in the channel of what Ada, or another, asked for."""
    person = by or world.ada
    await form(world, *addresses, by=person, **fields)
    await person.submit()
    assert person.modal is None, person.errors
    await settled(world)
    return card(world)


async def refused(
    world: World, *addresses: str, by: Person | None = None, **fields: object
) -> dict[str, str]:
    """Label → why it was not asked."""
    person = by or world.ada
    await form(world, *addresses, by=person, **fields)
    await person.submit()
    await settled(world)
    return person.errors


def _label(name: str) -> str:
    return "E-mail addresses" if name == "E_mail_addresses" else name.replace("_", " ")


async def approved(
    world: World, *addresses: str, by: Person | None = None, **fields: object
) -> Message:
    """Asked by Ada, or another, approved by Benoît; the card of the Sales Connect admin."""
    await press(world, world.benoit, "Approve", await asked(world, *addresses, by=by, **fields))
    return to_invite(world.sol)


async def invited(world: World, *addresses: str) -> Message:
    """The same, and Sol reported all of them."""
    done = await approved(world, *addresses)
    await press(world, world.sol, "I've invited them", done)
    return done.now


async def press(
    world: World, person: Person, label: str, in_: Message | None = None, *, times: int = 1
) -> list[Message]:
    """Once all is quiet, and until it is again; what is said privately comes back."""
    await settled(world)
    before = len(person.ephemerals)
    await person.press(label, in_=in_, times=times)
    await settled(world)
    return person.ephemerals[before:]


async def reject(
    world: World, person: Person, in_: Message, *, why: str = "not ours", who: object = None
) -> None:
    """`who`: of several people those who are meant; everybody, where nothing is said."""
    await press(world, person, "Reject", in_)
    if who is not None:
        await person.fill("Who", who)
    await person.fill("Reason", why)
    await person.submit()
    assert person.modal is None, person.errors or opened(person).text
    await settled(world)


def opened(person: Person) -> Modal:
    assert person.modal is not None
    return person.modal


def cards(world: World) -> list[Message]:
    """Those of requests in the channel, as they read now; replies below them are none."""
    return _of(Card.APPROVAL, world.slack.channel(CHANNEL).messages)


def card(world: World) -> Message:
    """The newest of them."""
    return cards(world)[-1]


def replies(world: World, to: Message) -> list[Message]:
    """In the thread of a card."""
    found = world.slack.channel(to.channel).messages
    return [one for one in found if one.thread_ts == to.ts and one.ts != to.ts]


def to_invite(person: Person) -> Message:
    """The newest card of what is approved."""
    return dm_cards(person, Card.TO_FULFIL)[-1]


def mine(person: Person) -> Message:
    """The newest card of what they asked for."""
    return dm_cards(person, Card.MY_REQUEST)[-1]


def news(person: Person) -> list[Message]:
    """What became of what they asked for, oldest first."""
    return dm_cards(person, Card.REQUEST_NEWS)


def dm_cards(person: Person, which: Card) -> list[Message]:
    return _of(which, person.dm)


def _of(which: Card, messages: list[Message]) -> list[Message]:
    """By the mark that each message carries: words change."""
    return [one for one in messages if f":{which}:" in _effect(one)]


def _effect(message: Message) -> str:
    return str((message.metadata or {}).get("event_payload", {}).get("effect", ""))


def told(person: Person, words: str) -> list[Message]:
    """Messages of their DM, as they read now."""
    return [one for one in person.dm if words in one.all_text]


def new_posts(world: World, since: int) -> dict[str, int]:
    """Where new messages were written, since so many posts; how many each."""
    counts: dict[str, int] = {}
    for call in posts_so_far(world)[since:]:
        where = str(call.args["channel"])
        counts[where] = counts.get(where, 0) + 1
    return counts


def posts_so_far(world: World) -> list[Call]:
    """New messages anywhere but of the setup's own steps, which go on; updates tell nobody."""
    return [
        call
        for call in world.slack.calls_of("chat.postMessage")
        if call.ok and not _OWN_STEPS.search(json.dumps(call.args.get("metadata", "")))
    ]


_OWN_STEPS: Final = re.compile(f":({Card.REMINDER}|{Card.STUCK}):")
