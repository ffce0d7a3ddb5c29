"""Modals as a bulk run needs them: many selects of one kind, three views, a view that is filled."""

import pytest

from practice.slack import AnswerRefused, NotThere, SlackStandIn

from .conftest import Api, Bot, Json
from .shapes import actions, button, field, modal, option, section

MANY: Json = {"type": "multi_external_select", "min_query_length": 0}


def show(slack: SlackStandIn, view: Json) -> None:
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", view)


def chosen(payload: Json, block_id: str) -> list[str]:
    kept = payload["view"]["state"]["values"][block_id]["it"]
    return [one["value"] for one in kept["selected_options"]]


async def test_selects_of_one_action_are_told_apart_by_their_blocks(
    slack: SlackStandIn, bot: Bot
) -> None:
    """What one was offered is not offered by the other."""
    rows = [field(f"Workspaces of {who}", who, MANY, optional=True) for who in ("ann", "ben")]
    show(slack, modal(*rows))
    mara = slack.person("U_MARA")

    for who, name in (("ann", "Europe"), ("ben", "France")):
        bot.answers({"options": [option(name)]})
        await mara.fill(f"Workspaces of {who}", [name])
    with pytest.raises(NotThere, match="no option 'Europe'"):
        await mara.fill("Workspaces of ben", ["Europe"])
    bot.answers(None)
    await mara.submit()

    *asked, sent = bot.received
    assert [a["block_id"] for a in asked] == ["ann", "ben", "ben"]
    assert {a["action_id"] for a in asked} == {"it"}
    assert (chosen(sent, "ann"), chosen(sent, "ben")) == (["Europe"], ["France"])


async def test_a_hundred_options_are_chosen_from_and_one_more_is_refused(
    slack: SlackStandIn, bot: Bot
) -> None:
    options = [option(f"Person {n:03}", f"p{n}") for n in range(100)]
    show(slack, modal(field("Who failed?", "who", MANY)))
    mara = slack.person("U_MARA")

    bot.answers({"options": options})
    found = await mara.options("Who failed?")
    bot.answers({"options": [*options, option("Person 100", "p100")]})
    with pytest.raises(AnswerRefused, match="no more than 100"):
        await mara.options("Who failed?")

    assert len(found) == 100


async def test_a_change_of_boxes_or_of_a_radio_button_is_told_at_once_where_asked_for(
    slack: SlackStandIn, bot: Bot
) -> None:
    """With the state of the whole modal, so that it can be drawn anew."""
    radio = {"type": "radio_buttons", "options": [option("All"), option("Faulty")]}
    boxes = {"type": "checkboxes", "options": [option("Ann"), option("Ben")]}
    show(
        slack,
        modal(
            field("Show", "show", radio, dispatch_action=True),
            field("Selected", "selected", boxes, dispatch_action=True),
        ),
    )
    mara = slack.person("U_MARA")

    await mara.fill("Show", "Faulty")
    await mara.fill("Selected", ["Ben"])

    first, second = (sent["actions"][0] for sent in bot.received)
    assert first["selected_option"]["value"] == "Faulty"
    assert [o["value"] for o in second["selected_options"]] == ["Ben"]
    state = bot.received[1]["view"]["state"]["values"]
    assert state["show"]["it"]["selected_option"]["value"] == "Faulty"


async def test_a_view_that_an_answer_pushed_is_filled_by_its_external_id(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """The bot knows no other name of it; closed, it is not there to be filled."""
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    reading = modal(section("Reading…"), title="Preview", external_id="run-1")
    del reading["submit"]
    bot.answers({"response_action": "push", "view": reading})
    await mara.submit()
    filled = modal(section("120 people"), title="Preview", external_id="run-1")

    answer = await api("views.update", external_id="run-1", view=filled)
    assert mara.modal is not None
    shown = mara.modal.text
    await mara.close()
    late = await api("views.update", external_id="run-1", view=filled)

    assert (answer["ok"], "120 people" in shown) == (True, True)
    assert late["error"] == "not_found"


async def test_the_same_view_is_loading_and_then_filled_where_an_answer_updated_it(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """`update` keeps the id; the hash of before is a conflict."""
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    bot.answers({"response_action": "update", "view": modal(section("Reading…"), title="Preview")})
    await mara.submit()
    before = bot.received[0]["view"]
    filled = modal(section("120 people"), title="Preview")

    stale = await api("views.update", view_id=before["id"], hash=before["hash"], view=filled)
    answer = await api("views.update", view_id=before["id"], view=filled)

    assert stale["error"] == "hash_conflict"
    assert answer["view"]["id"] == before["id"]


async def test_the_button_of_the_third_view_says_where_it_was_pressed(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """A fourth view is refused, and then the third is still there."""
    show(slack, modal(actions(button("Next", "next"))))
    mara = slack.person("U_MARA")
    for _ in range(2):
        await mara.press("Next")
        trigger = bot.received[-1]["trigger_id"]
        view = modal(actions(button("Next", "next")), title="Deeper")
        assert (await api("views.push", trigger_id=trigger, view=view))["ok"]

    await mara.press("Next")
    refused = await api("views.push", trigger_id=bot.received[-1]["trigger_id"], view=modal())

    pressed = bot.received[-1]
    assert pressed["container"] == {"type": "view", "view_id": pressed["view"]["id"]}
    assert pressed["view"]["previous_view_id"] != pressed["view"]["root_view_id"]
    assert refused["error"] == "push_limit_reached"
    assert len(mara.modals) == 3
