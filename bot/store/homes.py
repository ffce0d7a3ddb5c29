"""Whose Home tab shows what: who looked lately sees each change, nobody else costs anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic_core import to_json

from bot.domain.effects import Due, Greet, Ref, ShowHome
from bot.domain.ids import TeamId, UserId
from bot.store import keys
from bot.store.due import due_rows
from bot.store.errors import StoreError, redis_faults
from bot.store.instants import instant, milliseconds, span
from bot.store.scripts import Scripts
from bot.store.watched import LOOKED_WITHIN, homes_with

_FIRST: Final = "0"  # page, for the version that counted them; another number is that one's


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's Home tab as they left it."""

    page: str  # the setups that its reader had on the pages before; empty: it is the first
    shows: str  # digest; empty: not known
    at: datetime


class Homes:
    """One script for each look; the commits of everything else write who has to see it."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    async def looked(self, team_id: TeamId, user_id: UserId, *, page: str, now: datetime) -> None:
        """They opened it, or turned the page: it is on its way when this returns."""
        change = {**_look(team_id, user_id, now), "trail": page}
        await self._look(team_id, change, [Due(ShowHome(user_id=user_id))], now)

    async def pressed(self, team_id: TeamId, user_id: UserId, now: datetime) -> None:
        """Something on it: they look at it still, at the same page, and what it shows is known."""
        change = _look(team_id, user_id, now) | _news_of(team_id, user_id, now)
        await self._look(team_id, change, (), now)

    async def changed(self, team_id: TeamId, user_id: UserId, now: datetime) -> None:
        """Slack says something new of them: if they looked lately, it is shown to them anew."""
        await self._look(team_id, _news_of(team_id, user_id, now), (), now)

    async def opened(
        self, team_id: TeamId, user_id: UserId, *, channel: str, is_new: bool, now: datetime
    ) -> None:
        """The messages of the bot; `is_new`: nothing is set up there, so the first is welcomed."""
        change: dict[str, Any] = {}
        if is_new:
            welcome = Greet(user_id=user_id, channel=channel, welcome=True)
            change = {"opened": keys.opened(team_id), "first": due_rows([Due(welcome)], now)}
        greet = Greet(user_id=user_id, channel=channel)
        await self._look(team_id, change, [Due(greet)], now)

    async def _look(
        self, team_id: TeamId, change: Mapping[str, Any], effects: Sequence[Due], now: datetime
    ) -> None:
        shard = keys.shard_of(team_id)
        whole = {**change, "team": team_id, "effects": due_rows(effects, now)}
        await self._scripts.look(
            [keys.looks(team_id)],
            [keys.shard_prefix(shard), to_json(whole).decode(), keys.WAKE, shard],
        )

    async def look_of(self, team_id: TeamId, user_id: UserId, now: datetime) -> Look | None:
        """None: they did not look lately."""
        fields = (user_id, f"{user_id}:shows", f"{user_id}:trail")
        answers = await self._scripts.each(
            [
                ("ZSCORE", keys.looks(team_id), user_id),
                ("HMGET", keys.homes(team_id), *fields),
            ]
        )
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
        at, (counted, shows, trail) = answers
        if at is None or counted is None:
            return None
        page = str(trail or "") if counted == _FIRST else ""
        look = Look(page, str(shows or ""), instant(int(float(at))))
        return look if now - look.at <= LOOKED_WITHIN else None

    async def shows(self, team_id: TeamId, user_id: UserId, digest: str) -> None:
        """What Slack has now."""
        async with redis_faults():
            await self._scripts.redis.hset(keys.homes(team_id), f"{user_id}:shows", digest)

    async def watch(
        self, team_id: TeamId, user_id: UserId, refs: Iterable[Ref], look: Look, now: datetime
    ) -> bool:
        """
        Until three days after that look they see each change of these; False: they did before, or
        there are none.
        """
        wanted = [keys.watchers(team_id, ref) for ref in refs]
        if not wanted:
            return False
        looked, since = milliseconds(look.at), milliseconds(now - LOOKED_WITHIN)
        args: list[str | int] = [user_id, looked, since, span(LOOKED_WITHIN)]
        return bool(await self._scripts.watch(wanted, args))

    async def nobody_opened(self, team_id: TeamId) -> None:
        """Whoever opened the messages is nobody to welcome: the next one is the first."""
        async with redis_faults():
            await self._scripts.redis.delete(keys.opened(team_id))


def _look(team_id: TeamId, user_id: UserId, now: datetime) -> dict[str, Any]:
    return {
        "looks": keys.looks(team_id),
        "homes": keys.homes(team_id),
        "user": user_id,
        "at": str(milliseconds(now)),
        "since": str(milliseconds(now - LOOKED_WITHIN)),
        "keep": str(span(LOOKED_WITHIN)),
    }


def _news_of(team_id: TeamId, user_id: UserId, now: datetime) -> dict[str, Any]:
    return {"news": homes_with(team_id, [], now, people=[user_id])}
