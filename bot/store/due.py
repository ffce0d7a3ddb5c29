"""Due effects: claimed for the length of a lease, performed elsewhere, finished here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from bot.domain.effects import EFFECT, Due, Effect, Ref
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.errors import redis_faults
from bot.store.instants import instant, milliseconds
from bot.store.scripts import Scripts

MOST: Final = 64  # effects a claim takes
MOST_OF_A_TEAM: Final = 10  # of them, while another Slack workspace of the shard waits


@dataclass(frozen=True, slots=True)
class Claim:
    """An effect that is ours until the lease ends."""

    team_id: TeamId
    id: str
    lease: str
    effect: Effect
    tries: int  # failed ones
    in_doubt: bool  # somebody began before and never said how it ended


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a card was posted; written when the effect that posted it is finished."""

    about: Ref
    slot: str
    channel: str
    ts: str
    shows: str = ""  # digest of what stands there; empty: not known
    is_update: bool = False  # it was there before: where it stands is not written anew


@dataclass(frozen=True, slots=True)
class Backlog:
    """For `doctor`."""

    waiting: int
    dead: int
    oldest: datetime | None


class DueSet:
    """One sorted set for each Slack workspace, 64 shards of them (bot/store/lua/due.lua)."""

    def __init__(self, scripts: Scripts, worker: str) -> None:
        self._scripts = scripts
        self._worker = worker
        self._claims = 0

    async def claim(
        self, shard: int, now: datetime, lease: timedelta, most: int = MOST
    ) -> tuple[list[Claim], datetime | None]:
        """What is due in a shard, and when something is due there next."""
        self._claims += 1
        name = f"{self._worker}:{self._claims}"
        args: list[str | int] = [
            keys.shard_prefix(shard),
            milliseconds(now),
            milliseconds(now + lease),
            name,
            most,
            MOST_OF_A_TEAM,
        ]
        answer = await self._scripts.claim([keys.shard_prefix(shard) + "teams"], args)
        following = instant(int(answer[0])) if answer[0] else None
        claims = [await self._claimed(name, row, now) for row in answer[1:]]
        return [claim for claim in claims if claim], following

    async def _claimed(self, lease: str, row: list[Any], now: datetime) -> Claim | None:
        """None for what another version of the bot wrote: put aside, so that it stops nobody."""
        effect_id, team_id, body, tries, in_doubt = row
        try:
            effect = EFFECT.validate_json(body)
        except ValidationError as fault:
            why = {"effect": body, "reason": f"{fault.error_count()} faults", "at": now.isoformat()}
            dead = {"how": "dead", "reason": json.dumps(why), "effects": []}
            await self._finish(TeamId(team_id), effect_id, lease, dead)
            return None
        return Claim(TeamId(team_id), effect_id, lease, effect, int(tries), bool(in_doubt))

    async def renew(self, shard: int, claims: Sequence[Claim], until: datetime) -> set[str]:
        """Lengthens leases; answers the ids that are no longer ours."""
        args: list[str | int] = [keys.shard_prefix(shard), milliseconds(until)]
        for claim in claims:
            args += [claim.lease, claim.team_id, claim.id]
        lost = await self._scripts.renew([keys.shard_prefix(shard) + "teams"], args)
        return set(lost)

    async def done(
        self, claim: Claim, *, sent: Sent | None = None, then: Sequence[Due] = (), now: datetime
    ) -> bool:
        """Removes the effect; False if the lease was lost, then nothing was changed."""
        change: dict[str, Any] = {"how": "done", "effects": due_rows(then, now)}
        if sent:
            change["messages"] = keys.messages(claim.team_id, sent.about)
            change["standing"] = _standing(sent)
        return await self._finish(claim.team_id, claim.id, claim.lease, change)

    async def later(self, claim: Claim, at: datetime, *, counted: bool, in_doubt: bool) -> bool:
        """Due again at another time."""
        due = str(milliseconds(at))
        change = {"how": "later", "due": due, "counted": counted, "doubt": in_doubt, "effects": []}
        return await self._finish(claim.team_id, claim.id, claim.lease, change)

    async def give_up(
        self, claim: Claim, reason: str, now: datetime, then: Sequence[Due] = ()
    ) -> bool:
        """Puts the effect aside, visible to operators."""
        row = {"effect": claim.effect.model_dump(), "reason": reason, "at": now.isoformat()}
        change = {"how": "dead", "reason": json.dumps(row), "effects": due_rows(then, now)}
        return await self._finish(claim.team_id, claim.id, claim.lease, change)

    async def _finish(
        self, team_id: TeamId, effect_id: str, lease: str, change: dict[str, Any]
    ) -> bool:
        shard = keys.shard_of(team_id)
        whole = {"team": team_id, "id": effect_id, "lease": lease, **change}
        answer = await self._scripts.finish(
            [keys.shard_prefix(shard) + "teams"],
            [keys.shard_prefix(shard), json.dumps(whole), keys.WAKE, shard],
        )
        return bool(answer == "finished")

    async def is_waiting(self, team_id: TeamId, effect_id: str) -> bool:
        """Whether an effect is not finished yet."""
        body = keys.shard_prefix(keys.shard_of(team_id)) + "body"
        async with redis_faults():
            return bool(await self._scripts.redis.hexists(body, effect_id))

    async def next_times(self) -> dict[int, datetime]:
        """When the next effect of each shard is due; shards with nothing are left out."""
        async with redis_faults(), self._scripts.redis.pipeline(transaction=False) as pipe:
            for shard in range(keys.SHARDS):
                pipe.zrange(keys.shard_prefix(shard) + "teams", 0, 0, withscores=True)
            rows = await pipe.execute()
        return {shard: instant(int(row[0][1])) for shard, row in enumerate(rows) if row}

    async def backlog(self) -> Backlog:
        """Of all shards."""
        async with redis_faults(), self._scripts.redis.pipeline(transaction=False) as pipe:
            for shard in range(keys.SHARDS):
                prefix = keys.shard_prefix(shard)
                pipe.hlen(prefix + "body")
                pipe.hlen(prefix + "dead")
            rows = await pipe.execute()
        oldest = min((await self.next_times()).values(), default=None)
        return Backlog(sum(rows[0::2]), sum(rows[1::2]), oldest)


def _standing(sent: Sent) -> dict[str, str]:
    """Fields of the hash of messages: where it stands, and what that message shows."""
    shows = json.dumps({"ts": sent.ts, "digest": sent.shows})
    found = {keys.shows(sent.slot): shows}
    if not sent.is_update:
        found[sent.slot] = json.dumps({"channel": sent.channel, "ts": sent.ts})
    return found


def due_rows(effects: Sequence[Due], now: datetime) -> list[list[str]]:
    """As the scripts take them: id, time, body."""
    return [
        [effect.id, str(milliseconds(at or now)), effect.model_dump_json()]
        for effect, at in effects
    ]
