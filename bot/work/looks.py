"""Looks at Marketo: advice on what was handed over, and what an API-only pair may read."""

from dataclasses import dataclass
from typing import Final

import structlog

from bot.domain.commands import NoteApiChecked, NoteChecked
from bot.domain.credentials import Credentials
from bot.domain.effects import CheckApi, CheckPair
from bot.domain.ids import TeamId
from bot.domain.setup_parts import ApiAccess, ApiSays, MarketoSays
from bot.marketo.client import Marketo
from bot.marketo.errors import MarketoDenied, MarketoError, MarketoRefused
from bot.slack import Slack
from bot.slack_faults import SlackFault
from bot.store.aggregates import Aggregates
from bot.store.errors import KeysMissing, SealBroken
from bot.store.instants import Clock
from bot.store.vault import Vault
from bot.views.api_cards import api_checked_modal
from bot.views.say import Say

log = structlog.get_logger("bot.work")

FILLED_WITHIN: Final = 3.0  # seconds for Slack to take the answer into the window


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading with an API-only pair."""

    says: ApiSays
    denied: tuple[str, ...] = ()
    workspaces: tuple[str, ...] = ()
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

    async def at_pair(self, team_id: TeamId, effect: CheckPair) -> NoteChecked | None:
        """Whether Marketo's token endpoint takes what was handed over, while it is unopened."""
        kept = await self._aggregates.setup(team_id, effect.setup_id)
        note = kept.state.handed_over if kept else None
        if note is None or note.version != effect.version:
            return None
        about = (team_id, effect.setup_id, note.recipient, note.version)
        try:
            pair = await self._vault.peek(*about, self._now())
        except (KeysMissing, SealBroken) as fault:  # said to whoever opens it; advice can wait
            log.error("no look at Marketo", setup=effect.setup_id, why=str(fault))  # noqa: TRY400 (a trace says no more)
            return None
        if pair is None:
            return None
        return NoteChecked(effect.setup_id, effect.version, await self._says(pair))

    async def _says(self, pair: Credentials) -> MarketoSays:
        try:
            accepts = await self._marketo.accepts(pair)
        except MarketoError as fault:
            log.warning("Marketo gave no advice", why=type(fault).__name__)
            return MarketoSays.NO_ANSWER
        return MarketoSays.ACCEPTED if accepts else MarketoSays.NOT_ACCEPTED

    async def with_api(self, team_id: TeamId, effect: CheckApi) -> NoteApiChecked | None:
        """What the pair may read; put into the window that waits for it, if that is still open."""
        try:
            pair = await self._vault.access(team_id, effect.setup_id, effect.number)
        except (KeysMissing, SealBroken) as fault:
            log.error("the API-only pair does not open", setup=effect.setup_id, why=str(fault))  # noqa: TRY400 (a trace says no more)
            pair, read = None, _Read(ApiSays.LOCKED)
        else:
            if pair is None:
                return None
            read = await self._read(pair)
        was_shown = await self._fill(team_id, effect, read)
        return NoteApiChecked(
            effect.setup_id,
            effect.number,
            read.says,
            denied=read.denied,
            workspaces=read.workspaces,
            users=read.users,
            was_shown=was_shown,
        )

    async def _read(self, pair: Credentials) -> _Read:
        try:
            workspaces = await self._marketo.workspaces(pair)
            users = await self._marketo.users(pair)
        except MarketoRefused:
            return _Read(ApiSays.REFUSED)
        except MarketoDenied as fault:
            return _Read(ApiSays.DENIED, denied=fault.permissions)
        except MarketoError as fault:
            log.warning("Marketo was not read", why=str(fault))
            return _Read(ApiSays.NO_ANSWER)
        names = tuple(dict.fromkeys(one.name for one in workspaces))
        return _Read(ApiSays.WORKS, workspaces=names, users=len(users))

    async def _fill(self, team_id: TeamId, effect: CheckApi, read: _Read) -> bool:
        """Whether the window took it; a closed one is no fault."""
        now = self._now()
        access = ApiAccess(
            number=effect.number,
            by=effect.by,
            at=now,
            says=read.says,
            checked_at=now,
            denied=read.denied,
            workspaces=len(read.workspaces),
            users=read.users,
        )
        try:
            person = await self._slack.person(team_id, effect.by)
            view = api_checked_modal(access, read.workspaces, Say(person.language))
            await self._slack.call(
                "views.update", within=FILLED_WITHIN, view_id=effect.view_id, view=view
            )
        except SlackFault as fault:
            log.info("the window was closed before Marketo answered", why=fault.error)
            return False
        return True
