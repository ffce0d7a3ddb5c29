"""Selects, boxes and people that a modal opens with, and what is chosen instead."""

import pytest

from practice.slack import NotThere, SlackStandIn

from .conftest import Bot, Json
from .shapes import field, modal, option

GROUP = field(
    "Approver group",
    "group",
    {
        "type": "external_select",
        "min_query_length": 0,
        "initial_option": option("@sales-leads", "S_LEADS"),
    },
    optional=True,
)
SETTINGS = modal(
    field(
        "Approvers",
        "people",
        {"type": "multi_users_select", "initial_users": ["U_TOM"]},
        optional=True,
    ),
    GROUP,
    field(
        "Language of the channel",
        "language",
        {
            "type": "radio_buttons",
            "options": [option("English", "en"), option("Français", "fr")],
            "initial_option": option("Français", "fr"),
        },
    ),
    field(
        "Prerequisites",
        "before",
        {
            "type": "checkboxes",
            "options": [option("One", "1"), option("Two", "2")],
            "initial_options": [option("Two", "2")],
        },
        optional=True,
    ),
    title="Settings",
)


def show(slack: SlackStandIn, view: Json = SETTINGS) -> None:
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", view)


def values_of(sent: Json) -> Json:
    values: Json = sent["view"]["state"]["values"]
    return values


async def test_what_a_modal_opens_with_is_shown_and_sent(slack: SlackStandIn, bot: Bot) -> None:
    show(slack)
    mara = slack.person("U_MARA")
    assert mara.modal is not None
    shown = mara.modal.values
    await mara.submit()

    values = values_of(bot.received[0])
    assert shown == {
        "Approvers": ["U_TOM"],
        "Approver group": "@sales-leads",
        "Language of the channel": "Français",
        "Prerequisites": ["Two"],
    }
    assert values["people"]["it"]["selected_users"] == ["U_TOM"]
    assert values["group"]["it"]["type"] == "external_select"
    assert values["group"]["it"]["selected_option"]["value"] == "S_LEADS"
    assert values["language"]["it"]["selected_option"]["value"] == "fr"
    assert [o["value"] for o in values["before"]["it"]["selected_options"]] == ["2"]


async def test_something_else_is_chosen_by_what_is_read(slack: SlackStandIn, bot: Bot) -> None:
    """The group by the text of an option that the app has."""
    show(slack)
    mara = slack.person("U_MARA")
    bot.answers({"options": [option("@sales", "S_SALES")]})
    await mara.fill("Approvers", ["U_MARA"])
    await mara.fill("Approver group", "@Sales")
    await mara.fill("Language of the channel", "English")
    await mara.fill("Prerequisites", ["One", "Two"])
    bot.answers(None)
    await mara.submit()

    asked, sent = bot.received
    assert (asked["type"], asked["action_id"], asked["value"]) == (
        "block_suggestion",
        "it",
        "@Sales",
    )
    values = values_of(sent)
    assert values["people"]["it"]["selected_users"] == ["U_MARA"]
    assert values["group"]["it"]["selected_option"]["value"] == "S_SALES"
    assert values["language"]["it"]["selected_option"]["value"] == "en"
    assert [o["value"] for o in values["before"]["it"]["selected_options"]] == ["1", "2"]


async def test_what_is_optional_can_be_emptied(slack: SlackStandIn, bot: Bot) -> None:
    show(slack)
    mara = slack.person("U_MARA")
    for label in ("Approvers", "Approver group", "Prerequisites"):
        await mara.fill(label, None)
    await mara.submit()

    values = values_of(bot.received[0])
    assert values["people"]["it"]["selected_users"] == []
    assert values["group"]["it"]["selected_option"] is None
    assert values["before"]["it"]["selected_options"] == []


async def test_a_group_that_the_app_does_not_offer_cannot_be_chosen(
    slack: SlackStandIn, bot: Bot
) -> None:
    show(slack)
    bot.answers({"options": []})

    with pytest.raises(NotThere, match="@nobody"):
        await slack.person("U_MARA").fill("Approver group", "@nobody")


async def test_each_modal_asks_anew(slack: SlackStandIn, bot: Bot) -> None:
    """What the app offered in a modal that closed is not offered in the next one."""
    mara = slack.person("U_MARA")
    bot.answers({"options": [option("@sales", "S_SALES")]})
    for _ in range(2):
        show(slack)
        await mara.fill("Approver group", "@sales")
        await mara.close()

    assert [sent["type"] for sent in bot.received] == ["block_suggestion"] * 2
