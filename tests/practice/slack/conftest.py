"""A stand-in with a movable clock, a raw client of its Web API, and a bot that answers anything."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice.slack import SlackStandIn
from practice.slack.server import Server

Json = dict[str, Any]


@dataclass
class MovableClock:
    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Api:
    """Calls as a client would, and gives back what came."""

    slack: SlackStandIn
    session: aiohttp.ClientSession

    async def __call__(self, method: str, token: str | None = None, **args: Any) -> Json:
        async with self.post(method, token, **args) as response:
            answer: Json = await response.json()
            return answer

    def post(self, method: str, token: str | None = None, **args: Any) -> Any:
        token = self.slack.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.session.post(self.slack.api_url + method, json=args, headers=headers)


@dataclass
class Bot:
    """Keeps what it was sent; `reply` says what it answers: nothing, JSON, or a response."""

    received: list[Json] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    reply: Callable[[Json], Awaitable[Any]] | None = None

    def answers(self, answer: Any) -> None:
        async def always(payload: Json) -> Any:
            return answer

        self.reply = always

    async def __call__(self, request: Request) -> Response:
        body = await request.body()
        if request.headers["content-type"].startswith("application/json"):
            payload: Json = json.loads(body)
        else:
            payload = dict(parse_qsl(body.decode(), keep_blank_values=True))
            payload = json.loads(payload["payload"]) if "payload" in payload else payload
        self.received.append(payload)
        self.requests.append(request)
        self.bodies.append(body)
        answer = None if self.reply is None else await self.reply(payload)
        if isinstance(answer, Response):
            return answer
        return Response() if answer is None else JSONResponse(answer)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def slack(clock: MovableClock) -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn(clock=clock) as slack:
        slack.add_user("U_MARA", "mara", "Mara Lind", email="mara@acme.example", locale="fr-FR")
        slack.add_user("U_TOM", "tom", "Tom Berg", email="tom@acme.example")
        slack.add_user("U_GONE", "gone", deleted=True)
        slack.add_user("U_ROBOT", "robot", is_bot=True)
        slack.add_user(
            "U_STRANGER", "sam", email="sam@else.example", team_id="T_ELSE", is_stranger=True
        )
        slack.add_channel("C_INVITES", "sales-invites", members=["U_MARA", "U_TOM"])
        slack.add_channel("C_OPEN", "general", members=["U_MARA"], bot_is_member=False)
        slack.add_channel("C_OLD", "old", is_archived=True)
        slack.add_channel(
            "C_SECRET", "secret", is_private=True, members=["U_TOM"], bot_is_member=False
        )
        yield slack


@pytest.fixture
async def api(slack: SlackStandIn) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(slack, session)
    await asyncio.sleep(0)


@pytest.fixture
async def bot(slack: SlackStandIn) -> AsyncIterator[Bot]:
    bot = Bot()
    server = Server([Route("/slack/events", bot.__call__, methods=["POST"])])
    slack.request_url = f"{await server.start()}/slack/events"
    yield bot
    await server.stop()
