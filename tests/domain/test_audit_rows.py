"""A row as it was written is read again; and every kind of row has its heap."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from bot.attempts import IN_DOUBT, REFUSED, SEAL_BROKEN
from bot.domain.audit_rows import json_line, read_row
from bot.domain.audit_topics import EXPORTED, TOPIC_OF, Topic
from bot.domain.commands import Command
from bot.domain.effects import Ref
from bot.domain.ids import SetupId
from bot.retry import RETRIED
from bot.store.commits import Entry, audit_row
from tests.store.builders import MARA, NOW

RUN = Ref(kind="run", id="r1")
SETUP = Ref(kind="setup", id="s1")


def commands(of: Any = Command) -> Iterator[str]:
    """The names of all of them."""
    for one in get_args(of):
        if get_args(one):
            yield from commands(one)
        else:
            yield one.__name__


def test_whatever_can_be_on_record_lies_on_one_heap() -> None:
    """A new command is thought of here; and what is gone goes."""
    ours = {*REFUSED.values(), IN_DOUBT, SEAL_BROKEN, RETRIED, EXPORTED}

    assert set(TOPIC_OF) == {*commands(), *ours}
    assert set(TOPIC_OF.values()) == set(Topic)


@pytest.mark.parametrize(
    ("on", "named", "setups"),
    [
        (SETUP, (), ("s1",)),
        (SETUP, ("s1", "s2"), ("s1", "s2")),
        (RUN, ("s1",), ("s1",)),
        (None, ("s1", "s2"), ("s1", "s2")),
        (None, (), ()),
    ],
)
def test_a_row_says_whose_setup_it_is_of(
    on: Ref | None, named: tuple[str, ...], setups: tuple[str, ...]
) -> None:
    """Of runs and requests too, which say it nowhere else; of a refusal on several, each."""
    ids = tuple(SetupId(one) for one in named)
    entry = Entry(MARA, "StartRun", "draft", "running", NOW, {"x": {"after": 1}}, ids)

    row = read_row("5-0", audit_row(entry, on))

    assert row.setups == setups
    assert (row.id, row.at, row.who, row.what) == ("5-0", NOW, MARA, "StartRun")
    assert (row.before, row.after, row.changed) == ("draft", "running", {"x": {"after": 1}})
    assert row.about == (f"{on.kind}:{on.id}" if on else "audit")


@pytest.mark.parametrize(
    ("on", "setups"), [("setup:s1", ("s1",)), ("run:r1", ()), ("request:q", ())]
)
def test_of_an_older_row_only_one_on_a_setup_says_which(on: str, setups: tuple[str, ...]) -> None:
    """They were written without: what they are about is all there is."""
    old = {"at": NOW.isoformat(), "who": MARA, "what": "X", "on": on, "before": "", "after": ""}

    assert read_row("1-0", json.dumps(old)).setups == setups


def test_for_machines_it_is_one_line() -> None:
    """Whatever stands in it."""
    entry = Entry(MARA, "Reject", "open", "rejected", NOW, {"why": "a\nb\r\n\u2028"})

    line = json_line(read_row("5-0", audit_row(entry, SETUP)))

    assert line.count(b"\n") == 1
    assert json.loads(line) == {
        "id": "5-0",
        "at": NOW.isoformat(),
        "who": MARA,
        "what": "Reject",
        "on": "setup:s1",
        "setups": ["s1"],
        "before": "open",
        "after": "rejected",
        "changed": {"why": "a\nb\r\n\u2028"},
    }
