"""What each server of the store says of itself, for `doctor`."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from redis.asyncio import RedisCluster

from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreError, redis_faults


@dataclass(frozen=True, slots=True)
class Server:
    """One that answers."""

    name: str  # host and port of a node of a cluster; empty: there is only this one
    version: str
    policy: str  # for when the memory is full
    is_on_disk: bool  # keeps an append-only file
    is_rewritten: bool  # the last rewrite of that file came to its end
    used: int  # bytes of memory
    most: int  # as many as it may use; 0: no limit
    refuses: str  # why it writes nothing; empty: it does


@dataclass(frozen=True, slots=True)
class Silent:
    """One that does not."""

    name: str
    why: str


async def each_server(redis: Client) -> AsyncIterator[Server | Silent]:
    """
    Of a cluster those that have slots.

    Raises:
        StoreError: no node of a cluster says which others there are.
    """
    if not isinstance(redis, RedisCluster):
        yield await _ask(redis, "", keys.shard_prefix(0))
        return
    async with redis_faults():
        await redis.initialize()
        by_node = {
            node.name: keys.shard_prefix(shard)
            for shard in reversed(range(keys.SHARDS))
            if (node := redis.get_node_from_key(keys.shard_prefix(shard)))
        }
    for name, prefix in sorted(by_node.items()):
        yield await _ask(redis, name, prefix)


async def _ask(redis: Client, name: str, prefix: str) -> Server | Silent:
    """`prefix`: of a shard that it keeps, so that something can be written there."""
    try:
        server = await _info(redis, name, "server")
        memory = await _info(redis, name, "memory")
        disk = await _info(redis, name, "persistence")
        refuses = await _refuses(redis, prefix)
    except StoreError as fault:
        return Silent(name, str(fault))
    return Server(
        name=name,
        version=str(server.get("valkey_version") or server.get("redis_version")),
        policy=str(memory.get("maxmemory_policy")),
        is_on_disk=bool(disk.get("aof_enabled")),
        is_rewritten=disk.get("aof_last_bgrewrite_status", "ok") == "ok",
        used=int(memory.get("used_memory", 0)),
        most=int(memory.get("maxmemory", 0)),
        refuses=refuses,
    )


async def _info(redis: Client, name: str, section: str) -> dict[str, Any]:
    async with redis_faults():
        if isinstance(redis, RedisCluster):
            node = redis.get_node(node_name=name)
            said: dict[str, Any] = await redis.info(section, target_nodes=node)
            return said
        return dict(await redis.info(section))


async def _refuses(redis: Client, prefix: str) -> str:
    try:
        async with redis_faults():
            await redis.set(prefix + "probe", "1", px=1000)
    except StoreError as fault:
        return str(fault)
    return ""
