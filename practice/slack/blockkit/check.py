"""The Block Kit limits of messages and views, checked as strictly as Slack checks them."""

from typing import Any, Final

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from practice.slack.blockkit.elements import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
    check_image,
)
from practice.slack.blockkit.rules import (
    BLOCKS_IN_MESSAGE,
    BLOCKS_IN_VIEW,
    ID,
    PRIVATE_METADATA,
    VIEW_TITLE,
    Check,
    Json,
    Surface,
)

FIELDS: Final[dict[str, set[str]]] = {
    "section": {"text", "fields", "accessory", "expand"},
    "divider": set(),
    "header": {"text", "level"},
    "image": {"image_url", "alt_text", "title", "slack_file"},
    "actions": {"elements"},
    "context": {"elements"},
    "input": {"label", "element", "dispatch_action", "hint", "optional"},
}
"""Blocks with rules of their own below; the SDK's own models check the rest."""

# † Which surfaces take the newest blocks: refused in views, so that nobody relies on them.
ONLY_IN_MESSAGES: Final = {
    "table",
    "markdown",
    "context_actions",
    "file",
    "task_card",
    "plan",
    "card",
    "carousel",
    "container",
}
OTHERS: Final = ONLY_IN_MESSAGES | {"rich_text", "video", "call", "alert"}


def problems_of_blocks(blocks: Any, surface: Surface = "message") -> list[str]:
    """What is wrong with these blocks, empty if nothing is."""
    check = Check(surface)
    _blocks(check, blocks, "/blocks")
    return check.problems


def problems_of_view(view: Any) -> list[str]:
    """What is wrong with this modal or Home view, empty if nothing is."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["view must be of type modal or home [json-pointer:/view/type]"]
    surface: Surface = "modal" if view["type"] == "modal" else "home"
    check = Check(surface)
    allowed = {"blocks", "private_metadata", "callback_id", "external_id"}
    if surface == "modal":
        allowed |= {"title", "submit", "close", "clear_on_close", "notify_on_close"}
        check.text(view, "title", VIEW_TITLE, "/view", needed=True)
        check.text(view, "submit", VIEW_TITLE, "/view")
        check.text(view, "close", VIEW_TITLE, "/view")
    check.keys(view, allowed, "/view")
    check.string(view, "private_metadata", PRIVATE_METADATA, "/view")
    check.string(view, "callback_id", ID, "/view")
    check.string(view, "external_id", ID, "/view")
    _blocks(check, view.get("blocks"), "/view/blocks")
    blocks = view["blocks"] if isinstance(view.get("blocks"), list) else []
    has_input = any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
    if surface == "modal" and has_input and not view.get("submit"):
        check.wrong("submit is required when an input block is within blocks", "/view/submit")
    return check.problems


def problems_of_options(answer: Any) -> list[str]:
    """What is wrong with the answer to a block_suggestion."""
    check = Check("modal")
    if not isinstance(answer, dict) or not ("options" in answer or "option_groups" in answer):
        return ["options or option_groups is required"]
    check.keys(answer, ("options", "option_groups"), "")
    if "option_groups" in answer:
        check.groups(answer, "", least=0)
    else:
        check.options(answer, "", most=100, mrkdwn=False, least=0)
    return check.problems


def _blocks(check: Check, blocks: Any, at: str) -> None:
    most = BLOCKS_IN_MESSAGE if check.surface == "message" else BLOCKS_IN_VIEW
    if not isinstance(blocks, list):
        check.wrong("missing required field: blocks", at)
        return
    if len(blocks) > most:
        check.wrong(f"no more than {most} items allowed", at)
    if not blocks and check.surface == "modal":
        check.wrong("no less than 1 items allowed", at)
    ids = [b["block_id"] for b in blocks if isinstance(b, dict) and b.get("block_id")]
    for twice in {i for i in ids if ids.count(i) > 1}:
        check.wrong(f"block_id {twice} already exists", at)
    kinds = [b.get("type") for b in blocks if isinstance(b, dict)]
    if kinds.count("table") > 1:
        check.wrong("only one table allowed", at)
    markdown = [str(b.get("text", "")) for b in blocks if isinstance(b, dict)]
    if sum(len(t) for t, k in zip(markdown, kinds, strict=False) if k == "markdown") > 12_000:
        check.wrong("must be less than 12001 characters in all markdown blocks", at)
    for number, block in enumerate(blocks):
        _block(check, block, f"{at}/{number}")


def _block(check: Check, block: Any, at: str) -> None:
    if not isinstance(block, dict):
        check.wrong("must provide an object", at)
        return
    kind = block.get("type")
    if not isinstance(kind, str) or (kind not in FIELDS and kind not in OTHERS):
        check.wrong(f"unsupported type: {kind}", f"{at}/type")
        return
    check.string(block, "block_id", ID, at)
    if kind in ONLY_IN_MESSAGES and check.surface != "message":
        check.wrong(f"unsupported type: {kind}", f"{at}/type")
    if kind == "table":
        for number, row in enumerate(check.listed(block, "rows", 1, 100, at)):
            check.listed({"cells": row}, "cells", 1, 20, f"{at}/rows/{number}")
    if kind in OTHERS:
        _by_the_sdk(check, block, at)
        return
    check.keys(block, FIELDS[kind] | {"block_id"}, at)
    match kind:
        case "section":
            _section(check, block, at)
        case "header":
            check.text(block, "text", 150, at, needed=True)
        case "image":
            check_image(check, block, at)
            check.text(block, "title", 2000, at)
        case "actions":
            elements = check.listed(block, "elements", 1, 25, at)
            for number, element in enumerate(elements):
                check_element(check, element, IN_ACTIONS, f"{at}/elements/{number}")
            _unique_action_ids(check, elements, at)
        case "context":
            _context(check, block, at)
        case "input":
            _input(check, block, at)


def _section(check: Check, block: Json, at: str) -> None:
    if "text" not in block and "fields" not in block:
        check.wrong("either text or fields is required", at)
    check.text(block, "text", 3000, at, mrkdwn=True)
    if "fields" in block:
        for number, field in enumerate(check.listed(block, "fields", 1, 10, at)):
            check.text_object(field, 2000, f"{at}/fields/{number}", mrkdwn=True)
    if "accessory" in block:
        check_element(check, block["accessory"], IN_SECTION, f"{at}/accessory")


def _context(check: Check, block: Json, at: str) -> None:
    for number, element in enumerate(check.listed(block, "elements", 1, 10, at)):
        here = f"{at}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            check_element(check, element, {"image"}, here)
        else:
            check.text_object(element, 3000, here, mrkdwn=True)


def _input(check: Check, block: Json, at: str) -> None:
    check.text(block, "label", 2000, at, needed=True)
    check.text(block, "hint", 2000, at)
    check_element(check, block.get("element"), IN_INPUT, f"{at}/element")


def _unique_action_ids(check: Check, elements: list[Any], at: str) -> None:
    ids = [e["action_id"] for e in elements if isinstance(e, dict) and e.get("action_id")]
    for twice in {i for i in ids if ids.count(i) > 1}:
        check.wrong(f"action_id {twice} already exists", at)


def _by_the_sdk(check: Check, block: Json, at: str) -> None:
    """Newer blocks: unknown to the SDK is unknown to us, its limits are ours."""
    try:
        parsed = Block.parse(block)
        if parsed is None:
            check.wrong(f"unsupported type: {block['type']}", f"{at}/type")
        else:
            parsed.to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError, ValueError) as wrong:
        check.wrong(f"invalid {block['type']}: {wrong}", at)
