"""What Slack sent, what the bot answered and called: the newest of it, secrets hidden."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from practice.slack import Call, Delivery
from practice.world import World

ROWS: Final = 40
LONGEST: Final = 4_000
CUT: Final = "all of it: GET /control/inspector"
DOTS: Final = "••••••"
SHORTEST: Final = 6
_CODE: Final = re.compile(r"(```|`)(?:(?!\1).)+\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One delivery with its answer, or one call with its answer. `at`: seconds since 1970."""

    key: str
    at: float
    direction: Literal["sent", "called"]
    what: str
    outcome: str
    is_fault: bool
    request: Any
    response: Any

    def time_words(self, tz: ZoneInfo) -> str:
        return datetime.fromtimestamp(self.at, tz).strftime("%H:%M:%S")


def entries(world: World, count: int = ROWS, *, longest: int | None = None) -> list[Entry]:
    """
    The newest first, secrets hidden; of each no more than `longest` characters have to be looked
    at. Without it all of each is there.
    """
    sent = [_of_delivery(i, d) for i, d in _newest(world.slack.deliveries, count)]
    called = [_of_call(i, c) for i, c in _newest(world.slack.calls, count)]
    newest = sorted([*sent, *called], key=lambda e: e.at, reverse=True)[:count]
    return [
        replace(
            entry,
            what=hidden(world, entry.what),
            request=hidden(world, entry.request, longest),
            response=hidden(world, entry.response, longest),
        )
        for entry in newest
    ]


def hidden(world: World, value: Any, longest: int | None = None) -> Any:
    """
    The same JSON, with dots for what somebody typed as a secret.

    What was typed before the last start is not known any more: in a text that speaks of a secret
    every piece of code is taken for one, and so is whatever stands in a block of code of its own.
    What comes after more than `longest` characters is left out: a view of a hundred blocks is
    recorded at each of its updates, and the page is drawn at each, too.
    """
    long_enough = [s for s in world.secrets if len(s) >= SHORTEST]  # "e" stands in every word
    hiding = _Hiding(world.secrets, sorted(long_enough, key=len, reverse=True), longest)
    return hiding.of(value)


@dataclass(slots=True)
class _Hiding:
    secrets: Collection[str]
    long_enough: list[str]
    """Longest first."""
    room: int | None

    def of(self, value: Any) -> Any:
        if isinstance(value, dict):
            if value.get("type") == "rich_text_preformatted":
                return value | {"elements": DOTS}
            return {
                self._counted(key): self.of(part) for key, part in value.items() if self._has_room
            }
        if isinstance(value, list):
            return [self.of(part) for part in value if self._has_room]
        return self._counted(self._text(value) if isinstance(value, str) else value)

    def _text(self, value: str) -> str:
        if value in self.secrets:
            return DOTS
        for secret in self.long_enough:
            value = value.replace(secret, DOTS).replace(escape(secret, quote=False), DOTS)
        if "secret" in value.casefold():
            value = _CODE.sub(rf"\g<1>{DOTS}\g<1>", value)
        return value

    @property
    def _has_room(self) -> bool:
        return self.room is None or self.room >= 0

    def _counted(self, shown: Any) -> Any:
        """Never more than it takes as JSON: what is left out lies behind `shown_json`'s cut."""
        if self.room is not None:
            self.room -= len(shown) if isinstance(shown, str) else 1
        return shown


def shown_json(value: Any, longest: int = LONGEST) -> str:
    """Indented, cut at `longest` characters."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    if len(text) > longest:
        text = f"{text[:longest]}\n… {CUT}"
    return text


def _newest(record: list[Any], count: int) -> list[tuple[int, Any]]:
    start = max(0, len(record) - count)
    return list(enumerate(record[start:], start))


def _of_delivery(index: int, delivery: Delivery) -> Entry:
    if delivery.acked:
        outcome = f"answered in {delivery.took * 1000:.0f} ms"
    elif delivery.took == 0.0:
        outcome = "waiting for the answer"
    else:
        outcome = f"no answer that counts: {delivery.reason}"
    if delivery.retry_num:
        outcome += f" (repeat {delivery.retry_num})"
    return Entry(
        key=f"d-{delivery.envelope_id}-{index}",
        at=delivery.time,
        direction="sent",
        what=_what_was_sent(delivery),
        outcome=outcome,
        is_fault=not delivery.acked,
        request=delivery.payload,
        response=delivery.answer,
    )


def _what_was_sent(delivery: Delivery) -> str:
    payload = delivery.payload
    match delivery.kind:
        case "slash_commands":
            return f"{payload['command']} {payload['text']}".strip()
        case "events_api":
            event = payload.get("event") or payload  # `url_verification` holds none
            return f"event {event['type']}"
        case _:
            what = str(payload["type"])
            if payload.get("actions"):
                what += f" {payload['actions'][0]['action_id']}"
            elif payload.get("view"):
                what += f" {payload['view']['callback_id']}"
            return what


def _of_call(index: int, call: Call) -> Entry:
    refused = str((call.answer or {}).get("error") or f"HTTP {call.status}")
    return Entry(
        key=f"c-{call.time:.6f}-{index}",
        at=call.time,
        direction="called",
        what=call.method,
        outcome="ok" if call.ok else refused,
        is_fault=not call.ok,
        request={k: v for k, v in call.args.items() if k != "token"},
        response=call.answer,
    )
