"""Slack's payloads, taken apart by `handlers/payload.py`, by its own samples."""

import pytest

from bot.views.ids import INPUT, CardValue
from handlers.payload import (
    Typed,
    is_ephemeral,
    is_in_a_view,
    message_seen,
    metadata_of,
    seen_of,
    setup_id_of,
    team_of,
    user_of,
    value_of,
)
from tests.contract.read import SAMPLE
from tests.contract.samples import Json, slack_sample


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

    def test_a_shortcut_on_a_message(self) -> None:
        """It is answered by a window, or privately where the message is; it changes nothing yet."""
        body = filled(SAMPLE["shortcut"], team__id="T_ACME", user__id="U_MARA")

        assert (team_of(body), user_of(body)) == ("T_ACME", "U_MARA")
        assert (is_in_a_view(body), is_ephemeral(body)) == (False, False)
        assert "response_url" in body

    def test_a_mention_and_the_message_that_holds_it(self) -> None:
        """Both come where the bot is in the channel: one message, by its place and time."""
        where = {"event__channel": "C_INVITES", "event__ts": "1700000000.000100"}
        mention = filled(SAMPLE["mention"], **where)
        message = filled(SAMPLE["message"], **where)

        assert message_seen(mention["event"]) == message_seen(message["event"])
        assert message_seen(mention["event"]) == "message:C_INVITES:1700000000.000100"

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
