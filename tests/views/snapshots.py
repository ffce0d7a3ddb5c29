"""Committed JSON of what is shown, compared; `UPDATE_SNAPSHOTS=1` writes it anew."""

import json
import os
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "snapshots"


def snapshot_path(name: str, language: str) -> Path:
    return FOLDER / f"{name}.{language}.json"


def assert_as_committed(shown: dict[str, Any], name: str, language: str) -> None:
    """A text of several lines stands as a list of lines, so that a change shows as a line."""
    path = snapshot_path(name, language)
    actual = json.dumps(_by_line(shown), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        path.write_text(actual, encoding="utf-8")
        return
    assert path.exists(), f"no snapshot {path.name}: UPDATE_SNAPSHOTS=1 writes it, then read it"
    assert actual == path.read_text(encoding="utf-8")


def _by_line(thing: Any) -> Any:
    match thing:
        case dict():
            return {key: _by_line(value) for key, value in thing.items()}
        case list():
            return [_by_line(value) for value in thing]
        case str() if "\n" in thing:
            return thing.split("\n")
        case _:
            return thing
