"""Somebody whom an admin of Slack deactivates, and who comes back."""

from collections.abc import Awaitable, Callable

import pytest

from practice.slack import Deactivated, Person, SlackStandIn

from .conftest import Api, Bot
from .shapes import actions, button, modal

Act = Callable[[Person], Awaitable[object]]


async def test_the_bot_is_told_of_both(slack: SlackStandIn, bot: Bot) -> None:
    await slack.deactivate("U_TOM")
    await slack.reactivate("U_TOM")

    events = [sent["event"] for sent in bot.received]
    assert [(e["type"], e["user"]["id"], e["user"]["deleted"]) for e in events] == [
        ("user_change", "U_TOM", True),
        ("user_change", "U_TOM", False),
    ]


async def test_nothing_reaches_them_until_they_are_back(api: Api, slack: SlackStandIn) -> None:
    """Their open DM is disabled too, by its own id."""
    dm = (await api("conversations.open", users="U_TOM"))["channel"]["id"]
    calls = [
        ("chat.postMessage", {"channel": "U_TOM", "text": "hi"}),
        ("chat.postMessage", {"channel": dm, "text": "hi"}),
        ("conversations.open", {"users": "U_TOM"}),
    ]
    slack.event_retry_delays = ()

    await slack.deactivate("U_TOM")
    refused = [(await api(method, **args)).get("error") for method, args in calls]
    shown = (await api("users.info", user="U_TOM"))["user"]
    there = (await api("conversations.info", channel=dm))["channel"]
    await slack.reactivate("U_TOM")
    taken = [(await api(method, **args))["ok"] for method, args in calls]

    assert refused == ["user_disabled"] * 3
    assert shown["deleted"] is True
    assert there["is_user_deleted"] is True
    assert taken == [True] * 3
    assert (await api("users.info", user="U_TOM"))["user"]["deleted"] is False


@pytest.mark.parametrize(
    "act",
    [
        lambda tom: tom.command("/salesconnect status"),
        lambda tom: tom.press("Check"),
        lambda tom: tom.fill("Client ID", "x"),
        lambda tom: tom.options("Client ID", "x"),
        lambda tom: tom.submit(),
        lambda tom: tom.close(),
        lambda tom: tom.shortcut("anything"),
        lambda tom: tom.say("hello"),
        lambda tom: tom.edit(tom.dm[0], "x"),
        lambda tom: tom.delete(tom.dm[0]),
        lambda tom: tom.join("C_OPEN"),
        lambda tom: tom.leave("C_INVITES"),
        lambda tom: tom.open_app(),
    ],
)
async def test_whoever_is_signed_out_can_do_nothing(
    api: Api, slack: SlackStandIn, bot: Bot, act: Act
) -> None:
    """And the app hears of nothing but that."""
    await api("chat.postMessage", channel="U_TOM", text="x", blocks=[actions(button("Check"))])
    tom = slack.person("U_TOM")
    before = slack.state.channels["C_INVITES"].members.copy()

    await slack.deactivate("U_TOM")
    slack.state.views.open("U_TOM", "T_ACME", "B_BOT", modal())  # a trigger that was still good
    with pytest.raises(Deactivated, match="Tom Berg"):
        await act(tom)

    assert [sent["event"]["type"] for sent in bot.received] == ["user_change"]
    assert [m.text for m in tom.dm] == ["x"]
    assert slack.state.channels["C_INVITES"].members == before


async def test_their_modals_are_gone_and_nobody_is_told_that_they_closed(
    slack: SlackStandIn, bot: Bot
) -> None:
    slack.state.views.open("U_TOM", "T_ACME", "B_BOT", modal(notify_on_close=True))

    await slack.deactivate("U_TOM")
    await slack.reactivate("U_TOM")

    assert slack.person("U_TOM").modals == []
    assert {sent["type"] for sent in bot.received} == {"event_callback"}


async def test_a_press_that_was_on_its_way_still_arrives(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """The bot must refuse it by itself."""
    await api("chat.postMessage", channel="U_TOM", text="x", blocks=[actions(button("Check"))])
    tom = slack.person("U_TOM")
    await slack.deactivate("U_TOM")

    await tom.press_as_forged("Check", in_=tom.dm[0])

    assert bot.received[-1]["user"]["id"] == "U_TOM"


async def test_whoever_came_back_acts_as_before(slack: SlackStandIn, bot: Bot) -> None:
    await slack.deactivate("U_TOM")
    await slack.reactivate("U_TOM")

    await slack.person("U_TOM").command("/salesconnect status")

    assert bot.received[-1]["command"] == "/salesconnect"


async def test_whoever_is_deactivated_is_found_by_no_address_until_they_are_back(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """The page of the method says so; by id they are still there. Guests are found."""
    slack.state.users["U_MARA"].is_restricted = True

    await slack.deactivate("U_TOM")
    gone = await api("users.lookupByEmail", email="tom@acme.example")
    guest = await api("users.lookupByEmail", email="mara@acme.example")
    await slack.reactivate("U_TOM")
    back = await api("users.lookupByEmail", email="tom@acme.example")

    assert gone == {"ok": False, "error": "users_not_found"}
    assert guest["user"]["is_restricted"] is True
    assert back["user"]["id"] == "U_TOM"


async def test_they_stay_in_their_user_groups(api: Api, slack: SlackStandIn, bot: Bot) -> None:
    """† So whoever asks for a group must look at each."""
    slack.scopes = slack.scopes | {"usergroups:read"}
    slack.add_usergroup("S_SALES", "sales", ["U_MARA", "U_TOM"])

    await slack.deactivate("U_TOM")

    answer = await api("usergroups.users.list", usergroup="S_SALES")
    assert answer["users"] == ["U_MARA", "U_TOM"]
