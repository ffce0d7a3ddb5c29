"""What each answer of a receiver comes to: the table of docs/connector.md."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.connector.answers import REASON_LENGTH
from bot.connector.client import Accepted, Refused
from bot.connector.errors import (
    ConnectorBusy,
    ConnectorError,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from tests.connector.conftest import NOW, Receiver, a_call, said, send

ABOUT_ONE_PERSON = (400, 409, 410, 422)
BUSY = (429, 503)
MAY_PASS = (408, 425)


@pytest.mark.parametrize(
    ("does", "status"),
    [
        ("connect", "connected"),
        ("connect", "already"),
        ("disconnect", "disconnected"),
        ("disconnect", "already"),
    ],
)
async def test_done_is_done(does: str, status: str) -> None:
    """Also where it was so before."""
    receiver = Receiver(httpx.Response(200, json={"status": status, "more": "is let be"}))

    assert await send(receiver, a_call(does=does)) == [Accepted()]


@pytest.mark.parametrize("status", [200, *ABOUT_ONE_PERSON])
async def test_a_reason_refuses_one_person(status: int) -> None:
    """By 200 it is `refused`, by the others whatever else they say."""
    body = {"status": "refused", "reason": "has left the company"}

    assert await said(status, body) == Refused("has left the company")


async def test_refused_needs_no_reason() -> None:
    """It is clear enough without one, and stands for it: nobody fails for no reason."""
    assert await said(200, {"status": "refused"}) == Refused("refused")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("  two\r\n lines\t", "two lines"),
        ("a\u202eb\u0000c", "a b c"),
        ("x" * 5_000, "x" * REASON_LENGTH),
        ("é" * REASON_LENGTH, "é" * REASON_LENGTH),
    ],
    ids=["lines", "unprintable", "long", "as long as may be"],
)
async def test_a_reason_becomes_one_printable_line(given: str, shown: str) -> None:
    """It stands on a card, and in a file of results."""
    assert await said(422, {"reason": given}) == Refused(shown)


@pytest.mark.parametrize("status", range(200, 600))
async def test_every_status_means_one_thing(status: int) -> None:
    """Without a word that is known. Nobody is refused, and nobody connected, by a bare status."""
    if status in BUSY:
        meant: type[ConnectorError] = ConnectorBusy
    elif status < 300 or status >= 500 or status in MAY_PASS:
        meant = ConnectorInDoubt
    else:
        meant = ConnectorMisconfigured

    with pytest.raises(ConnectorError) as raised:
        await said(status, {"status": "dancing", "detail": "…"})

    assert type(raised.value) is meant


@pytest.mark.parametrize("status", [401, 403, 404, 405])
async def test_a_reason_excuses_no_wrong_set_up(status: int) -> None:
    """Nobody else would fare better, so no person is blamed."""
    with pytest.raises(ConnectorMisconfigured, match=f"HTTP {status}"):
        await said(status, {"status": "refused", "reason": "not for you"})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"connected",
        b"<!doctype html>",
        b'"connected"',
        b'["connected"]',
        b'{"status": ["connected"]}',
        b'{"status": true}',
        b'{"status": "disconnected"}',
        b'{"status": "CONNECTED"}',
        b'{"reason": "no status"}',
        b'{"status": "connected"',
        b"[" * 50_000,
        b'{"status": "\xff"}',
        b'{"reason": "\\ud800", "status": "refused"}',
    ],
    ids=lambda body: body[:40].decode(errors="replace"),
)
async def test_what_cannot_be_read_is_in_doubt(body: bytes) -> None:
    """ "Done" of something else too: whether this is done, nobody knows."""
    with pytest.raises(ConnectorInDoubt):
        await send(Receiver(httpx.Response(200, content=body)))


@pytest.mark.parametrize("status", ABOUT_ONE_PERSON)
@pytest.mark.parametrize("reason", [None, "", " \n", 7, ["x"], {"x": "y"}], ids=repr)
async def test_without_a_reason_no_person_is_blamed(status: int, reason: Any) -> None:
    """A framework says 422 by itself, and a gateway 410, to whatever anybody asks."""
    with pytest.raises(ConnectorMisconfigured, match=f"HTTP {status}"):
        await said(status, {"reason": reason})


@pytest.mark.parametrize("status", BUSY)
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 1),
        ("", 1),
        ("0", 1),
        ("2", 2),
        (" 30 ", 30),
        ("3600", 3600),
        ("3601", 3600),
        ("9" * 5_000, 3600),
        ("-5", 1),
        ("1.5", 1),
        ("soon", 1),
        ("٣", 1),
        ("Wed, 26 Nov 2025 00:01:30 GMT", 90),
        ("Wednesday, 26-Nov-25 00:01:30 GMT", 90),
        ("Wed Nov 26 00:01:30 2025", 90),
        ("Tue, 25 Nov 2025 23:59:00 GMT", 1),
        ("Wed, 26 Nov 2025 05:00:00 GMT", 3600),
        ("Wed, 99 Nov 2025 05:00:00 GMT", 1),
        ("Wed, 26 Nov 99999 05:00:00 GMT", 1),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_busy_says_for_how_long(status: int, header: str | None, seconds: int) -> None:
    """In seconds or as a date; a second at least, an hour at most."""
    headers = [] if header is None else [("Retry-After", header.encode())]
    answer = httpx.Response(status, headers=headers)  # type: ignore[arg-type]

    with pytest.raises(ConnectorBusy) as raised:
        await send(Receiver(answer), now=NOW)

    assert raised.value.retry_after == timedelta(seconds=seconds)
