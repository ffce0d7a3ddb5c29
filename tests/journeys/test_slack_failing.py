"""Slack fails in every way it knows: each message comes exactly once, or somebody is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from bot.domain.stages import Language
from bot.views.say import Say
from bot.views.slack_words import channel_opens, channel_refuses
from practice.slack import (
    Drop,
    Html,
    Late,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
)
from practice.slack.faults import Fault
from tests.journeys.steps import (
    GOOD_SETUP,
    answered_privately,
    fill_setup,
    kept,
    pass_time,
    posted_to,
    posts,
    previewed,
    ready,
    reminders,
    settled,
    start_setup,
    started,
)
from tests.journeys.world import CHANNEL, WAIT, World, is_reminder

NAMED: Final = ("U_STELLA", "U_MARA", "U_SOL", "U_SVEN")
FAULTS: Final[tuple[tuple[Fault, Fault, Fault, Fault], ...]] = (
    (RateLimited(1), ServerError(), LoseAnswer(), Drop()),
    (ServerError(after=True), Late(0.3), Html(), ServerError(503)),
    (Refuse("internal_error"), Refuse("ratelimited"), Refuse("service_unavailable"), Html(502)),
)
BY_PERSON: Final[dict[str, Callable[[str], Callable[[dict[str, Any]], bool]]]] = {
    "chat.postMessage": lambda who: lambda args: args["channel"] == f"D{who[1:]}",
    "conversations.open": lambda who: lambda args: args["users"] == who,
}
GONE_CHANNEL: Final = ("channel_not_found", "is_archived", "not_in_channel", "restricted_action")


def _fail(world: World, method: str, who: str, fault: Fault, times: int = 1) -> None:
    world.slack.faults.add(method, fault, times=times, when=BY_PERSON[method](who))


# Messages


@pytest.mark.parametrize("method", BY_PERSON)
@pytest.mark.parametrize("faults", FAULTS, ids=["one", "two", "three"])
async def test_each_first_message_comes_exactly_once(
    world: World, method: str, faults: tuple[Fault, ...]
) -> None:
    """Whatever went wrong with it, a lost answer too: the message is looked for before."""
    for who, fault in zip(NAMED, faults, strict=True):
        _fail(world, method, who, fault)

    await start_setup(world.stella)

    await settled(world)
    for who in NAMED:
        await world.slack.person(who).until(lambda m: bool(m.text))
    assert {who: len(posted_to(world, f"D{who[1:]}")) for who in NAMED} == dict.fromkeys(NAMED, 1)
    assert world.slack.faults.pending == 0
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


@pytest.mark.parametrize("faults", FAULTS, ids=["one", "two", "three"])
async def test_cards_show_the_present_state_in_the_end(
    world: World, faults: tuple[Fault, ...]
) -> None:
    """An update that failed is done later."""
    await world.named()
    for who, fault in zip(NAMED, faults, strict=True):
        world.slack.faults.add("chat.update", fault, when=BY_PERSON["chat.postMessage"](who))

    await world.hand_over()

    await settled(world)
    await world.mara.until(lambda m: "Handed over (" in m.all_text)
    await world.stella.until(lambda m: "*Done:* <@U_MARA>" in m.all_text)
    await world.sol.until(lambda m: "see the message below" in m.all_text)
    assert "Hand over credentials" not in [label for m in world.mara.dm for label in m.buttons]


async def test_a_message_with_a_lost_answer_is_found_by_its_metadata(world: World) -> None:
    """Twice lost, and the history fails once too: still one message, and its card is known."""
    _fail(world, "chat.postMessage", "U_MARA", LoseAnswer())
    world.slack.faults.add("conversations.history", ServerError())

    await start_setup(world.stella)

    await settled(world)
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    assert len(posted_to(world, "D_MARA")) == 1
    await world.hand_over()
    await world.mara.until(lambda m: "Handed over (" in m.all_text)
    assert len(world.mara.dm) == 1


async def test_the_reminder_with_a_lost_answer_comes_once(world: World) -> None:
    """The one message that matters most."""
    await world.connected()
    world.slack.faults.add(
        "chat.postMessage", LoseAnswer(), when=lambda args: "ready" in args["text"]
    )
    world.slack.faults.add(
        "chat.postMessage", LoseAnswer(), when=lambda args: args["channel"] == CHANNEL
    )

    await pass_time(world, WAIT)

    await settled(world)
    await world.sol.until(is_reminder)
    assert len(reminders(world)) == 1
    assert len(posted_to(world, CHANNEL)) == 1
    await previewed(world, "U_ADA")


async def test_retry_after_is_respected(world: World) -> None:
    """Nothing is tried before; then the message comes, once."""
    _fail(world, "chat.postMessage", "U_MARA", RateLimited(30))

    await start_setup(world.stella)

    await settled(world)
    await pass_time(world, timedelta(seconds=20))
    await settled(world)
    assert not world.mara.dm
    tried = [c for c in world.slack.calls_of("chat.postMessage") if c.args["channel"] == "D_MARA"]
    assert len(tried) == 1
    await pass_time(world, timedelta(seconds=10))
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    await settled(world)
    assert len(posted_to(world, "D_MARA")) == 1


async def test_a_message_that_failed_many_times_still_comes(world: World) -> None:
    """Slack was down for a while; nothing is put aside."""
    _fail(world, "chat.postMessage", "U_MARA", ServerError(), times=6)

    await start_setup(world.stella)

    await settled(world, ahead=timedelta(minutes=2))
    assert world.slack.faults.pending == 0
    assert len(posted_to(world, "D_MARA")) == 1
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_one_person_who_cannot_be_told_holds_up_nobody(world: World) -> None:
    """Mara's message waits for Slack; the others have theirs."""
    _fail(world, "chat.postMessage", "U_MARA", RateLimited(3600))

    await start_setup(world.stella)

    for who in ("U_STELLA", "U_SOL", "U_SVEN"):
        await world.slack.person(who).until(lambda m: bool(m.text))
    assert not world.mara.dm


