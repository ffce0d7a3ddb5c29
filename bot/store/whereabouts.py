"""Reads how far somebody is, by their address; what it reads is written by commits beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from pydantic_core import from_json

from bot.domain.effects import Ref
from bot.domain.ids import RequestId, RunId, SetupId, TeamId, UserId
from bot.domain.request import RequestKind
from bot.domain.run import Purpose, Run
from bot.domain.whereabouts import Place, SandboxAccount, Whereabouts
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.documents import load_request
from bot.store.errors import StoreError
from bot.store.hashes import pairs_of
from bot.store.request_index import ASKED_BY, FOR
from bot.store.run_index import failed_in, workspaces_in
from bot.store.run_parts import people
from bot.store.scripts import Scripts

NOWHERE: Final = Whereabouts(Place.NOWHERE)


class Trail:
    """One look for a person and a setup, and one more at the run or request that holds them."""

    def __init__(self, scripts: Scripts, aggregates: Aggregates) -> None:
        self._scripts = scripts
        self._aggregates = aggregates

    async def of(self, team_id: TeamId, setup_id: SetupId, email: str) -> Whereabouts:
        """`email`: as `normalised`. What is furthest on the way counts."""
        about = (team_id, setup_id)
        names = {
            "connected": keys.connected(*about),
            "running": keys.running(*about),
            "failed": keys.failed(*about),
            "invited": keys.invited(*about),
            "asked_for": keys.asked_for(*about, RequestKind.INVITE),
            "account": keys.accounts(*about),
            "asked_for_account": keys.asked_for(*about, RequestKind.SANDBOX),
            "left": keys.left(team_id),
        }
        answers = await self._each([("HGET", key, email) for key in names.values()])
        pairs = zip(names, answers, strict=True)
        found = {name: str(answer) for name, answer in pairs if answer is not None}
        place = await self._place(team_id, email, found)
        return place if "left" not in found else _gone(place)

    async def is_asked_by(
        self, team_id: TeamId, setup_id: SetupId, email: str, user_id: UserId
    ) -> bool:
        """Whether a request of theirs is for this address: one that is open, or was fulfilled."""
        about = (team_id, setup_id)
        open_ones = [keys.asked_for(*about, kind) for kind in RequestKind]
        done = [keys.invited(*about), keys.accounts(*about)]
        found = await self._each([("HGET", key, email) for key in (*open_ones, *done)])
        ids = [one for one in found[: len(open_ones)] if one is not None]
        records = [from_json(one) for one in found[len(open_ones) :] if one is not None]
        if any(one.get(ASKED_BY) == user_id for one in records):
            return True
        ids += [one.get("request") for one in records if ASKED_BY not in one]
        for request_id in filter(None, ids):
            request = await self._aggregates.request(team_id, RequestId(str(request_id)))
            if request is not None and request.state.requester == user_id:
                return True
        return False

    async def accounts_of(
        self, team_id: TeamId, setup_id: SetupId, user_id: UserId
    ) -> list[SandboxAccount]:
        """
        On the sandbox that goes with this setup, oldest first. They are on record by their
        addresses, which nobody has in Slack.
        """
        [kept] = await self._each([("HGETALL", keys.accounts(team_id, setup_id))])
        records: dict[str, dict[str, str]] = {
            str(email): from_json(record) for email, record in pairs_of(kept)
        }
        theirs = [
            SandboxAccount(email, datetime.fromisoformat(record["at"]))
            for email, record in records.items()
            if record.get(FOR) == user_id
        ]
        old = [one["request"] for one in records.values() if ASKED_BY not in one]
        theirs += await self._accounts_of_old(team_id, old, user_id)
        return sorted(theirs, key=lambda one: one.at)

    async def _accounts_of_old(
        self, team_id: TeamId, request_ids: Sequence[str], user_id: UserId
    ) -> list[SandboxAccount]:
        """For whom an older record is, only its request says, as long as that is kept."""
        refs = [Ref(kind="request", id=RequestId(one)) for one in request_ids]
        documents = await self._each(
            [("HGET", keys.aggregate(team_id, one), "document") for one in refs]
        )
        people = [
            person
            for one in documents
            if one is not None
            for person in load_request(str(one)).people
        ]
        return [
            SandboxAccount(one.email, one.done.at)
            for one in people
            if one.user_id == user_id and one.done
        ]

    async def _each(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        answers = await self._scripts.each(commands)
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
        return answers

    async def _place(self, team_id: TeamId, email: str, found: dict[str, str]) -> Whereabouts:
        if record := found.get("connected"):
            return Whereabouts(Place.CONNECTED, _when(record), workspaces_in(record))
        if "failed" in found and (failed := await self._failed(team_id, email, found)):
            return failed
        if run_id := found.get("running"):
            # Of its people, only those of one batch: in which row somebody stands is not on record.
            kept = await self._aggregates.run(team_id, RunId(run_id), people(_to_tick))
            return Whereabouts(Place.IN_RUN, batch=_batch(kept.state, email) if kept else 0)
        if record := found.get("invited"):
            return Whereabouts(Place.INVITED, _when(record))
        if request_id := found.get("asked_for"):
            request = await self._aggregates.request(team_id, RequestId(request_id))
            is_approved = request is not None and request.state.is_approved
            return Whereabouts(Place.APPROVED if is_approved else Place.ASKED_FOR)
        if "account" in found or "asked_for_account" in found:
            return Whereabouts(Place.ON_SANDBOX)
        return NOWHERE

    async def _failed(
        self, team_id: TeamId, email: str, found: dict[str, str]
    ) -> Whereabouts | None:
        """None: they are tried again, or their run goes on; or were to be disconnected."""
        one = failed_in(found["failed"], email)
        # Of whom nobody knows what became, they stand in the run in which they failed.
        is_tried = found.get("running", one.run_id) != one.run_id
        if is_tried or one.purpose is Purpose.DISCONNECT:
            return None
        kept = await self._aggregates.run(team_id, one.run_id, people(lambda _: (one.row,)))
        row = kept.state.rows.get(one.row) if kept else None
        if kept and row and row.is_open and kept.state.is_under_way:
            return None
        return Whereabouts(Place.FAILED, one.at, why=row.why if row else "")


def _gone(place: Whereabouts) -> Whereabouts:
    return replace(place, has_left=True)


def _when(record: str) -> datetime:
    kept: dict[str, Any] = from_json(record)
    return datetime.fromisoformat(kept["at"])


def _to_tick(run: Run) -> tuple[int, ...]:
    """The rows of the batch that is open; nobody ticks what the connector does."""
    return () if run.open_batch is None else run.batches[run.open_batch].rows


def _batch(run: Run, email: str) -> int:
    """That which is open, if they are in it; a later one has no number here, and none is needed."""
    is_there = any(run.rows[one].email == email for one in _to_tick(run))
    return run.open_batch + 1 if run.open_batch is not None and is_there else 0
