"""No exception of the HTTP library leaves the package."""

import inspect
import ssl
from typing import Final

import httpx
import pytest

from bot.connector import errors
from bot.connector.client import Connector
from bot.connector.errors import (
    ConnectorAway,
    ConnectorError,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from tests.connector.conftest import NOW, SECRET, SOON, URL, a_call

CANARY: Final = "canary-words"
OF_HTTPX: Final = [
    kind
    for _, kind in inspect.getmembers(httpx, inspect.isclass)
    if issubclass(kind, Exception) and kind.__module__.startswith("httpx")
]
OF_THE_NETWORK: Final = [OSError, ConnectionResetError, TimeoutError, ssl.SSLError]
FOR_AN_OPERATOR: Final = {httpx.InvalidURL, httpx.UnsupportedProtocol}
BEFORE_IT_WAS_SENT: Final = {httpx.ConnectError, httpx.ConnectTimeout}


async def fault_of(failure: Exception, cause: Exception | None = None) -> ConnectorError:
    """What becomes of what the library raises."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise failure from cause

    transport = httpx.MockTransport(fail)
    async with Connector(URL, SECRET, now=lambda: NOW, transport=transport) as connector:
        with pytest.raises(ConnectorError) as raised:
            await connector.send(a_call(), within=SOON)
    return raised.value


@pytest.mark.parametrize("kind", [*OF_HTTPX, *OF_THE_NETWORK], ids=lambda kind: kind.__name__)
async def test_every_exception_of_the_library_becomes_ours(kind: type[Exception]) -> None:
    """Not even as a cause or context: those hold the request, its address and signature."""
    failure = kind.__new__(kind)
    Exception.__init__(failure, CANARY)

    fault = await fault_of(failure)

    meant = ConnectorAway if kind in BEFORE_IT_WAS_SENT else ConnectorInDoubt
    assert type(fault) is (ConnectorMisconfigured if kind in FOR_AN_OPERATOR else meant)
    assert (fault.__cause__, fault.__context__) == (None, None)
    assert CANARY not in f"{fault!r} {fault}"


def test_the_walk_over_the_library_found_its_exceptions() -> None:
    """Those that a call can end with, and those that only a mistake of ours brings about."""
    assert {
        httpx.HTTPError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ReadError,
        httpx.RemoteProtocolError,
        httpx.InvalidURL,
        httpx.CookieConflict,
        httpx.StreamError,
    } <= set(OF_HTTPX)


async def test_a_certificate_that_is_not_trusted_waits_for_an_operator() -> None:
    """As httpx raises it: the reason stands two exceptions behind."""
    deep = httpx.ReadError("of its transport")
    deep.__cause__ = ssl.SSLCertVerificationError(1, CANARY)

    fault = await fault_of(httpx.ConnectError(CANARY), cause=deep)

    assert type(fault) is ConnectorMisconfigured
    assert "certificate" in str(fault)
    assert CANARY not in str(fault)


async def test_an_address_that_is_none_waits_for_an_operator() -> None:
    """httpx raises it before anything is sent."""
    async with Connector("https://automation.example:x", SECRET, now=lambda: NOW) as connector:
        with pytest.raises(ConnectorMisconfigured, match="InvalidURL"):
            await connector.send(a_call(), within=SOON)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """Every class has its line."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind.__name__ for kind in kinds if issubclass(kind, ConnectorError)]

    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in ours)
    assert len(ours) == 5
