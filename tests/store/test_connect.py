"""What REDIS_URL may say: each kind of address reaches its server, and none is repeated."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.config import REDIS, BadConfiguration, Settings
from bot.configured import configured_store
from bot.store.aggregates import Aggregates
from bot.store.connect import BadAddress, close_client, open_client
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import MARA, TEAM, committed
from tests.store.tls import Certificate

SECRET = "leaked-password"


async def test_a_unix_socket_is_reached(valkey_url: str, secret_key: str) -> None:
    """`unix://`, with a database of its own behind the question mark."""
    client = open_client(f"{valkey_url}?db=7")
    scripts = Scripts(client)
    aggregates = Aggregates(client, scripts, Vault(scripts, (secret_key,)))

    former = await committed(aggregates)

    assert (await aggregates.ask(TEAM, MARA)).setups == (former,)
    assert {one["db"] for one in await client.client_list()} >= {"7"}
    await client.flushdb()
    await scripts.close()
    await close_client(client)


@pytest.mark.parametrize(
    "url",
    [
        f"redis://:{SECRET}/x@127.0.0.1:6379",  # read as a port
        f"redis://:{SECRET}@127.0.0.1:port",
        f"redis://:{SECRET}@127.0.0.1:6379/abc",  # taken for none, and so for another store
        f"redis://:{SECRET}@127.0.0.1?socket_timeout=soon",
        f"redis+cluster://:{SECRET}@",
        f"redis+cluster://:{SECRET}@127.0.0.1:7000,",
        f"redis+cluster://:{SECRET}@127.0.0.1:7000,127.0.0.1:port",
        f"redis+cluster://:{SECRET}@127.0.0.1:7000/3",  # a cluster has one database
        f"unix+cluster://:{SECRET}@/socket",
        f"redis://:{SECRET}@127.0.0.1?{SECRET}=1",
        f"redis://:{SECRET}@127.0.0.1?ssl_ca_certs=/ca.pem",  # without TLS
        f"redis://:{SECRET}@127.0.0.1?protocol=9",
        f"rediss://:{SECRET}@127.0.0.1?ssl_ca_cert=/{SECRET}",
        f"rediss://:{SECRET}@127.0.0.1?ssl_cert_reqs={SECRET}",
        f"unix://:{SECRET}@/socket?{SECRET}=1",
        f"redis+cluster://:{SECRET}@127.0.0.1:7000?{SECRET}=1",
        f"rediss+cluster://:{SECRET}@127.0.0.1:7000?ssl_ca_cert=/{SECRET}",
        f"rediss+cluster://:{SECRET}@127.0.0.1:7000?ssl_cert_reqs={SECRET}",
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(url: str) -> None:
    """Without a word of the address: whoever mistyped it may have mistyped a password."""
    with pytest.raises(BadAddress) as refused:
        open_client(url)

    said = str(refused.value)
    assert "redis://" in said
    assert "\n" not in said
    assert SECRET not in said
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("mistyped", [":port", "?ssl_ca_cert=/ca.pem"])
async def test_what_cannot_be_read_is_a_fault_of_the_configuration(mistyped: str) -> None:
    """With the name of the variable, for whoever starts the bot."""
    settings = Settings(redis_url=SecretStr(f"redis://:{SECRET}@127.0.0.1{mistyped}"))

    with pytest.raises(BadConfiguration, match=r"^REDIS_URL: cannot be read") as refused:
        async with configured_store(settings, beside_a_running_bot=False):
            pass

    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("scheme", ["rediss", "rediss+cluster"])
@pytest.mark.parametrize("file", ["nothing", "text", "certificate without its key"])
def test_a_certificate_that_cannot_be_read_is_refused_with_its_name(
    tmp_path: Path, scheme: str, file: str
) -> None:
    """At the start: later it would look as if Redis did not answer. Nothing else is told."""
    named = Certificate(tmp_path, "redis").public if "key" in file else tmp_path / "ca.pem"
    option = "ssl_certfile" if "key" in file else "ssl_ca_certs"
    if file == "text":
        named.write_text(SECRET)

    with pytest.raises(BadAddress) as refused:
        open_client(f"{scheme}://:{SECRET}@127.0.0.1:6379?{option}={named}")

    said = str(refused.value)
    assert said.startswith("names what is no certificate")
    assert said.endswith(f": {named}")
    assert "\n" not in said
    assert SECRET not in said


@pytest.mark.parametrize("url", ["http://127.0.0.1", "cluster://127.0.0.1", "valkey"])
def test_what_names_no_redis_is_refused_before_anything_is_opened(url: str) -> None:
    """All kinds of address that there are stand in the line."""
    with pytest.raises(ValidationError, match="must begin with") as refused:
        Settings(redis_url=SecretStr(url))

    assert all(kind in str(refused.value) for kind in REDIS)
