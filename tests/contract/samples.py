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
