"""The Block Kit limits of each element: its fields, its options, where it may stand."""

from typing import Any, Final

from practice.slack.blockkit.rules import ID as ID_LENGTH
from practice.slack.blockkit.rules import INPUT_TEXT, OPTIONS, Check, Json, offered

CONVERSATION_FILTER: Final = {
    "include",
    "exclude_external_shared_channels",
    "exclude_bot_users",
}
_ENTITY: Final = {"placeholder", "action_id", "confirm", "focus_on_load"}
_MULTI: Final = {"max_selected_items"}
_TYPED: Final = {
    "action_id",
    "initial_value",
    "dispatch_action_config",
    "focus_on_load",
    "placeholder",
}

FIELDS: Final[dict[str, set[str]]] = {
    "button": {
        "text",
        "action_id",
        "url",
        "value",
        "style",
        "confirm",
        "accessibility_label",
    },
    "checkboxes": {"action_id", "options", "initial_options", "confirm", "focus_on_load"},
    "radio_buttons": {"action_id", "options", "initial_option", "confirm", "focus_on_load"},
    "overflow": {"action_id", "options", "confirm"},
    "datepicker": _ENTITY | {"initial_date"},
    "timepicker": _ENTITY | {"initial_time", "timezone"},
    "datetimepicker": {"action_id", "initial_date_time", "confirm", "focus_on_load"},
    "static_select": _ENTITY | {"options", "option_groups", "initial_option"},
    "multi_static_select": _ENTITY | _MULTI | {"options", "option_groups", "initial_options"},
    "external_select": _ENTITY | {"initial_option", "min_query_length"},
    "multi_external_select": _ENTITY | _MULTI | {"initial_options", "min_query_length"},
    "users_select": _ENTITY | {"initial_user"},
    "multi_users_select": _ENTITY | _MULTI | {"initial_users"},
    "conversations_select": _ENTITY
    | {
        "initial_conversation",
        "default_to_current_conversation",
        "response_url_enabled",
        "filter",
    },
    "multi_conversations_select": _ENTITY
    | _MULTI
    | {"initial_conversations", "default_to_current_conversation", "filter"},
    "channels_select": _ENTITY | {"initial_channel", "response_url_enabled"},
    "multi_channels_select": _ENTITY | _MULTI | {"initial_channels"},
    "plain_text_input": _TYPED | {"multiline", "min_length", "max_length"},
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "number_input": _TYPED | {"is_decimal_allowed", "min_value", "max_value"},
    "rich_text_input": _TYPED,
    "file_input": {"action_id", "filetypes", "max_files"},
    "image": {"image_url", "alt_text", "slack_file"},
}

SELECTS: Final = {name for name in FIELDS if name.endswith("_select")}
PICKERS: Final = {"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"}
TYPED_INPUTS: Final = {name for name in FIELDS if name.endswith("_input")}

IN_ACTIONS: Final = SELECTS | PICKERS | {"button", "overflow"}
IN_SECTION: Final = SELECTS | PICKERS | {"button", "overflow", "image"}
IN_INPUT: Final = SELECTS | PICKERS | TYPED_INPUTS


def check_element(check: Check, element: Any, allowed: set[str], at: str) -> None:
    """One element, where only the `allowed` types may stand."""
    if not isinstance(element, dict):
        check.wrong("must provide an object", at)
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in FIELDS or kind not in allowed:
        check.wrong(f"unsupported type: {kind}", f"{at}/type")
        return
    check.keys(element, FIELDS[kind], at)
    check.string(element, "action_id", ID_LENGTH, at, least=1)
    check.text(element, "placeholder", 150, at)
    check.confirm(element, at)
    if element.get("focus_on_load"):
        check.focused += 1
        if check.focused > 1:
            check.wrong("only one element may have focus_on_load", at)
    if kind == "button":
        _button(check, element, at)
    elif kind == "image":
        check_image(check, element, at)
    elif kind == "file_input":
        _file_input(check, element, at)
    elif kind in TYPED_INPUTS:
        _typed(check, element, at)
    else:
        _choices(check, element, kind, at)


