"""What is checked by hand: checklists and the Organization ID of Salesforce; and `Snooze`."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.checklists import Checklist, Point
from bot.domain.commands import SaveChecklist, SaveOrganization, Snooze
from bot.domain.salesforce_org import OrganizationFault, parse_organization_id
from bot.domain.setup import Setup
from bot.domain.stages import Side
from bot.views import ids
from bot.views.checklist_modals import checklist_modal, organization_modal, parse_ticked
from bot.views.faults import organization_fault
from bot.views.ids import CardValue, Field
from handlers.front import Asker, Front
from handlers.payload import (
    Typed,
    metadata_of,
    role_of,
    seen_of,
    setup_id_of,
    value_of,
)
from handlers.replies import carry_out, close_modal, open_modal


def register(app: AsyncApp, front: Front) -> None:
    """`Open checklist`, `Save Organization ID`, `Snooze`."""

    @app.action(ids.OPEN_CHECKLIST)
    async def wants_the_checklist(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, SaveChecklist, _checklist)
        await ack()

    @app.view(ids.CHECKLIST_MODAL)
    async def ticked(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = _changes(metadata_of(body), Typed(body))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.SAVE_ORGANIZATION)
    async def wants_to_save_an_organization(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, SaveOrganization, _organization)
        await ack()

    @app.view(ids.ORGANIZATION_MODAL)
    async def saved_organization(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, typed = await front.who(body), Typed(body)
        parsed = parse_organization_id(typed.text(Field.ORGANIZATION))
        if isinstance(parsed, OrganizationFault):
            error = organization_fault(parsed, asker.say)
            await ack(response_action="errors", errors={Field.ORGANIZATION: error})
            return
        side = typed.option(Field.SIDE)
        if side not in set(Side):
            error = asker.say.plain("fault.side.missing")
            await ack(response_action="errors", errors={Field.SIDE: error})
            return
        command = SaveOrganization(setup_id_of(metadata_of(body)), Side(side), parsed)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.SNOOZE)
    async def snoozed(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        role, turn = role_of(value), value.part.rpartition(".")[2] if value else ""
        command = None
        if role and turn.isdecimal():
            command = Snooze(setup_id_of(value), role, int(turn))
        await carry_out(front, body, command)
        await ack()


def _checklist(setup: Setup, asker: Asker) -> dict[str, Any]:
    return checklist_modal(setup, asker.actor.user_id, asker.say)


def _organization(setup: Setup, asker: Asker) -> dict[str, Any]:
    return organization_modal(setup, asker.actor.user_id, asker.say)


def _changes(value: CardValue | None, typed: Typed) -> SaveChecklist:
    """Only what was changed in the modal: others may have ticked the same list meanwhile."""
    before = parse_ticked(value.part if value else "")
    chosen = {
        one
        for checklist in Checklist
        for one in typed.options(f"{Field.CHECKLIST}{checklist}")
        if one in set(Point)
    }
    now = frozenset(Point(one) for one in chosen)
    return SaveChecklist(setup_id_of(value), ticked=now - before, unticked=before - now)
