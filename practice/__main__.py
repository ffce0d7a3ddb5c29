"""A made-up company to try the bot in: `python -m practice [--port 8080] [--headless]`."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import Final

from practice import keep
from practice.bot_process import BAD_CONFIGURATION, BotProcess, FirstLine
from practice.control import control_routes
from practice.page.routes import page_routes
from practice.settings import BadConfiguration, connector_secret, practice_dir
from practice.world import World

PORT: Final = 8080
CONNECTIONS: Final = 2
"""As many as the bot opens."""
MEETING_SECONDS: Final = 20.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m practice", description=__doc__)
    parser.add_argument("--port", type=_port, default=PORT, help="0: a free one (default: 8080)")
    parser.add_argument("--headless", action="store_true", help="all of it without the page")
    given = parser.parse_args()
    try:
        folder = practice_dir()
        with keep.locked(folder) as lock:
            return asyncio.run(_run(folder, lock, given.port, has_page=not given.headless))
    except (BadConfiguration, keep.InUse, keep.Unreadable) as fault:
        _say(str(fault))
        return BAD_CONFIGURATION


async def _run(folder: Path, lock: int, port: int, *, has_page: bool) -> int:
    """Until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = World.new(
        keep.read(folder / "company.json"), port=port, connector_secret=connector_secret()
    )
    bot = BotProcess(
        lambda: _orders(world, folder),
        world.slack.state.changed,
        has_connected=lambda: world.slack.sockets.opened > 0,
        inherited=lock,
    )
    world.clock.told.append(bot.tell_time)

    async def met() -> None:
        """The first who come wait for the bot, so that nobody's command meets nobody."""
        if not bot.was_met:
            with contextlib.suppress(TimeoutError):
                await world.until_connected(CONNECTIONS, MEETING_SECONDS)
        bot.was_met = True

    async def start_over() -> None:
        await bot.start_over(folder / "bot")
        world.start_over()
        await met()

    world.slack.server.mount(control_routes(world, start_over, met))
    if has_page:
        world.slack.server.mount(page_routes(world, bot, start_over, met))
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(world.slack)
        except OSError as fault:
            _say(f"port {port}: {fault.strerror}; another one: make run ARGS='--port 8081'")
            return BAD_CONFIGURATION
        keeping = asyncio.create_task(
            keep.keep_writing(folder / "company.json", world.collect, world.slack.state)
        )
        running = asyncio.create_task(bot.run())
        stopping = asyncio.create_task(stop.wait())
        _say(_where(world, has_page=has_page))
        await asyncio.wait({keeping, running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        code = 0
        if running.done() and not running.cancelled():
            code = running.result()
        for task in (running, keeping, stopping):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        return code


def _orders(world: World, folder: Path) -> FirstLine:
    return FirstLine(
        api_url=world.slack.api_url,
        marketo_url=world.marketo_url,
        bot_token=world.slack.bot_token,
        app_token=world.slack.app_token,
        data_dir=str(folder / "bot"),
        ahead=world.clock.ahead,
    )


def _where(world: World, *, has_page: bool) -> str:
    where = (
        f"open {world.slack.state.base_url}"
        if has_page
        else f"without its page; Slack's Web API is at {world.slack.api_url}"
    )
    return f"Practice, a made-up company: {where} (Ctrl-C ends it)"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 (a terminal is where it is read)


def _port(words: str) -> int:
    if not words.isdecimal() or int(words) > 65_535:
        raise argparse.ArgumentTypeError("a port is 0 to 65535")
    return int(words)


if __name__ == "__main__":
    sys.exit(main())
