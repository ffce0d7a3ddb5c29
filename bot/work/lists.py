"""Where people of a list come from: Slack, its groups, what was typed, a file, Marketo."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

import structlog

from bot.domain.addresses import normalised
from bot.domain.csv_import import LARGEST, MOST_ROWS, Table, parse_csv
from bot.domain.effects import Sources
from bot.domain.ids import TeamId, UserId
from bot.domain.provisioning import Candidate
from bot.domain.run import Unread
from bot.domain.setup import Setup
from bot.marketo.client import Marketo
from bot.marketo.errors import MarketoError
from bot.slack import KnownPerson, Slack
from bot.slack_faults import (
    SlackFault,
    SlackGone,
    SlackNotAllowed,
    SlackRateLimited,
    SlackRefused,
)
from bot.slack_files import SlackFiles, TooBig
from bot.slack_pace import at_pace
from bot.store.errors import KeysMissing, SealBroken
from bot.store.people import KEPT
from bot.store.vault import Vault
from bot.work.listed import Listed, listed, unread
from bot.work.waiting_window import HowFar

T = TypeVar("T")

AT_ONCE: Final = 8  # look-ups of one list: Slack allows few a second
IN_BULK: Final = 50  # people: of more, the look-ups leave some of what Slack allows to clicks
LOOKED_UP: Final = 20  # addresses at most: of more nobody asks Slack whose they are
LOOKED_UP_WITHIN: Final = 5.0  # seconds
MARKETO_WITHIN: Final = 60.0  # seconds
LINES_OF_A_ROW: Final = 4  # on average: names may hold line ends, a header and blank lines come too
FILES_AT_ONCE: Final = 2  # of one worker: each may have ten megabytes

log = structlog.get_logger("bot.work")


class Lists:
    """Reads; changes nothing."""

    def __init__(self, slack: Slack, files: SlackFiles, vault: Vault, marketo: Marketo) -> None:
        self._slack = slack
        self._files = files
        self._vault = vault
        self._marketo = marketo
        self._file_places = asyncio.Semaphore(FILES_AT_ONCE)

    async def read(self, setup: Setup, sources: Sources, how_far: HowFar) -> Listed | Unread:
        """
        All of them or none: a half list would look like a whole one.

        Raises:
            SlackFault: it may pass; whoever was looked up by then is known for a day.
        """
        table = await self._table(sources.file_id) if sources.file_id else Table(())
        if isinstance(table, Unread):
            return table
        addresses = await self._of_marketo(setup) if sources.marketo else ()
        if isinstance(addresses, Unread):
            return addresses
        members = await self._members(setup.team_id, sources.groups)
        if isinstance(members, Unread):
            return members
        chosen = (*sources.people, *members)
        if sum(map(len, (chosen, sources.addresses, table.people, addresses))) > MOST_ROWS:
            return _TOO_MANY
        in_slack = await self._in_slack(setup.team_id, chosen, how_far)
        in_file = listed(table)
        by_address = [
            *map(Candidate, sources.addresses),
            *in_file.candidates,
            *map(Candidate, addresses),
        ]
        matched = await self._matched(setup.team_id, in_slack, by_address)
        return replace(in_file, candidates=(*in_slack, *matched))

    async def _table(self, file_id: str) -> Table | Unread:
        try:
            async with self._file_places:
                fetch = partial(self._files.fetch, file_id, most=LARGEST)
                content = await _at_slacks_pace(fetch)
                if isinstance(content, TooBig):
                    return Unread(why="too_large")
                if _lines(content) > MOST_ROWS * LINES_OF_A_ROW:
                    return _TOO_MANY
                # In a thread: ten megabytes take a while, and leases must be renewed.
                read = await asyncio.to_thread(parse_csv, content)
        except (SlackGone, SlackRefused) as fault:
            log.warning("a file was not fetched", why=str(fault))
            return Unread(why="not_fetched")
        except SlackNotAllowed as fault:
            return _without_scope(fault)
        return read if isinstance(read, Table) else unread(read)

    async def _of_marketo(self, setup: Setup) -> tuple[str, ...] | Unread:
        access = setup.api_access
        if access is None or not access.is_kept:
            return Unread(why="marketo")
        try:
            pair = await self._vault.access(setup.team_id, setup.id, access.number)
            if pair is None:
                return Unread(why="marketo")
            async with asyncio.timeout(MARKETO_WITHIN):
                users = await self._marketo.users(pair)
        except (KeysMissing, SealBroken, MarketoError, TimeoutError) as fault:
            log.warning("Marketo's users were not read", why=str(fault) or type(fault).__name__)
            return Unread(why="marketo")
        return tuple(user.email for user in users if not user.api_only)

    async def _members(self, team_id: TeamId, groups: Sequence[str]) -> list[UserId] | Unread:
        found: list[UserId] = []
        for group in groups:
            try:
                found += await _at_slacks_pace(partial(self._slack.group_members, team_id, group))
            except SlackNotAllowed as fault:
                return _without_scope(fault)
            except (SlackGone, SlackRefused) as fault:
                log.warning("a user group was not read", group=group, why=str(fault))
                return Unread(why="groups")
        return found

    async def _in_slack(
        self, team_id: TeamId, chosen: Sequence[UserId], how_far: HowFar
    ) -> list[Candidate]:
        """Who was chosen twice stands there twice: the preview says so."""
        once = list(dict.fromkeys(chosen))
        found: dict[UserId, KnownPerson | None] = {}
        how_far.of = len(once)

        async def look_up(user_id: UserId) -> None:
            known = partial(self._slack.person, team_id, user_id, at_most=KEPT)
            try:
                found[user_id] = await _at_slacks_pace(known)
            except SlackGone:
                found[user_id] = None
            how_far.done += 1

        with at_pace(team_id, in_bulk=len(once) > IN_BULK):
            await _few_at_once(look_up, once)
        return [_of_person(user_id, found[user_id]) for user_id in chosen]

    async def _matched(
        self, team_id: TeamId, in_slack: Iterable[Candidate], given: Sequence[Candidate]
    ) -> list[Candidate]:
        """With who they are in Slack, where few are asked for and Slack says so in time."""
        known = {one.email for one in in_slack}
        emails: dict[str, str] = {}  # as given, and as it counts
        unknown: dict[str, None] = {}
        for one in given:
            if email := normalised(one.email):
                emails[one.email] = email
                if email not in known:
                    unknown[email] = None
                    if len(unknown) > LOOKED_UP:
                        return list(given)
        found: dict[str, KnownPerson] = {}

        async def look_up(email: str) -> None:
            with suppress(SlackFault):  # most likely nobody here has this address
                found[email] = await self._slack.person_by_email(team_id, email)

        with suppress(TimeoutError):
            async with asyncio.timeout(LOOKED_UP_WITHIN):
                await _few_at_once(look_up, list(unknown))
        people = {typed: found[email] for typed, email in emails.items() if email in found}
        return [_as_known(one, people.get(one.email)) for one in given]


_TOO_MANY: Final = Unread(why="too_many", about=str(MOST_ROWS))


def _lines(content: bytes) -> int:
    """At least so many are in it, however they end; before any of it is taken apart."""
    return max(content.count(b"\n"), content.count(b"\r"))


async def _at_slacks_pace(once: Callable[[], Awaitable[T]]) -> T:
    """Waits where it stands: to begin anew would cost what was read so far."""
    while True:
        try:
            return await once()
        except SlackRateLimited as fault:
            await asyncio.sleep(fault.retry_after.total_seconds())


async def _few_at_once(do: Callable[[T], Awaitable[None]], what: Sequence[T]) -> None:
    """Ends with the first fault; nothing of it goes on then."""
    rest = iter(what)

    async def one_after_another() -> None:
        for one in rest:
            await do(one)

    tasks = [asyncio.create_task(one_after_another()) for _ in what[:AT_ONCE]]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _of_person(user_id: UserId, person: KnownPerson | None) -> Candidate:
    """Who has no address is called by name: nothing else says who it is."""
    if person is None:
        return Candidate("", user_id)
    name = "" if person.email else person.name
    return Candidate(person.email or "", user_id, first_name=name, standing=person.standing)


def _as_known(one: Candidate, person: KnownPerson | None) -> Candidate:
    if person is None:
        return one
    return one._replace(user_id=person.user_id, standing=person.standing)


def _without_scope(fault: SlackNotAllowed) -> Unread:
    """Raises the fault where it is about something else."""
    if fault.needed is None:
        raise fault
    return Unread(why="missing_scope", about=fault.needed)
