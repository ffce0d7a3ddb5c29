"""Of `Also to try`, invites and sandbox accounts: what is ticked, and what is there to copy."""

from dataclasses import replace

import pytest

from bot.domain.addresses import parse_addresses
from bot.domain.ids import UserId
from bot.domain.wishes import Asked, Wish, wish_of
from bot.views import ids
from practice import company
from practice.page.guide import guide
from practice.page.guide.played import remember
from practice.page.guide.requests import ADA, ASKS, COMMAND, NADIA
from practice.slack import Delivery
from practice.slack.messages import Json
from practice.world import World
from tests.practice.page.played import card, done, pressed, shown, submitted, tried

SOME = {"selected_options": [{"value": "1"}]}
NOBODY_CHOSEN: Json = {"selected_options": []}


@pytest.mark.parametrize(
    ("number", "payload"),
    [
        (19, submitted(ids.INVITE_MODAL)),
        (22, pressed(ids.ALL_INVITED)),
        (22, submitted(ids.SOME_INVITED_MODAL, who=SOME)),
        (23, submitted(ids.SANDBOX_MODAL)),
        (24, pressed(ids.OWN_SANDBOX)),
        (24, pressed(ids.NO_SANDBOX)),
        (25, pressed(ids.ACCOUNT_CREATED)),
        (26, submitted(ids.REJECT_MODAL, who=SOME)),
        (29, {"type": "message_action", "callback_id": ids.INVITE_FROM_MESSAGE}),
    ],
)
def test_what_was_tried_is_marked(number: int, payload: Json) -> None:
    """Once the bot has answered, and not with faults."""
    world = World.new(None)
    done(world, payload, acked=False)
    if payload.get("type") == "view_submission":
        done(world, payload, {"response_action": "errors", "errors": {}})
    assert tried(world) == []

    done(world, payload)

    assert tried(world) == [number]


def test_to_reject_all_of_them_is_not_to_choose() -> None:
    """Nobody chosen means everybody."""
    world = World.new(None)
    done(world, submitted(ids.REJECT_MODAL))
    done(world, submitted(ids.REJECT_MODAL, who=NOBODY_CHOSEN))

    assert tried(world) == []


def test_it_was_approved_once_somebody_has_the_invites_to_send() -> None:
    """Not by the press alone: whoever is refused presses, too."""
    world = World.new(None)
    done(world, approves(ADA, "s1:r1:1"))
    assert tried(world) == []

    card(world, ids.ALL_INVITED, ids.SOME_INVITED)

    assert tried(world) == [21]


def test_who_asked_wanted_to_approve_it() -> None:
    """It is the request on a card of theirs that counts, whichever edition the button shows."""
    world = World.new(None)
    their_card(world, ADA, ids.WITHDRAW, "s1:r1:1")
    their_card(world, NADIA, ids.WITHDRAW, "s1:r2:1")
    done(world, approves(NADIA, "s1:r1:1"))
    done(world, approves(ADA, "s1:r2:1"))
    assert tried(world) == []

    done(world, approves(ADA, "s1:r1:2"))

    assert tried(world) == [20]


def test_whoever_came_later_wanted_to_approve() -> None:
    """Later than the card, and into its channel."""
    world = World.new(None)
    joined(world, NADIA, "C_INVITES", at=10.0)
    joined(world, NADIA, "C_GENERAL", at=30.0)
    joined(world, ADA, "C_INVITES", at=30.0)
    done(world, approves(NADIA, "s1:r1:1", ts=20.0))
    assert tried(world) == []

    joined(world, NADIA, "C_INVITES", at=40.0)

    assert tried(world) == [27]


def test_somebody_was_asked_in_a_direct_message() -> None:
    """Since the channel takes no message; a card in the channel is the usual way."""
    world = World.new(None)
    their_card(world, None, ids.APPROVE, "s1:r1:1")
    assert tried(world) == []

    their_card(world, NADIA, ids.APPROVE, "s1:r1:1")

    assert tried(world) == [28]


def test_who_stands_in_the_channel_is_led_to_another_one_by_its_name() -> None:
    """`#sales-invites` is no screen and not the bot's messages."""
    world = World.new(None)
    english = guide(world, NADIA, "general", "en").also[21]
    french = guide(world, NADIA, "general", "fr").also[21]

    assert english.href == "/as/nadia/sales-invites"
    assert (english.link_words, french.link_words) == (
        "Open #sales-invites",
        "Ouvrir #sales-invites",
    )
    assert guide(world, NADIA, "sales-invites", "en").also[21].href is None


def test_what_is_there_to_copy_is_understood() -> None:
    """The command fills in two addresses; the sentence asks for a sandbox account."""
    also = shown(World.new(None)).also

    assert also[19].values == (("Message", COMMAND),)
    good, bad = parse_addresses(COMMAND.removeprefix("/salesconnect invite "))
    assert (len(good), bad) == (2, ())
    assert also[23].values == (("Message", ASKS),)
    assert wish_of(ASKS) == Asked(Wish.SANDBOX, ("finn+sandbox@lumensails.example",), ())
    assert all(one.endswith(f"@{company.DOMAIN}") for one in (*good, *wish_emails()))


def wish_emails() -> tuple[str, ...]:
    asked = wish_of(ASKS, bot=UserId("U_BOT"))
    return asked.emails if asked else ()


def approves(who: str, value: str, *, ts: float = 1.0) -> Json:
    """A press of `Approve` in the channel."""
    press = pressed(ids.APPROVE)
    press["actions"][0]["value"] = value
    where = {"channel": {"id": "C_INVITES"}, "message": {"ts": f"{ts:.6f}"}}
    return press | where | {"user": {"id": who}}


def their_card(world: World, who: str | None, action: str, value: str) -> None:
    """A message of the bot with one button, in somebody's DM or in the channel for invites."""
    state = world.slack.state
    label = {"type": "plain_text", "text": action}
    button = {"type": "button", "action_id": action, "value": value, "text": label}
    state.new_message(
        state.dm_with(who) if who else state.channels["C_INVITES"],
        user=world.slack.bot_user_id,
        text="a card",
        blocks=[{"type": "actions", "elements": [button]}],
        team=state.home_team,
    )
    remember(world)


def joined(world: World, who: str, channel: str, *, at: float) -> None:
    event = {"type": "member_joined_channel", "user": who, "channel": channel}
    payload = {"type": "event_callback", "event": event | {"event_ts": f"{at:.6f}"}}
    told = Delivery("events_api", payload, "socket", b"", {}, "e", 0.0)
    world.slack.deliveries.append(replace(told, took=0.01))
    remember(world)
