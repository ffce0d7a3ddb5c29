"""A company whose bot runs in processes of its own, `web` and `worker`."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.app import Assembly
from bot.domain.effects import Card
from bot.store.aggregates import Aggregates
from bot.store.connect import connect
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from practice.slack import Message, SlackStandIn
from practice.slack.messages import StoredMessage
from tests.conftest import Hands
from tests.crash.automation import Automation
from tests.crash.children import Nursery
from tests.crash.clock import Clock
from tests.crash.kept import Kept
from tests.crash.processes import Process, free_port, until_it_listens
from tests.crash.valkey import MortalValkey, a_valkey
from tests.journeys.world import CHANNEL, World, add_company, is_reminder, marketo_url

if TYPE_CHECKING:
    from tests.crash.errands import Errand


class Company(World):
    """The people of the story; their bot is elsewhere."""

    def __init__(self, slack: SlackStandIn) -> None:
        super().__init__(slack, cast("Assembly", None), Hands())  # there is no bot in this process

    @property
    def posted(self) -> Counter[str]:
        """`card:part:to` of every message of the bot's that can be seen."""
        return Counter(effect.split(":", 2)[2] for effect in self.effects)

    @property
    def effects(self) -> list[str]:
        """The id of the effect that posted it, of each of these messages."""
        return [effect for effect, _ in self.marked()]

    def marked(self) -> Iterator[tuple[str, StoredMessage]]:
        """Each message of the bot's that can be seen, after the effect that posted it."""
        for channel in self.slack.state.channels.values():
            for message in channel.messages:
                if message.bot_id and not message.deleted and message.metadata:
                    yield effect_of(message), message

    def posted_of(self, *about: str) -> Counter[str]:
        """The same of these aggregates."""
        whole = (effect.split(":", 2) for effect in self.effects)
        return Counter(slot for _, id_, slot in whole if id_ in about)

    def card(self, about: str, slot: str) -> Message | None:
        """As it is seen now."""
        whole = f"notify:{about}:{slot}"
        return next((Message.of(one) for effect, one in self.marked() if effect == whole), None)

    @property
    def reminder(self) -> Message:
        """That people may be connected now; a card of who was invited has the same button."""
        return next(one for one in self.sol.dm if f":{Card.READY}:" in effect_of(one.stored))

    @property
    def reminders(self) -> int:
        is_it = f":{Card.READY}:"
        return sum(is_it in effect_of(one.stored) and is_reminder(one) for one in self.sol.dm)

    async def fill_setup(self) -> None:
        await self.stella.fill("Marketo admin", "U_MARA")
        await self.stella.fill("Sales Connect admin", "U_SOL")
        await self.stella.fill("Salesforce admin", "U_SVEN")
        await self.stella.fill("Channel for invites", CHANNEL)

    async def start_setup(self) -> None:
        await self.stella.command("/salesconnect setup")
        await self.fill_setup()
        await self.stella.submit()

    async def report_connected(self) -> tuple[float, float]:
        """`I've connected`; seconds since 1970 before and after it was acknowledged."""
        before = time.time()
        await self.sol.press("I've connected")
        return before, time.time()


def effect_of(message: StoredMessage) -> str:
    """The id of the effect that posted it; empty: none did."""
    return str(((message.metadata or {}).get("event_payload") or {}).get("effect", ""))


STORE = "redis"  # among the victims of a death


@dataclass
class Installation(Kept):
    """`web` and `worker` of one company, `worker-2` too, and the Valkey that they share."""

    company: Company
    redis: Redis
    scripts: Scripts
    valkey: MortalValkey
    environment: dict[str, str]
    folder: Path
    nursery: Nursery | None = None
    automation: Automation | None = None  # their users are connected by it
    workers: tuple[str, ...] = ("worker",)
    ahead: dict[str, float] = field(default_factory=dict)  # seconds by which clocks differ
    processes: dict[str, Process] = field(default_factory=dict)
    former: list[Process] = field(default_factory=list)
    pauses: list[asyncio.Task[None]] = field(default_factory=list)
    deaths: asyncio.Lock = field(default_factory=asyncio.Lock)  # one at a time, and a life
    clock: Clock | None = None  # None: that of the machine
    errands: list["Errand"] = field(default_factory=list)  # beside the road
    days: int = 0  # how often the clock was moved

    def __post_init__(self) -> None:
        vault = Vault(self.scripts, (self.environment["SECRET_KEYS"],))
        self.aggregates = Aggregates(self.redis, self.scripts, vault)

    @property
    def port(self) -> int:
        return int(self.environment["PORT"])

    async def start(self, *names: str) -> None:
        """Those that are not running; `web` listens when this returns."""
        for name in names:
            if name == STORE:
                await self.valkey.start()
                continue
            self.processes[name] = await self._process(name)
            self.former.append(self.processes[name])
        if "web" in names:
            await until_it_listens(self.port)

    async def _process(self, name: str) -> Process:
        folder, command = self.folder / f"{name}-{len(self.former)}", name.split("-")[0]
        if self.nursery is None:
            return await Process.start(command, environment=self.environment, folder=folder)
        return await self.nursery.start(
            command,
            environment=self.environment,
            folder=folder,
            ahead=self.ahead.get(name, 0.0),
            clock=self.clock.file if self.clock else None,
        )

    async def kill(self, *names: str) -> None:
        """kill -9, all at once."""
        if STORE in names:
            await self.valkey.kill()
        await all_killed([self.processes[name] for name in names if name != STORE])

    def pause(self, name: str, seconds: float) -> None:
        """SIGSTOP now, SIGCONT later, if it lives then; nothing is waited for."""
        process = self.processes[name]
        process.pause()

        async def go_on() -> None:
            await asyncio.sleep(seconds)
            process.go_on()

        self.pauses.append(asyncio.create_task(go_on()))


@asynccontextmanager
async def an_installation(
    folder: Path,
    *,
    wait: float = 3,
    nursery: Nursery | None = None,
    automation: Automation | None = None,
    **more: str,
) -> AsyncIterator[Installation]:
    """No process runs yet but the Valkey. Without `nursery` each is a `python -m bot`."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackStandIn())
        add_company(slack)
        valkey = await stack.enter_async_context(a_valkey(folder / "data"))
        redis = connect(valkey.url)
        stack.push_async_callback(redis.aclose)
        scripts = Scripts(redis)
        stack.push_async_callback(scripts.close)
        port = free_port()
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        environment = basics_of(slack) | {
            "REDIS_URL": valkey.url,
            "SECRET_KEYS": Fernet.generate_key().decode(),
            "CONNECT_WAIT_SECONDS": str(wait),
            "PORT": str(port),
            **(automation.served_by(slack) if automation else {}),
            **more,
        }
        one = Installation(
            Company(slack), redis, scripts, valkey, environment, folder, nursery, automation
        )
        try:
            yield one
        finally:
            await all_killed(list(one.processes.values()))
            await _all_cancelled(one.pauses)


def basics_of(slack: SlackStandIn) -> dict[str, str]:
    """What any bot of this company is told."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "MARKETO_URL": marketo_url(slack),
        "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
    }


async def all_killed(processes: list[Process]) -> None:
    await asyncio.gather(*(process.kill() for process in processes))


async def _all_cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
