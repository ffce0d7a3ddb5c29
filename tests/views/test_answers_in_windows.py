"""An answer to a button in a window is another window, and says as much as a message would."""

import pytest

from bot.domain.stages import Language, Stage
from bot.views.answers import not_shown_answer
from bot.views.blocks import Message
from bot.views.modals import answer_modal
from bot.views.request_lines import not_there_yet_answer
from bot.views.say import Say
from bot.views.text import Mrkdwn
from practice.slack import problems_of_blocks

from .reading import broken, buttons, mrkdwn
from .states import SASHA, a_setup, member

EMAILS = [f"person.number{n:05}@example.com" for n in range(10_000)]
each_language = pytest.mark.parametrize("language", list(Language))


@each_language
def test_a_long_list_is_whole_in_its_window(language: Language) -> None:
    """Its block of addresses is closed, and it says how many more there are."""
    say = Say(language)
    answer = not_there_yet_answer(EMAILS, a_setup(Stage.READY), say)

    view = answer_modal(answer, say)

    assert view["blocks"] == answer.blocks
    assert problems_of_blocks(view["blocks"], surface="modal") == []
    texts = mrkdwn(view["blocks"])
    assert [one for one in texts if broken(one)] == []
    assert texts[-1].split("\n")[-1] == say.count("list.more", 10_000 - texts[-1].count("@"))


@each_language
def test_its_button_is_there(language: Language) -> None:
    """Credentials cannot be shown, and another hand-over is one press away."""
    say = Say(language)
    setup = a_setup(Stage.REVEALED)
    answer = not_shown_answer(Mrkdwn("Too late."), setup, member(SASHA), say)

    view = answer_modal(answer, say)

    labels = [one["text"]["text"] for one in buttons(view["blocks"])]
    assert labels == [say.plain("button.ask_again")]


def test_an_answer_without_blocks_is_its_text() -> None:
    """As that which must be fast."""
    view = answer_modal(Message("Done.", []), Say(Language.EN))

    assert mrkdwn(view["blocks"]) == ["Done."]
