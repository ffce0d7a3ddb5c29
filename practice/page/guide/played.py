"""How far the road was played: what stands on a screen or stood there, and what was done."""

from collections.abc import Iterator
from typing import Final

from bot.views import ids
from practice import company
from practice.slack import Delivery
from practice.slack.messages import Json
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
    elif delivery.kind == "slash_commands":
        asked = (payload["user_id"], payload["text"].strip().casefold())
        if asked == (company.SLACK_ADMIN, "status"):
            yield SLACK_ADMIN_ASKED
        if asked[0] in company.SALES and asked[1] == "credentials":
            yield STRANGER_ASKED
