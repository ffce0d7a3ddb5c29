"""Answers to a response_url: how often, how long, what they change."""

from practice.slack import SlackStandIn
from practice.slack.grants import RESPONSE_URL_SECONDS

from .conftest import Api, Bot, Json, MovableClock
from .shapes import actions, button, section


async def url_of_a_command(slack: SlackStandIn, bot: Bot) -> str:
    await slack.person("U_MARA").command("/salesconnect help", channel="C_INVITES")
    return str(bot.received[-1]["response_url"])


async def post(api: Api, url: str, body: Json) -> tuple[int, str]:
    async with api.session.post(url, json=body) as response:
        return response.status, await response.text()


async def test_it_works_five_times(api: Api, slack: SlackStandIn, bot: Bot) -> None:
    url = await url_of_a_command(slack, bot)

    answers = [await post(api, url, {"text": f"{n}"}) for n in range(6)]

    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1][1]
    assert len(slack.person("U_MARA").ephemerals) == 5


async def test_it_works_for_thirty_minutes(
    api: Api, slack: SlackStandIn, bot: Bot, clock: MovableClock
) -> None:
    """† The words of the refusal."""
    url = await url_of_a_command(slack, bot)
    clock.ahead = RESPONSE_URL_SECONDS + 1

    status, text = await post(api, url, {"text": "late"})

    assert (status, "expired_url" in text) == (404, True)


async def test_it_is_ephemeral_unless_told_otherwise(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    url = await url_of_a_command(slack, bot)
    await post(api, url, {"text": "for you"})
    await post(api, url, {"text": "for all", "response_type": "in_channel"})

    assert [m.text for m in slack.person("U_MARA").ephemerals] == ["for you"]
    assert [m.text for m in slack.channel("C_INVITES").messages] == ["for all"]


async def test_it_replaces_and_deletes_the_ephemeral_that_was_pressed(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """† It is the only way to change an ephemeral message."""
    mara = slack.person("U_MARA")
    bot.answers({"text": "sure?", "blocks": [actions(button("Yes"))]})
    await mara.command("/salesconnect disconnect")
    bot.answers(None)
    await mara.press("Yes")
    url = bot.received[-1]["response_url"]

    await post(api, url, {"text": "done", "replace_original": True})
    assert [(m.text, m.buttons) for m in mara.ephemerals] == [("done", [])]
    await post(api, url, {"delete_original": True})
    assert mara.ephemerals == []


async def test_invalid_blocks_are_refused(api: Api, slack: SlackStandIn, bot: Bot) -> None:
    url = await url_of_a_command(slack, bot)

    status, text = await post(api, url, {"blocks": [section("x" * 3_001)]})

    assert (status, "invalid_blocks" in text) == (400, True)
