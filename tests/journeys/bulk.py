"""Steps and looks of bulk runs that several journeys share."""

import csv
import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from bot.domain.ids import UserId
from bot.domain.run import Run
from practice.slack import Late, Message, Modal, Person
from tests.journeys.steps import TEAM, audit, settled, start_setup
from tests.journeys.world import API_ID, API_SECRET, MUNCHKIN_ID, World

COLUMNS: Final = "email,workspaces"
ADA: Final = "ada@acme.example"
BENOIT: Final = "benoit@acme.example"
SAM: Final = "sam@acme.example"
LEE: Final = "lee@acme.example"


async def at_work(world: World, *workspaces: str, **setup: object) -> None:
    """A setup that is ready for its users, by the shortest road there is."""
    await waiting(world, *workspaces, **setup)
    await press(world, world.mara, "More than ten minutes ago")


async def with_api_access(world: World) -> None:
    """Mara lets the bot read Marketo's workspaces and users, and it has."""
    await press(world, world.mara, "Marketo API access")
    pair = {"Munchkin ID": MUNCHKIN_ID, "Client ID": API_ID, "Client Secret": API_SECRET}
    for label, value in pair.items():
        await world.mara.fill(label, value)
    await world.mara.submit()
    await settled(world)


async def waiting(world: World, *workspaces: str, **setup: object) -> None:
    """The same, as long as nobody may be connected yet."""
    await start_setup(world.stella, **setup)
    await settled(world)
    await press(world, world.mara, "Already connected")
    if workspaces:
        await world.workspaces(*workspaces)


def a_file(*rows: str, header: str = COLUMNS, name: str = "people.csv") -> tuple[str, bytes]:
    """As it is put into `CSV file`."""
    return name, "\n".join([header, *rows]).encode()


async def previewed(world: World, *, by: Person | None = None, **fields: object) -> Modal:
    """
    The preview of what Sol, or another, fills in, once all of it was read.

    Spaces in labels are `_`; `addresses` is short for `E_mail_addresses`.
    """
    await (by or world.sol).command("/salesconnect provision")
    return await sent_on(world, by=by, **fields)


async def sent_on(world: World, *, by: Person | None = None, **fields: object) -> Modal:
    """The window that is open, filled in and sent; what is open then."""
    person = by or world.sol
    for name, value in fields.items():
        label = name.replace("_", " ")
        await person.fill("E-mail addresses" if label == "addresses" else label, value)
    await person.submit()
    await settled(world)
    assert not person.errors, person.errors
    return opened(person)


async def started(world: World, *, by: Person | None = None, **fields: object) -> Message:
    """A run of these people; its first batch."""
    await previewed(world, by=by, **fields)
    await start(world, by=by)
    return open_batch(by or world.sol)


async def connected(world: World, *, by: Person | None = None, **fields: object) -> None:
    """A run of these people, of one batch, that has ended."""
    card = await started(world, by=by, **fields)
    await press(world, by or world.sol, "All connected", card)


async def start(world: World, *, by: Person | None = None) -> None:
    """`Start`, which closes all windows."""
    person = by or world.sol
    await person.submit()
    assert person.modal is None, person.errors or opened(person).text
    await settled(world)


async def press(world: World, person: Person, label: str, in_: Message | None = None) -> None:
    """Once all is quiet, and until it is again."""
    await settled(world)
    await person.press(label, in_=in_)
    await settled(world)


async def some_failed(world: World, *who: str, why: str = "") -> None:
    """The open batch is reported; the others of it were connected."""
    await press(world, world.sol, "Some failed", open_batch(world.sol))
    await world.sol.fill("Who failed?", list(who))
    await world.sol.fill("Why?", why or None)
    await world.sol.submit()
    await settled(world)


async def hand_on(world: World) -> None:
    """Ada takes the connection over from Sol."""
    await press(world, world.stella, "Change people")
    await world.stella.fill("Sales Connect admin", "U_ADA")
    await world.stella.submit()
    await settled(world)
    [card] = [m for m in world.sol.dm if "Access removed" in m.buttons]
    await press(world, world.sol, "Access removed", card)
    await press(world, world.ada, "I've taken over")


def opened(person: Person) -> Modal:
    assert person.modal is not None
    return person.modal


def cards(person: Person, words: str) -> list[Message]:
    """Messages as they read now."""
    return [message for message in person.dm if words in message.all_text]


def open_batch(person: Person) -> Message:
    """The one batch that waits for its report."""
    [card] = [m for m in person.dm if "Some failed" in m.buttons]
    return card


def progress(person: Person) -> Message:
    """The message of the last run that says how far it is."""
    return [m for m in person.dm if "█" in m.all_text or "░" in m.all_text][-1]


def ended(person: Person) -> Message:
    """The newest result of a run, as it reads now."""
    return [message for message in person.dm if "Download results" in message.buttons][-1]


async def runs(world: World) -> list[Run]:
    """Those of the last setup that were started, oldest first."""
    [*_, setup] = (await world.bot.aggregates.ask(TEAM, UserId("U_SOL"))).setups
    return await world.bot.aggregates.runs(TEAM, setup.state.id)


async def started_by(world: World) -> list[str]:
    """Who started a run, for each of them."""
    return await audit(world, "StartRun")


def files_of(world: World, person: Person) -> list[list[dict[str, str]]]:
    """The tables that the bot put into somebody's DM, oldest first."""
    return [list(csv.DictReader(io.StringIO(text))) for text in texts_of(world, person)]


def texts_of(world: World, person: Person) -> list[str]:
    """The same files as text, without the mark of their encoding."""
    shared = [f for f in world.slack.state.files.values() if f"D_{person.id[2:]}" in f.shares]
    return [(file.content or b"").decode("utf-8-sig") for file in shared]


def emails(count: int, start: int = 1) -> list[str]:
    """As many made-up people who are not in Slack."""
    return [f"person-{number:03}@acme.example" for number in range(start, start + count)]


def with_workspaces(addresses: Iterable[str], names: str) -> list[str]:
    """Rows of a file."""
    return [f"{address},{names}" for address in addresses]


# Cards, each at the stage at which its button can be pressed


async def _in_a_run(world: World) -> Message:
    await at_work(world)
    await started(world, People_in_Slack=["U_ADA"], addresses=SAM)
    return progress(world.sol)


async def _paused(world: World) -> Message:
    await press(world, world.sol, "Pause", await _in_a_run(world))
    return progress(world.sol)


async def _with_a_failure(world: World) -> Message:
    await _in_a_run(world)
    await some_failed(world, SAM)
    return ended(world.sol)


async def _of_a_batch(world: World) -> Message:
    await _in_a_run(world)
    return open_batch(world.sol)


async def _read_late(world: World) -> Message:
    """The window was closed while its list was read."""
    await at_work(world)
    world.slack.faults.add("files.info", Late(0.1))
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("CSV file", a_file(f"{SAM},"))
    await world.sol.submit()
    await world.sol.close(all_=True)
    await settled(world)
    [card] = cards(world.sol, "The list is read")
    return card


CARDS: Final[Mapping[str, Callable[[World], Awaitable[Message]]]] = {
    "Pause": _in_a_run,
    "Resume": _paused,
    "Cancel run": _in_a_run,
    "Retry failed (1)": _with_a_failure,
    "Download results": _with_a_failure,
    "Check against Team Access": _of_a_batch,
    "Open preview": _read_late,
}
