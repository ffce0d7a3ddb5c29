"""For whom blocks are drawn, and the words that Slack's client itself adds to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

Language: TypeAlias = Literal["en", "fr"]
Word: TypeAlias = Literal[
    "optional", "required", "choose", "none", "no_results", "more", "send", "sure", "yes", "no"
]


@dataclass(frozen=True, slots=True)
class Reader:
    """The person before the screen. `now` is aware; no function may raise for any id."""

    language: Language
    tz: ZoneInfo
    now: datetime
    user_name: Callable[[str], str]
    """User id → `Mara`: a mention is read `@Mara`."""
    channel_name: Callable[[str], str]
    """Channel id → `#general`."""
    group_name: Callable[[str], str]
    """User group id → `@sales`."""
    base_url: str = ""
    """Practice's own, without a slash at its end."""
    may_copy: bool = True
    """Slack offers to copy code that stands in a message, and none that stands in a view †."""

    def address(self, url: str) -> str:
        """
        As the page asks for it: what practice serves itself without practice's name.

        To a page that was opened as `localhost`, `127.0.0.1` is another site, which is refused.
        """
        own = f"{self.base_url}/"
        return f"/{url.removeprefix(own)}" if self.base_url and url.startswith(own) else url

    def word(self, word: Word) -> str:
        return _WORDS[self.language][word]


_WORDS: Final[Mapping[Language, Mapping[Word, str]]] = MappingProxyType(
    {
        "en": {
            "optional": "(optional)",
            "required": "Required",
            "choose": "Choose an option",
            "none": "None",
            "no_results": "No results",
            "more": "More",
            "send": "Send",
            "sure": "Are you sure?",
            "yes": "Yes",
            "no": "Cancel",
        },
        "fr": {
            "optional": "(facultatif)",
            "required": "Obligatoire",
            "choose": "Choisissez une option",
            "none": "Aucun",
            "no_results": "Aucun résultat",
            "more": "Plus",
            "send": "Envoyer",
            "sure": "Confirmez-vous ?",
            "yes": "Oui",
            "no": "Annuler",
        },
    }
)
