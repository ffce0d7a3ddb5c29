"""Nobody was there when it became due."""

import asyncio
import time
from pathlib import Path

from tests.crash.children import a_nursery
from tests.crash.company import STORE, an_installation
from tests.journeys.world import is_reminder

# Seconds after a worker's process began: one, and what a busy machine takes; a lease takes longer.
IN_TIME = 4.0


async def test_what_became_due_while_everything_was_down_comes_at_the_start(
    tmp_path: Path,
) -> None:
    """Web, worker and store were killed; the reminder comes once, within a second and a half."""
    async with (
        a_nursery() as nursery,
        an_installation(tmp_path, wait=2, nursery=nursery) as there,
    ):
        company = there.company
        await there.start("web", "worker")
        await company.revealed()
        _, after = await company.report_connected()
        await there.kill("web", "worker", STORE)  # at once after the acknowledgement
        await asyncio.sleep(max(0.0, after + 3 - time.time()))  # nobody is there to wait for
        assert company.reminders == 0

        await there.start(STORE)
        began = time.time()
        await there.start("worker", "web")

        message = await company.sol.until(is_reminder, timeout=30)
        assert float(message.ts) - began <= IN_TIME
        assert company.reminders == 1
        assert company.posted["ready::U_SOL"] == 1
