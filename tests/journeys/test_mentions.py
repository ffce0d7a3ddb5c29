"""Asked for beside a conversation: the bot mentioned in a channel, and the message shortcuts."""

from typing import Final

import pytest

from practice.slack import Message
from tests.journeys.requests import cards, opened, press
from tests.journeys.sandboxes import DEMANDER, NOA, REQUEST, SBX, begun, filled, sent
from tests.journeys.spoken import OVER_BOTH, OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, World

BOT: Final = "@Sales Connect"
WISH: Final = f"{BOT} can you get @noa a sandbox login, {SBX}?"
SANDBOX: Final = "sandbox_from_message"
INVITES: Final = "invite_from_message"


def _below(world: World, said: Message) -> list[Message]:
    """What stands in the thread of a message, by the bot."""
    there = world.slack.channel(said.channel).messages
    return [one for one in there if one.thread_ts == said.ts and one.stored.bot_id]


def _by_bot(world: World) -> list[Message]:
    return [one for one in world.slack.channel(CHANNEL).messages if one.stored.bot_id]


@OVER_BOTH
async def test_a_mention_is_answered_in_its_thread(world: World) -> None:
    """Once, though Slack tells of it twice; the bot itself is nobody who is meant."""
    await begun(world)

    said = await world.ada.say(WISH, channel=CHANNEL)
    await settled(world)

    [answer] = _below(world, said)
    assert _by_bot(world) == [answer]
    assert answer.buttons == [REQUEST]
    assert "<@U0NOA>" in answer.all_text
    assert "<@U_BOT>" not in answer.all_text


@OVER_HTTP
async def test_the_button_of_the_thread_opens_the_window(world: World) -> None:
    """Of whoever presses it: anybody may ask."""
    await begun(world)
    said = await world.ada.say(WISH, channel=CHANNEL)
    await settled(world)
    [answer] = _below(world, said)

    await press(world, world.stella, REQUEST, answer)
    assert opened(world.stella).values["E-mail address"] == SBX
    assert opened(world.stella).values["For whom"] == NOA
    await filled(world.stella)
    assert await sent(world, world.stella) == {}

    [card] = cards(world)
    assert "<@U_STELLA> asks" in card.all_text


@OVER_HTTP
async def test_in_a_thread_the_answer_stands_there(world: World) -> None:
    """Below what began it; a French sentence is answered in French."""
    await begun(world)
    root = await world.stella.say("about the new colleague", channel=CHANNEL)

    await world.ada.say(
        f"{BOT} peux-tu créer un compte sandbox pour @noa, {SBX} ?",
        channel=CHANNEL,
        thread_ts=root.ts,
    )
    await settled(world)

    [answer] = _below(world, root)
    assert answer.buttons == [DEMANDER]


@OVER_HTTP
async def test_a_guest_who_mentions_the_bot_is_refused(world: World) -> None:
    """They read why, and whom to ask; a press on a member's button is refused."""
    await begun(world)
    await world.slack.happenings.add_member(CHANNEL, "U_GUS")

    said = await world.gus.say(WISH, channel=CHANNEL)
    members = await world.ada.say(WISH, channel=CHANNEL)
    await settled(world)

    [to_guest] = _below(world, said)
    assert to_guest.buttons == []
    assert "Ask a full member" in to_guest.all_text
    [to_member] = _below(world, members)
    [refusal] = await press(world, world.gus, REQUEST, to_member)
    assert "Guests" in refusal.all_text
    assert world.gus.modal is None


@OVER_HTTP
async def test_only_a_new_mention_by_a_person_is_answered(world: World) -> None:
    """No sentence without it, no change of one, no repeat, no bot; a question is no wish."""
    await begun(world)
    await world.slack.happenings.add_member(CHANNEL, "U_ROBOT")
    plain = await world.ada.say(f"can you get @noa a sandbox login, {SBX}?", channel=CHANNEL)
    await world.ada.edit(plain, WISH)
    await world.slack.person("U_ROBOT").say(WISH, channel=CHANNEL)
    await settled(world)
    assert _by_bot(world) == []

    question = await world.ada.say(f"{BOT} who approved {SBX} for the sandbox?", channel=CHANNEL)
    await settled(world)
    event = next(
        one.payload["event"]
        for one in reversed(world.slack.deliveries)
        if one.payload.get("event", {}).get("type") == "app_mention"
    )
    await world.slack.send_event(event, copies=3)
    await world.ada.edit(question, WISH)
    await settled(world)

    [answer] = _below(world, question)
    assert REQUEST not in answer.buttons


# Shortcuts


@OVER_BOTH
async def test_the_shortcut_takes_whom_the_message_names(world: World) -> None:
    """Of somebody else's message, in the channel; nothing else of it."""
    await begun(world)
    said = await world.stella.say(f"@noa starts on Monday ({SBX})", channel=CHANNEL)

    await world.ada.shortcut(SANDBOX, on=said)

    modal = opened(world.ada)
    assert modal.title == "Sandbox account"
    assert modal.values == {"E-mail address": SBX, "For whom": NOA, "Reason": None}
    await settled(world)
    assert cards(world) == []
    assert _by_bot(world) == []


@OVER_HTTP
@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
async def test_a_message_that_names_nobody_is_about_its_author(world: World, locale: str) -> None:
    """`Can I have one, too?`; a bot's message is about nobody."""
    await begun(world)
    world.ada.user.locale = locale
    whom = {"en-US": "For whom", "fr-FR": "Pour qui"}[locale]
    own = await world.stella.say("can I have one, too?", channel=CHANNEL)
    await world.slack.happenings.add_member(CHANNEL, "U_ROBOT")
    machine = await world.slack.person("U_ROBOT").say("build 12 is green", channel=CHANNEL)
    machine.stored.bot_id = "B_ROBOT"

    await world.ada.shortcut(SANDBOX, on=own)
    assert opened(world.ada).values[whom] == "U_STELLA"
    await world.ada.close()
    await world.ada.shortcut(SANDBOX, on=machine)

    assert opened(world.ada).values[whom] is None


@OVER_HTTP
async def test_the_other_shortcut_invites(world: World) -> None:
    """Everybody whom the message names."""
    await begun(world)
    said = await world.stella.say(f"@noa and @sven, and {SBX}", channel=CHANNEL)

    await world.ada.shortcut(INVITES, on=said)

    modal = opened(world.ada)
    assert modal.title == "Invite users"
    assert modal.values["People in Slack"] == [NOA, "U_SVEN"]
    assert modal.values["E-mail addresses"] == SBX


@OVER_HTTP
async def test_a_shortcut_that_opens_nothing_says_why(world: World) -> None:
    """To who used it alone: no setup; a guest."""
    said = await world.stella.say(f"@noa, {SBX}", channel=CHANNEL)
    await world.ada.shortcut(SANDBOX, on=said)
    await settled(world)
    [without_setup] = world.ada.ephemerals
    await begun(world)
    await world.slack.happenings.add_member(CHANNEL, "U_GUS")

    await world.gus.shortcut(SANDBOX, on=said)
    await settled(world)

    assert "no open production setup" in without_setup.all_text
    assert "Guests" in world.gus.ephemerals[-1].all_text
    assert world.gus.modal is None
