"""What we are compared with: a bare Bolt app with defaults, which acknowledges and commits nothing.

`python -m tests.bench.bare_bolt`, with the environment of `python -m bot web`.
"""

import os

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.bench.serving import serve

ANSWER = "Noted."


def events() -> Route:
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

    async def delivered(request: Request) -> Response:
        return await slack.handle(request)

    return Route("/slack/events", delivered, methods=["POST"])


if __name__ == "__main__":
    serve([events()])
