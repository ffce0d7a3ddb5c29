"""Aggregates as they are stored: JSON with a schema number."""

import json
from typing import Any, Final

from pydantic import ValidationError

from bot.domain.run import Row, Run
from bot.domain.setup import Setup
from bot.store.errors import DocumentTooNew

SETUP_SCHEMA: Final = 1
RUN_SCHEMA: Final = 1
ROW: Final = "row:"  # prefix of the fields of a run's people


def dump_setup(setup: Setup) -> str:
    return setup.model_dump_json()


def load_setup(document: str) -> Setup:
    """
    Raises:
        DocumentTooNew: written by a newer version of the bot.
    """
    try:
        return Setup.model_validate_json(document)
    except ValidationError:
        _refuse_newer(json.loads(document), SETUP_SCHEMA)
        raise


def dump_run(run: Run) -> tuple[str, dict[str, str]]:
    """The document, and a field for each person."""
    rows = {f"{ROW}{number}": row.model_dump_json() for number, row in run.rows.items()}
    return run.model_dump_json(exclude={"rows"}), rows


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
    return Run.model_validate({**loaded, "rows": rows})


def _refuse_newer(loaded: dict[str, Any], newest: int) -> None:
    if loaded["schema_number"] > newest:
        raise DocumentTooNew(
            f"a document has schema {loaded['schema_number']}, this version knows {newest}"
        )
