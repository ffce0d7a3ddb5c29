"""Blocks as an app sends them, and what is drawn of them for Mara."""

from collections.abc import Mapping
from typing import Any, Final

from practice.page.blockkit import Offers, blocks_html, message_html
from practice.slack.clock import Ids
from practice.slack.forms import Field, Values, initial_values, with_ids
from practice.slack.messages import Json

from .drawn import Element, drawn
from .readers import a_reader

PEOPLE: Final = tuple((f"U_{n}", f"Person {n} (Salesperson)") for n in range(1, 12))


def channels(field: Field) -> tuple[tuple[str, str], ...]:
    assert "conversations" in field.kind or "channels" in field.kind
    return (("C_1", "#sales-invites"), ("C_2", "#general"))


OFFERS: Final = Offers(PEOPLE, channels)


def view_html(
    blocks: list[Json],
    *,
    errors: Mapping[str, str] | None = None,
    values: Values | None = None,
    language: str = "en",
) -> str:
    kept = with_ids(blocks, Ids())
    return str(
        blocks_html(
            kept,
            a_reader("fr" if language == "fr" else "en"),
            offers=OFFERS,
            values=initial_values(kept) if values is None else values,
            errors=errors or {},
            act_to="/act",
            options_place="V1",
            id_prefix="V1",
        )
    )


def view(blocks: list[Json], **more: Any) -> Element:
    return drawn(view_html(blocks, **more))


def said(text: str, blocks: list[Json]) -> Element:
    kept = with_ids(blocks, Ids())
    return drawn(
        str(
            message_html(
                text,
                kept,
                a_reader(),
                offers=OFFERS,
                values=initial_values(kept),
                act_to="/press",
                options_place="C_1:1.2",
                id_prefix="m-1.2",
                hidden={"at": "C_1:1.2"},
            )
        )
    )


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*texts: str) -> list[Json]:
    return [{"text": plain(text), "value": text.lower()} for text in texts]


def an_input(element: Json, label: str = "Label", **more: Any) -> Json:
    element = {"action_id": "a", **element}
    return {"type": "input", "block_id": "b", "label": plain(label), "element": element, **more}


def a_button(label: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": label.lower(), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}
