"""What Slack does not take, however often it is tried: somebody is told, and sends it again."""

from datetime import timedelta
from typing import Any, Final

import pytest

from bot.work import attempt
from practice.slack import LoseAnswer, Message, Refuse
from practice.slack.faults import When
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import answered_privately, audit, posted_to, settled, start_setup
from tests.journeys.world import World

UNTIL_GIVEN_UP: Final = timedelta(minutes=2)  # longer than any pause between two attempts
RETRIED: Final = "RetryUndelivered"
TAKES_NOT: Final = Refuse("invalid_blocks")


@pytest.fixture(autouse=True)
def given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many attempts there are is told by tests/work/test_retries.py."""
    monkeypatch.setattr(attempt, "REFUSALS", 2)


def _to(*channels: str) -> When:
    return lambda args: args["channel"] in channels


async def _given_up(world: World, *channels: str) -> None:
    """A setup, of which Slack takes no message there; then it takes everything again."""
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to(*channels))
    await start_setup(world.stella)
    await settled(world, ahead=UNTIL_GIVEN_UP)
    world.slack.faults.clear()


async def _notice(world: World) -> Message:
    [card] = [one for one in world.stella.dm if "after many attempts" in one.all_text]
    return card


async def _dead(world: World) -> int:
    return (await world.bot.due.backlog(world.hands.now())).dead


@IN_BOTH
async def test_the_starter_is_told_once_and_one_press_sends_all_of_it(town: Spoken) -> None:
    """What, to whom, and Slack's word for it; then each message comes exactly once."""
    faults = town.world.slack.faults
    faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_MARA", "D_SOL"))
    await town.start()
    await settled(town.world, ahead=UNTIL_GIVEN_UP)
    [card] = await town.told(town.stella, "after many attempts")
    faults.clear()

    answer = await town.press(town.stella, "Try again")

    for words in ("<@U_MARA>", "<@U_SOL>", "invalid_blocks"):
        assert words in card.all_text
    assert "<@U_SVEN>" not in card.all_text
    assert town.stands_in("2 messages are being sent again", answer.text)
    assert [len(posted_to(town.world, dm)) for dm in ("D_MARA", "D_SOL")] == [1, 1]
    [card] = await town.told(town.stella, "is being sent again")
    assert card.buttons == []
    assert await town.told(town.stella, "after many attempts") == []
    assert await audit(town.world, RETRIED) == ["U_STELLA"]
    assert await _dead(town.world) == 0
    await town.hand_over()


@OVER_HTTP
async def test_nobody_tries_again_by_themselves_and_nothing_is_posted_meanwhile(
    world: World,
) -> None:
    """Given up is given up: an hour later, too."""
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world, ahead=UNTIL_GIVEN_UP)

    world.hands.move(timedelta(hours=1))
    world.bot.worker.tick()
    await settled(world, ahead=UNTIL_GIVEN_UP)

    tried = world.slack.calls_of("chat.postMessage")
    assert len([call for call in tried if call.args["channel"] == "D_MARA"]) == 2
    assert len(posted_to(world, "D_STELLA", "after many attempts")) == 1


@OVER_HTTP
async def test_a_slack_admin_finds_it_in_status(world: World) -> None:
    """Nobody told them; the card of the starter shows that it is done."""
    await _given_up(world, "D_MARA")

    status = await world.owen.command("/salesconnect status")
    await world.owen.press("Try again", in_=status.messages[0])

    await settled(world)
    assert "<@U_MARA>: `chat.postMessage: invalid_blocks`" in status.text
    assert len(posted_to(world, "D_MARA")) == 1
    assert await audit(world, RETRIED) == ["U_OWEN"]
    again = await world.owen.command("/salesconnect status")
    assert "after many attempts" not in again.text
    assert "Try again" not in again.buttons
    assert [one.buttons for one in world.stella.dm if "is being sent again" in one.all_text] == [[]]


@OVER_HTTP
async def test_a_stranger_and_a_guest_read_nothing_of_it(world: World) -> None:
    """`status` is silent for them, and the press of a guest too."""
    await _given_up(world, "D_MARA")
    card = await _notice(world)

    status = [await one.command("/salesconnect status") for one in (world.ada, world.gus)]
    await world.gus.press_as_forged("Try again", in_=card)

    assert [one.buttons for one in status] == [[], []]
    assert "invalid_blocks" not in "".join(one.text for one in status)
    refusal = (await answered_privately(world, world.gus))[-1]
    assert "full member" in refusal.all_text
    assert "<@" not in refusal.all_text
    assert await audit(world, RETRIED) == []
    assert await _dead(world) == 1


@OVER_HTTP
async def test_two_clicks_send_it_once(world: World) -> None:
    """The second one says that nothing waits."""
    await _given_up(world, "D_MARA")
    card = await _notice(world)

    await world.stella.press("Try again", in_=card, times=2)

    said = [one.text for one in await answered_privately(world, world.stella)]
    assert sorted(said) == ["1 message is being sent again.", "Nothing waits to be sent again."]
    assert len(posted_to(world, "D_MARA")) == 1
    assert await audit(world, RETRIED) == ["U_STELLA"]


@OVER_HTTP
async def test_a_redelivered_click_sends_it_once_and_says_the_same(world: World) -> None:
    """Byte for byte, after everything that followed from it."""
    await _given_up(world, "D_MARA")
    await world.stella.press("Try again")
    click = world.slack.deliveries[-1]
    await settled(world)

    await world.slack.redeliver(click)

    said = [one.text for one in await answered_privately(world, world.stella)]
    assert set(said) == {"1 message is being sent again."}
    assert len(posted_to(world, "D_MARA")) == 1
    assert await audit(world, RETRIED) == ["U_STELLA"]


