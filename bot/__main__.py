"""The command line: `python -m bot run | web | worker | doctor`."""

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Final

import structlog
import uvloop

from bot import logs
from bot.app import Assembly, DataDirInUse, EmbeddedUnavailable, SlackNotAllowed, build
from bot.config import BadConfiguration, Needs, Settings, read

BAD_CONFIGURATION: Final = 2
FAULT: Final = 1

log = structlog.get_logger("bot")


def main() -> int:
    """The exit code: 0, 1 for a fault, 2 for a bad configuration, which one line names."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for needs, words in _COMMANDS.items():
        commands.add_parser(needs.value, help=words)
    needs = Needs(parser.parse_args().command)
    try:
        settings = read(needs)
        logs.set_up(settings.log_level, settings.log_format)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(
                _doctor(settings) if needs is Needs.DOCTOR else _serve(settings, needs)
            )
    except (BadConfiguration, DataDirInUse, EmbeddedUnavailable) as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION


_COMMANDS: Final = {
    Needs.RUN: "Socket Mode and the worker in one process",
    Needs.WEB: "HTTP events, on HOST and PORT",
    Needs.WORKER: "performs what is due; any number of them",
    Needs.DOCTOR: "checks configuration, Slack, Redis, workers; exit 1 on a fault",
}
_SERVICES: Final[dict[Needs, Callable[[Assembly], Coroutine[Any, Any, None]]]] = {
    Needs.RUN: Assembly.run,
    Needs.WEB: Assembly.web,
    Needs.WORKER: Assembly.work,
}


async def _serve(settings: Settings, needs: Needs) -> int:
    """Until SIGTERM or Ctrl-C; then ends in order."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with build(settings) as assembly:
        await assembly.check_token()
        gc.collect()
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        service = asyncio.create_task(_SERVICES[needs](assembly))
        stopping = asyncio.create_task(stop.wait())
        log.info("started", command=needs.value)
        await asyncio.wait({service, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not service.done():
            service.cancel()
            await asyncio.gather(service, return_exceptions=True)
            log.info("stopped", command=needs.value)
            return 0
        _explain(service.exception(), needs, settings)
        return FAULT


def _explain(fault: BaseException | None, needs: Needs, settings: Settings) -> None:
    """
    Raises:
        BadConfiguration: if an operator can mend it by that.
    """
    while isinstance(fault, BaseExceptionGroup) and len(fault.exceptions) == 1:
        fault = fault.exceptions[0]
    match fault:
        case OSError() if needs is Needs.WEB:
            raise BadConfiguration(f"PORT: {settings.host}:{settings.port}: {fault.strerror}")
        case SlackNotAllowed():
            raise BadConfiguration(f"SLACK_APP_TOKEN: Slack says {fault.error}")
        case EmbeddedUnavailable():
            log.error(str(fault))
        case _:
            log.error("ended by a fault", exc_info=fault)


async def _doctor(settings: Settings) -> int:
    healthy = True
    async with build(settings, beside_a_running_bot=True) as assembly:
        async for finding in assembly.findings():
            print(finding.line())  # noqa: T201
            healthy = healthy and finding.ok
    return 0 if healthy else FAULT


if __name__ == "__main__":
    sys.exit(main())
