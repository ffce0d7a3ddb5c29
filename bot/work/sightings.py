"""Of whom a question is about: what is on record, as far as its asker may read it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.effects import Reply
from bot.domain.ids import UserId
from bot.domain.overview import is_named
from bot.domain.people import Actor, Standing
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.domain.whereabouts import Whereabouts
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.whereabouts import NOWHERE, Trail
from bot.views.oneself import Oneself
from bot.views.text import Mrkdwn, mention, typed
from bot.views.whereabouts import Sighting, Sightings
from bot.work.results import LANGUAGE_KEPT


class People:
    """
    Whoever is named in a setup reads of everybody in it, others of themselves and of whom they
    asked for.
    """

    def __init__(self, trail: Trail, slack: Slack) -> None:
        self._trail = trail
        self._slack = slack

    async def seen_by(self, actor: Actor, effect: Reply, setups: Sequence[Setup]) -> Sightings:
        """
        Raises:
            SlackFault: whose address Slack was asked for; the worker decides when to try again.
        """
        theirs = [one for one in setups if actor.is_slack_admin or is_named(one, actor)]
        own, _ = await self._address(actor, actor.user_id)
        seen: list[Sighting] = []
        is_refused = False
        for who, email, is_gone in await self._meant(actor, effect):
            is_self = who == mention(actor.user_id) or (bool(email) and email == own)
            looked_at = setups if is_self else theirs or await self._asked_for(actor, email, setups)
            is_refused = is_refused or not looked_at
            # All at once: who waits for their connection may be in the newest of many.
            found = await asyncio.gather(
                *(self._where(setup, email, is_gone=is_gone) for setup in looked_at)
            )
            pairs = zip(looked_at, found, strict=True)
            seen += [Sighting(who, setup, where) for setup, where in pairs]
        return Sightings(seen, setups if is_refused else ())

    async def oneself(self, actor: Actor, setups: Sequence[Setup]) -> Oneself:
        """
        What is on record of who asks, which everybody may read; their requests are not in it.

        Raises:
            SlackFault: as above.
        """
        own, _ = await self._address(actor, actor.user_id)
        found = await asyncio.gather(*(self._where(one, own, is_gone=False) for one in setups))
        me = mention(actor.user_id)
        seen = [Sighting(me, one, where) for one, where in zip(setups, found, strict=True)]
        accounts = [
            (one, account)
            for one in setups
            if one.kind is Kind.PRODUCTION
            for account in await self._trail.accounts_of(one.team_id, one.id, actor.user_id)
        ]
        there = [
            Sighting(typed(account.email), one, where)
            for one in setups
            if one.kind is Kind.SANDBOX
            for _, account in accounts
            if (where := await self._trail.of(one.team_id, one.id, account.email)) != NOWHERE
        ]
        return Oneself(
            actor.user_id,
            seen,
            accounts,
            there,
            has_part=any(is_named(one, actor) for one in setups),
        )

    async def _asked_for(
        self, actor: Actor, email: str, setups: Sequence[Setup]
    ) -> Sequence[Setup]:
        """Where they asked for whoever has this address: of them they may know."""
        if not email:
            return ()
        asked = await asyncio.gather(
            *(self._trail.is_asked_by(one.team_id, one.id, email, actor.user_id) for one in setups)
        )
        return [one for one, is_theirs in zip(setups, asked, strict=True) if is_theirs]

    async def _where(self, setup: Setup, email: str, *, is_gone: bool) -> Whereabouts | None:
        if not email:
            return None
        where = await self._trail.of(setup.team_id, setup.id, email)
        return replace(where, has_left=True) if is_gone else where

    async def _meant(self, actor: Actor, effect: Reply) -> list[tuple[Mrkdwn, str, bool]]:
        """How each is called, their address, and whether they were deactivated in Slack."""
        named = [(mention(one), *await self._address(actor, one)) for one in effect.people]
        return [*named, *((typed(one), one, False) for one in effect.emails)]

    async def _address(self, actor: Actor, user_id: UserId) -> tuple[str, bool]:
        """Empty where Slack hides it."""
        try:
            person = await self._slack.person(actor.team_id, user_id, at_most=LANGUAGE_KEPT)
        except SlackGone:
            return "", True
        return (person.email or "").lower(), person.standing is Standing.DEACTIVATED
