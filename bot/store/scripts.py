"""The Lua scripts, loaded once, each run with one prefix of shared functions."""

import asyncio
from hashlib import sha1
from importlib import resources
from math import inf
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import NoScriptError, ResponseError

from bot.store.connect import CONNECTIONS
from bot.store.errors import redis_faults

_SHARED: Final = "due.lua"


def _source(name: str) -> str:
    return (resources.files("bot.store") / "lua" / name).read_text(encoding="utf-8")


class Scripts:
    """`await scripts.commit(keys, args)` and the like."""

    def __init__(self, redis: Redis) -> None:
        shared = _source(_SHARED)
        lanes = Lanes(redis)
        self.redis = redis
        self.close = lanes.close
        self.commit = Script(lanes, shared + _source("commit.lua"))
        self.claim = Script(lanes, shared + _source("claim.lua"))
        self.finish = Script(lanes, shared + _source("finish.lua"))
        self.renew = Script(lanes, shared + _source("renew.lua"))
        self.vault_claim = Script(lanes, _source("vault_claim.lua"))
        self.vault_unclaim = Script(lanes, _source("vault_unclaim.lua"))
        self.ask = Script(lanes, _source("ask.lua"))


class Script:
    """One script; faults of the Redis library become ours."""

    def __init__(self, lanes: "Lanes", source: str) -> None:
        self._lanes = lanes
        self._source = source
        self._sha = sha1(source.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, keys: list[str], args: list[str | int]) -> Any:
        """Answers what the script answers, in text."""
        async with redis_faults():
            try:
                return await self._lanes.ask("EVALSHA", self._sha, len(keys), *keys, *args)
            except NoScriptError:  # a server that was started anew, or never knew it
                return await self._lanes.ask("EVAL", self._source, len(keys), *keys, *args)


class Lanes:
    """
    Connections for scripts, beside the client's pool: the answer to Slack waits for two scripts,
    and the pool takes as long as they do (measured: 300 of 600 µs).
    """

    def __init__(self, redis: Redis) -> None:
        self._pool = redis.connection_pool
        self._free: list[AbstractConnection] = []
        self._places = asyncio.Semaphore(CONNECTIONS)

    async def ask(self, *command: str | int) -> Any:
        """
        One command, once more after a lost connection: every script recognises a repeat, by its
        seen id, its version or its lease.
        """
        async with self._places:
            try:
                return await self._once(command)
            except ConnectionLost:
                await self._drop_free()  # the others were lost with it
                return await self._once(command)

    async def _once(self, command: tuple[str | int, ...]) -> Any:
        lane = self._free.pop() if self._free else await self._opened()
        try:
            packed = lane.pack_command(*command)
            await lane.send_packed_command(packed, check_health=False)
            answer = await lane.read_response(timeout=inf)
        except ResponseError:  # an answer like any other, as far as the connection goes
            self._free.append(lane)
            raise
        except BaseException:
            await lane.disconnect(nowait=True)
            raise
        self._free.append(lane)
        return answer

    async def _opened(self) -> AbstractConnection:
        lane: AbstractConnection = self._pool.make_connection()  # type: ignore[no-untyped-call]
        await lane.connect()  # type: ignore[no-untyped-call]
        return lane

    async def _drop_free(self) -> None:
        lost, self._free = self._free, []
        for lane in lost:
            await lane.disconnect(nowait=True)

    async def close(self) -> None:
        """Nothing may be asked any more."""
        free, self._free = self._free, []
        for lane in free:
            await lane.disconnect()