# Who is not there


@pytest.mark.parametrize("error", GONE_CHANNEL)
async def test_the_starter_is_told_of_a_channel_that_is_gone(world: World, error: str) -> None:
    """Why, the channel, and what to do, in words; the reminder comes all the same."""
    await world.connected()
    world.slack.faults.add(
        "chat.postMessage", Refuse(error), when=lambda args: args["channel"] == CHANNEL
    )

    await pass_time(world, WAIT)

    told = await world.stella.until(lambda m: "could not write" in m.all_text)
    assert f"<#{CHANNEL}>" in told.all_text
    assert error not in told.all_text
    say = Say(Language.EN)
    assert channel_refuses(error, say) in told.all_text
    assert channel_opens(error, say) in told.all_text
    await world.sol.until(is_reminder)
    await settled(world)
    assert len(posted_to(world, "D_STELLA", "could not write")) == 1
    assert posted_to(world, CHANNEL) == []


async def test_the_starter_is_told_of_a_channel_that_was_really_archived(world: World) -> None:
    """As above, without a fault on demand."""
    await world.connected()
    world.slack.state.channels[CHANNEL].is_archived = True

    await pass_time(world, WAIT)

    told = await world.stella.until(lambda m: "could not write" in m.all_text)
    assert "it is archived" in told.all_text


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
async def test_the_starter_is_told_of_a_person_who_left(world: World, method: str) -> None:
    """By name; everybody else has their message."""
    _fail(world, method, "U_SVEN", Refuse("user_disabled"))

    await start_setup(world.stella)

    told = await world.stella.until(lambda m: "could not write" in m.all_text)
    assert "<@U_SVEN>" in told.all_text
    assert "their Slack account is deactivated" in told.all_text
    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    await settled(world)
    assert posted_to(world, "D_SVEN") == []
    assert len(posted_to(world, "D_STELLA", "could not write")) == 1


