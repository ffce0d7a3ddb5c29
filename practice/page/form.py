"""What a browser sent, put into the fields of a view or message by block and action id."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile

from practice.slack import Person
from practice.slack.blockkit.rules import offered
from practice.slack.client.choosing import as_list, picked_files, picked_ids, typed_text
from practice.slack.forms import Field, fields
from practice.slack.messages import Json, StoredMessage
from practice.slack.state import State
from practice.slack.views import StoredView


async def take(
    state: State, person: Person, place: StoredView | StoredMessage, form: FormData
) -> None:
    """Puts what the browser sent into the fields, by block and action id."""
    sent = set(form.getlist("shown"))
    for field_ in fields(place.blocks):
        key = f"{quote(field_.block_id, safe='')}/{quote(field_.action_id, safe='')}"
        if key in sent:  # a field that came while the form was on its way keeps what it holds
            given = form.getlist(f"field/{key}")
            person.put(place, field_, await _chosen(state, person, place, field_, given))


async def _chosen(
    state: State,
    person: Person,
    place: StoredView | StoredMessage,
    field_: Field,
    given: Sequence[str | UploadFile],
) -> Any:
    if field_.kind == "file_input":
        return await _files(state, person, place, field_, given)
    texts = [g.replace("\r\n", "\n") for g in given if isinstance(g, str) and g]
    if field_.key == "value":
        return typed_text(field_, texts[0] if texts else None)
    if "option" in field_.key:
        before = person.values(place)[field_.block_id][field_.action_id][field_.key]
        known = [*offered(field_.element), *person.suggested(place, field_), *_as_list(before)]
        chosen = [o for text in texts if (o := _option(known, text)) is not None]
        as_list(field_, [o["value"] for o in chosen])  # refuses too many
        return (chosen[0] if chosen else None) if field_.key == "selected_option" else chosen
    if field_.key in ("selected_date", "selected_time"):
        return texts[0] if texts else None
    if field_.key == "selected_date_time":
        return int(float(texts[0])) if texts else None
    several = field_.key.endswith("s")
    return picked_ids(
        state,
        person.user,
        field_,
        texts if several else texts[0] if texts else None,
    )


async def _files(
    state: State,
    person: Person,
    place: StoredView | StoredMessage,
    field_: Field,
    given: Sequence[str | UploadFile],
) -> list[Json]:
    """Raises: ValueError. Nothing chosen anew leaves what was: the browser sends it once."""
    files = [
        (g.filename, await g.read()) for g in given if isinstance(g, UploadFile) and g.filename
    ]
    before: list[Json] = person.values(place)[field_.block_id][field_.action_id]["files"]
    stored = state.files
    if [(f["name"], stored[f["id"]].content) for f in before] == files:
        return before
    return [person.upload(name, content) for name, content in picked_files(field_, files)]


def _option(options: list[Json], value: str) -> Json | None:
    return next((o for o in options if o["value"] == value), None)


def _as_list(value: Any) -> list[Json]:
    return value if isinstance(value, list) else [value] if value else []
