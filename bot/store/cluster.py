"""One connection to each node of a cluster for all scripts of a process (see bot/store/wire.py)."""

import asyncio
from math import inf
from typing import Any, Final

from redis.asyncio.cluster import ClusterNode
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AskError, ClusterDownError, TryAgainError
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import TimeoutError as NoAnswer

from bot.store.cluster_client import ClusterClient
from bot.store.wire import Wire

LEARN_EVERY: Final = 1.0  # seconds: while a node is dead each question to it would look anew
SENT_ELSEWHERE: Final = (AskError, TryAgainError, ClusterDownError)  # MovedError is an AskError


class ClusterWire:
    """
    As `Wire`. A node that is dead or silent holds back nobody but the Slack workspaces it keeps.

    Which node has which slots is known to the library, and slots on their way are its business.
    """

    def __init__(self, cluster: ClusterClient) -> None:
        self._cluster = cluster
        self._wires: dict[str, Wire] = {}
        self._late: set[str] = set()  # names of nodes that left a question unanswered
        self._learned_at = -inf
        self._ended = False

    async def ask(self, *command: str | int) -> Any:
        """
        One command with one key, or a script whose keys have one tag; repeated as `Wire.ask` does.

        Raises:
            ResponseError, ConnectionLost, NoAnswer, RedisClusterException: of the Redis library.
        """
        if self._ended:
            raise ConnectionLost("closed")
        node = await self._node_of(command)
        if node.name in self._late:
            node = await self._node_after(node, command)
        try:
            return await self._ask(node, command)
        except SENT_ELSEWHERE:
            return await self._cluster.execute_command(*command)
        except (ConnectionLost, NoAnswer):
            other = await self._node_after(node, command)
            if other is node:
                raise
            return await self._ask(other, command)

    async def _node_of(self, command: tuple[str | int, ...]) -> ClusterNode:
        """
        By what is known, whatever became of the library's own connections.

        Raises:
            SlotNotCoveredError: no node has the slot.
        """
        is_script = command[0] in ("EVAL", "EVALSHA")
        key = str(command[3 if is_script else 1])
        known = self._cluster.nodes_manager.slots_cache
        if not known or (self._cluster.keyslot(key) not in known and self._may_learn()):
            await self._cluster.learn()
        node = self._cluster.get_node_from_key(key)
        assert node is not None  # only a replica may be missing
        return node

    async def _node_after(self, failed: ClusterNode, command: tuple[str | int, ...]) -> ClusterNode:
        """After a look at who has the slots by now: a replica may have taken over."""
        if self._may_learn():
            self._late.discard(failed.name)
            await self._cluster.learn(failed.name)
        return await self._node_of(command)

    def _may_learn(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._learned_at < LEARN_EVERY:
            return False
        self._learned_at = now
        return True

    async def _ask(self, node: ClusterNode, command: tuple[str | int, ...]) -> Any:
        try:
            return await self._wire_to(node).ask(*command)
        except asyncio.CancelledError:
            self._late.add(node.name)
            raise

    def _wire_to(self, node: ClusterNode) -> Wire:
        if node.name not in self._wires:

            def make() -> AbstractConnection:
                # Without a repeat of the library's: we repeat, and know to whom.
                retry = Retry(NoBackoff(), 0)
                return node.connection_class(**node.connection_kwargs, retry=retry)

            self._wires[node.name] = Wire(make)
        return self._wires[node.name]

    async def close(self) -> None:
        """Nothing may be asked any more."""
        self._ended = True
        await asyncio.gather(*(wire.close() for wire in self._wires.values()))
