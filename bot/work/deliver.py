"""An effect becomes what people see, or a further command; nothing is decided here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, TypeAlias, assert_never

import structlog

from bot.domain.commands import (
    BecomeReady,
    Command,
    ExpireCredentials,
    NotePersonGone,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    Remind,
)
from bot.domain.effects import (
    BecomeReadyLater,
    CheckApi,
    CheckPair,
    Due,
    ExpireLater,
    NotePrepared,
    NoteRun,
    NoteUntold,
    Notify,
    Ref,
    Refresh,
    RemindLater,
    Slot,
    TellRun,
)
from bot.domain.ids import RunId, SetupId, TeamId, UserId
from bot.domain.people import Ourselves, Standing
from bot.domain.run import Run
from bot.domain.run_commands import CloseRun, HandOnRun, NoteUntoldPerson
from bot.domain.setup import Setup
from bot.domain.stages import Language
from bot.domain.working_hours import next_working_moment
from bot.handle import Handle, Refused
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet, Sent
from bot.store.instants import Clock
from bot.views.blocks import Message
from bot.views.run_cards import run_card
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.work.instead import told_instead
from bot.work.looks import Busy, Looks

EVENT_TYPE: Final = "salesconnect_card"  # of a message's metadata
LOOK_BACK: Final = 15  # messages: more than one call may be refused for a minute
LOOK_AGAIN_AFTER: Final = timedelta(seconds=1)
FIRST_POST_FIRST: Final = timedelta(milliseconds=150)
LANGUAGE_KEPT: Final = timedelta(days=1)

log = structlog.get_logger("bot.work")

Left: TypeAlias = Callable[[], float]  # seconds for which the lease is surely ours


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet, and nobody's fault."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Delivered:
    """To be finished: where a message now stands, and what follows."""

    sent: Sent | None = None
    then: tuple[Due, ...] = ()


class Finished:
    """Finished already, in the commit of a command."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a card is rendered from."""

    setup: Setup
    run: Run | None


