"""Forms filled in by label: values, faults, answers to a submission, files."""

import asyncio

import pytest

from practice.slack import AnswerRefused, NotThere, SlackStandIn

from .conftest import Api, Bot, Json
from .shapes import field, modal, option, section, text_field

EVERYTHING = modal(
    field("Marketo admin", "admin", {"type": "users_select"}),
    field("People", "people", {"type": "multi_users_select"}, optional=True),
    field("Channel", "channel", {"type": "conversations_select"}, optional=True),
    field(
        "Instance",
        "instance",
        {
            "type": "static_select",
            "options": [option("Production", "p"), option("Sandbox", "s")],
            "initial_option": option("Production", "p"),
        },
    ),
    field(
        "Prerequisites",
        "before",
        {"type": "checkboxes", "options": [option("One", "1"), option("Two", "2")]},
        optional=True,
    ),
    field(
        "Workspaces",
        "workspaces",
        {"type": "multi_external_select", "min_query_length": 2},
        optional=True,
    ),
    text_field("Name", "name", initial_value="Main", max_length=10) | {"optional": True},
    title="Set up",
)


def show(slack: SlackStandIn, view: Json, user_id: str = "U_MARA") -> None:
    slack.state.views.open(user_id, "T_ACME", "B_BOT", view)


async def test_initial_values_are_the_values_at_opening(slack: SlackStandIn) -> None:
    show(slack, EVERYTHING)

    screen = slack.person("U_MARA").modal
    assert screen is not None
    assert (screen.title, screen.submit_label, screen.close_label) == ("Set up", "Hand over", None)
    assert screen.values == {
        "Marketo admin": None,
        "People": [],
        "Channel": None,
        "Instance": "Production",
        "Prerequisites": [],
        "Workspaces": [],
        "Name": "Main",
    }
    assert "Main" in screen.text


async def test_every_kind_of_field_is_filled_by_what_is_read(slack: SlackStandIn, bot: Bot) -> None:
    show(slack, EVERYTHING)
    mara = slack.person("U_MARA")
    await mara.fill("Marketo admin", "U_TOM")
    await mara.fill("People", ["U_TOM", "U_MARA"])
    await mara.fill("Channel", "C_INVITES")
    await mara.fill("Instance", "sandbox")
    await mara.fill("Prerequisites", ["Two"])
    await mara.fill("Name", "Mine")
    await mara.submit()

    values = bot.received[0]["view"]["state"]["values"]
    assert values["admin"]["it"] == {"type": "users_select", "selected_user": "U_TOM"}
    assert values["people"]["it"]["selected_users"] == ["U_TOM", "U_MARA"]
    assert values["channel"]["it"]["selected_conversation"] == "C_INVITES"
    assert values["instance"]["it"]["selected_option"]["value"] == "s"
    assert [o["value"] for o in values["before"]["it"]["selected_options"]] == ["2"]
    assert values["name"]["it"] == {"type": "plain_text_input", "value": "Mine"}
    assert mara.modal is None


async def test_a_required_field_stops_the_client(slack: SlackStandIn, bot: Bot) -> None:
    show(slack, EVERYTHING)
    mara = slack.person("U_MARA")

    await mara.submit()

    assert list(mara.errors) == ["Marketo admin"]
    assert bot.received == []


async def test_a_text_field_takes_no_more_than_its_length(slack: SlackStandIn) -> None:
    show(slack, EVERYTHING)

    with pytest.raises(ValueError, match="takes 10 characters"):
        await slack.person("U_MARA").fill("Name", "x" * 11)


async def test_only_what_is_offered_can_be_chosen(slack: SlackStandIn) -> None:
    show(slack, EVERYTHING)
    mara = slack.person("U_MARA")

    for label, value in (("Instance", "Test"), ("Channel", "C_SECRET"), ("People", ["U_NONE"])):
        with pytest.raises(NotThere):
            await mara.fill(label, value)


