"""Aggregates as they are stored: JSON with a schema number; older ones are migrated when read."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from bot.domain.problems import Again
from bot.domain.request import Request
from bot.domain.run import SHOWN_FIRST, Row, RowState, Run
from bot.domain.setup import Setup
from bot.store.errors import DocumentTooNew
from bot.store.run_people import problems_in, rows_in

SETUP_SCHEMA: Final = 5
RUN_SCHEMA: Final = 4
REQUEST_SCHEMA: Final = 3


def dump_setup(setup: Setup) -> str:
    """What is as it was at the start is left out: a default that changes is a migration."""
    return setup.model_dump_json(exclude_defaults=True)


def load_setup(document: str) -> Setup:
    """
    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    try:
        return Setup.model_validate_json(document)
    except ValidationError:
        loaded: dict[str, Any] = json.loads(document)
        _refuse_newer(loaded, SETUP_SCHEMA)
        if loaded["schema_number"] == SETUP_SCHEMA:
            raise
        if loaded["schema_number"] == 1:
            loaded = _from_1(loaded)
        return Setup.model_validate_json(json.dumps(_from_4(_from_3(_from_2(loaded)))))


def _from_2(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 knew no advice of Marketo's and no API access: all of it may be absent."""
    return {**loaded, "schema_number": 3}


def _from_3(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 did not know which workspace is Marketo's default one."""
    return {**loaded, "schema_number": 4}


def _from_4(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 4 knew no requests: none were made."""
    return {**loaded, "schema_number": 5}


def _from_1(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 knew no checklists, no changes of people and no turns."""
    noted = {"by": loaded["people"]["starter"], "at": loaded["started_at"]}
    note = loaded["handed_over"]
    confirmed = loaded.pop("prerequisites", [])
    return {
        **loaded,
        "schema_number": 2,
        "started_by": loaded["people"]["starter"],
        "chosen": dict.fromkeys(loaded["people"], noted),
        "ticks": {f"prerequisites:{one}": noted for one in confirmed},
        "handed_over": note and {**note, "sender": loaded["people"]["marketo_admin"]},
    }


def dump_request(request: Request) -> str:
    """Without the members of the channel: bot/store/request_index.py writes them beside it."""
    return request.model_dump_json(exclude_defaults=True, exclude={"members"})


def load_request(document: str) -> Request:
    """
    Without the members of the channel; of schema 1, which held them, with them.

    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    try:
        return Request.model_validate_json(document)
    except ValidationError:
        loaded: dict[str, Any] = json.loads(document)
        _refuse_newer(loaded, REQUEST_SCHEMA)
        if loaded["schema_number"] == REQUEST_SCHEMA:
            raise
        return Request.model_validate_json(json.dumps({**loaded, "schema_number": REQUEST_SCHEMA}))


def dump_run(run: Run) -> str:
    """Without its people: bot/store/run_people.py."""
    return run.model_dump_json(exclude={"rows", "problems"})


def load_head(document: str) -> Run | None:
    """
    A run without its people; None: of before schema 3, when it did not say all of itself.

    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    loaded: dict[str, Any] = from_json(document)
    _refuse_newer(loaded, RUN_SCHEMA)
    return Run.model_validate(_run_from_3(loaded)) if loaded["schema_number"] >= 3 else None


def load_run(document: str, fields: Mapping[str, str]) -> Run:
    """
    With as many of its people as `fields` have; of before schema 3, they must be all.

    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    loaded: dict[str, Any] = json.loads(document)
    _refuse_newer(loaded, RUN_SCHEMA)
    rows, problems = rows_in(fields), problems_in(fields)
    if loaded["schema_number"] < 3:
        loaded = _run_from_2(loaded, rows)
    loaded = _run_from_3(loaded)
    return Run.model_validate(loaded).model_copy(update={"rows": rows, "problems": problems})


def _run_from_2(loaded: dict[str, Any], rows: Mapping[int, Row]) -> dict[str, Any]:
    """Schema 2 counted its people anew each time, and held nobody back."""
    counts: dict[RowState, int] = {}
    for row in rows.values():
        if not row.is_open:
            counts[row.state] = counts.get(row.state, 0) + 1
    failed = [n for n, row in rows.items() if row.state is RowState.FAILED]
    untold = [n for n, row in rows.items() if row.untold]
    again = [{"why": Again.SAME_LIST, "email": email} for email in loaded.pop("duplicates", [])]
    return {
        **loaded,
        "schema_number": 3,
        "people": len(rows),
        "counts": counts,
        "untold": len(untold),
        "first_failed": failed[:SHOWN_FIRST],
        "first_untold": untold[:SHOWN_FIRST],
        "read": len(rows) + len(again),
        "repeats": {Again.SAME_LIST: len(again)} if again else {},
        "duplicates": again,
    }


def _run_from_3(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 knew no invites: none were on record."""
    if loaded["schema_number"] != 3:
        return loaded
    return {**loaded, "schema_number": RUN_SCHEMA, "uninvited": loaded["people"]}


def _refuse_newer(loaded: dict[str, Any], newest: int) -> None:
    if loaded["schema_number"] > newest:
        raise DocumentTooNew(
            f"a document has schema {loaded['schema_number']}, this version knows {newest}:"
            " run the newer version of the bot, which wrote it"
        )
