"""A client of the Redis that REDIS_URL names."""

import ssl
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.connection import AbstractConnection, SSLConnection, parse_url
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import ReadOnlyError, RedisClusterException, RedisError

from bot.store.cluster_client import TO_REACH_A_NODE, ClusterClient
from bot.store.errors import PATIENCE

Client: TypeAlias = Redis | ClusterClient

CONNECTIONS = 32  # a process's share; who comes later waits instead of failing
MOST_TO_A_NODE: Final = 1000  # of a cluster: there nobody waits, and what comes later fails
CLUSTER: Final = "+cluster://"


class BadAddress(ValueError):
    """REDIS_URL cannot be understood; says nothing of what is in it, which may be a password."""


def open_client(url: str) -> Client:
    """
    Opens nothing yet.

    Raises:
        BadAddress
    """
    try:
        _check_database(url)
        client = connect_cluster(url) if CLUSTER in url else connect(url)
        connection = _a_connection(client)
    except (ValueError, LookupError, TypeError, RedisError, RedisClusterException):
        raise BadAddress(
            "cannot be read; like redis://user:password@host:6379/0 or"
            " redis+cluster://host:6379,host:6379, in names and passwords what is no letter and"
            " no digit as %XX, and options after the ? as in docs/operations.md"
        ) from None
    if isinstance(connection, SSLConnection):
        _read_certificates(connection)
    return client


def _check_database(url: str) -> None:
    """The library takes what is no number for none, and so for another store than was meant."""
    parts = urlsplit(url)
    if parts.scheme in ("redis", "rediss") and parts.path.strip("/"):
        int(parts.path.strip("/"))


def _a_connection(client: Client) -> AbstractConnection:
    """Not opened, and of no use: only here the library looks at all options."""
    of: Any = (
        client.startup_nodes[0] if isinstance(client, RedisCluster) else client.connection_pool
    )
    made: AbstractConnection = of.connection_class(**of.connection_kwargs)
    return made


def _read_certificates(connection: SSLConnection) -> None:
    """
    Raises:
        BadAddress: not those of the address, which would look like a Redis that does not answer.
    """
    try:
        connection.ssl_context.get()
    except OSError as fault:  # ssl.SSLError too
        why = fault.reason if isinstance(fault, ssl.SSLError) else fault.strerror
        named = (connection.ca_certs, connection.certfile, connection.keyfile)
        files = ", ".join(name for name in named if name)
        raise BadAddress(f"names what is no certificate or no key ({why}): {files}") from None


async def close_client(client: Client) -> None:
    """Of a cluster also what the library keeps for its next look at the nodes."""
    await client.aclose()
    if isinstance(client, RedisCluster):
        await client.nodes_manager.aclose()
        await client.nodes_manager.aclose("startup_nodes")


def connect(url: str) -> Redis:
    """
    To one server: `redis://`, `rediss://` and `unix://`. Opens nothing yet.

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
        retry=_once_more(),
    )
    return Redis.from_pool(pool)


def connect_cluster(url: str) -> ClusterClient:
    """As `connect`, to `redis+cluster://host:port,host:port`: any nodes, the others are found."""
    first, *others = _addresses(url)
    client = ClusterClient.from_url(
        first,
        startup_nodes=[_node(address) for address in others],
        require_full_coverage=False,  # one dead node must not stop the others
        max_connections=MOST_TO_A_NODE,
        decode_responses=True,
        socket_timeout=None,
        socket_connect_timeout=TO_REACH_A_NODE,
        retry=_once_more(),
    )
    assert isinstance(client, ClusterClient)  # the library's signature does not say so
    return client


def _once_more() -> Retry:
    # A server that became a replica is left: its place, by name, is another one's.
    return Retry(ExponentialBackoff(cap=0.1, base=0.02), 1, (ConnectionLost, ReadOnlyError))


def _addresses(url: str) -> list[str]:
    """One for each host, with the user and the options of all."""
    scheme, _, rest = url.partition(CLUSTER)
    where, mark, options = rest.partition("?")
    user, at, hosts = where.removesuffix("/").rpartition("@")
    return [f"{scheme}://{user}{at}{host}{mark}{options}" for host in hosts.split(",")]


def _node(address: str) -> ClusterNode:
    parsed: dict[str, Any] = dict(parse_url(address))
    return ClusterNode(parsed["host"], parsed.get("port", 6379))
