"""What a program may let a person do, and how it is told what that person sees then."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

from practice import company
from practice.breaking import NotUnderstood, one_of
from practice.slack import Message, Modal, Person
from practice.world import World

Json: TypeAlias = dict[str, Any]
Act: TypeAlias = Callable[[Person, Json], Awaitable[object]]

ACTS: Final[Mapping[str, Act]] = {
    "command": lambda person, said: person.command(said["text"], channel=said.get("channel")),
    "say": lambda person, said: person.say(
        said["text"], channel=said.get("channel"), thread_ts=said.get("thread_ts")
    ),
    "press": lambda person, said: person.press(said["label"]),
    "fill": lambda person, said: person.fill(said["label"], said["value"]),
    "submit": lambda person, said: person.submit(),
    "close": lambda person, said: person.close(),
    "open-app": lambda person, said: person.open_app(
        one_of(said, "tab", ("home", "messages"), "home")
    ),
    "join": lambda person, said: person.join(said["channel"]),
    "leave": lambda person, said: person.leave(said["channel"]),
    "archive": lambda person, said: person.archive(said["channel"]),
    "unarchive": lambda person, said: person.unarchive(said["channel"]),
    "remove-bot": lambda person, said: person.remove_bot(said["channel"]),
    "shortcut": lambda person, said: person.shortcut(
        said["callback_id"], on=person.message(said["channel"], said["ts"])
    ),
    "edit": lambda person, said: person.edit(
        person.own_message(said["channel"], said["ts"]), said["text"]
    ),
    "delete": lambda person, said: person.delete(person.own_message(said["channel"], said["ts"])),
}


def checked(said: Json, world: World) -> Json:
    """The words of an act, ids for what the page calls by name. Raises: NotUnderstood."""
    for key, value in said.items():
        if not (isinstance(value, str) or (key == "value" and _is_choice(value))):
            raise NotUnderstood(f"{key} must be a text; value also a list of texts, or null")
    named = {company.employee_of(u).words: u.id for u in world.employees()}
    named |= {f"#{c.name}": c.id for c in world.slack.state.channels.values()}
    value = said.get("value")
    if isinstance(value, list):
        return said | {"value": [named.get(part, part) for part in value]}
    return said | {"value": named.get(value, value)} if isinstance(value, str) else said


def _is_choice(value: object) -> bool:
    """What a field takes besides a text."""
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    return value is None


def message_json(message: Message) -> Json:
    return {"ts": message.ts, "text": message.all_text, "buttons": message.buttons}


def modal_json(modal: Modal) -> Json:
    return {
        "title": modal.title,
        "labels": modal.labels,
        "buttons": modal.buttons,
        "submit": modal.submit_label,
        "text": modal.text,
    }
