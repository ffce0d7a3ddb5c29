"""Keeps the windows of a browser up to date: each region is sent again when it has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Final

from practice.slack.state import State

PAUSE: Final = 0.05
"""Seconds in which changes gather before the page is drawn again."""
ALIVE: Final = 15.0
"""Seconds after which a silent stream says that it still is there."""


async def stream(
    draw: Callable[[], Mapping[str, str] | None],
    state: State,
    stopping: asyncio.Event,
    elsewhere: str,
) -> AsyncIterator[str]:
    """Server-sent events. `draw`: each region's HTML by its id; None: go `elsewhere`."""
    sent: dict[str, str] = {}
    drawn_at = -1
    while not stopping.is_set():
        if drawn_at != state.changes:
            drawn_at = state.changes
            regions = draw()
            if regions is None:
                yield f"event: moved\ndata: {elsewhere}\n\n"
                return
            for id_, html in regions.items():
                if sent.get(id_) != html:
                    sent[id_] = html
                    yield f"event: region\ndata: {json.dumps({'id': id_, 'html': html})}\n\n"
            await asyncio.sleep(PAUSE)
            continue
        try:
            await state.wait_until_after(drawn_at, ALIVE)
        except TimeoutError:
            yield ": still here\n\n"
