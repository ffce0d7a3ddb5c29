"""A client of the Redis that REDIS_URL names."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as ConnectionLost

from bot.store.errors import PATIENCE

CONNECTIONS = 32  # a process's share; who comes later waits instead of failing


def connect(url: str) -> Redis:
    """
    Opens nothing yet; `redis://`, `rediss://` and `unix://` are understood.

    After a lost connection a command is sent once more: every script recognises a repeat, by its
    seen id, its version or its lease. After a time-out it is not: Slack's three seconds are short.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=PATIENCE,
        decode_responses=True,
        socket_timeout=None,  # see redis_faults, which limits every command
        socket_connect_timeout=PATIENCE,
        retry=Retry(ExponentialBackoff(cap=0.1, base=0.02), 1, (ConnectionLost,)),
    )
    return Redis.from_pool(pool)
