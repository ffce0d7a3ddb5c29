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
