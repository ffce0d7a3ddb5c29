"""The road as single clicks and submissions, each of which may meet the death of a process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.domain.stages import Stage
from practice.slack import Message, NotThere, Person
from tests.crash.company import Installation
from tests.journeys.world import CLIENT_SECRET, is_reminder

COMES_WITHIN: Final = 30.0  # seconds: several leases of five, limits of Slack's, and busy cores
REMINDER: Final = "reminder"

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


async def _nothing() -> None:
    return None


class Steps:
    """Those of one company, and how each is known to be done."""

    def __init__(self, there: Installation) -> None:
        self._there = there
        self._company = there.company

    def all(self) -> list[Step]:
        """From the first command to the last report."""
        return [*self._to_the_credentials(), *self._to_the_reminder(), *self._to_the_report()]

    def _to_the_credentials(self) -> list[Step]:
        company = self._company
        mara, stella = company.mara, company.stella
        return [
            Step(
                "setup",
                stella,
                _nothing,
                lambda: stella.command("/salesconnect setup"),
                _sees(stella, "Set up Sales Connect"),
                opens=True,
            ),
            Step(
                "Start setup", stella, company.fill_setup, _submits(stella), self._is_named, "setup"
            ),
            Step(
                "Hand over credentials",
                mara,
                _has(mara, "Hand over credentials"),
                _presses(mara, "Hand over credentials"),
                _sees(mara, "Hand over credentials"),
                opens=True,
            ),
            Step(
                "Hand over",
                mara,
                company.fill_credentials,
                _submits(mara),
                self._has_reached(Stage.HANDED_OVER),
                "Hand over credentials",
            ),
        ]

    def _to_the_reminder(self) -> list[Step]:
        sol = self._company.sol
        return [
            Step(
                "Reveal credentials",
                sol,
                _has(sol, "Reveal credentials"),
                _presses(sol, "Reveal credentials"),
                self._was_shown,
                opens=True,
            ),
            Step(
                "I've connected",
                sol,
                self._close_and_see("I've connected"),
                _presses(sol, "I've connected"),
                self._has_reached(Stage.CONNECTED),
            ),
            Step(REMINDER, sol, _nothing, _waits_for(sol, is_reminder), self._is_reminded),
        ]

    def _to_the_report(self) -> list[Step]:
        sol = self._company.sol

        async def fill_users() -> None:
            await sol.fill("People in Slack", ["U_ADA", "U_BENOIT"])
            await sol.fill("Workspaces", ["EMEA"])

        return [
            Step(
                "Workspaces",
                sol,
                _has(sol, "Workspaces"),
                _presses(sol, "Workspaces"),
                _sees(sol, "Workspaces"),
                opens=True,
            ),
            Step(
                "Save",
                sol,
                lambda: sol.fill("Workspace names", "EMEA\nNorth America"),
                _submits(sol),
                self._has_workspaces,
                "Workspaces",
            ),
            Step(
                "Connect users",
                sol,
                _has(sol, "Connect users"),
                _presses(sol, "Connect users"),
                _sees(sol, "Connect users"),
                opens=True,
            ),
            Step(
                "Preview",
                sol,
                fill_users,
                _submits(sol, "Connect users"),
                _sees(sol, "Preview"),
                "Connect users",
            ),
            Step(
                "Start",
                sol,
                _nothing,
                _submits(sol, "Preview"),
                self._is_running,
                "Connect users",
            ),
            Step(
                "All connected",
                sol,
                _has(sol, "All connected"),
                _presses(sol, "All connected"),
                self._is_reported,
            ),
        ]

    async def _is_named(self) -> bool:
        return await self._there.setup() is not None

    def _has_reached(self, stage: Stage) -> IsDone:
        async def is_done() -> bool:
            setup = await self._there.setup()
            return setup is not None and list(Stage).index(setup.stage) >= list(Stage).index(stage)

        return is_done

    async def _was_shown(self) -> bool:
        """Burned only if a window with the values did open."""
        is_burned = await self._has_reached(Stage.REVEALED)()
        opened = [c for c in self._company.slack.calls_of("views.open") if c.answer]
        assert not is_burned or any(CLIENT_SECRET in repr(c.args) for c in opened if c.ok)
        return is_burned

    async def _is_reminded(self) -> bool:
        return self._company.reminders == 1

    async def _has_workspaces(self) -> bool:
        setup = await self._there.setup()
        return setup is not None and setup.workspaces == ("EMEA", "North America")

    async def _is_running(self) -> bool:
        runs = await self._there.runs()
        assert len(runs) <= 1
        return len(runs) == 1

    async def _is_reported(self) -> bool:
        [run] = await self._there.runs()
        return run.batches[0].reported

    def _close_and_see(self, label: str) -> Act:
        async def close_and_see() -> None:
            if self._company.sol.modal:
                await self._company.sol.close(all_=True)
            await _has(self._company.sol, label)()

        return close_and_see


def _presses(person: Person, label: str) -> Act:
    return lambda: person.press(label)


def _submits(person: Person, title: str | None = None) -> Act:
    """Only the window meant: it may have closed, or another may stand on top, by now."""

    async def submit() -> None:
        if person.modal is None or title not in (None, person.modal.title):
            raise NotThere(f"{person.id} has no modal {title!r}")
        await person.submit()

    return submit


def _has(person: Person, label: str) -> Act:
    return _waits_for(person, lambda message: label in message.buttons)


def _waits_for(person: Person, is_it: Callable[[Message], bool]) -> Act:
    return lambda: person.until(is_it, timeout=COMES_WITHIN)


def _sees(person: Person, title: str) -> IsDone:
    async def sees() -> bool:
        return person.modal is not None and person.modal.title == title

    return sees
