"""The few Block Kit shapes that cards and modals are made of, checked against Slack's limits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.views.text import Mrkdwn, escape

TEXT_LENGTH: Final = 3_900  # characters: an update above 4,000 is refused as a whole
SECTION_LENGTH: Final = 3_000
OPTION_LENGTH: Final = 75
MOST_BLOCKS_IN_A_MESSAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage and chat.update take."""

    text: str  # every fact of the blocks: a screen reader reads nothing else
    blocks: list[dict[str, Any]]

    @property
    def digest(self) -> str:
        """The same for messages that look the same."""
        shown = json.dumps([self.text, self.blocks], sort_keys=True)
        return sha256(shown.encode()).hexdigest()[:16]


def header(text: str) -> HeaderBlock:
    """Plain text, cut at Slack's limit."""
    return HeaderBlock(text=PlainTextObject(text=_cut(text, HeaderBlock.text_max_length)))


def section(text: Mrkdwn) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=_cut(text, SECTION_LENGTH)))


def context(text: Mrkdwn) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=_cut(text, SECTION_LENGTH))])


def button(
    label: str,
    action_id: str,
    value: str,
    *,
    primary: bool = False,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    return ButtonElement(
        text=label,
        action_id=action_id,
        value=value,
        style="primary" if primary else None,
        confirm=confirm,
    )


def actions(*buttons: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(buttons))


def question(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    """The only question that may stand between a press and its effect."""
    return ConfirmObject(
        title=PlainTextObject(text=title),
        text=PlainTextObject(text=text),
        confirm=PlainTextObject(text=yes),
        deny=PlainTextObject(text=no),
    )


def option(text: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=_cut(text, OPTION_LENGTH)), value=value)


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    required: bool = True,
    hint: str | None = None,
) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=PlainTextObject(text=label),
        element=element,
        optional=not required,
        hint=PlainTextObject(text=hint) if hint else None,
    )


def message(*blocks: Block) -> Message:
    """The blocks, and a top-level text that holds every fact of theirs."""
    facts: list[str] = []
    for block in blocks:
        match block:
            case HeaderBlock(text=text) if text is not None:
                # Plain text in the block, mrkdwn here.
                facts.append(escape(text.text.replace("`", "'")))
            case SectionBlock(text=text) if text is not None:
                facts.append(text.text)
            case ContextBlock(elements=elements):
                facts += [one.text for one in elements if isinstance(one, MarkdownTextObject)]
            case _:
                pass
    assert len(blocks) <= MOST_BLOCKS_IN_A_MESSAGE
    return Message(_cut("\n".join(facts), TEXT_LENGTH), [block.to_dict() for block in blocks])


def modal(
    *,
    callback_id: str,
    title: str,
    close: str,
    blocks: Sequence[Block],
    submit: str | None = None,
    private_metadata: str = "",
    external_id: str = "",
    tell_when_closed: bool = False,
) -> dict[str, Any]:
    """
    A view, valid as Slack sees it. `private_metadata` holds ids only, never a credential.

    Raises:
        SlackObjectFormationError: a limit of Slack's is passed: a fault of ours.
    """
    assert submit or not any(isinstance(block, InputBlock) for block in blocks)
    ids = [block.block_id for block in blocks if block.block_id]
    assert len(ids) == len(set(ids))
    shown: dict[str, Any] = View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=title),
        submit=PlainTextObject(text=submit) if submit else None,
        close=PlainTextObject(text=close),
        blocks=list(blocks),
        private_metadata=private_metadata or None,
        external_id=external_id or None,
        notify_on_close=tell_when_closed or None,
    ).to_dict()
    return shown


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
