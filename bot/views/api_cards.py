"""The optional pair that reads Marketo: its modal, what became of it, the line on a card."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.domain.effects import Slot
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, ApiSays
from bot.domain.workspaces import listed
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, message, modal, question, section
from bot.views.credential_modals import three_fields
from bot.views.ids import CardValue
from bot.views.names import setup_name, workspace_list
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment, typed


def api_access_modal(setup: Setup, say: Say) -> dict[str, Any]:
    """Where the Marketo admin types an API-only pair, and sees or removes the one that is kept."""
    blocks: list[Block] = [
        section(say("api.intro", setup=setup_name(setup, say))),
        context(say("api.where")),
    ]
    if setup.api_access:
        blocks += [*_kept(setup, setup.api_access, say), *_left_out(setup, setup.api_access, say)]
    return modal(
        callback_id=ids.API_ACCESS_MODAL,
        title=say.plain("api.title"),
        submit=say.plain("api.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id).dump(),
        blocks=[*blocks, *three_fields(say), context(say("api.safety", **screens(setup, say)))],
    )


def _kept(setup: Setup, access: ApiAccess, say: Say) -> list[Block]:
    row = []
    if access.is_kept:
        row.append(button(say.plain("button.check_api"), ids.CHECK_API, buttons.value(setup)))
    sure = question(
        say.plain("remove_api.title"),
        say.plain("remove_api.text"),
        say.plain("remove_api.yes"),
        say.plain("remove_api.no"),
    )
    label = say.plain("button.remove_api")
    row.append(button(label, ids.REMOVE_API, buttons.value(setup), confirm=sure))
    return [section(_found(access, say)), actions(*row)]


def api_checking_modal(say: Say) -> dict[str, Any]:
    """While Marketo is asked; the worker puts the answer in its place."""
    return modal(
        callback_id=ids.NOTICE_MODAL,
        title=say.plain("api.title"),
        close=say.plain("modal.close"),
        blocks=[section(say("api.checking")), context(say("api.checking_long"))],
    )


def api_slow_modal(say: Say) -> dict[str, Any]:
    """Marketo takes longer than somebody looks at a window without a word."""
    return _only_says(say("api.slow"), say)


def api_gone_modal(say: Say) -> dict[str, Any]:
    """The pair was replaced or removed while Marketo was asked."""
    return _only_says(say("api.gone"), say)


def _only_says(text: Mrkdwn, say: Say) -> dict[str, Any]:
    return modal(
        callback_id=ids.NOTICE_MODAL,
        title=say.plain("api.title"),
        close=say.plain("modal.close"),
        blocks=[section(text)],
    )


def api_checked_modal(access: ApiAccess, names: Sequence[str], say: Say) -> dict[str, Any]:
    """What Marketo let the pair read."""
    blocks: list[Block] = [section(_found(access, say))]
    if names:
        blocks.append(context(say("api.names", names=workspace_list(names, say))))
    offered = len(listed(names))
    if offered < len(names):
        blocks.append(context(say("api.offered", n=offered, of=len(names))))
    return modal(
        callback_id=ids.NOTICE_MODAL,
        title=say.plain("api.title"),
        close=say.plain("modal.close"),
        blocks=blocks,
    )


def api_access(setup: Setup, slot: Slot, say: Say) -> Message:
    """`part`: the number of the pair. Sent when the window was closed before Marketo answered."""
    access, name = setup.api_access, setup_name(setup, say)
    if access and str(access.refused_later) == slot.part and slot.to == setup.marketo_admin:
        # The former one may be refused too by now.
        refused = section(say("api.card_former" if access.is_kept else "api.card", setup=name))
        again = actions(buttons.api_access(setup, say))
        return message(refused, section(_found(access, say)), again)
    if access is None or str(access.number) != slot.part or slot.to != setup.marketo_admin:
        return message(section(say("api.card_over", setup=name)))
    return message(
        section(say("api.card", setup=name)),
        section(_found(access, say)),
        *_left_out(setup, access, say),
        actions(buttons.api_access(setup, say)),
    )


def api_known(setup: Setup, say: Say) -> list[Block]:
    """For a card of the Marketo admin."""
    access = setup.api_access
    return [context(_found(access, say)), *_left_out(setup, access, say)] if access else []


def _left_out(setup: Setup, access: ApiAccess, say: Say) -> list[Block]:
    """Of what Marketo lists, as much is offered as the typed list can hold."""
    offered = len(setup.workspaces)
    if not setup.workspaces_are_marketos or offered >= access.workspaces:
        return []
    return [context(say("api.offered", n=offered, of=access.workspaces))]


def _found(access: ApiAccess, say: Say) -> Mrkdwn:
    given = {"by": mention(access.by), "at": moment(access.checked_at or access.at)}
    match access.says:
        case ApiSays.WORKS:
            workspaces = say.count("api.workspaces", access.workspaces)
            users = say.count("api.users", access.users)
            return say("api.says.works", workspaces=workspaces, users=users, **given)
        case ApiSays.DENIED:
            missing = Mrkdwn(", ".join(typed(one) for one in access.denied))
            key = "api.says.denied" if len(access.denied) == 1 else "api.says.denied_some"
            return say(key, permissions=missing, **given)
        case ApiSays.REFUSED if access.former:
            return say("api.says.refused_former", **given)
        case _:
            return say(f"api.says.{access.says}", detail=access.detail, **given)
