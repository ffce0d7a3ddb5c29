"""What goes out for one person, and what is taken back."""

import gzip
import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.connector.client import LARGEST, Accepted, Connector, Refused
from bot.connector.errors import ConnectorBusy, ConnectorInDoubt, ConnectorMisconfigured
from bot.connector.signature import signature
from tests.connector.conftest import NOW, SECRET, SOON, URL, Receiver, a_call, send

DONE = {"status": "connected"}


async def test_one_signed_post_for_one_person() -> None:
    """All of the call but its key in the body, the key in its header, the secret nowhere."""
    receiver = Receiver(httpx.Response(200, json=DONE))

    assert await send(receiver, a_call(name="EMEA")) == [Accepted()]

    [request] = receiver.requests
    assert (request.method, str(request.url)) == ("POST", URL)
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Idempotency-Key"] == "R8FK2M.1.ada"
    assert json.loads(request.content) == {
        "does": "connect",
        "run_id": "R8FK2M",
        "attempt": 1,
        "instance": "production",
        "name": "EMEA",
        "email": "ada@lumensails.example",
        "workspaces": ["Europe", "Default"],
    }
    timestamp = int(NOW.timestamp())
    assert request.headers["X-SalesConnect-Timestamp"] == str(timestamp)
    signed = signature(SECRET, timestamp, "R8FK2M.1.ada", request.content)
    assert request.headers["X-SalesConnect-Signature"] == signed
    assert SECRET not in f"{request.url} {request.headers.raw!r} {request.content!r}"


async def test_a_repeated_call_has_the_same_body() -> None:
    """A receiver compares the bytes; only time and signature are new."""
    receiver = Receiver(httpx.Response(200, json=DONE))

    await send(receiver, a_call())
    await send(receiver, a_call(), now=NOW + timedelta(seconds=61))

    first, second = receiver.requests
    assert first.content == second.content
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    signatures = {request.headers["X-SalesConnect-Signature"] for request in (first, second)}
    assert len(signatures) == 2


async def test_any_name_can_be_sent() -> None:
    """In ASCII, whatever a workspace is called; half a character too."""
    names = ("Süd & Öst", "日本", "👩🏽‍🚀", "\ud800", '"\\', "\x00")
    receiver = Receiver(httpx.Response(200, json=DONE))

    await send(receiver, a_call(workspaces=names))

    body = receiver.requests[0].content
    assert body.isascii()
    assert tuple(json.loads(body)["workspaces"]) == names


@pytest.mark.parametrize("key", ["", "a b", "a\r\nX: y", "é", "x" * 256, "a\x7f"], ids=repr)
def test_what_is_no_header_is_no_key(key: str) -> None:
    """It would be refused in the middle of a run, or become a header of its own."""
    with pytest.raises(ValueError, match=r"^not an idempotency key$"):
        a_call(key=key)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(status: int) -> None:
    """It would tell strangers who works here."""
    away = httpx.Response(status, headers={"Location": "https://elsewhere.example/"})
    receiver = Receiver(away)

    with pytest.raises(ConnectorMisconfigured, match=f"HTTP {status}"):
        await send(receiver)

    assert [request.url.host for request in receiver.requests] == ["automation.example"]


def test_an_address_with_a_password_is_refused() -> None:
    """It would go out in a header of its own; the fault does not repeat it."""
    with pytest.raises(ValueError, match="CONNECTOR_URL") as raised:
        Connector("https://operator:a-password@automation.example", SECRET, now=lambda: NOW)

    assert "a-password" not in str(raised.value)


async def test_no_password_comes_out_of_a_netrc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Some HTTP clients look there for the host that they call."""
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine automation.example login somebody password canary\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    receiver = Receiver(httpx.Response(200, json=DONE))

    await send(receiver)

    assert "Authorization" not in receiver.requests[0].headers


async def test_no_cookie_is_kept() -> None:
    """Each request stands for itself."""
    cookie = {"Set-Cookie": "session=canary; Path=/"}
    receiver = Receiver(httpx.Response(200, json=DONE, headers=cookie))

    await send(receiver, a_call(), a_call(key="another"))

    assert [request.headers.get("Cookie") for request in receiver.requests] == [None, None]


async def test_no_more_is_read_than_an_answer_can_have() -> None:
    """The rest of ten megabytes stays where it is, and the person is in doubt."""
    given: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        yield b'{"status": "connected"}'
        for _ in range(160):
            given.append(65_536)
            yield b" " * 65_536

    with pytest.raises(ConnectorInDoubt):
        await send(Receiver(httpx.Response(200, content=body())))

    assert sum(given) <= LARGEST + 65_536


async def test_an_answer_may_be_as_big_as_promised() -> None:
    """64 KB of JSON, of which the reason is cut."""
    reason = "x" * (LARGEST - len('{"reason": ""}'))
    body = json.dumps({"reason": reason}).encode()
    assert len(body) == LARGEST

    assert await send(Receiver(httpx.Response(422, content=body))) == [Refused("x" * 200)]


async def test_nothing_is_unpacked() -> None:
    """A small answer could become a huge one; the receiver is told so, and held to it."""
    packed = gzip.compress(b'{"status": "connected"}')
    receiver = Receiver(httpx.Response(200, content=packed, headers={"Content-Encoding": "gzip"}))

    with pytest.raises(ConnectorInDoubt):
        await send(receiver)

    assert receiver.requests[0].headers["Accept-Encoding"] == "identity"


async def test_busy_is_busy_however_much_it_says() -> None:
    """Its head is enough to know that nothing was done."""
    with pytest.raises(ConnectorBusy):
        await send(Receiver(httpx.Response(429, content=b" " * (LARGEST + 1))))


async def test_it_signs_by_real_time() -> None:
    """Whatever clock the bot goes by, in practice, say: the receiver has another one."""
    receiver = Receiver(httpx.Response(200, json=DONE))
    transport = httpx.MockTransport(receiver)
    async with Connector(URL, SECRET, transport=transport) as connector:
        await connector.send(a_call(), within=SOON)

    stamp = int(receiver.requests[0].headers["X-SalesConnect-Timestamp"])
    assert abs(time.time() - stamp) < 60
