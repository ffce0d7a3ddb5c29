"""Aggregates: loaded with their version, committed with everything that must follow."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar

from pydantic_core import to_json

from bot.domain.effects import Card, Due, Ref, Slot
from bot.domain.ids import RunId, SeenId, SetupId, TeamId, UserId
from bot.domain.outcome import Outcome
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.commits import (
    Barred,
    CommitAnswer,
    Committed,
    Conflict,
    Entry,
    Index,
    LeaseLost,
    Owned,
    SeenBefore,
    Taken,
    audit_row,
)
from bot.store.connect import Client
from bot.store.documents import (
    dump_run,
    dump_setup,
    load_head,
    load_run,
    load_setup,
    row_field,
    with_people,
)
from bot.store.due import Claim, Sent, due_rows
from bot.store.errors import redis_faults
from bot.store.instants import span
from bot.store.people import KnownPerson, load_person
from bot.store.run_index import changed_fields, index_of
from bot.store.run_parts import Part, everybody, nobody
from bot.store.scripts import Scripts
from bot.store.vault import Vault, burned_by

LOOKS: Final = 8  # at a run that changes under them, before all of it is read
SEEN_FOR: Final = timedelta(days=1)
FORGOTTEN_AFTER: Final = {
    RunStage.READING: timedelta(days=1),
    RunStage.DRAFT: timedelta(days=1),
    RunStage.PREPARED: timedelta(days=30),
}

Aggregate = TypeVar("Aggregate", Setup, Run)


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Aggregate]):
    """A state as it was at one version."""

    state: Aggregate
    version: int


@dataclass(frozen=True, slots=True)
class Asked:
    """All that an answer needs to know."""

    person: KnownPerson | None
    setups: tuple[Versioned[Setup], ...]  # by age


class Aggregates:
    """Loads and commits."""

    def __init__(self, redis: Client, scripts: Scripts, vault: Vault) -> None:
        self._redis = redis
        self._scripts = scripts
        self._vault = vault

    async def ask(self, team_id: TeamId, user_id: UserId) -> Asked:
        """Who asks, as far as known, and the setups of their Slack workspace: one round trip."""
        answer = await self._scripts.ask(
            [keys.person(team_id, user_id), keys.setups(team_id)], [keys.setup_prefix(team_id)]
        )
        person = load_person(answer[0]) if answer[0] else None
        setups = [Versioned(load_setup(document), int(v)) for v, document in answer[1:]]
        return Asked(person, tuple(sorted(setups, key=lambda one: one.state.started_at)))

    async def setup(self, team_id: TeamId, setup_id: SetupId) -> Versioned[Setup] | None:
        """None if there is none of this id in this Slack workspace."""
        key = keys.aggregate(team_id, Ref(kind="setup", id=setup_id))
        async with redis_faults():
            version, document = await self._redis.hmget(key, ["version", "document"])
        if version is None or document is None:
            return None
        return Versioned(load_setup(str(document)), int(version))

    async def run_of_row(self, team_id: TeamId, run_id: RunId, row: int) -> Run | None:
        """With that one of its people: what one message needs of ten thousand."""
        key, name = keys.aggregate(team_id, Ref(kind="run", id=run_id)), row_field(row)
        async with redis_faults():
            document, person = await self._redis.hmget(key, ["document", name])
        if document is None or person is None:
            return None
        return load_run(str(document), {name: str(person)})

    async def run(
        self, team_id: TeamId, run_id: RunId, part: Part = everybody
    ) -> Versioned[Run] | None:
        """With as many of its people as `part` says; None: there is none of this id here."""
        key = keys.aggregate(team_id, Ref(kind="run", id=run_id))
        for _ in range(LOOKS):
            async with redis_faults():
                version, document = await self._redis.hmget(key, ["version", "document"])
            if version is None or document is None:
                return None
            head = load_head(str(document))
            wanted = part(head) if head else None
            if head is None or wanted is None:
                break
            names = wanted.fields()
            if not names:
                return Versioned(head, int(version))
            async with redis_faults():
                again, *found = await self._redis.hmget(key, ["version", *names])
            if again == version:  # else somebody changed it between the two looks
                pairs = zip(names, found, strict=True)
                fields = {name: str(one) for name, one in pairs if one is not None}
                return Versioned(with_people(head, fields), int(version))
        return await self._whole_run(key)  # in one look

    async def _whole_run(self, key: str) -> Versioned[Run] | None:
        async with redis_faults():
            kept = await self._redis.hgetall(key)
        if not kept:
            return None
        fields = {str(name): str(value) for name, value in kept.items()}
        return Versioned(load_run(fields["document"], fields), int(fields["version"]))

    async def others(self, team_id: TeamId, setup_id: SetupId) -> tuple[SetupId, ...]:
        """The open setups of a Slack workspace but this one."""
        async with redis_faults():
            ids = await self._redis.smembers(keys.setups(team_id))
        return tuple(SetupId(str(one)) for one in ids if one != setup_id)

    async def runs(self, team_id: TeamId, setup_id: SetupId) -> list[Run]:
        """Those that were started, oldest first."""
        async with redis_faults():
            ids = await self._redis.smembers(keys.runs(team_id, setup_id))
        found = [await self.run(team_id, RunId(str(run_id)), nobody) for run_id in ids]
        runs = [run.state for run in found if run]
        return sorted(runs, key=lambda run: run.started_at or run.planned_at)

    async def sent(self, team_id: TeamId, about: Ref, slot: str) -> Sent | None:
        """Where a card stands and what it shows; None while it was not sent."""
        async with redis_faults():
            fields = [slot, keys.shows(slot)]
            where, shows = await self._redis.hmget(keys.messages(team_id, about), fields)
        if where is None:
            return None
        message = json.loads(where)
        shown = json.loads(shows) if shows else {}
        digest = shown["digest"] if shown.get("ts") == message["ts"] else ""
        return Sent(about, slot, message["channel"], message["ts"], digest)

    async def slots(self, team_id: TeamId, about: Ref, card: Card) -> list[Slot]:
        """Of the cards of this kind that were sent."""
        async with redis_faults():
            names = await self._redis.hkeys(keys.messages(team_id, about))
        found = [str(name).split(":", 2) for name in names if str(name).startswith(f"{card}:")]
        return [Slot(card=card, part=part, to=to) for _, part, to in found]

    async def seen(self, team_id: TeamId, seen_id: SeenId) -> str | None:
        """The id of the aggregate that a delivery led to when it first came; None if it did not."""
        async with redis_faults():
            former = await self._redis.get(keys.seen(team_id, seen_id))
        return str(former) if former else None

    async def commit_setup(
        self,
        outcome: Outcome[Setup],
        former: Versioned[Setup] | None,
        entry: Entry,
        seen: SeenId | None = None,
        finishing: Claim | None = None,
    ) -> CommitAnswer:
        """Writes a setup if it is still at `former`'s version."""
        setup = outcome.state
        index = Index()
        if former is None:
            name = keys.name_field(setup.kind, setup.name)
            index.claims.append(Owned(keys.names(setup.team_id), setup.id, [name]))
            index.members.append([keys.setups(setup.team_id), setup.id])
        if not setup.is_open:
            name = keys.name_field(setup.kind, setup.name)
            index.releases.append(Owned(keys.names(setup.team_id), setup.id, [name]))
            index.leavers.append([keys.setups(setup.team_id), setup.id])
        if former and former.state.connected_at and not setup.connected_at:
            # All users lose the connection with it (domain.md, step 6).
            index.gone.append(keys.connected(setup.team_id, setup.id))
        change = {
            "document": dump_setup(setup),
            "fields": [],
            "burn": burned_by(outcome),
            "sealed": self._vault.sealed_by(outcome),
        }
        version = former.version if former else 0
        whole = (setup.team_id, setup.ref, version, change, index, outcome.effects)
        return await self._commit(*whole, entry=entry, seen=seen, finishing=finishing)

    async def commit_run(
        self,
        outcome: Outcome[Run],
        former: Versioned[Run] | None,
        entry: Entry,
        seen: SeenId | None = None,
        finishing: Claim | None = None,
        others: Sequence[SetupId] = (),
    ) -> CommitAnswer:
        """
        Writes a run, and of its people those that changed. `others`: the other open setups, where
        it starts: nobody in it may be connected there.
        """
        run, before = outcome.state, former.state if former else None
        change: dict[str, Any] = {"document": dump_run(run), "fields": changed_fields(run, before)}
        if run.stage in FORGOTTEN_AFTER:
            change["forget_after"] = str(span(FORGOTTEN_AFTER[run.stage]))
        index = index_of(run, before, others, entry)
        version = former.version if former else 0
        whole = (run.team_id, run.ref, version, change, index, outcome.effects)
        return await self._commit(*whole, entry=entry, seen=seen, finishing=finishing)

    async def _commit(
        self,
        team_id: TeamId,
        ref: Ref,
        version: int,
        change: Mapping[str, Any],
        index: Index,
        effects: Sequence[Due],
        *,
        entry: Entry,
        seen: SeenId | None,
        finishing: Claim | None,
    ) -> CommitAnswer:
        whole: dict[str, Any] = {
            **change,
            "team": team_id,
            "expected": str(version),
            "next": str(version + 1),
            "claims": index.claims,
            "releases": index.releases,
            "members": index.members,
            "leavers": index.leavers,
            "bars": index.bars,
            "writes": index.writes,
            "erased": index.erased,
            "gone": index.gone,
            "effects": due_rows(effects, entry.at),
            "audit": keys.audit(team_id),
            "row": audit_row(entry, ref),
        }
        if seen:
            whole["seen"] = keys.seen(team_id, seen)
            whole["seen_for"] = str(span(SEEN_FOR))
            whole["answer"] = ref.id
        if finishing:
            whole["finish"] = [finishing.id, finishing.lease]
        shard = keys.shard_of(team_id)
        answer = await self._scripts.commit(
            [keys.aggregate(team_id, ref)],
            [keys.shard_prefix(shard), to_json(whole).decode(), keys.WAKE, shard],
        )
        match answer:
            case ["committed", after]:
                return Committed(int(after))
            case ["seen", former_id]:
                return SeenBefore(former_id)
            case ["taken", name]:
                return Taken(name)
            case ["barred", name]:
                return Barred(name)
            case ["lost"]:
                return LeaseLost()
            case _:
                return Conflict()
