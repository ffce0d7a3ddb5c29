"""How the users of a company are connected: each story is one run, with what must come of it."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar, Final

from bot.domain.run import RowState, Run, RunStage
from practice.slack import NotAcknowledged
from tests.crash.acts import COMES_WITHIN, Step, has, sees, submits
from tests.crash.company import Installation
from tests.journeys.world import CHANNEL

WINDOW_CLOSED: Final = "window_closed:1:U_SOL"
OPEN_PREVIEW: Final = "preview::U_SOL"
PEOPLE: Final = ("U_ADA", "U_BENOIT", "U_MARA", "U_STELLA", "U_SVEN", "U_OWEN")
BEFORE_THE_RUN: Final = (
    "starter::U_STELLA",
    "marketo_admin::U_MARA",
    "sales_connect_admin::U_SOL",
    "salesforce_admin::U_SVEN",
    "credentials:1:U_SOL",
    "ready::U_SOL",
    f"channel_ready::{CHANNEL}",
)
OF_ANY_RUN: Final = ("progress::U_SOL", "result::U_SOL", "result::U_MARA", "result::U_STELLA")


class Story(ABC):
    """From `Connect users` to the end of the run."""

    counts: ClassVar[Mapping[RowState, int]]
    says: ClassVar[str]  # the message of the progress: for how many people it is over
    told: ClassVar[tuple[int, ...]]  # rows of those who get a message
    batches: ClassVar[int] = 0  # that come as a card

    def __init__(self, there: Installation) -> None:
        self._there = there
        self._company = there.company

    @property
    def cards(self) -> Counter[str]:
        """All that are sent, of this run and before it."""
        batches = (f"batch:{number}:U_SOL" for number in range(self.batches))
        told = (f"you_are_connected::row:{row}" for row in self.told)
        return Counter([*BEFORE_THE_RUN, *OF_ANY_RUN, *batches, *told])

    def steps(self) -> list[Step]:
        sol = self._company.sol
        return [
            Step(
                "Connect users",
                sol,
                has(sol, "Connect users"),
                self._presses_connect,
                sees(sol, "Connect users"),
                opens=True,
            ),
            Step(
                "Preview",
                sol,
                self._fill,
                submits(sol, "Connect users"),
                sees(sol, "Preview"),
                "Connect users",
            ),
            Step(
                "Start",
                sol,
                self._waits_for_the_list,
                submits(sol, "Preview"),
                self._has_started,
                "Connect users",
            ),
            *self._steps_of_the_run(),
        ]

    async def _presses_connect(self) -> object:
        """Not on a card of who was invited, which has the same button."""
        sol = self._company.sol
        return await sol.press("Connect users", in_=self._company.reminder)

    @abstractmethod
    async def _fill(self) -> None: ...

    @abstractmethod
    def _steps_of_the_run(self) -> list[Step]: ...

    async def _waits_for_the_list(self) -> None:
        """In the window; or a message says that the window was not there to show it."""
        sol = self._company.sol

        def is_shown() -> bool:
            return sol.modal is None or sol.modal.submit_label == "Start"

        def is_told() -> bool:
            return any("Open preview" in message.buttons for message in sol.dm)

        await self._company.slack.until(lambda: is_shown() or is_told(), timeout=COMES_WITHIN)
        if not is_shown():
            with suppress(NotAcknowledged):
                await sol.close(all_=True)
                await sol.press("Open preview")

    async def _has_started(self) -> bool:
        return await self._there.run() is not None

    async def _has_ended(self) -> bool:
        run = await self._there.run()
        return run is not None and run.stage is RunStage.ENDED

    def check(self, run: Run) -> None:
        """Once all rests. Raises: AssertionError."""
        assert run.stage is RunStage.ENDED
        assert run.counts == self.counts
        states = Counter(row.state for row in run.rows.values())
        assert run.people == len(run.rows)
        assert states == Counter(self.counts) + Counter({RowState.PLANNED: run.people - run.over})
        assert run.read == run.people + run.problem_count + run.duplicate_count
        assert run.untold == sum(row.untold for row in run.rows.values())
        [progress] = [m for m in self._company.sol.dm if "░" in m.text or "█" in m.text]
        assert self.says in progress.text, progress.text
