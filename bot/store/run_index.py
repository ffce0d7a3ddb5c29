"""What a commit of a run writes of its people beside them: who is in it, and who is connected."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from pydantic_core import from_json, to_json

from bot.domain.ids import RunId, SetupId
from bot.domain.left_behind import Failed
from bot.domain.request import RequestKind
from bot.domain.run import Purpose, Row, RowState, Run
from bot.store import keys
from bot.store.commits import Entry, Index, Owned

_WITH: Final = "workspaces"


def index_of(run: Run, former: Run | None, others: Iterable[SetupId], entry: Entry) -> Index:
    """
    A person stands in one run under way at most, of one instance at most.

    `others`: the other open setups; needed where a run starts.
    """
    index = Index()
    was_under_way = former is not None and former.is_under_way
    if run.is_under_way and not was_under_way:
        _claims(run, index, others)
    elif former is not None:
        _changes(run, former, index, entry)
    return index


def _claims(run: Run, index: Index, others: Iterable[SetupId]) -> None:
    team_id, running = run.team_id, keys.running(run.team_id, run.setup_id)
    everybody = [row.email for row in run.rows.values()]
    # Of whom nobody knows what became, the run that tries theirs again may have.
    index.claims.append(Owned(running, run.id, everybody, run.retry_of or ""))
    index.members.append([keys.runs(team_id, run.setup_id), run.id])
    if run.purpose is not Purpose.DISCONNECT:  # who stands on two instances can leave one of them
        for other in others:
            index.bars += keys.on_instance(team_id, other)
        # They have, or are to get, an account on the sandbox that goes with it.
        index.bars.append(keys.accounts(team_id, run.setup_id))
        index.bars.append(keys.asked_for(team_id, run.setup_id, RequestKind.SANDBOX))
    if run.purpose is Purpose.CONNECT:
        index.bars.append(keys.connected(team_id, run.setup_id))


def _changes(run: Run, former: Run, index: Index, entry: Entry) -> None:
    running = keys.running(run.team_id, run.setup_id)
    connected = keys.connected(run.team_id, run.setup_id)
    failed = keys.failed(run.team_id, run.setup_id)
    if run.let_be and not former.let_be:
        index.members.append([keys.let_be(run.team_id, run.setup_id), run.id])
    released: list[str] = []
    for number, row in run.rows.items():
        before = former.rows.get(number)
        if before is None:
            continue
        if former.is_held(number) and not run.is_held(number):
            released.append(row.email)
        if row is before:
            continue
        # Of a run that was closed with its connection, nobody is connected any more.
        if row.state is RowState.CONNECTED and before.is_open and not run.closed:
            index.writes.append([connected, row.email, _record(run, number, row, entry)])
        elif _has_lost(row, before):
            index.erased.append([connected, row.email])
        has_failed = row.state is RowState.FAILED and before.is_open
        if (has_failed or (row.off and not before.off)) and not run.closed:
            index.writes.append([failed, row.email, _failure(run, number, entry)])
        elif before.is_open and not row.is_open:
            index.erased.append([failed, row.email])
    if released:
        index.releases.append(Owned(running, run.id, released))


def _has_lost(row: Row, before: Row) -> bool:
    is_out = row.state is RowState.DISCONNECTED and before.is_open
    return is_out or (row.off and not before.off)


def _record(run: Run, number: int, row: Row, entry: Entry) -> str:
    record: dict[str, Any] = {
        _WITH: run.workspaces_of(number),
        "at": entry.at.isoformat(),
        "run": run.id,
    }
    if row.user_id:
        record["user"] = row.user_id
    return to_json(record).decode()


def _failure(run: Run, number: int, entry: Entry) -> str:
    """Also of somebody who is off, on the way to other workspaces: until they have them."""
    where = {"run": run.id, "row": number, "purpose": run.purpose, "at": entry.at.isoformat()}
    return to_json(where).decode()


def failed_in(record: str, email: str) -> Failed:
    """In which run somebody failed."""
    read = from_json(record)
    at = datetime.fromisoformat(read["at"])
    return Failed(email, RunId(read["run"]), read["row"], Purpose(read["purpose"]), at)


def workspaces_in(record: str) -> tuple[str, ...]:
    """With which somebody is connected."""
    return tuple(from_json(record)[_WITH])
