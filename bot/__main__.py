"""The command line: `python -m bot run | web | worker | doctor | keys | audit`."""

import argparse
import re
import sys
from enum import StrEnum
from typing import Final

from bot.config import BadConfiguration, Needs, Settings, read
from bot.domain.ids import TeamId
from bot.exit_codes import BAD_CONFIGURATION, FAULT

# What a command is made of is imported once it is known to be wanted, and configured: a wrong word
# or variable is told in a fifth of the time.


class KeyCommand(StrEnum):
    NEW = "new"
    ROTATE = "rotate"


_COMMANDS: Final = {
    Needs.RUN: "Socket Mode and the worker in one process",
    Needs.WEB: "HTTP events, on HOST and PORT",
    Needs.WORKER: "performs what is due; any number of them",
    Needs.DOCTOR: "checks configuration, Slack, Redis, keys, workers; exit 1 on a fault",
    Needs.KEYS: "makes an encryption key, or seals everything with the newest one",
    Needs.AUDIT: "prints who did what in a Slack workspace, a line of JSON each; exit 1 if nothing",
}
_KEY_COMMANDS: Final = {
    KeyCommand.NEW: "prints a new key for SECRET_KEYS; changes nothing",
    KeyCommand.ROTATE: "seals everything with the newest key; exit 1 if some of it opens with none",
}
_TEAM_ID: Final = re.compile(r"[TE][A-Z0-9_]{1,40}")


def main() -> int:
    """The exit code: 0, 1 for a fault, 2 for a bad configuration, which one line names."""
    words = _parser().parse_args()
    needs = Needs(words.command)
    if needs is Needs.KEYS and words.what == KeyCommand.NEW:
        from bot.key_commands import print_new_key

        return print_new_key()  # before there is anything to configure it with
    try:
        settings = read(needs)
    except BadConfiguration as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return BAD_CONFIGURATION
    return _perform(needs, settings, words)


def _perform(needs: Needs, settings: Settings, words: argparse.Namespace) -> int:
    from bot import logs
    from bot.service import in_a_loop, serve

    if needs in (Needs.RUN, Needs.WEB, Needs.WORKER):
        return serve(settings, needs)
    logs.set_up(settings.log_level, settings.log_format)
    match needs:
        case Needs.AUDIT:
            from bot.audit_command import print_audit

            return in_a_loop(print_audit(settings, words.team_id))
        case Needs.KEYS:
            from bot.key_commands import rotate_keys

            return in_a_loop(rotate_keys(settings))
    return in_a_loop(_doctor(settings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    made = {
        needs: commands.add_parser(needs.value, help=words) for needs, words in _COMMANDS.items()
    }
    of_keys = made[Needs.KEYS].add_subparsers(dest="what", required=True, metavar="new|rotate")
    for command, words in _KEY_COMMANDS.items():
        of_keys.add_parser(command.value, help=words)
    made[Needs.AUDIT].add_argument(
        "team_id", type=team_id, metavar="TEAM_ID", help="of the Slack workspace, like T0123ABCD"
    )
    return parser


def team_id(word: str) -> TeamId:
    """Of a Slack workspace, as the command line takes it."""
    if not _TEAM_ID.fullmatch(word):
        raise argparse.ArgumentTypeError(f"{word!r} is no id of a Slack workspace, like T0123ABCD")
    return TeamId(word)


async def _doctor(settings: Settings) -> int:
    from bot.app import build

    healthy = True
    async with build(settings, beside_a_running_bot=True) as assembly:
        async for finding in assembly.findings():
            print(finding.line())  # noqa: T201
            healthy = healthy and finding.ok
    return 0 if healthy else FAULT


if __name__ == "__main__":
    sys.exit(main())
