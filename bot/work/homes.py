"""The Home tab of somebody who looked lately, and the greeting of who opens the bot's messages."""

import json
from hashlib import sha256
from typing import Any, TypeAlias, assert_never

import structlog

from bot.domain.effects import Greet, Ref, ShowHome
from bot.domain.ids import TeamId
from bot.domain.overview import Overview
from bot.domain.people import Actor, Standing
from bot.domain.setup import Setup
from bot.domain.trail import parse_trail
from bot.overviews import Overviews
from bot.slack import Slack
from bot.slack_faults import SlackGone, SlackNotAllowed, SlackRefused
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.homes import Homes
from bot.store.instants import Clock
from bot.store.people import KnownPerson
from bot.views.home import SETUPS_A_PAGE, home_view
from bot.views.say import Say
from bot.views.welcome import welcome
from bot.work.agent import Agent
from bot.work.posts import Posts
from bot.work.results import Delivered, Later, Left

OfTabs: TypeAlias = ShowHome | Greet

log = structlog.get_logger("bot.work")


class HomeTabs:
    """Publishing it twice shows the same: nothing of this is ever in doubt, but the welcome."""

    def __init__(
        self,
        homes: Homes,
        overviews: Overviews,
        aggregates: Aggregates,
        slack: Slack,
        now: Clock,
    ) -> None:
        self._homes = homes
        self._overviews = overviews
        self._aggregates = aggregates
        self._slack = slack
        self._posts = Posts(slack)
        self._agent = Agent(slack)
        self._now = now

    async def __call__(self, claim: Claim, effect: OfTabs, left: Left) -> Delivered | Later:
        """
        Raises:
            SlackFault: the worker decides when to try again.
        """
        try:
            person = await self._slack.person(claim.team_id, effect.user_id)
            match effect:
                case ShowHome():
                    return await self._show(claim, person, left)
                case Greet():
                    return await self._greet(claim, effect, person, left)
        except SlackGone:  # they left
            await self.missed(claim.team_id, effect)
            return Delivered()
        assert_never(effect)

    async def missed(self, team_id: TeamId, effect: OfTabs) -> None:
        """It will not be shown to them: a welcome is for whoever comes next."""
        if isinstance(effect, Greet) and effect.welcome:
            await self._homes.nobody_opened(team_id)

    async def _show(self, claim: Claim, person: KnownPerson, left: Left) -> Delivered:
        team_id, now = claim.team_id, self._now()
        look = await self._homes.look_of(team_id, person.user_id, now)
        if look is None or person.standing is Standing.BOT:
            return Delivered()
        overview = await self._read(team_id, person, look.page)
        # Asked first and read afterwards, so that nothing falls between the two.
        if await self._homes.watch(team_id, person.user_id, _on(overview), look, now):
            overview = await self._read(team_id, person, look.page)
        view = home_view(overview, Say(person.language))
        digest = _digest(view)
        # Slack allows few calls a minute: none for nothing. What an attempt that failed, or a
        # worker that died, left there is not known.
        if digest == look.shows and not claim.tries and not claim.in_doubt:
            return Delivered()
        try:
            await self._slack.call(
                "views.publish", within=left(), user_id=person.user_id, view=view
            )
        except (SlackRefused, SlackNotAllowed) as fault:
            # The tab is switched off in the app's settings, for one: no use in trying it again.
            log.warning("a Home tab was not shown", why=str(fault))
            return Delivered()
        await self._homes.shows(team_id, person.user_id, digest)
        return Delivered()

    async def _read(self, team_id: TeamId, person: KnownPerson, page: str) -> Overview:
        actor = _actor(team_id, person)
        return await self._overviews.of(
            actor,
            await self._setups(actor),
            email=person.email or "",
            trail=parse_trail(page),
            a_page=SETUPS_A_PAGE,
        )

    async def _setups(self, actor: Actor) -> list[Setup]:
        asked = await self._aggregates.ask(actor.team_id, actor.user_id)
        return [one.state for one in asked.setups]

    async def _greet(
        self, claim: Claim, effect: Greet, person: KnownPerson, left: Left
    ) -> Delivered | Later:
        if effect.welcome:
            await self._welcome(claim, effect, person, left)
        else:
            actor = _actor(claim.team_id, person)
            about = (effect.channel, actor, await self._setups(actor), Say(person.language))
            await self._agent.offer(*about, seconds=left())
        return Delivered()

    async def _welcome(self, claim: Claim, effect: Greet, person: KnownPerson, left: Left) -> None:
        if person.standing is not Standing.MEMBER:
            await self.missed(claim.team_id, effect)
            return
        if not claim.in_doubt or not await self._posts.found(effect.channel, claim):
            message = welcome(Say(person.language))
            await self._posts.post(effect.channel, message, claim.id, left())


def _actor(team_id: TeamId, person: KnownPerson) -> Actor:
    return Actor(team_id, person.user_id, person.standing, person.is_slack_admin)


def _on(overview: Overview) -> list[Ref]:
    """What this Home shows; setups of other pages too, since a page turned is a page shown."""
    setups = [
        *overview.setups,
        *(setup for setup, _, _ in overview.steps),
        *(setup for setup, _ in overview.of_cancelled),
    ]
    pairs = (*overview.to_decide, *overview.to_fulfil, *overview.own)
    refs = [*(one.ref for one in setups), *(request.ref for request, _ in pairs)]
    return list({(ref.kind, ref.id): ref for ref in refs}.values())


def _digest(view: dict[str, Any]) -> str:
    return sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()[:16]
