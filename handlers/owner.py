"""What the owner of a setup may do with it: `Settings`, `Change people`, `Cancel setup`."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import Option

from bot.domain.addresses import parse_domains
from bot.domain.commands import CancelSetup, ChangePeople, SaveSettings
from bot.domain.ids import SetupId
from bot.domain.refusals import NobodyElse
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Group
from bot.domain.stages import Language
from bot.handle import Refused
from bot.slack_faults import SlackFault
from bot.views import ids
from bot.views.faults import domains_fault
from bot.views.ids import Field
from bot.views.people_modals import (
    ROLES,
    change_people_modal,
    group_options,
    parse_shown,
    settings_modal,
)
from bot.views.refusals import plain_words
from handlers.front import READ_WITHIN, Asker, Front, SlackLate
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import carry_out, close_modal, open_modal, unfit


def register(app: AsyncApp, front: Front) -> None:
    """The three buttons and the two modals."""

    @app.action(ids.CANCEL_SETUP)
    async def cancelled(ack: AsyncAck, body: dict[str, Any]) -> None:
        await carry_out(front, body, CancelSetup(setup_id_of(value_of(body))))
        await ack()

    @app.action(ids.CHANGE_PEOPLE)
    async def wants_to_change_people(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, ChangePeople, _people)
        await ack()

    @app.view(ids.CHANGE_PEOPLE_MODAL)
    async def changed_people(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        command = await _change(front, asker, body)
        if not isinstance(command, ChangePeople):
            await ack(response_action="errors", errors=command)
            return
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        if isinstance(answer, Refused) and isinstance(answer.why, NobodyElse):
            field = _where_somebody_is_wanted(answer.setup)
            await ack(response_action="errors", errors={field: plain_words(answer.why, asker.say)})
            return
        await close_modal(ack, answer, asker)

    @app.action(ids.SETTINGS)
    async def wants_settings(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_modal(front, body, SaveSettings, _settings)
        await ack()

    @app.view(ids.SETTINGS_MODAL)
    async def saved_settings(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        setup_id = setup_id_of(metadata_of(body))
        command = await _to_save(front, asker, setup_id, Typed(body))
        if not isinstance(command, SaveSettings):
            await ack(response_action="errors", errors=command)
            return
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)


def _people(setup: Setup, asker: Asker) -> dict[str, Any]:
    return change_people_modal(setup, asker.actor.user_id, asker.say)


def _settings(setup: Setup, asker: Asker) -> dict[str, Any]:
    return settings_modal(setup, asker.say)


async def _change(front: Front, asker: Asker, body: Body) -> ChangePeople | dict[str, str]:
    """
    The command, of what was changed in the modal alone: another window may have changed the rest.

    Field errors; an empty field of somebody missing says nothing yet, but for the Salesforce admin,
    who may be nobody.
    """
    value, typed = metadata_of(body), Typed(body)
    setup_id = setup_id_of(value)
    setup, shown = asker.setup(setup_id), parse_shown(value.part if value else "")
    chosen = {role: typed.user(block_id) for block_id, role in ROLES}
    changed = {role: one for role, one in chosen.items() if one and one != shown.get(role)}
    try:
        people = await front.people(asker.actor.team_id, changed.values(), since=asker.asked_at)
    except SlackLate:
        return {Field.MARKETO_ADMIN: asker.say.plain("fault.slack_late")}
    errors = {
        block_id: fault
        for block_id, role in ROLES
        if role in changed and (fault := unfit(people[changed[role]], asker.say))
    }
    nobody = Role.SALESFORCE_ADMIN
    was_there = shown.get(nobody) or (setup is not None and nobody in setup.missing)
    to_nobody = ((nobody, None),) if was_there and chosen[nobody] is None else ()
    return errors or ChangePeople(setup_id, (*changed.items(), *to_nobody))


def _where_somebody_is_wanted(setup: Setup | None) -> str:
    """The field of a missing person, or the first one."""
    unfilled = setup.unfilled() if setup else ()
    return next((block_id for block_id, role in ROLES if role in unfilled), Field.MARKETO_ADMIN)


async def groups_found(front: Front, body: Body) -> list[Option]:
    """What `Approver group` offers for the letters typed so far."""
    asker = await front.who(body)
    groups = await _groups(front, asker) if asker.is_member else None
    return group_options(groups, str(body.get("value") or ""), asker.say)


async def _groups(front: Front, asker: Asker) -> list[Group] | None:
    """None: Slack does not say, for want of a scope or of time."""
    try:
        async with asyncio.timeout_at(asker.asked_at + READ_WITHIN):
            return list(await front.slack.user_groups(asker.actor.team_id))
    except (SlackFault, TimeoutError):
        return None


async def _to_save(
    front: Front, asker: Asker, setup_id: SetupId, typed: Typed
) -> SaveSettings | dict[str, str]:
    """The command, or field errors that lose nothing of what was typed."""
    say, errors = asker.say, dict[str, str]()
    approvers = typed.users(Field.APPROVERS)
    try:
        people = await front.people(asker.actor.team_id, approvers, since=asker.asked_at)
    except SlackLate:
        return {Field.APPROVERS: say.plain("fault.slack_late")}
    setup, faults = asker.setup(setup_id), []
    # Who left since they were named cannot decide, and holds up no other change.
    named = setup.approval.approvers if setup else ()
    for user_id in approvers:
        person = people[user_id]
        if user_id in named:
            continue
        if fault := unfit(person, asker.say):
            name = person.name if person else user_id
            faults.append(say.plain("fault.person.named", name=name, fault=fault))
    if faults:
        errors[Field.APPROVERS] = "; ".join(faults)
    domains, malformed = parse_domains(typed.text(Field.DOMAINS))
    if malformed:
        errors[Field.DOMAINS] = domains_fault(malformed, say)
    group = None
    kept = setup.approval.group if setup else None
    chosen = typed.option(Field.APPROVER_GROUP)
    group_id = chosen.removeprefix(ids.GROUP)
    if kept and kept.id == group_id:  # as it was: Slack need not be asked again
        group = kept
    elif chosen.startswith(ids.GROUP):
        known = await _groups(front, asker)
        group = next((one for one in known or () if one.id == group_id), None)
        if group is None:
            key = "fault.slack_late" if known is None else "fault.group.unknown"
            errors[Field.APPROVER_GROUP] = say.plain(key)
    language = typed.option(Field.LANGUAGE)
    if language not in set(Language):
        errors[Field.LANGUAGE] = say.plain("fault.language.missing")
    if errors:
        return errors
    approval = Approval(approvers=tuple(approvers), group=group, domains=domains)
    return SaveSettings(setup_id, approval, Language(language))
