"""From the pressed Connect to the end of the wait: the buttons, and the list of workspaces."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import (
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    SaveWorkspaces,
    StartNowAnyway,
)
from bot.domain.replan import Mended
from bot.domain.setup import Setup
from bot.domain.workspaces import NameTooLong, parse_workspace_names
from bot.handle import Done
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.faults import too_long_fault
from bot.views.ids import Field
from bot.views.modals import workspaces_modal
from handlers.drafts import Draft, draft_of
from handlers.front import Asker, Front
from handlers.mending import mended_view, show_below
from handlers.payload import Typed, is_ephemeral, metadata_of, seen_of, setup_id_of, value_of
from handlers.provisioning import provision
from handlers.replies import carry_out, close_modal, open_modal, why_not


def register(app: AsyncApp, front: Front) -> None:
    """`I've connected`, `Already connected`, `Start now anyway`, `Workspaces`."""

    @app.action(ids.CONNECTED)
    async def connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, ReportConnected(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.ALREADY_CONNECTED)
    async def already_connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, ReportAlreadyConnected(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.LONG_CONNECTED)
    async def long_connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, ReportLongConnected(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.START_NOW)
    async def start_now(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = StartNowAnyway(setup_id_of(value_of(body)))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        said = why_not(answer, asker)
        if isinstance(answer, Done):
            if asker.actor.user_id == answer.setup.sales_connect_admin:
                await provision(front, body, asker, answer.setup)
            if is_ephemeral(body):  # there is no card that shows that its button is spent
                said = refusal_answer(asker.say("done.choice"))
        await front.answer_press(body, said, asker)
        await ack()

    @app.action(ids.WORKSPACES)
    async def wants_to_name_workspaces(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        view = partial(_workspaces, value.run_id if value else "")
        await open_modal(front, body, SaveWorkspaces, view)
        await ack()

    @app.view(ids.WORKSPACES_MODAL)
    async def named_workspaces(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        names = parse_workspace_names(Typed(body).text(Field.NAMES))
        if isinstance(names, NameTooLong):
            error = too_long_fault(names, asker.say)
            await ack(response_action="errors", errors={Field.NAMES: error})
            return
        command = SaveWorkspaces(setup_id_of(metadata_of(body)), names)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        value = metadata_of(body)
        if isinstance(answer, Done) and value and value.run_id:
            asker, draft = await draft_of(front, body, value)
            if isinstance(draft, Draft):  # in the preview below, they count at once
                view = await mended_view(front, asker, draft, Mended())
                await show_below(front, ack, body, view)
                return
        await close_modal(ack, answer, asker)


def _workspaces(run_id: str, setup: Setup, asker: Asker) -> dict[str, Any]:
    return workspaces_modal(setup, asker.say, run_id)
