"""A call, the client at a made-up time, and answers of every kind."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import httpx

from bot.connector.client import Call, Connector, Outcome

NOW: Final = datetime(2025, 11, 26, 0, 0, tzinfo=UTC)
URL: Final = "https://automation.example/connect?code=canary-code"
SECRET: Final = "canary-secret-of-the-connector"
SOON: Final = 5.0  # seconds: nothing here takes so long


def a_call(**changed: Any) -> Call:
    """To connect Ada, in two workspaces."""
    given: dict[str, Any] = {
        "key": "R8FK2M.1.ada",
        "does": "connect",
        "run_id": "R8FK2M",
        "attempt": 1,
        "instance": "production",
        "name": "",
        "email": "ada@lumensails.example",
        "workspaces": ("Europe", "Default"),
    }
    return Call(**{**given, **changed})


@dataclass
class Receiver:
    """Answers each request with `answer`; `requests` is what came."""

    answer: httpx.Response
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer


async def send(
    receiver: Receiver, *calls: Call, url: str = URL, now: datetime = NOW
) -> list[Outcome]:
    """In turn, by one client; Ada's call where none is given."""
    transport = httpx.MockTransport(receiver)
    async with Connector(url, SECRET, now=lambda: now, transport=transport) as connector:
        return [await connector.send(call, within=SOON) for call in calls or (a_call(),)]


async def said(status: int, says: object = None, **headers: str) -> Outcome:
    """What the client makes of this answer to Ada's call."""
    answer = httpx.Response(status, json=says, headers=headers)
    return (await send(Receiver(answer)))[0]
