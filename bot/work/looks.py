"""Looks at Marketo: advice on what was handed over, and what an API-only pair may read."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

import structlog

from bot.domain.commands import NoteApiChecked, NoteChecked
from bot.domain.credentials import Credentials
from bot.domain.effects import CheckApi, CheckPair, ReadWorkspaces
from bot.domain.ids import SetupId, TeamId
from bot.domain.names import clean_name
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, ApiSays, MarketoSays
from bot.domain.workspaces import listed
from bot.marketo.client import Marketo
from bot.marketo.errors import (
    MarketoBusy,
    MarketoDenied,
    MarketoError,
    MarketoRefused,
    MarketoUnreadable,
)
from bot.slack import Slack
from bot.slack_faults import SlackFault
from bot.store.aggregates import Aggregates
from bot.store.errors import KeysMissing, SealBroken
from bot.store.instants import Clock
from bot.store.vault import Vault
from bot.views.api_cards import api_checked_modal, api_gone_modal, api_slow_modal
from bot.views.say import Say

log = structlog.get_logger("bot.work")

AT_ONCE: Final = 10  # looks of one worker, of the 64 effects that it performs side by side
LONGEST: Final = 25.0  # seconds of one look
SAYS_THAT_IT_WAITS: Final = 8.0  # seconds, after which a window says that Marketo is slow
FILLED_WITHIN: Final = 3.0  # seconds for Slack to take the answer into the window


_OfPair: TypeAlias = CheckApi | ReadWorkspaces


class Busy(Exception):
    """As many looks are under way as may be: come again."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading with an API-only pair."""

    says: ApiSays
    denied: tuple[str, ...] = ()
    detail: str = ""
    workspaces: tuple[str, ...] = ()
    default: str = ""
    users: int = 0


