"""English and French say the same, with the same fields, and are what the bot really reads."""

import gettext
import io
import re
from typing import Final

import pytest
from babel.messages.mofile import write_mo

from bot.domain.stages import Language
from bot.locale import texts

from .catalogues import CATALOGUES, KEYS, catalogue, compiled, forms, placeholders, source

each_language = pytest.mark.parametrize("language", list(Language))
ENGLISH, FRENCH = CATALOGUES[Language.EN], CATALOGUES[Language.FR]

# Babel writes the moment of compiling and its own version into the heading.
_VOLATILE: Final = re.compile(rb"(?m)^(POT-Creation-Date|Generated-By): .*$")

# Our own terms: in French text each has a French word. Slack's, Marketo's, Salesforce's and
# Sales Connect's labels stay as they are on the screen, with a capital.
LEFTOVERS: Final = re.compile(
    r"\b(?:credentials?|workspaces?|setups?|batch(?:es)?|runs?|users?|reveal(?:ed)?|wait(?:ing)?"
    r"|preview|starter|reminder|duplicates?|hand(?:ed)? over|ready|expired|people|channel"
    r"|prerequisites?|step|address(?:es)?|save|cancel|please)\b"
)
_UNTRANSLATED: Final = re.compile(r"`[^`]*`|\{\w+\}|\S+@\S+|#[\w-]+|/\w+(?: \w+)?")


def test_both_languages_have_the_same_keys() -> None:
    """A key without a text shows itself."""
    assert sorted(FRENCH) == sorted(ENGLISH)


@each_language
def test_no_text_is_empty_or_fuzzy(language: Language) -> None:
    """Each was written by somebody who meant it."""
    found = CATALOGUES[language].items()

    assert [key for key, entry in found if not all(form.strip() for form in forms(entry))] == []
    assert [key for key, entry in found if entry.fuzzy] == []
    assert list(catalogue(language).obsolete) == []


@each_language
def test_no_text_is_its_own_key(language: Language) -> None:
    """`msgstr "hand_over.title"` would pass for a text."""
    found = CATALOGUES[language].items()

    assert [key for key, entry in found if key in forms(entry)] == []


def test_the_fields_of_a_text_are_the_same_in_every_language() -> None:
    """A field that is missing loses a fact, one too many is a crash; form by form."""
    english, french = (
        {key: [placeholders(form) for form in forms(entry)] for key, entry in found.items()}
        for found in (ENGLISH, FRENCH)
    )

    assert french == english


@pytest.mark.parametrize("key", [key for key in KEYS if ENGLISH[key].pluralizable])
def test_the_singular_has_the_fields_of_the_plural(key: str) -> None:
    """Only the number may go: `Tick this person` counts by itself."""
    for entry in (ENGLISH[key], FRENCH[key]):
        one, several = (placeholders(form) for form in forms(entry))

        assert several - one <= {"n"}
        assert one <= several
        assert "n" in several


def test_a_text_that_counts_does_so_in_every_language() -> None:
    """Two forms each: English and French have no more."""
    english, french = (
        {key: (entry.pluralizable, len(forms(entry))) for key, entry in found.items()}
        for found in (ENGLISH, FRENCH)
    )

    assert french == english
    assert set(english.values()) == {(False, 1), (True, 2)}


@each_language
def test_fields_are_plain_names(language: Language) -> None:
    """No `{}`, `{0}`, `{who.id}` or `{n:,}`: values are put in as they are."""
    odd = {
        key
        for key, entry in CATALOGUES[language].items()
        for form in forms(entry)
        if any(not name.isidentifier() for name in placeholders(form))
        or re.search(r"\{\w+[:!.\[]", form)
    }

    assert odd == set()


def test_each_language_counts_in_its_own_way() -> None:
    """`0 people` in English, `0 personne` in French."""
    one, several = (
        [texts(language).ngettext("result.connected", "result.connected", n) for n in (0, 1, 2)]
        for language in (Language.EN, Language.FR)
    )

    assert one[0] == one[2] != one[1]
    assert several[0] == several[1] != several[2]


@each_language
def test_what_is_compiled_is_what_was_written(language: Language) -> None:
    """`make texts` was not forgotten: the committed file is the one that compiling gives."""
    out = io.BytesIO()
    write_mo(out, catalogue(language))

    assert _settled(compiled(language)) == _settled(out.getvalue())


