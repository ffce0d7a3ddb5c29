"""Forms as a browser sends them, and what of them reaches a bot."""

from collections.abc import AsyncIterator

import pytest
from starlette.routing import Route

from practice.slack.messages import Json
from practice.slack.server import Server
from practice.slack.views import StoredView
from tests.practice.slack.conftest import Bot
from tests.practice.slack.shapes import actions, button, field, modal, option, plain, text_field

from .drawn import Element
from .site import Site

MARA = "U_MARA"
HERE = "/as/mara/sales-connect"
EXTERNAL: Json = {"type": "external_select", "min_query_length": 0}
MANY: Json = {"type": "multi_external_select", "min_query_length": 0}


@pytest.fixture
async def bot(site: Site) -> AsyncIterator[Bot]:
    bot = Bot()
    server = Server([Route("/slack/events", bot.__call__, methods=["POST"])])
    site.world.slack.request_url = f"{await server.start()}/slack/events"
    yield bot
    await server.stop()


def show(site: Site, view: Json) -> StoredView:
    slack = site.world.slack
    return slack.state.views.open(MARA, slack.team_id, slack.bot_id, view)


async def sent(site: Site, path: str, *form: tuple[str, str]) -> None:
    url = site.url(f"/as/mara/{path}")
    async with site.session.post(url, data=form, headers={"X-Live": "1"}) as answer:
        assert answer.status == 204


async def looked_for(site: Site, view: StoredView, typed: str) -> list[str]:
    url = site.url(f"/as/mara/options?place={view.id}&block=group&action=it&q={typed}")
    async with site.session.get(url) as answer:
        return [found["value"] for found in await answer.json()]


def values_of(payload: Json, block_id: str) -> Json:
    kept: Json = payload["view"]["state"]["values"][block_id]["it"]
    return kept


def ticked(shown: Element) -> list[str]:
    return [box.attributes["value"] for box in shown.all("input") if "checked" in box.attributes]


async def test_one_option_of_the_apps_is_found_chosen_and_sent(site: Site, bot: Bot) -> None:
    """In place of the one that the app had chosen before."""
    given = EXTERNAL | {"initial_option": option("@sales", "S_SALES")}
    view = show(site, modal(field("Approver group", "group", given, optional=True)))
    bot.answers({"options": [option("@sales-leads", "S_LEADS")]})
    dialog = await site.region(HERE, "modal")
    found = await looked_for(site, view, "")
    bot.answers(None)
    await sent(site, f"view/{view.id}/submit", ("shown", "group/it"), ("field/group/it", "S_LEADS"))

    group = dialog.called("Approver group")
    assert group.attributes["role"] == "radiogroup"
    assert ticked(group) == ["S_SALES"]
    assert found == ["S_LEADS"]
    assert values_of(bot.received[-1], "group")["selected_option"]["text"]["text"] == "@sales-leads"


async def test_what_was_ticked_before_the_next_search_is_sent_too(site: Site, bot: Bot) -> None:
    """The app need not offer it again."""
    view = show(site, modal(field("Workspaces", "group", MANY)))
    for name in ("France", "Nordics"):
        bot.answers({"options": [option(name)]})
        await looked_for(site, view, name)
    bot.answers(None)
    await sent(
        site,
        f"view/{view.id}/submit",
        ("shown", "group/it"),
        ("field/group/it", "France"),
        ("field/group/it", "Nordics"),
    )

    chosen = values_of(bot.received[-1], "group")["selected_options"]
    assert [o["value"] for o in chosen] == ["France", "Nordics"]


async def test_what_the_app_never_offered_is_not_sent(site: Site, bot: Bot) -> None:
    view = show(site, modal(field("Approver group", "group", EXTERNAL, optional=True)))

    await sent(site, f"view/{view.id}/submit", ("shown", "group/it"), ("field/group/it", "S_ELSE"))

    assert values_of(bot.received[-1], "group")["selected_option"] is None


