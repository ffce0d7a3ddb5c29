"""Slack's payloads: what `handlers` read of them is there, and the stand-in sends no other."""

import re
from collections.abc import Iterable
from typing import Final

import pytest

from bot.views.ids import INPUT, CardValue
from handlers.payload import (
    Typed,
    is_ephemeral,
    is_in_a_view,
    metadata_of,
    seen_of,
    setup_id_of,
    team_of,
    user_of,
    value_of,
)
from tests.contract.conftest import Sent
from tests.contract.samples import ROOT, Json, paths, slack_sample

# What `handlers` read, by kind of payload. `values` are chosen by block and action id.
EVERY_INTERACTION: Final = {"type", "team.id", "user.id", "user.team_id"}
OF_AN_ACTION: Final = {
    *EVERY_INTERACTION,
    "trigger_id",
    "actions[].action_id",
    "actions[].action_ts",
    "actions[].value",
}
OF_A_VIEW: Final = {"view.id", "view.hash", "view.private_metadata", "view.team_id"} | {
    "view.callback_id"
}
OF_A_MESSAGE: Final = ("type", "user", "channel", "channel_type", "ts", "text")
READ: Final[dict[str, set[str]]] = {
    "command": {"command", "team_id", "user_id", "text", "trigger_id"},
    "press in a message": {*OF_AN_ACTION, "response_url", "container.is_ephemeral"},
    "press in a view": {*OF_AN_ACTION, *OF_A_VIEW},
    "submission": {*EVERY_INTERACTION, *OF_A_VIEW, "view.state", "view.previous_view_id"},
    "closing": {*EVERY_INTERACTION, *OF_A_VIEW, "view.previous_view_id", "is_cleared"},
    "event": {"team_id", "type", "event.type", "event.user.id", "event.user.deleted"},
    "message": {"team_id", "type", *(f"event.{one}" for one in OF_A_MESSAGE)},
}
SAMPLE: Final = {
    "command": "app-backend/SlashCommandPayload",
    "press in a message": "app-backend/BlockActionPayload",
    "press in a view": "app-backend/BlockActionPayload",
    "submission": "app-backend/ViewSubmissionPayload",
    "closing": "app-backend/ViewClosedPayload",
    "event": "events/UserChangePayload",
    "message": "events/MessagePayload",
}
# Where Slack's samples stop, since they came out of a library's classes:
NOT_IN_THE_SAMPLES: Final = (
    r"view\.blocks(\[\].*)?",  # blocks of views, and what was typed into them, are left out there
    r"view\.state\.values(\..*)?",
    r"state\.values(\..*)?",
    r"response_urls",  # of submissions: empty without `response_url_enabled`
    r"context_team_id|context_enterprise_id",  # of events: younger than the samples
    r"event\.event_ts",  # stands in most events of theirs, not in this one
    r"message\.blocks\[\]\..*",  # any block that there is
    r"message\.bot_profile\..*",
    r"actions\[\]\.text\..*",
)
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
OF_NO_NEW_MESSAGE: Final = {"subtype", "bot_id"}  # of a person's: they lack them
A_COMMAND_OF_OURS: Final = {"credentials"}  # a key of a table, read from no payload


def filled(name: str, **values: object) -> Json:
    """A sample with some values: `user__id="U_MARA"` fills `user.id`."""
    body = slack_sample(name)
    for path, value in values.items():
        *way, last = path.split("__")
        place = body
        for step in way:
            place = place[step][0] if isinstance(place[step], list) else place[step]
        place[last] = value
    return body


def a_press(**values: object) -> Json:
    usual = {
        "team__id": "T_ACME",
        "user__id": "U_MARA",
        "trigger_id": "1.2.trigger",
        "actions__action_ts": "1700000000.000100",
        "actions__action_id": "hand_over",
        "actions__value": CardValue("setup-1", part="2").dump(),
    }
    return filled("app-backend/BlockActionPayload", **(usual | values))


def in_a_message(**values: object) -> Json:
    body = a_press(**({"container__type": "message"} | values))
    del body["view"]
    return body


def in_a_view(**values: object) -> Json:
    body = a_press(**({"container__type": "view", "view__id": "V1"} | values))
    del body["message"], body["channel"], body["response_url"]
    return body


def a_submission(values: Json | None = None, **more: object) -> Json:
    usual = {
        "team__id": "T_ACME",
        "user__id": "U_MARA",
        "view__id": "V1",
        "view__hash": "1.hash",
        "view__private_metadata": CardValue("setup-1").dump(),
    }
    body = filled("app-backend/ViewSubmissionPayload", **(usual | more))
    if values is not None:
        body["view"]["state"] = {"values": values}
    return body


