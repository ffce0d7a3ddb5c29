"""The ten minutes: shown, kept, cut short by an admin on record, ended by exactly one reminder."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.config import Settings
from bot.views import ids
from practice.slack import SlackStandIn
from tests.conftest import Hands
from tests.journeys import world as journeys
from tests.journeys.spoken import OVER_BOTH
from tests.journeys.steps import (
    TEAM,
    answered_privately,
    audit,
    kept,
    pass_time,
    posted_to,
    posts,
    previewed,
    ready,
    reminders,
    settled,
)
from tests.journeys.world import CHANNEL, WAIT, World, a_world, is_reminder, settings_for

DETAILS: Final = ("<@", "@acme", "Munchkin", "Client", "canary", "123-ABC-456", "workspace")


@pytest.fixture(params=["http", "socket"])
async def impatient(
    request: pytest.FixtureRequest,
    redis: Redis,
    valkey_url: str,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """Run with CONNECT_WAIT_SECONDS=0."""

    def without_wait(slack: SlackStandIn, redis_url: str) -> Settings:
        return settings_for(slack, redis_url).model_copy(update={"connect_wait_seconds": 0})

    monkeypatch.setattr(journeys, "settings_for", without_wait)
    by_http = request.param == "http"
    async with a_world(redis, valkey_url, hands, by_http=by_http) as one:
        yield one


# Before the time is over


@OVER_BOTH
@pytest.mark.parametrize(
    ("passed", "left"),
    [
        (timedelta(0), "10 more minutes"),
        (timedelta(minutes=4), "6 more minutes"),
        (timedelta(minutes=9), "1 more minute,"),
    ],
)
async def test_provision_before_the_end_says_how_long_to_wait(
    world: World, passed: timedelta, left: str
) -> None:
    """With the time in the reader's zone and the way around it; no window opens."""
    await world.connected()
    await pass_time(world, passed)
    before = await kept(world)

    answer = await world.sol.command("/salesconnect provision")

    assert "wait" in answer.text
    assert left in answer.text
    assert "<!date^" in answer.text
    assert answer.buttons == ["Start now anyway"]
    assert world.sol.modal is None
    assert await kept(world) == before


@OVER_BOTH
async def test_the_early_button_asks_once_more(world: World) -> None:
    """Its `confirm` is the only question in between, and says that it is recorded."""
    await world.connected()

    answer = await world.sol.command("/salesconnect provision")

    button = answer.blocks[-1]["elements"][0]
    assert "recorded" in button["confirm"]["text"]["text"]


@OVER_BOTH
async def test_a_preview_that_is_sent_in_before_the_end_starts_nothing(world: World) -> None:
    """What was prepared is kept, and never started early by what a client sends."""
    await world.connected()
    await world.sol.press("Prepare the first batch")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.submit()
    assert world.sol.modal is not None
    form = world.sol.modal.view.body | {"callback_id": ids.PREVIEW_MODAL}
    world.slack.state.views.open("U_SOL", TEAM, "B_BOT", _as_sent(form))
    before = await kept(world)

    await world.sol.submit()

    assert world.sol.modal is not None
    assert "wait 10 more minutes" in world.sol.modal.text
    assert await kept(world) == before


def _as_sent(view: dict[str, Any]) -> dict[str, Any]:
    """What the bot sends of a view, without what Slack adds."""
    sent = ("type", "callback_id", "title", "submit", "close", "private_metadata", "blocks")
    return {key: view[key] for key in sent}


@OVER_BOTH
async def test_before_marketo_is_connected_nobody_can_be_connected(world: World) -> None:
    """The command says where things stand."""
    await world.revealed()
    before = await kept(world)

    answer = await world.sol.command("/salesconnect provision")

    assert "not reported as connected" in answer.text
    assert not answer.buttons
    assert await kept(world) == before


# The reminder


@OVER_BOTH
async def test_the_reminder_comes_once_as_a_new_message(world: World) -> None:
    """An update would notify nobody. Nothing comes before its time, nothing after it."""
    await world.connected()
    await settled(world)
    earlier = {message.ts for message in world.sol.dm}
    await pass_time(world, WAIT - timedelta(seconds=30))
    await settled(world)
    assert reminders(world) == []

    await pass_time(world, timedelta(seconds=30))

    reminder = await world.sol.until(is_reminder)
    assert reminder.ts not in earlier
    assert not reminder.edited
    await pass_time(world, WAIT)
    await pass_time(world, timedelta(hours=2))
    await settled(world)
    assert len(reminders(world)) == 1
    assert await audit(world, "BecomeReady") == ["bot"]


@OVER_BOTH
async def test_the_invites_channel_reads_one_line_without_details(world: World) -> None:
    """No person, no address, no value; buttons neither."""
    await ready(world)

    line = await world.slack.channel(CHANNEL).until(lambda m: "Sales Connect" in m.all_text)

    await settled(world)
    assert len(posted_to(world, CHANNEL)) == 1
    assert not [detail for detail in DETAILS if detail in line.all_text]
    assert line.buttons == []


@OVER_BOTH
async def test_when_the_time_is_over_the_early_button_is_gone(world: World) -> None:
    """From both cards; the reminder takes over."""
    await ready(world)

    await settled(world)

    shown = [label for who in (world.mara, world.sol) for m in who.dm for label in m.buttons]
    assert "Start now anyway" not in shown
    assert shown.count("Connect users") == 1


