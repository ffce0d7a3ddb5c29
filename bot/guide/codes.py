"""Error codes in a question: those match exactly, or not at all."""

import re
from collections.abc import Iterable
from typing import Final

from bot.guide.article import Article, ArticleId

_APART: Final = re.compile(r"[^A-Z0-9]+")
# A number alone may be anything; as an error it is called one, is all that was typed, or is what
# Marketo answers. `Marketo says 603 users` counts something.
_NUMBER: Final = re.compile(
    r"(?:\b(?:errors?|codes?|err|erreurs?)\b\W{0,3}(?:codes?\W{0,3}|marketo\W{0,3}|n[o°]\W{0,3})?"
    r"|\A\s*(?:marketo\s+)?)(?P<number>\d{3})\b(?!\s+\w)"
    r"|\b(?:errors?|codes?|erreurs?)\s+(?P<early>\d{3})\b"
    r"|\bmarketo\W+(?:\w+\W+){0,2}?(?:says?|said|returns?|returned|answers?|answered|responds?"
    r"|responded|gives?|gave|throws?|threw|r[eé]pond|r[eé]pondu|renvoie|renvoy[eé]|retourne|donne|dit)"
    r"\W+(?:(?:me|us|a|an|un|une|with|back)\W+){0,2}"
    r"(?P<said>\d{3})\b(?!\s+(?:people|commerciaux|\w{3,}s)\b)"
    r"|\b(?P<of>\d{3})\s+(?:from|by|de|par)\s+marketo\b",
    re.IGNORECASE,
)

_SPELT: Final = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b")


class Codes:
    def __init__(self, articles: Iterable[Article]) -> None:
        self._owners = {code: article.id for article in articles for code in article.codes}

    def find(self, text: str) -> ArticleId | None:
        """
        The article of the code in this text, in any case, joined by `_`, `-` or spaces.

        Of several the longest: `AUTHENTICATION_FAILURE` comes with `invalid_grant` in its message.
        """
        spelt = f"_{_APART.sub('_', text.upper())}_"
        named = [code for code in self._owners if not code.isdigit() and f"_{code}_" in spelt]
        if named:
            return self._owners[max(named, key=len)]
        for found in _NUMBER.finditer(text):
            owner = self._owners.get(next(filter(None, found.groups())))
            if owner is not None:
                return owner
        return None

    def is_strange(self, text: str) -> bool:
        """Whether it names a code that no article is about: then none answers it."""
        return self.find(text) is None and bool(_SPELT.search(text) or _NUMBER.search(text))
