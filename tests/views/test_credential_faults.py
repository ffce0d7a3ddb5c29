"""What people read at a field of the three values, in both languages."""

import re
from typing import Final

import pytest

from bot.domain.credentials import (
    AddressHolds,
    CredentialField,
    Fault,
    FieldFault,
    OtherDashes,
)
from bot.domain.stages import Language
from bot.domain.stray_characters import StrayCharacter, StrayKind
from bot.views.faults import credential_fault, swapped_fault
from bot.views.say import Say

from .gallery_faults import CREDENTIAL_FAULTS, KINDS_OF_FAULT, OFFERED

ENGLISH, FRENCH = Say(Language.EN), Say(Language.FR)
EXAMPLE: Final = "123-ABC-456"
MUNCHKIN_ID, ID, SECRET = CredentialField
MOST: Final = 250  # characters of an error: more is cut, or not read
KINDS_OF_SPACE: Final = (
    StrayKind.SPACE,
    StrayKind.NO_BREAK_SPACE,
    StrayKind.OTHER_SPACE,
    StrayKind.TAB,
    StrayKind.LINE_BREAK,
)
each_fault = pytest.mark.parametrize(
    ("field", "fault"),
    [(field, fault) for field, faults in CREDENTIAL_FAULTS.items() for fault in faults],
    ids=repr,
)


def test_there_is_a_sample_of_every_fault() -> None:
    """The tests below walk the whole union, and every member of its enum."""
    samples = {fault for faults in CREDENTIAL_FAULTS.values() for fault in faults}

    assert {type(fault) for fault in samples} == KINDS_OF_FAULT
    assert {fault for fault in samples if isinstance(fault, FieldFault)} == set(FieldFault)


@each_fault
def test_a_fault_is_a_whole_short_text_in_both_languages(
    field: CredentialField, fault: Fault
) -> None:
    """No placeholder, no key, no mark is left in it, and French is not English."""
    said = {say.language: credential_fault(field, fault, say) for say in (ENGLISH, FRENCH)}

    assert said[Language.EN] != said[Language.FR]
    for text in said.values():
        assert 0 < len(text) < MOST
        assert not re.search(r"[{}`*<>]|\b(?:fault|character|credential)\.\w", text)


@each_fault
def test_a_fault_names_what_it_is_about(field: CredentialField, fault: Fault) -> None:
    """Its field, or what the typed value is instead; three errors may stand in one window."""
    for say in (ENGLISH, FRENCH):
        said = credential_fault(field, fault, say)

        assert say.plain(f"credential.{field}") in said


@pytest.mark.parametrize("say", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("fault", CREDENTIAL_FAULTS[MUNCHKIN_ID], ids=repr)
def test_a_fault_of_a_munchkin_id_shows_a_good_one(fault: Fault, say: Say) -> None:
    """An example says more than a rule; an ID that was understood says more than an example."""
    is_offered = isinstance(fault, AddressHolds | OtherDashes)

    said = credential_fault(MUNCHKIN_ID, fault, say)

    assert (OFFERED if is_offered else EXAMPLE) in said


@pytest.mark.parametrize("field", [ID, SECRET])
def test_no_munchkin_id_is_shown_at_another_field(field: CredentialField) -> None:
    """Somebody might take it for what belongs there."""
    said = [credential_fault(field, fault, ENGLISH) for fault in CREDENTIAL_FAULTS[field]]

    assert [text for text in said if EXAMPLE in text] == []


@pytest.mark.parametrize(
    ("position", "place"),
    [
        (1, "character 1 of 37, at the start, is a no-break space (U+00A0)"),
        (9, "character 9 of 37 is a no-break space (U+00A0)"),
        (37, "character 37 of 37, at the end, is a no-break space (U+00A0)"),
    ],
)
def test_a_stray_character_is_named_with_its_place(position: int, place: str) -> None:
    """It can often not be seen in the field: only its place says where to look."""
    stray = StrayCharacter(StrayKind.NO_BREAK_SPACE, 0xA0, position, 37)

    assert place in credential_fault(SECRET, stray, ENGLISH)


def test_a_stray_character_is_named_in_the_readers_language() -> None:
    """With its code point, which somebody else can look up."""
    stray = StrayCharacter(StrayKind.QUOTATION_MARK, 0x201C, 1, 9)

    said = credential_fault(ID, stray, FRENCH)

    assert "le caractère 1 sur 9, au début, est un guillemet typographique (U+201C)" in said


def test_every_kind_of_stray_character_has_words_of_its_own() -> None:
    """In both languages."""
    for say in (ENGLISH, FRENCH):
        said = {credential_fault(ID, StrayCharacter(kind, 0x20, 2, 3), say) for kind in StrayKind}

        assert len(said) == len(StrayKind)


@pytest.mark.parametrize("field", list(CredentialField))
@pytest.mark.parametrize("kind", KINDS_OF_SPACE)
def test_every_kind_of_space_is_called_a_space(field: CredentialField, kind: StrayKind) -> None:
    """Whatever else it is."""
    stray = StrayCharacter(kind, 0x20, 2, 3)

    assert "space" in credential_fault(field, stray, ENGLISH)
    assert "espace" in credential_fault(field, stray, FRENCH)


def test_spaces_for_hyphens_are_called_spaces_too() -> None:
    """Although the Munchkin ID was understood."""
    assert "space" in credential_fault(MUNCHKIN_ID, OtherDashes(OFFERED), ENGLISH)


def test_two_values_that_look_swapped_are_called_swapped_at_both_fields() -> None:
    """With the button that insists, by its name."""
    english, french = (
        [swapped_fault(field, say) for field in (ID, SECRET)] for say in (ENGLISH, FRENCH)
    )

    assert ["swapped" in text and "press Hand over" in text for text in english] == [True, True]
    assert ["inversés" in text and "Transmettre" in text for text in french] == [True, True]
    for text in (*english, *french):
        assert len(text) < MOST
        assert not re.search(r"[{}]|fault\.", text)
