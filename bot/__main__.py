"""The command line: `python -m bot run | web | worker | doctor`."""

import argparse
import sys
from typing import Final

from bot import logs
from bot.app import build
from bot.config import BadConfiguration, Needs, Settings, read
from bot.service import BAD_CONFIGURATION, FAULT, in_a_loop, serve

_COMMANDS: Final = {
    Needs.RUN: "Socket Mode and the worker in one process",
    Needs.WEB: "HTTP events, on HOST and PORT",
    Needs.WORKER: "performs what is due; any number of them",
    Needs.DOCTOR: "checks configuration, Slack, Redis, workers; exit 1 on a fault",
}


def main() -> int:
    """The exit code: 0, 1 for a fault, 2 for a bad configuration, which one line names."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for needs, words in _COMMANDS.items():
        commands.add_parser(needs.value, help=words)
    needs = Needs(parser.parse_args().command)
    try:
        settings = read(needs)
    except BadConfiguration as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION
    if needs is not Needs.DOCTOR:
        return serve(settings, needs)
    logs.set_up(settings.log_level, settings.log_format)
    return in_a_loop(_doctor(settings))


async def _doctor(settings: Settings) -> int:
    healthy = True
    async with build(settings, beside_a_running_bot=True) as assembly:
        async for finding in assembly.findings():
            print(finding.line())  # noqa: T201
            healthy = healthy and finding.ok
    return 0 if healthy else FAULT


if __name__ == "__main__":
    sys.exit(main())