class Deliver:
    """Performs one effect at a time; called by the worker, which owns leases and retries."""

    def __init__(
        self,
        handle: Handle,
        aggregates: Aggregates,
        due: DueSet,
        slack: Slack,
        looks: Looks,
        now: Clock,
    ) -> None:
        self._handle = handle
        self._aggregates = aggregates
        self._due = due
        self._slack = slack
        self._looks = looks
        self._now = now

    async def __call__(self, claim: Claim, left: Left) -> Delivered | Later | Finished:
        """
        Performs the effect.

        Raises:
            SlackFault: the worker decides when to try again.
        """
        effect = claim.effect
        match effect:
            case Notify():
                return await self._notify(claim, effect, left)
            case Refresh():
                return await self._refresh(claim, effect, left)
            case BecomeReadyLater(setup_id=setup_id):
                return await self._command(claim, BecomeReady(setup_id))
            case ExpireLater(setup_id=setup_id, version=version):
                return await self._command(claim, ExpireCredentials(setup_id, version))
            case NoteRun():
                return await self._command(claim, _note(effect))
            case NoteUntold(setup_id=setup_id, run_id=run_id, row=row):
                return await self._command(claim, NoteUntoldPerson(setup_id, run_id, row))
            case NotePrepared(setup_id=setup_id, run_id=run_id):
                about = (effect.people, effect.connection, effect.workspaces)
                prepared = NoteRunPrepared(setup_id, run_id, *about)
                return await self._command(claim, prepared)
            case TellRun(setup_id=setup_id, run_id=run_id, closed=closed, former=former):
                tell = CloseRun if closed else HandOnRun
                return await self._command(claim, tell(setup_id, run_id, former))
            case RemindLater():
                return await self._remind(claim, effect)
            case CheckPair() | CheckApi():
                return await self._look(claim, effect)
        assert_never(effect)

    async def _remind(self, claim: Claim, effect: RemindLater) -> Delivered | Later | Finished:
        """In the working hours of who is reminded; somebody who left Slack is noted instead."""
        kept = await self._aggregates.setup(claim.team_id, effect.setup_id)
        turn = kept.state.turns.get(effect.role) if kept else None
        if turn is None or turn.number != effect.turn:
            return Delivered()
        try:
            person = await self._slack.person(claim.team_id, turn.who, at_most=LANGUAGE_KEPT)
            gone = person.standing is Standing.DEACTIVATED
        except SlackGone:
            gone = True
        if gone:
            return await self._command(claim, NotePersonGone(effect.setup_id, turn.who))
        now = self._now()
        if (when := next_working_moment(now, person.zone)) > now:
            return Later(when - now)
        return await self._command(claim, Remind(effect.setup_id, effect.role, effect.turn))

    async def _look(
        self, claim: Claim, effect: CheckPair | CheckApi
    ) -> Delivered | Later | Finished:
        try:
            if isinstance(effect, CheckPair):
                command: Command | None = await self._looks.at_pair(claim.team_id, effect)
            else:
                command = await self._looks.with_api(claim.team_id, effect)
        except Busy:
            return Later(LOOK_AGAIN_AFTER)
        return await self._command(claim, command)

    async def _command(self, claim: Claim, command: Command | None) -> Delivered | Finished:
        if command is None:  # its time has passed
            return Delivered()
        answer = await self._handle(command, by=Ourselves(claim.team_id), finishing=claim)
        # Refused: the same, as for a reminder after somebody started early.
        return Delivered() if isinstance(answer, Refused) else Finished()

    async def _notify(self, claim: Claim, effect: Notify, left: Left) -> Delivered | Later:
        shown = await self._shown(claim.team_id, effect.about)
        if shown is None:
            return Delivered()
        try:
            channel, language = await self._receiver(claim.team_id, effect.slot, shown)
            found = await self._posted_before(channel, claim) if claim.in_doubt else None
            shows = ""  # of what an earlier attempt posted
            if found is None:
                message = self._rendered(shown, effect.slot, language)
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                found = await self._post(channel, message, claim.id, seconds)
                shows = message.digest
        except SlackGone as fault:
            return Delivered(then=told_instead(effect, shown.setup, shown.run, fault))
        return Delivered(Sent(effect.about, effect.slot.key, channel, found, shows))

    async def _post(self, channel: str, message: Message, effect_id: str, seconds: float) -> str:
        """No longer than the lease: then another worker looks whether it was posted."""
        answer = await self._slack.call(
            "chat.postMessage",
            within=seconds,
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"effect": effect_id}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    async def _posted_before(self, channel: str, claim: Claim) -> str | None:
        """The ts of the message, if an earlier attempt did post it."""
        answer = await self._slack.read(
            "conversations.history", channel=channel, limit=LOOK_BACK, include_all_metadata=True
        )
        for message in answer["messages"]:
            metadata: dict[str, Any] = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT_TYPE and payload.get("effect") == claim.id:
                return str(message["ts"])
        return None

    async def _refresh(self, claim: Claim, effect: Refresh, left: Left) -> Delivered | Later:
        # In this order: a first post that ends between the two looks is not overlooked.
        waits = await self._due.is_waiting(
            claim.team_id, Notify(about=effect.about, slot=effect.slot).id
        )
        first = await self._aggregates.sent(claim.team_id, effect.about, effect.slot.key)
        if waits:  # a first post, or a newer one of the same card, which then shows it all
            return Later(FIRST_POST_FIRST)
        if first is None:
            return Delivered()
        shown = await self._shown(claim.team_id, effect.about)
        if shown is None:
            return Delivered()
        try:
            language = await self._language(claim.team_id, effect.slot, shown)
            message = self._rendered(shown, effect.slot, language)
            if message.digest == first.shows:
                return Delivered()  # Slack allows few updates a minute: none for nothing
            if (seconds := left()) <= 0:
                return Later(timedelta(0))
            await self._slack.call(
                "chat.update",
                within=seconds,
                channel=first.channel,
                ts=first.ts,
                text=message.text,
                blocks=message.blocks,
            )
        except SlackGone:
            return Delivered()  # the person, the conversation or the message is gone
        return Delivered(replace(first, shows=message.digest, is_update=True))

    async def _shown(self, team_id: TeamId, about: Ref) -> _Shown | None:
        """Read when it is sent: a card shows the state of that moment. None: it is gone."""
        run = None
        setup_id = SetupId(about.id)
        if about.kind == "run":
            kept_run = await self._aggregates.run(team_id, RunId(about.id))
            if kept_run is None:
                return None
            run = kept_run.state
            setup_id = run.setup_id
        setup = await self._aggregates.setup(team_id, setup_id)
        return _Shown(setup.state, run) if setup else None

    @staticmethod
    def _rendered(shown: _Shown, slot: Slot, language: Language) -> Message:
        say = Say(language)
        if shown.run:
            return run_card(shown.run, shown.setup, slot, say)
        return setup_card(shown.setup, slot, say)

    async def _receiver(self, team_id: TeamId, slot: Slot, shown: _Shown) -> tuple[str, Language]:
        """Channel id and language. Raises SlackGone if there is nobody to tell."""
        if slot.to == shown.setup.channel_id:
            return slot.to, shown.setup.language
        user_id = await self._user_id(slot, shown)
        language = await self._language_of(team_id, user_id)
        return await self._slack.direct_message(team_id, user_id), language

    async def _user_id(self, slot: Slot, shown: _Shown) -> UserId:
        if not slot.to.startswith("row:"):
            return UserId(slot.to)
        assert shown.run is not None
        row = shown.run.rows[int(slot.to.removeprefix("row:"))]
        return row.user_id or await self._slack.user_id_by_email(row.email)

    async def _language(self, team_id: TeamId, slot: Slot, shown: _Shown) -> Language:
        if slot.to == shown.setup.channel_id:
            return shown.setup.language
        return await self._language_of(team_id, await self._user_id(slot, shown))

    async def _language_of(self, team_id: TeamId, user_id: UserId) -> Language:
        person = await self._slack.person(team_id, user_id, at_most=LANGUAGE_KEPT)
        return person.language


def _note(effect: NoteRun) -> NoteRunStarted | NoteRunEnded:
    if effect.ended:
        return NoteRunEnded(effect.setup_id, effect.run_id, effect.connection)
    return NoteRunStarted(effect.setup_id, effect.run_id, effect.connection, effect.admin)
