"""Stands between the bot and its store, and breaks what it is told to, at the n-th question."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum, auto
from pathlib import Path


class Break(Enum):
    """What happens at the question; from then on nobody is let through."""

    UNASKED = auto()  # it is lost
    UNANSWERED = auto()  # the store takes it, and the answer is lost
    SILENT = auto()  # it is lost, and the connections stay as if nothing were


class Between:
    """A question is what the bot sends at once: a command, a script, a pipeline."""

    def __init__(self, store: str) -> None:
        self._store = store.removeprefix("unix://")
        self._left = 0
        self._how: Break | None = None
        self._holds = b""
        self._open: set[asyncio.StreamWriter] = set()
        self.is_broken = False
        self.url = ""

    @classmethod
    @asynccontextmanager
    async def open(cls, store: str) -> AsyncIterator["Between"]:
        """`store`: `unix://…`."""
        folder = tempfile.mkdtemp(prefix="between-", dir="/tmp")
        one = cls(store)
        path = Path(folder) / "between.sock"
        one.url = f"unix://{path}"
        server = await asyncio.start_unix_server(one._serve, path)
        try:
            yield one
        finally:
            server.close()
            one._cut()
            shutil.rmtree(folder)

    def break_at(self, number: int, how: Break, *, holds: bytes = b"") -> None:
        """The n-th question from now that holds this, 1 being the next."""
        self._left, self._how, self._holds = number, how, holds

    def mend(self) -> None:
        """Everybody is let through; who was kept waiting has to come again."""
        self._how, self.is_broken = None, False
        self._cut()

    def _cut(self) -> None:
        for writer in self._open:
            writer.close()

    async def _serve(self, asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        self._open.add(hears)
        if self.is_broken:
            if self._how is not Break.SILENT:
                hears.close()
            return
        answers, asked = await asyncio.open_unix_connection(self._store)
        self._open.add(asked)
        back = asyncio.create_task(self._back(answers, hears))
        while (question := await _read(asks)) and not self._breaks(question):
            asked.write(question)
        if question and self.is_broken:
            if self._how is Break.UNANSWERED:
                back.cancel()
                await asyncio.wait({back})
                asked.write(question)
                await _read(answers)
            if self._how is not Break.SILENT:
                self._cut()

    def _breaks(self, question: bytes) -> bool:
        if self._how and not self.is_broken and self._holds in question:
            self._left -= 1
            self.is_broken = self._left == 0
        return self.is_broken

    async def _back(self, answers: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        while answer := await _read(answers):
            if not self.is_broken:
                hears.write(answer)
        hears.close()


async def _read(stream: asyncio.StreamReader) -> bytes:
    """Empty at the end, however it came."""
    try:
        return await stream.read(1 << 20)
    except OSError:
        return b""
