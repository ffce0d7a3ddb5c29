"""Messages: posted once, found again after a doubt, updated in place."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import structlog

from bot.domain.effects import Card, Due, Notify, Refresh, Reply, Slot
from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.request import RequestStage
from bot.slack import KnownPerson, Slack
from bot.slack_faults import SlackGone
from bot.slack_people import hidden_person
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet, Sent
from bot.store.instants import Clock
from bot.views.say import Say
from bot.work.agent import Agent
from bot.work.answers import Answers, is_private
from bot.work.instead import may_be_lifted, told_instead
from bot.work.posts import DELETED, Posts
from bot.work.results import Delivered, Later, Left, PutAside
from bot.work.shown import Showing, Shown

FIRST_POST_FIRST: Final = timedelta(milliseconds=150)
LOOK_AGAIN: Final = timedelta(seconds=30)  # after a first post that has to wait itself

log = structlog.get_logger("bot.work")


class Cards:
    """Of setups and runs, and answers to what was written."""

    def __init__(
        self,
        showing: Showing,
        aggregates: Aggregates,
        due: DueSet,
        slack: Slack,
        answers: Answers,
        now: Clock,
    ) -> None:
        self._showing = showing
        self._aggregates = aggregates
        self._due = due
        self._slack = slack
        self._posts = Posts(slack)
        self._answers = answers
        self._agent = Agent(slack)
        self._now = now

    async def reply(self, claim: Claim, effect: Reply, left: Left) -> Delivered | Later:
        """Two bots could answer each other for ever: only people are answered."""
        try:
            person = await self._author(claim.team_id, effect.user_id)
            below = effect.thread or None
            is_new = not claim.in_doubt or not await self._posts.found(effect.channel, claim, below)
            if person.standing is not Standing.BOT and is_new:
                language = effect.language or person.language
                if is_private(effect.channel):
                    about = (effect.channel, effect.thread or effect.ts, Say(language))
                    await self._agent.looks_it_up(*about, seconds=left())
                message = await self._answers.to(claim.team_id, effect, person, language)
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                await self._posts.post(effect.channel, message, claim.id, seconds, below)
        except SlackGone:
            pass  # they left while we wrote
        return Delivered()

    async def _author(self, team_id: TeamId, user_id: UserId) -> KnownPerson:
        """Whom Slack does not show reads what everybody may."""
        try:
            return await self._slack.person(team_id, user_id)
        except SlackGone as fault:
            log.warning("somebody whom Slack does not show", who=user_id, why=fault.error)
            return hidden_person(user_id, self._now())

    async def notify(
        self, claim: Claim, effect: Notify, left: Left
    ) -> Delivered | Later | PutAside:
        shown = await self._showing.of(claim.team_id, effect)
        if shown is None or await self._stands_there(claim, effect):
            return Delivered()
        above: Sent | None = None
        try:
            channel, language = await self._showing.receiver(claim.team_id, effect.slot, shown)
            if effect.slot.card is Card.NUDGE:
                above = await self._above(claim.team_id, effect)
                if above is None:
                    return Delivered(then=_posted_again(effect, shown))
                if not await self._posts.stands(above.channel, above.ts):
                    return _stands_no_more(above, effect)
            below = above.ts if above else None
            found = await self._posts.found(channel, claim, below) if claim.in_doubt else None
            shows = ""  # of what an earlier attempt posted
            if found is None and effect.slot.card is Card.UNDELIVERED and not shown.given_up:
                return Delivered()  # somebody had it tried again before this was sent
            if found is None:
                message = self._showing.rendered(shown, effect.slot, language)
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                found = await self._posts.post(
                    channel,
                    message,
                    claim.id,
                    seconds,
                    below,
                    in_channel=_is_for_all(effect, shown),
                )
                shows = message.digest
        except SlackGone as fault:
            if above and fault.word in DELETED:
                return _stands_no_more(above, effect)
            then = told_instead(effect, shown.setup, shown.run, shown.request, fault)
            if may_be_lifted(effect, shown.setup, shown.request, fault):
                return PutAside(str(fault), then)
            return Delivered(then=then)
        return Delivered(Sent(effect.about, effect.slot.key, channel, found, shows))

    async def _stands_there(self, claim: Claim, effect: Notify) -> bool:
        """Of a request there is one card in each place, which a refresh brings up to date."""
        if effect.slot.card is not Card.APPROVAL:
            return False
        about = (claim.team_id, effect.about, effect.slot.key)
        return await self._aggregates.sent(*about) is not None

    async def _above(self, team_id: TeamId, effect: Notify) -> Sent | None:
        """The card that a nudge stands below; None: it was never posted."""
        slot = _slot_above(effect)
        return await self._aggregates.sent(team_id, effect.about, slot.key)

    async def refresh(self, claim: Claim, effect: Refresh, left: Left) -> Delivered | Later:
        # In this order: a first post that ends between the two looks is not overlooked.
        waits = await self._due.waits_until(
            claim.team_id, Notify(about=effect.about, slot=effect.slot).id
        )
        first = await self._aggregates.sent(claim.team_id, effect.about, effect.slot.key)
        if waits is not None:  # a first post, or a newer one of the same card, shows it all then
            return Later(min(max(waits - self._now(), FIRST_POST_FIRST), LOOK_AGAIN))
        if first is None:
            return Delivered()
        shown = await self._showing.of(claim.team_id, effect)
        if shown is None:
            return Delivered()
        try:
            language = await self._showing.language(claim.team_id, effect.slot, shown)
            message = self._showing.rendered(shown, effect.slot, language)
            if message.digest == first.shows and not claim.in_doubt:
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
        except SlackGone as fault:
            if fault.word in DELETED and _is_to_decide(effect.slot, shown):
                return await self._post_again(claim, effect, shown, first, left)
            return Delivered()  # the person, the conversation or the message is gone
        return Delivered(replace(first, shows=message.digest, is_update=True))

    async def _post_again(
        self, claim: Claim, effect: Refresh, shown: Shown, first: Sent, left: Left
    ) -> Delivered | Later:
        """Somebody deleted the card with the buttons: without another one nobody could decide."""
        again = Notify(about=effect.about, slot=effect.slot)
        try:
            found = await self._posts.found(first.channel, claim) if claim.in_doubt else None
            language = await self._showing.language(claim.team_id, effect.slot, shown)
            message = self._showing.rendered(shown, effect.slot, language)
            if found is None:
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                found = await self._posts.post(first.channel, message, claim.id, seconds)
        except SlackGone as fault:
            return Delivered(then=told_instead(again, shown.setup, None, shown.request, fault))
        return Delivered(replace(first, ts=found, shows=message.digest))


def _slot_above(effect: Notify) -> Slot:
    return Slot(card=Card.APPROVAL, to=effect.slot.to)


def _posted_again(effect: Notify, shown: Shown) -> tuple[Due, ...]:
    """The channel took no message then, and may take one by now. Of a person that was told once."""
    if effect.slot.to != shown.setup.channel_id:
        return ()
    return (Due(Notify(about=effect.about, slot=_slot_above(effect))),)


def _stands_no_more(above: Sent, effect: Notify) -> Delivered:
    """In place of the nudge its card is posted again, by the one effect that posts it again."""
    # What it shows is not known any more: else the refresh would have nothing to do.
    unknown = replace(above, shows="", is_update=True)
    return Delivered(unknown, (Due(Refresh(about=effect.about, slot=_slot_above(effect))),))


def _is_to_decide(slot: Slot, shown: Shown) -> bool:
    is_open = shown.request is not None and shown.request.stage is RequestStage.OPEN
    return slot.card is Card.APPROVAL and is_open


def _is_for_all(effect: Notify, shown: Shown) -> bool:
    """A nudge that mentions nobody, since all of a channel may approve, would be seen by nobody."""
    is_nudge = effect.slot.card is Card.NUDGE and effect.slot.to == shown.setup.channel_id
    return is_nudge and not shown.setup.approval.is_named
