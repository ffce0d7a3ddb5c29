"""No exception of the HTTP library leaves the package."""

import inspect
import ssl
from typing import Final

import httpx
import pytest

from bot.marketo import errors
from bot.marketo.client import Marketo
from bot.marketo.errors import MarketoError, MarketoSilent
from tests.marketo.conftest import ASKS, PAIR, a_token, answering

CANARY: Final = "canary-words"
OF_HTTPX: Final = [
    kind
    for _, kind in inspect.getmembers(httpx, inspect.isclass)
    if issubclass(kind, Exception) and kind.__module__.startswith("httpx")
]
OF_THE_NETWORK: Final = [OSError, ConnectionResetError, TimeoutError, ssl.SSLError]


@pytest.mark.parametrize("kind", [*OF_HTTPX, *OF_THE_NETWORK], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("ask", ASKS)
async def test_every_exception_of_the_library_becomes_ours(kind: type[Exception], ask: str) -> None:
    """Not even as a cause or context: those hold the request, and with it the secret."""

    def fail(request: httpx.Request) -> httpx.Response:
        failure = kind.__new__(kind)
        Exception.__init__(failure, CANARY)
        raise failure

    async with Marketo(None, transport=httpx.MockTransport(fail)) as marketo:
        with pytest.raises(MarketoError) as raised:
            await ASKS[ask](marketo, PAIR)

    assert type(raised.value) is MarketoSilent
    assert (raised.value.__cause__, raised.value.__context__) == (None, None)
    assert CANARY not in f"{raised.value!r} {raised.value}"


def test_the_walk_over_the_library_found_its_exceptions() -> None:
    """Those that a call can end with, and those that only a mistake of ours brings about."""
    assert {
        httpx.HTTPError,
        httpx.ConnectTimeout,
        httpx.ReadError,
        httpx.RemoteProtocolError,
        httpx.InvalidURL,
        httpx.CookieConflict,
        httpx.StreamError,
    } <= set(OF_HTTPX)


async def test_an_address_that_is_none_is_a_fault_of_ours() -> None:
    """httpx raises it before anything is sent."""
    sent = answering(a_token())

    async with Marketo("https://marketo.example:port", transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match="InvalidURL"):
            await marketo.accepts(PAIR)

    assert sent.requests == []


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """Every class has its line."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind.__name__ for kind in kinds if issubclass(kind, MarketoError)]

    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in ours)
    assert len(ours) == 6
