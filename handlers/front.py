"""What all listeners share: who asks, how a modal is opened, how a button is answered."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.approvers import Approvers
from bot.ask import Ask, Known, Versioned
from bot.attempts import REFUSED, Attempts
from bot.audits import Audits
from bot.domain.ids import SetupId, TeamId, UserId
from bot.domain.people import MAY, Act, Actor, Role, Standing
from bot.domain.refusals import MembersOnly, NotYours, Refusal
from bot.domain.setup import Setup
from bot.guide.answer import Guide
from bot.hand_over import HandOvers
from bot.handle import Handle, Refused
from bot.leak_guard import LeakGuard
from bot.marketo_lists import MarketoLists
from bot.overviews import Overviews
from bot.replies import Replies
from bot.retry import Retry
from bot.reveal import Reveal, Window
from bot.slack import KnownPerson, Slack
from bot.slack_faults import SlackFault, SlackGone, SlackInDoubt
from bot.slack_people import hidden_person
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.modals import answer_modal
from bot.views.say import Say
from bot.visits import Visits
from handlers.payload import (
    Body,
    is_ephemeral,
    is_in_a_view,
    is_on_home,
    seen_of,
    setup_id_of,
    team_of,
    user_of,
    value_of,
)

READ_WITHIN: Final = 1.5  # seconds for all that must be read before the answer
OPEN_WITHIN: Final = 1.2  # seconds for Slack to open a window: a trigger lives three

log = structlog.get_logger("handlers")


class SlackLate(Exception):
    """What decides the answer could not be read in time."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which language, and what is set up around them."""

    actor: Actor
    say: Say
    known: Known
    email: str = ""  # theirs, if Slack tells it
    zone: str = "UTC"
    asked_at: float = 0.0  # by the loop's clock: what is read before the answer has a limit in all

    @property
    def setups(self) -> tuple[Setup, ...]:
        """Of their Slack workspace, by age."""
        return tuple(one.state for one in self.known.setups)

    def setup(self, setup_id: SetupId) -> Setup | None:
        return next((one for one in self.setups if one.id == setup_id), None)

    def loaded(self, setup_id: SetupId) -> Versioned[Setup] | None:
        """For `handle`, which then need not read it again."""
        return next((one for one in self.known.setups if one.state.id == setup_id), None)

    @property
    def is_bot(self) -> bool:
        return self.actor.standing is Standing.BOT

    @property
    def is_member(self) -> bool:
        return self.actor.standing is Standing.MEMBER


