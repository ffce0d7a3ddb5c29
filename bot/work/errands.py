"""What somebody wants done by writing so: who they are and what is set up decides the answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from bot.domain.commands import CancelSetup, HandOver
from bot.domain.errand_kinds import OF_ONESELF, TALK, Errand
from bot.domain.overview import Overview, is_named, sees, steps_of
from bot.domain.people import Act, Actor, Standing, refuse
from bot.domain.refusals import MembersOnly, NotYours, Refusal
from bot.domain.run_plan import refuse_connecting, refuse_planning
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_step
from bot.domain.turns import SNOOZED_FOR
from bot.domain.working_hours import next_working_moment
from bot.overviews import Overviews
from bot.store.instants import Clock
from bot.store.people import KnownPerson
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.errand_answers import (
    Press,
    audit_errand,
    cancel_button,
    disconnect_button,
    in_public,
    on_setups,
    refused,
    remind_answer,
    setup_errand,
)
from bot.views.help import Helped, help_answer
from bot.views.ids import Wanted
from bot.views.names import mentions
from bot.views.oneself import oneself_answer
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.status import MOST_SETUPS, status_answer
from bot.views.talk import talk_answer
from bot.views.turn_answers import credentials_answer, may_connect_answer, next_answer
from bot.work.sightings import People

_NOBODY: Final = Wanted("")
_ANYWHERE: Final = frozenset({Errand.SETUP, Errand.HELP})  # say nothing of a setup


class Errands:
    """Answers with the button that does it: by words alone nothing happens."""

    def __init__(self, overviews: Overviews, people: People, now: Clock) -> None:
        self._overviews = overviews
        self._people = people
        self._now = now

    async def answer(
        self,
        errand: Errand,
        actor: Actor,
        person: KnownPerson,
        setups: Sequence[Setup],
        say: Say,
        *,
        is_private: bool,
        wanted: Wanted = _NOBODY,
    ) -> Message:
        """
        `setups`: the open ones of their Slack workspace. `is_private`: nobody else reads it.
        `wanted`: whom it names.
        """
        helped = Helped(actor, setups if is_private else ())
        if errand is Errand.HELP:
            return help_answer(say, helped)
        if errand in TALK:
            return talk_answer(errand, helped, say)
        if actor.standing is not Standing.MEMBER:
            return refusal_answer(
                say("myself.guest") if errand in OF_ONESELF else words(MembersOnly(), say)
            )
        if not is_private and errand not in _ANYWHERE:
            return in_public(errand, say)
        match errand:
            case Errand.STATUS:
                return status_answer(await self._overview(actor, person, setups), say)
            case Errand.REMIND:
                at = next_working_moment(self._now() + SNOOZED_FOR, person.zone)
                return remind_answer(steps_of(actor, setups), at, say)
            case Errand.SETUP:
                return setup_errand(say)
            case Errand.AUDIT:
                return self._audit(actor, setups, say)
            case Errand.HAND_OVER:
                judge = partial(refuse_step, command=HandOver, actor=actor)
                return _on_setups(errand, setups, judge, say)
            case Errand.CANCEL_SETUP:
                judge = partial(refuse_step, command=CancelSetup, actor=actor)
                return _on_setups(errand, setups, judge, say, cancel_button(actor.user_id))
            case Errand.DISCONNECT:
                judge = partial(refuse_planning, actor=actor, act=Act.DISCONNECT)
                return _on_setups(errand, setups, judge, say, disconnect_button(wanted))
            case Errand.CONNECT_USERS:
                judge = partial(refuse_connecting, actor=actor, now=self._now())
                return _on_setups(errand, setups, judge, say)
            case Errand.NEXT:
                seen = await self._overview(actor, person, setups)
                return next_answer(seen, setups, self._now(), say)
            case Errand.CREDENTIALS:
                return _credentials(actor, setups, say)
            case Errand.MAY_CONNECT:
                return self._may_connect(actor, setups, say)
            case _:  # of oneself: all others are answered by now
                own = await self._people.oneself(actor, setups)
                seen = await self._overview(actor, person, setups)
                return oneself_answer(errand, replace(own, requests=seen.own), say)

    async def _overview(
        self, actor: Actor, person: KnownPerson, setups: Sequence[Setup]
    ) -> Overview:
        email = person.email or ""
        return await self._overviews.of(actor, setups, email=email, a_page=MOST_SETUPS)

    def _may_connect(self, actor: Actor, setups: Sequence[Setup], say: Say) -> Message:
        """The button, or what is in its way; to who cannot, when it is time, and who can."""
        now = self._now()
        whys = [refuse_connecting(one, actor, now) for one in setups]
        others = [why for why in whys if isinstance(why, NotYours)]
        if len(others) < len(setups) or not setups:
            may = partial(refuse_connecting, actor=actor, now=now)
            return _on_setups(Errand.CONNECT_USERS, setups, may, say)
        own = [one for one in setups if is_named(one, actor)]
        return may_connect_answer(actor, setups, own, now, others, say)

    @staticmethod
    def _audit(actor: Actor, setups: Sequence[Setup], say: Say) -> Message:
        whys = [(one, refuse(Act.AUDIT, actor, one.people)) for one in setups]
        if refuse(Act.AUDIT, actor, {}) is None or any(why is None for _, why in whys):
            return audit_errand(say)
        return refused([(one, why) for one, why in whys if why], say)


def _credentials(actor: Actor, setups: Sequence[Setup], say: Say) -> Message:
    if theirs := [one for one in setups if sees(actor, one)]:
        return credentials_answer(actor, theirs, say)
    if not setups:
        return refused((), say)
    who = dict.fromkeys(one.sales_connect_admin for one in setups)
    return refusal_answer(say("where.only_named", who=mentions(list(who), say)))


_Judge: TypeAlias = Callable[[Setup], Refusal | None]


def _on_setups(
    errand: Errand, setups: Sequence[Setup], judge: _Judge, say: Say, press: Press | None = None
) -> Message:
    """Where it is theirs to do, with what stands in the way now; elsewhere why it is not."""
    judged = [(one, judge(one)) for one in setups]
    theirs = [(one, why) for one, why in judged if not isinstance(why, NotYours)]
    others = [(one, why) for one, why in judged if why]
    return on_setups(errand, theirs, others, say, press=press)
