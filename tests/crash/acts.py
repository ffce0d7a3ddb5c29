"""What a person does, one click at a time, and how it is known to be done."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeAlias

from practice.slack import Message, NotAcknowledged, NotThere, Person

COMES_WITHIN: Final = 30.0  # seconds: several leases of five, limits of Slack's, and busy cores

Act: TypeAlias = Callable[[], Awaitable[object]]
IsDone: TypeAlias = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Step:
    """`prepare` may take its time; `act` is the one click that death meets."""

    name: str
    person: Person
    prepare: Act
    act: Act
    is_done: IsDone
    begins_at: str = ""  # the step that opens the window again, should it be gone
    opens: bool = False  # by a call to Slack: if that fails the person presses again


async def nothing() -> None:
    return None


def presses(person: Person, label: str) -> Act:
    return lambda: person.press(label)


def submits(person: Person, title: str | None = None) -> Act:
    """Only the window meant: it may have closed, or another may stand on top, by now."""

    async def submit() -> None:
        if person.modal is None or title not in (None, person.modal.title):
            raise NotThere(f"{person.id} has no modal {title!r}")
        await person.submit()

    return submit


def at_once(act: Act, other: Act) -> Act:
    """Two clicks in the same moment; whether the other one is heard is no matter."""

    async def unheard() -> None:
        with suppress(NotAcknowledged, NotThere):
            await other()

    async def both() -> object:
        beside = asyncio.create_task(unheard())
        try:
            return await act()
        finally:
            await beside

    return both


def closes(person: Person) -> Act:
    """All windows that are open; the bot may be dead when it is told."""

    async def close() -> None:
        if person.modal:
            with suppress(NotAcknowledged):
                await person.close(all_=True)

    return close


def has(person: Person, label: str) -> Act:
    return waits_for(person, lambda message: label in message.buttons)


def waits_for(person: Person, is_it: Callable[[Message], bool]) -> Act:
    return lambda: person.until(is_it, timeout=COMES_WITHIN)


def sees(person: Person, title: str) -> IsDone:
    async def sees() -> bool:
        return person.modal is not None and person.modal.title == title

    return sees
