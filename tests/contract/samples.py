"""Slack's own samples of payloads and answers (MIT, see `samples/slack/LICENSE`), unchanged."""

import json
from pathlib import Path
from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]

SAMPLES: Final = Path(__file__).parent / "samples"
ROOT: Final = Path(__file__).parents[2]


def slack_sample(name: str) -> Json:
    """A fresh copy of `samples/slack/<name>.json`: all field names, next to no values."""
    text = (SAMPLES / "slack" / f"{name}.json").read_text(encoding="utf-8")
    sample: Json = json.loads(text)
    return sample


def paths(thing: Any, prefix: str = "") -> set[str]:
    """Every field as `view.state`, `actions[].value`, dictionaries and lists among them."""
    if isinstance(thing, list):
        return {path for part in thing for path in paths(part, f"{prefix}[]")}
    if not isinstance(thing, dict):
        return set()
    found: set[str] = set()
    for name, value in thing.items():
        path = f"{prefix}.{name}" if prefix else name
        found |= {path} | paths(value, path)
    return found


def kind(value: Any) -> str:
    """JSON's word for it: `string`, `number`, `boolean`, `object`, `array`, `null`."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def kinds(thing: Any, prefix: str = "") -> dict[str, set[str]]:
    """Every path of `paths` with the kinds of value that stand there."""
    found: dict[str, set[str]] = {}
    parts: list[tuple[str, Any]] = []
    if isinstance(thing, list):
        parts = [(f"{prefix}[]", part) for part in thing]
    elif isinstance(thing, dict):
        parts = [(f"{prefix}.{name}" if prefix else name, part) for name, part in thing.items()]
    for path, part in parts:
        found.setdefault(path, set()).add(kind(part))
        for deeper, there in kinds(part, path).items():
            found.setdefault(deeper, set()).update(there)
    return found


def misshapen(found: Json, sample: Json) -> list[str]:
    """
    Fields of `found` that the sample does not have, or that are of another kind there.

    Null may stand anywhere: the samples come out of classes whose every field is optional.
    """
    known = kinds(sample)
    wrong = []
    for path, there in sorted(kinds(found).items()):
        if path not in known:
            wrong.append(f"{path}: not in the sample")
        elif there - {"null"} - known[path]:
            wrong.append(f"{path}: {sorted(there - known[path])}, not {sorted(known[path])}")
    return wrong
