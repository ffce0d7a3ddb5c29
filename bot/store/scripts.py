"""The Lua scripts, loaded once, each run with one prefix of shared functions."""

from importlib import resources
from typing import Any, Final

from redis.asyncio import Redis
from redis.commands.core import AsyncScript

from bot.store.errors import redis_faults

_SHARED: Final = "due.lua"


def _source(name: str) -> str:
    return (resources.files("bot.store") / "lua" / name).read_text(encoding="utf-8")


class Scripts:
    """`await scripts.commit(keys, args)` and the like; NOSCRIPT is handled by the client."""

    def __init__(self, redis: Redis) -> None:
        shared = _source(_SHARED)
        self.redis = redis
        self.commit = self._load(redis, shared + _source("commit.lua"))
        self.claim = self._load(redis, shared + _source("claim.lua"))
        self.finish = self._load(redis, shared + _source("finish.lua"))
        self.renew = self._load(redis, shared + _source("renew.lua"))
        self.vault_claim = self._load(redis, _source("vault_claim.lua"))
        self.vault_unclaim = self._load(redis, _source("vault_unclaim.lua"))
        self.ask = self._load(redis, _source("ask.lua"))

    @staticmethod
    def _load(redis: Redis, source: str) -> "Script":
        return Script(redis.register_script(source))


class Script:
    """One script; faults of the Redis library become ours."""

    def __init__(self, registered: AsyncScript) -> None:
        self._registered = registered

    async def __call__(self, keys: list[str], args: list[str | int]) -> Any:
        """Answers what the script answers, in text."""
        with redis_faults():
            return await self._registered(keys=keys, args=args)
