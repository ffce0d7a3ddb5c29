"""People driven by labels: buttons, messages, commands, and waiting for what comes."""

import asyncio
from typing import Any

import pytest

from practice.slack import AnswerRefused, NotThere, SlackStandIn

from .conftest import Api, Bot, Json
from .shapes import actions, button, modal, plain, section, text_field


def show(slack: SlackStandIn, view: Json, user_id: str = "U_MARA") -> None:
    slack.state.views.open(user_id, "T_ACME", "B_BOT", view)


async def test_a_button_is_pressed_in_the_newest_message(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    for value in ("old", "new"):
        await api(
            "chat.postMessage",
            channel="U_MARA",
            text=value,
            blocks=[actions(button("Reveal", value=value), block_id="b")],
        )
    mara = slack.person("U_MARA")

    await mara.press("reveal")
    await mara.press("Reveal", in_=mara.dm[0])

    assert [sent["actions"][0]["value"] for sent in bot.received] == ["new", "old"]
    sent = bot.received[1]
    assert sent["container"]["message_ts"] == sent["message"]["ts"] == mara.dm[0].ts
    assert sent["channel"]["id"] == "D_MARA"


async def test_nobody_presses_in_the_dm_of_another_but_may_forge_it(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """†"""
    await api("chat.postMessage", channel="U_MARA", text="x", blocks=[actions(button("Reveal"))])
    message, tom = slack.person("U_MARA").dm[0], slack.person("U_TOM")

    with pytest.raises(NotThere):
        await tom.press("Reveal")
    with pytest.raises(NotThere):
        await tom.press("Reveal", in_=message)
    await tom.press_as_forged("Reveal", in_=message)

    assert bot.received[0]["user"]["id"] == "U_TOM"


async def test_a_button_that_went_can_be_pressed_late_only_as_forged(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    posted = await api(
        "chat.postMessage", channel="U_MARA", text="x", blocks=[actions(button("Reveal"))]
    )
    mara = slack.person("U_MARA")
    before = mara.dm[0]
    await api("chat.update", channel=posted["channel"], ts=posted["ts"], text="y", blocks=[])

    with pytest.raises(NotThere):
        await mara.press("Reveal", in_=before)
    await mara.press_as_forged("Reveal", in_=before)
    assert before.now.buttons == []
    assert len(bot.received) == 1


async def test_a_press_in_a_modal_carries_the_view_and_no_message(
    slack: SlackStandIn, bot: Bot
) -> None:
    show(slack, modal(actions(button("Check")), text_field("Client ID", "client_id")))
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "typed")

    await mara.press("Check", in_modal=True)

    sent = bot.received[0]
    assert sent["view"]["state"]["values"]["client_id"]["it"]["value"] == "typed"
    assert "message" not in sent
    assert "response_url" not in sent


def test_a_value_in_a_block_of_its_own_is_read_in_one_piece(slack: SlackStandIn) -> None:
    """However many pieces the app makes of it."""
    pieces = [{"type": "text", "text": "123-"}, {"type": "text", "text": "ABC-456"}]
    value = {"type": "rich_text_preformatted", "elements": pieces}
    show(slack, modal({"type": "rich_text", "elements": [value]}))

    shown = slack.person("U_MARA").modal

    assert shown is not None
    assert "123-ABC-456" in shown.text.split("\n")


async def test_a_select_beside_text_tells_the_bot_at_once(slack: SlackStandIn, bot: Bot) -> None:
    select = {"type": "users_select", "action_id": "who", "placeholder": plain("Choose")}
    show(slack, modal(section("Owner", block_id="o", accessory=select), submit=None))

    await slack.person("U_MARA").fill("Owner", "U_TOM")

    action = bot.received[0]["actions"][0]
    assert (action["type"], action["selected_user"]) == ("users_select", "U_TOM")


async def test_the_value_of_an_input_in_a_message_comes_with_the_next_press(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """†"""
    blocks = [text_field("Reason", "reason"), actions(button("Reject"))]
    await api("chat.postMessage", channel="U_MARA", text="x", blocks=blocks)
    mara = slack.person("U_MARA")
    await mara.fill("Reason", "no seat", in_=mara.dm[0])

    await mara.press("Reject")

    assert bot.received[0]["state"]["values"]["reason"]["it"]["value"] == "no seat"


async def test_an_empty_answer_shows_nothing(slack: SlackStandIn, bot: Bot) -> None:
    answer = await slack.person("U_MARA").command("/salesconnect setup")

    assert (answer.is_empty, answer.text, answer.buttons) == (True, "", [])


async def test_an_answer_in_the_channel_is_seen_by_all(slack: SlackStandIn, bot: Bot) -> None:
    bot.answers({"text": "hello all", "response_type": "in_channel"})
    await slack.person("U_MARA").command("/salesconnect", channel="C_INVITES")

    assert [m.text for m in slack.channel("C_INVITES").messages] == ["hello all"]
    assert slack.person("U_MARA").ephemerals == []


async def test_an_invalid_answer_to_a_command_is_refused(slack: SlackStandIn, bot: Bot) -> None:
    bot.answers({"text": "x", "blocks": [section("x" * 3_001)]})

    with pytest.raises(AnswerRefused, match="invalid_blocks"):
        await slack.person("U_MARA").command("/salesconnect help")


async def test_until_returns_as_soon_as_it_is_there(api: Api, slack: SlackStandIn) -> None:
    waiting: asyncio.Task[Any] = asyncio.create_task(
        slack.person("U_MARA").until(lambda m: "ready" in m.all_text)
    )
    await asyncio.sleep(0)
    await api("chat.postMessage", channel="U_MARA", text="x", blocks=[section("All ready")])

    assert (await waiting).all_text == "x\nAll ready"


async def test_until_says_what_there_was(api: Api, slack: SlackStandIn) -> None:
    await api("chat.postMessage", channel="U_MARA", text="something else")

    with pytest.raises(TimeoutError, match="something else"):
        await slack.person("U_MARA").until(lambda m: "ready" in m.text, timeout=0.02)


async def test_a_mention_in_a_channel_arrives_twice(slack: SlackStandIn, bot: Bot) -> None:
    await slack.person("U_MARA").say("<@U_BOT> help", channel="C_INVITES")

    assert sorted(sent["event"]["type"] for sent in bot.received) == ["app_mention", "message"]


async def test_typed_text_travels_escaped_and_with_links(slack: SlackStandIn, bot: Bot) -> None:
    """†"""
    await slack.person("U_MARA").say("a < b & ann@acme.example <@U_TOM>")

    event = bot.received[0]["event"]
    assert event["text"] == ("a &lt; b &amp; <mailto:ann@acme.example|ann@acme.example> <@U_TOM>")
    assert (event["channel_type"], event["user"]) == ("im", "U_MARA")


async def test_a_channel_without_the_bot_sends_no_events(slack: SlackStandIn, bot: Bot) -> None:
    await slack.person("U_MARA").say("secret", channel="C_OPEN")

    assert bot.received == []
