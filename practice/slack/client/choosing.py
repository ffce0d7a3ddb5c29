"""From what a person types or picks to the value of a field, with what Slack's client refuses."""

import re
from typing import Any, Final

from practice.slack.errors import NotThere
from practice.slack.forms import Field, conversation_is_offered
from practice.slack.messages import Json
from practice.slack.people import Channel, User
from practice.slack.state import State

FILE_BYTES: Final = 10 * 1024 * 1024
"""Of one file: docs.slack.dev, "File input element"."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def typed_text(field: Field, value: Any) -> str | None:
    """Raises: ValueError above `max_length`, where the client takes no more characters."""
    text = None if value is None else str(value)
    longest = field.element.get("max_length", 3000)
    if text is not None and len(text) > longest:
        raise ValueError(f"{field.label}: takes {longest} characters, not {len(text)}")
    return text or None


def picked_options(field: Field, value: Any, options: list[Json]) -> Any:
    """One option or several by their visible text. Raises: NotThere."""
    if field.key == "selected_option":
        return None if value is None else _option(field, str(value), options)
    return [_option(field, text, options) for text in as_list(field, value)]


def _option(field: Field, text: str, options: list[Json]) -> Json:
    for option in options:
        if option["text"]["text"].casefold() == text.casefold():
            return option
    offered = [o["text"]["text"] for o in options]
    raise NotThere(f"{field.label}: no option {text!r} among {offered}")


def picked_ids(state: State, user: User, field: Field, value: Any) -> Any:
    """User or channel ids that the select offers to this person. Raises: NotThere."""
    several = field.key.endswith("s")
    given = as_list(field, value) if several else [] if value is None else [_id_of(value)]
    for id_ in given:
        if not _is_offered(state, user, field, id_):
            raise NotThere(f"{field.label}: {id_!r} is not offered")
    return given if several else (given[0] if given else None)


def offered_channels(state: State, user: User, field: Field) -> list[Channel]:
    """What a select of channels or conversations shows to this person, in their order."""
    return [c for c in state.channels.values() if _is_offered(state, user, field, c.id)]


def _is_offered(state: State, user: User, field: Field, id_: str) -> bool:
    if field.kind in ("users_select", "multi_users_select"):
        return id_ in state.users
    channel = state.channels.get(id_)
    if channel is None:
        return False
    if field.kind in ("channels_select", "multi_channels_select"):
        return not channel.is_private and not channel.is_im
    if not conversation_is_offered(field.element, channel):
        return False
    return user.id in channel.members or not (channel.is_private or channel.is_im)


def picked_files(field: Field, files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Raises: ValueError above `max_files`, ten at most; a type not taken; a file above 10 MB."""
    most = field.element.get("max_files", 10)
    if len(files) > most:
        raise ValueError(f"{field.label}: takes {most} files, not {len(files)}")
    kinds = [kind.lower() for kind in field.element.get("filetypes") or []]
    for name, content in files:
        if len(content) > FILE_BYTES:
            raise ValueError(f"{field.label}: {name} is larger than 10 MB")
        if kinds and name.rpartition(".")[2].lower() not in kinds:
            raise ValueError(f"{field.label}: {name} is not one of {', '.join(kinds)}")
    return files


def as_list(field: Field, value: Any) -> list[str]:
    """Raises: ValueError above `max_selected_items`."""
    if value is None:
        return []
    given = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)
    most = field.element.get("max_selected_items")
    if most is not None and len(given) > most:
        raise ValueError(f"{field.label}: takes {most}, not {len(given)}")
    return [_id_of(v) for v in given]


def _id_of(value: Any) -> str:
    return value if isinstance(value, str) else str(value.id)


def client_fault(field: Field, value: Any, locale: str) -> str | None:
    """What the client says under a field, in its language, in place of sending the form."""
    say = _CLIENT_SAYS["fr" if locale.startswith("fr") else "en"]
    if value in (None, "", []):
        return say["required"] if field.is_required else None
    if field.kind == "email_text_input" and not EMAIL.fullmatch(value):
        return say["email"]
    if field.kind == "url_text_input" and "://" not in value:
        return say["url"]
    if field.kind == "number_input" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return say["number"]
    least = field.element.get("min_length", 0)
    if field.key == "value" and len(value) < least:
        return say["short"].format(least=least)
    return None


_CLIENT_SAYS: Final = {
    "en": {
        "required": "Please complete this required field.",
        "email": "Please enter a valid email address.",
        "url": "Please enter a valid URL.",
        "number": "Please enter a number.",
        "short": "Please enter at least {least} characters.",
    },
    "fr": {
        "required": "Ce champ est obligatoire.",
        "email": "Saisissez une adresse e-mail valide.",
        "url": "Saisissez une URL valide.",
        "number": "Saisissez un nombre.",
        "short": "Saisissez au moins {least} caractères.",
    },
}
