"""What follows an approval: invites reported, Adobe asked, the account there; and the sandbox."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import SayOwnsSandbox
from bot.domain.ids import RequestId, SetupId
from bot.domain.people import refuse
from bot.domain.request import PersonState
from bot.domain.request_commands import (
    AskForAddresses,
    NoteAskedAdobe,
    ReportAccount,
    ReportInvited,
)
from bot.domain.request_fulfil import refuse_fulfilment
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.ids import Field, RequestValue, parse_request_value
from bot.views.refusals import words
from bot.views.request_lines import not_there_yet_answer
from bot.views.request_modals import some_invited_modal
from bot.views.sandbox_modals import adobe_modal
from handlers.deciding import about_request, of_value, request_value_of
from handlers.front import Asker, Front
from handlers.payload import Body, Typed, seen_of, setup_id_of, value_of
from handlers.provisioning import connect_people
from handlers.replies import carry_out, close_modal, gone


def register(app: AsyncApp, front: Front) -> None:
    """The Sales Connect admin's buttons and windows, and the Marketo admin's two answers."""

    @app.action(ids.ALL_INVITED)
    async def all_invited(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, about_request(request_value_of(body), ReportInvited))
        await ack()

    @app.action(ids.SOME_INVITED)
    async def some_invited(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), request_value_of(body)
        await front.answer_press(body, await _choice(front, body, asker, value), asker)
        await ack()

    @app.view(ids.SOME_INVITED_MODAL)
    async def chosen(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        who = tuple(int(one) for one in Typed(body).options(Field.WHO) if one.isdecimal())
        value = _metadata(body)
        if not who or value is None:
            errors = {Field.WHO: asker.say.plain("fault.invited_missing")}
            await ack(response_action="errors", errors=errors)
            return
        command = ReportInvited(SetupId(value.setup_id), RequestId(value.request_id), who)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.SEND_ADDRESSES)
    async def wants_addresses(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = request_value_of(body)
        command = None
        if value:
            about = (SetupId(value.setup_id), RequestId(value.request_id))
            command = AskForAddresses(*about, key=str(body["actions"][0]["action_ts"]))
        await carry_out(front, body, command)
        await ack()

    @app.action(ids.CONNECT_INVITED)
    async def wants_to_connect(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), request_value_of(body)
        found = await of_value(front, asker, value)
        answer: Message | None = gone(asker)
        if found:
            request, setup = found
            emails = request.emails(PersonState.DONE)
            answer = await connect_people(front, body, asker, setup, emails)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.NOT_THERE_YET)
    async def wants_the_missing(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _not_there_yet(front, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.CONNECT_MISSING)
    async def wants_to_connect_the_missing(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer: Message | None = gone(asker)
        if setup:  # who is missing by now, not when the list was shown
            value = value_of(body)
            wants_all = value is not None and value.part == ids.EVERYBODY
            ask = front.ask.not_there_yet if wants_all else front.ask.to_connect
            missing = await ask(setup)
            answer = await connect_people(front, body, asker, setup, missing)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.WRITE_TO_ADOBE)
    async def wants_the_letter(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        found = await of_value(front, asker, request_value_of(body))
        answer: Message | None = gone(asker)
        if found:
            why = refuse_fulfilment(*found, NoteAskedAdobe, asker.actor)
            if why:
                answer = refusal_answer(words(why, asker.say))
            else:
                answer = await front.open_or_say(body, adobe_modal(*found, asker.say), asker.say)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.view(ids.ADOBE_MODAL)
    async def asked_adobe(ack: AsyncAck, body: dict[str, Any]) -> None:
        """The letter itself is not kept: they copied it into their mail."""
        asker, value = await front.who(body), _metadata(body)
        command = NoteAskedAdobe(
            SetupId(value.setup_id if value else ""), RequestId(value.request_id if value else "")
        )
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.ACCOUNT_CREATED)
    async def account_created(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, about_request(request_value_of(body), ReportAccount))
        await ack()

    @app.action(ids.OWN_SANDBOX)
    async def owns(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, SayOwnsSandbox(setup_id_of(value_of(body)), owns=True))
        await ack()

    @app.action(ids.NO_SANDBOX)
    async def owns_none(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, SayOwnsSandbox(setup_id_of(value_of(body)), owns=False))
        await ack()


def _metadata(body: Body) -> RequestValue | None:
    return parse_request_value(str(body["view"].get("private_metadata", "")))


async def _choice(
    front: Front, body: Body, asker: Asker, value: RequestValue | None
) -> Message | None:
    found = await of_value(front, asker, value)
    if found is None:
        return gone(asker)
    if why := refuse_fulfilment(*found, ReportInvited, asker.actor):
        return refusal_answer(words(why, asker.say))
    return await front.open_or_say(body, some_invited_modal(*found, asker.say), asker.say)


async def _not_there_yet(front: Front, asker: Asker, setup: Setup) -> Message:
    if why := refuse(ReportInvited.act, asker.actor, setup.people):
        return refusal_answer(words(why, asker.say))
    return not_there_yet_answer(await front.ask.not_there_yet(setup), setup, asker.say)
