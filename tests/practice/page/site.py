"""The page over real HTTP, without a bot unless a test brings one."""

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from practice.slack.messages import Json
from practice.world import World

from .drawn import Element, drawn


@dataclass
class Site:
    world: World
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(self.url(path), headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, **form: str) -> int:
        async with self.session.post(self.url(path), data=form, headers={"X-Live": "1"}) as answer:
            return answer.status

    async def region(self, path: str, name: str) -> Element:
        """As it is sent to a window that has just been opened there."""
        async with self.session.get(self.url(f"/live{path}")) as stream:
            return drawn(await anext_region(stream, name))

    def url(self, path: str) -> str:
        return self.world.slack.state.base_url + path

    def bot_says(self, user_id: str, text: str, blocks: list[Json]) -> None:
        state = self.world.slack.state
        state.new_message(
            state.dm_with(user_id),
            user=self.world.slack.bot_user_id,
            text=text,
            blocks=blocks,
            team=state.home_team,
        )


async def anext_region(stream: Any, name: str) -> str:
    """The HTML of the next event about this region."""
    async for line in stream.content:
        if line.startswith(b"data: {"):
            region = json.loads(line.removeprefix(b"data: "))
            if region["id"] == f"region-{name}":
                return str(region["html"])
    raise AssertionError(f"no region {name}")
