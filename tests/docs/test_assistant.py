"""What docs/assistant.md gives to copy is a manifest that Slack takes, and opens what it says."""

import json
import re
from typing import Any

import jsonschema
import yaml

from bot.work.agent import GRANTED
from tests.contract.samples import ROOT, SAMPLES


def merged(manifest: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """As somebody adds the lines: maps are joined, lists grow."""
    whole = dict(manifest)
    for name, value in more.items():
        if isinstance(value, dict):
            whole[name] = merged(whole.get(name, {}), value)
        else:
            whole[name] = [*whole.get(name, []), *value] if isinstance(value, list) else value
    return whole


def test_the_lines_for_the_agent_fit_into_the_manifest() -> None:
    page = (ROOT / "docs" / "assistant.md").read_text("utf-8")
    [lines] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
    schema = json.loads((SAMPLES / "manifest" / "manifest.schema.2.0.0.json").read_text("utf-8"))

    whole = merged(manifest, yaml.safe_load(lines))

    assert [*jsonschema.Draft7Validator(schema).iter_errors(whole)] == []
    assert GRANTED in whole["oauth_config"]["scopes"]["bot"]
    assert len(whole["oauth_config"]["scopes"]["bot"]) > len(
        manifest["oauth_config"]["scopes"]["bot"]
    )
