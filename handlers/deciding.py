"""`Approve` and `Reject` on a card that many see; `Withdraw` on the requester's own."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import RequestId, SetupId
from bot.domain.refusals import Refusal, RequestChanged
from bot.domain.request import Request, RequestStage
from bot.domain.request_approval import Presser, refuse_decision, refuse_late
from bot.domain.request_commands import Approve, Reject, RequestCommand, Withdraw
from bot.domain.setup import Setup
from bot.handle import Answer, Refused
from bot.slack_faults import SlackFault
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.ids import Field, RequestValue, parse_request_value
from bot.views.refusals import words
from bot.views.request_modals import reject_modal
from handlers.front import READ_WITHIN, Asker, Front, SlackLate
from handlers.payload import Body, Typed, seen_of
from handlers.replies import carry_out, close_modal, gone, note_fault


def register(app: AsyncApp, front: Front) -> None:
    """The buttons, and the modal `Reject`."""

    @app.action(ids.APPROVE)
    async def approved(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = request_value_of(body)
        command = None
        if value:
            asker = await front.who(body)
            in_group = await _in_group(front, asker, value)
            about = (SetupId(value.setup_id), RequestId(value.request_id), int(value.edition))
            command = Approve(*about, asker.email, in_group)
        await carry_out(front, body, command)
        await ack()

    @app.action(ids.REJECT)
    async def wants_to_reject(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), request_value_of(body)
        found = await of_value(front, asker, value)
        if found is None or value is None:
            await front.answer_press(body, gone(asker), asker)
        else:
            request, setup = found
            why = await _refusal(front, asker, value, request, setup)
            if why:
                answer: Message | None = refusal_answer(words(why, asker.say))
            else:
                view = reject_modal(request, setup, asker.say)
                answer = await front.open_or_say(body, view, asker.say)
            await front.answer_press(body, answer, asker)
        await ack()

    @app.view(ids.REJECT_MODAL)
    async def rejected(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, typed = await front.who(body), Typed(body)
        value = parse_request_value(str(body["view"].get("private_metadata", "")))
        reason = typed.block_like(Field.REASON)
        why = " ".join(typed.text(reason).split())
        who = tuple(int(one) for one in typed.options_like(Field.WHO) if one.isdecimal())
        errors = {}
        if not why:
            errors[reason] = asker.say.plain("fault.reason_missing")
        elif fault := note_fault(why, asker.say):
            errors[reason] = fault
        if errors or value is None:
            await ack(response_action="errors", errors=errors)
            return
        in_group = await _in_group(front, asker, value)
        about = (SetupId(value.setup_id), RequestId(value.request_id), int(value.edition))
        command = Reject(*about, who, why, asker.email, in_group)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        view = await _anew(front, asker, value, command, answer)
        if view:
            await ack(response_action="update", view=view)
        else:
            await close_modal(ack, answer, asker)

    @app.action(ids.WITHDRAW)
    async def withdrawn(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, about_request(request_value_of(body), Withdraw))
        await ack()


def request_value_of(body: Body) -> RequestValue | None:
    """What the pressed button stands for."""
    return parse_request_value(str(body["actions"][0].get("value", "")))


def about_request(value: RequestValue | None, command: Any) -> RequestCommand | None:
    """A command that says no more than which request; None: a button of nobody's."""
    made: RequestCommand | None = None
    if value:
        made = command(SetupId(value.setup_id), RequestId(value.request_id))
    return made


async def of_value(
    front: Front, asker: Asker, value: RequestValue | None
) -> tuple[Request, Setup] | None:
    """The request of a button, and its setup; None: it is not here."""
    if value is None:
        return None
    team_id = asker.actor.team_id
    request = await front.ask.request(team_id, RequestId(value.request_id))
    setup = await front.ask.setup(team_id, SetupId(value.setup_id))
    if request is None or setup is None or request.setup_id != setup.id:
        return None
    return request, setup


async def _refusal(
    front: Front, asker: Asker, value: RequestValue, request: Request, setup: Setup
) -> Refusal | None:
    """Before the window opens; its submission is judged anew."""
    in_group = await _in_group(front, asker, value)
    presser = Presser(asker.actor, asker.email, in_group)
    if why := refuse_decision(request, setup, presser):
        return why
    return refuse_late(request, int(value.edition))


async def _anew(
    front: Front, asker: Asker, value: RequestValue, command: Reject, answer: Answer
) -> dict[str, Any] | None:
    """`Reject` for who is left, with what was typed; None: it was not a part that was decided."""
    if not isinstance(answer, Refused) or not isinstance(answer.why, RequestChanged):
        return None
    found = await of_value(front, asker, value)
    if found is None or found[0].stage is not RequestStage.OPEN:
        return None
    told = words(answer.why, asker.say)
    return reject_modal(*found, asker.say, who=command.who, reason=command.why, why_again=told)


async def _in_group(front: Front, asker: Asker, value: RequestValue) -> bool:
    """
    Whether they are in the setup's approver group, where it has one.

    Raises:
        SlackLate: Slack did not say so in time.
    """
    setup = asker.setup(SetupId(value.setup_id))
    if setup is None or setup.approval.group is None:
        return False
    try:
        async with asyncio.timeout_at(asker.asked_at + READ_WITHIN):
            return await front.approvers.in_group(setup, asker.actor.user_id)
    except (SlackFault, TimeoutError) as fault:
        raise SlackLate from fault
