"""The modal `Set up Sales Connect`."""

import asyncio
from secrets import token_hex
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.commands import StartSetup
from bot.domain.ids import ChannelId, SetupId, UserId
from bot.domain.names import clean_name
from bot.domain.people import Role
from bot.domain.stages import Kind, Prerequisite, Product
from bot.handle import Refused
from bot.slack import KnownPerson
from bot.slack_faults import SlackFault, SlackGone
from bot.views import ids
from bot.views.ids import Field
from bot.views.modals import NAME_LENGTH
from bot.views.refusals import plain_words
from bot.views.say import Say
from handlers.front import READ_WITHIN, Asker, Front, SlackLate
from handlers.payload import Body, Typed, seen_of
from handlers.replies import unfit

_PEOPLE: Final = (
    (Field.MARKETO_ADMIN, Role.MARKETO_ADMIN, True),
    (Field.SALES_CONNECT_ADMIN, Role.SALES_CONNECT_ADMIN, True),
    (Field.SALESFORCE_ADMIN, Role.SALESFORCE_ADMIN, False),
)


def register(app: AsyncApp, front: Front) -> None:
    """The submission."""

    @app.view(ids.SETUP_MODAL)
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        errors = await _start(front, body, asker)
        if errors:
            await ack(response_action="errors", errors=errors)
        else:
            await ack()


async def _start(front: Front, body: Body, asker: Asker) -> dict[str, str]:
    """Field errors; none if the setup was started."""
    typed, say = Typed(body), asker.say
    chosen = {role: typed.user(block_id) for block_id, role, _ in _PEOPLE}
    channel = typed.channel(Field.CHANNEL)
    try:
        people, channel_fault = await asyncio.gather(
            front.people(
                asker.actor.team_id,
                [one for one in chosen.values() if one],
                since=asker.asked_at,
            ),
            _channel_fault(front, asker, channel),
        )
    except SlackLate:
        return {Field.INSTANCE: say.plain("fault.slack_late")}
    errors = _people_faults(chosen, people, say)
    if channel_fault:
        errors[Field.CHANNEL] = channel_fault
    product = typed.option(Field.PRODUCT)
    kind, name = typed.option(Field.INSTANCE), clean_name(typed.text(Field.NAME))
    if kind not in set(Kind):
        errors[Field.INSTANCE] = say.plain("fault.instance.missing")
    if len(name) > NAME_LENGTH:
        errors[Field.NAME] = say.plain("fault.name.too_long", most=NAME_LENGTH)
    if errors:
        return errors
    command = StartSetup(
        setup_id=SetupId(token_hex(8)),
        kind=Kind(kind),
        name=name,
        people=tuple((role, user_id) for role, user_id in chosen.items() if user_id),
        channel_id=ChannelId(channel),
        prerequisites=frozenset(
            Prerequisite(one)
            for one in typed.options(Field.PREREQUISITES)
            if one in set(Prerequisite)
        ),
        language=say.language,
        product=Product(product) if product in set(Product) else Product.SALES_CONNECT,
    )
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    if isinstance(answer, Refused):
        return {Field.INSTANCE: plain_words(answer.why, say)}
    return {}


def _people_faults(
    chosen: dict[Role, UserId | None], people: dict[UserId, KnownPerson | None], say: Say
) -> dict[str, str]:
    errors: dict[str, str] = {}
    for block_id, role, required in _PEOPLE:
        user_id = chosen[role]
        if user_id is None:
            if required:
                errors[block_id] = say.plain("fault.person.missing")
            continue
        if fault := unfit(people[user_id], say):
            errors[block_id] = fault
    return errors


async def _channel_fault(front: Front, asker: Asker, channel_id: str) -> str | None:
    """Why invites cannot be approved there; None if they can."""
    say = asker.say
    if not channel_id:
        return say.plain("fault.channel.missing")
    try:
        async with asyncio.timeout_at(asker.asked_at + READ_WITHIN):
            channel = await front.slack.channel(asker.actor.team_id, channel_id)
    except SlackGone:  # a private channel looks like none to a bot that is not in it
        return await _not_in(front, say)
    except (SlackFault, TimeoutError) as fault:
        raise SlackLate from fault
    if channel.is_archived:
        return say.plain("fault.channel.archived")
    if not channel.bot_is_in:
        return await _not_in(front, say)
    return None


async def _not_in(front: Front, say: Say) -> str:
    try:
        identity = await front.slack.identity()
    except SlackFault as fault:
        raise SlackLate from fault
    return say.plain("fault.channel.not_in", bot=identity.name)
