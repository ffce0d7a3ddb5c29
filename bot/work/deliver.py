"""An effect becomes what people see, or a further command; nothing is decided here."""

from datetime import timedelta
from typing import Final, assert_never

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
    AskDirectly,
    BecomeReadyLater,
    BeginSandbox,
    CallConnector,
    CheckApi,
    CheckPair,
    ExpireLater,
    Gather,
    Greet,
    HandOnInvited,
    LookAtPeople,
    NoteLeft,
    NoteMended,
    NotePrepared,
    NoteRequest,
    NoteRun,
    NoteUntold,
    Notify,
    PostRequest,
    ReadWorkspaces,
    Refresh,
    ReleaseRun,
    RemindLater,
    Reply,
    SendAddresses,
    SendAudit,
    SendFile,
    ShowHome,
    ShowPreview,
    TellRequest,
    TellRun,
    TimeOfRequest,
    WarnOfLeak,
)
from bot.domain.people import Standing
from bot.domain.run_commands import (
    CloseRun,
    HandOnRun,
    NoteMendedRun,
    NoteUntoldPerson,
    ReleasePeople,
)
from bot.domain.working_hours import next_working_moment
from bot.handle import Handle
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.instants import Clock
from bot.work.audit_files import AuditFiles
from bot.work.bulk import Bulk
from bot.work.cards import Cards
from bot.work.ending import end_with
from bot.work.homes import HomeTabs
from bot.work.leak_warnings import LeakWarnings, warning_of
from bot.work.looks import Busy, Looks
from bot.work.requests import Requests
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left, Result

LOOK_AGAIN_AFTER: Final = timedelta(seconds=1)


class Deliver:
    """Performs one effect at a time; called by the worker, which owns leases and retries."""

    def __init__(
        self,
        handle: Handle,
        aggregates: Aggregates,
        cards: Cards,
        slack: Slack,
        looks: Looks,
        bulk: Bulk,
        requests: Requests,
        home_tabs: HomeTabs,
        audit_files: AuditFiles,
        now: Clock,
    ) -> None:
        self._handle = handle
        self._aggregates = aggregates
        self._cards = cards
        self._slack = slack
        self._looks = looks
        self._bulk = bulk
        self._requests = requests
        self._home_tabs = home_tabs
        self._warnings = LeakWarnings(aggregates, slack)
        self._audit_files = audit_files
        self._now = now

    async def __call__(self, claim: Claim, left: Left) -> Result:
        """
        Performs the effect.

        Raises:
            SlackFault: the worker decides when to try again.
        """
        effect = claim.effect
        match effect:
            case Notify():
                return await self._cards.notify(claim, effect, left)
            case Refresh():
                return await self._cards.refresh(claim, effect, left)
            case BecomeReadyLater(setup_id=setup_id):
                return await self._command(claim, BecomeReady(setup_id))
            case ExpireLater(setup_id=setup_id, version=version):
                return await self._command(claim, ExpireCredentials(setup_id, version))
            case NoteRun():
                return await self._command(claim, _note(effect))
            case NoteLeft(setup_id=setup_id, user_id=user_id):
                return await self._command(claim, NotePersonGone(setup_id, user_id))
            case NoteUntold(setup_id=setup_id, run_id=run_id, row=row):
                return await self._command(claim, NoteUntoldPerson(setup_id, run_id, row))
            case NoteMended(setup_id=setup_id, run_id=run_id, into=into, at=at):
                return await self._command(claim, NoteMendedRun(setup_id, run_id, into, at))
            case NotePrepared(setup_id=setup_id, run_id=run_id):
                about = (effect.people, effect.connection, effect.workspaces)
                prepared = NoteRunPrepared(setup_id, run_id, *about)
                return await self._command(claim, prepared)
            case TellRun(setup_id=setup_id, run_id=run_id, closed=closed, former=former):
                tell = CloseRun if closed else HandOnRun
                return await self._command(claim, tell(setup_id, run_id, former))
            case ReleaseRun(setup_id=setup_id, run_id=run_id):
                return await self._command(claim, ReleasePeople(setup_id, run_id))
            case RemindLater():
                return await self._remind(claim, effect)
            case ShowHome() | Greet():
                return await self._home_tabs(claim, effect, left)
            case WarnOfLeak():
                return await self._warnings(claim, effect, left)
            case Reply(leaked=True):
                return await self._warnings(claim, warning_of(effect), left)
            case Reply():
                return await self._cards.reply(claim, effect, left)
            case CheckPair() | CheckApi() | ReadWorkspaces():
                return await self._look(claim, effect)
            case Gather() | ShowPreview() | SendFile() | CallConnector():
                return await self._bulk(claim, effect, left)
            case PostRequest() | AskDirectly() | TimeOfRequest() | NoteRequest() | TellRequest():
                return await self._requests(claim, effect, left)
            case LookAtPeople() | HandOnInvited() | BeginSandbox() | SendAddresses():
                return await self._requests(claim, effect, left)
            case SendAudit():
                return await self._audit_files.send(claim, effect, left)
        assert_never(effect)

    async def given_up(self, claim: Claim) -> None:
        """Of what nobody is told about."""
        if isinstance(claim.effect, ShowHome | Greet):
            await self._home_tabs.missed(claim.team_id, claim.effect)

    async def _remind(self, claim: Claim, effect: RemindLater) -> Result:
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

    async def _look(self, claim: Claim, effect: CheckPair | CheckApi | ReadWorkspaces) -> Result:
        looks = self._looks
        command: Command | None
        try:
            match effect:
                case CheckPair():
                    command = await looks.at_pair(claim.team_id, effect)
                case CheckApi():
                    command = await looks.with_api(claim.team_id, effect)
                case ReadWorkspaces():
                    command = await looks.at_workspaces(claim.team_id, effect)
        except Busy:
            return Later(LOOK_AGAIN_AFTER)
        return await self._command(claim, command)

    async def _command(self, claim: Claim, command: Command | None) -> Result:
        return await end_with(self._handle, claim, command)


def _note(effect: NoteRun) -> NoteRunStarted | NoteRunEnded:
    if effect.ended:
        return NoteRunEnded(effect.setup_id, effect.run_id, effect.connection)
    return NoteRunStarted(effect.setup_id, effect.run_id, effect.connection, effect.admin)
