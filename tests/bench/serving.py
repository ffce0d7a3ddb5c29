"""How what we are compared with is served: by the same uvicorn, with the same settings."""

import os
from collections.abc import Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route


def serve(routes: Sequence[BaseRoute]) -> None:
    """These and `/readyz`, at HOST and PORT, until the process is told to end."""

    async def readyz(_: Request) -> Response:
        return PlainTextResponse("ok")

    # As bot/http.py and bot/__main__.py have it.
    uvicorn.run(
        Starlette(routes=[*routes, Route("/readyz", readyz)]),
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
    )
