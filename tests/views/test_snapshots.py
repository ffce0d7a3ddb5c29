"""Every card, answer and modal, as it was last read by a person."""

import os

import pytest

from bot.domain.effects import Card
from bot.domain.stages import Language
from bot.views.say import Say
from tests.for_each import for_each

from .gallery import TAME, all_modals, cards, messages
from .gallery_home import homes
from .snapshots import FOLDER, assert_as_committed, snapshot_path
from .states import USUAL

LANGUAGES = list(Language)
each_language = pytest.mark.parametrize("language", LANGUAGES)
MESSAGES = messages(TAME)
MODALS = all_modals(TAME)
HOMES = homes(TAME)


@each_language
@for_each(name=MESSAGES)
def test_a_message_looks_as_it_was_last_read(name: str, language: Language) -> None:
    """Text and blocks, to the letter."""
    message = MESSAGES[name](Say(language))

    assert_as_committed({"text": message.text, "blocks": message.blocks}, name, language)


@each_language
@for_each(name=MODALS)
def test_a_modal_looks_as_it_was_last_read(name: str, language: Language) -> None:
    """The whole view, to the letter."""
    view = MODALS[name](Say(language))

    assert_as_committed(view, name, language)


@each_language
@for_each(name=HOMES)
def test_a_home_tab_looks_as_it_was_last_read(name: str, language: Language) -> None:
    """The same, for each reader."""
    assert_as_committed(HOMES[name](Say(language)), name, language)


def test_every_snapshot_is_of_something_that_exists() -> None:
    """A file that no test compares would go on looking true."""
    names = (*MESSAGES, *MODALS, *HOMES)
    expected = {snapshot_path(name, language) for name in names for language in LANGUAGES}
    orphans = set(FOLDER.iterdir()) - expected
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        for orphan in orphans:
            orphan.unlink()
        return

    assert {path.name for path in orphans} == set()


def test_every_kind_of_card_has_a_snapshot() -> None:
    """A new card is read before it is sent."""
    shown = {name.split(".")[0] for name in cards(TAME)}

    assert shown == set(Card)


def test_the_snapshots_of_the_reveal_hold_obviously_fake_values() -> None:
    """Nobody who reads the repository may take them for a leak."""
    for language in LANGUAGES:
        shown = snapshot_path("modal_reveal.shown", language).read_text(encoding="utf-8")

        assert "123-ABC-456" in shown
        assert "FAKE-CLIENT-ID" in shown
        assert "FAKE-CLIENT-SECRET" in shown


def test_no_other_snapshot_holds_a_credential() -> None:
    """The reveal is the only view that takes one."""
    others = [path for path in FOLDER.iterdir() if not path.name.startswith("modal_reveal.")]
    secret = ("FAKE", USUAL.client_id)

    holding = {
        path.name
        for path in others
        for value in secret
        if value in path.read_text(encoding="utf-8")
    }

    assert holding == set()
