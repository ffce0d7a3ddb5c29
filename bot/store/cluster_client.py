"""The library's client of a cluster, which depends on no single node."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from redis._parsers.commands import (
    AsyncCommandsParser,
    CommandPolicies,
    RequestPolicy,
    ResponsePolicy,
)
from redis.asyncio import RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.commands.policies import AsyncStaticPolicyResolver

from bot.store.errors import PATIENCE

TO_REACH_A_NODE: Final = PATIENCE / 4  # seconds, so that there is time to ask another one


class ClusterClient(RedisCluster):
    """
    For commands whose first argument is their one key; a script's keys are where they always are.

    The library knows no command by itself. It asks one node, always the first, for a table of them
    whenever it begins anew, as it does after each failure; were that node dead, nobody at all
    would be served. While it does not know which node that is, it asks any, the dead one too.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(policy_resolver=_GoesWhereItsKeyIs(), **options)
        self.commands_parser = _KeyComesFirst()

    async def initialize(
        self,
        additional_startup_nodes_info: list[tuple[str, int]] | None = None,
        last_failed_node_name: str | None = None,
    ) -> "ClusterClient":
        """The library's way to begin: who has the slots; nothing if it knows."""
        begin = super().initialize
        await _of_one_that_answers(
            lambda: begin(additional_startup_nodes_info, last_failed_node_name)
        )
        return self

    async def learn(self, failed: str | None = None) -> None:
        """Who has the slots; `failed`: the name of the node that is asked last."""
        learn = self.nodes_manager.initialize
        await _of_one_that_answers(lambda: learn(last_failed_node_name=failed))


async def _of_one_that_answers(ask: Callable[[], Awaitable[Any]]) -> None:
    """
    The library goes on to the next node when one is dead, not when one is silent. It takes them in
    any order, so another attempt most likely begins with another; whoever waits limits them.
    """
    while True:
        try:
            async with asyncio.timeout(TO_REACH_A_NODE):
                await ask()
        except TimeoutError:
            continue
        return


class _KeyComesFirst(AsyncCommandsParser):
    """In place of a table of commands."""

    async def initialize(self, node: ClusterNode | None = None) -> None:
        """There is nothing to ask for."""

    async def get_keys(self, *command: Any) -> tuple[str, ...] | None:
        return command[1:2]


class _GoesWhereItsKeyIs(AsyncStaticPolicyResolver):
    """Any command for which nobody named the nodes."""

    async def resolve(self, command_name: str) -> CommandPolicies:
        return CommandPolicies(RequestPolicy.DEFAULT_KEYED, ResponsePolicy.DEFAULT_KEYED)
