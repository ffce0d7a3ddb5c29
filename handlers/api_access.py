"""`Marketo API access`: an optional pair that reads workspaces and users."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import CheckApiAccess, RemoveApiAccess, SaveApiAccess
from bot.domain.credentials import CredentialField, Credentials
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_step
from bot.handle import Refused
from bot.views import ids
from bot.views.api_cards import api_access_modal, api_checking_modal
from bot.views.modals import notice_modal
from bot.views.refusals import words
from handlers.credentials import typed_credentials
from handlers.front import Asker, Front
from handlers.payload import metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import close_modal, open_modal


def register(app: AsyncApp, front: Front) -> None:
    """The button, the submission, and the two buttons in its window."""

    @app.action(ids.API_ACCESS)
    async def wants_to_give(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, SaveApiAccess, _modal)
        await ack()

    @app.view(ids.API_ACCESS_MODAL)
    async def given(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        pair = typed_credentials(body, asker.say)
        if not isinstance(pair, Credentials):
            await ack(response_action="errors", errors=pair)
            return
        setup_id = setup_id_of(metadata_of(body))
        setup = asker.setup(setup_id)
        may = setup is not None and refuse_step(setup, SaveApiAccess, asker.actor) is None
        if may and await front.hand_over.was_handed_over(setup_id, pair, by=asker.actor):
            errors = {str(CredentialField.CLIENT_ID): asker.say.plain("fault.not_api_only")}
            await ack(response_action="errors", errors=errors)
            return
        command = SaveApiAccess(setup_id, pair, body["view"]["id"])
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        if isinstance(answer, Refused):
            await front.refused_command(body, asker, command.act, answer)
            await close_modal(ack, answer, asker)
        else:
            await ack(response_action="update", view=api_checking_modal(asker.say))

    @app.action(ids.CHECK_API)
    async def wants_to_check(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = CheckApiAccess(setup_id_of(value_of(body)), body["view"]["id"])
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        view = api_checking_modal(asker.say)
        if isinstance(answer, Refused):
            await front.refused_command(body, asker, command.act, answer)
            view = notice_modal(words(answer.why, asker.say), asker.say)
        await front.replace(body, view)
        await ack()

    @app.action(ids.REMOVE_API)
    async def wants_to_remove(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = RemoveApiAccess(setup_id_of(value_of(body)))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        said = asker.say("api.removed")
        if isinstance(answer, Refused):
            await front.refused_command(body, asker, command.act, answer)
            said = words(answer.why, asker.say)
        await front.replace(body, notice_modal(said, asker.say))
        await ack()


def _modal(setup: Setup, asker: Asker) -> dict[str, Any]:
    return api_access_modal(setup, asker.say)
