"""What named people say of themselves and of the connection that changes hands."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import Decline, NoteAccessRemoved, ReportLost, TakeOver
from bot.views import ids
from handlers.front import Front
from handlers.payload import role_of, setup_id_of, value_of
from handlers.replies import carry_out


def register(app: AsyncApp, front: Front) -> None:
    """`Not the right person`, and the three buttons of a change of owner."""

    @app.action(ids.NOT_ME)
    async def not_the_right_person(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        role = role_of(value)
        await carry_out(front, body, Decline(setup_id_of(value), role) if role else None)
        await ack()

    @app.action(ids.ACCESS_REMOVED)
    async def access_removed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, NoteAccessRemoved(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.TAKE_OVER)
    async def took_over(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, TakeOver(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.CONNECTION_LOST)
    async def connection_lost(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, ReportLost(setup_id_of(value_of(body))))
        await ack()
