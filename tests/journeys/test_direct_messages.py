"""Who writes to the bot is answered once; what it knows of their question: test_questions.py."""

from datetime import timedelta
from typing import Final

import pytest

from practice.slack import LoseAnswer, Message, Person
from tests.journeys.spoken import OVER_BOTH, OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID, World


def _answers(person: Person) -> list[Message]:
    return [message for message in person.dm if message.stored.bot_id]


WRITTEN: Final = {
    "en-US": ("What will the weather be like tomorrow?", "don't know"),
    "fr-FR": ("Bonjour, quel temps fera-t-il demain ?", "Je ne sais pas"),
}


@OVER_BOTH
@pytest.mark.parametrize("locale", WRITTEN)
@pytest.mark.parametrize("of_the_text", WRITTEN)
async def test_what_is_not_understood_is_said_in_the_language_it_is_written_in(
    world: World, locale: str, of_the_text: str
) -> None:
    """Whatever the locale; with what it can answer."""
    world.slack.state.users["U_STELLA"].locale = locale
    text, answered = WRITTEN[of_the_text]

    await world.stella.say(text)
    await settled(world)

    [answer] = _answers(world.stella)
    assert answered in answer.all_text
    assert len(answer.buttons) == 3


@OVER_BOTH
async def test_what_could_be_any_language_is_answered_in_that_of_their_slack(world: World) -> None:
    """As everything else."""
    world.slack.state.users["U_STELLA"].locale = "fr-FR"

    await world.stella.say("Zyzzyx")
    await settled(world)

    assert WRITTEN["fr-FR"][1] in _answers(world.stella)[0].all_text


@OVER_BOTH
async def test_eleven_deliveries_of_one_message_are_one_effect(world: World) -> None:
    """
    Under eleven event ids, unmarked (node-slack-sdk 2141): all at once, and again when it was
    answered long ago. The next message is another one.
    """
    said = await world.stella.say("hello", copies=11)
    await settled(world)
    assert len(_answers(world.stella)) == 1

    event = world.slack.deliveries[-1].payload["event"]
    assert event["ts"] == said.ts
    assert len(await world.slack.send_event(event, copies=11)) == 11
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
@pytest.mark.parametrize(
    "text",
    [
        f"client secret: {CLIENT_SECRET}",
        f"Voici le secret client : {CLIENT_SECRET}",
        f"{MUNCHKIN_ID}\n{CLIENT_ID}\n{CLIENT_SECRET}",
        f"How long must I still wait? {420 * 'hello you '}client secret {CLIENT_SECRET}",
    ],
    ids=["named", "in French", "three lines", "after much else"],
)
async def test_a_secret_in_the_dm_is_answered_with_a_warning(world: World, text: str) -> None:
    """Delete it, rotate it; it is not repeated, and kept nowhere (the canary looks)."""
    await world.mara.say(text)
    await settled(world)

    [answer] = _answers(world.mara)
    said = ("supprimez", "renouvelez") if "secret client" in text else ("delete", "rotate")
    assert all(word in answer.all_text for word in said)
    assert answer.buttons == []


@OVER_HTTP
async def test_a_hash_alone_is_no_secret_in_the_dm(world: World) -> None:
    """They are everywhere in sales chat; behind the command nothing long belongs."""
    await world.mara.say("c0ffee0bad" * 4)
    await settled(world)
    typed = await world.mara.command(f"/salesconnect {CLIENT_SECRET}")

    [answer] = _answers(world.mara)
    assert "rotate" not in answer.all_text
    assert "don't know" in answer.all_text
    assert "rotate" in typed.text


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
