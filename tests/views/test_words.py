"""Words that acceptance looks for, and what they must say."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.addresses import parse_addresses
from bot.domain.people import Act, Role
from bot.domain.refusals import NotYours, TooEarly, UnknownWorkspace
from bot.domain.stages import Language, Stage
from bot.domain.workspaces import nearest
from bot.views import ids
from bot.views.answers import too_early_answer
from bot.views.blocks import Message
from bot.views.faults import malformed_fault
from bot.views.leak_warnings import leak_warning, writer_of
from bot.views.preview_modals import preview_modal
from bot.views.refusals import plain_words, words
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .gallery import TAME, all_modals, cards, messages
from .reading import buttons, mrkdwn, text_objects
from .runs import a_draft
from .states import (
    CHANNEL,
    MARA,
    NOW,
    SASHA,
    a_setup,
    started_early,
)

ENGLISH: Final = Say(Language.EN)
CARDS: Final = cards(TAME)
MESSAGES: Final = messages(TAME)
MODALS: Final = all_modals(TAME)


def has_connect_users(blocks: object) -> bool:
    return any(button["text"]["text"] == "Connect users" for button in buttons(blocks))


def words_of(message: Message) -> str:
    """All that stands on a card, the labels of its buttons too."""
    texts = [text for _, text in text_objects(message.blocks)]
    return "\n".join([message.text, *texts]).lower()


_TAKEN_BACK: Final = {"to_fulfil.withdrawn_in_part", "to_fulfil.withdrawn_then_invited"}


def test_the_reminder_after_the_wait_alone_has_the_word_ready_and_the_button() -> None:
    """Acceptance looks for both, in any case: `already` would count as well."""
    shown = {name: card(ENGLISH) for name, card in MESSAGES.items()}

    with_button = {name for name, one in shown.items() if has_connect_users(one.blocks)}
    with_both = {name for name in with_button if "ready" in words_of(shown[name])}

    assert {name.split(".")[0] for name in with_both} == {"ready"}
    assert with_button - with_both == {
        "errand.connect_users",
        "errand.many",
        "help.sales_connect_admin",
        "not_there_yet.some",
        "reminder.connect_users_first",
        "reminder.connect_users_last",
        "reminder.connect_users_snoozed",
        "status.requests",
        "to_fulfil.invited",
        "to_fulfil.left_out_over",
        "to_fulfil.sales_insight_actions_invited",
        *_TAKEN_BACK,
    }


def test_the_word_ready_stands_on_no_other_card_but_inside_already() -> None:
    """Who searches for it finds the one message."""
    found = {
        name.split(".")[0]
        for name, card in CARDS.items()
        if "ready" in words_of(card(ENGLISH)).replace("already", "")
    }

    assert found == {"ready"}


@pytest.mark.parametrize("early", [False, True])
def test_the_reminder_says_ready_and_offers_to_connect_users(early: bool) -> None:
    """Also when somebody did not wait."""
    setup = started_early(a_setup(Stage.CONNECTED)) if early else a_setup(Stage.READY)

    message = setup_card(setup, setup.ready_card(), ENGLISH)

    assert "ready" in message.text.lower()
    assert has_connect_users(message.blocks)


def test_connect_users_leaves_the_reminder_once_a_run_has_started() -> None:
    """The button stays until what it does is done."""
    for stage in (Stage.PROVISIONING, Stage.DONE):
        setup = a_setup(stage)

        message = setup_card(setup, setup.ready_card(), ENGLISH)

        assert not has_connect_users(message.blocks)


@pytest.mark.parametrize(
    ("act", "role", "who", "said"),
    [
        (
            Act.HAND_OVER,
            Role.MARKETO_ADMIN,
            MARA,
            "Only the Marketo admin, <@UMARA>, can hand over",
        ),
        (
            Act.REVEAL,
            Role.SALES_CONNECT_ADMIN,
            SASHA,
            "Only the Sales Connect admin, <@USASHA>, can reveal the credentials",
        ),
        (
            Act.CONNECT_USERS,
            Role.SALES_CONNECT_ADMIN,
            SASHA,
            "Only the Sales Connect admin, <@USASHA>, can connect users",
        ),
    ],
)
def test_a_refusal_says_who_may_by_role_and_by_name(
    act: Act, role: Role, who: str, said: str
) -> None:
    """Whoever is refused knows whom to ask."""
    refusal = NotYours(act, ((role, MARA if who == MARA else SASHA),))

    assert said in words(refusal, ENGLISH)


def test_a_refusal_names_both_where_both_may() -> None:
    """`or`, with each name beside its role."""
    refusal = NotYours(
        Act.START_NOW, ((Role.MARKETO_ADMIN, MARA), (Role.SALES_CONNECT_ADMIN, SASHA))
    )

    said = words(refusal, ENGLISH)

    assert said == (
        "Only the Marketo admin, <@UMARA>, or the Sales Connect admin, <@USASHA>, "
        "can start before the wait is over."
    )


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.FOLLOW_UP])
@pytest.mark.parametrize("language", list(Language))
def test_every_act_of_a_person_has_words_for_who_may(act: Act, language: Language) -> None:
    """Whatever is pressed, the refusal is a sentence with role and name."""
    say = Say(language)

    said = words(NotYours(act, ((Role.MARKETO_ADMIN, MARA),)), say)

    assert "<@UMARA>" in said
    assert say("role.marketo_admin") in said
    assert say(f"act.{act}") in said


@pytest.mark.parametrize(
    ("left", "minutes"),
    [
        (timedelta(microseconds=1), "1 more minute,"),
        (timedelta(minutes=1), "1 more minute,"),
        (timedelta(minutes=1, microseconds=1), "2 more minutes,"),
        (timedelta(minutes=10), "10 more minutes,"),
    ],
)
def test_too_early_says_wait_and_the_time_left_rounded_up(left: timedelta, minutes: str) -> None:
    """Never fewer minutes than are left."""
    said = words(TooEarly(left, NOW), ENGLISH)

    assert "wait" in said
    assert minutes in said


def test_too_early_offers_to_start_all_the_same() -> None:
    """With one question in between."""
    refusal = TooEarly(timedelta(minutes=2), NOW)

    message = too_early_answer(refusal, a_setup(Stage.CONNECTED), ENGLISH)

    (button,) = buttons(message.blocks)
    assert button["text"]["text"] == "Start now anyway"
    assert button["action_id"] == ids.START_NOW
    assert button["confirm"]["title"]["text"]
    assert "wait" in message.text


@pytest.mark.parametrize("name", ["marketo_admin.connected", "credentials.connected"])
def test_the_cards_of_the_connected_state_say_wait_and_until_when(name: str) -> None:
    """Ten minutes, and the time at which they end."""
    text = CARDS[name](ENGLISH).text

    assert "wait until <!date^" in text
    assert "ten minutes" in text


@pytest.mark.parametrize("name", ["batch.default_workspace", "you_are_connected.default_workspace"])
def test_no_workspace_is_called_the_default_marketo_workspace(name: str) -> None:
    """On the card of the batch, and to the person."""
    assert "default Marketo workspace" in CARDS[name](ENGLISH).text


@pytest.mark.parametrize("name", ["modal_preview.one_person", "modal_preview.duplicates"])
def test_the_preview_names_the_default_marketo_workspace(name: str) -> None:
    """Before anything is sent."""
    assert "default Marketo workspace" in "\n".join(mrkdwn(MODALS[name](ENGLISH)))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", ["batch.open", "you_are_connected.workspaces"])
def test_a_card_names_each_workspace(name: str, language: Language) -> None:
    """Those to tick, and those that somebody got."""
    text = CARDS[name](Say(language)).text

    assert [workspace for workspace in TAME.picked if workspace not in text] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_card_of_a_batch_lists_each_address(language: Language) -> None:
    """In one block that can be copied."""
    blocks = CARDS["batch.open"](Say(language)).blocks

    listed = "```" + "\n".join(TAME.emails) + "```"

    assert [text for text in mrkdwn(blocks) if listed in text] != []


def test_the_preview_counts_people_and_calls_a_repeat_a_duplicate() -> None:
    """Read is planned and duplicates together."""
    draft = a_draft([*TAME.emails, *TAME.emails[:2]])
    view = preview_modal(draft, a_setup(Stage.READY), ENGLISH, names={})
    said = "\n".join(mrkdwn(view))

    assert "3 people" in said
    assert "2 duplicates" in said
    assert "Read 5 = 3 people + 0 problems + 2 duplicates" in said
    assert [email for email in TAME.emails if email not in said] == []


def test_a_malformed_address_is_quoted_as_typed_with_its_line() -> None:
    """And a good one is shown."""
    _, bad = parse_addresses("sam@acme.example\nida at acme")

    said = malformed_fault(bad, ENGLISH)

    assert "line 2: ida" in said
    assert "sam@example.com" in said


@pytest.mark.parametrize("language", list(Language))
def test_an_unknown_workspace_is_answered_with_the_nearest_name(language: Language) -> None:
    """In the field and in a message."""
    known = ("EMEA Marketing", "APAC Marketing")
    refusal = UnknownWorkspace("EMEA Marketting", nearest("EMEA Marketting", known))

    assert "EMEA Marketing" in plain_words(refusal, Say(language)).removeprefix("EMEA Marketting")
    assert "EMEA Marketing" in words(refusal, Say(language))


def test_a_leak_warning_says_delete_and_rotate() -> None:
    """And where secrets belong: in the window of the Marketo admin, who alone can open it."""
    setups = [a_setup(Stage.CONNECTED)]
    admins = leak_warning(writer_of(MARA, setups), ENGLISH)
    others = leak_warning(writer_of(SASHA, setups), ENGLISH)

    for message in (admins, others):
        assert "delete" in message.text
        assert "rotate" in message.text
    assert "/salesconnect credentials" in admins.text
    assert "/salesconnect" not in others.text
    assert "tell your Marketo admin" in others.text


def test_changing_workspaces_later_is_said_to_need_a_disconnect() -> None:
    """Before they are picked."""
    view = MODALS["modal_connect_users.workspaces_known"](ENGLISH)
    hints = [block["hint"]["text"] for block in view["blocks"] if block.get("hint")]

    assert [hint for hint in hints if "disconnect" in hint] != []


def test_an_unknown_word_is_answered_with_the_nearest_one() -> None:
    """And all there is to type."""
    text = MESSAGES["help.nearest"](ENGLISH).text

    assert "`provision`?" in text
    assert [
        word for word in ("setup", "status", "connected", "credentials") if word not in text
    ] == []


@pytest.mark.parametrize("language", list(Language))
def test_nobody_but_the_two_admins_is_asked_to_act_by_a_card_in_the_channel(
    language: Language,
) -> None:
    """What many read has no button and mentions nobody."""
    message = CARDS["channel_ready.ready"](Say(language))

    assert list(buttons(message.blocks)) == []
    assert "<@" not in message.text
    assert CHANNEL not in message.text
