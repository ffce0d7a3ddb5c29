"""
From the submission of `Connect users` with a file of many people to its preview, over HTTP.

`python -m bot web` answers, `python -m bot worker` reads the file; Slack is played in this process.
Each time the window is opened anew, and the same file is uploaded anew.
"""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bot.app import Assembly, build
from bot.domain.ids import SetupId, TeamId
from bot.domain.stages import Stage
from bot.store.embedded import EmbeddedValkey
from practice.slack import Person, SlackStandIn
from tests.bench.figures import Previews, Size
from tests.bench.lists import WORKSPACES, a_file
from tests.bench.load import HOST
from tests.bench.processes import environment_of, free_port, has_beaten, readyz, running
from tests.bench.teams import SALES_CONNECT_ADMIN, Team, Teams
from tests.journeys.world import add_company, settings_for

HERE: Final = Team(TeamId("T_ACME"), SetupId("bench-preview"))  # the stand-in's own
BUTTON: Final = "Connect users"
FIELD: Final = "CSV file"
START: Final = "Start"  # in the window that waits there is no such button
WITHIN: Final = 30.0  # seconds


class NoPreview(Exception):
    """The window shows something else, or nothing in time."""


async def measure_previews(folder: Path, size: Size) -> Previews:
    """
    Raises:
        NoPreview: after one of the submissions.
    """
    data = a_file(size.rows)
    async with _at_work(folder) as (slack, sol):
        await _submit(slack, sol, data)  # the first one looks everybody up
        took = [await _submit(slack, sol, data) for _ in range(size.previews)]
    answers, shown = zip(*took, strict=True)
    return Previews(answers, shown)


@asynccontextmanager
async def _at_work(folder: Path) -> AsyncIterator[tuple[SlackStandIn, Person]]:
    """`web` and `worker`, and the Sales Connect admin, who may connect users."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackStandIn())
        add_company(slack)
        valkey = await stack.enter_async_context(EmbeddedValkey(folder))
        settings = settings_for(slack, valkey.url)
        bot: Assembly = await stack.enter_async_context(build(settings))
        teams = Teams(bot)
        await teams.walk([HERE], Stage.REVEALED)
        await teams.ready(HERE, WORKSPACES)
        port, environment = free_port(), environment_of(settings)
        slack.request_url = f"http://{HOST}:{port}/slack/events"
        for command, is_ready in (("web", readyz), ("worker", has_beaten(bot))):
            process = running(
                *("bot", command),
                environment=environment,
                folder=folder,
                is_ready=is_ready,
                port=port,
            )
            await stack.enter_async_context(process)
        sol = slack.person(SALES_CONNECT_ADMIN)
        await sol.until(lambda message: BUTTON in message.buttons, timeout=WITHIN)
        yield slack, sol


async def _submit(slack: SlackStandIn, sol: Person, data: bytes) -> tuple[float, float]:
    """Seconds until the answer, and until the preview is on the screen."""
    await sol.press(BUTTON)
    await sol.fill(FIELD, ("people.csv", data))
    started = time.perf_counter()
    await sol.submit()
    answered = time.perf_counter() - started
    try:
        await slack.until(
            lambda: bool(sol.modal and sol.modal.submit_label == START), timeout=WITHIN
        )
    except TimeoutError:
        raise NoPreview(sol.modal.text if sol.modal else "no window") from None
    shown = time.perf_counter() - started
    await sol.close(all_=True)
    return answered, shown
