"""What is asked of Marketo, where, and what comes of it."""

import asyncio
import gzip
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo.client import LARGEST, TOKEN, WORKSPACES, Marketo
from bot.marketo.errors import MarketoSilent
from practice.marketo.shapes import DateForm
from practice.marketo.standin import MarketoStandIn
from practice.marketo.state import MarketoState
from tests.domain.properties import PROPERTY
from tests.marketo.conftest import ASKS, PAIR, Recorded, a_token, answering


@pytest.mark.parametrize("knows", [True, False])
async def test_whether_marketo_accepts_a_pair(
    marketo: Marketo, state: MarketoState, *, knows: bool
) -> None:
    """No source says whether the pair of Sales Connect is taken: both answers are answers."""
    state.identity_knows_the_pair = knows
    pair = Credentials(MunchkinId(state.munchkin_id), state.client_id, state.client_secret)

    assert await marketo.accepts(pair) is knows


async def test_the_workspaces_in_marketos_order(
    marketo: Marketo, state: MarketoState, pair: Credentials
) -> None:
    read = await marketo.workspaces(pair)

    assert [(w.id, w.name) for w in read] == [(w.id, w.name) for w in state.workspaces]


@pytest.mark.parametrize("is_wrapped", [False, True])
@pytest.mark.parametrize("dates", DateForm)
async def test_every_shape_of_an_answer_is_read(
    marketo: Marketo,
    standin: MarketoStandIn,
    state: MarketoState,
    pair: Credentials,
    dates: DateForm,
    *,
    is_wrapped: bool,
) -> None:
    """A bare list or `result`, any form of dates, and without what nobody needs."""
    standin.shapes.is_wrapped, standin.shapes.dates = is_wrapped, dates
    standin.shapes.omitted |= {"userid", "firstName", "lastName", "apiOnly", "description"}
    standin.shapes.omitted |= {"status", "globalViz", "currencyInfo", "createdAt", "updatedAt"}

    assert len(await marketo.workspaces(pair)) == len(state.workspaces)
    assert len(await marketo.users(pair)) == len(state.users)


@pytest.mark.parametrize("ask", ASKS)
async def test_secrets_travel_in_one_body_and_one_header(
    marketo: Marketo, pair: Credentials, sent: Recorded, ask: str
) -> None:
    """Addresses end up in the logs of whoever stands between."""
    await ASKS[ask](marketo, pair)

    first, *others = sent.requests
    form = parse_qs(first.content.decode())
    assert (first.method, first.url.query) == ("POST", b"")
    assert form == {
        "grant_type": ["client_credentials"],
        "client_id": [pair.client_id],
        "client_secret": [pair.client_secret],
    }
    assert "Authorization" not in first.headers
    for other in others:
        assert (other.method, other.content) == ("GET", b"")
        assert other.headers["Authorization"] == "Bearer practice-token-1-opens-nothing"
        assert "token" not in str(other.url)


