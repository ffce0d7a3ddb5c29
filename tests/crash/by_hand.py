"""A run by hand: a file, three batches, of which one is done, one partly, one never."""

from types import MappingProxyType
from typing import Final

from bot.domain.run import RowState, RunStage
from tests.crash.acts import IsDone, Step, has, presses, sees, submits
from tests.crash.stories import PEOPLE, Story

FILE: Final = b"""email,workspaces
ada@acme.example,EMEA
benoit@acme.example,EMEA
mara@acme.example,North America
stella@acme.example,North America
sven@acme.example,
owen@acme.example,
"""


class ByHand(Story):
    counts = MappingProxyType({RowState.CONNECTED: 3, RowState.FAILED: 1})
    says = "4 of 6"
    told = (0, 1, 2)
    batches = 3

    async def _fill(self) -> None:
        """The file names them once more, with what each of them gets."""
        await self._company.sol.fill("People in Slack", list(PEOPLE))
        await self._company.sol.fill("CSV file", ("people.csv", FILE))

    def _steps_of_the_run(self) -> list[Step]:
        sol = self._company.sol

        async def fill_failed() -> None:
            await sol.fill("Who failed?", ["stella@acme.example"])

        def pressed(label: str, is_done: IsDone) -> Step:
            return Step(label, sol, has(sol, label), presses(sol, label), is_done)

        return [
            pressed("All connected", self._is_reported(0)),
            pressed("Pause", self._is(RunStage.PAUSED)),
            pressed("Resume", self._is(RunStage.RUNNING)),
            Step(
                "Some failed",
                sol,
                has(sol, "Some failed"),
                presses(sol, "Some failed"),
                sees(sol, "Batch result"),
                opens=True,
            ),
            Step(
                "Batch result",
                sol,
                fill_failed,
                submits(sol, "Batch result"),
                self._is_reported(1),
                "Some failed",
            ),
            pressed("Cancel run", self._has_ended),
        ]

    def _is_reported(self, batch: int) -> IsDone:
        async def is_reported() -> bool:
            run = await self._there.run()
            return run is not None and run.batches[batch].reported

        return is_reported

    def _is(self, stage: RunStage) -> IsDone:
        async def is_so() -> bool:
            run = await self._there.run()
            return run is not None and run.stage is stage

        return is_so
