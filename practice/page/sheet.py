"""What one message or view is drawn with, and how its fields are called on the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import quote

from markupsafe import Markup

from practice.page.reader import Reader
from practice.page.templating import environment
from practice.slack.forms import Field, Values, initial_values

_TEMPLATES: Final = "blocks"


@dataclass(frozen=True, slots=True)
class Offers:
    """What selects of people and of channels offer, in order, as `(id, words)`."""

    people: tuple[tuple[str, str], ...]
    """`("U_MARA", "Mara (Marketo admin)")`."""
    channels: Callable[[Field], tuple[tuple[str, str], ...]]
    """`("C_1", "#sales-invites")`, filtered for the field."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The arguments of one `blocks_html`."""

    reader: Reader
    offers: Offers
    values: Values
    errors: Mapping[str, str]
    """block id → what is wrong there."""
    act_to: str
    options_place: str
    id_prefix: str
    heading: Literal[2, 3]

    def draw(self, template: str, **shown: Any) -> Markup:
        drawn = environment().get_template(f"{_TEMPLATES}/{template}.html").render(shown)
        return Markup(drawn)  # noqa: S704 - the template has escaped what it was given

    def id_of(self, block_id: str, action_id: str, *option: str) -> str:
        """Of a control, unique on the page. No white space: ARIA lists ids between spaces."""
        return f"{self.id_prefix}/{pressed(block_id, action_id, *option)}"

    def part_of(self, block_id: str, part: str) -> str:
        """The id of a part of a block, which is none of a control, whatever its action id."""
        return f"{self.id_prefix}/{quote(block_id, safe='')}:{part}"

    def standing(self, field: Field) -> Any:
        """What stands in the field: the person's, else what the app put there."""
        for values in (self.values, initial_values([field.block])):
            value = values.get(field.block_id, {}).get(field.action_id)
            if value is not None:
                return value.get(field.key)
        return None


@dataclass(frozen=True, slots=True)
class Name:
    """How a field is called, and what is said about it."""

    words: str
    by: str | None = None
    """The id of the element that holds the words; None: they are said by `aria-label`."""
    has_label: bool = False
    """Whether that element is a `<label for>` this control."""
    described_by: tuple[str, ...] = ()
    is_required: bool = False
    is_wrong: bool = False

    def attributes(self, *, group: bool) -> dict[str, str | None]:
        """`group`: its role has no `aria-required`."""
        return {
            "aria-label": self.words if self.by is None else None,
            "aria-labelledby": None if self.has_label else self.by,
            "aria-describedby": " ".join(self.described_by) or None,
            "aria-required": "true" if self.is_required and not group else None,
            "aria-invalid": "true" if self.is_wrong else None,
        }


def pressed(block_id: str, action_id: str, *option: str) -> str:
    """The value of `press`: which button, option of a menu, or field was used."""
    return "/".join(quote(part, safe="") for part in (block_id, action_id, *option))


def field_name(field: Field) -> str:
    return f"field/{pressed(field.block_id, field.action_id)}"
