"""What is said about credentials that nobody sees: expired, opened, asked for, looked at."""

from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.people import Act
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.views.text import mention

from .gallery import TAME, cards, messages
from .reading import buttons
from .states import ADAM, MARA, NOW, SASHA, a_setup, expired, handed_over_again

ENGLISH: Final = Say(Language.EN)
CARDS: Final = cards(TAME)
MESSAGES: Final = messages(TAME)
each_language = pytest.mark.parametrize("language", list(Language))


def test_lost_credentials_are_called_expired_wherever_they_are_spoken_of() -> None:
    """To both admins, on the card, and to whoever presses the old button."""
    setup = expired(a_setup(Stage.HANDED_OVER))
    shown = [
        setup_card(setup, setup.marketo_card(), ENGLISH).text,
        setup_card(setup, setup.credentials_card(), ENGLISH).text,
        CARDS["expired.named"](ENGLISH).text,
        CARDS["expired.recipient"](ENGLISH).text,
        CARDS["asked_again.expired"](ENGLISH).text,
        MESSAGES["refusal.expired"](ENGLISH).text,
    ]

    assert [text for text in shown if "expired" not in text] == []


def test_each_of_the_two_admins_is_told_of_the_expiry_with_their_own_next_step() -> None:
    """Who sent them hands over again, who should have opened them asks for that."""
    sender, recipient = (
        CARDS[f"expired.{state}"](ENGLISH).blocks for state in ("named", "recipient")
    )

    assert [one["action_id"] for one in buttons(sender)] == [ids.HAND_OVER]
    assert [one["action_id"] for one in buttons(recipient)] == [ids.ASK_AGAIN]


@each_language
@pytest.mark.parametrize(
    "card", ["expired.former_recipient", "asked_again.former", "checked.former"]
)
def test_who_has_no_part_in_it_any_more_is_asked_for_nothing(card: str, language: Language) -> None:
    """Their old message says whose it is now."""
    message = CARDS[card](Say(language))

    assert list(buttons(message.blocks)) == []
    assert "<@UNINA>" in message.text
    assert f"<@{MARA}>" not in message.text
    assert f"<@{SASHA}>" not in message.text


def test_a_card_of_expired_credentials_stands_for_the_newest_alone() -> None:
    """After a new hand-over, the old message offers nothing."""
    again = handed_over_again(expired(a_setup(Stage.HANDED_OVER)))

    assert list(buttons(CARDS["expired.handed_over_again"](ENGLISH).blocks)) == []
    assert list(buttons(CARDS["credentials.replaced"](ENGLISH).blocks)) == []
    assert list(buttons(setup_card(again, again.credentials_card(), ENGLISH).blocks))


def test_a_second_look_at_credentials_is_refused_as_already_revealed() -> None:
    """With who can hand them over again, and the button that asks them to."""
    message = MESSAGES["not_shown.already_revealed"](ENGLISH)
    (ask,) = buttons(message.blocks)

    assert "already revealed" in message.text
    assert "Marketo admin, <@UMARA>" in message.text
    assert ask["text"]["text"] == "Ask again"


@each_language
def test_once_only_is_said_before_the_click(language: Language) -> None:
    """With what to open first, and until when there is time."""
    say = Say(language)
    text = CARDS["credentials.handed_over"](say).text

    assert ("shown once" if language is Language.EN else "qu’une fois") in text
    assert "Admin Settings → Marketo" in text
    assert ("on a computer" if language is Language.EN else "sur un ordinateur") in text
    assert text.count("<!date^") == 2


def test_the_sender_sees_who_opened_the_credentials_and_when() -> None:
    """Where the same card asked them to wait."""
    text = CARDS["marketo_admin.revealed"](ENGLISH).text

    assert text.startswith("You are the Marketo admin")
    assert "<@USASHA> opened the credentials (<!date^" in text


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("expired", "expired before they were opened"),
        ("lost", "they were opened once"),
        ("locked", "cannot be opened"),
    ],
)
def test_who_is_asked_again_reads_by_whom_and_why(state: str, why: str) -> None:
    """With the button that does it."""
    message = CARDS[f"asked_again.{state}"](ENGLISH)

    assert message.text.startswith("<@USASHA> asks you")
    assert why in message.text
    assert [one["action_id"] for one in buttons(message.blocks)] == [ids.HAND_OVER]


@each_language
@pytest.mark.parametrize("state", ["asked_locked", "asked_lost"])
def test_who_asked_reads_that_it_is_on_its_way_and_can_ask_no_second_time(
    state: str, language: Language
) -> None:
    """And the Marketo admin's own card says who waits."""
    own, theirs = (
        CARDS[f"{card}.{state}"](Say(language)) for card in ("credentials", "marketo_admin")
    )
    labels = [one["action_id"] for one in buttons(own.blocks)]

    assert ids.ASK_AGAIN not in labels
    assert f"<@{MARA}>" in own.text.splitlines()[-1]
    assert [line for line in theirs.text.splitlines() if line.startswith(f"<@{SASHA}> ")][-1:] == [
        theirs.text.splitlines()[-1]
    ]


@each_language
@pytest.mark.parametrize("state", ["asked_locked", "asked_lost"])
def test_the_road_goes_back_to_the_hand_over_that_is_asked_for(
    state: str, language: Language
) -> None:
    """The starter does not read `Done` of the very step that is waited for."""
    say = Say(language)
    now = say("road.now", step=say("road.hand_over", who=mention(MARA)))

    assert now in CARDS[f"starter.{state}"](say).text
    assert now not in CARDS["starter.revealed"](say).text


@each_language
def test_who_closed_the_window_reads_what_remains(language: Language) -> None:
    """The next step, and the buttons by the labels that they have in the other message."""
    say = Say(language)
    text = CARDS["window_closed.now"](say).text
    behind = [one["text"]["text"] for one in buttons(CARDS["credentials.revealed"](say).blocks)]

    assert "Admin Settings → Marketo" in text
    assert [label for label in behind if label not in text] == []


@each_language
def test_a_button_that_is_gone_is_not_spoken_of(language: Language) -> None:
    """Who has asked already is not sent to `Ask again`."""
    say = Say(language)

    text = CARDS["window_closed.asked"](say).text

    assert say.plain("button.ask_again") not in text
    assert f"<@{MARA}>" in text


@each_language
@pytest.mark.parametrize("act", [Act.HAND_OVER, Act.REVEAL])
def test_an_attempt_says_who_tried_what_when_and_who_alone_may(
    act: Act, language: Language
) -> None:
    """And that nothing was shown; there is nothing to press."""
    setup, say = a_setup(Stage.HANDED_OVER), Say(language)
    slot = Slot(card=Card.ATTEMPT, part=f"{act}.{ADAM}.{int(NOW.timestamp())}", to=MARA)
    role, named = (
        ("marketo_admin", MARA) if act is Act.HAND_OVER else ("sales_connect_admin", SASHA)
    )

    message = setup_card(setup, slot, say)

    tried = message.text.splitlines()[0]
    assert f"<@{ADAM}>" in tried
    assert f"<!date^{int(NOW.timestamp())}^" in tried
    assert say(f"act.{act}") in tried
    assert f"<@{named}>" in tried
    assert say(f"role.{role}") in tried
    assert list(buttons(message.blocks)) == []
