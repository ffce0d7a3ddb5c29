"""Labels that people and acceptance look for: docs' contract, written down by hand."""

import re
from typing import Any, Final

import pytest

from bot.domain.audit_place import parse_place
from bot.domain.stages import Language
from bot.views import ids
from bot.views.ids import parse_card_value, parse_wanted
from bot.views.say import Say
from tests.for_each import for_each

from .contract import BUTTONS, CONTRACT, ELEMENTS
from .gallery import TAME, View, all_modals, messages
from .gallery_guide import NEAREST
from .reading import buttons
from .requests import REQUEST
from .runs import IN_SLACK
from .stands_on import STANDS_ON
from .states import MARA, RUN

VIEW_WORDS: Final = 24  # characters of a title, a submit and a close, in every language
BUTTON_WORDS: Final = 75
each_language = pytest.mark.parametrize("language", list(Language))

# Named for a setup, for a number of people, for a workspace, for an article.
COUNTED: Final = (
    *(ids.CHOOSE, ids.START_PREPARED, ids.RETRY_FAILED, ids.USE_NEAREST),
    *(ids.NOT_THERE_YET, ids.ARTICLE),
)
# One button for what is done with a batch, whichever of the two that is.
EITHER: Final = {"All disconnected": "All connected", "Tous déconnectés": "Tous connectés"}
# Each opens the same window as its namesake, filled in.
NAMESAKES: Final = (ids.CONNECT_INVITED, ids.CONNECT_MISSING, ids.INVITE_THEM)
ASKS: Final = (ids.ASK_FOR_INVITES, ids.ASK_FOR_SANDBOX, ids.DISCONNECT_THEM)
OF_THE_AUDIT: Final = (
    *(ids.AUDIT_SHOW, ids.AUDIT_NEWER, ids.AUDIT_OLDER, ids.AUDIT_CLEAR),
    *(ids.AUDIT_CSV, ids.AUDIT_JSON),
)
OF_ROWS: Final = "modal_mend."  # its fields are named for the rows of a list

MESSAGES, MODALS = messages(TAME), all_modals(TAME)
WITH_LABELS: Final = [name for name in MODALS if not name.startswith(OF_ROWS)]
ENGLISH: Final = Say(Language.EN)


def inputs(view: View) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def close_of(view: View) -> str:
    return str(view["close"]["text"])


def submit_of(view: View) -> str | None:
    return str(view["submit"]["text"]) if view.get("submit") else None


def label_of(button: dict[str, Any]) -> str:
    text = str(button["text"]["text"])
    return EITHER.get(text, text)


def everything(say: Say) -> dict[str, Any]:
    shown: dict[str, Any] = {name: card(say).blocks for name, card in MESSAGES.items()}
    return shown | {name: modal(say) for name, modal in MODALS.items()}


@for_each(name=WITH_LABELS)
def test_a_modal_has_the_title_labels_submit_and_close_of_the_contract(name: str) -> None:
    """To the letter, with nothing before them and no field besides."""
    view = MODALS[name](ENGLISH)

    labels = {field["label"]["text"]: not field.get("optional") for field in inputs(view)}
    actual = (view["title"]["text"], labels, submit_of(view), close_of(view))

    assert actual == CONTRACT.get(name, CONTRACT.get(name.split(".")[0]))


def test_every_modal_of_the_table_exists() -> None:
    """A row for what is gone would test nothing."""
    bases = {name.split(".")[0] for name in MODALS}

    assert set(CONTRACT) - bases - set(MODALS) == set()


@each_language
@for_each(name=WITH_LABELS)
def test_the_fields_are_of_the_kinds_of_the_contract(name: str, language: Language) -> None:
    """In both languages, in the same order."""
    view, english = MODALS[name](Say(language)), MODALS[name](ENGLISH)
    modal = name.split(".")[0]

    kinds = [field["element"]["type"] for field in inputs(view)]

    assert kinds == [ELEMENTS[modal, field["label"]["text"]] for field in inputs(english)]


@each_language
@for_each(name=MODALS)
def test_title_submit_and_close_fit_in_every_language(name: str, language: Language) -> None:
    """Slack refuses a view whose title is longer."""
    view = MODALS[name](Say(language))

    texts = [view["title"]["text"], submit_of(view), close_of(view)]

    assert [text for text in texts if text and len(text) > VIEW_WORDS] == []


def test_every_button_has_the_label_of_the_contract() -> None:
    """A label stands at the start of its button, nothing before it."""
    shown = everything(ENGLISH)

    labels = {
        button["action_id"]: label_of(button)
        for thing in shown.values()
        for button in buttons(thing)
        if not button["action_id"].startswith(COUNTED)
    }

    assert labels == BUTTONS


@each_language
def test_a_button_is_called_the_same_wherever_it_stands(language: Language) -> None:
    """Texts name buttons by their label."""
    labels: dict[str, set[str]] = {}
    for thing in everything(Say(language)).values():
        for button in buttons(thing):
            if not button["action_id"].startswith(COUNTED):
                labels.setdefault(button["action_id"], set()).add(label_of(button))

    assert {action for action, names in labels.items() if len(names) != 1} == set()
    told_apart = len(labels) - sum(action in labels for action in NAMESAKES)
    assert len({name for names in labels.values() for name in names}) == told_apart


