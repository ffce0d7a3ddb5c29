"""A secret in a channel, in a mention, in a change: its author is warned, and nobody else."""

from typing import Any, Final

import pytest

from practice.slack import Message, Person
from tests.journeys.requests import press
from tests.journeys.sandboxes import answers
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, CLIENT_ID, CLIENT_SECRET, World

BOT: Final = "@Sales Connect"
LEAK: Final = f"the client secret is {CLIENT_SECRET}, please"
IN_FRENCH: Final = f"voici le secret client pour vous : {CLIENT_SECRET}"


def _warnings(person: Person) -> list[Message]:
    return [one for one in person.ephemerals if "rotate" in one.text or "renouvelez" in one.text]


def _by_bot(world: World) -> list[Message]:
    """What all of the channel sees."""
    return [one for one in world.slack.channel(CHANNEL).messages if one.stored.bot_id]


def _last_event(world: World, kind: str) -> dict[str, Any]:
    event: dict[str, Any] = next(
        one.payload["event"]
        for one in reversed(world.slack.deliveries)
        if one.payload.get("event", {}).get("type") == kind
    )
    return event


async def test_a_secret_in_a_channel_is_warned_of_privately(world: World) -> None:
    """Once, however often Slack sends it; that nothing of it is kept is looked for afterwards."""
    await world.ada.say(LEAK, channel=CHANNEL, copies=3)
    await settled(world)

    [warning] = _warnings(world.ada)
    assert "delete" in warning.text
    assert (warning.channel, warning.buttons) == (CHANNEL, [])
    assert _by_bot(world) == answers(world.ada) == []


@pytest.mark.parametrize("first", ["message", "app_mention"])
async def test_a_secret_in_a_mention_is_warned_of_once(world: World, first: str) -> None:
    """Slack tells of it twice, in any order; no answer stands in the thread for all to see."""
    said = await world.ada.say(f"{BOT} {LEAK}", channel=CHANNEL)
    await settled(world)
    message, mention = _last_event(world, "message"), _last_event(world, "app_mention")
    again = {"ts": f"{said.ts}1", "event_ts": f"{said.ts}1"}
    events = [message | again, mention | again]
    for event in events if first == "message" else reversed(events):
        await world.slack.send_event(event)
    await settled(world)

    assert len(_warnings(world.ada)) == 2  # of two messages
    assert _by_bot(world) == []


@OVER_HTTP
async def test_a_change_that_adds_a_secret_is_warned_of(world: World) -> None:
    """Once for each; what Slack adds to a message, such as a preview of a link, is no change."""
    said = await world.ada.say("the value follows", channel=CHANNEL)
    await world.ada.edit(said, LEAK)
    await settled(world)
    assert len(_warnings(world.ada)) == 1

    event = _last_event(world, "message")
    await world.slack.send_event(event, copies=3)
    unfurled = event["message"] | {"attachments": [{"title": "Acme"}]}
    await world.slack.send_event(
        event | {"ts": "2.1", "message": unfurled, "previous_message": event["message"]}
    )
    await settled(world)
    assert len(_warnings(world.ada)) == 1

    await world.ada.edit(said, f"{LEAK} {CLIENT_ID}")
    await settled(world)
    assert len(_warnings(world.ada)) == 2


@OVER_HTTP
async def test_a_change_in_the_dm_is_warned_of_in_its_thread(world: World) -> None:
    """A change of anything else is not answered."""
    said = await world.ada.say("what is a workspace?")
    await settled(world)
    before = len(answers(world.ada))
    await world.ada.edit(said, "what is a Munchkin ID?")
    await settled(world)
    assert len(answers(world.ada)) == before

    await world.ada.edit(said, LEAK)
    await settled(world)

    [warning] = answers(world.ada)[before:]
    assert "rotate" in warning.text
    assert warning.thread_ts == said.ts


@OVER_HTTP
@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "thread_broadcast", "text": LEAK},
        {"subtype": "me_message", "text": LEAK},
        {"subtype": "file_share", "files": [{"title": "notes", "preview": LEAK}]},
        {"subtype": "file_share", "files": [{"name": f"client-secret-{CLIENT_SECRET}.txt"}]},
        {"attachments": [{"title": "forwarded", "text": LEAK}]},
    ],
    ids=lambda more: str(more.get("subtype")),
)
async def test_wherever_in_a_message_it_stands(world: World, more: dict[str, Any]) -> None:
    """In what is broadcast, after `/me`, in a snippet, in a file's name, in what is forwarded."""
    await world.ada.say("here it comes", channel=CHANNEL)
    event = _last_event(world, "message")

    await world.slack.send_event(event | {"ts": "2.000100"} | more)
    await settled(world)

    assert len(_warnings(world.ada)) == 1


@OVER_HTTP
async def test_a_bot_is_warned_of_nothing(world: World) -> None:
    """It would not read it, nor change."""
    await world.ada.say("here it comes", channel=CHANNEL)
    event = _last_event(world, "message") | {"text": LEAK}

    await world.slack.send_event(event | {"ts": "2.000100", "bot_id": "B_ROBOT"})
    await world.slack.send_event(event | {"ts": "2.000200", "subtype": "bot_message"})
    await settled(world)

    assert world.slack.calls_of("chat.postEphemeral") == []


@OVER_HTTP
async def test_a_guest_is_warned_and_told_of_no_setup(world: World) -> None:
    """In the language of the message, whatever that of the locale."""
    await world.named()
    await world.slack.happenings.add_member(CHANNEL, "U_GUS")

    await world.gus.say(IN_FRENCH, channel=CHANNEL)
    await settled(world)

    [warning] = _warnings(world.gus)
    assert "renouvelez" in warning.text
    assert warning.buttons == []


@OVER_HTTP
async def test_the_marketo_admin_finds_the_window_beside_the_warning(world: World) -> None:
    """Where what they wrote belongs."""
    await world.named()

    await world.mara.say(LEAK, channel=CHANNEL)
    await settled(world)
    [warning] = _warnings(world.mara)
    await press(world, world.mara, "Hand over credentials", warning)

    assert world.mara.modal is not None
    assert world.mara.modal.title == "Hand over credentials"


@OVER_HTTP
async def test_where_the_bot_is_not_it_hears_nothing(world: World) -> None:
    """Nor once it was removed."""
    await world.ada.say(LEAK, channel="C_GENERAL")
    await world.slack.happenings.remove_bot(CHANNEL)
    await world.ada.say(LEAK, channel=CHANNEL)
    await settled(world)

    assert world.slack.calls_of("chat.postEphemeral") == []


@OVER_HTTP
async def test_a_value_alone_is_warned_of_in_the_dm_only(world: World) -> None:
    """There it is what was to be typed into the window; among others it may be anything."""
    await world.mara.say(CLIENT_SECRET)
    await world.mara.say(CLIENT_SECRET, channel=CHANNEL)
    await settled(world)

    [warning] = answers(world.mara)
    assert "rotate" in warning.text
    assert _warnings(world.mara) == []
