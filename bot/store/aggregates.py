"""Aggregates: loaded with their version, committed with everything that must follow."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar

from pydantic_core import to_json

from bot.domain.effects import Card, Due, Ref, Slot
from bot.domain.ids import RequestId, RunId, SeenId, SetupId, TeamId, UserId
from bot.domain.outcome import Outcome
from bot.domain.request import Request
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.store import keys, request_index
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
    dump_request,
    dump_run,
    dump_setup,
    load_head,
    load_request,
    load_run,
    load_setup,
)
from bot.store.due import Claim, Sent, due_rows
from bot.store.errors import StoreError, redis_faults
from bot.store.instants import span
from bot.store.people import KnownPerson, load_person
from bot.store.run_index import index_of
from bot.store.run_parts import Part, Wanted, everybody, nobody
from bot.store.run_people import fields_of
from bot.store.scripts import Scripts
from bot.store.vault import Vault, burned_by
from bot.store.watched import first_card, homes_of_request, homes_of_setup, homes_with

LOOKS: Final = 8  # at a run that changes under them, before all of it is read
SEEN_FOR: Final = timedelta(days=1)
FORGOTTEN_AFTER: Final = {
    RunStage.READING: timedelta(days=1),
    RunStage.DRAFT: timedelta(days=1),
    RunStage.PREPARED: timedelta(days=30),
}

REQUESTS_FORGOTTEN_AFTER: Final = timedelta(days=180)  # from their end

Aggregate = TypeVar("Aggregate", Setup, Run, Request)


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Aggregate]):
    """A state as it was at one version."""

    state: Aggregate
    version: int
    is_one_piece: bool = False  # of a request: its document is one of before schema 2


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
        """With that one of its people: what one message, or one call, needs of ten thousand."""
        key, wanted = keys.aggregate(team_id, Ref(kind="run", id=run_id)), Wanted((row,))
        names = wanted.names()
        async with redis_faults():
            document, *found = await self._redis.hmget(key, ["document", *names])
        if document is None:
            return None
        # Of before schema 3 it says no numbers: those were counted by reading everybody.
        head = load_head(str(document)) or load_run(str(document), {})
        run = wanted.added(head, _there(names, found))
        return run if run.rows else None

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
            names = wanted.names()
            if not names:
                return Versioned(head, int(version))
            async with redis_faults():
                again, *found = await self._redis.hmget(key, ["version", *names])
            if again == version:  # else somebody changed it between the two looks
                return Versioned(wanted.added(head, _there(names, found)), int(version))
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
        """Those that were started, oldest first, without their people; in two looks."""
        return (await self.runs_of(team_id, [setup_id]))[setup_id]

    async def runs_of(
        self, team_id: TeamId, setup_ids: Sequence[SetupId]
    ) -> dict[SetupId, list[Run]]:
        """The same of several setups, in as many looks."""
        members = await self._each([("SMEMBERS", keys.runs(team_id, one)) for one in setup_ids])
        ids = [RunId(str(one)) for found in members for one in found]
        documents = await self._each(
            [("HGET", keys.aggregate(team_id, Ref(kind="run", id=one)), "document") for one in ids]
        )
        runs: dict[SetupId, list[Run]] = {one: [] for one in setup_ids}
        for run_id, document in zip(ids, documents, strict=True):
            head = load_head(str(document)) if document is not None else None
            if document is not None and head is None:  # of a version that counted by reading all
                whole = await self.run(team_id, run_id, nobody)
                head = whole.state if whole else None
            if head:
                runs[head.setup_id].append(head)
        for found in runs.values():
            found.sort(key=lambda run: run.started_at or run.planned_at)
        return runs

    async def under_way(self, setups: Sequence[Setup], most: int) -> list[tuple[Setup, Run]]:
        """At most so many runs that are under way, setup by setup."""
        if not setups:
            return []
        runs = await self.runs_of(setups[0].team_id, [one.id for one in setups])
        found = [(one, run) for one in setups for run in runs[one.id] if run.is_under_way]
        return found[:most]

    async def request(self, team_id: TeamId, request_id: RequestId) -> Versioned[Request] | None:
        """All of it, to decide about; None if there is none of this id in this Slack workspace."""
        key = keys.aggregate(team_id, Ref(kind="request", id=request_id))
        # Both at one moment. Else what is being decided is read with its former document and
        # without its members: an approver would be refused as a stranger, and no conflict says so.
        version, document, members = await self._scripts.request(
            [key, keys.members(team_id, request_id)], []
        )
        if version is None or document is None:
            return None
        request = load_request(str(document))
        if request.members:
            return Versioned(request, int(version), is_one_piece=True)
        # A set is in no order; whom a card or a refusal names must not change with each look.
        there = {"members": tuple(sorted(str(members).split()))}
        return Versioned(request.model_copy(update=there), int(version))

    async def requests_of(
        self, team_id: TeamId, setup_ids: Sequence[SetupId], reader: UserId
    ) -> dict[SetupId, list[Request]]:
        """
        Those that are not over, oldest first; in two looks, however many setups there are.

        Their members are the reader, where they were in the channel when it was asked, or nobody:
        enough to say whether they may decide, and not to decide.
        """
        wanted = [keys.requests(team_id, one) for one in setup_ids]
        ids = await self._each([("SMEMBERS", key) for key in wanted])
        refs = [Ref(kind="request", id=str(one)) for found in ids for one in found]
        looks: list[tuple[str, ...]] = []
        for ref in refs:
            looks.append(("HGET", keys.aggregate(team_id, ref), "document"))
            looks.append(("SISMEMBER", keys.members(team_id, ref.id), reader))
        answers = await self._each(looks)
        found: dict[SetupId, list[Request]] = {}
        for document, is_member in zip(answers[::2], answers[1::2], strict=True):
            if document is not None:
                request = load_request(str(document))
                was_there = is_member or reader in request.members  # of one in one piece
                there = {"members": (reader,) if was_there else ()}
                request = request.model_copy(update=there)
                found.setdefault(request.setup_id, []).append(request)
        for requests in found.values():
            requests.sort(key=lambda one: one.asked_at)
        return found

    async def _each(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        answers = await self._scripts.each(commands)
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
        return answers

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
            # Of its people nobody is told any more: they are personal data without a use.
            index.gone += keys.records(setup.team_id, setup.id)
        elif former and former.state.connected_at and not setup.connected_at:
            # All users lose the connection with it (domain.md, step 6).
            for key in (keys.connected, keys.failed):
                index.gone.append(key(setup.team_id, setup.id))
        change: dict[str, Any] = {
            "document": dump_setup(setup),
            "burn": burned_by(outcome),
            "sealed": self._vault.sealed_by(outcome),
        }
        version = former.version if former else 0
        before = former.state if former else None
        change["homes"] = homes_of_setup(setup, before, entry.at)
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
        change: dict[str, Any] = {"document": dump_run(run)}
        if run.stage in FORGOTTEN_AFTER:
            change["forget_after"] = str(span(FORGOTTEN_AFTER[run.stage]))
        if at := first_card(outcome.effects, entry.at):  # as often as its own message
            seen_on = [Ref(kind="setup", id=run.setup_id)]
            change["homes"] = homes_with(run.team_id, seen_on, entry.at, at=at)
        index = index_of(run, before, others, entry)
        version = former.version if former else 0
        whole = (run.team_id, run.ref, version, change, index, outcome.effects)
        fields = fields_of(run, before)
        return await self._commit(
            *whole, entry=entry, seen=seen, finishing=finishing, fields=fields
        )

    async def commit_request(
        self,
        outcome: Outcome[Request],
        former: Versioned[Request] | None,
        entry: Entry,
        seen: SeenId | None = None,
        finishing: Claim | None = None,
        others: Sequence[SetupId] = (),
        setup: Setup | None = None,
    ) -> CommitAnswer:
        """
        Writes a request. `others`: the other open setups, where it begins; `setup`: its own, whose
        people hear of its news in any case.
        """
        request, before = outcome.state, former.state if former else None
        change: dict[str, Any] = {"document": dump_request(request)}
        if request.is_over:
            change["forget_after"] = str(span(REQUESTS_FORGOTTEN_AFTER))
        change["homes"] = homes_of_request(request, before, setup, entry.at)
        index = request_index.index_of(request, before, others, entry)
        kept = () if before is None or (former and former.is_one_piece) else before.members
        request_index.members_in(index, request, kept)
        version = former.version if former else 0
        whole = (request.team_id, request.ref, version, change, index, outcome.effects)
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
        fields: Sequence[str] = (),
    ) -> CommitAnswer:
        """`fields`: field, value, … beside the document."""
        whole: dict[str, Any] = {
            **change,
            "team": team_id,
            "expected": str(version),
            "next": str(version + 1),
            "claims": index.claims,
            "releases": index.releases,
            "members": index.members,
            "leavers": index.leavers,
            "filled": index.filled,
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
            [keys.shard_prefix(shard), to_json(whole).decode(), keys.WAKE, shard, *fields],
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


def _there(names: Sequence[str], found: Sequence[object]) -> dict[str, str]:
    """Of the fields of a hash, those that it has."""
    return {name: str(one) for name, one in zip(names, found, strict=True) if one is not None}
