"""Children of the nursery (tests/crash/nursery.py): started in milliseconds, one import for all."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.crash.nursery import Order
from tests.crash.processes import Process, basics


class Child:
    """As asyncio's own processes; its end is told by the nursery."""

    def __init__(self, pid: int, ended: "asyncio.Future[int]") -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, signal: int) -> None:
        if not self._ended.done():
            with suppress(ProcessLookupError):  # it is gone, and the nursery is about to say so
                os.kill(self.pid, signal)

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)


class Nursery:
    """The pipes to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._news = process.stdin, process.stdout
        self._born: asyncio.Queue[Child] = asyncio.Queue()
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def start(
        self,
        *words: str,
        environment: Mapping[str, str],
        folder: Path,
        ahead: float = 0.0,
        clock: Path | None = None,
    ) -> Process:
        """As `Process.start`, but that its clock may be another, and `ahead` by some seconds."""
        folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 (delays nobody here)
        for name in ("stdout", "stderr"):  # to be read before it has begun
            (folder / name).touch()
        order = Order(words, basics() | dict(environment), folder, ahead, clock)
        async with self._one_at_a_time:
            self._orders.write(order.line())
            return Process(await self._born.get(), folder)

    async def listen(self) -> None:
        """Until it ends."""
        async for line in self._news:
            pid, *code = (int(word) for word in line.split())
            if code:
                self._ends.pop(pid).set_result(code[0])
            else:
                self._ends[pid] = asyncio.get_running_loop().create_future()
                self._born.put_nowait(Child(pid, self._ends[pid]))


@asynccontextmanager
async def a_nursery() -> AsyncIterator[Nursery]:
    """All that it started ends with it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash.nursery"),
        env=basics(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    nursery = Nursery(process)
    listening = asyncio.create_task(nursery.listen())
    try:
        yield nursery
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await listening
