"""`/salesconnect audit`: who did what, for those who may; and as a file in their DM."""

import re
from collections.abc import Sequence
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.audit_effects import Form
from bot.domain.audit_filter import AuditFilter, parse_filter, understood
from bot.domain.audit_place import Place, parse_place
from bot.domain.people import Act, refuse
from bot.domain.refusals import MembersOnly
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.audit_answers import EVERY, audit_answer
from bot.views.blocks import Message
from bot.views.refusals import words
from bot.views.text import Mrkdwn
from handlers.front import Asker, Front
from handlers.payload import Body, seen_of
from handlers.replies import gone, refused_on_all

_SELECTS: Final = (ids.AUDIT_WHO, ids.AUDIT_SETUP, ids.AUDIT_TOPIC)
_WAYS: Final = (ids.AUDIT_SHOW, ids.AUDIT_NEWER, ids.AUDIT_OLDER, ids.AUDIT_CLEAR)
_FORMS: Final[dict[str, Form]] = {ids.AUDIT_CSV: "csv", ids.AUDIT_JSON: "json"}


def _any_of(*action_ids: str) -> dict[str, str | re.Pattern[str]]:
    return {"action_id": re.compile(f"^(?:{'|'.join(action_ids)})$")}


def register(app: AsyncApp, front: Front) -> None:
    """Whatever is pressed in the answer, another one takes its place."""

    @app.action(_any_of(*_SELECTS))
    async def narrows(ack: AsyncAck, body: dict[str, Any]) -> None:
        only = _narrowed(body["actions"][0])
        await _shows(front, body, Place(only) if only else None)
        await ack()

    @app.action(_any_of(*_WAYS))
    async def turns(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _shows(front, body, parse_place(str(body["actions"][0].get("value", ""))))
        await ack()

    @app.action(_any_of(*_FORMS))
    async def takes_along(ack: AsyncAck, body: dict[str, Any]) -> None:
        action = body["actions"][0]
        place = parse_place(str(action.get("value", "")))
        await _shows(front, body, place, form=_FORMS[action["action_id"]])
        await ack()


async def audit_by_command(front: Front, body: Body, asker: Asker, typed: Sequence[str]) -> Message:
    """`typed`: the words after the first."""
    found = understood(typed)
    if found.unknown:
        return await _page(front, body, asker, Place(), note=asker.say("audit.how"))
    return await _page(front, body, asker, Place(found.only))


async def _shows(front: Front, body: Body, place: Place | None, form: Form | None = None) -> None:
    asker = await front.who(body)
    if place is None:
        answer = gone(asker)
    elif not asker.is_member:
        answer = refusal_answer(words(MembersOnly(), asker.say))
    else:
        answer = await _page(front, body, asker, place, form=form)
    await front.answer_press(body, answer, asker)


async def _page(
    front: Front,
    body: Body,
    asker: Asker,
    place: Place,
    *,
    form: Form | None = None,
    note: Mrkdwn | None = None,
) -> Message:
    """Whoever was named on a setup that was cancelled can still read what was done with it."""
    page, theirs = await front.audits.page(asker.actor, place), _theirs(asker)
    if theirs is None and not page.rows:
        return refused_on_all(asker, Act.AUDIT)
    if form:
        given = (asker.actor, place.only, form, theirs or ())
        await front.audits.ask_for_file(*given, seen=seen_of(body))
        note = asker.say("audit.file_comes")
    return audit_answer(page, theirs or (), asker.say, note=note)


def _theirs(asker: Asker) -> list[Setup] | None:
    """The open setups whose audit they may read; None: they may read none."""
    found = [one for one in asker.setups if refuse(Act.AUDIT, asker.actor, one.people) is None]
    return found if found or refuse(Act.AUDIT, asker.actor, {}) is None else None


def _narrowed(action: dict[str, Any]) -> AuditFilter | None:
    """What the block was narrowed to, and what was chosen just now; None: it is none of ours."""
    former = parse_filter(str(action.get("block_id", "")).removeprefix(ids.AUDIT_BLOCK))
    if former is None:
        return None
    option = str((action.get("selected_option") or {}).get("value", ""))
    chosen = "" if option == EVERY else option
    match action["action_id"]:
        case ids.AUDIT_WHO:
            return former.narrowed(who=str(action.get("selected_user") or ""))
        case ids.AUDIT_SETUP:
            return former.narrowed(setup_id=chosen)
        case _:
            return former.narrowed(topic=chosen)
