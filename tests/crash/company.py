"""A company whose bot runs in processes of its own: `web` and `worker`, or `run`."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.app import Assembly
from bot.domain.ids import TeamId, UserId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.connect import connect
from bot.store.due import DueSet
from bot.store.embedded import EmbeddedValkey
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from practice.slack import SlackStandIn
from tests.conftest import Hands
from tests.crash.processes import Process, free_port, until_it_answers
from tests.journeys.world import CHANNEL, World, add_company, is_reminder, marketo_url

TEAM = TeamId("T_ACME")
SOL = UserId("U_SOL")


class Company(World):
    """The people of the story; their bot is elsewhere."""

    def __init__(self, slack: SlackStandIn) -> None:
        super().__init__(slack, cast("Assembly", None), Hands())  # there is no bot in this process

    @property
    def posted(self) -> Counter[str]:
        """`card:part:to` of every message of the bot's that can be seen."""
        return Counter(
            message.metadata["event_payload"]["effect"].split(":", 2)[2]
            for channel in self.slack.state.channels.values()
            for message in channel.messages
            if message.bot_id and not message.deleted and message.metadata
        )

    @property
    def reminders(self) -> int:
        return sum(is_reminder(message) for message in self.sol.dm)

    async def report_connected(self) -> tuple[float, float]:
        """`I've connected`; seconds since 1970 before and after it was acknowledged."""
        before = time.time()
        await self.sol.press("I've connected")
        return before, time.time()


WINDOW_CLOSED = "window_closed:1:U_SOL"
ALL_CARDS: Counter[str] = Counter(
    {
        "starter::U_STELLA": 1,
        "marketo_admin::U_MARA": 1,
        "sales_connect_admin::U_SOL": 1,
        "salesforce_admin::U_SVEN": 1,
        "credentials:1:U_SOL": 1,
        "ready::U_SOL": 1,
        f"channel_ready::{CHANNEL}": 1,
        "batch:0:U_SOL": 1,
        "you_are_connected::row:0": 1,
        "you_are_connected::row:1": 1,
        "result::U_SOL": 1,
        "result::U_MARA": 1,
        "result::U_STELLA": 1,
    }
)


@dataclass
class Installation:
    """`web` and `worker` of one company."""

    company: Company
    scripts: Scripts
    environment: dict[str, str]
    folder: Path
    processes: dict[str, Process] = field(default_factory=dict)
    former: list[Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        vault = Vault(self.scripts, (self.environment["SECRET_KEYS"],))
        self.aggregates = Aggregates(self.redis, self.scripts, vault)
        self.due = DueSet(self.scripts, "looks only")

    @property
    def redis(self) -> Redis:
        return self.scripts.redis

    @property
    def port(self) -> int:
        return int(self.environment["PORT"])

    async def start(self, *names: str) -> None:
        """Those that are not running; `web` answers when this returns."""
        for name in names:
            folder = self.folder / f"{name}-{len(self.former)}"
            self.processes[name] = await Process.start(
                name, environment=self.environment, folder=folder
            )
            self.former.append(self.processes[name])
        if "web" in names:
            await until_it_answers(self.port)

    async def setup(self) -> Setup | None:
        """The one setup of the story, as it is stored."""
        asked = await self.aggregates.ask(TEAM, SOL)
        assert len(asked.setups) <= 1
        return asked.setups[0].state if asked.setups else None

    async def number_of_started_runs(self) -> int:
        setup = await self.setup()
        return len(await self.aggregates.runs(TEAM, setup.id)) if setup else 0

    async def rests(self) -> bool:
        """Nothing is left to do but to expire what is gone already, and to remind in a day."""
        prefix = keys.shard_prefix(keys.shard_of(TEAM))
        waiting = await self.redis.hkeys(f"{prefix}body")
        return all(str(effect).startswith(("expire:", "remind:")) for effect in waiting)


@asynccontextmanager
async def an_installation(
    folder: Path, *, wait: float = 3, **more: str
) -> AsyncIterator[Installation]:
    """No process runs yet."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackStandIn())
        add_company(slack)
        valkey = await stack.enter_async_context(EmbeddedValkey(folder / "data"))
        redis = connect(valkey.url)
        stack.push_async_callback(redis.aclose)
        scripts = Scripts(redis)
        stack.push_async_callback(scripts.close)
        port = free_port()
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        environment = _slack(slack) | {
            "REDIS_URL": valkey.url,
            "SECRET_KEYS": Fernet.generate_key().decode(),
            "CONNECT_WAIT_SECONDS": str(wait),
            "PORT": str(port),
            **more,
        }
        one = Installation(Company(slack), scripts, environment, folder)
        try:
            yield one
        finally:
            await _all_killed(list(one.processes.values()))


@dataclass
class Machine:
    """`run`, alone with its embedded Valkey."""

    company: Company
    environment: dict[str, str]
    folder: Path
    processes: list[Process] = field(default_factory=list)

    @property
    def data_dir(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    async def run(self) -> Process:
        """Returns when both connections to Slack stand."""
        folder = self.folder / f"run-{len(self.processes)}"
        process = await Process.start("run", environment=self.environment, folder=folder)
        self.processes.append(process)
        await process.until_started()
        sockets = self.company.slack.sockets
        await self.company.slack.until(lambda: len(sockets) == 2, timeout=10, what="connections")
        return process

    async def kill(self, process: Process) -> None:
        """kill -9; Slack notices that the connections are gone."""
        await process.kill()
        sockets = self.company.slack.sockets
        await self.company.slack.until(lambda: len(sockets) == 0, what="connections stay")


@asynccontextmanager
async def a_machine(folder: Path, *, wait: float = 3, **more: str) -> AsyncIterator[Machine]:
    """Nothing runs yet."""
    async with SlackStandIn() as slack:
        add_company(slack)
        environment = _slack(slack) | {
            "DATA_DIR": str(folder / "data"),
            "CONNECT_WAIT_SECONDS": str(wait),
            **more,
        }
        one = Machine(Company(slack), environment, folder)
        try:
            yield one
        finally:
            await _all_killed(one.processes)


def _slack(slack: SlackStandIn) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "MARKETO_URL": marketo_url(slack),
        "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
    }


async def _all_killed(processes: list[Process]) -> None:
    await asyncio.gather(*(process.kill() for process in processes))
