"""The Lua scripts, loaded once, each run with one prefix of shared functions."""

from hashlib import sha1
from importlib import resources
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from bot.store.errors import redis_faults
from bot.store.wire import Wire

_SHARED: Final = "due.lua"


def _source(name: str) -> str:
    return (resources.files("bot.store") / "lua" / name).read_text(encoding="utf-8")


class Scripts:
    """`await scripts.commit(keys, args)` and the like."""

    def __init__(self, redis: Redis) -> None:
        shared = _source(_SHARED)
        wire = Wire(redis)
        self.redis = redis
        self.close = wire.close
        self.commit = Script(wire, shared + _source("commit.lua"))
        self.claim = Script(wire, shared + _source("claim.lua"))
        self.finish = Script(wire, shared + _source("finish.lua"))
        self.note = Script(wire, shared + _source("note.lua"))
        self.renew = Script(wire, shared + _source("renew.lua"))
        self.vault_claim = Script(wire, _source("vault_claim.lua"))
        self.vault_unclaim = Script(wire, _source("vault_unclaim.lua"))
        self.reseal = Script(wire, _source("reseal.lua"))
        self.ask = Script(wire, _source("ask.lua"))


class Script:
    """One script; faults of the Redis library become ours."""

    def __init__(self, wire: Wire, source: str) -> None:
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
