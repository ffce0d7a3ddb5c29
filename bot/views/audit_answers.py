"""The audit in Slack: ten rows, what they are narrowed to, and the way to the others."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InteractiveElement,
    Option,
    StaticSelectElement,
    UserSelectElement,
)

from bot.domain.audit_filter import AuditFilter
from bot.domain.audit_place import Page, Place
from bot.domain.audit_rows import AuditRow
from bot.domain.audit_topics import Topic
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.audit_words import changes, done, who, whose
from bot.views.blocks import Message, actions, button, context, message, option, section
from bot.views.names import plain_setup_name, setup_name
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment

ROOM: Final = 3_700  # characters of all that a message says
MOST_OPTIONS: Final = 99  # of a select, which takes a hundred, beside the one for all of them
EVERY: Final = "every"  # option that narrows nothing


def audit_answer(
    page: Page, setups: Sequence[Setup], say: Say, *, note: Mrkdwn | None = None
) -> Message:
    """`setups`: those that can be chosen among. `note`: what is said of it first."""
    first = [note] if note else []
    first.append(_heading(page, say))
    blocks: list[Block] = [section(one) for one in first]
    blocks += [section(line) for line in _lines(page, ROOM - sum(map(len, first)), say)]
    if page.is_cut:
        blocks.append(context(say("audit.cut")))
    blocks += [_selects(page.place.only, setups, say), *_buttons(page, say)]
    return message(*blocks)


def _lines(page: Page, room: int, say: Say) -> list[Mrkdwn]:
    """What changed stands below it, as long as all of the rows have room."""
    lines = [_line(row, page, say) for row in page.rows]
    room -= sum(len(line) + 1 for line in lines)
    for number, row in enumerate(page.rows):
        changed = changes(row, say)
        if changed and len(changed) < room:
            room -= len(changed) + 1
            lines[number] = Mrkdwn(f"{lines[number]}\n{changed}")
    return lines


def _line(row: AuditRow, page: Page, say: Say) -> Mrkdwn:
    told = say("audit.line", at=moment(row.at), who=who(row, say), done=done(row, say))
    names = whose(row, page.setups, say)
    return say("audit.line_of", line=told, setup=names) if names else told


def _heading(page: Page, say: Say) -> Mrkdwn:
    narrowed = _narrowed(page, say)
    if page.rows or page.is_cut:
        return narrowed or say("audit.title")
    return Mrkdwn(f"{narrowed}\n{say('audit.nothing_like_it')}") if narrowed else say("audit.empty")


def _narrowed(page: Page, say: Say) -> Mrkdwn | None:
    """To what; None: to nothing."""
    only = page.place.only
    parts: list[Mrkdwn] = []
    if only.who:
        parts.append(mention(only.who))
    if only.setup_id in page.setups:
        parts.append(setup_name(page.setups[only.setup_id], say))
    elif only.setup_id:
        parts.append(say("audit.one_setup"))
    if only.topic:
        parts.append(say(f"audit.topic.{only.topic}"))
    parts += [Mrkdwn(f"`{one}`") for one in (only.when, only.what) if one]
    return say("audit.only", what=Mrkdwn(", ".join(parts))) if parts else None


def _selects(only: AuditFilter, setups: Sequence[Setup], say: Say) -> Block:
    """The id of the block holds what is chosen by now, and is another one once that changes."""
    chosen: list[InteractiveElement] = [
        UserSelectElement(
            action_id=ids.AUDIT_WHO,
            placeholder=say.plain("audit.select.who"),
            initial_user=only.who or None,
        )
    ]
    if len(setups) > 1:
        named = [option(plain_setup_name(one, say), one.id) for one in setups[:MOST_OPTIONS]]
        every = option(say.plain("audit.every_setup"), EVERY)
        label = say.plain("audit.select.setup")
        chosen.append(_select(ids.AUDIT_SETUP, label, [every, *named], only.setup_id))
    topics = [option(say.plain(f"audit.topic.{one}"), one) for one in Topic]
    every = option(say.plain("audit.every_topic"), EVERY)
    label = say.plain("audit.select.topic")
    chosen.append(_select(ids.AUDIT_TOPIC, label, [every, *topics], only.topic or ""))
    return ActionsBlock(elements=chosen, block_id=f"{ids.AUDIT_BLOCK}{only.dump()}")


def _select(
    action_id: str, label: str, options: Sequence[Option], chosen: str
) -> StaticSelectElement:
    first = next((one for one in options if one.value == chosen), None)
    return StaticSelectElement(
        action_id=action_id, placeholder=label, options=options, initial_option=first
    )


def _buttons(page: Page, say: Say) -> list[Block]:
    only, here = page.place.only, page.place.dump()
    shown: list[ButtonElement] = []
    if page.newer:
        label = say.plain("button.audit_newer")
        shown.append(button(label, ids.AUDIT_NEWER, page.newer.dump()))
    if page.older:
        label = say.plain("button.audit_older")
        shown.append(button(label, ids.AUDIT_OLDER, page.older.dump()))
    if not only.is_empty:
        shown.append(button(say.plain("button.audit_clear"), ids.AUDIT_CLEAR, Place().dump()))
    if page.rows:
        shown.append(button(say.plain("button.audit_csv"), ids.AUDIT_CSV, here))
        shown.append(button(say.plain("button.audit_json"), ids.AUDIT_JSON, here))
    return [actions(*shown)] if shown else []
