"""Buttons with a question before them, and buttons of a modal that lead to another one."""

from practice.slack import SlackStandIn

from .conftest import Api, Bot, Json
from .shapes import actions, button, modal, plain, text_field

CONFIRM: Json = {
    "title": plain("Cancel this setup?"),
    "text": plain("Everybody named is told."),
    "confirm": plain("Cancel setup"),
    "deny": plain("Keep it"),
    "style": "danger",
}
CANCEL = actions(button("Cancel setup", "cancel", style="danger", confirm=CONFIRM))
OPEN = actions(button("Open checklist", "open"))


async def test_a_button_with_a_question_in_a_message_acts_once(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """Pressing includes saying yes; the question does not travel."""
    await api("chat.postMessage", channel="U_MARA", text="x", blocks=[CANCEL])

    await slack.person("U_MARA").press("Cancel setup")

    [sent] = bot.received
    assert [a["action_id"] for a in sent["actions"]] == ["cancel"]
    assert "confirm" not in sent["actions"][0]
    assert sent["message"]["blocks"][0]["elements"][0]["confirm"]["style"] == "danger"


async def test_a_button_with_a_question_in_an_ephemeral_message_is_answered_there(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    mara = slack.person("U_MARA")
    bot.answers({"text": "x", "blocks": [CANCEL]})
    await mara.command("/salesconnect status")
    bot.answers(None)

    await mara.press("Cancel setup")
    sent = bot.received[-1]
    answer = {"replace_original": True, "text": "Cancelled."}
    async with api.session.post(sent["response_url"], json=answer) as response:
        assert response.status == 200

    assert sent["container"]["is_ephemeral"] is True
    assert "message" not in sent
    assert [(m.text, m.buttons) for m in mara.ephemerals] == [("Cancelled.", [])]


async def test_a_question_that_breaks_a_limit_is_refused(api: Api) -> None:
    long = actions(button("Cancel setup", confirm=CONFIRM | {"confirm": plain("x" * 31)}))

    answer = await api("chat.postMessage", channel="U_MARA", text="x", blocks=[long])

    assert answer["error"] == "invalid_blocks"


async def test_a_button_of_a_modal_pushes_a_second_one_and_back(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """What was typed in the first one is still there."""
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal(OPEN, text_field("Name", "name")))
    mara = slack.person("U_MARA")
    await mara.fill("Name", "Main")

    async def push(payload: Json) -> None:
        trigger = payload["trigger_id"]
        assert (await api("views.push", trigger_id=trigger, view=modal(title="Checklist")))["ok"]

    bot.reply = push
    await mara.press("Open checklist", in_modal=True)
    titles = [m.title for m in mara.modals]
    assert mara.modal is not None
    below = mara.modal.view.previous_view_id
    await mara.close()

    assert titles == ["Hand over", "Checklist"]
    assert mara.modal.view.id == below
    assert mara.modal.values == {"Name": "Main"}


async def test_a_button_of_a_modal_updates_it(api: Api, slack: SlackStandIn, bot: Bot) -> None:
    """With the hash of the view that was pressed in; a second press meets another hash."""
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal(OPEN, text_field("Name", "name")))
    mara = slack.person("U_MARA")
    answers: list[Json] = []

    async def update(payload: Json) -> None:
        first = bot.received[0]["view"]
        shown = modal(OPEN, text_field("Name", "name"), title="Ticked")
        answers.append(
            await api("views.update", view_id=first["id"], hash=first["hash"], view=shown)
        )

    bot.reply = update
    await mara.fill("Name", "Main")
    await mara.press("Open checklist", in_modal=True)
    await mara.press("Open checklist", in_modal=True)

    assert [answer.get("error") for answer in answers] == [None, "hash_conflict"]
    assert [(m.title, m.values) for m in mara.modals] == [("Ticked", {"Name": "Main"})]
