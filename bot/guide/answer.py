"""Which article answers a question; or none, and which come near."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from bot.domain.stages import Language
from bot.domain.tongue import language_of
from bot.guide.article import Article, ArticleId
from bot.guide.bare_words import is_bare
from bot.guide.codes import Codes
from bot.guide.errors import ModelUnfit
from bot.guide.library import Articles, checked, read
from bot.guide.model import NONE, Model, Ranked

FLOOR: Final = 0.3  # of certainty: below, too many other articles are as likely
CLOSE: Final = 0.3  # of the best score: what is as near may be what was meant
SOME: Final = 0.1  # of certainty: what has nothing in common is not offered as near
OTHERS: Final = 2
NEAREST: Final = 3
# What is offered to whoever says hello: nothing is nearer.
BEGINNING: Final = (ArticleId("help"), ArticleId("road"), ArticleId("status"))


@dataclass(frozen=True, slots=True)
class Found:
    """`others`: what else may have been meant, else what people ask next. `score`: up to 1."""

    article: Article
    others: tuple[Article, Article]
    score: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """`nearest`: three articles, the nearest first, none of which answers it."""

    nearest: tuple[Article, ...]


Answer: TypeAlias = Found | Unknown


class Guide:
    """Build one and keep it: reading the articles takes longer than a thousand answers."""

    def __init__(self, articles: Articles) -> None:
        self._articles = checked(articles)
        # Read for the first question in its language: who only shows articles needs none.
        self._models: dict[Language, Model] = {}
        self._codes = Codes(articles[Language.EN].values())

    @classmethod
    def load(cls) -> Self:
        """
        Raises:
            GuideFault: the articles are not as they must be.
        """
        return cls(read())

    def article(self, article_id: str, language: Language) -> Article | None:
        """By its id, as a button names it; None: no longer there."""
        return self._articles[language].get(ArticleId(article_id))

    def answer(self, text: str, language: Language) -> Answer:
        """In this language; the question may be in any."""
        code = self._codes.find(text)
        if code is not None:
            return self._found(Ranked(code, 1.0), (), language)
        # In the language of the reader, unless it is plainly written in another one.
        ranked = self._model(language_of(text) or language).rank(text)
        if self._codes.is_strange(text) or is_bare(text):
            return Unknown(self._nearest(ranked, language))
        best, *rest = ranked
        if not _is_sure(best):
            return Unknown(self._nearest(ranked, language))
        near = (one for one in rest[:OTHERS] if one.article != NONE)
        close = tuple(one.article for one in near if one.score >= CLOSE * best.score)
        return self._found(best, close, language)

    def _model(self, language: Language) -> Model:
        if language not in self._models:
            model = Model.load(language)
            if {*model.articles} != {*self._articles[language], NONE}:
                raise ModelUnfit
            self._models[language] = model
        return self._models[language]

    def _nearest(self, ranked: Sequence[Ranked], language: Language) -> tuple[Article, ...]:
        near = (one.article for one in ranked if one.article != NONE and one.score >= SOME)
        first = [*dict.fromkeys((*near, *BEGINNING))][:NEAREST]
        return tuple(self._articles[language][one] for one in first)

    def _found(self, best: Ranked, close: tuple[ArticleId, ...], language: Language) -> Found:
        there = self._articles[language]
        article = there[best.article]
        first, second, *_ = dict.fromkeys((*close, *article.next))
        return Found(article, (there[first], there[second]), best.score)


def _is_sure(best: Ranked) -> bool:
    return best.article != NONE and best.score >= FLOOR
