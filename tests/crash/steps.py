"""The road as single clicks and submissions, each of which may meet the death of a process."""

from typing import Final

from bot.domain.stages import Stage
from tests.crash.acts import (
    Act,
    IsDone,
    Step,
    closes,
    has,
    nothing,
    presses,
    sees,
    submits,
    waits_for,
)
from tests.crash.by_connector import ByConnector
from tests.crash.by_hand import ByHand
from tests.crash.company import Installation
from tests.crash.stories import Story
from tests.journeys.world import CLIENT_SECRET, is_reminder

REMINDER: Final = "reminder"


def story_of(there: Installation) -> Story:
    """How its users are connected."""
    return ByConnector(there) if there.automation else ByHand(there)


class Steps:
    """Those of one company, and how each is known to be done."""

    def __init__(self, there: Installation) -> None:
        self._there = there
        self._company = there.company
        self._story = story_of(there)

    def all(self) -> list[Step]:
        """From the first command to the last report."""
        return [
            *self._to_the_credentials(),
            *self._to_the_reminder(),
            *self._to_the_workspaces(),
            *self._story.steps(),
        ]

    def _to_the_credentials(self) -> list[Step]:
        company = self._company
        mara, stella = company.mara, company.stella
        return [
            Step(
                "setup",
                stella,
                nothing,
                lambda: stella.command("/salesconnect setup"),
                sees(stella, "Set up Sales Connect"),
                opens=True,
            ),
            Step(
                "Start setup", stella, company.fill_setup, submits(stella), self._is_named, "setup"
            ),
            Step(
                "Hand over credentials",
                mara,
                has(mara, "Hand over credentials"),
                presses(mara, "Hand over credentials"),
                sees(mara, "Hand over credentials"),
                opens=True,
            ),
            Step(
                "Hand over",
                mara,
                company.fill_credentials,
                submits(mara),
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
                has(sol, "Reveal credentials"),
                presses(sol, "Reveal credentials"),
                self._was_shown,
                opens=True,
            ),
            Step(
                "I've connected",
                sol,
                self._close_and_see("I've connected"),
                presses(sol, "I've connected"),
                self._has_reached(Stage.CONNECTED),
            ),
            Step(REMINDER, sol, nothing, waits_for(sol, is_reminder), self._is_reminded),
        ]

    def _to_the_workspaces(self) -> list[Step]:
        sol = self._company.sol
        return [
            Step(
                "Workspaces",
                sol,
                has(sol, "Workspaces"),
                presses(sol, "Workspaces"),
                sees(sol, "Workspaces"),
                opens=True,
            ),
            Step(
                "Save",
                sol,
                lambda: sol.fill("Workspace names", "EMEA\nNorth America"),
                submits(sol, "Workspaces"),
                self._has_workspaces,
                "Workspaces",
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

    def _close_and_see(self, label: str) -> Act:
        async def close_and_see() -> None:
            await closes(self._company.sol)()
            await has(self._company.sol, label)()

        return close_and_see
