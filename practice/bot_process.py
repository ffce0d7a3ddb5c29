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

STOP_SECONDS: Final = 3.0
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 10.0
BAD_CONFIGURATION: Final = 2

BotIs: TypeAlias = Literal["starting", "up", "restarting", "off"]


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The first line of its stdin; `practice.launch.Orders` reads it."""

    api_url: str
    marketo_url: str
    bot_token: str
    app_token: str
    data_dir: str
    ahead: float


class BotProcess:
    """
    `run` until cancelled; `tell_time` at any time.

    `has_connected` says whether any bot ever did; `inherited` is a descriptor that it keeps open.
    """

    def __init__(
        self,
        first_line: Callable[[], FirstLine],
        changed: Callable[[], None],
        has_connected: Callable[[], bool],
        inherited: int,
    ) -> None:
        self._first_line = first_line
        self._changed = changed
        self._has_connected = has_connected
        self._inherited = inherited
        self._process: asyncio.subprocess.Process | None = None
        self._may_start = asyncio.Lock()
        self._is_ended_by_us = False
        self.was_met = False
        """Whether it was waited for since its first start, or since `start_over`."""
        self.state: BotIs = "off"

    async def run(self) -> int:
        """Until it refuses its configuration, whose exit code this is, or until cancelled."""
        pause = FIRST_PAUSE
        loop = asyncio.get_running_loop()
        try:
            while True:
                started = loop.time()
                code = await self._one_life()
                if code == BAD_CONFIGURATION and not self._has_connected():
                    return code
                if self._is_ended_by_us:
                    continue
                pause = FIRST_PAUSE if loop.time() - started > LONGEST_PAUSE else 2 * pause
                self._is("restarting")
                await asyncio.sleep(min(pause, LONGEST_PAUSE))
        finally:
            await self._stop()
            self._is("off")

    async def start_over(self, forget: Path) -> None:
        """Ends it and deletes its folder; then `run` starts it again."""
        async with self._may_start:
            self._is_ended_by_us = True
            self.was_met = False
            await self._stop()
            shutil.rmtree(forget, ignore_errors=True)

    def tell_time(self, ahead: float) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):  # it just ended; its successor is told at its start
            self._process.stdin.write(f"{ahead}\n".encode())

    async def _one_life(self) -> int:
        async with self._may_start:
            self._is("starting")
            self._is_ended_by_us = False
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "practice.launch"),
                stdin=asyncio.subprocess.PIPE,
                pass_fds=(self._inherited,),
                # Ctrl-C is for practice, which ends it in order.
                start_new_session=True,
            )
            self._process = process
        assert process.stdin is not None
        process.stdin.write(TypeAdapter(FirstLine).dump_json(self._first_line()) + b"\n")
        self._is("up")
        code = await process.wait()
        self._process = None
        return code

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