async def test_an_admin_who_left_before_the_hand_over_is_told_of(world: World) -> None:
    """The credentials wait for nobody in vain without anybody knowing."""
    await world.named()
    world.sol.user.deleted = True
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_SOL"}})

    await world.hand_over()

    told = await world.stella.until(lambda m: "could not write" in m.all_text)
    assert "<@U_SOL>" in told.all_text


async def test_if_the_starter_left_too_nothing_runs_in_circles(world: World) -> None:
    """There is nobody to tell; it is logged, and that is that."""
    for who in ("U_STELLA", "U_SVEN"):
        _fail(world, "conversations.open", who, Refuse("user_disabled"), times=100)

    await start_setup(world.stella)

    await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    await settled(world)
    assert posted_to(world, "D_STELLA") == []
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0


async def test_a_salesperson_who_is_not_in_slack_is_named_to_the_admins(world: World) -> None:
    """Typed by address, and nobody here has it: somebody must tell them."""
    card = await started(world, "U_ADA", addresses="nobody@acme.example")

    await world.sol.press("All connected", in_=card)

    for admin in (world.sol, world.mara, world.stella):
        result = await admin.until(lambda m: "got no message" in m.all_text)
        assert "nobody@acme.example" in result.all_text
        assert "2 people connected" in result.all_text
        assert "ada@acme.example" not in result.all_text
    await world.ada.until(lambda m: "connected to Marketo" in m.all_text)


@pytest.mark.parametrize("error", ["user_disabled", "user_not_found", "cannot_dm_bot"])
async def test_a_salesperson_who_cannot_be_told_is_named_to_the_admins(
    world: World, error: str
) -> None:
    """They left between the preview and the report."""
    card = await started(world, "U_ADA")
    _fail(world, "conversations.open", "U_ADA", Refuse(error))

    await world.sol.press("All connected", in_=card)

    result = await world.sol.until(lambda m: "got no message" in m.all_text)
    assert "ada@acme.example" in result.all_text
    await settled(world)
    assert posted_to(world, "D_ADA") == []


@pytest.mark.parametrize("method", ["users.lookupByEmail", "users.info"])
@pytest.mark.parametrize("fault", [ServerError(), RateLimited(1), Drop(), Html()])
async def test_a_salesperson_is_told_once_though_slack_could_not_say_who_they_are(
    world: World, method: str, fault: Fault
) -> None:
    """A fault of Slack's is no absence: nobody is named as not here."""
    card = await started(world, addresses="ada@acme.example")
    world.slack.faults.add(method, fault)

    await world.sol.press("All connected", in_=card)

    await settled(world)
    await world.ada.until(lambda m: "connected to Marketo" in m.all_text)
    assert len(posted_to(world, "D_ADA")) == 1
    assert not [m for m in world.sol.dm if "got no message" in m.all_text]


# Answers


async def test_people_whom_slack_tells_too_late_are_a_field_error(world: World) -> None:
    """Everything typed is kept, nothing is committed, and the second press works."""
    await fill_setup(world.stella)
    before = await kept(world)
    world.slack.faults.add("users.info", Late(2.0), when=lambda args: args["user"] == "U_MARA")

    await world.stella.submit()

    assert len(world.stella.errors) == 1
    assert "press again" in next(iter(world.stella.errors.values()))
    assert world.stella.modal is not None
    values = world.stella.modal.values
    assert {label: values[label] for label in GOOD_SETUP} == GOOD_SETUP
    assert await kept(world) == before
    await world.stella.submit()
    assert world.stella.modal is None


@pytest.mark.parametrize("fault", [ServerError(), Html(), RateLimited(1)])
async def test_people_whom_slack_does_not_tell_are_a_field_error(
    world: World, fault: Fault
) -> None:
    """As above, at once."""
    await fill_setup(world.stella)
    before = await kept(world)
    world.slack.faults.add("users.info", fault)

    await world.stella.submit()

    assert "press again" in next(iter(world.stella.errors.values()))
    assert await kept(world) == before
    await world.stella.submit()
    assert world.stella.modal is None


