"""`make soak`: CRASH_ROUNDS rounds, a line each; exit code 1 if anything was lost or doubled."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.crash.rounds import Round, play_all

ROUNDS: Final = 200
PAUSE: Final = 30.0  # seconds


async def soak() -> int:
    """The exit code."""
    number = int(os.environ.get("CRASH_ROUNDS") or ROUNDS)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        seed = os.environ.get("CRASH_SEED")
        played = await play_all(number, Path(folder), _tell, seed=seed, pause=PAUSE)
    failed = sum(bool(one.failure) for one in played)
    troubles, faults = sum(one.troubles for one in played), sum(one.faults for one in played)
    said = f"{len(played)} rounds, {troubles} deaths and pauses, {faults} faults of Slack"
    print(f"{said}: {failed} failed")
    return 1 if failed else 0


def _tell(one: Round) -> None:
    print(one.story() if one.failure else one.line(), flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(soak()))
