"""`rediss://`: over TLS, with a certificate that has to be trusted."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from bot.doctor import examine_store
from bot.domain.effects import Due
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.connect import Client, close_client, open_client
from bot.store.due import DueSet
from bot.store.heartbeats import Heartbeats
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from bot.store.wake import Wakes
from tests.store.builders import MARA, NOW, TEAM, an_effect, committed
from tests.store.tls import HOST, Certificate, tls_before


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path, "redis")


@pytest.fixture
def other(tmp_path: Path) -> Certificate:
    """One that nobody here trusts."""
    return Certificate(tmp_path, "somebody")


@pytest.fixture
async def address(redis: Client, valkey_url: str, certificate: Certificate) -> AsyncIterator[str]:
    """Of the server that all tests share, emptied, by TLS."""
    async with tls_before(unquote(urlsplit(valkey_url).path), certificate) as port:
        yield f"rediss://{HOST}:{port}/0"


async def test_all_of_the_store_works_over_tls(
    address: str, certificate: Certificate, secret_key: str
) -> None:
    """Scripts, commands and wake-ups, with the authority that REDIS_URL names."""
    client = open_client(f"{address}?ssl_ca_certs={certificate.public}")
    scripts = Scripts(client)
    aggregates = Aggregates(client, scripts, Vault(scripts, (secret_key,)))
    wakes = Wakes(client).listen()
    assert await anext(wakes) is None

    former = await committed(aggregates, Due(an_effect(), NOW))

    assert await anext(wakes) == keys.shard_of(TEAM)
    assert (await aggregates.ask(TEAM, MARA)).setups == (former,)
    assert await aggregates.setup(TEAM, former.state.id) == former
    await wakes.aclose()
    await scripts.close()
    await close_client(client)


async def _line(client: Client) -> str:
    """The only one that `doctor` has."""
    scripts = Scripts(client)
    due, beats = DueSet(scripts, "worker"), Heartbeats(client)
    [line] = [one.line() async for one in examine_store(client, due, beats, lambda: NOW)]
    await scripts.close()
    await close_client(client)
    return line


@pytest.mark.parametrize("names", ["another authority", "none"])
async def test_a_certificate_that_is_not_trusted_is_one_clear_line(
    address: str, other: Certificate, names: str
) -> None:
    """Doctor says so, and what names the authority."""
    trusted = f"?ssl_ca_certs={other.public}" if names == "another authority" else ""

    line = await _line(open_client(address + trusted))

    assert line.startswith("FAULT Redis: Redis does not answer: its certificate is not trusted")
    assert "ssl_ca_certs" in line
    assert "\n" not in line


async def test_a_certificate_that_vanished_is_told_from_a_redis_that_is_away(
    address: str, certificate: Certificate
) -> None:
    """It was there at the start; each connection reads it anew."""
    client = open_client(f"{address}?ssl_ca_certs={certificate.public}")
    certificate.public.unlink()

    line = await _line(client)

    assert "a socket or a certificate that its address names is not there" in line


async def test_a_server_without_tls_is_told_from_one_that_is_away() -> None:
    """`rediss://` where it should be `redis://`."""

    async def without(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"-ERR Protocol error\r\n")
        writer.close()

    async with await asyncio.start_server(without, HOST, 0) as server:
        port = server.sockets[0].getsockname()[1]
        line = await _line(open_client(f"rediss://{HOST}:{port}"))

    assert "TLS fails, WRONG_VERSION_NUMBER" in line
