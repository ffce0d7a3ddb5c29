"""The real bot, as a child process that is started again whenever it ends."""

import asyncio
import contextlib
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import TypeAdapter

STOP_SECONDS: Final = 4.0
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 10.0
BAD_CONFIGURATION: Final = 2

BotIs: TypeAlias = Literal["starting", "up", "restarting", "off"]


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The first line of its stdin; `practice.launch.Orders` reads it."""

    api_url: str
    bot_token: str
    app_token: str
    data_dir: str
    ahead: float


class BotProcess:
    """`run` until cancelled; `tell_time` at any time."""

    def __init__(self, first_line: Callable[[], FirstLine], changed: Callable[[], None]) -> None:
        self._first_line = first_line
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._again = asyncio.Event()
        self.state: BotIs = "off"
        self.exit_code: int | None = None
        """Of the last one that ended by itself."""

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def run(self) -> int:
        """Until it refuses its configuration, whose exit code this is, or until cancelled."""
        pause = FIRST_PAUSE
        try:
            while True:
                started = asyncio.get_running_loop().time()
                code = await self._one_life()
                if code == BAD_CONFIGURATION:
                    return code
                if self._again.is_set():
                    self._again.clear()
                    continue
                lived = asyncio.get_running_loop().time() - started
                pause = FIRST_PAUSE if lived > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
                self._is("restarting")
                await asyncio.sleep(pause)
        finally:
            await self._stop()
            self._is("off")

    async def start_over(self, forget: Path) -> None:
        """Ends it, deletes its folder, and lets `run` start it again."""
        self._again.set()
        await self._stop()
        shutil.rmtree(forget, ignore_errors=True)

    def tell_time(self, ahead: float) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):  # it just ended; its successor is told at its start
            self._process.stdin.write(f"{ahead}\n".encode())

    async def _one_life(self) -> int:
        self._is("starting")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "practice.launch",
            stdin=asyncio.subprocess.PIPE,
            # Ctrl-C is for practice, which ends it in order.
            start_new_session=True,
        )
        self._process = process
        assert process.stdin is not None
        process.stdin.write(TypeAdapter(FirstLine).dump_json(self._first_line()) + b"\n")
        self._is("up")
        self.exit_code = await process.wait()
        self._process = None
        return self.exit_code

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOP_SECONDS):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()

    def _is(self, state: BotIs) -> None:
        self.state = state
        self._changed()