@OVER_HTTP
async def test_what_slack_did_post_is_found_and_brought_up_to_date(world: World) -> None:
    """Its answer was lost, and so was every look: the retry looks before it posts."""
    world.slack.faults.add("chat.postMessage", LoseAnswer(), when=_to("D_MARA"))
    world.slack.faults.add("conversations.history", Refuse("invalid_arguments"), times=None)
    await start_setup(world.stella)
    await settled(world, ahead=UNTIL_GIVEN_UP)
    world.slack.faults.clear()
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()
    await settled(world)
    assert "Handed over (" not in world.mara.dm[0].all_text

    await world.stella.press("Try again")

    await settled(world)
    assert len(posted_to(world, "D_MARA")) == 1
    await world.mara.until(lambda m: "Handed over (" in m.all_text)


@OVER_HTTP
async def test_of_a_setup_that_was_cancelled_meanwhile_it_can_be_sent_too(world: World) -> None:
    """Whoever never heard of it reads that it is over; once."""
    await _given_up(world, "D_MARA")
    card = await _notice(world)
    await world.stella.command("/salesconnect status")
    await world.stella.press("Cancel setup")
    await settled(world)
    before = len(posted_to(world, "D_MARA"))

    await world.stella.press("Try again", in_=card)

    await settled(world)
    new = posted_to(world, "D_MARA")[before:]
    assert len(new) == 1
    assert "cancelled" in new[0].args["text"]
    assert "Hand over credentials" not in str(new[0].args["blocks"])
    assert await audit(world, RETRIED) == ["U_STELLA"]
    assert await _dead(world) == 0


@OVER_HTTP
async def test_what_fails_again_is_told_again(world: World) -> None:
    """With its button: nothing is lost by trying too early."""
    await _given_up(world, "D_MARA")
    world.hands.move(timedelta(minutes=10))
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=2, when=_to("D_MARA"))
    await world.stella.press("Try again")
    await settled(world, ahead=UNTIL_GIVEN_UP)

    cards = [one for one in world.stella.dm if "after many attempts" in one.all_text]
    await world.stella.press("Try again", in_=cards[-1])

    await settled(world)
    assert len(posted_to(world, "D_MARA")) == 1
    assert await audit(world, RETRIED) == ["U_STELLA", "U_STELLA"]
    assert "Try again" not in [label for one in world.stella.dm for label in one.buttons]


@OVER_HTTP
async def test_a_notice_that_does_not_get_through_runs_in_no_circle(world: World) -> None:
    """No notice of the notice; `status` and `doctor` show what it was about."""
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_is_notice)
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world, ahead=UNTIL_GIVEN_UP)
    tried = len(world.slack.calls_of("chat.postMessage"))

    world.hands.move(timedelta(minutes=30))
    await settled(world, ahead=UNTIL_GIVEN_UP)

    assert len(world.slack.calls_of("chat.postMessage")) == tried
    assert len([one for one in world.slack.calls if _is_notice(one.args)]) == 2
    status = await world.owen.command("/salesconnect status")
    assert "1 message did not get through" in status.text
    found = [finding.what async for finding in world.bot.findings() if not finding.ok]
    assert [what for what in found if "1 given up" in what]


@OVER_HTTP
async def test_every_notice_loses_its_button(world: World) -> None:
    """What was given up soon after the first one is told by another."""
    await _given_up(world, "D_MARA")
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_SOL"))
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()
    await settled(world, ahead=UNTIL_GIVEN_UP)
    world.slack.faults.clear()
    assert len([one for one in world.stella.dm if "Try again" in one.buttons]) == 2

    await world.stella.press("Try again")

    await settled(world)
    assert [one for one in world.stella.dm if "Try again" in one.buttons] == []
    assert len([one for one in world.stella.dm if "is being sent again" in one.all_text]) == 2


@OVER_HTTP
async def test_what_was_retried_before_anybody_was_told_is_told_to_nobody(world: World) -> None:
    """An admin was faster than the notice."""
    world.slack.faults.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world)
    world.slack.faults.clear()
    status = await world.owen.command("/salesconnect status")

    await world.owen.press("Try again", in_=status.messages[0])

    await settled(world, ahead=UNTIL_GIVEN_UP)
    assert len(posted_to(world, "D_MARA")) == 1
    assert len(world.stella.dm) == 1


@OVER_HTTP
async def test_what_did_not_get_through_of_a_cancelled_setup_can_be_tried_again(
    world: World,
) -> None:
    """Also where the notice was lost: `status` shows it to the starter and to Slack admins."""
    refused = world.slack.faults
    refused.add("chat.postMessage", TAKES_NOT, times=None, when=_is_notice)
    refused.add("chat.postMessage", TAKES_NOT, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world, ahead=UNTIL_GIVEN_UP)
    await world.stella.press("Cancel setup")
    await settled(world, ahead=UNTIL_GIVEN_UP)
    world.slack.faults.clear()
    assert "Try again" not in [label for one in world.stella.dm for label in one.buttons]

    theirs = await world.stella.command("/salesconnect status")
    admins = await world.owen.command("/salesconnect status")
    assert [theirs.messages[0].buttons, admins.messages[0].buttons] == [["Try again"]] * 2
    assert (await world.mara.command("/salesconnect status")).messages[0].buttons
    await world.owen.press("Try again", in_=admins.messages[0])

    await settled(world)
    assert posted_to(world, "D_MARA")
    nothing = await world.stella.command("/salesconnect status")
    assert "Try again" not in nothing.text


def _is_notice(args: dict[str, Any]) -> bool:
    return ":undelivered:" in str(args.get("metadata"))