class Looks:
    """Each look ends in a command; None: there is nothing to look at any more."""

    def __init__(
        self, aggregates: Aggregates, vault: Vault, marketo: Marketo, slack: Slack, now: Clock
    ) -> None:
        self._aggregates = aggregates
        self._vault = vault
        self._marketo = marketo
        self._slack = slack
        self._now = now
        self._under_way = 0

    @contextmanager
    def _one_of_few(self) -> Iterator[None]:
        """A Marketo that hangs must not take the places of all that has to be sent."""
        if self._under_way >= AT_ONCE:
            raise Busy
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def at_pair(self, team_id: TeamId, effect: CheckPair) -> NoteChecked | None:
        """
        Whether Marketo's token endpoint takes what was handed over, while it is unopened.

        Raises:
            Busy: nothing was looked at.
        """
        with self._one_of_few():
            setup = await self._setup(team_id, effect.setup_id)
            note = setup.handed_over if setup else None
            if note is None or note.version != effect.version:
                return None
            about = (team_id, effect.setup_id, note.recipient, note.version)
            try:
                pair = await self._vault.peek(*about, self._now())
            except (KeysMissing, SealBroken) as fault:
                # Said to whoever opens it; advice can wait.
                log.error("no look at Marketo", setup=effect.setup_id, why=str(fault))  # noqa: TRY400
                return None
            if pair is None:
                return None
            return NoteChecked(effect.setup_id, effect.version, await self._says(pair))

    async def _says(self, pair: Credentials) -> MarketoSays:
        try:
            async with asyncio.timeout(LONGEST):
                accepts = await self._marketo.accepts(pair)
        except (MarketoError, TimeoutError) as fault:
            log.warning("Marketo gave no advice", why=type(fault).__name__)
            return MarketoSays.NO_ANSWER
        return MarketoSays.ACCEPTED if accepts else MarketoSays.NOT_ACCEPTED

    async def with_api(self, team_id: TeamId, effect: CheckApi) -> NoteApiChecked | None:
        """
        What the pair may read; put into the window that waits for it, if that is still open.

        Raises:
            Busy: nothing was looked at.
        """
        with self._one_of_few():
            access = await self._wanted(team_id, effect)
            read = await self._read_patiently(team_id, effect) if access else None
            access = await self._wanted(team_id, effect)  # removed or replaced meanwhile?
        if access is None or read is None:
            await self._fill(team_id, effect, api_gone_modal)
            return None
        found = {
            "says": read.says,
            "checked_at": self._now(),
            "denied": read.denied,
            "detail": read.detail,
            "workspaces": len(read.workspaces),
            "users": read.users,
        }
        shows = partial(api_checked_modal, access.model_copy(update=found), read.workspaces)
        return NoteApiChecked(
            effect.setup_id,
            effect.number,
            read.says,
            denied=read.denied,
            detail=read.detail,
            workspaces=read.workspaces,
            default=read.default,
            users=read.users,
            was_shown=await self._fill(team_id, effect, shows),
        )

    async def at_workspaces(self, team_id: TeamId, effect: ReadWorkspaces) -> NoteApiChecked | None:
        """
        Whether there are others by now; None too where that could not be read: the list stays.

        Raises:
            Busy: nothing was looked at.
        """
        with self._one_of_few():
            access = await self._wanted(team_id, effect)
            if access is None or access.says is not ApiSays.WORKS:
                return None
            read = await self._read(team_id, effect, former=access.users)
            setup = await self._setup(team_id, effect.setup_id)
        names = listed(read.workspaces)
        if read.says is not ApiSays.WORKS or not names or setup is None:
            return None
        if (setup.workspaces, setup.default_workspace) == (names, clean_name(read.default)):
            return None
        return NoteApiChecked(
            effect.setup_id,
            effect.number,
            read.says,
            workspaces=read.workspaces,
            default=read.default,
            users=read.users,
            was_shown=True,  # nobody asked for it
        )

    async def _setup(self, team_id: TeamId, setup_id: SetupId) -> Setup | None:
        kept = await self._aggregates.setup(team_id, setup_id)
        return kept.state if kept else None

    async def _wanted(self, team_id: TeamId, effect: _OfPair) -> ApiAccess | None:
        """The pair, while it is the latest."""
        setup = await self._setup(team_id, effect.setup_id)
        access = setup.api_access if setup else None
        is_it = access and access.number == effect.number and access.is_kept
        return access if is_it else None

    async def _read_patiently(self, team_id: TeamId, effect: CheckApi) -> _Read:
        """Whoever waits in the window hears in time that it takes longer."""
        reading = asyncio.create_task(self._read(team_id, effect))
        try:
            done, _ = await asyncio.wait({reading}, timeout=SAYS_THAT_IT_WAITS)
            if not done:
                await self._fill(team_id, effect, api_slow_modal)
            return await reading
        finally:
            reading.cancel()

    async def _read(self, team_id: TeamId, effect: _OfPair, *, former: int | None = None) -> _Read:
        """`former`: how many users there were; then they are not read again, page by page."""
        try:
            pair = await self._vault.access(team_id, effect.setup_id, effect.number)
        except (KeysMissing, SealBroken) as fault:
            log.error("the API-only pair does not open", setup=effect.setup_id, why=str(fault))  # noqa: TRY400
            return _Read(ApiSays.LOCKED)
        if pair is None:
            return _Read(ApiSays.NO_ANSWER)
        try:
            async with asyncio.timeout(LONGEST):
                workspaces = await self._marketo.workspaces(pair)
                users = await self._marketo.users(pair) if former is None else ()
        except (MarketoError, TimeoutError) as fault:
            log.warning("Marketo was not read", why=str(fault) or type(fault).__name__)
            return _why(fault)
        names = tuple(dict.fromkeys(one.name for one in workspaces))
        people = sum(not one.api_only for one in users) if former is None else former
        # A name is no proof: the default one is the first that was made (domain.md, part 3).
        first = min(workspaces, key=lambda one: one.id, default=None)
        default = first.name if first else ""
        return _Read(ApiSays.WORKS, workspaces=names, default=default, users=people)

    async def _fill(
        self, team_id: TeamId, effect: CheckApi, view: Callable[[Say], dict[str, Any]]
    ) -> bool:
        """Whether the window took it; a closed one is no fault."""
        try:
            person = await self._slack.person(team_id, effect.by)
            await self._slack.call(
                "views.update",
                within=FILLED_WITHIN,
                view_id=effect.view_id,
                view=view(Say(person.language)),
            )
        except SlackFault as fault:
            log.info("the window was closed before Marketo answered", why=fault.error)
            return False
        return True


def _why(fault: MarketoError | TimeoutError) -> _Read:
    match fault:
        case MarketoRefused(is_certain=True):
            return _Read(ApiSays.REFUSED)
        case MarketoDenied(permissions=permissions):
            return _Read(ApiSays.DENIED, denied=permissions)
        case MarketoBusy(code=code):
            return _Read(ApiSays.LIMITED, detail=str(code or 429))
        case MarketoUnreadable(field=field):
            return _Read(ApiSays.UNREADABLE, detail=field)
        case _:
            return _Read(ApiSays.NO_ANSWER)
