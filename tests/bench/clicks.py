"""From a click to the cards that follow from it, over practice: `python -m practice --headless`.

The bot is practice's own child, by Socket Mode, with its worker and its own Valkey. Each click is
"Start" in the window of `/salesconnect setup`, by turns of everybody; three people hear of it.
Both times are practice's: when it sent the click, and when the last of the three posts came in.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from bot.domain.effects import Card
from practice import company
from tests.bench.figures import Size
from tests.bench.load import HOST
from tests.bench.processes import free_port, running

CONNECTIONS: Final = 2
CARDS: Final = (Card.STARTER, Card.MARKETO_ADMIN, Card.SALES_CONNECT_ADMIN)
PEOPLE: Final = [  # who may start a setup, and read the labels below
    one for one in company.EMPLOYEES if one.id != company.GUEST and one.locale == "en-US"
]
NEWEST: Final = {"count": "30"}  # entries of the inspector: more than one click brings
PAUSE: Final = 0.15  # seconds before the first look, which costs practice's time
POLL: Final = 0.05
WITHIN: Final = 10.0


class NoCard(Exception):
    """A click was not followed by the cards of its setup."""


async def measure_clicks(folder: Path, size: Size) -> tuple[float, ...]:
    """
    Seconds, of each click.

    Raises:
        NoCard: after one of them.
    """
    async with _practice(folder) as control:
        clicks = [await _click(control, number) for number in range(size.clicks + 1)]
        return tuple(clicks[1:])  # the first one looked everybody up


@asynccontextmanager
async def _practice(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    await asyncio.to_thread(folder.mkdir)
    port = free_port()
    async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}/control", timeout=WITHIN) as http:

        async def has_connected(_: int) -> bool:
            try:
                state = (await http.get("/state")).json()
            except httpx.TransportError:
                return False
            return bool(state["connections"] == CONNECTIONS)

        async with running(
            *("practice", "--headless", "--port", str(port)),
            environment={"PATH": os.defpath, "DATA_DIR": str(folder / "data")},
            folder=folder,
            is_ready=has_connected,
        ):
            yield http


async def _click(control: httpx.AsyncClient, number: int) -> float:
    starter, marketo_admin, sales_connect_admin = (
        PEOPLE[(number + step) % len(PEOPLE)] for step in range(3)
    )
    here = f"/people/{starter.handle}"
    fields = {
        "Name": f"Instance {number}",
        "Marketo admin": marketo_admin.id,
        "Sales Connect admin": sales_connect_admin.id,
        "Channel for invites": "C_INVITES",
    }
    await _do(control, f"{here}/command", text="/salesconnect setup")
    for label, value in fields.items():
        await _do(control, f"{here}/fill", label=label, value=value)
    said = await _do(control, f"{here}/submit")
    if said["errors"]:
        raise NoCard(said["errors"])
    await asyncio.sleep(PAUSE)
    try:
        async with asyncio.timeout(WITHIN):
            while True:
                took = _took((await control.get("/inspector", params=NEWEST)).json())
                if took is not None:
                    return took
                await asyncio.sleep(POLL)
    except TimeoutError:
        raise NoCard(f"click {number}, within {WITHIN:g} s") from None


async def _do(control: httpx.AsyncClient, path: str, **body: str) -> Any:
    answer = await control.post(path, json=body)
    answer.raise_for_status()
    return answer.json()


def _took(entries: list[dict[str, Any]]) -> float | None:
    """Seconds from the newest click to the last of its posts; None while one is missing."""
    clicked = next(one["at"] for one in entries if one["what"] == "view_submission setup")
    posted = {
        _card(one["request"]): one["at"]
        for one in entries
        if one["what"] == "chat.postMessage" and one["outcome"] == "ok" and one["at"] >= clicked
    }
    return max(posted.values()) - clicked if posted.keys() >= set(CARDS) else None


def _card(request: dict[str, Any]) -> str:
    """Of the id of the effect that posted it: `notify:SETUP:CARD:…`."""
    return str(request["metadata"]["event_payload"]["effect"]).split(":")[2]