class Front:
    """Passed to every `register`."""

    def __init__(
        self,
        *,
        handle: Handle,
        ask: Ask,
        hand_over: HandOvers,
        reveal: Reveal,
        attempts: Attempts,
        approvers: Approvers,
        retry: Retry,
        replies: Replies,
        leak_guard: LeakGuard,
        guide: Guide,
        slack: Slack,
        visits: Visits,
        overviews: Overviews,
        audits: Audits,
        marketo_lists: MarketoLists,
        has_connector: bool = False,
    ) -> None:
        self.handle = handle
        self.ask = ask
        self.hand_over = hand_over
        self.reveal = reveal
        self.approvers = approvers
        self.retry = retry
        self.replies = replies
        self.leak_guard = leak_guard
        self.guide = guide
        self.slack = slack
        self.overviews = overviews
        self.audits = audits
        self.visits = visits
        self.marketo_lists = marketo_lists
        self.has_connector = has_connector
        self._attempts = attempts
        self._answers: set[asyncio.Task[None]] = set()

    async def who(self, body: Body) -> Asker:
        """
        The person behind a delivery, as Slack knows them; whom it does not show is no member.

        Raises:
            SlackLate: nobody was known, and Slack did not answer in time.
        """
        asked_at = asyncio.get_running_loop().time()
        team_id, user_id = team_of(body), user_of(body)
        if is_on_home(body):  # a press is a look
            known, _ = await asyncio.gather(
                self.ask.about(team_id, user_id), self.visits.pressed(team_id, user_id)
            )
        else:
            known = await self.ask.about(team_id, user_id)
        person = known.person or await self._read_person(team_id, user_id)
        return Asker(
            actor=Actor(team_id, user_id, person.standing, person.is_slack_admin),
            say=Say(person.language),
            known=known,
            email=person.email or "",
            zone=person.zone,
            asked_at=asked_at,
        )

    async def pressed(self, body: Body) -> tuple[Asker, Setup | None]:
        """Who pressed a button, and the setup it stands for."""
        asker = await self.who(body)
        return asker, asker.setup(setup_id_of(value_of(body)))

    async def _read_person(self, team_id: TeamId, user_id: UserId) -> KnownPerson:
        try:
            async with asyncio.timeout(READ_WITHIN):
                return await self.slack.person(team_id, user_id)
        except SlackGone as fault:  # to press again would not help, and nothing lets them through
            log.warning("somebody whom Slack does not show", who=user_id, why=fault.error)
            return hidden_person(user_id, self.ask.now())
        except (SlackFault, TimeoutError) as fault:
            raise SlackLate from fault

    async def people(
        self, team_id: TeamId, user_ids: Iterable[UserId], *, since: float | None = None
    ) -> dict[UserId, KnownPerson | None]:
        """
        What Slack says of each, all at once; None for whom it does not know. `since`: when the
        reading for this answer began.

        Raises:
            SlackLate: not all of them could be read in time.
        """
        wanted, loop = list(dict.fromkeys(user_ids)), asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at((since or loop.time()) + READ_WITHIN):
                found = await asyncio.gather(*(self._known(team_id, one) for one in wanted))
        except (SlackFault, TimeoutError) as fault:
            raise SlackLate from fault
        return dict(zip(wanted, found, strict=True))

    async def _known(self, team_id: TeamId, user_id: UserId) -> KnownPerson | None:
        try:
            return await self.slack.person(team_id, user_id)
        except SlackGone:
            return None

    async def refused(self, body: Body, asker: Asker, setup: Setup, act: Act, why: Refusal) -> None:
        """Somebody reached for credentials: if they are another person's, the admins hear of it."""
        is_anothers = isinstance(why, NotYours | MembersOnly) and not _is_theirs(setup, act, asker)
        if is_anothers and act in REFUSED:
            await self._attempts.refused(setup, act, by=asker.actor, seen=seen_of(body))

    async def refused_command(self, body: Body, asker: Asker, act: Act, answer: Refused) -> None:
        """The same, for what `handle` refused."""
        if answer.setup:
            await self.refused(body, asker, answer.setup, act, answer.why)

    async def refused_everywhere(self, body: Body, asker: Asker) -> None:
        """The same by a command that names no setup, from somebody who is no admin of any."""
        others = [
            one
            for one in asker.setups
            if not any(_is_theirs(one, act, asker) for act in (Act.HAND_OVER, Act.REVEAL))
        ]
        await self._attempts.refused_everywhere(others, by=asker.actor, seen=seen_of(body))

    async def open(self, body: Body, view: dict[str, Any]) -> bool:
        """A new window, or one on top of the window with the button; False if it did not open."""
        return await self.try_to_open(body, view) is Window.OPEN

    async def try_to_open(self, body: Body, view: dict[str, Any]) -> Window:
        """The same, for whom it matters that nobody knows."""
        method = "views.push" if "command" not in body and is_in_a_view(body) else "views.open"
        try:
            await self.slack.call(
                method, within=OPEN_WITHIN, trigger_id=body["trigger_id"], view=view
            )
        except SlackFault as fault:
            log.warning("a window did not open", method=method, why=fault.error)
            return Window.IN_DOUBT if isinstance(fault, SlackInDoubt) else Window.CLOSED
        return Window.OPEN

    async def replace(self, body: Body, view: dict[str, Any]) -> bool:
        """
        Another window in place of the one with the button; if it is gone, nobody misses it. False
        if it stands there as it was.
        """
        shown = body["view"]
        try:
            await self.slack.call(
                "views.update",
                within=OPEN_WITHIN,
                view_id=shown["id"],
                hash=shown.get("hash"),
                view=view,
            )
        except SlackFault as fault:
            log.warning("a window was not replaced", why=fault.error)
            # By an earlier press another window took its place.
            return isinstance(fault, SlackGone) or fault.error == "hash_conflict"
        return True

    async def replace_below(self, body: Body, view: dict[str, Any]) -> bool:
        """Another window in place of the one under that which is submitted; False: it was not."""
        below = body["view"].get("previous_view_id")
        if not below:
            return False
        try:
            await self.slack.call("views.update", within=OPEN_WITHIN, view_id=below, view=view)
        except SlackFault as fault:
            log.warning("a window was not replaced", why=fault.error)
            return False
        return True

    async def open_or_say(self, body: Body, view: dict[str, Any], say: Say) -> Message | None:
        """None if it opened, else what to answer."""
        if await self.open(body, view):
            return None
        return refusal_answer(say("fault.not_opened"))

    async def answer_press(self, body: Body, answer: Message | None, asker: Asker) -> None:
        """To the person who pressed a button; two bots could answer each other for ever."""
        if answer is not None and not asker.is_bot:
            await self.say_to_presser(body, answer, asker.say)

    async def say_to_presser(self, body: Body, answer: Message, say: Say) -> None:
        """
        In a modal, or on the Home tab: a small window. In a message: privately. Tried once, after
        the answer to Slack, which may have waited long for the store.
        """
        if is_in_a_view(body) or is_on_home(body):
            said = self._open_notice(body, answer_modal(answer, say))
        elif "response_url" in body:
            said = self._answer(body["response_url"], answer, replace=is_ephemeral(body))
        else:
            return
        task = asyncio.create_task(said)
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _open_notice(self, body: Body, view: dict[str, Any]) -> None:
        await self.open(body, view)

    async def _answer(self, response_url: str, answer: Message, *, replace: bool) -> None:
        try:
            await self.slack.answer_privately(
                response_url, answer.text, answer.blocks, replace=replace
            )
        except SlackFault as fault:
            log.warning("a private answer was lost", why=fault.error)

    async def close(self) -> None:
        """Lets private answers that are under way end."""
        if self._answers:
            await asyncio.wait(self._answers, timeout=3)


def _is_theirs(setup: Setup, act: Act, asker: Asker) -> bool:
    """They are named for it, and refused as a guest: that is no attempt."""
    return any(setup.people.get(role) == asker.actor.user_id for role in Role if role in MAY[act])
