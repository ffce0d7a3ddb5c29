"""
What the guide is measured against: a plain keyword search over the same articles.

Words that a question shares with title, key words, questions and text of an article, the rare ones
worth more; no stems, no ideas, no mended typing errors, no list of strange words. It is given the
refusal that suits it best: less than a part of what was asked for is found.
"""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Final

from bot.guide.article import Article, ArticleId

FLOOR: Final = 0.5  # of the rarity of all that was asked; the best for what the guide learns from

_WORD: Final = re.compile(r"\w+")


class KeywordSearch:
    def __init__(self, articles: Iterable[Article]) -> None:
        self._words = {
            article.id: _words(article.title, *article.words, *article.asks, article.body)
            for article in articles
        }
        self._there = Counter(word for words in self._words.values() for word in words)

    def find(self, question: str) -> ArticleId | None:
        asked = _words(question)
        whole = sum(map(self._rarity, asked))
        if not whole:
            return None
        found = {
            article: sum(map(self._rarity, asked & words)) for article, words in self._words.items()
        }
        best = max(found, key=lambda article: found[article])
        return best if found[best] >= FLOOR * whole else None

    def _rarity(self, word: str) -> float:
        return log((len(self._words) + 1) / (self._there[word] + 0.5))


def _words(*texts: str) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(texts).lower()))
