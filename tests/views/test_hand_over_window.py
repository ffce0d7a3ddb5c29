"""Whom the window of a hand-over names, before anything is typed into it."""

from typing import Any, Final

import pytest

from bot.domain.recipient import Doubt, Recipient
from bot.domain.stages import Language
from bot.views.credential_modals import hand_over_modal
from bot.views.ids import parse_card_value
from bot.views.say import Say
from bot.views.text import TYPED_LENGTH
from practice.slack import problems_of_view

from .gallery import TAME, all_modals
from .gallery_credentials import PICTURE, a_recipient
from .gallery_faults import OFFERED
from .reading import living, mrkdwn, without_code
from .states import MARA, NINA, SASHA, STARTER, a_setup
from .typed import View

MODALS: Final = all_modals(TAME)
NAMED: Final = a_setup(name="EMEA")
HOSTILE: Final = ("<!channel>", "*bold* _it_", "`code` ```", "<@U1> &lt;", "https://evil.example")
each_language = pytest.mark.parametrize("language", list(Language))


def to_whom(view: View) -> dict[str, Any]:
    """The first block: nobody types before they have seen it."""
    block: dict[str, Any] = view["blocks"][0]
    return block


def doubts_in(view: View, say: Say) -> list[Doubt]:
    words = {str(say(f"hand_over.doubt.{one}")): one for one in Doubt}
    return [words[text] for text in mrkdwn(view) if text in words]


@each_language
def test_the_recipient_stands_first_with_name_address_and_picture(language: Language) -> None:
    """By mention, by name and by e-mail address: two people of one name are two people."""
    recipient = a_recipient(TAME, picture=PICTURE)

    block = to_whom(hand_over_modal(NAMED, recipient, Say(language)))

    text = block["text"]["text"]
    assert f"<@{SASHA}>" in text.splitlines()[0]
    assert text.splitlines()[1] == "`Sasha` · `sasha@acme.example`"
    assert block["accessory"] == {"type": "image", "image_url": PICTURE, "alt_text": "Sasha"}


@each_language
@pytest.mark.parametrize("state", ["empty", "other_recipient"])
def test_without_a_picture_there_is_none(state: str, language: Language) -> None:
    """Slack refuses an image without an address."""
    assert "accessory" not in to_whom(MODALS[f"modal_hand_over.{state}"](Say(language)))


@each_language
def test_a_hidden_address_is_said_to_be_hidden(language: Language) -> None:
    """An empty place would look like a fault of ours."""
    say = Say(language)

    text = to_whom(MODALS["modal_hand_over.without_email"](say))["text"]["text"]

    assert text.splitlines()[1] == say("hand_over.person_without_email", name="Sasha")
    assert "@" not in text.splitlines()[1]


@each_language
@pytest.mark.parametrize(
    "doubts",
    [(), *((one,) for one in Doubt)]
    + [(one, Doubt.CHANGED_LATELY) for one in Doubt if one is not Doubt.CHANGED_LATELY],
    ids=repr,
)
def test_each_doubt_about_the_recipient_is_said_above_the_fields(
    doubts: tuple[Doubt, ...], language: Language
) -> None:
    """None besides, and none stops anybody: the fields and the button stand there as ever."""
    say = Say(language)
    view = hand_over_modal(NAMED, a_recipient(TAME, *doubts), say)
    kinds = [block["type"] for block in view["blocks"]]

    above = {"blocks": view["blocks"][: kinds.index("input")]}

    assert doubts_in(above, say) == list(doubts)
    assert kinds.count("input") == 3
    assert view["submit"]["text"] == say.plain("hand_over.submit")


@each_language
def test_every_doubt_has_words_of_its_own(language: Language) -> None:
    """A guest is not somebody of another organisation."""
    said = {str(Say(language)(f"hand_over.doubt.{one}")) for one in Doubt}

    assert len(said) == len(Doubt)


@each_language
def test_who_chose_the_recipient_stands_there_too(language: Language) -> None:
    """Whoever started the setup, and whoever changed it since."""
    said = "\n".join(mrkdwn(MODALS["modal_hand_over.other_recipient"](Say(language))))

    assert f"<@{NINA}>" in said
    assert f"<@{STARTER}>" in said
    assert f"<@{MARA}>" not in said


@each_language
@pytest.mark.parametrize("name", [*HOSTILE, "".join(HOSTILE) * 10, "x" * 300, "&" * 300])
def test_a_name_of_slack_is_as_harmless_as_a_typed_one(name: str, language: Language) -> None:
    """People choose their own: it stands as code, in one line, and is cut before it is escaped."""
    recipient = Recipient(SASHA, name, f"{'y' * 242}@x.example", PICTURE)
    view = hand_over_modal(NAMED, recipient, Say(language))

    text = to_whom(view)["text"]["text"]

    assert without_code(text.splitlines()[1]) == "¤ · ¤"
    assert len(text.splitlines()) == 2
    assert living(text, {f"<@{SASHA}>"}) == []
    assert len(text) <= 2 * 5 * TYPED_LENGTH
    assert problems_of_view(view) == []


@each_language
def test_the_window_carries_whom_it_named(language: Language) -> None:
    """Somebody else may be chosen while it is open: then nothing is handed over."""
    view = MODALS["modal_hand_over.other_recipient"](Say(language))

    value = parse_card_value(view["private_metadata"])

    assert value is not None
    assert (value.setup_id, value.part) == ("setup", NINA)


@each_language
def test_no_field_comes_filled_in(language: Language) -> None:
    """Nothing of a former hand-over, nothing that an error at another field offers."""
    view = MODALS["modal_hand_over.empty"](Say(language))

    elements = [block["element"] for block in view["blocks"] if block["type"] == "input"]

    assert [one for one in elements if "initial_value" in one] == []
    assert OFFERED not in str(view)
