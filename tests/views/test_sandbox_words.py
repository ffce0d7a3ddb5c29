"""What is said of sandboxes: who is asked, what is missing, how to log in."""

from typing import Final

import pytest

from bot.domain.refusals import NoSandbox
from bot.domain.stages import Language
from bot.views import ids
from bot.views.refusals import words
from bot.views.sandbox_cards import adobe_letter
from bot.views.say import Say

from .gallery import TAME, all_modals, messages
from .reading import buttons, mrkdwn, plain
from .request_states import of_sandbox
from .states import MARA

ENGLISH: Final = Say(Language.EN)
MESSAGES, MODALS = messages(TAME), all_modals(TAME)
SAM = TAME.emails[0]
each_language = pytest.mark.parametrize("language", list(Language))


def text_of(name: str, say: Say = ENGLISH) -> str:
    return MESSAGES[name](say).text


def labels_of(name: str) -> list[str]:
    return [one["text"]["text"] for one in buttons(MESSAGES[name](ENGLISH).blocks)]


@each_language
@pytest.mark.parametrize("name", ["sandbox_question.not_owned", "request_news.sandbox_not_owned"])
def test_without_a_sandbox_there_is_a_message_to_the_account_manager_to_copy(
    name: str, language: Language
) -> None:
    """One block of code, in the reader's language."""
    text = text_of(name, Say(language))

    letter = text[text.index("```") + 3 : text.rindex("```")]
    assert "account manager" in text
    assert letter.startswith("Hello" if language is Language.EN else "Bonjour")
    assert "account manager" in words(NoSandbox(MARA), Say(language))


@each_language
def test_the_letter_to_adobe_names_the_address_and_the_product(language: Language) -> None:
    """Plain text in the reader's language, in the window where it is changed."""
    request, setup = of_sandbox(TAME)["sandbox_approved"]
    say = Say(language)

    letter = adobe_letter(request, setup, say)

    field = MODALS["modal_adobe.letter"](say)["blocks"][1]["element"]
    assert field["initial_value"] == letter
    assert SAM in letter
    assert "Sales Connect" in letter
    assert "`" not in letter
    # What nobody told the bot is asked, and not claimed.
    claims = "is not used" if language is Language.EN else "n’est pas utilisée"
    asks = "check that it" if language is Language.EN else "vérifier qu’elle"
    assert f"{asks} {claims}" in letter
    assert letter.startswith("Hello" if language is Language.EN else "Bonjour")


def test_only_the_marketo_admin_is_asked_whether_there_is_a_sandbox() -> None:
    """A former one reads whose question it is; who answered stands there, and may change it."""
    assert labels_of("sandbox_question.asked") == ["We own a sandbox", "We don't"]
    assert labels_of("sandbox_question.former") == []
    assert labels_of("sandbox_question.owned") == ["We don't"]
    assert labels_of("sandbox_question.not_owned") == ["We own a sandbox"]
    assert labels_of("sandbox_question.not_owned_former") == []
    assert f"says <@{MARA}>, <!date^" in text_of("sandbox_question.owned")


@each_language
@pytest.mark.parametrize("name", ["sandbox_question.asked", "sandbox_question.owned"])
def test_we_dont_asks_once_more_since_it_closes_what_is_asked(
    name: str, language: Language
) -> None:
    """Also when the answer was another one."""
    shown = list(buttons(MESSAGES[name](Say(language)).blocks))

    (no,) = [one for one in shown if one["action_id"] == ids.NO_SANDBOX]
    assert "sandbox" in no["confirm"]["text"]["text"]
    assert no["confirm"]["confirm"]["text"] == no["text"]["text"]


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        ("sandbox_approved", ["Write to Adobe", "Account created"]),
        ("sandbox_at_adobe", ["Account created"]),
    ],
)
def test_the_next_step_of_an_account_comes_first_and_stands_out(
    state: str, labels: list[str]
) -> None:
    """Adobe is asked before there is an account."""
    for card in ("to_fulfil", "fulfil_reminder"):
        shown = list(buttons(MESSAGES[f"{card}.{state}"](ENGLISH).blocks))

        assert [one["text"]["text"] for one in shown] == labels
        assert [one.get("style") for one in shown] == ["primary", None][: len(labels)]


@each_language
def test_of_several_addresses_it_is_said_that_an_account_is_for_one(language: Language) -> None:
    """In the answer to the sentence, and in the window that opens with the first."""
    say = Say(language)
    said = say("asked.one_account")

    assert said in MESSAGES["asked.sandbox_all"](say).text
    assert said not in MESSAGES["asked.sandbox_address"](say).text
    assert said in mrkdwn(MODALS["modal_sandbox.first"](say))
    assert said not in mrkdwn(MODALS["modal_sandbox.filled"](say))


@each_language
def test_an_approver_of_a_sandbox_account_reads_what_is_not_known_yet(language: Language) -> None:
    """Nothing is asked of Adobe before the Marketo admin has answered."""
    assert f"<@{MARA}>" in text_of("approval.sandbox_open", Say(language))
    assert f"<@{MARA}>" not in text_of("approval.sandbox_owned_open", Say(language))


@each_language
@pytest.mark.parametrize("name", ["fulfilled.sandbox_created", "request_news.own_account"])
def test_whoever_has_a_sandbox_account_reads_with_which_address_to_log_in(
    name: str, language: Language
) -> None:
    """Not with that of production; and what to do without a password."""
    text = text_of(name, Say(language))

    assert f"`{SAM}`" in text
    assert "Forgot password" in text
    assert "production" in text


@each_language
def test_a_sentence_is_answered_with_what_was_understood_and_one_button(
    language: Language,
) -> None:
    """Whatever is missing is said; nothing is asked of anybody yet."""
    say = Say(language)
    label = {Language.EN: "Request sandbox account", Language.FR: "Demander un compte sandbox"}
    for state in ("all", "address", "nobody"):
        message = MESSAGES[f"asked.sandbox_{state}"](say)

        (button,) = buttons(message.blocks)
        assert button["text"]["text"] == label[language]
        assert button["action_id"] == ids.ASK_FOR_SANDBOX
        assert (say("asked.no_address") in message.text) is (state == "nobody")
        assert (say("asked.no_person") in message.text) is (state != "all")
        assert (SAM in message.text) is (state != "nobody")


@each_language
def test_the_sandbox_window_offers_a_different_e_mail(language: Language) -> None:
    """The hint shows one of the same mailbox."""
    hints = plain(MODALS["modal_sandbox.empty"](Say(language)))

    assert [one for one in hints if "name+sandbox@acme.com" in one] != []
