"""Fields of Block Kit as native controls."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape

from practice.page.emoji import with_emoji
from practice.page.mrkdwn import text_html
from practice.page.sheet import Name, Sheet, field_name, pressed
from practice.slack.forms import Field
from practice.slack.messages import Json

LONGEST_TEXT: Final = 3_000
"""Characters of a text input that names no `max_length`."""
FILTER_FROM: Final = 9
"""Options; fewer are seen at a glance."""
OPTIONS_FROM: Final = 3
"""Characters that Slack waits for, where an external select names no `min_query_length`."""

_INPUT_MODES: Final = {
    "plain_text_input": None,
    "email_text_input": "email",
    "url_text_input": "url",
    "number_input": "decimal",
}
_PICKERS: Final = {"datepicker": "date", "timepicker": "time"}
_DISPATCH_ON: Final = {"on_enter_pressed": "enter", "on_character_entered": "character"}

Attributes: TypeAlias = dict[str, str | None]
"""None leaves the attribute out; `xmlattr` escapes the rest."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: Markup
    text: str
    """The same for an `<option>`, which holds no HTML."""
    is_chosen: bool
    about: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading, or under none."""

    label: str
    options: tuple[Option, ...]


def is_native(kind: str) -> bool:
    """Whether one control holds the value, so that a `<label for>` reaches it."""
    return not kind.startswith("multi_") and kind not in (
        "checkboxes",
        "radio_buttons",
        "external_select",
    )


def field_html(sheet: Sheet, field: Field, name: Name) -> Markup:
    """The control without its label; empty for kinds that practice has no control for."""
    kind = field.kind
    if kind in _INPUT_MODES:
        drawn = _typed(sheet, field, name)
    elif kind in _PICKERS:
        drawn = _picker(sheet, field, name)
    elif kind == "datetimepicker":
        drawn = _moment(sheet, field, name)
    elif kind == "file_input":
        drawn = _files(sheet, field, name)
    elif kind == "rich_text_input":
        return Markup()
    elif is_native(kind):
        drawn = _select(sheet, field, name)
    else:
        drawn = _choices(sheet, field, name)
    # What is not in the form at all is told from what was left empty.
    key = pressed(field.block_id, field.action_id)
    drawn += Markup('<input type="hidden" name="shown" value="{}">').format(key)
    if field.dispatches:
        drawn += sheet.draw("send", press=pressed(field.block_id, field.action_id), sheet=sheet)
    return drawn


def placeholder(sheet: Sheet, element: Json) -> str | None:
    given = element.get("placeholder")
    return with_emoji(str(given.get("text", ""))) if isinstance(given, dict) else None


def _attributes(sheet: Sheet, field: Field, name: Name, *, group: bool = False) -> Attributes:
    dispatch = pressed(field.block_id, field.action_id) if field.dispatches else None
    return {
        "id": sheet.id_of(field.block_id, field.action_id),
        "name": None if group else field_name(field),
        **name.attributes(group=group),
        "data-dispatch": dispatch,
        "autofocus": "" if field.element.get("focus_on_load") and not group else None,
    }


def _typed(sheet: Sheet, field: Field, name: Name) -> Markup:
    """
    Text, address and number inputs.

    Never `type=email` and its like: the browser's own check would keep a form back that Slack's
    client refuses in words of its own, beside the field.
    """
    config = field.element.get("dispatch_action_config") or {}
    on = config.get("trigger_actions_on") or ["on_enter_pressed"]
    shown: Attributes = _attributes(sheet, field, name) | {
        "maxlength": str(field.element.get("max_length", LONGEST_TEXT)),
        "placeholder": placeholder(sheet, field.element),
        "autocomplete": "off",
        "spellcheck": "false",
        "inputmode": _INPUT_MODES[field.kind],
        "data-dispatch-on": " ".join(_DISPATCH_ON.get(w, "") for w in on)
        if field.dispatches
        else None,
    }
    value = str(sheet.standing(field) or "")
    if field.element.get("multiline"):
        rows = min(max(value.count("\n") + 1, 4), 12)
        return sheet.draw("textarea", attributes=shown | {"rows": str(rows)}, value=value)
    return sheet.draw("typed", attributes=shown | {"type": "text", "value": value})


def _picker(sheet: Sheet, field: Field, name: Name) -> Markup:
    shown = _attributes(sheet, field, name) | {
        "type": _PICKERS[field.kind],
        "value": str(sheet.standing(field) or ""),
    }
    return sheet.draw("typed", attributes=shown)


def _moment(sheet: Sheet, field: Field, name: Name) -> Markup:
    """
    The browser shows local time without a zone, Slack keeps seconds since 1970.

    So the value travels in a hidden field that `fields.js` keeps equal; the visible one is
    named only so that the page keeps what was chosen in it.
    """
    value = sheet.standing(field)
    local = ""
    if isinstance(value, int):
        local = f"{datetime.fromtimestamp(value, sheet.reader.tz):%Y-%m-%dT%H:%M}"
    own_name = field_name(field)
    shown = _attributes(sheet, field, name) | {
        "type": "datetime-local",
        "name": own_name.replace("field/", "local/", 1),
        "value": local,
        "data-moment": own_name,
        "data-tz": sheet.reader.tz.key,
    }
    hidden = {"type": "hidden", "name": own_name, "value": str(value or "")}
    return sheet.draw("typed", attributes=shown) + sheet.draw("typed", attributes=hidden)


def _files(sheet: Sheet, field: Field, name: Name) -> Markup:
    kinds = field.element.get("filetypes") or []
    shown = _attributes(sheet, field, name) | {
        "type": "file",
        "accept": ",".join(f".{str(kind).lstrip('.')}" for kind in kinds) or None,
        "multiple": "" if field.element.get("max_files", 10) > 1 else None,
    }
    given = [str(file.get("name", "")) for file in sheet.standing(field) or []]
    return sheet.draw("files", attributes=shown, given=given)


def _select(sheet: Sheet, field: Field, name: Name) -> Markup:
    groups = _groups(sheet, field)
    is_chosen = any(option.is_chosen for group in groups for option in group.options)
    # As in Slack, what is required cannot be emptied again.
    empty = None if name.is_required and is_chosen else placeholder(sheet, field.element)
    if empty is None and not (name.is_required and is_chosen):
        empty = sheet.reader.word("choose")
    shown = _attributes(sheet, field, name) | {"autocomplete": "off"}
    return sheet.draw("select", attributes=shown, groups=groups, empty=empty)


def _choices(sheet: Sheet, field: Field, name: Name) -> Markup:
    """Check boxes or radio buttons, found by typing where there are many or the app has them."""
    groups = _groups(sheet, field)
    is_external = "external" in field.kind
    is_single = field.key == "selected_option"
    count = sum(len(group.options) for group in groups)
    shown = _attributes(sheet, field, name, group=True) | {
        "role": "radiogroup" if is_single else "group",
        "class": "choices",
        "data-most": _text(field.element.get("max_selected_items")),
    }
    if is_single:
        shown["aria-required"] = "true" if name.is_required else None
    if is_external:
        least = field.element.get("min_query_length", OPTIONS_FROM)
        shown |= {
            "data-external": "",
            "data-block": quote(field.block_id, safe=""),
            "data-action": quote(field.action_id, safe=""),
            "data-place": sheet.options_place,
            "data-least": str(least),
            "data-name": field_name(field),
            "data-kind": "radio" if is_single else "checkbox",
            "data-no-results": sheet.reader.word("no_results"),
        }
    return sheet.draw(
        "choices",
        attributes=shown,
        id=shown["id"],
        name=field_name(field),
        kind="radio" if is_single else "checkbox",
        groups=groups,
        given=json.dumps([o.value for group in groups for o in group.options if o.is_chosen]),
        labelled_by=name.by,
        placeholder=placeholder(sheet, field.element),
        has_search=is_external,
        has_filter=not is_external and count >= FILTER_FROM,
        no_option=sheet.reader.word("none")
        if is_single and is_external and not name.is_required
        else None,
    )


def _groups(sheet: Sheet, field: Field) -> tuple[Group, ...]:
    """What is offered; of an external select what is chosen, since the app has the rest."""
    standing = sheet.standing(field)
    chosen = standing if isinstance(standing, list) else [standing] if standing else []
    if "user" in field.key:
        return _of_ids(sheet.offers.people, chosen, sheet.reader.user_name)
    if "conversation" in field.key or "channel" in field.key:
        return _of_ids(sheet.offers.channels(field), chosen, sheet.reader.channel_name)
    values = {str(option.get("value")) for option in chosen if isinstance(option, dict)}
    if "external" in field.kind:
        return (Group("", _options(sheet, chosen, values)),)
    groups = field.element.get("option_groups")
    if groups:
        return tuple(
            Group(
                str((group.get("label") or {}).get("text", "")),
                _options(sheet, group.get("options"), values),
            )
            for group in groups
        )
    return (Group("", _options(sheet, field.element.get("options"), values)),)


def _of_ids(
    offered: tuple[tuple[str, str], ...], chosen: list[Any], words: Callable[[str], str]
) -> tuple[Group, ...]:
    """Whoever was chosen stands there, even if no longer offered: nothing goes unseen."""
    known = {id_ for id_, _ in offered}
    gone = tuple((str(id_), words(str(id_))) for id_ in chosen if id_ not in known)
    options = tuple(
        Option(id_, escape(text), text, id_ in chosen, Markup()) for id_, text in (*offered, *gone)
    )
    return (Group("", options),)


def _options(sheet: Sheet, options: Any, chosen: set[str]) -> tuple[Option, ...]:
    return tuple(
        Option(
            value=str(option.get("value", "")),
            words=text_html(option.get("text"), sheet.reader, inline=True),
            text=_bare(option.get("text")),
            is_chosen=str(option.get("value")) in chosen,
            about=text_html(option.get("description"), sheet.reader, inline=True),
        )
        for option in options or []
        if isinstance(option, dict)
    )


def _bare(text: Any) -> str:
    return with_emoji(str(text.get("text", ""))) if isinstance(text, Mapping) else ""


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
