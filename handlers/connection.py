"""From the pressed Connect to the end of the wait: the buttons, and the list of workspaces."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import ReportConnected, SaveWorkspaces, StartNowAnyway
from bot.domain.provisioning import NameTooLong, parse_workspace_names
from bot.domain.refusals import NoSuchSetup
from bot.domain.setup_steps import refuse_step
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.faults import too_long_fault
from bot.views.ids import Field
from bot.views.modals import notice_modal, workspaces_modal
from bot.views.refusals import words
from handlers.front import Front
from handlers.payload import Typed, is_ephemeral, metadata_of, seen_of, setup_id_of, value_of
from handlers.provisioning import provision


def register(app: AsyncApp, front: Front) -> None:
    """`I've connected`, `Start now anyway`, `Workspaces`."""

    @app.action(ids.CONNECTED)
    async def connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = ReportConnected(setup_id_of(value_of(body)))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        if isinstance(answer, Refused):
            said = refusal_answer(words(answer.why, asker.say))
            await front.answer_press(body, said, asker)
        await ack()

    @app.action(ids.START_NOW)
    async def start_now(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = StartNowAnyway(setup_id_of(value_of(body)))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        if isinstance(answer, Refused):
            said = refusal_answer(words(answer.why, asker.say))
            await front.answer_press(body, said, asker)
        elif isinstance(answer, Done):
            if asker.actor.user_id == answer.setup.sales_connect_admin:
                await provision(front, body, asker, answer.setup)
            if is_ephemeral(body):  # a card shows by itself that its button is spent
                said = refusal_answer(asker.say("done.choice"))
                await front.answer_press(body, said, asker)
        await ack()

    @app.action(ids.WORKSPACES)
    async def wants_to_name_workspaces(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        said: Message | None
        if setup is None:
            said = refusal_answer(words(NoSuchSetup(), asker.say))
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
        if isinstance(answer, Refused):
            notice = notice_modal(words(answer.why, asker.say), asker.say)
            await ack(response_action="update", view=notice)
        else:
            await ack()
