"""The window that shows the credentials: each value to be copied as it is, and nowhere else."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.munchkin import MunchkinId
from bot.domain.stages import Language, Stage
from bot.views.blocks import Message
from bot.views.credential_modals import reveal_modal
from bot.views.ids import parse_card_value
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from practice.slack import problems_of_view

from .credential_bends import handed_over
from .reading import mrkdwn
from .states import FAKE, USUAL, a_setup
from .typed import View

OPENED: Final = a_setup(Stage.REVEALED)
SIGNS: Final = Credentials(
    MunchkinId("123-ABC-456"),
    client_id="FAKE&amp;<!channel>`*_~|{who}<https://evil.example|x>",
    client_secret="```FAKE```&<>*bold*\\n{0}%s",
)
# Whatever passes as a value: no space, nothing invisible.
values = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200)
each_language = pytest.mark.parametrize("language", list(Language))


def strings(thing: Any) -> Iterator[str]:
    match thing:
        case dict():
            for value in thing.values():
                yield from strings(value)
        case list():
            for value in thing:
                yield from strings(value)
        case str():
            yield thing


def to_copy(view: View) -> list[str]:
    """The text of each preformatted block, which Slack copies as a whole."""
    found = []
    for block in view["blocks"]:
        if block["type"] == "rich_text":
            (pre,) = block["elements"]
            assert pre["type"] == "rich_text_preformatted"
            (text,) = pre["elements"]
            assert text["type"] == "text"
            assert "style" not in text
            found.append(text["text"])
    return found


@each_language
@pytest.mark.parametrize("shown", [FAKE, USUAL, SIGNS], ids=["fake", "usual", "signs"])
def test_each_value_is_copied_exactly_as_it_was_handed_over(
    shown: Credentials, language: Language
) -> None:
    """In the order of Marketo's page; what is escaped would be pasted escaped."""
    view = reveal_modal(OPENED, shown, Say(language))

    assert to_copy(view) == [shown.value(name) for name in CredentialField]
    assert problems_of_view(view) == []


@given(client_id=values, client_secret=values, language=st.sampled_from(Language))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_no_sign_in_a_value_changes_what_is_copied(
    client_id: str, client_secret: str, language: Language
) -> None:
    """Nor what stands around it."""
    shown = Credentials(MunchkinId("123-ABC-456"), client_id, client_secret)
    say = Say(language)

    view = reveal_modal(OPENED, shown, say)

    assert to_copy(view) == ["123-ABC-456", client_id, client_secret]
    assert mrkdwn(view) == mrkdwn(reveal_modal(OPENED, FAKE, say))


@each_language
@pytest.mark.parametrize("shown", [FAKE, SIGNS], ids=["fake", "signs"])
def test_a_value_stands_in_one_place_of_the_window(shown: Credentials, language: Language) -> None:
    """Not in a label, not in an id, not in what the window carries along."""
    found = list(strings(reveal_modal(OPENED, shown, Say(language))))

    for name in CredentialField:
        assert [text for text in found if shown.value(name) in text] == [shown.value(name)]


@each_language
def test_each_value_stands_below_its_name(language: Language) -> None:
    """As Marketo and Sales Connect call it."""
    say = Say(language)
    blocks = reveal_modal(OPENED, FAKE, say)["blocks"]
    places = [place for place, block in enumerate(blocks) if block["type"] == "rich_text"]

    above = [blocks[place - 1]["text"]["text"] for place in places]

    assert above == [f"*{say(f'credential.{name}')}*" for name in CredentialField]


@each_language
def test_the_window_knows_which_version_it_shows_and_tells_when_it_is_closed(
    language: Language,
) -> None:
    """What remains is said for this hand-over and no other; the ids are all it carries."""
    view = reveal_modal(handed_over(OPENED), FAKE, Say(language))
    value = parse_card_value(view["private_metadata"])

    assert value is not None
    assert (value.setup_id, value.part) == ("setup", "2")
    assert "FAKE" not in view["private_metadata"]
    assert view["notify_on_close"] is True


@each_language
def test_the_window_says_what_remains_before_it_is_closed(language: Language) -> None:
    """Once, to whom, and the next button by its label, as the card behind it calls it."""
    say = Say(language)
    said = "\n".join(mrkdwn(reveal_modal(OPENED, FAKE, say)))
    card: Message = setup_card(OPENED, OPENED.credentials_card(), say)
    label = say.plain("button.connected")

    once = "Shown once, to you alone" if language is Language.EN else "Affiché une seule fois"
    assert once in said
    assert label in said
    assert label in card.text
