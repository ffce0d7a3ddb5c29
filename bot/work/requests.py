"""What workers do for requests: who may approve, times that have come, the sandbox that begins."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from bot.approvers import Approvers
from bot.asked_for import AskedFor
from bot.domain.checklists import OF_PREREQUISITE
from bot.domain.commands import NoteRequestBegun, NoteRequestEnded, StartSetup
from bot.domain.effects import (
    AskDirectly,
    BeginSandbox,
    Due,
    HandOnInvited,
    LookAtPeople,
    NoteRequest,
    PostRequest,
    SendAddresses,
    TellRequest,
    TimeOfRequest,
)
from bot.domain.ids import RequestId, SeenId, SetupId, TeamId
from bot.domain.people import Actor, Role, Standing
from bot.domain.request import Request, RequestStage
from bot.domain.request_commands import FollowSetup, HandOn, TakeTime
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Prerequisite
from bot.domain.working_hours import next_working_moment
from bot.handle import Done, Handle, Overtaken
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.instants import Clock
from bot.work.ending import end_with
from bot.work.files import Files
from bot.work.results import LANGUAGE_KEPT, Delivered, Finished, Later, Left, Overtook, Result

OfRequests: TypeAlias = (
    PostRequest
    | AskDirectly
    | TimeOfRequest
    | NoteRequest
    | TellRequest
    | LookAtPeople
    | HandOnInvited
    | BeginSandbox
    | SendAddresses
)


class Requests:
    """Each ends in a command, but the file."""

    def __init__(
        self,
        handle: Handle,
        aggregates: Aggregates,
        approvers: Approvers,
        asked_for: AskedFor,
        slack: Slack,
        files: Files,
        now: Clock,
    ) -> None:
        self._handle = handle
        self._aggregates = aggregates
        self._approvers = approvers
        self._asked_for = asked_for
        self._slack = slack
        self._files = files
        self._now = now

    async def __call__(self, claim: Claim, effect: OfRequests, left: Left) -> Result:
        """
        Raises:
            SlackFault: the worker decides when to try again.
        """
        about = (effect.setup_id, effect.request_id)
        match effect:
            case NoteRequest(ended=True):
                return await end_with(self._handle, claim, NoteRequestEnded(*about))
            case NoteRequest(kind=kind):
                kept = await self._kept(claim.team_id, *about)
                if kept and kept[0].is_over:
                    return Delivered()
                return await end_with(self._handle, claim, NoteRequestBegun(*about, kind))
            case TellRequest():
                command = FollowSetup(*about, effect.channel_is_back, effect.asked_again)
                return await end_with(self._handle, claim, command)
            case PostRequest():
                return await self._post(claim, *about)
            case AskDirectly(why=why):
                return await self._ask_directly(claim, *about, why)
            case TimeOfRequest():
                return await self._time(claim, effect)
            case LookAtPeople():
                return await self._look_at_people(claim, *about)
            case HandOnInvited(request_id=""):
                return await self._hand_on(claim, effect.setup_id)
            case HandOnInvited(is_to_connect=is_to_connect):
                return await end_with(self._handle, claim, HandOn(*about, is_to_connect))
            case BeginSandbox():
                return await self._begin_sandbox(claim, effect)
            case SendAddresses():
                return await self._files.send_addresses(claim, effect, left)
        assert_never(effect)

    async def _kept(
        self, team_id: TeamId, setup_id: SetupId, request_id: RequestId
    ) -> tuple[Request, Setup] | None:
        request = await self._aggregates.request(team_id, request_id)
        setup = await self._aggregates.setup(team_id, setup_id)
        return (request.state, setup.state) if request and setup else None

    async def _post(self, claim: Claim, setup_id: SetupId, request_id: RequestId) -> Result:
        kept = await self._kept(claim.team_id, setup_id, request_id)
        if kept is None or not kept[0].is_waiting:
            return Delivered()
        is_asked = kept[0].stage is RequestStage.ASKED
        look = self._approvers.to_open if is_asked else self._approvers.looked_at
        return await end_with(self._handle, claim, await look(*kept))

    async def _ask_directly(
        self, claim: Claim, setup_id: SetupId, request_id: RequestId, why: str
    ) -> Result:
        kept = await self._kept(claim.team_id, setup_id, request_id)
        if kept is None or not kept[0].is_waiting:
            return Delivered()
        return await end_with(self._handle, claim, await self._approvers.directly(*kept, why))

    async def _look_at_people(
        self, claim: Claim, setup_id: SetupId, request_id: RequestId
    ) -> Result:
        kept = await self._kept(claim.team_id, setup_id, request_id)
        if kept is None or kept[0].is_over:
            return Delivered()
        command = await self._asked_for.left_out(*kept)
        if not (command.left or command.connected):
            return Delivered()
        return await end_with(self._handle, claim, command)

    async def _hand_on(self, claim: Claim, setup_id: SetupId) -> Result:
        """To each request of which somebody was invited."""
        invited = await self._asked_for.invited(claim.team_id, setup_id)
        return Delivered(
            then=tuple(
                Due(HandOnInvited(setup_id=setup_id, request_id=one, is_to_connect=is_to_connect))
                for one, is_to_connect in invited.items()
            )
        )

    async def _time(self, claim: Claim, effect: TimeOfRequest) -> Result:
        kept = await self._kept(claim.team_id, effect.setup_id, effect.request_id)
        if kept is None or kept[0].is_over:
            return Delivered()
        request, setup = kept
        if effect.what == "remind" and (wait := await self._until_they_work(request, setup)):
            return wait
        command = TakeTime(effect.setup_id, effect.request_id, effect.what, effect.number)
        if effect.what == "nudge":
            nobody = await self._approvers.nobody(request, setup)
            gone = await self._approvers.gone(setup)
            no_more = await self._approvers.no_more(request, setup)
            command = replace(command, nobody=nobody, gone=gone, no_more=no_more)
        return await end_with(self._handle, claim, command)

    async def _until_they_work(self, request: Request, setup: Setup) -> Later | None:
        """None: whoever is reminded works now, or has left: somebody else is told at once."""
        who = request.fulfiller or setup.marketo_admin
        try:
            person = await self._slack.person(setup.team_id, who, at_most=LANGUAGE_KEPT)
        except SlackGone:
            return None
        if person.standing is Standing.DEACTIVATED:
            return None
        now = self._now()
        when = next_working_moment(now, person.zone)
        return Later(when - now) if when > now else None

    async def _begin_sandbox(self, claim: Claim, effect: BeginSandbox) -> Result:
        """In the name of who owns the setup of production; one of that name is enough."""
        kept = await self._aggregates.setup(claim.team_id, effect.setup_id)
        if kept is None or kept.state.cancelled:
            return Delivered()
        production = kept.state
        people = {
            role: user_id
            for role, user_id in production.people.items()
            if role not in (Role.STARTER, Role.SUCCESSOR)
        }
        command = StartSetup(
            setup_id=SetupId(effect.request_id),
            kind=Kind.SANDBOX,
            name=production.name,
            people=tuple(people.items()),
            channel_id=production.channel_id,
            prerequisites=_confirmed(production),
            language=production.language,
            product=production.product,
            of_production=True,
            chosen=tuple((role, production.chosen[role]) for role in people),
        )
        starter = Actor(claim.team_id, production.starter, Standing.MEMBER)
        seen = SeenId(f"sandbox:{effect.request_id}")
        answer = await self._handle(command, by=starter, seen=seen, finishing=claim)
        if isinstance(answer, Overtaken):
            return Overtook()
        # Refused: there is one of this name already.
        return Finished() if isinstance(answer, Done) and not answer.repeated else Delivered()


def _confirmed(production: Setup) -> frozenset[Prerequisite]:
    """What holds for the sandbox as well; that it is owned, the Marketo admin said."""
    there = {one for one in Prerequisite if OF_PREREQUISITE[one] in production.ticks}
    return frozenset({*there, Prerequisite.SANDBOX})
