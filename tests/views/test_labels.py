"""Labels that people and acceptance look for: docs' contract, written down by hand."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from bot.domain.stages import Language
from bot.views import ids
from bot.views.say import Say

from .gallery import TAME, View, all_modals, messages
from .reading import buttons
from .states import MARA

VIEW_WORDS: Final = 24  # characters of a title, a submit and a close, in every language
BUTTON_WORDS: Final = 75
each_language = pytest.mark.parametrize("language", list(Language))

# title, {input label: required}, submit, close; of the modals that exist.
CONTRACT: Final[Mapping[str, tuple[str, dict[str, bool], str | None, str]]] = {
    "modal_setup": (
        "Set up Sales Connect",
        {
            "Instance": True,
            "Name": False,
            "Marketo admin": True,
            "Sales Connect admin": True,
            "Salesforce admin": False,
            "Channel for invites": True,
            "Prerequisites": False,
        },
        "Start setup",
        "Cancel",
    ),
    "modal_hand_over": (
        "Hand over credentials",
        {"Munchkin ID": True, "Client ID": True, "Client Secret": True},
        "Hand over",
        "Cancel",
    ),
    "modal_reveal": ("Marketo credentials", {}, None, "Done"),
    "modal_workspaces": ("Workspaces", {"Workspace names": False}, "Save", "Cancel"),
    "modal_connect_users": (
        "Connect users",
        {"People in Slack": False, "E-mail addresses": False, "Workspaces": False},
        "Preview",
        "Cancel",
    ),
    "modal_preview": ("Preview", {}, "Start", "Back"),
    "modal_batch_result": ("Batch result", {"Who failed?": True, "Why?": False}, "Save", "Cancel"),
    "modal_notice": ("Sales Connect setup", {}, None, "Close"),
}
ELEMENTS: Final[Mapping[tuple[str, str], str]] = {
    ("modal_setup", "Instance"): "static_select",
    ("modal_setup", "Name"): "plain_text_input",
    ("modal_setup", "Marketo admin"): "users_select",
    ("modal_setup", "Sales Connect admin"): "users_select",
    ("modal_setup", "Salesforce admin"): "users_select",
    ("modal_setup", "Channel for invites"): "conversations_select",
    ("modal_setup", "Prerequisites"): "checkboxes",
    ("modal_hand_over", "Munchkin ID"): "plain_text_input",
    ("modal_hand_over", "Client ID"): "plain_text_input",
    ("modal_hand_over", "Client Secret"): "plain_text_input",
    ("modal_workspaces", "Workspace names"): "plain_text_input",
    ("modal_connect_users", "People in Slack"): "multi_users_select",
    ("modal_connect_users", "E-mail addresses"): "plain_text_input",
    ("modal_connect_users", "Workspaces"): "multi_external_select",
    ("modal_batch_result", "Who failed?"): "multi_static_select",
    ("modal_batch_result", "Why?"): "plain_text_input",
}
BUTTONS: Final[Mapping[str, str]] = {
    ids.HAND_OVER: "Hand over credentials",
    ids.REVEAL: "Reveal credentials",
    ids.CONNECTED: "I've connected",
    ids.START_NOW: "Start now anyway",
    ids.CONNECT_USERS: "Connect users",
    ids.WORKSPACES: "Workspaces",
    ids.ALL_CONNECTED: "All connected",
    ids.SOME_FAILED: "Some failed",
}
# What each button stays on, and so where else it is gone.
STANDS_ON: Final[Mapping[str, set[str]]] = {
    ids.HAND_OVER: {"marketo_admin.named", "marketo_admin.expired", "expired.named"},
    ids.REVEAL: {"credentials.handed_over", "credentials.handed_over_again"},
    ids.CONNECTED: {"credentials.revealed"},
    ids.START_NOW: {
        "marketo_admin.connected",
        "marketo_admin.no_workspaces_known",
        "credentials.connected",
        "credentials.no_workspaces_known",
        "too_early.minutes",
    },
    ids.CONNECT_USERS: {"ready.ready", "ready.started_early"},
    ids.ALL_CONNECTED: {"batch.open", "batch.default_workspace", "batch.one_person"},
    ids.SOME_FAILED: {"batch.open", "batch.default_workspace", "batch.one_person"},
}

MESSAGES, MODALS = messages(TAME), all_modals(TAME)
ENGLISH: Final = Say(Language.EN)


def inputs(view: View) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def close_of(view: View) -> str:
    return str(view["close"]["text"])


def submit_of(view: View) -> str | None:
    return str(view["submit"]["text"]) if view.get("submit") else None


def everything(say: Say) -> dict[str, Any]:
    shown: dict[str, Any] = {name: card(say).blocks for name, card in MESSAGES.items()}
    return shown | {name: modal(say) for name, modal in MODALS.items()}


@pytest.mark.parametrize("name", MODALS)
def test_a_modal_has_the_title_labels_submit_and_close_of_the_contract(name: str) -> None:
    """To the letter, with nothing before them and no field besides."""
    view = MODALS[name](ENGLISH)

    labels = {field["label"]["text"]: not field.get("optional") for field in inputs(view)}
    actual = (view["title"]["text"], labels, submit_of(view), close_of(view))

    assert actual == CONTRACT[name.split(".")[0]]


def test_every_modal_of_the_table_exists() -> None:
    """A row for what is gone would test nothing."""
    assert {name.split(".")[0] for name in MODALS} == set(CONTRACT)


@each_language
@pytest.mark.parametrize("name", MODALS)
def test_the_fields_are_of_the_kinds_of_the_contract(name: str, language: Language) -> None:
    """In both languages, in the same order."""
    view, english = MODALS[name](Say(language)), MODALS[name](ENGLISH)
    modal = name.split(".")[0]

    kinds = [field["element"]["type"] for field in inputs(view)]

    assert kinds == [ELEMENTS[modal, field["label"]["text"]] for field in inputs(english)]


@each_language
@pytest.mark.parametrize("name", MODALS)
def test_title_submit_and_close_fit_in_every_language(name: str, language: Language) -> None:
    """Slack refuses a view whose title is longer."""
    view = MODALS[name](Say(language))

    texts = [view["title"]["text"], submit_of(view), close_of(view)]

    assert [text for text in texts if text and len(text) > VIEW_WORDS] == []


def test_every_button_has_the_label_of_the_contract() -> None:
    """A label stands at the start of its button, nothing before it."""
    shown = everything(ENGLISH)

    labels = {
        button["action_id"]: button["text"]["text"]
        for thing in shown.values()
        for button in buttons(thing)
        if not button["action_id"].startswith(ids.CHOOSE)
    }

    assert labels == BUTTONS


@each_language
def test_a_button_is_called_the_same_wherever_it_stands(language: Language) -> None:
    """Texts name buttons by their label."""
    labels: dict[str, set[str]] = {}
    for thing in everything(Say(language)).values():
        for button in buttons(thing):
            if not button["action_id"].startswith(ids.CHOOSE):
                labels.setdefault(button["action_id"], set()).add(button["text"]["text"])

    assert {action for action, names in labels.items() if len(names) != 1} == set()
    assert len({name for names in labels.values() for name in names}) == len(labels)


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
        for modal in MODALS.values()
        for field in inputs(modal(Say(language)))
    ]

    assert [text for text in labels if len(text) > BUTTON_WORDS or not text[0].isalpha()] == []
    assert [text for text in labels if text != text.strip()] == []


@pytest.mark.parametrize("action_id", STANDS_ON)
def test_a_button_stays_until_what_it_does_is_done_and_then_goes(action_id: str) -> None:
    """And stands nowhere else."""
    found = {
        name
        for name, card in MESSAGES.items()
        if any(button["action_id"] == action_id for button in buttons(card(ENGLISH).blocks))
    }

    assert found == STANDS_ON[action_id]


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
def test_the_action_ids_of_a_message_are_all_different(language: Language) -> None:
    """Slack refuses two of the same in one block, and a handler could not tell them apart."""
    for card in MESSAGES.values():
        found = [button["action_id"] for button in buttons(card(Say(language)).blocks)]

        assert len(found) == len(set(found))


@each_language
@pytest.mark.parametrize("name", MODALS)
def test_a_modal_carries_ids_and_no_credential(name: str, language: Language) -> None:
    """`private_metadata` is hidden, not secret."""
    metadata = MODALS[name](Say(language)).get("private_metadata", "")

    assert "FAKE" not in metadata
    assert "123-ABC-456" not in metadata
    assert MARA not in metadata
