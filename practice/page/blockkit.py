"""Block Kit as HTML: messages in a form of their own, the blocks of views inside the page's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal

from markupsafe import Markup

from practice.page.buttons import button_html, overflow_html
from practice.page.elements import field_html, is_native
from practice.page.markdown import markdown_html
from practice.page.mrkdwn import is_address, lines, mrkdwn, text_html
from practice.page.reader import Reader
from practice.page.richtext import rich_text_html
from practice.page.sheet import Name, Offers, Sheet
from practice.slack.forms import Field, Values, fields
from practice.slack.messages import Json
from practice.slack.rendering import pressables, visible_text

__all__ = ["Offers", "Reader", "blocks_html", "message_html"]

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_NOT_DRAWN: Final = {
    "en": "Slack shows something of the type “{kind}” here, which practice does not draw.",
    "fr": "Slack affiche ici un élément de type « {kind} », que ce simulateur ne dessine pas.",
}


def blocks_html(
    blocks: list[Json],
    reader: Reader,
    *,
    offers: Offers,
    values: Values,
    errors: Mapping[str, str] = _NONE,
    act_to: str,
    options_place: str,
    id_prefix: str,
    text_fallback: str = "",
) -> Markup:
    """
    The blocks of a view, or `text_fallback` as mrkdwn where there are none.

    `blocks` as Slack keeps them: with their ids (`forms.with_ids`). `errors`: block id → words.
    Stands inside a form of the page's; its buttons go to `act_to` all the same.
    """
    reader = replace(reader, may_copy=False)
    sheet = Sheet(reader, offers, values, errors, act_to, options_place, id_prefix, heading=3)
    return _drawn(sheet, blocks, text_fallback)


def message_html(
    text: str,
    blocks: list[Json],
    reader: Reader,
    *,
    offers: Offers,
    values: Values,
    act_to: str,
    options_place: str,
    id_prefix: str,
    hidden: Mapping[str, str] = _NONE,
) -> Markup:
    """A message: its blocks in a form that goes to `act_to`, or its text where it has none."""
    if not blocks:
        return _text(text, reader)
    sheet = Sheet(reader, offers, values, _NONE, act_to, options_place, id_prefix, heading=2)
    return sheet.draw("message", act_to=act_to, hidden=hidden, body=_drawn(sheet, blocks, text))


def _drawn(sheet: Sheet, blocks: list[Json], text: str) -> Markup:
    if not blocks:
        return _text(text, sheet.reader)
    drawing = _Drawing(sheet)
    return Markup("\n").join(drawing.block(block) for block in blocks)


def _text(text: str, reader: Reader) -> Markup:
    return Markup('<div class="text">{}</div>').format(mrkdwn(text, reader)) if text else Markup()


class _Drawing:
    """The blocks of one message or view, one after the other."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._reader = sheet.reader

    def block(self, block: Json) -> Markup:
        known: Mapping[str, Callable[[Json], Markup]] = {
            "section": self._section,
            "actions": self._actions,
            "context": self._context,
            "divider": lambda _: Markup('<hr class="block divider">'),
            "header": self._header,
            "image": self._image,
            "input": self._input,
            "rich_text": self._rich_text,
            "markdown": self._markdown,
            "table": self._table,
            "file": self._file,
        }
        return known.get(str(block.get("type")), self._unknown)(block)

    def _section(self, block: Json) -> Markup:
        words_id = self._sheet.part_of(str(block.get("block_id", "")), "text")
        accessory = block.get("accessory")
        name = None if block.get("text") is None else words_id
        return self._sheet.draw(
            "section",
            words_id=words_id,
            words=text_html(block.get("text"), self._reader),
            fields=[text_html(one, self._reader) for one in block.get("fields") or []],
            accessory=self._element(block, accessory, name)
            if isinstance(accessory, dict)
            else Markup(),
        )

    def _actions(self, block: Json) -> Markup:
        drawn = [self._element(block, one, None) for one in block.get("elements") or []]
        return Markup('<div class="block actions">{}</div>').format(Markup("\n").join(drawn))

    def _context(self, block: Json) -> Markup:
        drawn = [
            self._picture(one, "context-image")
            if one.get("type") == "image"
            else Markup("<div>{}</div>").format(text_html(one, self._reader))
            for one in block.get("elements") or []
        ]
        return Markup('<div class="block context">{}</div>').format(Markup("\n").join(drawn))

    def _header(self, block: Json) -> Markup:
        level: Literal[2, 3] = self._sheet.heading
        return Markup('<h{0} class="block header">{1}</h{0}>').format(
            level, text_html(block.get("text"), self._reader)
        )

    def _image(self, block: Json) -> Markup:
        title = text_html(block.get("title"), self._reader)
        return self._sheet.draw("image", picture=self._picture(block, "block-image"), title=title)

    def _picture(self, image: Json, css_class: str) -> Markup:
        """Files of Slack's own have no address that a browser could open: their words."""
        url, words = str(image.get("image_url") or ""), str(image.get("alt_text", ""))
        if not is_address(url):
            return Markup('<span class="{}">{}</span>').format(css_class, words)
        return Markup(
            '<img class="{}" src="{}" alt="{}" loading="lazy" referrerpolicy="no-referrer">'
        ).format(css_class, self._reader.address(url), words)

    def _input(self, block: Json) -> Markup:
        field = next(iter(fields([block])), None)
        if field is None:
            return self._unknown(block)
        block_id, part_of = field.block_id, self._sheet.part_of
        fault = self._sheet.errors.get(field.block_id)
        group = not is_native(field.kind)
        about = {
            "fault": fault is not None,
            "needed": group and field.is_required,
            "hint": block.get("hint") is not None,
        }
        name = Name(
            words=field.label,
            by=part_of(block_id, "label"),
            has_label=not group,
            described_by=tuple(
                part_of(block_id, part) for part, is_said in about.items() if is_said
            ),
            is_required=field.is_required,
            is_wrong=fault is not None,
        )
        return self._sheet.draw(
            "input",
            parts={part: part_of(block_id, part) for part in ("label", "fault", "needed", "hint")},
            control_id=self._sheet.id_of(block_id, field.action_id),
            label=text_html(block.get("label"), self._reader),
            is_group=group,
            is_required=field.is_required,
            required=self._reader.word("required"),
            optional=self._reader.word("optional"),
            control=field_html(self._sheet, field, name) or self._not_drawn(field.kind),
            fault=fault,
            hint=text_html(block.get("hint"), self._reader) if about["hint"] else None,
        )

    def _element(self, block: Json, element: Json, name_id: str | None) -> Markup:
        """Of a section or of actions. `name_id`: the element that names it; None: its own words."""
        block_id = str(block.get("block_id", ""))
        match element.get("type"):
            case "button":
                return button_html(self._sheet, block_id, element)
            case "overflow":
                return overflow_html(self._sheet, block_id, element)
            case "image":
                return self._picture(element, "accessory-image")
        field = next((one for one in fields([block]) if one.element is element), None)
        drawn = Markup() if field is None else self._named_field(field, name_id)
        return drawn or self._not_drawn(str(element.get("type")))

    def _named_field(self, field: Field, name_id: str | None) -> Markup:
        return field_html(self._sheet, field, Name(words=field.label, by=name_id))

    def _rich_text(self, block: Json) -> Markup:
        return Markup('<div class="block rich-text">{}</div>').format(
            rich_text_html(block, self._reader)
        )

    def _markdown(self, block: Json) -> Markup:
        return Markup('<div class="block markdown">{}</div>').format(
            markdown_html(str(block.get("text", "")))
        )

    def _table(self, block: Json) -> Markup:
        settings = block.get("column_settings") or []
        sides = [str((one or {}).get("align") or "left") for one in settings]
        rows = [
            [
                (self._cell(cell), sides[column] if column < len(sides) else "left")
                for column, cell in enumerate(row)
            ]
            for row in block.get("rows") or []
        ]
        return self._sheet.draw("table", rows=rows)

    def _cell(self, cell: Any) -> Markup:
        if not isinstance(cell, dict):
            return Markup()
        if cell.get("type") == "rich_text":
            return rich_text_html(cell, self._reader)
        return lines(str(cell.get("text") or cell.get("value") or ""))

    def _file(self, block: Json) -> Markup:
        return Markup('<p class="block file">{}</p>').format(str(block.get("external_id", "")))

    def _not_drawn(self, kind: str) -> Markup:
        words = _NOT_DRAWN[self._reader.language].format(kind=kind)
        return Markup('<p class="not-drawn">{}</p>').format(words)

    def _unknown(self, block: Json) -> Markup:
        """What can be read in it and pressed on it is there; only its looks are not."""
        try:
            found, read = pressables([block]), visible_text([block]).split("\n")
        except (KeyError, TypeError, AttributeError):
            found, read = [], []
        labels = {pressable.label for pressable in found}
        once = {id(pressable.element): pressable.element for pressable in found}
        return self._sheet.draw(
            "unknown",
            words=self._not_drawn(str(block.get("type"))),
            read=[mrkdwn(line, self._reader) for line in read if line and line not in labels],
            buttons=[self._element(block, element, None) for element in once.values()],
        )