@each_language
def test_labels_fit_and_nothing_stands_around_them(language: Language) -> None:
    """No emoji, no sign, no space before a label."""
    labels = [
        button["text"]["text"]
        for thing in everything(Say(language)).values()
        for button in buttons(thing)
    ]
    labels += [
        field["label"]["text"]
        for name in WITH_LABELS
        for field in inputs(MODALS[name](Say(language)))
    ]

    assert [text for text in labels if len(text) > BUTTON_WORDS or not text[0].isalpha()] == []
    assert [text for text in labels if text != text.strip()] == []


@each_language
def test_a_field_in_which_a_row_is_mended_names_its_line_and_what_is_wrong(
    language: Language,
) -> None:
    """Ten fields stand there, and a screen reader reads nothing else."""
    say = Say(language)
    view = MODALS["modal_mend.workspaces_known"](say)

    labels = {field["block_id"]: field["label"]["text"] for field in inputs(view)}

    line = {Language.EN: "line 5, sam at acme", Language.FR: "ligne 5, sam at acme"}[language]
    rule = say.plain("problem.malformed")
    assert labels["mended:4"] == say.plain("problem.row", where=line, problem=rule)
    assert len(set(labels.values())) == len(labels)


def test_a_button_stays_until_what_it_does_is_done_and_then_goes() -> None:
    """And stands nowhere else."""
    found: dict[str, set[str]] = {action_id: set() for action_id in STANDS_ON}
    for name, card in MESSAGES.items():
        for button in buttons(card(ENGLISH).blocks):
            found.setdefault(button["action_id"], set()).add(name)

    assert {action_id: found[action_id] for action_id in STANDS_ON} == STANDS_ON


@pytest.mark.parametrize("stage", ["connected", "no_workspaces_known"])
@pytest.mark.parametrize("card", ["credentials", "marketo_admin"])
def test_workspaces_can_be_named_from_the_card_of_the_connected_state(
    card: str, stage: str
) -> None:
    """Both admins may."""
    labels = [
        button["text"]["text"] for button in buttons(MESSAGES[f"{card}.{stage}"](ENGLISH).blocks)
    ]

    assert "Workspaces" in labels


@pytest.mark.parametrize("known", ["no_workspaces_known", "workspaces_known"])
def test_workspaces_can_be_named_from_connect_users(known: str) -> None:
    """In the window where they are picked."""
    view = MODALS[f"modal_connect_users.{known}"](ENGLISH)

    assert [button["text"]["text"] for button in buttons(view)] == ["Workspaces"]


@each_language
@pytest.mark.parametrize("name", ["which.two"])
def test_a_question_names_each_setup_on_its_button(name: str, language: Language) -> None:
    """Nothing but the name: the label is what a screen reader says."""
    labels = [button["text"]["text"] for button in buttons(MESSAGES[name](Say(language)).blocks)]

    assert labels == ["production (EMEA)", "production"]


@each_language
def test_the_action_ids_of_a_row_of_buttons_are_all_different(language: Language) -> None:
    """Slack refuses two of the same in one block."""
    for card in MESSAGES.values():
        for block in card(Say(language)).blocks:
            found = [button["action_id"] for button in buttons(block)]

            assert len(found) == len(set(found))


@each_language
def test_every_button_carries_what_it_acts_on(language: Language) -> None:
    """
    A value that the handler reads back: a setup, a run or a request, a part of it or an edition;
    an article; or a place in the audit.

    Ids and nothing typed, but for the addresses that another window is filled with.
    """
    for button in buttons(list(everything(Say(language)).values())):
        if button["action_id"] in ASKS:
            wanted = parse_wanted(button["value"])
            assert wanted is not None
            assert wanted.setup_id in ("setup", "")
            assert set(wanted.emails) <= set(TAME.emails)
            assert set(wanted.people) <= set(IN_SLACK)
            continue
        if button["action_id"].startswith(ids.ARTICLE):
            assert button["value"] in NEAREST
            continue
        if button["action_id"] == ids.BEGIN_SETUP:
            continue  # of a setup that is not there yet
        if button["action_id"] in OF_THE_AUDIT:
            assert parse_place(button["value"]) is not None
            continue
        value = parse_card_value(button["value"])

        assert value is not None
        assert value.setup_id.startswith("setup")
        assert value.run_id in ("", RUN, REQUEST)
        assert re.fullmatch(r"[a-z_]*\.?\d*", value.part)


def test_two_buttons_of_one_action_act_on_different_things() -> None:
    """Where several setups are shown, each button is about its own."""
    for card in MESSAGES.values():
        found = [(one["action_id"], one["value"]) for one in buttons(card(ENGLISH).blocks)]

        assert len(found) == len(set(found))


@each_language
@for_each(name=MODALS)
def test_a_modal_carries_ids_and_no_credential(name: str, language: Language) -> None:
    """`private_metadata` is hidden, not secret."""
    metadata = MODALS[name](Say(language)).get("private_metadata", "")

    assert "FAKE" not in metadata
    assert "123-ABC-456" not in metadata
    if not name.startswith("modal_change_people"):  # whom it showed, so that only changes count
        assert MARA not in metadata
