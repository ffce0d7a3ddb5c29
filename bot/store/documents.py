"""Aggregates as they are stored: JSON with a schema number; older ones are migrated when read."""

import json
from typing import Any, Final

from pydantic import ValidationError

from bot.domain.run import Row, Run
from bot.domain.setup import Setup
from bot.store.errors import DocumentTooNew

SETUP_SCHEMA: Final = 3
RUN_SCHEMA: Final = 2
ROW: Final = "row:"  # prefix of the fields of a run's people


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
        return Setup.model_validate_json(json.dumps(_from_2(loaded)))


def _from_2(loaded: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 knew no advice of Marketo's and no API access: all of it may be absent."""
    return {**loaded, "schema_number": 3}


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


def dump_run(run: Run) -> tuple[str, dict[str, str]]:
    """The document, and a field for each person."""
    rows = {row_field(number): row.model_dump_json() for number, row in run.rows.items()}
    return run.model_dump_json(exclude={"rows"}), rows


def row_field(number: int) -> str:
    """Of one of a run's people."""
    return f"{ROW}{number}"


def load_run(document: str, fields: dict[str, str]) -> Run:
    """
    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    loaded: dict[str, Any] = json.loads(document)
    _refuse_newer(loaded, RUN_SCHEMA)
    rows = {
        int(field.removeprefix(ROW)): Row.model_validate_json(row)
        for field, row in fields.items()
        if field.startswith(ROW)
    }
    # Schema 1 knew no runs that were prepared or closed: nothing of it reads otherwise now.
    return Run.model_validate({**loaded, "schema_number": RUN_SCHEMA, "rows": rows})


def _refuse_newer(loaded: dict[str, Any], newest: int) -> None:
    if loaded["schema_number"] > newest:
        raise DocumentTooNew(
            f"a document has schema {loaded['schema_number']}, this version knows {newest}:"
            " run the newer version of the bot, which wrote it"
        )
