"""docs/connector.md: its commands are run, its example and its receiver held against the bot."""

import asyncio
import os
import re
import shlex
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest

from bot.connector import answers
from bot.connector.client import Accepted, Call, Connector, Outcome, Refused
from bot.connector.errors import ConnectorAway, ConnectorBusy, ConnectorMisconfigured
from bot.connector.signature import signature

ROOT: Final = Path(__file__).parents[2]
DOC: Final = (ROOT / "docs" / "connector.md").read_text(encoding="utf-8")
COMMANDS: Final = re.findall(r"```sh\n(.+?)\n```", DOC, re.DOTALL)
SECRET: Final = "practice-only-secret"
ADA: Final = Call(
    "R8FK2M.1.ada", "connect", "R8FK2M", 1, "production", "", "ada@lumensails.example", ("Europe",)
)
START_WITHIN: Final = 90.0  # seconds: other tests may be using the cores


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def typed(command: str, **environment: str) -> AsyncIterator[None]:
    """A command of the document, typed into a terminal of its own at the root."""
    process = await asyncio.create_subprocess_shell(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        # Not as by Ctrl-C, which nobody hears where the tests run in the background of a shell.
        os.killpg(process.pid, signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 10)


def connector(url: str, *, secret: str = SECRET, late: timedelta = timedelta(0)) -> Connector:
    """The bot's own client; a transport of its own asks no proxy."""
    return Connector(
        url,
        secret,
        now=lambda: datetime.now(UTC) - late,
        transport=httpx.AsyncHTTPTransport(),
    )


async def once_there(ask: Connector, call: Call) -> Outcome:
    """What is said as soon as somebody listens."""
    async with asyncio.timeout(START_WITHIN):
        while True:
            try:
                return await ask.send(call, within=5.0)
            except ConnectorAway:
                await asyncio.sleep(0.02)


def test_the_example_is_what_the_bot_sends() -> None:
    """Byte for byte, with the signature of the secret that the document names."""
    example = re.search(r"```http\n(.+?)\n\n(.+?)\n```", DOC, re.DOTALL)
    assert example
    headers = dict(line.split(": ") for line in example[1].splitlines()[1:])

    body = ADA.body()
    stamp = int(headers["X-SalesConnect-Timestamp"])

    assert example[2].encode() == body
    assert headers["Idempotency-Key"] == ADA.key
    assert headers["X-SalesConnect-Signature"] == signature(SECRET, stamp, ADA.key, body)


def test_the_vector_is_true() -> None:
    """Whoever writes a receiver compares with it."""
    found = re.search(
        r"secret `(.+?)`, the timestamp\s+`(\d+)`, the key\s+`(.+?)` and the body `(.+?)` "
        r"the signature is\s+`(.+?)`",
        DOC.replace("\n", " "),
    )
    assert found

    assert signature(found[1], int(found[2]), found[3], found[4].encode()) == found[5]


def test_the_table_names_what_the_bot_tells_apart() -> None:
    """Every status of its own has its place, and the bounds are the ones of the code."""
    table = DOC.split("## What you answer")[1].split("There is **no 202**")[0]
    told_apart = answers._ABOUT_ONE_PERSON | answers._BUSY | answers._MAY_PASS

    assert told_apart | {200} <= {int(status) for status in re.findall(r"\b\d{3}\b", table)}
    assert f"with {answers.REASON_LENGTH} characters of the reason" in table
    assert timedelta(seconds=1) == answers.LEAST_PAUSE
    assert timedelta(hours=1) == answers.LONGEST_PAUSE


@pytest.fixture
async def receiver(tmp_path: Path) -> AsyncIterator[str]:
    """Its address; started by the command of the document, on another port."""
    [command] = [one for one in COMMANDS if "connector_receiver.py" in one]
    port = free_port()
    async with typed(command, PORT=str(port), ANSWERS=str(tmp_path / "answers.db")):
        url = f"http://127.0.0.1:{port}/"
        async with connector(url) as ask:
            assert await once_there(ask, replace(ADA, key="hello")) == Accepted()
        yield url


async def test_the_receiver_does_what_the_document_asks(receiver: str) -> None:
    """A real process beside the real client: each answer in its turn."""
    async with connector(receiver) as ask:
        assert await ask.send(ADA, within=5.0) == Accepted()
        assert await ask.send(ADA, within=5.0) == Accepted()
        disconnect = replace(ADA, key="another", does="disconnect")
        assert await ask.send(disconnect, within=5.0) == Accepted()
        other = await ask.send(replace(ADA, attempt=2), within=5.0)
    assert other == Refused("this key came with another body before")

    async with connector(receiver, secret="another-secret-of-16") as ask:
        with pytest.raises(ConnectorMisconfigured, match="HTTP 401"):
            await ask.send(ADA, within=5.0)
    for late in (timedelta(seconds=310), timedelta(seconds=-310)):
        async with connector(receiver, late=late) as ask:
            with pytest.raises(ConnectorMisconfigured, match="HTTP 401"):
                await ask.send(ADA, within=5.0)


async def test_the_receiver_knows_a_request_that_somebody_plays_again(receiver: str) -> None:
    """With another key it would be done a second time: it is not signed."""
    seen: list[httpx.Request] = []

    async def keep(request: httpx.Request) -> None:
        seen.append(request)

    async with connector(receiver) as ask:
        ask._client.event_hooks = {"request": [keep], "response": []}
        assert await ask.send(ADA, within=5.0) == Accepted()
    [first] = seen
    headers = {name: value for name, value in first.headers.items() if name.startswith("x-")}
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport()) as somebody:
        answer = await somebody.post(
            receiver, content=ADA.body(), headers={**headers, "Idempotency-Key": "another"}
        )

    assert answer.status_code == 401