async def test_external_options_come_from_the_bot(slack: SlackStandIn, bot: Bot) -> None:
    """† The state of the other fields does not come along in old clients."""
    show(slack, EVERYTHING)
    mara = slack.person("U_MARA")
    bot.answers({"options": [option("North"), option("Nordic")]})

    assert await mara.options("Workspaces", "N") == []
    assert bot.received == []
    assert await mara.options("Workspaces", "Nor") == ["North", "Nordic"]
    sent = bot.received[0]
    assert (sent["type"], sent["value"], sent["action_id"]) == ("block_suggestion", "Nor", "it")
    assert sent["view"]["state"] == {"values": {}}
    await mara.fill("Workspaces", ["north"])
    assert mara.modal is not None
    assert mara.modal.values["Workspaces"] == ["North"]


async def test_more_than_100_suggestions_are_refused(slack: SlackStandIn, bot: Bot) -> None:
    """†"""
    show(slack, EVERYTHING)
    bot.answers({"options": [option(f"{n}") for n in range(101)]})

    with pytest.raises(AnswerRefused, match="no more than 100"):
        await slack.person("U_MARA").options("Workspaces", "Nor")


async def test_errors_stand_at_their_labels_and_keep_the_modal(
    slack: SlackStandIn, bot: Bot
) -> None:
    show(slack, modal())
    mara = slack.person("U_MARA")
    bot.answers({"response_action": "errors", "errors": {"client_id": "There is a space"}})
    await mara.fill("client id", "a b")
    await mara.submit()

    assert mara.modal is not None
    assert mara.modal.errors == {"Client ID": "There is a space"}
    assert mara.modal.values == {"Client ID": "a b"}


@pytest.mark.parametrize("errors", [{"nowhere": "x"}, {"shown": "x"}, {}, {"client_id": ""}])
async def test_errors_must_name_input_blocks_of_the_view(
    slack: SlackStandIn, bot: Bot, errors: Json
) -> None:
    show(slack, modal(section("s", block_id="shown"), text_field("Client ID", "client_id")))
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    bot.answers({"response_action": "errors", "errors": errors})

    with pytest.raises(AnswerRefused):
        await mara.submit()


async def test_answers_to_a_submission_update_push_and_clear(slack: SlackStandIn, bot: Bot) -> None:
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    shown = []
    for action in ("update", "push"):
        bot.answers({"response_action": action, "view": modal(title=action)})
        await mara.submit()
        await mara.fill("Client ID", "x")
        shown.append([m.title for m in mara.modals])
    bot.answers({"response_action": "clear"})
    await mara.submit()

    assert shown == [["update"], ["update", "push"]]
    assert mara.modals == []


