"""What a person has on the screen, as snapshots: messages, answers, the modal on top."""

from dataclasses import dataclass, field
from typing import Any

from practice.slack.forms import Field, fields
from practice.slack.messages import Json, StoredMessage, Version
from practice.slack.rendering import pressables, visible_text
from practice.slack.views import StoredView


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was when it was looked at; `now` follows it."""

    text: str
    blocks: list[Json]
    ts: str
    channel: str
    user: str
    thread_ts: str | None
    edited: bool
    history_of_versions: tuple[Version, ...]
    metadata: Json | None
    is_ephemeral: bool
    stored: StoredMessage = field(repr=False, compare=False)

    @classmethod
    def of(cls, stored: StoredMessage) -> "Message":
        return cls(
            text=stored.text,
            blocks=stored.blocks,
            ts=stored.ts,
            channel=stored.channel,
            user=stored.user,
            thread_ts=stored.thread_ts,
            edited=stored.edited_ts is not None,
            history_of_versions=tuple(stored.versions),
            metadata=stored.metadata,
            is_ephemeral=stored.ephemeral_for is not None,
            stored=stored,
        )

    @property
    def now(self) -> "Message":
        return Message.of(self.stored)

    @property
    def buttons(self) -> list[str]:
        return [p.label for p in pressables(self.blocks)]

    @property
    def all_text(self) -> str:
        return "\n".join(part for part in (self.text, visible_text(self.blocks)) if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came at once, with the acknowledgement; `messages` only she can see, or all can."""

    messages: tuple[Message, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.messages

    @property
    def text(self) -> str:
        return "\n".join(m.all_text for m in self.messages)

    @property
    def blocks(self) -> list[Json]:
        return [block for m in self.messages for block in m.blocks]

    @property
    def buttons(self) -> list[str]:
        return [label for m in self.messages for label in m.buttons]


@dataclass(frozen=True, slots=True)
class Modal:
    """The view on top, or a Home tab; `errors` are those of the last submission."""

    view: StoredView
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.view.id

    @property
    def title(self) -> str:
        return _words(self.view.body.get("title"))

    @property
    def submit_label(self) -> str | None:
        return _words(self.view.body.get("submit")) or None

    @property
    def close_label(self) -> str | None:
        return _words(self.view.body.get("close")) or None

    @property
    def callback_id(self) -> str:
        return str(self.view.body.get("callback_id") or "")

    @property
    def blocks(self) -> list[Json]:
        return self.view.blocks

    @property
    def buttons(self) -> list[str]:
        return [p.label for p in pressables(self.blocks)]

    @property
    def labels(self) -> list[str]:
        return [f.label for f in fields(self.blocks)]

    @property
    def values(self) -> dict[str, Any]:
        """Label → what a person sees chosen: text, ids, or the visible texts of options."""
        return {f.label: shown_value(f, self._value(f)) for f in fields(self.blocks)}

    @property
    def text(self) -> str:
        """All that can be read, typed and prefilled texts included."""
        typed = [self._value(f) for f in fields(self.blocks) if f.key == "value"]
        parts = [self.title, visible_text(self.blocks), *(t for t in typed if t)]
        return "\n".join(part for part in parts if part)

    def _value(self, f: Field) -> Any:
        return self.view.values.get(f.block_id, {}).get(f.action_id, {}).get(f.key)


def shown_value(field_: Field, value: Any) -> Any:
    if "option" not in field_.key:
        return value
    if isinstance(value, list):
        return [o["text"]["text"] for o in value]
    return value["text"]["text"] if value else None


def _words(text: Any) -> str:
    return str(text["text"]) if isinstance(text, dict) else ""
