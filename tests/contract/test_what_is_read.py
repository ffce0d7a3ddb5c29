"""All that `handlers` read stands in Slack's samples, and the stand-in sends it and no more."""

import re
from typing import Final

import pytest

from tests.contract.conftest import Sent
from tests.contract.read import READ, SAMPLE, unknown
from tests.contract.samples import ROOT, paths, slack_sample

# Of `view.state`, by block and action id: what stands in a field.
OF_A_FIELD: Final = {
    "values",
    "value",
    "selected_option",
    "selected_options",
    "selected_user",
    "selected_users",
    "selected_conversation",
    "files",
}
SUBSCRIPT: Final = re.compile(r'(?:\[|\.get\()"(\w+)"')
OF_A_SUGGESTION: Final = {"block_id"}  # Slack's samples have no block_suggestion; slack.md, part 3
# Of a message beside its text; tests/handlers/test_written.py holds them against the samples.
BESIDE_THE_TEXT: Final = {"blocks", "attachments", "files", "initial_comment", "comment"}
OF_NO_NEW_MESSAGE: Final = {"subtype", "bot_id"}  # of a person's: they lack them
A_COMMAND_OF_OURS: Final = {"credentials"}  # a key of a table, read from no payload


@pytest.mark.parametrize("kind", READ)
def test_all_that_is_read_stands_in_slacks_sample(kind: str) -> None:
    """A name that only we use would always be empty."""
    assert unknown(READ[kind], slack_sample(SAMPLE[kind])) == []


def test_all_that_is_read_stands_in_the_table() -> None:
    """A field that `handlers` begin to read is held against the samples too."""
    listed = {
        name.removesuffix("[]")
        for read in READ.values()
        for path in read
        for name in path.split(".")
    }
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "handlers").glob("*.py")]
    read = {name for source in sources for name in SUBSCRIPT.findall(source)}

    assert "trigger_id" in read, "the search finds nothing"
    elsewhere = OF_A_FIELD | OF_A_SUGGESTION | OF_NO_NEW_MESSAGE | A_COMMAND_OF_OURS
    elsewhere |= BESIDE_THE_TEXT
    assert read - listed - elsewhere == set()


async def test_the_stand_in_sends_all_that_is_read(sent: Sent) -> None:
    """Else a journey would test what Slack never meets."""
    lacking = {kind: READ[kind] - paths(payload) for kind, payload in sent.items()}

    assert set(sent) >= set(READ)
    assert {kind: missing for kind, missing in lacking.items() if missing} == {}


async def test_the_stand_in_sends_nothing_that_slack_does_not(sent: Sent) -> None:
    """Every field it sends stands in Slack's samples, or among the few exceptions."""
    strange = {
        kind: unknown(paths(sent[kind]), slack_sample(name)) for kind, name in SAMPLE.items()
    }

    assert {kind: names for kind, names in strange.items() if names} == {}


async def test_a_mention_says_of_no_channel_what_it_is(sent: Sent) -> None:
    """So the bot tells it from a direct message by the event, which has its own name."""
    assert sent["mention"]["event"]["type"] == "app_mention"
    assert "channel_type" not in sent["mention"]["event"]
    assert "event.channel_type" not in paths(slack_sample(SAMPLE["mention"]))


async def test_what_happens_to_a_channel_names_it_by_its_id(sent: Sent) -> None:
    """A string, as in Slack's samples: only a channel's new name comes with all of it."""
    kinds = {kind for kind, read in READ.items() if "event.channel" in read}

    assert len(kinds) == 11
    assert {type(sent[kind]["event"]["channel"]) for kind in kinds} == {str}
    assert {type(slack_sample(SAMPLE[kind])["event"]["channel"]) for kind in kinds} == {str}
