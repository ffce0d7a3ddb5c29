"""What payloads hold: values of fields, where a click was, what a person may choose."""

from typing import Any

import pytest

from practice.slack import NotThere, SlackStandIn

from .conftest import Api, Bot, Json
from .shapes import actions, button, field, modal, option, text_field

CHOICES = {"options": [option("One"), option("Two")]}


@pytest.mark.parametrize(
    ("element", "given", "sent"),
    [
        ({"type": "plain_text_input"}, "a", {"value": "a"}),
        ({"type": "plain_text_input"}, None, {"value": None}),
        ({"type": "email_text_input"}, "a@x.example", {"value": "a@x.example"}),
        ({"type": "url_text_input"}, "https://a.example", {"value": "https://a.example"}),
        ({"type": "number_input", "is_decimal_allowed": False}, "7", {"value": "7"}),
        ({"type": "users_select"}, "U_TOM", {"selected_user": "U_TOM"}),
        ({"type": "users_select"}, "U_ROBOT", {"selected_user": "U_ROBOT"}),
        ({"type": "multi_users_select"}, ["U_TOM"], {"selected_users": ["U_TOM"]}),
        ({"type": "multi_users_select"}, None, {"selected_users": []}),
        ({"type": "conversations_select"}, "C_OPEN", {"selected_conversation": "C_OPEN"}),
        (
            {"type": "multi_conversations_select"},
            ["C_OPEN"],
            {"selected_conversations": ["C_OPEN"]},
        ),
        ({"type": "static_select", **CHOICES}, None, {"selected_option": None}),
        ({"type": "datepicker"}, "2026-01-05", {"selected_date": "2026-01-05"}),
    ],
)
async def test_each_kind_of_field_has_its_key(
    slack: SlackStandIn, bot: Bot, element: Json, given: Any, sent: Json
) -> None:
    shown = modal(field("Field", "f", element, optional=True))
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", shown)
    mara = slack.person("U_MARA")
    await mara.fill("Field", given)
    await mara.submit()

    values = bot.received[0]["view"]["state"]["values"]["f"]["it"]
    assert values == {"type": element["type"]} | sent


@pytest.mark.parametrize("kind", ["static_select", "radio_buttons", "checkboxes"])
async def test_chosen_options_have_text_and_value(slack: SlackStandIn, bot: Bot, kind: str) -> None:
    shown = modal(field("Field", "f", {"type": kind, **CHOICES}))
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", shown)
    mara = slack.person("U_MARA")
    await mara.fill("Field", ["Two"] if kind == "checkboxes" else "Two")
    await mara.submit()

    values = bot.received[0]["view"]["state"]["values"]["f"]["it"]
    key = "selected_options" if kind == "checkboxes" else "selected_option"
    [chosen] = values[key] if kind == "checkboxes" else [values[key]]
    assert (chosen["value"], chosen["text"]["text"]) == ("Two", "Two")


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ({"default_to_current_conversation": True}, "C_INVITES"),
        ({"default_to_current_conversation": True, "initial_conversation": "C_OPEN"}, "C_OPEN"),
        ({"default_to_current_conversation": True, "filter": {"include": ["im"]}}, None),
        ({}, None),
    ],
)
async def test_a_conversations_select_may_show_where_the_person_was(
    api: Api, slack: SlackStandIn, bot: Bot, element: Json, shown: str | None
) -> None:
    mara = slack.person("U_MARA")
    await mara.command("/salesconnect setup", channel="C_INVITES")
    view = modal(field("Channel", "c", {"type": "conversations_select", **element}))

    await api("views.open", trigger_id=bot.received[0]["trigger_id"], view=view)

    assert mara.modal is not None
    assert mara.modal.values == {"Channel": shown}


