"""The README tells the truth."""

import json
import re
import shlex
import struct
import subprocess
from pathlib import Path

import pytest

from bot.config import Settings

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PRACTICE = (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    set(re.findall(r"(?:make|python -m) [a-z][a-z. ]*[a-z]", README + OPERATIONS + PRACTICE))
)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_its_picture_is_there_and_drawn_by_a_script() -> None:
    """A PNG of the page at its usual size; `make picture` draws it."""
    content = (ROOT / "docs" / "practice.png").read_bytes()

    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (1280, 800)
    assert "(docs/practice.png)" in README


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.startswith("make")])
def test_every_make_command_exists(command: str) -> None:
    """`make -n` knows each target that is named."""
    done = run("make", "-n", *shlex.split(command)[1:])

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.startswith("python")])
def test_every_python_command_exists(command: str) -> None:
    """The command line knows each word that is named."""
    _, _, module, *words = shlex.split(command)

    done = run(str(ROOT / ".venv" / "bin" / "python"), "-m", module, *words, "--help")

    assert done.returncode == 0, done.stderr


def test_run_without_tokens_says_in_one_line_what_is_missing() -> None:
    """`python -m bot run` is for a real Slack."""
    python = str(ROOT / ".venv" / "bin" / "python")

    done = subprocess.run(
        [python, "-m", "bot", "run"],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "SLACK_BOT_TOKEN" in done.stderr


def test_every_setting_is_in_the_operations_table() -> None:
    """And no setting is named that does not exist."""
    known = {name.upper() for name in Settings.model_fields}

    named = set(re.findall(r"`([A-Z_]{4,})`(?=[,` |])", OPERATIONS.split("## Redis")[0]))

    assert named == known


def test_the_command_line_of_slack_gets_the_manifest_as_json() -> None:
    """The hook in `.slack/hooks.json` works as it stands there."""
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))["hooks"]

    done = run(*shlex.split(hooks["get-manifest"]))

    assert json.loads(done.stdout)["features"]["slash_commands"][0]["command"] == "/salesconnect"
