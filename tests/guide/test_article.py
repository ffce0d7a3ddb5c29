"""How the file of an article is read."""

import pytest

from bot.domain.stages import Language
from bot.guide import errors
from bot.guide.article import About, parse
from tests.guide.builders import ASKS, a_file


def test_a_file_holds_one_article() -> None:
    """Lines of a paragraph are one line; paragraphs stay apart."""
    text = a_file(codes="QUERY_TIMEOUT, 603", about="wait", body="One\nline.\n\nAnother.")

    article = parse(text, "some-id", Language.EN)

    assert (article.id, article.language, article.title) == ("some-id", "en", "A title")
    assert article.step == 5
    assert article.next == ("other", "another")
    assert article.codes == ("QUERY_TIMEOUT", "603")
    assert article.about is About.WAIT
    assert article.words == ("a word", "another word")
    assert article.asks == ASKS
    assert article.body == "One line.\nAnother."


def test_step_codes_and_about_may_be_left_out() -> None:
    article = parse(a_file(step=""), "some-id", Language.EN)

    assert (article.step, article.codes, article.about) == (None, (), None)


@pytest.mark.parametrize(
    ("text", "fault", "detail"),
    [
        (a_file(body=""), errors.HeaderUnended, "title"),
        (a_file(body=" "), errors.BodyMissing, ""),
        (a_file(title="A title\nno field"), errors.LineUnreadable, "no field"),
        (a_file(title="A title\n- no question"), errors.LineUnreadable, "no question"),
        (a_file(author="me"), errors.FieldUnknown, "author"),
        (a_file(title="A title\ntitle: Another"), errors.FieldRepeated, "title"),
        (a_file(title=""), errors.FieldMissing, "title"),
        (a_file(title=" "), errors.FieldMissing, "title"),
        (a_file(link=""), errors.FieldMissing, "link"),
        (a_file(next=""), errors.FieldMissing, "next"),
        (a_file(words=""), errors.FieldMissing, "words"),
        (a_file(asks=""), errors.FieldMissing, "asks"),
        (a_file(step="11"), errors.ValueWrong, "step: 11"),
        (a_file(step="five"), errors.ValueWrong, "step: five"),
        (a_file(link="http://example.com/"), errors.ValueWrong, "link"),
        (
            a_file(link="https://experienceleague.adobe.com/fr/docs/marketo/using/home"),
            errors.ValueWrong,
            "link",
        ),
        (a_file(next="other"), errors.ValueWrong, "next: other"),
        (a_file(next="other, other"), errors.ValueWrong, "next"),
        (a_file(codes="query timeout"), errors.ValueWrong, "codes"),
        (a_file(about="weather"), errors.ValueWrong, "about: weather"),
        (a_file(words="a word,, another"), errors.ValueWrong, "words"),
        (a_file(words="a word, a word"), errors.ValueWrong, "words"),
        (a_file(asks="- one?\n- two?"), errors.ValueWrong, "asks: 2"),
        (a_file(asks="\n".join(["- same?"] * 5)), errors.ValueWrong, "asks"),
    ],
)
def test_a_fault_has_a_name_and_a_place(
    text: str, fault: type[errors.ArticleFault], detail: str
) -> None:
    """The message names file, kind of fault, and the line, field or value."""
    with pytest.raises(fault) as raised:
        parse(text, "some-id", Language.EN)

    assert type(raised.value) is fault
    assert detail in raised.value.detail
    assert str(raised.value).startswith(f"en/some-id: {fault.__name__}")


def test_an_id_is_made_of_small_letters() -> None:
    """It stands in buttons."""
    with pytest.raises(errors.ValueWrong):
        parse(a_file(), "Some ID", Language.EN)