async def test_a_pushed_view_still_knows_where_the_person_was(
    slack: SlackStandIn, bot: Bot, api: Api
) -> None:
    mara = slack.person("U_MARA")
    select = {"type": "multi_conversations_select", "default_to_current_conversation": True}
    await mara.command("/salesconnect setup", channel="C_INVITES")
    first = modal(actions(button("More")), submit=None)
    await api("views.open", trigger_id=bot.received[0]["trigger_id"], view=first)
    await mara.press("More", in_modal=True)

    second = modal(field("Channels", "c", select))
    await api("views.push", trigger_id=bot.received[1]["trigger_id"], view=second)

    assert mara.modal is not None
    assert mara.modal.values == {"Channels": ["C_INVITES"]}


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ({"exclude_external_shared_channels": True}, "C_SHARED"),
        ({"exclude_bot_users": True}, "D_MARA"),
        ({"include": ["private"]}, "C_INVITES"),
    ],
)
async def test_filters_of_a_conversations_select_are_kept(
    slack: SlackStandIn, wanted: Json, refused: str
) -> None:
    slack.add_channel("C_SHARED", "partners", members=["U_MARA"], is_ext_shared=True)
    slack.state.dm_with("U_MARA")
    mara = slack.person("U_MARA")
    for given in ({}, {"filter": wanted}):
        shown = modal(field("Channel", "c", {"type": "conversations_select", **given}))
        slack.state.views.open("U_MARA", "T_ACME", "B_BOT", shown)
        if given:
            with pytest.raises(NotThere):
                await mara.fill("Channel", refused)
        else:
            await mara.fill("Channel", refused)


async def test_a_file_input_takes_its_number_and_types_of_files(slack: SlackStandIn) -> None:
    element = {"type": "file_input", "filetypes": ["csv"], "max_files": 1}
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal(field("CSV", "f", element)))
    mara = slack.person("U_MARA")

    for files in ([("a.csv", b"a"), ("b.csv", b"b")], [("a.txt", b"a")]):
        with pytest.raises(ValueError, match="CSV"):
            await mara.fill("CSV", files)
    await mara.fill("CSV", ("a.csv", b"a"))


async def test_a_file_input_takes_ten_files_unless_told_otherwise(slack: SlackStandIn) -> None:
    """†"""
    slack.state.views.open(
        "U_MARA", "T_ACME", "B_BOT", modal(field("Files", "f", {"type": "file_input"}))
    )

    with pytest.raises(ValueError, match="takes 10 files"):
        await slack.person("U_MARA").fill("Files", [(f"{n}.csv", b"x") for n in range(11)])


async def test_a_message_shortcut_carries_the_message_and_a_response_url(
    slack: SlackStandIn, bot: Bot
) -> None:
    mara = slack.person("U_MARA")
    message = await mara.say("help me", channel="C_INVITES")

    await mara.shortcut("on_message", on=message)

    sent = bot.received[-1]
    assert (sent["type"], sent["callback_id"]) == ("message_action", "on_message")
    assert (sent["message"]["text"], sent["channel"]["id"]) == ("help me", "C_INVITES")
    assert sent["message_ts"] == message.ts
    assert sent["response_url"]
    assert sent["trigger_id"]


async def test_a_message_shortcut_needs_a_message_in_a_channel_of_hers(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """What only she sees has no such menu."""
    await api("chat.postEphemeral", channel="C_INVITES", user="U_MARA", text="for you")
    theirs = await slack.person("U_TOM").say("between us", channel="C_SECRET")
    mara = slack.person("U_MARA")

    for message in (mara.ephemerals[0], theirs):
        with pytest.raises(NotThere):
            await mara.shortcut("on_message", on=message)

    assert bot.received == []


async def test_a_cleared_stack_is_closed_as_cleared(slack: SlackStandIn, bot: Bot) -> None:
    views = slack.state.views
    views.open("U_MARA", "T_ACME", "B_BOT", modal(text_field("A", "a"), notify_on_close=True))
    views.push("U_MARA", "T_ACME", "B_BOT", modal(text_field("B", "b"), notify_on_close=True))

    await slack.person("U_MARA").close(all_=True)

    assert [(s["type"], s["is_cleared"]) for s in bot.received] == [("view_closed", True)] * 2


async def test_the_opened_dm_is_app_home_opened_with_the_messages_tab(
    slack: SlackStandIn, bot: Bot
) -> None:
    await slack.person("U_MARA").open_app("messages")

    event = bot.received[0]["event"]
    assert (event["type"], event["tab"], event["channel"]) == (
        "app_home_opened",
        "messages",
        "D_MARA",
    )


async def test_a_shared_file_is_a_message_event_of_its_own_kind(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    slack.scopes = slack.scopes | {"files:write"}
    place = await api("files.getUploadURLExternal", filename="a.csv", length=1)
    async with api.session.post(place["upload_url"], data=b"a"):
        pass
    done: Json = {"files": [{"id": place["file_id"]}], "channel_id": "C_INVITES"}
    await api("files.completeUploadExternal", **done)

    await slack.echo(slack.channel("C_INVITES").messages[0])

    event = bot.received[0]["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "a.csv")
    assert event["bot_id"] == "B_BOT"
