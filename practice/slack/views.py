"""The views on people's screens: stacks of up to three modals, and Home tabs († see __init__)."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from practice.slack.clock import Clock, Ids
from practice.slack.errors import ApiError
from practice.slack.forms import Values, initial_values, kept_view, values_after_update
from practice.slack.messages import Json

STACK: Final = 3
VIEW_BYTES: Final = 250_000


@dataclass(slots=True)
class StoredView:
    id: str
    user_id: str
    team_id: str
    body: Json
    hash: str
    bot_id: str
    app_id: str
    root_view_id: str
    previous_view_id: str | None = None
    values: Values = field(default_factory=dict)
    opened_in: str | None = None
    """The channel that its person was looking at."""

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks

    def as_json(self, *, with_state: bool = True) -> Json:
        body = self.body
        shown: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "type": body["type"],
            "blocks": self.blocks,
            "private_metadata": body.get("private_metadata") or "",
            "callback_id": body.get("callback_id") or "",
            "external_id": body.get("external_id") or "",
            "state": {"values": self.values if with_state else {}},
            "hash": self.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title"},
            "clear_on_close": bool(body.get("clear_on_close")),
            "notify_on_close": bool(body.get("notify_on_close")),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": self.app_id,
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        }
        return shown


@dataclass(slots=True)
class Views:
    clock: Clock
    ids: Ids
    app_id: str
    stacks: dict[str, list[StoredView]] = field(default_factory=dict)
    homes: dict[str, StoredView] = field(default_factory=dict)

    def top(self, user_id: str) -> StoredView | None:
        stack = self.stacks.get(user_id)
        return stack[-1] if stack else None

    def is_open(self, view: StoredView) -> bool:
        return any(v is view for v in self.stacks.get(view.user_id, []))

    def find(self, view_id: str | None, external_id: str | None) -> StoredView:
        """Raises: ApiError `not_found`, for a view that was closed too."""
        shown = [v for stack in self.stacks.values() for v in stack] + list(self.homes.values())
        for view in shown:
            if view_id and view.id == view_id:
                return view
            if external_id and not view_id and view.body.get("external_id") == external_id:
                return view
        raise ApiError("not_found")

    def open(self, user_id: str, team_id: str, bot_id: str, body: Json) -> StoredView:
        """A new root; a modal that was open gives way †."""
        self._unique_external_id(body)
        view = self._new(user_id, team_id, bot_id, body, below=None)
        self.stacks[user_id] = [view]
        return view

    def push(self, user_id: str, team_id: str, bot_id: str, body: Json) -> StoredView:
        """Raises: ApiError `push_limit_reached` above three views."""
        stack = self.stacks.setdefault(user_id, [])
        if len(stack) >= STACK:
            raise ApiError("push_limit_reached")
        self._unique_external_id(body)
        view = self._new(user_id, team_id, bot_id, body, below=stack[-1] if stack else None)
        stack.append(view)
        return view

    def replace(self, view: StoredView, body: Json) -> None:
        if body.get("external_id") != view.body.get("external_id"):
            self._unique_external_id(body)
        view.body = kept_view(body, self.ids)
        view.values = values_after_update(view.values, view.blocks)
        view.hash = self._hash()

    def publish(self, user_id: str, team_id: str, bot_id: str, body: Json) -> StoredView:
        home = self.homes.get(user_id)
        if home is None:
            home = self._new(user_id, team_id, bot_id, body, below=None)
            self.homes[user_id] = home
        else:
            self.replace(home, body)
        return home

    def close(self, view: StoredView) -> None:
        """Takes this view and those above it away."""
        stack = self.stacks.get(view.user_id, [])
        for index, shown in enumerate(stack):
            if shown is view:
                del stack[index:]
                return

    def clear(self, user_id: str) -> None:
        self.stacks.pop(user_id, None)

    def _new(
        self, user_id: str, team_id: str, bot_id: str, body: Json, *, below: StoredView | None
    ) -> StoredView:
        id_ = self.ids.next("V")
        kept = kept_view(body, self.ids)
        return StoredView(
            id=id_,
            user_id=user_id,
            team_id=team_id,
            body=kept,
            hash=self._hash(),
            bot_id=bot_id,
            app_id=self.app_id,
            root_view_id=below.root_view_id if below else id_,
            previous_view_id=below.id if below else None,
            values=initial_values(kept["blocks"]),
        )

    def _unique_external_id(self, body: Json) -> None:
        external_id = body.get("external_id")
        shown = [v for stack in self.stacks.values() for v in stack]
        if external_id and any(v.body.get("external_id") == external_id for v in shown):
            raise ApiError("duplicate_external_id")

    def _hash(self) -> str:
        return f"{int(self.clock())}.{secrets.token_hex(4)}"
