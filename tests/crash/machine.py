"""A company whose bot is one process on one machine, `run`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from practice.slack import SlackStandIn
from tests.crash.children import Nursery
from tests.crash.company import Company, all_killed, basics_of
from tests.crash.processes import Process
from tests.journeys.world import add_company


@dataclass
class Machine:
    """`run`, alone with its embedded Valkey."""

    company: Company
    environment: dict[str, str]
    folder: Path
    nursery: Nursery
    processes: list[Process] = field(default_factory=list)

    @property
    def data_dir(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    async def run(self) -> Process:
        """Returns when both connections to Slack stand."""
        folder = self.folder / f"run-{len(self.processes)}"
        process = await self.nursery.start("run", environment=self.environment, folder=folder)
        self.processes.append(process)
        await process.until_started()
        sockets = self.company.slack.sockets
        await self.company.slack.until(lambda: len(sockets) == 2, timeout=30, what="connections")
        return process

    async def kill(self, process: Process) -> None:
        """kill -9; Slack notices that the connections are gone."""
        await process.kill()
        sockets = self.company.slack.sockets
        await self.company.slack.until(lambda: len(sockets) == 0, what="connections stay")


@asynccontextmanager
async def a_machine(
    folder: Path, nursery: Nursery, *, wait: float = 3, **more: str
) -> AsyncIterator[Machine]:
    """Nothing runs yet."""
    async with SlackStandIn() as slack:
        add_company(slack)
        environment = basics_of(slack) | {
            "DATA_DIR": str(folder / "data"),
            "CONNECT_WAIT_SECONDS": str(wait),
            **more,
        }
        one = Machine(Company(slack), environment, folder, nursery)
        try:
            yield one
        finally:
            await all_killed(one.processes)
