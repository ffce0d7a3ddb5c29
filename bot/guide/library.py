"""All articles: read once from the files beside this module, and checked against each other."""

from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.domain.stages import Language
from bot.guide.article import Article, ArticleId, parse
from bot.guide.errors import CodeShared, NextUnknown, TranslationMissing

Articles: TypeAlias = Mapping[Language, Mapping[ArticleId, Article]]

_FOLDER: Final = "articles"
_SUFFIX: Final = ".md"


def read() -> Articles:
    """
    In each language the same ids, in the order of the alphabet.

    Raises:
        GuideFault: a file is not as `article.py` says, or they do not fit together.
    """
    return checked({language: _read(language) for language in Language})


def checked(articles: Articles) -> Articles:
    """The same, when each is there in all languages and all that they name exists."""
    first, *others = articles.values()
    for other in others:
        for article_id in first.keys() ^ other.keys():
            raise TranslationMissing(article_id, "one language only")
        for article_id, article in first.items():
            if _shared(article) != _shared(other[article_id]):
                raise TranslationMissing(article_id, "step, next, codes or about differ")
    owner: dict[str, ArticleId] = {}
    for article in first.values():
        for article_id in article.next:
            if article_id not in first or article_id == article.id:
                raise NextUnknown(article.id, article_id)
        for code in article.codes:
            if owner.setdefault(code, article.id) != article.id:
                raise CodeShared(article.id, code)
    return MappingProxyType(dict(articles))


def _read(language: Language) -> Mapping[ArticleId, Article]:
    folder = resources.files("bot.guide") / _FOLDER / language
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(_SUFFIX))
    articles = [
        parse((folder / name).read_text("utf-8"), name.removesuffix(_SUFFIX), language)
        for name in names
    ]
    return MappingProxyType({article.id: article for article in articles})


def _shared(article: Article) -> tuple[object, ...]:
    """What does not depend on the language."""
    return article.step, article.next, article.codes, article.about
