"""What all articles must be together, and that ours are."""

import re
from dataclasses import replace
from typing import Final

import pytest

from bot.domain.stages import Language
from bot.guide import errors
from bot.guide.article import ASKS, STEPS, About, Article
from bot.guide.library import Articles, checked
from tests.guide.builders import an_article

NBSP: Final = "\u00a0"
_CODES: Final = """
    API_CURRENTLY_DISABLED AUTHENTICATION_FAILURE EXPIRED_ACCESS INACTIVE_USER INACTIVE_ORGANIZATION
    INVALID_GRANT INVALID_FIELD_FOR_INSERT_UPDATE INSUFFICIENT_ACCESS_OR_READONLY
    FIELD_CUSTOM_VALIDATION_EXCEPTION INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE
    SERVER_UNAVAILABLE QUERY_TIMEOUT FAILED_WRITE UNABLE_TO_LOCK_ROW REQUEST_LIMIT_EXCEEDED
    INVALID_TYPE TXN_SECURITY_NO_ACCESS ENTITY_IS_LOCKED UNKNOWN_EXCEPTION
    600 601 602 603 604 605 606 607 608 610 611 615
"""
CODES: Final = _CODES.split()


def three(*changed: Article, language: Language = Language.EN) -> dict[str, Article]:
    """`a`, `b` and `c`, each leading to the others."""
    own = {
        "a": an_article("a", language=language),
        "b": an_article("b", language=language, leads_to=("a", "c")),
        "c": an_article("c", language=language, leads_to=("a", "b")),
    }
    return own | {str(article.id): article for article in changed}


def together(english: dict[str, Article], french: dict[str, Article]) -> Articles:
    return {Language.EN: english, Language.FR: french}  # type: ignore[dict-item]


def test_what_fits_together_is_taken_as_it_is() -> None:
    articles = together(three(), three(language=Language.FR))

    assert checked(articles) == articles


def test_an_article_is_there_in_every_language() -> None:
    with pytest.raises(errors.TranslationMissing) as raised:
        checked(together(three(an_article("d")), three()))

    assert raised.value.article == "d"


def test_what_is_no_language_is_the_same_in_all() -> None:
    with pytest.raises(errors.TranslationMissing) as raised:
        checked(together(three(), three(an_article("a", step=4))))

    assert raised.value.article == "a"


@pytest.mark.parametrize("leads_to", [("b", "nowhere"), ("b", "a")])
def test_an_article_leads_to_others_that_exist(leads_to: tuple[str, str]) -> None:
    changed = an_article("a", leads_to=leads_to)

    with pytest.raises(errors.NextUnknown) as raised:
        checked(together(three(changed), three(changed)))

    assert raised.value.detail == leads_to[1]


def test_a_code_belongs_to_one_article() -> None:
    two = [replace(one, codes=("QUERY_TIMEOUT",)) for one in (three()["a"], three()["b"])]

    with pytest.raises(errors.CodeShared) as raised:
        checked(together(three(*two), three(*two)))

    assert raised.value.detail == "QUERY_TIMEOUT"


def test_every_step_of_the_road_has_an_article(articles: Articles) -> None:
    assert {one.step for one in articles[Language.EN].values()} >= set(STEPS)


def test_every_error_code_has_an_article(articles: Articles) -> None:
    codes = [code for one in articles[Language.EN].values() for code in one.codes]

    assert sorted(codes) == sorted(CODES)


def test_every_situation_has_an_article(articles: Articles) -> None:
    """An `About` that no article has would be code that nobody reaches."""
    assert {one.about for one in articles[Language.EN].values()} == {None, *About}


def test_every_article_can_be_asked_for(articles: Articles) -> None:
    counts = {len(one.asks) for of_it in articles.values() for one in of_it.values()}

    assert counts <= set(ASKS)


def test_no_question_belongs_to_two_articles(articles: Articles) -> None:
    for of_it in articles.values():
        asks = [ask for one in of_it.values() for ask in one.asks]
        assert len(set(asks)) == len(asks)


def test_articles_are_short(articles: Articles) -> None:
    """Two to six sentences, which fit one section of a message."""
    for of_it in articles.values():
        for one in of_it.values():
            plain = re.sub(r"`[^`]*`|[“«][^”»]*[”»]|metadata\.xml|2\.0", "x", one.body)
            sentences = re.findall(r"[.?!](?:\s|$)", plain)
            assert 2 <= len(sentences) <= 6, (one.language, one.id, len(sentences))
            assert len(one.title) <= 75, "it is the label of a button"


def test_articles_are_slacks_mrkdwn(articles: Articles) -> None:
    """No character that Slack reads as markup, none of Markdown's own."""
    for of_it in articles.values():
        for one in of_it.values():
            assert not re.search(r"[<>&#]|\*\*|\]\(", one.title + one.body), one.id
            assert one.body.count("`") % 2 == 0, one.id


def test_french_is_set_as_french_is(articles: Articles) -> None:
    """A hard space before high punctuation and inside quotation marks; curly apostrophes."""
    for one in articles[Language.FR].values():
        for text in (one.title, one.body):
            prose = re.sub(r"`[^`]*`", "", text).replace("Forgot password?", "")
            assert not re.search(rf"[^{NBSP}][:;?!»]|«[^{NBSP}]|'", prose), (one.id, text)


def test_french_articles_are_no_english_ones(articles: Articles) -> None:
    for article_id, one in articles[Language.FR].items():
        assert one.body != articles[Language.EN][article_id].body
