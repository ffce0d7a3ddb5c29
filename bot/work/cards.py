"""Messages: posted once, found again after a doubt, updated in place."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.effects import Card, Notify, Refresh, Reply
from bot.domain.people import Standing
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet, Sent
from bot.store.instants import Clock
from bot.views.answers import reply_message
from bot.views.say import Say
from bot.work.instead import told_instead
from bot.work.posts import Posts
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left
from bot.work.shown import Showing

FIRST_POST_FIRST: Final = timedelta(milliseconds=150)
LOOK_AGAIN: Final = timedelta(seconds=30)  # after a first post that has to wait itself


class Cards:
    """Of setups and runs, and answers in a DM."""

    def __init__(
        self, showing: Showing, aggregates: Aggregates, due: DueSet, slack: Slack, now: Clock
    ) -> None:
        self._showing = showing
        self._aggregates = aggregates
        self._due = due
        self._slack = slack
        self._posts = Posts(slack)
        self._now = now

    async def reply(self, claim: Claim, effect: Reply, left: Left) -> Delivered | Later:
        """Two bots could answer each other for ever: only people are answered."""
        try:
            person = await self._slack.person(claim.team_id, effect.user_id, at_most=LANGUAGE_KEPT)
            is_new = not claim.in_doubt or not await self._posts.found(effect.channel, claim)
            if person.standing is not Standing.BOT and is_new:
                message = reply_message(
                    Say(effect.language or person.language), leaked=effect.leaked
                )
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                await self._posts.post(effect.channel, message, claim.id, seconds)
        except SlackGone:
            pass  # they left while we wrote
        return Delivered()

    async def notify(self, claim: Claim, effect: Notify, left: Left) -> Delivered | Later:
        shown = await self._showing.of(claim.team_id, effect)
        if shown is None:
            return Delivered()
        try:
            channel, language = await self._showing.receiver(claim.team_id, effect.slot, shown)
            found = await self._posts.found(channel, claim) if claim.in_doubt else None
            shows = ""  # of what an earlier attempt posted
            if found is None and effect.slot.card is Card.UNDELIVERED and not shown.given_up:
                return Delivered()  # somebody had it tried again before this was sent
            if found is None:
                message = self._showing.rendered(shown, effect.slot, language)
                if (seconds := left()) <= 0:
                    return Later(timedelta(0))
                found = await self._posts.post(channel, message, claim.id, seconds)
                shows = message.digest
        except SlackGone as fault:
            return Delivered(then=told_instead(effect, shown.setup, shown.run, fault))
        return Delivered(Sent(effect.about, effect.slot.key, channel, found, shows))

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
        except SlackGone:
            return Delivered()  # the person, the conversation or the message is gone
        return Delivered(replace(first, shows=message.digest, is_update=True))
