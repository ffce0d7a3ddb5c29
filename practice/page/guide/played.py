"""How far the road was played: what stands on a screen or stood there, and what was done."""

import re
from collections.abc import Iterator
from typing import Final

from bot.views import ids
from practice import company
from practice.slack import Delivery
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel
from practice.slack.rendering import pressables
from practice.world import World

LOOK_BACK: Final = 20
"""Messages of each conversation, the newest."""
READY: Final = "the reminder came"
REPORTED: Final = "the batch was reported"
ONE_ADMIN: Final = "one person is both admins"
AWAY: Final = "somebody was deactivated"
SLACK_ADMIN_ASKED: Final = "the Slack admin asked for the status"
STRANGER_ASKED: Final = "a salesperson asked for the credentials"
BY_FILE: Final = "a list was given as a file"
BY_GROUP: Final = "a list was given as a user group"
BY_CONNECTOR: Final = "the connector connected somebody"
TO_DISCONNECT: Final = "a batch to disconnect came"
OWN_PRESSED: Final = "somebody wanted to approve what they asked for"
PRESSED_LATE: Final = "somebody who joined later wanted to approve"
SOME_REJECTED: Final = "one of several was rejected"
ASKED_DIRECTLY: Final = "somebody was asked to approve in their direct messages"
BY_SHORTCUT: Final = "a shortcut on a message was used"
AT_HOME: Final = "somebody looked at Home"
ANSWERED: Final = "a question was answered from an article"
STATUS_IN_WORDS: Final = "somebody asked for the status in words"
LEAKED: Final = "somebody was warned of a leak in a channel"
_OF_AN_ARTICLE: Final = "https://experienceleague.adobe.com/"
"""Each answer of the guide names its source."""
_STATUS: Final = re.compile(r"\b(status|statut|we stand|en est-?\s?on|en sommes)\b", re.IGNORECASE)


def pressed(action: str) -> str:
    return f"pressed {action}"


def submitted(modal: str) -> str:
    return f"submitted {modal}"


def remember(world: World) -> None:
    """What stands on a screen or stood there, and what was done: so far the road was played."""
    seen = world.kept.seen
    standing: set[str] = set()
    for channel in world.slack.state.channels.values():
        for message in channel.messages[-LOOK_BACK:]:
            if message.bot_id is None or message.deleted:
                continue
            actions = {str(p.element.get("action_id")) for p in pressables(message.blocks)}
            standing |= actions
            if ids.CONNECT_USERS in actions and ids.START_NOW not in actions:
                seen.add(READY)
            if channel.is_im and ids.APPROVE in actions:
                seen.add(ASKED_DIRECTLY)
            if message.thread_ts is not None:
                seen.update(_answered_by(message, channel))
            if actions >= {ids.CONNECTED, ids.ALREADY_CONNECTED}:
                seen.add(ONE_ADMIN)
            # Who is connected can be looked for in Team Access, so only such a batch has the
            # button for it; once it was reported, that one alone.
            if ids.ALL_CONNECTED in actions and ids.COMPARE not in actions:
                seen.add(TO_DISCONNECT)
            if ids.COMPARE in actions and ids.ALL_CONNECTED not in actions:
                seen.add(REPORTED)
    for delivery in world.slack.deliveries:
        seen.update(_done_by(delivery))
        if _presses_approve(delivery):
            seen.update(_who_must_not(world, delivery.payload))
    if any(call.ok for call in world.slack.calls_of("chat.postEphemeral")):
        seen.add(LEAKED)  # the bot posts nothing else in this way
    if any(employee.deleted for employee in world.employees()):
        seen.add(AWAY)
    if world.connector.done:
        seen.add(BY_CONNECTOR)
    # A setup that was cancelled takes the buttons of its batch away, too.
    was_told = {pressed(ids.ALL_CONNECTED), submitted(ids.BATCH_RESULT_MODAL)} & seen
    if was_told and ids.ALL_CONNECTED not in standing:
        seen.add(REPORTED)
    seen |= standing


def _sources(payload: Json) -> Iterator[str]:
    """Where the people of a run come from, besides names and addresses."""
    values = payload["view"].get("state", {}).get("values", {})
    if values.get(ids.Field.FILE, {}).get(ids.INPUT, {}).get("files"):
        yield BY_FILE
    if values.get(ids.Field.GROUPS, {}).get(ids.INPUT, {}).get("selected_options"):
        yield BY_GROUP


def _done_by(delivery: Delivery) -> Iterator[str]:
    """What somebody did, once the bot has answered."""
    if not (delivery.took and delivery.acked):
        return
    payload, answer = delivery.payload, delivery.answer
    if payload.get("type") == "block_actions":
        for action in payload["actions"]:
            yield pressed(action["action_id"])
    elif payload.get("type") == "view_submission":
        if not (isinstance(answer, dict) and answer.get("response_action") == "errors"):
            yield submitted(payload["view"]["callback_id"])
            yield from _sources(payload)
            yield from _chosen(payload)
    elif payload.get("type") == "message_action":
        yield BY_SHORTCUT
    elif payload.get("event", {}).get("type") == "app_home_opened":
        if payload["event"]["tab"] == "home":
            yield AT_HOME
    elif delivery.kind == "slash_commands":
        asked = (payload["user_id"], payload["text"].strip().casefold())
        if asked == (company.SLACK_ADMIN, "status"):
            yield SLACK_ADMIN_ASKED
        if asked[0] in company.SALES and asked[1] == "credentials":
            yield STRANGER_ASKED


def _answered_by(reply: StoredMessage, channel: Channel) -> Iterator[str]:
    """What somebody wrote to the bot, by its answer below."""
    if _OF_AN_ARTICLE in reply.text:
        yield ANSWERED
    root = channel.message(reply.thread_ts or "")
    if channel.is_im and root and _STATUS.search(root.text):
        yield STATUS_IN_WORDS


def _chosen(payload: Json) -> Iterator[str]:
    """Of a request for several people one was meant, or some."""
    values = payload["view"].get("state", {}).get("values", {})
    some = values.get(ids.Field.WHO, {}).get(ids.INPUT, {}).get("selected_options")
    if some and payload["view"]["callback_id"] == ids.REJECT_MODAL:
        yield SOME_REJECTED


def _presses_approve(delivery: Delivery) -> bool:
    payload = delivery.payload
    if not (delivery.acked and payload.get("type") == "block_actions" and "message" in payload):
        return False
    return bool(payload["actions"][0]["action_id"] == ids.APPROVE)


def _who_must_not(world: World, press: Json) -> Iterator[str]:
    """Whoever asked has a card of the same request; whoever came later came after its card."""
    who, state = press["user"]["id"], world.slack.state
    request = _request_of(press["actions"][0])
    own = [p.element for m in state.dm_with(who).messages for p in pressables(m.blocks)]
    if any(one["action_id"] == ids.WITHDRAW and _request_of(one) == request for one in own):
        yield OWN_PRESSED
    card = (who, press["channel"]["id"], float(press["message"]["ts"]))
    for delivery in world.slack.deliveries:
        event = delivery.payload.get("event", {})
        if event.get("type") == "member_joined_channel":
            joined = (event["user"], event["channel"], float(event["event_ts"]))
            if joined[:2] == card[:2] and joined[2] > card[2]:
                yield PRESSED_LATE


def _request_of(button: Json) -> str:
    """Its value less the edition, which changes with each decision."""
    return str(button.get("value", "")).rpartition(":")[0]
