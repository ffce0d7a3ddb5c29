"""The audit, for those who may: a page of it, all of it, or all of it as a file."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.audit_effects import Form
from bot.domain.audit_filter import AuditFilter
from bot.domain.audit_place import Page, Place
from bot.domain.audit_rows import AuditRow
from bot.domain.audit_topics import EXPORTED
from bot.domain.effects import Due, SendAudit
from bot.domain.ids import SeenId, SetupId
from bot.domain.people import Act, Actor, refuse
from bot.domain.setup import Setup
from bot.store.aggregates import Aggregates
from bot.store.audit_log import AuditLog
from bot.store.commits import Entry
from bot.store.instants import Clock

SHOWN: Final = 10  # rows of a page
MOST_LOOKED_AT: Final = 5_000  # rows for one page: whoever waits for it has three seconds


@dataclass(frozen=True, slots=True)
class Part:
    """Rows, and the setups that they are of."""

    rows: list[AuditRow]
    setups: Mapping[SetupId, Setup]


class _Sight:
    """What one person may read, learned as the rows name it."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.is_all = refuse(Act.AUDIT, by, {}) is None
        self.setups: dict[SetupId, Setup | None] = {}
        self._theirs: set[SetupId] = set()

    def learn(self, setup_id: SetupId, setup: Setup | None) -> None:
        self.setups[setup_id] = setup
        if setup and refuse(Act.AUDIT, self.by, setup.people) is None:
            self._theirs.add(setup_id)

    @property
    def known(self) -> dict[SetupId, Setup]:
        return {setup_id: one for setup_id, one in self.setups.items() if one}

    def may(self, row: AuditRow) -> bool:
        """Of an old row that names no setup, only who may read all."""
        return self.is_all or not self._theirs.isdisjoint(row.setups)


@dataclass(slots=True)
class _Look:
    """What was found, newest or oldest first, and how far that was looked for."""

    last: str  # id of the row that was looked at last
    rows: list[AuditRow] = field(default_factory=list)
    is_end: bool = False  # there are no more

    @property
    def shown(self) -> list[AuditRow]:
        return self.rows[:SHOWN]

    @property
    def is_full(self) -> bool:
        """One more than a page shows: whether there are more is seen by that."""
        return len(self.rows) > SHOWN

    @property
    def on(self) -> str:
        """The id of the row from which the next look goes on."""
        return self.rows[SHOWN - 1].id if self.is_full else self.last


class Audits:
    """Reads, but for the note that somebody asked for a file."""

    def __init__(self, log: AuditLog, aggregates: Aggregates, now: Clock) -> None:
        self._log = log
        self._aggregates = aggregates
        self._now = now

    async def page(self, by: Actor, place: Place) -> Page:
        """Of what `by` may read: nothing at all, if they may read none of it."""
        sight = _Sight(by)
        if place.after:
            look = await self._look(sight, place.only, after=place.after)
            if not look.is_end:
                rows = look.shown[::-1]
                older = rows[-1].id if rows else look.last
                return await self._page(sight, place, rows, look, newer=look.on, older=older)
            place = Place(place.only)  # nothing is newer than what the first page shows
        look = await self._look(sight, place.only, before=place.before)
        newer = (look.rows[0].id if look.rows else look.last) if place.before else ""
        older = "" if look.is_end else look.on
        return await self._page(sight, place, look.shown, look, newer=newer, older=older)

    async def _page(
        self,
        sight: _Sight,
        place: Place,
        rows: Sequence[AuditRow],
        look: _Look,
        *,
        newer: str,
        older: str,
    ) -> Page:
        await self._learn(sight, rows)  # who sees all of them did not need that before
        return Page(
            place=place,
            rows=rows,
            setups=sight.known,
            newer=Place(place.only, after=newer) if newer else None,
            older=Place(place.only, before=older) if older else None,
            is_cut=not (look.is_end or look.is_full),
        )

    async def _look(
        self, sight: _Sight, only: AuditFilter, *, before: str = "", after: str = ""
    ) -> _Look:
        log, team_id = self._log, sight.by.team_id
        pages = log.forward(team_id, after) if after else log.backward(team_id, before)
        look, looked_at = _Look(last=before or after), 0
        async for rows in pages:
            look.last = rows[-1].id
            looked_at += len(rows)
            look.rows += await self._visible(sight, only, rows)
            if look.is_full or looked_at >= MOST_LOOKED_AT:
                return look
        look.is_end = True
        return look

    async def all(self, by: Actor, only: AuditFilter) -> AsyncIterator[Part]:
        """Newest first, in parts; may be as long as the years that the bot is in use."""
        sight = _Sight(by)
        async for rows in self._log.backward(by.team_id):
            if seen := await self._visible(sight, only, rows):
                await self._learn(sight, seen)
                yield Part(seen, sight.known)

    async def _visible(
        self, sight: _Sight, only: AuditFilter, rows: Sequence[AuditRow]
    ) -> list[AuditRow]:
        wanted = [row for row in rows if only.takes(row)]
        if not sight.is_all:
            await self._learn(sight, wanted)
        return [row for row in wanted if sight.may(row)]

    async def _learn(self, sight: _Sight, rows: Iterable[AuditRow]) -> None:
        """Cancelled setups too: what was done with them stays on record."""
        for setup_id in dict.fromkeys(one for row in rows for one in row.setups):
            if setup_id not in sight.setups:
                kept = await self._aggregates.setup(sight.by.team_id, setup_id)
                sight.learn(setup_id, kept.state if kept else None)

    async def ask_for_file(
        self,
        by: Actor,
        only: AuditFilter,
        form: Form,
        setups: Iterable[Setup],
        *,
        seen: SeenId,
    ) -> None:
        """`setups`: those whose audit they may read, as far as they are open."""
        theirs = tuple(one.id for one in setups if only.setup_id in ("", one.id))
        entry = Entry(by.user_id, EXPORTED, "", "", self._now(), setups=theirs)
        file = SendAudit(to=by.user_id, only=only, form=form, key=seen)
        await self._log.export(by.team_id, entry, Due(file), seen=seen)
