"""Whose a message is, and all of it that can be read, by Slack's events of messages."""

from typing import Any, Final

import pytest

from handlers.written import OF_A_FILE, OF_AN_ATTACHMENT, written_in
from tests.contract.samples import paths, slack_sample

PLAIN: Final = {
    "type": "message",
    "user": "U_ADA",
    "text": "hello",
    "ts": "1.000100",
    "channel": "C_SALES",
    "channel_type": "channel",
}
RICH: Final = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "client ", "style": {"bold": True}},
                    {"type": "text", "text": "id"},
                    {"type": "emoji", "name": "key"},
                    {"type": "link", "url": "https://acme.example"},
                ],
            },
            {
                "type": "rich_text_list",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]},
                ],
            },
        ],
    },
    {"type": "section", "text": {"type": "mrkdwn", "text": "three"}},
]


def changed(before: dict[str, Any], **after: Any) -> dict[str, Any]:
    """Slack's event of a change."""
    edit = {"edited": {"user": "U_ADA", "ts": "9.000000"}} if "text" in after else {}
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C_SALES",
        "channel_type": "channel",
        "ts": "9.000900",
        "message": before | edit | after,
        "previous_message": before,
    }


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast", "me_message"])
def test_what_people_write_is_read(subtype: str | None) -> None:
    """With a file, below a message and in the channel too, as `/me`."""
    found = written_in(PLAIN | ({"subtype": subtype} if subtype else {}))

    assert found is not None
    assert (found.by, found.channel, found.ts) == ("U_ADA", "C_SALES", "1.000100")
    assert (found.pieces, found.edited, found.in_dm) == (("hello",), "", False)


@pytest.mark.parametrize(
    "event",
    [
        PLAIN | {"bot_id": "B_ROBOT"},
        PLAIN | {"user": "USLACKBOT"},
        {name: value for name, value in PLAIN.items() if name != "user"},
        PLAIN | {"subtype": "bot_message"},
        PLAIN | {"subtype": "channel_join"},
        PLAIN | {"subtype": "message_deleted", "previous_message": PLAIN},
        changed(PLAIN | {"bot_id": "B_ROBOT"}, text="more"),
        changed(PLAIN, subtype="tombstone", text="This message was deleted."),
        changed(PLAIN, attachments=[{"title": "a preview"}]),
        changed(PLAIN, thread_ts="1.000100", reply_count=1),
    ],
)
def test_what_bots_write_or_slack_adds_is_not(event: dict[str, Any]) -> None:
    """Nobody wrote it, or nobody wrote anything new."""
    assert written_in(event) is None


def test_a_change_is_of_the_message_and_has_a_time_of_its_own() -> None:
    """By which a second change is told from the first, and from what was written at first."""
    found = written_in(changed(PLAIN, text="hello again"))

    assert found is not None
    assert (found.by, found.ts, found.edited) == ("U_ADA", "1.000100", "9.000000")
    assert found.pieces == ("hello again",)


def test_all_that_can_be_read_is_judged() -> None:
    """Each piece once: the text, blocks as they read, forwarded messages, names of files."""
    more = {
        "blocks": RICH,
        "attachments": [{"pretext": "a", "title": "b", "text": "c", "fallback": "c"}],
        "files": [
            {"title": "d", "name": "e", "preview": "f", "initial_comment": {"comment": "g"}},
            {"title": None},
        ],
    }

    found = written_in(PLAIN | more)

    assert found is not None
    text, rich, *others = found.pieces
    assert text == "hello"
    assert rich == "client id https://acme.example\none\ntwo"
    assert [one for one in others if one] == ["three", "a", "b", "c", "d", "e", "f", "g"]


def test_what_is_read_of_files_and_attachments_stands_in_slacks_sample() -> None:
    """A name that only we use would always be empty."""
    known = paths(slack_sample("events/MessageFileSharePayload"))

    read = {f"event.files[].{name}" for name in OF_A_FILE}
    read |= {f"event.attachments[].{name}" for name in OF_AN_ATTACHMENT}
    assert read | {"event.files[].initial_comment.comment"} <= known


@pytest.mark.parametrize(
    ("more", "thread"),
    [
        ({}, ""),
        ({"thread_ts": "1.000100"}, ""),  # it began the thread, and stands in the channel
        ({"thread_ts": "0.000900"}, "0.000900"),
        ({"channel_type": "im"}, "1.000100"),
        ({"channel_type": "im", "thread_ts": "0.000900"}, "0.000900"),
    ],
)
def test_a_warning_belongs_where_the_message_stands(more: dict[str, str], thread: str) -> None:
    """In the channel, in a thread of it; in a DM always in one."""
    found = written_in(PLAIN | more)

    assert found is not None
    assert (found.thread, found.in_dm) == (thread, "channel_type" in more)


def test_nothing_of_a_message_is_shown_where_it_is_printed() -> None:
    """In a traceback, in a log."""
    assert "hello" not in repr(written_in(PLAIN))