@OVER_BOTH
async def test_connect_users_stays_until_a_run_starts(world: World) -> None:
    """Then it goes, and the command is the way on."""
    await world.connected()
    await pass_time(world, WAIT)
    reminder = await world.sol.until(is_reminder)

    await previewed(world, "U_ADA")

    await settled(world)
    assert "Connect users" in reminder.now.buttons
    await world.sol.submit()
    await world.sol.until(lambda m: "All connected" in m.buttons)
    await settled(world)
    assert "Connect users" not in reminder.now.buttons
    assert "/salesconnect provision" in reminder.now.all_text


@OVER_BOTH
@pytest.mark.parametrize("who", ["U_SOL", "U_MARA"])
async def test_either_admin_may_start_now_anyway(world: World, who: str) -> None:
    """On record, shown on the reminder; when the ten minutes are over, no second one comes."""
    await world.connected()
    admin = world.slack.person(who)
    await admin.until(lambda m: "Start now anyway" in m.buttons)

    await admin.press("Start now anyway")

    reminder = await world.sol.until(is_reminder)
    assert f"<@{who}>" in reminder.all_text
    assert await audit(world, "StartNowAnyway") == [who]
    await pass_time(world, WAIT)
    await pass_time(world, WAIT)
    await settled(world)
    assert len(reminders(world)) == 1
    assert len(posted_to(world, CHANNEL)) == 1
    assert await audit(world, "BecomeReady") == []


@OVER_BOTH
async def test_start_now_anyway_from_the_answer_of_the_command(world: World) -> None:
    """The window opens at once, and the answer no longer shows the button."""
    await world.connected()
    answer = await world.sol.command("/salesconnect provision")

    await world.sol.press("Start now anyway", in_=answer.messages[0])

    assert world.sol.modal is not None
    assert world.sol.modal.title == "Connect users"
    assert (await answered_privately(world, world.sol))[0].buttons == []
    await world.sol.until(is_reminder)
    assert await audit(world, "StartNowAnyway") == ["U_SOL"]


@OVER_BOTH
async def test_an_early_start_at_the_very_end_brings_one_reminder(world: World) -> None:
    """The click and the clock meet; one of them wins."""
    await world.connected()
    await settled(world)
    world.hands.move(WAIT)

    await asyncio.gather(world.sol.press("Start now anyway"), _look(world))

    await world.sol.until(is_reminder)
    await settled(world)
    assert len(reminders(world)) == 1
    early, timely = await audit(world, "StartNowAnyway"), await audit(world, "BecomeReady")
    assert len(early) + len(timely) == 1


async def _look(world: World) -> None:
    world.bot.worker.tick()


@OVER_BOTH
async def test_early_users_can_be_connected_before_the_end(world: World) -> None:
    """And the time that then runs out neither reminds again nor takes the run back."""
    await world.connected()
    await world.sol.press("Start now anyway")
    await world.sol.until(is_reminder)
    assert world.sol.modal is not None
    await world.sol.close()
    await previewed(world, "U_ADA")
    await world.sol.submit()
    await world.sol.until(lambda m: "All connected" in m.buttons)

    await pass_time(world, WAIT)

    await settled(world)
    assert len(reminders(world)) == 1
    await world.sol.press("All connected")
    await world.ada.until(lambda m: "connected to Marketo" in m.all_text)


async def test_without_a_wait_the_reminder_comes_at_once(impatient: World) -> None:
    """In the same way: a new message, once."""
    await impatient.revealed()

    await impatient.sol.press("I've connected")

    reminder = await impatient.sol.until(is_reminder)
    await settled(impatient)
    assert not reminder.edited
    assert len(reminders(impatient)) == 1
    assert len(posted_to(impatient, CHANNEL)) == 1
    answer = await impatient.sol.command("/salesconnect provision")
    assert answer.is_empty
    assert impatient.sol.modal is not None


# Languages


@OVER_BOTH
async def test_a_french_admin_is_reminded_in_french(world: World) -> None:
    """In the DM; the line of the channel is in the starter's language."""
    benoit = world.benoit
    await world.named(**{"Sales Connect admin": "U_BENOIT"})
    await world.hand_over()
    await benoit.until(lambda m: "Afficher les identifiants" in m.buttons)
    await benoit.press("Afficher les identifiants")
    await benoit.close()
    await benoit.until(lambda m: "J’ai connecté" in m.buttons)
    await benoit.press("J’ai connecté")
    await benoit.until(lambda m: "Commencer quand même" in m.buttons)
    said = posts(world)

    await pass_time(world, WAIT)

    reminder = await benoit.until(lambda m: "Connecter des utilisateurs" in m.buttons)
    assert "prêt" in reminder.all_text
    assert not reminder.edited
    line = await world.slack.channel(CHANNEL).until(lambda m: "Sales Connect" in m.all_text)
    assert "is connected to Marketo" in line.all_text
    await settled(world)
    new = [c for c in posts(world)[len(said) :] if c.method == "chat.postMessage"]
    assert sorted(call.args["channel"] for call in new) == [CHANNEL, "D_BENOIT"]


@OVER_BOTH
async def test_the_line_of_the_channel_is_in_the_starters_language(world: World) -> None:
    """A card that many read has a language of its own."""
    benoit = world.benoit
    await benoit.command("/salesconnect setup")
    for label, value in (
        ("Admin Marketo", "U_MARA"),
        ("Admin Sales Connect", "U_SOL"),
        ("Canal des invitations", CHANNEL),
    ):
        await benoit.fill(label, value)
    await benoit.submit()
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    await world.hand_over()
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.sol.press("Reveal credentials")
    await world.sol.close()
    await world.sol.until(lambda m: "I've connected" in m.buttons)
    await world.sol.press("I've connected")

    await pass_time(world, WAIT)

    await world.sol.until(is_reminder)
    line = await world.slack.channel(CHANNEL).until(lambda m: "Sales Connect" in m.all_text)
    assert "est connecté à Marketo" in line.all_text
