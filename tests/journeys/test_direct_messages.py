"""Who writes to the bot is answered once, with what it understands."""

from datetime import timedelta

import pytest

from practice.slack import LoseAnswer, Message, Person
from tests.journeys.labels import Tongue
from tests.journeys.spoken import IN_BOTH, OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, CLIENT_SECRET, World


def _answers(person: Person) -> list[Message]:
    return [message for message in person.dm if message.stored.bot_id]


@IN_BOTH
async def test_a_message_in_the_dm_is_answered_with_the_commands(
    world: World, tongue: Tongue
) -> None:
    """Somebody who talks to the bot reads what to type instead, in their language."""
    world.slack.state.users["U_STELLA"].locale = tongue.locale

    await world.stella.say("Hello, can you set us up?")
    await settled(world)

    [answer] = _answers(world.stella)
    assert ("commandes" if tongue.locale == "fr-FR" else "commands") in answer.all_text
    assert "status" in answer.all_text


async def test_eleven_deliveries_of_one_message_are_one_effect(world: World) -> None:
    """Under eleven event ids, unmarked, all at once (node-slack-sdk 2141); the next is another."""
    await world.stella.say("hello", copies=11)
    await settled(world)
    assert len(_answers(world.stella)) == 1

    await world.stella.say("hello", copies=11)
    await settled(world)
    assert len(_answers(world.stella)) == 2


@OVER_HTTP
async def test_an_answer_that_slack_took_is_not_sent_again(world: World) -> None:
    """After a lost answer it is looked for by its metadata."""
    world.slack.faults.add("chat.postMessage", LoseAnswer())

    await world.stella.say("hello")
    await settled(world, ahead=timedelta(seconds=5))

    assert len(_answers(world.stella)) == 1


@OVER_HTTP
@pytest.mark.parametrize("text", [CLIENT_SECRET, f"here it is: {CLIENT_SECRET}"])
async def test_a_secret_in_the_dm_is_answered_with_a_warning(world: World, text: str) -> None:
    """Delete it, rotate it; it is not repeated, and kept nowhere (the canary looks)."""
    await world.mara.say(text)
    await settled(world)

    [answer] = _answers(world.mara)
    assert "delete" in answer.all_text
    assert "rotate" in answer.all_text


@OVER_HTTP
async def test_guests_are_answered_and_bots_never(world: World) -> None:
    """Help is for everybody; two bots could answer each other for ever."""
    guest, robot = world.slack.person("U_GUS"), world.slack.person("U_ROBOT")

    await guest.say("hello")
    await robot.say("hello")
    await settled(world)

    assert len(_answers(guest)) == 1
    assert _answers(robot) == []


@OVER_HTTP
async def test_what_is_no_new_message_of_a_person_is_not_answered(world: World) -> None:
    """Changed, deleted, of the bot itself, in a channel."""
    said = await world.stella.say("hello")
    await settled(world)
    [answer] = _answers(world.stella)

    await world.stella.edit(said, "hello again")
    await world.stella.delete(said)
    await world.slack.echo(answer)
    await world.stella.say("hello, channel", channel=CHANNEL)
    await settled(world)

    assert len(_answers(world.stella)) == 1
