"""What we are compared with: a bare Bolt app with defaults, which acknowledges and commits nothing.

`python -m tests.bench.bare_bolt`, with the environment of `python -m bot web`.
"""

import os

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

ANSWER = "Noted."


def app() -> Starlette:
    """Bolt's defaults; only Slack's address differs."""
    token, api_url = os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]
    bolt = AsyncApp(
        token=token,
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        client=AsyncWebClient(token=token, base_url=api_url),
    )

    @bolt.command("/salesconnect")
    async def typed(ack: AsyncAck) -> None:
        await ack(ANSWER)

    slack = AsyncSlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        return await slack.handle(request)

    async def readyz(_: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[Route("/slack/events", events, methods=["POST"]), Route("/readyz", readyz)]
    )


if __name__ == "__main__":
    # As bot/http.py and bot/__main__.py have it.
    uvicorn.run(
        app(),
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
    )