class TestSlacksSamples:
    """`handlers/payload.py` takes them apart."""

    def test_a_command(self) -> None:
        """Its fields stand at the top; the trigger recognises a repeat."""
        body = filled(
            SAMPLE["command"],
            team_id="T_ACME",
            user_id="U_MARA",
            command="/salesconnect",
            trigger_id="1.2.trigger",
        )

        assert (team_of(body), user_of(body)) == ("T_ACME", "U_MARA")
        assert seen_of(body) == "command:1.2.trigger"

    def test_a_press_in_a_message(self) -> None:
        """Who, where, which button, and what it stands for."""
        body = in_a_message()

        assert (team_of(body), user_of(body)) == ("T_ACME", "U_MARA")
        assert seen_of(body) == "action:U_MARA:1700000000.000100:hand_over"
        assert value_of(body) == CardValue("setup-1", "", "2")
        assert setup_id_of(value_of(body)) == "setup-1"
        assert (is_in_a_view(body), is_ephemeral(body)) == (False, False)

    def test_a_press_in_a_message_that_one_person_sees(self) -> None:
        """The answer then takes its place."""
        assert is_ephemeral(in_a_message(container__is_ephemeral=True))

    def test_a_press_in_a_view(self) -> None:
        """It is answered by a window, and says which setup it is about."""
        body = in_a_view(view__private_metadata=CardValue("setup-1").dump())

        assert (is_in_a_view(body), is_ephemeral(body)) == (True, False)
        assert metadata_of(body) == CardValue("setup-1")

    def test_a_submission(self) -> None:
        """The view and its state recognise a double click."""
        body = a_submission()

        assert (team_of(body), user_of(body)) == ("T_ACME", "U_MARA")
        assert seen_of(body) == "view:V1:1.hash"
        assert setup_id_of(metadata_of(body)) == "setup-1"

    @pytest.mark.parametrize("empty", ["", None, "somebody-elses", "a:b", "a:b:c:d"])
    def test_a_button_that_is_not_ours_stands_for_no_setup(self, empty: str | None) -> None:
        """Of an older version of the bot, or forged."""
        assert setup_id_of(value_of(in_a_message() | {"actions": [{"value": empty}]})) == ""
        assert setup_id_of(metadata_of(a_submission(view__private_metadata=empty))) == ""

    def test_an_organisation_wide_installation_has_no_team_of_its_own(self) -> None:
        """`team` is null: the view's team counts, else the person's."""
        shown = a_submission(team=None, view__team_id="T_VIEW", user__team_id="T_USER")
        pressed = in_a_message(team=None, user__team_id="T_USER")

        assert team_of(shown) == "T_VIEW"
        assert team_of(pressed) == "T_USER"

    def test_two_presses_are_told_apart_and_a_repeat_is_not(self) -> None:
        """By the time stamp of the press alone, whatever else a repeat carries."""
        first = in_a_message()
        second = in_a_message(actions__action_ts="1700000000.000200")
        repeat = in_a_message() | {"trigger_id": "other", "response_url": "other"}

        assert seen_of(first) != seen_of(second)
        assert seen_of(first) == seen_of(repeat)


class TestTyped:
    """What stands in the fields of a submitted modal (slack.md, part 3)."""

    def test_each_kind_of_input_has_its_own_key(self) -> None:
        """Text, one option, several, one person, several, a conversation."""
        typed = Typed(
            a_submission(
                {
                    "name": {INPUT: {"type": "plain_text_input", "value": "Acme"}},
                    "one": {INPUT: {"selected_option": {"text": {}, "value": "sandbox"}}},
                    "some": {INPUT: {"selected_options": [{"value": "a"}, {"value": "b"}]}},
                    "who": {INPUT: {"type": "users_select", "selected_user": "U_MARA"}},
                    "whom": {INPUT: {"selected_users": ["U_ADA", "U_BEN"]}},
                    "where": {INPUT: {"selected_conversation": "C_INVITES"}},
                    "file": {INPUT: {"type": "file_input", "files": [{"id": "F_LIST"}]}},
                }
            )
        )

        assert typed.text("name") == "Acme"
        assert typed.option("one") == "sandbox"
        assert typed.options("some") == ["a", "b"]
        assert typed.user("who") == "U_MARA"
        assert typed.users("whom") == ["U_ADA", "U_BEN"]
        assert typed.channel("where") == "C_INVITES"
        assert typed.files("file") == ["F_LIST"]

    @pytest.mark.parametrize(
        "values",
        [
            None,
            {},
            {"it": {}},
            {"it": {INPUT: {}}},
            {
                "it": {
                    INPUT: {
                        "value": None,
                        "selected_option": None,
                        "selected_options": None,
                        "selected_user": None,
                        "selected_users": None,
                        "selected_conversation": None,
                    }
                }
            },
        ],
        ids=["as in the sample", "no field", "no action", "no value", "cleared"],
    )
    def test_absent_and_cleared_are_both_empty(self, values: Json | None) -> None:
        """Slack sends null for what was emptied, and nothing for what was never there."""
        typed = Typed(a_submission(values))

        assert (typed.text("it"), typed.option("it"), typed.options("it")) == ("", "", [])
        assert (typed.user("it"), typed.users("it"), typed.channel("it")) == (None, [], "")


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
    assert read - listed - elsewhere == set()


async def test_the_stand_in_sends_all_that_is_read(sent: Sent) -> None:
    """Else a journey would test what Slack never meets."""
    lacking = {kind: READ[kind] - paths(payload) for kind, payload in sent.items()}

    assert set(sent) >= set(READ)
    assert {kind: missing for kind, missing in lacking.items() if missing} == {}


async def test_the_stand_in_sends_nothing_that_slack_does_not(sent: Sent) -> None:
    """Every field it sends stands in Slack's samples, or among the few exceptions above."""
    strange = {
        kind: unknown(paths(sent[kind]), slack_sample(name)) for kind, name in SAMPLE.items()
    }

    assert {kind: names for kind, names in strange.items() if names} == {}


def unknown(found: Iterable[str], sample: Json) -> list[str]:
    """Those that neither stand in the sample nor among the exceptions."""
    known = paths(sample)
    return sorted(
        path
        for path in found
        if path not in known
        and not any(re.fullmatch(pattern, path) for pattern in NOT_IN_THE_SAMPLES)
    )
