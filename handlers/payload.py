"""Slack's payloads, taken apart: who, what, where, and by what a repeat is recognised."""

from typing import Any, TypeAlias

from bot.domain.command_text import CommandText, read_command
from bot.domain.ids import SeenId, SetupId, TeamId, UserId
from bot.domain.roles import Role
from bot.views.ids import INPUT, CardValue, parse_card_value

Body: TypeAlias = dict[str, Any]


def team_of(body: Body) -> TeamId:
    """The Slack workspace that the app is used in."""
    if "command" in body:
        return TeamId(body["team_id"])
    team = body.get("team") or {}
    return TeamId(team.get("id") or body.get("view", {}).get("team_id") or user_team_of(body))


def user_team_of(body: Body) -> str:
    return str(body["user"].get("team_id", ""))


def user_of(body: Body) -> UserId:
    return UserId(body["user_id"] if "command" in body else body["user"]["id"])


def typed_in(body: Body) -> CommandText:
    """What was typed as a command; nothing, where a button was pressed instead."""
    return read_command(str(body.get("text") or "") if "command" in body else "")


def seen_of(body: Body) -> SeenId:
    """A repeat may carry other headers and event ids, but this stays the same."""
    if "command" in body:
        return SeenId(f"command:{body['trigger_id']}")
    if body["type"] == "block_actions":
        action = body["actions"][0]
        return SeenId(f"action:{body['user']['id']}:{action['action_ts']}:{action['action_id']}")
    view = body["view"]
    return SeenId(f"view:{view['id']}:{view.get('hash', '')}")


def message_seen(event: Body) -> SeenId:
    """A message is its channel and ts: Slack may send it again under other event ids."""
    return SeenId(f"message:{event['channel']}:{event['ts']}")


def value_of(body: Body) -> CardValue | None:
    """What the pressed button stands for."""
    return parse_card_value(str(body["actions"][0].get("value", "")))


def metadata_of(body: Body) -> CardValue | None:
    """What the modal is about."""
    return parse_card_value(str(body["view"].get("private_metadata", "")))


def setup_id_of(value: CardValue | None) -> SetupId:
    """An id that no setup has stands for a button that is not ours."""
    return SetupId(value.setup_id if value else "")


def version_of(value: CardValue | None) -> int | None:
    """Of the credentials that a button or window stands for; None: it says none."""
    return int(value.part) if value and value.part.isdecimal() else None


def role_of(value: CardValue | None) -> Role | None:
    """The role that a button is about; None: it is not one of ours."""
    name = value.part.partition(".")[0] if value else ""
    return Role(name) if name in set(Role) else None


def is_in_a_view(body: Body) -> bool:
    """Whether a button stands in a modal rather than in a message or on the Home tab."""
    return bool(body.get("view")) and not is_on_home(body)


def is_on_home(body: Body) -> bool:
    return (body.get("view") or {}).get("type") == "home"


def is_ephemeral(body: Body) -> bool:
    """Whether a button stands in a message that only one person sees."""
    return bool((body.get("container") or {}).get("is_ephemeral"))


def is_an_answer(body: Body) -> bool:
    """Whether a button stands in an answer in a thread, which no card is: it stays as it was."""
    message = body.get("message") or {}
    return message.get("thread_ts", message.get("ts")) != message.get("ts")


class Typed:
    """The values of a submitted modal, by block id; absent and cleared are both empty."""

    def __init__(self, body: Body) -> None:
        self._values: dict[str, Any] = body["view"].get("state", {}).get("values", {})

    def _of(self, block_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._values.get(block_id, {}).get(INPUT) or {}
        return found

    def text(self, block_id: str) -> str:
        return str(self._of(block_id).get("value") or "")

    def option(self, block_id: str) -> str:
        return str((self._of(block_id).get("selected_option") or {}).get("value") or "")

    def options(self, block_id: str) -> list[str]:
        return [str(one["value"]) for one in self._of(block_id).get("selected_options") or []]

    def files(self, block_id: str) -> list[str]:
        """Ids of files that were uploaded."""
        return [str(one["id"]) for one in self._of(block_id).get("files") or []]

    def has(self, block_id: str) -> bool:
        """Whether the window has this field at all."""
        return block_id in self._values

    def block_like(self, field: str) -> str:
        """The block of a field whose id is another one in each draft; itself if there is none."""
        return next((one for one in self._values if one.startswith(f"{field}:")), field)

    def options_like(self, field: str) -> list[str]:
        return self.options(self.block_like(field))

    def user(self, block_id: str) -> UserId | None:
        chosen = self._of(block_id).get("selected_user")
        return UserId(chosen) if chosen else None

    def users(self, block_id: str) -> list[UserId]:
        return [UserId(one) for one in self._of(block_id).get("selected_users") or []]

    def channel(self, block_id: str) -> str:
        return str(self._of(block_id).get("selected_conversation") or "")
