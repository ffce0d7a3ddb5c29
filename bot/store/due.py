"""Due effects: claimed for the length of a lease, performed elsewhere, finished here."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from pydantic import ValidationError

from bot.domain.effects import EFFECT, Due, Effect, Ref
from bot.domain.ids import SetupId, TeamId
from bot.store import keys
from bot.store.backlog import Backlog, count_backlog, scores
from bot.store.dead import DeadLetter, setup_in
from bot.store.errors import StoreError
from bot.store.instants import instant, milliseconds, span
from bot.store.scripts import Scripts
from bot.store.together import Together
from bot.store.watched import homes_with

MOST: Final = 64  # effects a claim takes
MOST_OF_A_TEAM: Final = 10  # of them, while another Slack workspace of the shard waits
UNREADABLE_AGAIN: Final = timedelta(seconds=30)  # for a worker of the version that wrote it
UNREADABLE_TRIES: Final = 120  # an hour: longer than both versions run side by side

IN_DOUBT: Final = "in doubt"  # as in lua/due.lua: nobody performs it

log = structlog.get_logger("bot.store")


@dataclass(frozen=True, slots=True)
class Claim:
    """An effect that is ours until the lease ends."""

    team_id: TeamId
    id: str
    lease: str
    effect: Effect
    tries: int  # failed ones
    refused: int  # those of them that no outage explains
    in_doubt: bool  # somebody began before and never said how it ended

    def for_the_log(self) -> dict[str, str]:
        """Whose it is; ids only."""
        about, setup_id = getattr(self.effect, "about", None), getattr(self.effect, "setup_id", "")
        whose = {about.kind: about.id} if about else {"setup": setup_id} if setup_id else {}
        return {"effect": self.id, "team": self.team_id, **whose}


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
class Room:
    """How many effects of one Slack workspace whoever claims can take."""

    of_a_team: int
    left: Mapping[TeamId, int] = field(default_factory=dict)  # for those of which there are some


class DueSet:
    """One sorted set for each Slack workspace, 64 shards of them (bot/store/lua/due.lua)."""

    def __init__(self, scripts: Scripts, worker: str) -> None:
        self._scripts = scripts
        self._worker = worker
        self._claims = 0
        self._together = Together(scripts)

    async def claim(
        self,
        shard: int,
        now: datetime,
        lease: timedelta,
        most: int = MOST,
        *,
        room: Room | None = None,
    ) -> tuple[list[Claim], datetime | None]:
        """What is due in a shard, and when something is due there next."""
        self._claims += 1
        name = f"{self._worker}:{self._claims}"
        room = room or Room(most)
        args: list[str | int] = [
            keys.shard_prefix(shard),
            milliseconds(now),
            span(lease),
            name,
            most,
            room.of_a_team,
            MOST_OF_A_TEAM,
            random.randrange(1 << 16),  # noqa: S311 (a turn, no secret)
        ]
        for team_id, left in room.left.items():
            args += [team_id, left]
        answer = await self._scripts.claim([keys.shard_prefix(shard) + "teams"], args)
        following = instant(int(answer[0])) if answer[0] else None
        claims: list[Claim] = []
        for effect_id, team_id, body, tries, refused, in_doubt in answer[1:]:
            try:
                effect = EFFECT.validate_json(body)
            except ValidationError as fault:
                doubt = bool(in_doubt)
                dead = DeadLetter(effect_id, body, _why(fault), now, setup_in(body), doubt)
                await self._put_off(TeamId(team_id), name, dead, int(tries), now)
            else:
                failed = (int(tries), int(refused), bool(in_doubt))
                claims.append(Claim(team_id, effect_id, name, effect, *failed))
        return claims, following

    async def _put_off(
        self, team_id: TeamId, lease: str, letter: DeadLetter, tries: int, now: datetime
    ) -> None:
        """What another version of the bot wrote: a worker of that version may come."""
        log.warning("an effect of another version waits", effect=letter.id, tries=tries)
        change: dict[str, Any] = {"effects": []}
        if tries + 1 < UNREADABLE_TRIES:
            at = str(milliseconds(now + UNREADABLE_AGAIN))
            change |= {"how": "later", "due": at, "counted": True, "doubt": letter.in_doubt}
        else:
            change |= {"how": "dead", "row": letter.dump(), "at": str(milliseconds(letter.at))}
            change["homes"] = _homes_of(team_id, letter.setup_id, now)
        await self._finish(team_id, letter.id, lease, change)

    async def renew(self, shard: int, claims: Sequence[Claim], lasts: timedelta) -> set[str]:
        """Lengthens leases; answers the ids that are no longer ours."""
        by_lease: dict[str, list[str]] = {}
        for claim in claims:
            by_lease.setdefault(claim.lease, []).append(claim.id)
        lost: set[str] = set()
        for lease, ids in by_lease.items():
            args: list[str | int] = [keys.shard_prefix(shard), span(lasts), lease, *ids]
            lost.update(await self._scripts.renew([keys.shard_prefix(shard) + "teams"], args))
        return lost

    async def done(
        self, claim: Claim, *, sent: Sent | None = None, then: Sequence[Due] = (), now: datetime
    ) -> bool:
        """Removes the effect; False if the lease was lost, then nothing was changed."""
        if not sent and not then:
            return await self._together.done(claim)
        change: dict[str, Any] = {"how": "done", "effects": due_rows(then, now)}
        if sent:
            change["messages"] = keys.messages(claim.team_id, sent.about)
            change["standing"] = _standing(sent)
        return await self._finish(claim.team_id, claim.id, claim.lease, change)

    async def later(
        self, claim: Claim, at: datetime, *, counted: bool, in_doubt: bool, refused: bool = False
    ) -> bool:
        """Due again at another time."""
        change = {
            "how": "later",
            "due": str(milliseconds(at)),
            "counted": counted,
            "refused": refused,
            "doubt": in_doubt,
            "effects": [],
        }
        return await self._finish(claim.team_id, claim.id, claim.lease, change)

    async def give_up(
        self,
        claim: Claim,
        reason: str,
        now: datetime,
        then: Sequence[Due] = (),
        *,
        setup_id: SetupId | None = None,
        in_doubt: bool = False,
    ) -> bool:
        """Puts the effect aside, visible to operators, and to those who may retry it."""
        body = claim.effect.model_dump_json()
        dead = DeadLetter(claim.id, body, reason, now, setup_id, in_doubt)
        change: dict[str, Any] = {"how": "dead", "row": dead.dump(), "at": str(milliseconds(now))}
        change["effects"] = due_rows(then, now)
        change["homes"] = _homes_of(claim.team_id, setup_id, now)
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

    async def waits_until(self, team_id: TeamId, effect_id: str) -> datetime | None:
        """When an effect is due that is not finished yet; long ago if it is being performed."""
        opened = keys.shard_prefix(keys.shard_of(team_id)) + "open"
        due, holder = await self._scripts.each(
            [("ZSCORE", keys.due(team_id), effect_id), ("HGET", opened, effect_id)]
        )
        for answer in (due, holder):
            if isinstance(answer, StoreError):
                raise answer
        if due is None:
            return None
        is_held = holder is not None and holder != IN_DOUBT
        return instant(0 if is_held else int(float(due)))

    async def next_times(self) -> dict[int, datetime]:
        """
        When the next effect of each shard is due. Shards with nothing are left out, and so are
        those that do not answer while others do.

        Raises:
            StoreError: none of them answers.
        """
        names = [keys.shard_prefix(shard) + "teams" for shard in range(keys.SHARDS)]
        rows = await self._scripts.each([("ZRANGE", name, 0, 0, "WITHSCORES") for name in names])
        faults = [row for row in rows if isinstance(row, StoreError)]
        if len(faults) == len(rows):
            raise faults[0]
        return {
            shard: instant(scores(row)[0])
            for shard, row in enumerate(rows)
            if row and not isinstance(row, StoreError)
        }

    async def backlog(self, now: datetime) -> Backlog:
        """Of all shards."""
        return await count_backlog(self._scripts, now)


def _why(fault: ValidationError) -> str:
    return f"of another version of the bot: {fault.error_count()} faults"


def _homes_of(team_id: TeamId, setup_id: SetupId | None, now: datetime) -> dict[str, Any]:
    """Of whoever has the setup on it, of which something was given up."""
    about = [Ref(kind="setup", id=setup_id)] if setup_id else []
    return homes_with(team_id, about, now)


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
