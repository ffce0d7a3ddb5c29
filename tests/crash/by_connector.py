"""A run by the company's own automation, which fails in every way, too."""

import asyncio
from types import MappingProxyType

from bot.domain.run import RowState, Run
from tests.crash.acts import COMES_WITHIN, Act, IsDone, Step, nothing
from tests.crash.automation import REFUSED
from tests.crash.stories import PEOPLE, Story


class ByConnector(Story):
    """Of those who are only an address one is connected, and nobody in Slack is to be told."""

    counts = MappingProxyType({RowState.CONNECTED: 7, RowState.FAILED: 1})
    says = "8 of 8"
    told = (0, 1, 2, 3, 4, 5)

    async def _fill(self) -> None:
        sol = self._company.sol
        await sol.fill("People in Slack", list(PEOPLE))
        await sol.fill("E-mail addresses", f"{REFUSED}\nguest@acme.example")
        await sol.fill("Workspaces", ["EMEA"])

    def _steps_of_the_run(self) -> list[Step]:
        sol = self._company.sol
        return [
            Step("Some called", sol, nothing, self._until(4), self._are_over(4)),
            Step("All called", sol, nothing, self._until(8), self._are_over(8)),
        ]

    def _until(self, people: int) -> Act:
        async def until() -> None:
            async with asyncio.timeout(2 * COMES_WITHIN):
                while not await self._are_over(people)():  # noqa: ASYNC110 (Redis tells nobody)
                    await asyncio.sleep(0.1)

        return until

    def _are_over(self, people: int) -> IsDone:
        async def are_over() -> bool:
            run = await self._there.run()
            return run is not None and run.over >= people

        return are_over

    def check(self, run: Run) -> None:
        super().check(run)
        automation = self._there.automation
        assert automation is not None
        everybody = {(row.email, "connect") for row in run.rows.values()}
        # A second key for somebody would connect them a second time.
        assert {asked: len(keys) for asked, keys in automation.keys.items()} == dict.fromkeys(
            everybody, 1
        )
        assert not automation.changed
        assert automation.done == {one: 1 for one in everybody if one[0] != REFUSED}
        assert run.untold == 1