def check_image(check: Check, image: Json, at: str) -> None:
    check.string(image, "image_url", 3000, at, needed="slack_file" not in image, least=1)
    url = image.get("image_url")
    if isinstance(url, str) and not url.startswith(("https://", "http://")):
        check.wrong("invalid url", f"{at}/image_url")  # †
    check.string(image, "alt_text", 2000, at, needed=True, least=1)


def _button(check: Check, button: Json, at: str) -> None:
    check.text(button, "text", 75, at, needed=True)
    check.string(button, "url", 3000, at)
    check.string(button, "value", 2000, at)
    check.string(button, "accessibility_label", 75, at)
    check.style(button, at)


def _file_input(check: Check, element: Json, at: str) -> None:
    if check.surface != "modal":
        check.wrong("file_input only in modals", at)
    check.integer(element, "max_files", 1, 10, at)
    if element.get("filetypes") is not None:
        for number, kind in enumerate(check.listed(element, "filetypes", 1, OPTIONS, at)):
            if not isinstance(kind, str) or not kind:
                check.wrong("must be a string", f"{at}/filetypes/{number}")


def _typed(check: Check, element: Json, at: str) -> None:
    longest = check.integer(element, "max_length", 1, INPUT_TEXT, at) or INPUT_TEXT
    check.integer(element, "min_length", 0, longest, at)
    if element["type"] != "rich_text_input":
        check.string(element, "initial_value", longest, at)
    if element["type"] == "number_input" and "is_decimal_allowed" not in element:
        check.wrong("missing required field: is_decimal_allowed", at)


def _choices(check: Check, element: Json, kind: str, at: str) -> None:
    if kind in ("checkboxes", "radio_buttons"):
        check.options(element, at, most=10, mrkdwn=True)
    elif kind == "overflow":
        for number, option in enumerate(check.listed(element, "options", 1, 5, at)):
            check.option(option, f"{at}/options/{number}", url=True)
    elif kind in ("static_select", "multi_static_select"):
        if "option_groups" in element and "options" in element:
            check.wrong("either options or option_groups", at)
        elif "option_groups" in element:
            check.groups(element, at)
        else:
            check.options(element, at, most=OPTIONS, mrkdwn=False)
    elif kind in ("external_select", "multi_external_select"):
        check.integer(element, "min_query_length", 0, 3000, at)
    _initial(check, element, kind, at)
    check.integer(element, "max_selected_items", 1, OPTIONS, at)
    conversation_filter = element.get("filter")
    if conversation_filter is not None:
        check.keys(conversation_filter, CONVERSATION_FILTER, f"{at}/filter")
        if not conversation_filter:
            check.wrong("filter must have a field", f"{at}/filter")


def _initial(check: Check, element: Json, kind: str, at: str) -> None:
    """What is chosen at first must be among what is offered, and may not be an empty list."""
    chosen: list[Any] = []
    if element.get("initial_options") is not None:
        chosen += check.listed(element, "initial_options", 1, OPTIONS, at)
    if element.get("initial_option") is not None:
        chosen.append(element["initial_option"])
    mrkdwn = kind in ("checkboxes", "radio_buttons")
    for option in chosen:
        check.option(option, f"{at}/initial_option", mrkdwn=mrkdwn)
        if "external" not in kind and not any(_same(option, o) for o in offered(element)):
            check.wrong("initial option is not among the options", at)
    for key in ("initial_users", "initial_conversations", "initial_channels"):
        if key in element:
            check.listed(element, key, 1, OPTIONS, at)


def _same(one: Any, other: Any) -> bool:
    return _value_and_text(one) == _value_and_text(other)


def _value_and_text(option: Any) -> tuple[Any, Any] | None:
    if not isinstance(option, dict) or not isinstance(option.get("text"), dict):
        return None
    return option.get("value"), option["text"].get("text")