async def test_boxes_and_people_that_were_ticked_can_be_unticked(site: Site, bot: Bot) -> None:
    boxes: Json = {
        "type": "checkboxes",
        "options": [option("One", "1"), option("Two", "2")],
        "initial_options": [option("One", "1"), option("Two", "2")],
    }
    people: Json = {"type": "multi_users_select", "initial_users": ["U_SOL", "U_NADIA"]}
    language: Json = {
        "type": "radio_buttons",
        "options": [option("English", "en"), option("Français", "fr")],
        "initial_option": option("Français", "fr"),
    }
    view = show(
        site,
        modal(
            field("Prerequisites", "before", boxes, optional=True),
            field("Approvers", "people", people, optional=True),
            field("Language of the channel", "language", language),
        ),
    )
    dialog = await site.region(HERE, "modal")
    await sent(
        site,
        f"view/{view.id}/submit",
        ("shown", "before/it"),
        ("shown", "people/it"),
        ("field/people/it", "U_NADIA"),
        ("shown", "language/it"),
        ("field/language/it", "en"),
    )

    labels = ("Prerequisites", "Approvers", "Language of the channel")
    assert [ticked(dialog.called(label)) for label in labels] == [
        ["1", "2"],
        ["U_SOL", "U_NADIA"],
        ["fr"],
    ]
    payload = bot.received[-1]
    assert values_of(payload, "before")["selected_options"] == []
    assert values_of(payload, "people")["selected_users"] == ["U_NADIA"]
    assert values_of(payload, "language")["selected_option"]["value"] == "en"


@pytest.mark.parametrize("is_private", [False, True], ids=["message", "ephemeral"])
async def test_a_question_stands_at_its_button_in_messages(
    site: Site, bot: Bot, is_private: bool
) -> None:
    """The browser asks it; the press then says where it was."""
    question = {
        "title": plain("Sure?"),
        "text": plain("All are told."),
        "confirm": plain("Do it"),
        "deny": plain("No"),
    }
    state = site.world.slack.state
    message = state.new_message(
        state.dm_with(MARA),
        user=site.world.slack.bot_user_id,
        text="a card",
        blocks=[actions(button("Cancel setup", "cancel", confirm=question))],
        team=state.home_team,
        ephemeral_for=MARA if is_private else None,
    )
    log = (await site.region(HERE, "messages")).one(role="log")
    shown = log.called("Cancel setup").attributes

    at = f"{message.channel}:{message.ts}"
    await sent(site, "press", ("at", at), ("press", shown["value"]))

    assert [shown[f"data-confirm-{part}"] for part in ("title", "text", "yes", "no")] == [
        "Sure?",
        "All are told.",
        "Do it",
        "No",
    ]
    container = bot.received[-1]["container"]
    assert (container["message_ts"], container["is_ephemeral"]) == (message.ts, is_private)


@pytest.mark.parametrize("is_asked_for", [True, False])
async def test_a_window_that_is_closed_is_told_where_asked_for(
    site: Site, bot: Bot, is_asked_for: bool
) -> None:
    """By its own button, which Escape presses too; a second press finds nothing to close."""
    view = show(site, modal(close=plain("Done"), notify_on_close=is_asked_for))
    shown = await site.region(HERE, "modal")
    closing = shown.called("Done", "button")
    assert "data-close" in closing.attributes

    for _ in range(2):
        await sent(site, closing.attributes["formaction"].removeprefix("/as/mara/"))

    told = [(payload["type"], payload["view"]["id"]) for payload in bot.received]
    assert told == ([("view_closed", view.id)] if is_asked_for else [])
    assert site.world.slack.person(MARA).modal is None


async def test_the_cross_of_a_stack_tells_of_each_window(site: Site, bot: Bot) -> None:
    """The one on top first."""
    first = show(site, modal(notify_on_close=True))
    views, slack = site.world.slack.state.views, site.world.slack
    second = views.push(MARA, slack.team_id, slack.bot_id, modal(notify_on_close=True))

    await sent(site, f"view/{second.id}/close", ("all", "1"))

    told = [(p["type"], p["view"]["id"], p["is_cleared"]) for p in bot.received]
    assert told == [("view_closed", second.id, True), ("view_closed", first.id, True)]


async def test_a_button_of_a_modal_leads_to_a_second_one_and_back(site: Site, bot: Bot) -> None:
    """What was typed in the first goes along with the press, and is there again."""
    view = show(site, modal(actions(button("Open checklist", "open")), text_field("Name", "group")))
    slack = site.world.slack

    async def push(payload: Json) -> None:
        url = f"{slack.api_url}views.push"
        body = {"trigger_id": payload["trigger_id"], "view": modal(title="Checklist")}
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with site.session.post(url, json=body, headers=headers) as answer:
            assert (await answer.json())["ok"]

    bot.reply = push
    press = (await site.region(HERE, "modal")).called("Open checklist").attributes["value"]
    typed = (("shown", "group/it"), ("field/group/it", "Main"))
    await sent(site, f"view/{view.id}/press", ("press", press), *typed)
    second = await site.region(HERE, "modal")
    await sent(site, second.one("dialog").id.join(("view/", "/close")))
    first = await site.region(HERE, "modal")

    assert second.one("h2").text == "Checklist"
    assert second.called("Close all")
    assert first.one("h2").text == "Hand over"
    assert first.called("Name").attributes["value"] == "Main"
