"""From the pressed Connect to the end of the wait: the buttons, and the list of workspaces."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import ReportConnected, SaveWorkspaces, StartNowAnyway
from bot.domain.provisioning import NameTooLong, parse_workspace_names
from bot.domain.setup_steps import refuse_step
from bot.handle import Done
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.faults import too_long_fault
from bot.views.ids import Field
from bot.views.modals import workspaces_modal
from bot.views.refusals import words
from handlers.front import Front
from handlers.payload import Typed, is_ephemeral, metadata_of, seen_of, setup_id_of, value_of
from handlers.provisioning import provision
from handlers.replies import close_modal, gone, why_not


def register(app: AsyncApp, front: Front) -> None:
    """`I've connected`, `Start now anyway`, `Workspaces`."""

    @app.action(ids.CONNECTED)
    async def connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = ReportConnected(setup_id_of(value_of(body)))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await front.answer_press(body, why_not(answer, asker), asker)
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
        asker, setup = await front.pressed(body)
        said: Message | None
        if setup is None:
            said = gone(asker)
        elif refusal := refuse_step(setup, SaveWorkspaces, asker.actor):
            said = refusal_answer(words(refusal, asker.say))
        else:
            said = await front.open_or_say(body, workspaces_modal(setup, asker.say), asker.say)
        await front.answer_press(body, said, asker)
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
        await close_modal(ack, answer, asker)
