"""Three real nodes, each with its own third of the slots, over TCP on this machine."""

import asyncio
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from redis import Redis
from redis.crc import key_slot
from redis.exceptions import ConnectionError as NotYet
from redis.exceptions import MovedError

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.embedded import server_binary

THIRDS: Final = ((0, 5460), (5461, 10922), (10923, 16383))
BUS: Final = 10_000  # the nodes talk to each other on the port above
HIGHEST: Final = 65_535 - BUS
WITHIN: Final = 20.0  # seconds; two are usual


class Node:
    """One of them; its folder outlives it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "dir": str(self._folder),
            "cluster-enabled": "yes",
            "cluster-node-timeout": "1000",
            "cluster-require-full-coverage": "no",
            "appendonly": "yes",
            "save": "",
        }
        words = [word for option, value in command.items() for word in (f"--{option}", value)]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen([server_binary(), *words], stdout=log, stderr=log)

    def kill(self) -> None:
        """As kill -9 does it."""
        if self._server:
            self._server.kill()
            self._server.wait()
            self._server = None

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """It keeps its connections, and answers nothing."""
        assert self._server
        self._server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._server.send_signal(signal.SIGCONT)

    def ask(self, *command: str | int) -> str:
        """On a connection of its own, waiting for nobody."""
        with Redis(port=self.port, decode_responses=True) as client:
            return str(client.execute_command(*command))

    def is_fine(self) -> bool:
        """It answers, and knows of all the others, each with its third, and of no dead one."""
        try:
            said = self.ask("CLUSTER", "INFO")
        except NotYet:
            return False
        return "cluster_state:ok" in said and "cluster_slots_ok:16384" in said

    def sends(self, team_id: TeamId, to: "Node") -> bool:
        """Whether it has this Slack workspace, or says that the other one does."""
        try:
            self.ask("GET", keys.team_prefix(team_id))
        except MovedError as moved:
            return moved.port == to.port
        return self is to


class ValkeyCluster:
    """What REDIS_URL names, and who of it can be killed."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        where = ",".join(f"127.0.0.1:{node.port}" for node in nodes)
        self.url = f"redis+cluster://{where}"

    def node_of(self, team_id: TeamId) -> Node:
        """The one that keeps this Slack workspace."""
        return self.keeper(keys.team_prefix(team_id))

    def keeper(self, key: str) -> Node:
        slot = key_slot(key.encode())
        return next(
            node
            for node, (first, last) in zip(self.nodes, THIRDS, strict=True)
            if first <= slot <= last
        )

    def team_on(self, node: Node, *, shard: int = 0) -> TeamId:
        """A Slack workspace that this node keeps, in its first shard or another one of its own."""
        teams = (TeamId(f"T{number}") for number in count())
        here: dict[int, TeamId] = {}
        while len(here) <= shard:
            team_id = next(teams)
            if self.node_of(team_id) is node:
                here.setdefault(keys.shard_of(team_id), team_id)
        return list(here.values())[shard]

    async def until_fine(self) -> None:
        async with asyncio.timeout(WITHIN):
            while not all(node.is_fine() for node in self.nodes):  # noqa: ASYNC110 (nobody tells)
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def without(self, node: Node) -> AsyncIterator[None]:
        """Killed meanwhile; afterwards all of them are fine."""
        node.kill()
        try:
            yield
        finally:
            node.start()
            await self.until_fine()

    async def move(self, team_id: TeamId, to: Node) -> None:
        """Its slot, with all that is in it, in one step; it is not moved back."""
        slot = slot_of(team_id)
        there = to.ask("CLUSTER", "MYID")
        whole = ("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", there)
        self.node_of(team_id).ask(*whole)
        async with asyncio.timeout(WITHIN):
            while not all(node.sends(team_id, to) for node in self.nodes):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


def slot_of(team_id: TeamId) -> int:
    return int(key_slot(keys.team_prefix(team_id).encode()))


@contextmanager
def valkey_cluster(folder: Path) -> Iterator[ValkeyCluster]:
    """Started and told of each other; see `until_fine`."""
    with ExitStack() as stack:
        nodes: list[Node] = []
        for number, port in enumerate(_free_ports(len(THIRDS))):
            place = folder / str(number)
            place.mkdir()
            node = Node(place, port)
            stack.callback(node.kill)
            node.start()
            nodes.append(node)
        yield ValkeyCluster(nodes)


async def introduce(cluster: ValkeyCluster) -> None:
    """Each node gets its third, and hears of the others."""
    for node, (first, last) in zip(cluster.nodes, THIRDS, strict=True):
        await _answers(node)
        node.ask("CLUSTER", "ADDSLOTSRANGE", first, last)
        node.ask("CLUSTER", "MEET", "127.0.0.1", cluster.nodes[0].port)
    await cluster.until_fine()


async def _answers(node: Node) -> None:
    async with asyncio.timeout(WITHIN):
        while True:
            try:
                node.ask("PING")
            except NotYet:
                await asyncio.sleep(0.02)
            else:
                return


def _free_ports(count: int) -> list[int]:
    """Low enough that the port of the bus is one too."""
    with ExitStack() as stack:
        found: list[int] = []
        while len(found) < count:
            bound = stack.enter_context(socket.socket())
            bound.bind(("127.0.0.1", 0))
            port = bound.getsockname()[1]
            if port <= HIGHEST:
                found.append(port)
        return found