def _settled(mo: bytes) -> tuple[bytes, dict[object, str]]:
    """Heading without what changes by the minute, and all texts."""
    read = vars(gettext.GNUTranslations(io.BytesIO(mo)))["_catalog"]
    heading = _VOLATILE.sub(b"", str(read[""]).encode())
    return heading, {key: text for key, text in read.items() if key}


@each_language
def test_the_source_fixes_the_date_that_compiling_writes(language: Language) -> None:
    """Otherwise each `make texts` changes a file in which nothing changed."""
    heading = source(language).decode().split("\n\n", 1)[0]

    assert "POT-Creation-Date" in heading


@each_language
def test_the_heading_names_the_language(language: Language) -> None:
    """And how it counts."""
    assert texts(language).info()["language"] == language
    assert texts(language).info()["plural-forms"]


def test_no_english_word_of_ours_is_left_in_french() -> None:
    """Labels of other products keep their capitals, commands stand in code."""
    left = {
        key: found
        for key, entry in FRENCH.items()
        for form in forms(entry)
        if (found := LEFTOVERS.findall(_UNTRANSLATED.sub("", form)))
    }

    assert left == {}


def test_french_keeps_its_signs_on_their_line() -> None:
    """A no-break space before `: ; ? ! »` and after `«`: none of them may start or end a line."""
    faults = {
        key: found
        for key, entry in FRENCH.items()
        for form in forms(entry)
        if (found := re.findall(r" [:;?!»]|« ", form))
    }

    assert faults == {}


def test_french_has_its_own_signs() -> None:
    """A space before `: ; ? !`, guillemets, and typographic apostrophes."""
    faults = {
        key: found
        for key, entry in FRENCH.items()
        for form in forms(entry)
        if (found := re.findall(r"\w'\w|[“”\"]|\w[;?!:](?=\s|$)", _less_labels(form)))
    }

    assert faults == {}


def _less_labels(form: str) -> str:
    """Without what is written as the product writes it."""
    return form.replace("&amp;", "&").replace("Forgot password?", "")


def test_french_names_a_screen_in_one_way() -> None:
    """As Sales Connect itself does, which knows no French; what it is may stand beside it."""
    translated = [
        key
        for key, entry in FRENCH.items()
        if any("accès de l’équipe" in form.lower() for form in forms(entry))
    ]

    assert translated == ["screen.team_access.sales_connect"]


def test_commands_are_spelt_the_same_in_every_language() -> None:
    """What is typed is not translated."""
    english, french = (
        {key: _commands(forms(entry)) for key, entry in found.items()}
        for found in (ENGLISH, FRENCH)
    )

    assert french == english


def _commands(texts_of_one_key: tuple[str, ...]) -> list[list[str]]:
    return [sorted(re.findall(r"`/?[a-z]+(?: [a-z]+)?`|/invite", one)) for one in texts_of_one_key]


@each_language
def test_titles_submits_and_closes_fit_into_24_characters(language: Language) -> None:
    """Slack refuses the view otherwise."""
    short = [
        key
        for key in KEYS
        if key.split(".")[-1] in ("title", "submit", "close", "cancel", "back")
        and key.split(".")[0]
        in {
            "modal", "setup", "hand_over", "reveal", "workspaces", "provision", "preview",
            "batch_result", "notice", "checklist", "organization", "settings", "change_people",
            "api",
        }
    ]  # fmt: skip
    lengths = {key: len(forms(CATALOGUES[language][key])[0]) for key in short}

    assert len(short) >= 28
    assert {key: length for key, length in lengths.items() if length > 24} == {}


def test_in_french_no_field_decides_over_the_word_before_it() -> None:
    """What fills it may begin with a vowel or not; a role may be a man's or a woman's."""
    elided = re.compile(r"\w’[*_`«\s]*\{\w+\}")
    of_a_role = re.compile(r"\b(?:le|la|un|une|un·e|du|de|au)\s[*_`]*\{roles?\}", re.IGNORECASE)
    texts_in_french = [form for entry in FRENCH.values() for form in forms(entry)]

    found = [one for one in texts_in_french if elided.search(one) or of_a_role.search(one)]

    assert found == []
    assert elided.search("l’{role}, {who},")
    assert of_a_role.search("la {role}")
