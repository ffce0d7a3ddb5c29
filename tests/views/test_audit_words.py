"""Every kind of row of the audit has words, and ten rows have room in one message."""

from typing import Final

import pytest

from bot.domain.audit_rows import OURSELVES
from bot.domain.audit_topics import TOPIC_OF
from bot.domain.ids import SetupId
from bot.domain.stages import Language
from bot.views.audit_answers import audit_answer
from bot.views.audit_words import changes, done
from bot.views.blocks import TEXT_LENGTH
from bot.views.modals import NAME_LENGTH
from bot.views.say import Say
from tests.for_each import for_each

from .gallery_audit import a_page, a_row
from .states import a_setup

LANGUAGES: Final = list(Language)
ROOM: Final = 80  # characters of what somebody did: ten rows must fit
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@for_each(what=TOPIC_OF)
def test_whatever_is_on_record_has_words(what: str, language: Language) -> None:
    """Short ones, and no name of the code in them."""
    said = done(a_row(what, on=a_setup()), Say(language))

    assert what not in said
    assert "audit." not in said
    assert 5 < len(said) <= ROOM


@each_language
def test_no_two_kinds_of_rows_read_the_same(language: Language) -> None:
    """Or nobody could tell what happened."""
    setup, say = a_setup(), Say(language)
    said = {done(a_row(what, on=setup), say) for what in TOPIC_OF}

    assert len(said) == len(TOPIC_OF)


def test_what_another_version_wrote_is_named_as_it_is() -> None:
    """An audit leaves nothing out."""
    assert done(a_row("LaterCommand", on=a_setup()), Say(Language.EN)) == "`LaterCommand`"


@each_language
def test_ten_of_the_longest_rows_are_all_told(language: Language) -> None:
    """What changed gives way; who did what on which setup never does."""
    say = Say(language)
    longest = max(TOPIC_OF, key=lambda what: len(done(a_row(what, on=a_setup()), say)))
    setup = a_setup(name="&" * NAME_LENGTH)
    asked = {"before": None, "after": [{"email": f"{'x' * 60}@x.example", "why": "y" * 150}]}
    rows = [
        a_row(longest, f"U{n:010}", on=setup, about="request:x", changed={"people": asked})
        for n in range(10)
    ]

    text = audit_answer(a_page(*rows, on=setup), (setup,), say).text

    assert len(text) < TEXT_LENGTH
    assert text.count(done(rows[0], say)) == 10
    assert all(f"<@{row.who}>" in text for row in rows)


def test_what_the_bot_did_is_no_persons() -> None:
    """And nobody is mentioned for it."""
    setup, say = a_setup(), Say(Language.EN)
    page = a_page(a_row("BecomeReady", OURSELVES, on=setup), on=setup)

    assert ": the bot noted that the wait is over" in audit_answer(page, (setup,), say).text


def test_a_row_of_a_setup_that_is_not_known_names_none() -> None:
    """Rather than an id that says nothing to anybody."""
    known, gone = a_setup(), SetupId("gone")
    row = a_row("StartRun", on=known.model_copy(update={"id": gone}))

    text = audit_answer(a_page(row, on=known), (known,), Say(Language.EN)).text

    assert "gone" not in text
    assert text.endswith("started a run")


def test_what_is_no_before_and_after_is_left_to_the_files() -> None:
    """Rows of other versions may hold anything."""
    changed = {"number": 2, "effects": ["notify:x"], "approval": {"before": {}, "after": {}}}

    assert changes(a_row("RetryUndelivered", on=a_setup(), changed=changed), Say(Language.EN)) == ""