async def test_the_receiver_answers_what_it_cannot_read(receiver: str) -> None:
    """Signed with the secret, but no call: its sender is told, and the connection stays."""
    bodies = (b"", b"no JSON", b"\xff", b"[]", b'"does"', b"null", b"{}", b"[" * 60_000)
    stamp = int(datetime.now(UTC).timestamp())

    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport()) as somebody:
        for body in bodies:
            headers = {
                "Idempotency-Key": "odd",
                "X-SalesConnect-Timestamp": str(stamp),
                "X-SalesConnect-Signature": signature(SECRET, stamp, "odd", body),
            }
            answer = await somebody.post(receiver, content=body, headers=headers)
            assert (answer.status_code, list(answer.json())) == (400, ["reason"]), body[:10]


async def test_the_receiver_refuses_a_length_that_is_no_length(receiver: str) -> None:
    """Before it reads a byte: thousands of digits are none that Python would make a number of."""
    port = httpx.URL(receiver).port
    for length in ("9" * 5_000, "65537", "-1", "x"):
        answer, sender = await asyncio.open_connection("127.0.0.1", port)
        sender.write(f"POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode())
        assert (await answer.readline()).startswith(b"HTTP/1.1 413 "), length[:10]
        sender.close()
        await sender.wait_closed()


async def test_the_receiver_remembers_over_a_restart(tmp_path: Path) -> None:
    """The same key with another body is still known for one that came before."""
    [command] = [one for one in COMMANDS if "connector_receiver.py" in one]
    for call, said in ((ADA, Accepted), (replace(ADA, attempt=2), Refused)):
        port = free_port()
        async with (
            typed(command, PORT=str(port), ANSWERS=str(tmp_path / "answers.db")),
            connector(f"http://127.0.0.1:{port}/") as ask,
        ):
            assert type(await once_there(ask, call)) is said


async def test_the_receiver_does_nothing_side_by_side_with_itself(tmp_path: Path) -> None:
    """A key that is still at work is answered with 429; a copy whose `act` takes a while."""
    slow = tmp_path / "slow.py"
    text = (ROOT / "docs" / "connector_receiver.py").read_text(encoding="utf-8")
    quick = '    return 200, {"status": '
    assert text.count(quick) == 1
    slow.write_text(text.replace(quick, f"    time.sleep(0.5)\n{quick}"), encoding="utf-8")
    port, secret = free_port(), f"CONNECTOR_SECRET={SECRET}"

    async with (
        typed(f"{secret} python3 {slow}", PORT=str(port), ANSWERS=str(tmp_path / "answers.db")),
        connector(f"http://127.0.0.1:{port}/") as ask,
    ):
        await once_there(ask, replace(ADA, key="hello"))
        both = await asyncio.gather(
            *(ask.send(ADA, within=5.0) for _ in range(2)), return_exceptions=True
        )

    assert {type(one) for one in both} == {Accepted, ConnectorBusy}


def test_the_receiver_is_as_short_as_the_document_says() -> None:
    """Sixty lines that say something, of the standard library alone."""
    lines = (ROOT / "docs" / "connector_receiver.py").read_text(encoding="utf-8").splitlines()
    imports = [shlex.split(line)[1] for line in lines if re.match(r"(import|from) ", line)]

    assert sum(bool(line.strip()) for line in lines) <= 60
    assert {name.partition(".")[0] for name in imports} <= set(sys.stdlib_module_names)


async def test_practice_has_a_connector(tmp_path: Path) -> None:
    """By the command of the document, on another port: signed requests are heard there."""
    first, second = [one for one in COMMANDS if one.endswith("make run")]
    port = free_port()
    assert first.replace(":8080/connector", ":8090/") == second
    command = first.replace("8080", str(port)) + f" ARGS='--port {port} --headless'"

    async with (
        typed(command, DATA_DIR=str(tmp_path)),
        connector(f"http://127.0.0.1:{port}/connector") as ask,
    ):
        answer = await once_there(ask, ADA)

    assert answer == Refused("Sales Connect is not connected to Marketo yet.")
