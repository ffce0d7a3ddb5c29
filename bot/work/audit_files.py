"""The audit as a file, into the DM of who asked for it and still may read it."""

import asyncio
from collections.abc import Mapping
from typing import Final

from bot.audits import Audits
from bot.domain.audit_rows import OURSELVES, AuditRow, json_line
from bot.domain.csv_export import csv_lines, write_csv
from bot.domain.effects import SendAudit
from bot.domain.ids import SetupId, TeamId, UserId
from bot.domain.people import Actor
from bot.domain.setup import Setup
from bot.slack import Slack
from bot.slack_faults import SlackGone, SlackNotAllowed, SlackRefused
from bot.store.due import Claim
from bot.store.people import KEPT
from bot.views.audit_files import audit_cells, audit_columns, cut_cells, cut_line
from bot.views.say import Say
from bot.work.files import Files
from bot.work.results import Delivered, Later, Left

MOST_NAMES: Final = 300  # of people: each may be a call of Slack's
MOST_ROWS: Final = 50_000  # of one file, the newest: about 20 MB, and a spreadsheet opens them


class AuditFiles:
    """Made piece by piece: a piece is short work for the loop, however long the file is."""

    def __init__(self, audits: Audits, files: Files, slack: Slack) -> None:
        self._audits = audits
        self._files = files
        self._slack = slack

    async def send(self, claim: Claim, effect: SendAudit, left: Left) -> Delivered | Later:
        """To nobody who lost that right, or left, since they asked."""

        async def content(say: Say) -> bytes | None:
            by = await self._asker(claim.team_id, effect)
            return await self._content(by, effect, say)

        return await self._files.send_made(
            claim, effect.to, "audit", content, left, ending=effect.form
        )

    async def _asker(self, team_id: TeamId, effect: SendAudit) -> Actor:
        """As Slack knows them by now: a guest may read nothing any more."""
        person = await self._slack.person(team_id, effect.to)
        return Actor(team_id, effect.to, person.standing, person.is_slack_admin)

    async def _content(self, by: Actor, effect: SendAudit, say: Say) -> bytes | None:
        is_csv = effect.form == "csv"
        pieces = [write_csv(audit_columns(), ())] if is_csv else []
        number, names = 0, dict[str, str]()
        async for part in self._audits.all(by, effect.only):
            rows = part.rows[: MOST_ROWS - number]
            is_more = len(rows) < len(part.rows)
            number += len(rows)
            # In a thread: five hundred rows are some milliseconds.
            if is_csv:
                await self._learn(names, by.team_id, rows)
                made = asyncio.to_thread(_csv, rows, names, part.setups, say)
            else:
                made = asyncio.to_thread(_json, rows)
            pieces.append(await made)
            if is_more:
                pieces.append(_csv_end(say) if is_csv else cut_line(MOST_ROWS))
                break
        return b"".join(pieces) if number else None

    async def _learn(self, names: dict[str, str], team_id: TeamId, rows: list[AuditRow]) -> None:
        """Whom these rows name; a name that Slack told lately is good enough."""
        for who in dict.fromkeys(row.who for row in rows if row.who != OURSELVES):
            if who in names or len(names) >= MOST_NAMES:
                continue
            try:
                person = await self._slack.person(team_id, UserId(who), at_most=KEPT)
            except (SlackGone, SlackRefused, SlackNotAllowed):
                names[who] = ""  # a file with ids is one too
            else:
                names[who] = person.name


def _csv(
    rows: list[AuditRow], names: dict[str, str], setups: Mapping[SetupId, Setup], say: Say
) -> bytes:
    return csv_lines(audit_cells(row, names, setups, say) for row in rows)


def _csv_end(say: Say) -> bytes:
    return csv_lines([cut_cells(MOST_ROWS, say)])


def _json(rows: list[AuditRow]) -> bytes:
    return b"".join(json_line(row) for row in rows)