@PROPERTY
@given(st.from_regex(r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}", fullmatch=True))
def test_the_host_is_that_of_the_subscription(munchkin_id: str) -> None:
    """Nobody else is ever sent a secret; host names are in lower case."""
    sent = answering(httpx.Response(200, json=[]))
    pair = Credentials(MunchkinId(munchkin_id), "id", "secret")

    async def ask() -> None:
        async with Marketo(None, transport=sent) as marketo:
            await marketo.workspaces(pair)

    asyncio.run(ask())
    addresses = [str(request.url) for request in sent.requests]
    base = f"https://{munchkin_id.lower()}.mktorest.com"
    assert addresses == [base + TOKEN, base + WORKSPACES]


@pytest.mark.parametrize(
    "munchkin_id",
    [
        "",
        "123-ABC-456.elsewhere.example/",
        "elsewhere.example/#",
        "123-ABC-456@elsewhere.example",
        "123-ABC-456\n",
        "{munchkin_id}",
    ],
)
@pytest.mark.parametrize("ask", ASKS)
async def test_what_is_no_munchkin_id_goes_into_no_host_name(munchkin_id: str, ask: str) -> None:
    """Checked again at the last moment; nothing is sent, and the fault does not repeat it."""
    sent = answering(a_token())

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(ValueError, match=r"^not a Munchkin ID$"):
            await ASKS[ask](marketo, Credentials(MunchkinId(munchkin_id), "id", "secret"))

    assert sent.requests == []


@pytest.mark.parametrize(
    ("url", "base"),
    [
        (
            "http://127.0.0.1:8080/marketo/{munchkin_id}",
            "http://127.0.0.1:8080/marketo/123-abc-456",
        ),
        ("https://{munchkin_id}.proxy.example/", "https://123-abc-456.proxy.example"),
        ("https://marketo.example", "https://marketo.example"),
    ],
)
async def test_an_operator_may_set_another_address(url: str, base: str) -> None:
    """With the Munchkin ID where the template wants it."""
    sent = answering(httpx.Response(200, json=[]))

    async with Marketo(url, transport=sent) as marketo:
        await marketo.workspaces(PAIR)

    assert [str(request.url) for request in sent.requests] == [base + TOKEN, base + WORKSPACES]


def test_an_address_with_a_password_is_refused() -> None:
    """It would go out in the place of the token; the fault does not repeat it."""
    with pytest.raises(ValueError, match="MARKETO_URL") as raised:
        Marketo("https://operator:a-password@marketo.example")

    assert "a-password" not in str(raised.value)


async def test_no_password_comes_out_of_a_netrc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Some HTTP clients look there for the host that they call."""
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 123-abc-456.mktorest.com login somebody password canary\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    sent = answering(httpx.Response(200, json=[]))

    async with Marketo(None, transport=sent) as marketo:
        await marketo.workspaces(PAIR)

    assert [r.headers.get("Authorization") for r in sent.requests] == [None, "Bearer a-token"]


async def test_no_cookie_is_kept() -> None:
    """One for .mktorest.com would go to every other subscription."""
    cookie = {"Set-Cookie": "session=canary; Domain=.mktorest.com; Path=/"}
    sent = answering(httpx.Response(200, json=[], headers=cookie))

    async with Marketo(None, transport=sent) as marketo:
        await marketo.workspaces(PAIR)
        await marketo.workspaces(Credentials(MunchkinId("999-XYZ-999"), "id", "secret"))

    assert [r.headers.get("Cookie") for r in sent.requests] == [None] * 4


async def test_no_redirect_is_followed() -> None:
    """Whoever followed it would carry the secret to strangers."""
    away = httpx.Response(307, headers={"Location": "https://elsewhere.example/"})
    sent = answering(httpx.Response(200, json=[]), token=[away])

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match="HTTP 307"):
            await marketo.accepts(PAIR)

    assert [request.url.host for request in sent.requests] == ["123-abc-456.mktorest.com"]


async def test_no_more_is_read_than_an_answer_can_have() -> None:
    """The rest of ten megabytes stays where it is."""
    given: list[int] = []

    async def body() -> object:
        for _ in range(160):
            given.append(65_536)
            yield b" " * 65_536

    sent = answering(httpx.Response(200, content=body()))  # type: ignore[arg-type]

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match="too big"):
            await marketo.workspaces(PAIR)

    assert LARGEST < sum(given) <= LARGEST + 65_536


async def test_nothing_is_unpacked() -> None:
    """A small answer could become a huge one; Marketo is told so, and held to it."""
    packed = gzip.compress(b"[]")
    response = httpx.Response(200, content=packed, headers={"Content-Encoding": "gzip"})
    sent = answering(response)

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match="packed"):
            await marketo.workspaces(PAIR)

    assert {request.headers["Accept-Encoding"] for request in sent.requests} == {"identity"}
