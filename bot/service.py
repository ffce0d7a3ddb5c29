"""One service from its start to SIGTERM or Ctrl-C: what `python -m bot run | web | worker` is."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Final

import structlog
import uvloop

from bot import logs
from bot.app import Assembly, DataDirInUse, EmbeddedUnavailable, SlackNotAllowed, build, utc_now
from bot.config import BadConfiguration, Needs, Settings
from bot.exit_codes import BAD_CONFIGURATION, FAULT
from bot.store.instants import Clock

log = structlog.get_logger("bot")

_SERVICES: Final[dict[Needs, Callable[[Assembly], Coroutine[Any, Any, None]]]] = {
    Needs.RUN: Assembly.run,
    Needs.WEB: Assembly.web,
    Needs.WORKER: Assembly.work,
}


def serve(settings: Settings, needs: Needs, *, now: Clock = utc_now) -> int:
    """The exit code; what an operator can mend is told in one line on stderr."""
    logs.set_up(settings.log_level, settings.log_format)
    return in_a_loop(_serve(settings, needs, now))


def in_a_loop(main: Coroutine[Any, Any, int]) -> int:
    """As `serve` answers, for any coroutine."""
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(main)
    except (BadConfiguration, DataDirInUse, EmbeddedUnavailable) as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION


async def _serve(settings: Settings, needs: Needs, now: Clock) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with build(settings, now=now) as assembly:
        await assembly.check_token()
        gc.collect()
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        gc.set_threshold(5_000, 20, 100)  # what an answer or an effect leaves is small, and often
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
