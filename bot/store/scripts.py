"""The Lua scripts, loaded once, each run with one prefix of shared functions."""

import asyncio
from collections.abc import Sequence
from hashlib import sha1
from importlib import resources
from typing import Any, Final

from redis.exceptions import NoScriptError

from bot.store.cluster import ClusterWire
from bot.store.cluster_client import ClusterClient
from bot.store.connect import Client
from bot.store.errors import StoreError, redis_faults
from bot.store.wire import Wire

_SHARED: Final = "due.lua"


def _source(name: str) -> str:
    return (resources.files("bot.store") / "lua" / name).read_text(encoding="utf-8")


class Scripts:
    """`await scripts.commit(keys, args)` and the like."""

    def __init__(self, redis: Client) -> None:
        shared = _source(_SHARED)
        wire = _wire(redis)
        self.redis = redis
        self.close = wire.close
        self._wire = wire
        self.commit = Script(wire, shared + _source("commit.lua"))
        self.claim = Script(wire, shared + _source("claim.lua"))
        self.done = Script(wire, shared + _source("done.lua"))
        self.finish = Script(wire, shared + _source("finish.lua"))
        self.note = Script(wire, shared + _source("note.lua"))
        self.look = Script(wire, shared + _source("look.lua"))
        self.reply = Script(wire, shared + _source("reply.lua"))
        self.revive = Script(wire, shared + _source("revive.lua"))
        self.renew = Script(wire, shared + _source("renew.lua"))
        self.vault_claim = Script(wire, _source("vault_claim.lua"))
        self.vault_unclaim = Script(wire, _source("vault_unclaim.lua"))
        self.reseal = Script(wire, _source("reseal.lua"))
        self.ask = Script(wire, _source("ask.lua"))
        self.request = Script(wire, _source("request.lua"))
        self.watch = Script(wire, _source("watch.lua"))
        self.line = Script(wire, _source("line.lua"))
        self.hold = Script(wire, _source("hold.lua"))

    def of(self, source: str) -> "Script":
        """One of a library's, run as ours are."""
        return Script(self._wire, source)

    async def each(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        """
        Answers to commands of one key each, all asked together, as the server gives them; in place
        of each that did not come its StoreError: a node of a cluster may be down, the others not.
        """
        asked = (self._one(command) for command in commands)
        return await asyncio.gather(*asked)

    async def _one(self, command: tuple[str | int, ...]) -> Any:
        try:
            async with redis_faults():
                return await self._wire.ask(*command)
        except StoreError as fault:
            return fault


def _wire(redis: Client) -> Wire | ClusterWire:
    if isinstance(redis, ClusterClient):
        return ClusterWire(redis)
    return Wire(redis.connection_pool.make_connection)


class Script:
    """One script; faults of the Redis library become ours."""

    def __init__(self, wire: Wire | ClusterWire, source: str) -> None:
        self._wire = wire
        self._source = source
        self._sha = sha1(source.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, keys: list[str], args: list[str | int]) -> Any:
        """Answers what the script answers, in text."""
        async with redis_faults():
            try:
                return await self._wire.ask("EVALSHA", self._sha, len(keys), *keys, *args)
            except NoScriptError:  # a server that was started anew, or never knew it
                return await self._wire.ask("EVAL", self._source, len(keys), *keys, *args)