async def test_a_pushed_view_is_there_when_the_answer_has_arrived(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """A bot that is quicker meets no view of this name yet."""
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    bot.answers({"response_action": "push", "view": modal(title="On top", external_id="on-top")})
    slack.state.draws_after = 1.0

    submitting = asyncio.create_task(mara.submit())
    await slack.until(lambda: any(delivery.answer for delivery in slack.deliveries))
    early = await api("views.update", external_id="on-top", view=modal(external_id="on-top"))
    await submitting
    then = await api("views.update", external_id="on-top", view=modal(external_id="on-top"))

    assert (early["error"], then["ok"]) == ("not_found", True)


async def test_the_answer_to_a_second_click_pushes_nothing(slack: SlackStandIn, bot: Bot) -> None:
    """† The window that the first one opened is on top."""
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    bot.answers({"response_action": "push", "view": modal(title="On top", external_id="on-top")})

    await mara.submit(times=2)

    assert [one.title for one in mara.modals][1:] == ["On top"]


async def test_an_invalid_view_in_an_answer_is_refused(slack: SlackStandIn, bot: Bot) -> None:
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    bot.answers({"response_action": "update", "view": modal(title="x" * 25)})

    with pytest.raises(AnswerRefused, match="invalid_arguments"):
        await mara.submit()


async def test_a_fourth_view_in_an_answer_is_refused(slack: SlackStandIn, bot: Bot) -> None:
    show(slack, modal())
    mara = slack.person("U_MARA")
    bot.answers({"response_action": "push", "view": modal()})
    for _ in range(2):
        await mara.fill("Client ID", "x")
        await mara.submit()
    await mara.fill("Client ID", "x")

    with pytest.raises(AnswerRefused, match="push_limit_reached"):
        await mara.submit()


async def test_two_clicks_on_submit_arrive_twice(slack: SlackStandIn, bot: Bot) -> None:
    """†"""
    show(slack, modal())
    mara = slack.person("U_MARA")
    await mara.fill("Client ID", "x")
    await mara.submit(times=2)

    assert [sent["type"] for sent in bot.received] == ["view_submission"] * 2
    assert mara.modal is None


async def test_closing_is_told_only_where_asked_for(slack: SlackStandIn, bot: Bot) -> None:
    mara = slack.person("U_MARA")
    for told in (False, True):
        show(slack, modal(notify_on_close=told))
        await mara.close()

    assert [sent["type"] for sent in bot.received] == ["view_closed"]
    assert bot.received[0]["is_cleared"] is False


async def test_a_file_is_fetched_with_a_token_that_may_read_files(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """† A wrong token gets a log-in page with status 200."""
    show(slack, modal(field("CSV file", "csv", {"type": "file_input"})))
    mara = slack.person("U_MARA")
    await mara.fill("CSV file", ("people.csv", b"email\n"))
    await mara.submit()
    file = bot.received[0]["view"]["state"]["values"]["csv"]["it"]["files"][0]

    async def fetch(token: str) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {token}"}
        async with api.session.get(file["url_private_download"], headers=headers) as response:
            return response.status, await response.read()

    assert await fetch(slack.bot_token) == (200, b"email\n")
    status, page = await fetch("xoxb-wrong")
    assert (status, b"Sign in" in page) == (200, True)
    slack.scopes = slack.scopes - {"files:read"}
    assert b"Sign in" in (await fetch(slack.bot_token))[1]


@pytest.mark.parametrize("name", ["two words.CSV", "a/b?c#d.csv", "équipe.csv", "100%.csv"])
async def test_a_file_of_any_name_is_fetched_by_its_address(
    api: Api, slack: SlackStandIn, name: str
) -> None:
    """The address is made of what no path is cut or parted by; the name is shown as it was."""
    file = slack.person("U_MARA").upload(name, b"email\n")

    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    for address in (file["url_private"], file["url_private_download"]):
        async with api.session.get(address, headers=headers) as response:
            assert await response.read() == b"email\n"
    assert file["name"] == name


async def test_the_client_takes_no_file_above_ten_megabytes(slack: SlackStandIn) -> None:
    """[docs.slack.dev, "File input element"]."""
    show(slack, modal(field("CSV file", "csv", {"type": "file_input"})))
    mara = slack.person("U_MARA")
    limit = 10 * 1024 * 1024

    await mara.fill("CSV file", ("people.csv", bytes(limit)))
    with pytest.raises(ValueError, match=r"people\.csv is larger than 10 MB"):
        await mara.fill("CSV file", ("people.csv", bytes(limit + 1)))


async def test_a_file_input_needs_the_scope_that_reads_files(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """[docs.slack.dev, "File input element"]; † the word of the refusal. In an answer too."""
    upload = modal(field("CSV file", "csv", {"type": "file_input"}))
    view = slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal())
    slack.scopes = slack.scopes - {"files:read"}

    refused = await api("views.update", view_id=view.id, view=upload)
    bot.answers({"response_action": "push", "view": upload})
    await slack.person("U_MARA").fill("Client ID", "x")
    with pytest.raises(AnswerRefused, match="missing_scope"):
        await slack.person("U_MARA").submit()

    assert (refused["error"], refused["needed"]) == ("missing_scope", "files:read")
