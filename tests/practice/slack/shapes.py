"""Blocks and views that break no rule, for tests to break one."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str = "") -> Json:
    return {"text": plain(text), "value": value or text}


def button(label: str, action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def actions(*elements: Json, block_id: str = "row") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def field(label: str, block_id: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "it", **element},
        **more,
    }


def text_field(label: str, block_id: str, **more: Any) -> Json:
    return field(label, block_id, {"type": "plain_text_input", **more})


def modal(*blocks: Json, title: str = "Hand over", **more: Any) -> Json:
    shown = {
        "type": "modal",
        "callback_id": "hand_over",
        "title": plain(title),
        "submit": plain("Hand over"),
        "blocks": list(blocks) or [text_field("Client ID", "client_id")],
    }
    return shown | more
