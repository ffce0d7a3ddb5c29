"""`python -m tests.bench`: under four minutes; exit code 1 if a goal is missed."""

import asyncio
import signal
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from tests.bench.figures import Size
from tests.bench.measure import measure
from tests.bench.report import goals, report


async def _main() -> int:
    bench = asyncio.current_task()
    assert bench is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, bench.cancel)  # as Ctrl-C
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, chdir(folder):
        figures = await measure(Path(folder), Size())
    print(report(figures))
    return 0 if all(goal.is_met for goal in goals(figures)) else 1


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(_main()))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit("stopped")
