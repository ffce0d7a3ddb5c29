"""The command line: `python -m bot run | web | worker | doctor | keys`."""

import argparse
import sys
from typing import Final

from bot import logs
from bot.app import build
from bot.config import BadConfiguration, Needs, Settings, read
from bot.key_commands import KeyCommand, print_new_key, rotate_keys
from bot.service import BAD_CONFIGURATION, FAULT, in_a_loop, serve

_COMMANDS: Final = {
    Needs.RUN: "Socket Mode and the worker in one process",
    Needs.WEB: "HTTP events, on HOST and PORT",
    Needs.WORKER: "performs what is due; any number of them",
    Needs.DOCTOR: "checks configuration, Slack, Redis, keys, workers; exit 1 on a fault",
    Needs.KEYS: "makes an encryption key, or seals everything with the newest one",
}
_KEY_COMMANDS: Final = {
    KeyCommand.NEW: "prints a new key for SECRET_KEYS; changes nothing",
    KeyCommand.ROTATE: "seals everything with the newest key; exit 1 if some of it opens with none",
}


def main() -> int:
    """The exit code: 0, 1 for a fault, 2 for a bad configuration, which one line names."""
    words = _parser().parse_args()
    needs = Needs(words.command)
    if needs is Needs.KEYS and words.what == KeyCommand.NEW:
        return print_new_key()  # before there is anything to configure it with
    try:
        settings = read(needs)
    except BadConfiguration as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION
    if needs in (Needs.RUN, Needs.WEB, Needs.WORKER):
        return serve(settings, needs)
    logs.set_up(settings.log_level, settings.log_format)
    return in_a_loop(rotate_keys(settings) if needs is Needs.KEYS else _doctor(settings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = {
        needs: commands.add_parser(needs.value, help=words) for needs, words in _COMMANDS.items()
    }
    of_keys = made[Needs.KEYS].add_subparsers(dest="what", required=True, metavar="new|rotate")
    for command, words in _KEY_COMMANDS.items():
        of_keys.add_parser(command.value, help=words)
    return parser


async def _doctor(settings: Settings) -> int:
    healthy = True
    async with build(settings, beside_a_running_bot=True) as assembly:
        async for finding in assembly.findings():
            print(finding.line())  # noqa: T201
            healthy = healthy and finding.ok
    return 0 if healthy else FAULT


if __name__ == "__main__":
    sys.exit(main())
