"""The answer to what somebody wrote, from the setups of this moment."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.effects import Reply
from bot.domain.errand_kinds import OF_ONESELF, OF_STATE, Errand
from bot.domain.ids import TeamId, UserId
from bot.domain.overview import is_named, own_first
from bot.domain.people import Actor, Standing
from bot.domain.refusals import MembersOnly, NotOfProduction
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language
from bot.guide.answer import Guide
from bot.guide.article import About, Article
from bot.store.aggregates import Aggregates
from bot.store.instants import Clock
from bot.store.people import KnownPerson
from bot.views.answers import asked_answer, refusal_answer
from bot.views.blocks import Message, message, section
from bot.views.guide_answers import (
    MOST_SETUPS,
    Asking,
    article_message,
    followed,
    joined,
    unknown_message,
)
from bot.views.ids import Wanted
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.whereabouts import sighting_lines
from bot.work.errands import Errands
from bot.work.sightings import People

# Of these, people may have meant to ask how it works.
_EXPLAINED: Final = OF_ONESELF | {
    Errand.NEXT,
    Errand.STATUS,
    Errand.REMIND,
    Errand.HELP,
    Errand.STOP,
}
# And of these, both: where they are to be found in Marketo, and how far they are on their way.
_TOLD_WITH: Final = frozenset({Errand.CREDENTIALS, Errand.MAY_CONNECT})


class Answers:
    """Renders; what the sentence means was judged when it came (bot/replies.py)."""

    def __init__(
        self,
        aggregates: Aggregates,
        guide: Guide,
        errands: Errands,
        people: People,
        now: Clock,
    ) -> None:
        self._aggregates = aggregates
        self._guide = guide
        self._errands = errands
        self._people = people
        self._now = now

    async def to(
        self, team_id: TeamId, effect: Reply, person: KnownPerson, language: Language
    ) -> Message:
        """
        What a sentence asks for is not done by it: one press opens the window. Guests have no
        window, and read of no setup.
        """
        say = Say(language)
        actor = Actor(team_id, person.user_id, person.standing, person.is_slack_admin)
        is_member = actor.standing is Standing.MEMBER
        setups = await self._setups(team_id, effect.user_id) if is_member else ()
        if effect.wish:
            return _to_wish(effect.wish, effect, actor, setups, say)
        article, offered = self._articles(effect, language)
        if effect.errand is Errand.SOMEBODY and is_member:
            return await self._of_somebody(effect, actor, setups, say)
        if effect.errand and (is_member or effect.errand not in OF_STATE):
            answer = await self._errands.answer(
                effect.errand,
                actor,
                person,
                setups,
                say,
                is_private=is_private(effect.channel),
                wanted=Wanted("", effect.emails, effect.people),
            )
            if article and effect.errand in _TOLD_WITH:
                told = article_message(article, offered, Asking(is_member=is_member), say)
                return joined(answer, told)
            more = [article, *offered][:2] if article and effect.errand in _EXPLAINED else []
            return followed(answer, more, Asking(is_member=is_member), say)
        asking = await self._asking(effect, actor, setups, article)
        if article is None:
            return unknown_message(offered, asking, say)
        return article_message(article, offered, asking, say)

    async def _of_somebody(
        self, effect: Reply, actor: Actor, setups: Sequence[Setup], say: Say
    ) -> Message:
        """What is on record of them, and nothing beside it."""
        if not setups:
            return refusal_answer(say("status.nothing_yet"))
        if not is_private(effect.channel):
            return refusal_answer(say("guide.in_public"))
        seen = await self._people.seen_by(actor, effect, own_first(actor, setups))
        return message(*(section(line) for line in sighting_lines(seen, say)))

    async def _setups(self, team_id: TeamId, user_id: UserId) -> tuple[Setup, ...]:
        known = await self._aggregates.ask(team_id, user_id)
        return tuple(one.state for one in known.setups)

    def _articles(
        self, effect: Reply, language: Language
    ) -> tuple[Article | None, Sequence[Article]]:
        """What answers it, and what else to ask; none of those that are gone."""
        found = (self._guide.article(one, language) for one in effect.nearest)
        article = self._guide.article(effect.article, language) if effect.article else None
        return article, [one for one in found if one]

    async def _asking(
        self, effect: Reply, actor: Actor, setups: Sequence[Setup], article: Article | None
    ) -> Asking:
        """With what the article speaks of besides the setups themselves."""
        about = article.about if article else None
        is_member = actor.standing is Standing.MEMBER
        asking = Asking(
            own_first(actor, setups),
            self._now(),
            is_member,
            own=[one for one in own_first(actor, setups) if is_named(one, actor)],
            asker=effect.user_id,
            in_public=not is_private(effect.channel),
        )
        if about is About.PERSON and not (effect.people or effect.emails):
            return replace(asking, in_public=False)  # there is nobody to be silent about
        if asking.in_public:
            return asking
        if about is About.PERSON and setups:
            sightings = await self._people.seen_by(actor, effect, asking.setups)
            return replace(asking, sightings=sightings)
        if about is About.RUN:
            runs = await self._aggregates.under_way(asking.own, MOST_SETUPS)
            return replace(asking, runs=runs)
        return asking


def _to_wish(wish: str, effect: Reply, actor: Actor, setups: Sequence[Setup], say: Say) -> Message:
    """No button that would only refuse: to guests, and before a setup that it could belong to."""
    if actor.standing is not Standing.MEMBER:
        return refusal_answer(words(MembersOnly(), say))
    if not any(one.kind is Kind.PRODUCTION for one in setups):
        return refusal_answer(words(NotOfProduction(), say))
    return asked_answer(wish, Wanted("", effect.emails, effect.people), say)


def is_private(channel: str) -> bool:
    """Whether it is a direct message with the bot, by Slack's ids: `D…`."""
    return channel.startswith("D")
