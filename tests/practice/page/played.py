"""What the bot sent and people did, for the guide to see; and what it says of it."""

from typing import Any

from bot.views import ids
from practice import company
from practice.page.guide import guide
from practice.page.guide.played import remember
from practice.page.shown import Guide
from practice.slack import Delivery
from practice.slack.messages import Json
from practice.world import World


def card(world: World, *actions: str) -> None:
    """A message of the bot to Sol with these buttons."""
    buttons: list[Json] = [
        {
            "type": "button",
            "action_id": action,
            "value": "x",
            "text": {"type": "plain_text", "text": action},
        }
        for action in actions
    ]
    state = world.slack.state
    state.new_message(
        state.dm_with(company.SALES_CONNECT_ADMIN),
        user=world.slack.bot_user_id,
        text="a card",
        blocks=[{"type": "actions", "elements": buttons}] if buttons else [],
        team=state.home_team,
    )
    remember(world)


def done(world: World, payload: Json, answer: Any = None, *, acked: bool = True) -> None:
    """Something that a person did, with the bot's answer."""
    kind: Any = "interactive" if "type" in payload else "slash_commands"
    delivery = Delivery(kind, payload, "socket", b"", {}, "e", 0.0, took=0.01, answer=answer)
    delivery.reason = None if acked else "timeout"
    world.slack.deliveries.append(delivery)
    remember(world)


def pressed(action: str) -> Json:
    return {"type": "block_actions", "actions": [{"action_id": action}]}


def submitted(modal: str, **values: Json) -> Json:
    """`values`: by block id."""
    state = {"values": {block: {ids.INPUT: value} for block, value in values.items()}}
    return {"type": "view_submission", "view": {"callback_id": modal, "state": state}}


def tried(world: World) -> list[int]:
    """The numbers of what was tried beside the road, from 0."""
    return [n for n, step in enumerate(shown(world).also) if step.state == "done"]


def shown(world: World, who: str = company.MARKETO_ADMIN, place: str = "sales-connect") -> Guide:
    return guide(world, who, place, "en")


def at(world: World) -> int:
    """The number of the step that is next, from 0."""
    return [step.state for step in shown(world).steps].index("now")
