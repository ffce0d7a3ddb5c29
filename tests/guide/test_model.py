"""The weights: learnt from what stands in the tree, read back as they were written."""

import pytest

from bot.domain.stages import Language
from bot.guide.article import ArticleId
from bot.guide.errors import ModelUnfit
from bot.guide.features import BUCKETS, READ, features, spelt
from bot.guide.library import Articles
from bot.guide.model import NONE, Model
from tests.guide.learning import HEARD, Example, digest, examples, learn

TWO = [
    *(Example(ArticleId("tea"), text) for text in ("a cup of tea", "green tea please")),
    *(Example(ArticleId("rain"), text) for text in ("is it raining", "rain again")),
    *(Example(ArticleId(NONE), text) for text in ("hello there", "see you")),
]


@pytest.mark.parametrize("language", Language)
def test_the_weights_are_those_of_what_is_heard(language: Language) -> None:
    """Whoever adds a question or changes an article learns anew: see tests/guide/learning.py."""
    assert Model.load(language).learnt_from == digest(language)


@pytest.mark.parametrize("language", Language)
def test_each_article_is_known(language: Language, articles: Articles) -> None:
    assert {*Model.load(language).articles} == {*articles[language], NONE}


@pytest.mark.parametrize("language", Language)
def test_what_is_heard_names_articles_that_exist_and_nothing_twice(
    language: Language, articles: Articles
) -> None:
    assert {one.article for one in examples(language)} == {*articles[language], NONE}
    lines = (HEARD / f"{language}.txt").read_text("utf-8").splitlines()
    assert len(lines) == len({*lines})


def test_learning_tells_them_apart_and_is_the_same_each_time() -> None:
    model = learn(TWO)

    assert model.rank("tea")[0].article == "tea"
    assert model.rank("will it rain")[0].article == "rain"
    assert model.rank("hello you")[0].article == NONE
    assert model.dump() == learn(TWO).dump()


def test_scores_are_shares_of_one() -> None:
    ranked = learn(TWO).rank("green rain")

    assert sum(one.score for one in ranked) == pytest.approx(1)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_what_is_written_is_read_back() -> None:
    model = learn(TWO, "somewhere")
    again = Model.read(model.dump())

    assert again.learnt_from == "somewhere"
    assert again.rank("a cup of rain") == model.rank("a cup of rain")


def test_another_file_is_none() -> None:
    model = learn(TWO)
    fewer = Model(model.articles[1:], model.scale, model.beginnings[1:], model.rows, "")

    with pytest.raises(ModelUnfit):
        Model.read(fewer.dump())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Où est l’ÉCRAN ?", ["ou", "est", "l", "ecran"]),
        ("why can't <@U0AAA|jo> see it :pray:", ["why", "can", "t", "somebody", "see", "it"]),
        ("<mailto:a@b.example|a@b.example> &amp; c@d.example", ["address", "address"]),
        ("in <#C0AAA|sales> see <https://x.example|this>", ["in", "channel", "see", "link"]),
    ],
)
def test_markup_accents_and_case_say_nothing(text: str, words: list[str]) -> None:
    assert spelt(text) == words


def test_a_word_with_a_slip_shares_most_of_its_pieces() -> None:
    right, wrong = features("credentials"), features("credentails")

    assert len(right & wrong) > len(right) / 3
    assert max(right) < BUCKETS


def test_of_a_page_only_the_beginning_counts() -> None:
    assert features("a" * READ + " password") == features("a" * READ + " invoice")
