"""What stands in the fields of a view or message: values at opening, and after an update."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from practice.slack.blockkit.rules import offered
from practice.slack.clock import Ids
from practice.slack.messages import Json
from practice.slack.people import Channel

Values: TypeAlias = dict[str, dict[str, Json]]
"""block id → action id → `{"type": …, "value": …}`, as in `view.state.values`."""

VALUE_KEY: Final = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that holds a value, under the label that a person reads."""

    label: str
    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def key(self) -> str:
        return VALUE_KEY[self.kind]

    @property
    def is_input(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def is_required(self) -> bool:
        return self.is_input and not self.block.get("optional", False)

    @property
    def dispatches(self) -> bool:
        """Whether a change is told to the bot at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def with_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    """A copy as Slack keeps it: block and action ids filled in, texts with their defaults."""
    kept: list[Json] = deepcopy(blocks)
    for block in kept:
        if not block.get("block_id"):
            block["block_id"] = ids.next("b")
        for element in _elements(block):
            if element.get("type") != "image" and not element.get("action_id"):
                element["action_id"] = ids.next("a")
        _defaults(block)
    return kept


def kept_view(body: Json, ids: Ids) -> Json:
    kept = deepcopy(body) | {"blocks": with_ids(body["blocks"], ids)}
    _defaults(kept)
    return kept


def _elements(block: Json) -> Iterator[Json]:
    if block.get("type") in ("actions", "context_actions"):
        yield from block["elements"]
    elif block.get("type") == "input":
        yield block["element"]
    elif block.get("type") == "card":
        yield from block.get("actions") or []
    elif isinstance(block.get("accessory"), dict):
        yield block["accessory"]
    for inner in block.get("elements") or []:  # cards of a carousel, blocks of a container
        if isinstance(inner, dict) and inner.get("type") in ("card", "container"):
            yield from _elements(inner)
    for inner in block.get("blocks") or []:
        if isinstance(inner, dict):
            yield from _elements(inner)


def _defaults(thing: Any) -> None:
    if isinstance(thing, list):
        for part in thing:
            _defaults(part)
    elif isinstance(thing, dict):
        if thing.get("type") == "plain_text":
            thing.setdefault("emoji", True)
        elif thing.get("type") == "mrkdwn":
            thing.setdefault("verbatim", False)
        for value in thing.values():
            _defaults(value)


def fields(blocks: list[Json]) -> list[Field]:
    """Inputs by their label; other selects by the text of their section or their placeholder."""
    return [
        Field(_label(block, element), block, element)
        for block in blocks
        for element in _elements(block)
        if element.get("type") in VALUE_KEY
    ]


def _label(block: Json, element: Json) -> str:
    for holder, key in ((block, "label"), (block, "text"), (element, "placeholder")):
        if isinstance(holder.get(key), dict):
            return str(holder[key]["text"])
    return str(element["action_id"])


def conversation_is_offered(element: Json, channel: Channel) -> bool:
    """Whether the `filter` of a conversations select lets this one through."""
    wanted = element.get("filter") or {}
    if channel.is_ext_shared and wanted.get("exclude_external_shared_channels"):
        return False
    if channel.is_im and wanted.get("exclude_bot_users"):
        return False  # the only direct messages that there are, are those with the bot
    kind = "im" if channel.is_im else "private" if channel.is_private else "public"
    return not wanted.get("include") or kind in wanted["include"]


def initial_values(blocks: list[Json]) -> Values:
    values: Values = {}
    for field in fields(blocks):
        values.setdefault(field.block_id, {})[field.action_id] = {
            "type": field.kind,
            field.key: _initial(field),
        }
    return values


def _initial(field: Field) -> Any:
    name = field.key.replace("selected_", "initial_", 1)
    if name == "value":
        name = "initial_value"
    if field.key.endswith("s") and field.key != "files":
        return deepcopy(field.element.get(name)) or []
    return [] if field.key == "files" else deepcopy(field.element.get(name))


def values_after_update(old: Values, blocks: list[Json]) -> Values:
    """What was chosen stays where block id, action id and type are the same, as in Slack."""
    values = initial_values(blocks)
    for field in fields(blocks):
        before = old.get(field.block_id, {}).get(field.action_id)
        if before is None or before["type"] != field.kind:
            continue
        if _is_still_offered(field, before[field.key]):
            values[field.block_id][field.action_id] = before
    return values


def _is_still_offered(field: Field, chosen: Any) -> bool:
    if "option" not in field.key or "external" in field.kind:
        return True
    values = {o["value"] for o in offered(field.element)}
    options = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    return all(option["value"] in values for option in options)
