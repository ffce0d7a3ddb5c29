"""`python -m bot audit TEAM_ID`: all of the audit of a Slack workspace, a row a line."""

import os
import sys

from bot.config import BadConfiguration, Settings
from bot.configured import configured_store
from bot.domain.audit_rows import json_line
from bot.domain.ids import TeamId
from bot.exit_codes import FAULT
from bot.store.audit_log import AuditLog
from bot.store.errors import StoreError


async def print_audit(settings: Settings, team: TeamId) -> int:
    """
    Oldest first, page by page, however many there are. The exit code: 1 if there is none of this
    Slack workspace, or Redis does not answer. Whoever reads may stop, as `head` does.

    Raises:
        BadConfiguration: there is no store to look into.
        DataDirInUse, EmbeddedUnavailable: there is one, and it cannot be opened.
    """
    try:
        number = await _print(settings, team)
    except StoreError as fault:
        print(f"audit: {fault}", file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        return FAULT
    except BrokenPipeError:
        # What is still buffered would be written, in vain and with a complaint, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if not number:
        say = f"audit: nothing is on record of {team}. Is this the store of the bot?"
        print(say, file=sys.stderr)  # noqa: T201
        return FAULT
    return 0


async def _print(settings: Settings, team: TeamId) -> int:
    """How many rows there were."""
    # To look into a store that is made just now would say nothing of the bot's.
    if not settings.redis_url and not (settings.data_dir / "valkey").exists():
        where = f"{settings.data_dir} holds no store of a bot, and REDIS_URL is not set"
        raise BadConfiguration(f"DATA_DIR: {where}")
    number = 0
    async with configured_store(settings, beside_a_running_bot=True) as store:
        async for rows in AuditLog(store.scripts).forward(team):
            number += len(rows)
            sys.stdout.buffer.write(b"".join(json_line(row) for row in rows))
            sys.stdout.buffer.flush()
    return number
