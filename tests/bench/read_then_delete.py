"""The commonest fault of one-time secrets, beside which ours races: read, then delete.

`python -m tests.bench.read_then_delete`, with the environment of `python -m bot web`. Process,
server, Redis and its client are ours; only the two commands are not one script.
"""

import os

from redis.asyncio import Redis
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.store.connect import connect
from tests.bench.serving import serve


def secrets(redis: Redis) -> Route:
    """Each is meant for one reader; whoever comes later gets an empty answer."""

    async def reveal(request: Request) -> Response:
        name = request.path_params["name"]
        secret = await redis.get(name)
        await redis.delete(name)
        return PlainTextResponse(secret or "")

    return Route("/secrets/{name}", reveal, methods=["POST"])


if __name__ == "__main__":
    serve([secrets(connect(os.environ["REDIS_URL"]))])
