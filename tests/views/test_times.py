"""Times are shown in the reader's time zone, which only mrkdwn can do."""

import re

import pytest

from bot.domain.stages import Language
from bot.views.say import Say
from bot.views.text import clock_time, moment
from tests.for_each import for_each

from .gallery import TAME, all_modals, messages
from .reading import mrkdwn, plain
from .states import NOW
from .test_refusals import field_errors

MESSAGES, MODALS = messages(TAME), all_modals(TAME)
each_language = pytest.mark.parametrize("language", list(Language))
DIGITS = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{4}-\d{2}-\d{2}\b")


@each_language
@for_each(name=MESSAGES)
def test_no_header_button_or_label_of_a_message_holds_a_time(name: str, language: Language) -> None:
    """Plain text would show `<!date^…>` as it is."""
    texts = plain(MESSAGES[name](Say(language)).blocks)

    assert [text for text in texts if "<!date" in text or DIGITS.search(text)] == []


@each_language
@for_each(name=MODALS)
def test_no_title_label_hint_or_placeholder_of_a_modal_holds_a_time(
    name: str, language: Language
) -> None:
    """The same in a window."""
    texts = plain(MODALS[name](Say(language)))

    assert [text for text in texts if "<!date" in text or DIGITS.search(text)] == []


@each_language
def test_no_error_at_a_field_holds_a_time(language: Language) -> None:
    """Errors of a view are plain text."""
    assert [error for error in field_errors(Say(language)) if "<!date" in error] == []


@each_language
@for_each(name=MESSAGES)
def test_a_time_in_mrkdwn_is_always_slacks_own_form(name: str, language: Language) -> None:
    """A bare clock time would be the server's."""
    message = MESSAGES[name](Say(language))

    for text in (*mrkdwn(message.blocks), message.text):
        assert DIGITS.search(re.sub(r"<!date\^[^>]*>", "", text)) is None


def test_a_time_has_a_fallback_that_names_its_zone() -> None:
    """For mail and old clients."""
    assert moment(NOW) == ("<!date^1894698000^{date_short_pretty} {time}|2030-01-15 09:00 UTC>")
    assert clock_time(NOW) == "<!date^1894698000^{time}|09:00 UTC>"