@pytest.mark.parametrize("fault", [ServerError(), Html()])
async def test_a_channel_of_which_slack_tells_nothing_is_a_field_error(
    world: World, fault: Fault
) -> None:
    """As above."""
    await fill_setup(world.stella)
    before = await kept(world)
    world.slack.faults.add("conversations.info", fault)

    await world.stella.submit()

    assert "press again" in next(iter(world.stella.errors.values()))
    assert await kept(world) == before
    await world.stella.submit()
    assert world.stella.modal is None


async def test_people_to_connect_whom_slack_tells_too_late_are_a_field_error(
    world: World,
) -> None:
    """At their field; the second press previews them."""
    await ready(world)
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.fill("E-mail addresses", "lee@acme.example")
    before = await kept(world)
    world.slack.faults.add("users.info", Late(2.0))

    await world.sol.submit()

    assert list(world.sol.errors) == ["People in Slack"]
    assert "press again" in world.sol.errors["People in Slack"]
    assert world.sol.modal is not None
    assert world.sol.modal.values["E-mail addresses"] == "lee@acme.example"
    assert await kept(world) == before
    await world.sol.submit()
    assert world.sol.modal.title == "Preview"


@pytest.mark.parametrize("word", ["setup", "status", "provision", "xyzzy"])
async def test_a_command_of_somebody_unknown_says_press_again(world: World, word: str) -> None:
    """Without knowing who asks, nothing is shown and nothing opened."""
    await world.handed_over()
    before = await kept(world)
    world.slack.faults.add("users.info", ServerError())

    answer = await world.ada.command(f"/salesconnect {word}")

    assert "again" in answer.text
    assert world.ada.modal is None
    assert await kept(world) == before


async def test_help_is_given_though_slack_does_not_say_who_asks(world: World) -> None:
    """In English."""
    world.slack.faults.add("users.info", ServerError())

    answer = await world.ada.command("/salesconnect help")

    assert "`status`" in answer.text


async def test_a_press_of_somebody_unknown_says_press_again(world: World) -> None:
    """Privately; a button that does nothing and says nothing is a broken button."""
    await world.named()
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_MARA"}})
    before = await kept(world)
    world.slack.faults.add("users.info", ServerError())

    await world.mara.press("Hand over credentials")

    answer = await answered_privately(world, world.mara)
    assert await kept(world) == before
    assert [("again" in message.all_text) for message in answer] == [True]


async def test_credentials_are_kept_in_the_form_when_slack_does_not_say_who_sends_them(
    world: World,
) -> None:
    """Nothing is handed over; the second press does."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials()
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_MARA"}})
    before = await kept(world)
    world.slack.faults.add("users.info", ServerError())

    await world.mara.submit()

    assert "press again" in next(iter(world.mara.errors.values()))
    assert await kept(world) == before
    await world.mara.submit()
    assert world.mara.modal is None
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


@pytest.mark.parametrize("fault", [Refuse("expired_trigger_id"), ServerError(), Drop(), Html()])
async def test_a_window_that_does_not_open_is_said_privately(world: World, fault: Fault) -> None:
    """And opens at the second press."""
    await world.named()
    before, said = await kept(world), len(posts(world))
    world.slack.faults.add("views.open", fault)

    await world.mara.press("Hand over credentials")

    answer = await answered_privately(world, world.mara)
    assert "press again" in answer[0].all_text
    assert await kept(world) == before
    assert len(posts(world)) == said
    await world.mara.press("Hand over credentials")
    assert world.mara.modal is not None


@pytest.mark.parametrize("fault", [Drop(), ServerError(), RateLimited(1), LoseAnswer()])
async def test_a_lost_private_answer_does_no_harm(world: World, fault: Fault) -> None:
    """It is tried once; the press that it answers changed nothing anyway."""
    await world.named()
    card = await world.mara.until(lambda m: "Hand over credentials" in m.buttons)
    before = await kept(world)
    world.slack.faults.add("response_url", fault)

    await world.ada.press_as_forged("Hand over credentials", in_=card)

    await settled(world)
    assert len(world.slack.calls_of("response_url")) == 1
    assert await kept(world) == before
