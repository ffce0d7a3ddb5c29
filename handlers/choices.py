"""Selects that ask the bot what they offer; Bolt knows them by action id only, which all share."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import Option

from bot.views import ids
from bot.views.ids import Field
from handlers.front import Front
from handlers.owner import groups_found
from handlers.payload import Body
from handlers.provisioning import user_groups_found, workspaces_found

_Found: TypeAlias = Callable[[Front, Body], Awaitable[list[Option]]]
BY_FIELD: Final[dict[str, _Found]] = {
    Field.WORKSPACES: workspaces_found,
    Field.FOR_SELECTED: workspaces_found,
    Field.MENDED: workspaces_found,
    Field.GROUPS: user_groups_found,
    Field.APPROVER_GROUP: groups_found,
}


def register(app: AsyncApp, front: Front) -> None:
    """One listener for all of them."""

    @app.options(ids.INPUT)
    async def looks_for(ack: AsyncAck, body: dict[str, Any]) -> None:
        block_id = str(body.get("block_id"))
        # In a preview, a field is another one in each draft: its own name comes first.
        find = BY_FIELD.get(block_id) or BY_FIELD.get(block_id.partition(":")[0])
        await ack(options=await find(front, body) if find else [])
