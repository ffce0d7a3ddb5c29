"""What Marketo says of the values that were handed over, and of the pair that reads it."""

from typing import Any, Final

import pytest

from bot.domain.credentials import CredentialField
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, MarketoSays
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.api_cards import api_access_modal, api_checked_modal
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .credential_bends import DENIED, LIMIT, USERS, api_checked, checked, unusual
from .gallery import TAME, all_modals, cards, messages
from .reading import buttons, mrkdwn
from .states import MARA, a_setup

ENGLISH: Final = Say(Language.EN)
CARDS: Final = cards(TAME)
MODALS: Final = all_modals(TAME)
SAID: Final = {
    MarketoSays.ACCEPTED: "accepted",
    MarketoSays.NOT_ACCEPTED: "not accepted here, Sales Connect may still accept it",
    MarketoSays.NO_ANSWER: "Marketo did not answer",
}
READ: Final = {
    ApiSays.CHECKING: "Marketo is being asked",
    ApiSays.WORKS: f"Read: 2 workspaces, {USERS} users",
    ApiSays.DENIED: "denies reading (603",
    ApiSays.REFUSED: "does not accept this pair",
    ApiSays.NO_ANSWER: "Marketo did not answer",
    ApiSays.LOCKED: "the encryption key is missing",
    ApiSays.LIMITED: f"over a limit or busy (code `{LIMIT}`",
    ApiSays.UNREADABLE: f"could not be read (`{TAME.unread}`",
}
each_language = pytest.mark.parametrize("language", list(Language))


def actions_in(shown: Any) -> list[str]:
    return [one["action_id"] for one in buttons(shown)]


@pytest.mark.parametrize("says", list(MarketoSays))
@pytest.mark.parametrize("when", ["check", "opened"])
@pytest.mark.parametrize("card", ["credentials", "marketo_admin"])
def test_both_admins_read_what_marketo_says_of_the_values(
    card: str, when: str, says: MarketoSays
) -> None:
    """The contract's words, and when it was asked."""
    text = CARDS[f"{card}.{when}_{says}"](ENGLISH).text
    (line,) = [line for line in text.splitlines() if SAID[says] in line]

    assert "<!date^" in line
    assert ("not accepted" in line) == (says is MarketoSays.NOT_ACCEPTED)


@pytest.mark.parametrize("card", ["credentials", "marketo_admin"])
def test_the_advice_stops_nothing(card: str) -> None:
    """Whatever Marketo says, the same buttons stand there."""
    found = {
        tuple(one["action_id"] for one in buttons(CARDS[f"{card}.{state}"](ENGLISH).blocks))
        for state in ("handed_over", *(f"check_{says}" for says in MarketoSays), "same_as_last")
    }

    assert len(found) == 1


@each_language
@pytest.mark.parametrize("card", ["credentials", "marketo_admin"])
def test_the_same_values_as_last_time_are_said_to_be(card: str, language: Language) -> None:
    """Only where they are: who asked for other ones must not be misled."""
    say = Say(language)

    assert say("check.same_as_last") in CARDS[f"{card}.same_as_last"](say).text
    assert say("check.same_as_last") not in CARDS[f"{card}.check_not_accepted"](say).text


@each_language
@pytest.mark.parametrize(
    ("state", "named"),
    [
        ("unusual_id", ["Client ID"]),
        ("unusual_secret", ["Client Secret"]),
        ("unusual_both", ["Client ID", "Client Secret"]),
        ("not_accepted", []),
    ],
)
def test_what_to_compare_once_more_names_the_fields_of_unusual_shape(
    state: str, named: list[str], language: Language
) -> None:
    """And no other: a field that is as usual is not made suspicious."""
    text = CARDS[f"checked.{state}"](Say(language)).text
    lines = [line for line in text.splitlines() if line.startswith("•")]

    assert [name for name in ("Client ID", "Client Secret") if f"• {name}" in text] == named
    assert len(lines) == len(named)


@pytest.mark.parametrize("says", list(MarketoSays))
def test_what_marketo_says_stands_beside_what_looks_unusual(says: MarketoSays) -> None:
    """One message for both, brought up to date; `accepted` takes the worry away."""
    setup = checked(unusual(a_setup(), CredentialField.CLIENT_ID), says)

    text = setup_card(setup, setup.checked_card(), ENGLISH).text

    assert "Client ID" in text
    assert SAID[says] in text


@pytest.mark.parametrize("state", ["settled", "expired"])
def test_what_is_settled_is_not_asked_to_be_compared(state: str) -> None:
    """Newer values, or none any more."""
    assert "compare once more" not in CARDS[f"checked.{state}"](ENGLISH).text


@pytest.mark.parametrize("says", list(ApiSays))
def test_what_the_pair_may_read_is_said_wherever_it_is_spoken_of(says: ApiSays) -> None:
    """In the window, in the message, and on the first card, in the same words, with who gave it."""
    shown = [
        CARDS[f"marketo_admin.api_{says}"](ENGLISH).blocks,
        CARDS[f"api_access.{says}"](ENGLISH).blocks,
        MODALS[f"modal_api_access.{says}"](ENGLISH),
    ]
    if says is not ApiSays.CHECKING:
        shown.append(MODALS[f"modal_api_checked.{says}"](ENGLISH))

    lines = [[text for text in mrkdwn(one) if READ[says] in text] for one in shown]

    assert [len(found) for found in lines] == [1] * len(shown)
    assert len({found[0] for found in lines}) == 1
    assert f"given by <@{MARA}>" in lines[0][0]


@each_language
@pytest.mark.parametrize("says", list(ApiSays))
def test_one_person_who_is_both_admins_reads_it_on_their_one_card(
    says: ApiSays, language: Language
) -> None:
    """With the button, since no other card of theirs has it."""
    say = Say(language)
    card = CARDS[f"sales_connect_admin.one_admin_api_{says}"](say)
    told = CARDS[f"api_access.one_admin_{says}"](say)

    assert told.text.splitlines()[-1] in card.text
    assert ids.API_ACCESS in actions_in(card.blocks)


@each_language
def test_a_denial_names_each_permission_that_is_missing(language: Language) -> None:
    """As Marketo writes it, and the button that asks once more, by its label."""
    say = Say(language)
    text = CARDS["api_access.denied"](say).text

    assert [name for name in DENIED if f"`{name}`" not in text] == []
    assert say.plain("button.check_api") in text
    assert say.plain("button.api_access") in text


@each_language
def test_the_answer_names_the_workspaces_that_could_be_read(language: Language) -> None:
    """They are the list from now on; where none could be read, none are spoken of."""
    say = Say(language)
    works, denied = (MODALS[f"modal_api_checked.{state}"](say) for state in ("works", "denied"))

    assert [name for name in TAME.from_marketo if f"`{name}`" not in mrkdwn(works)[-1]] == []
    assert len(denied["blocks"]) == 1


@pytest.mark.parametrize("says", list(ApiSays))
def test_what_is_kept_can_be_checked_again_or_removed(says: ApiSays) -> None:
    """What Marketo refused was not kept: there is nothing to check."""
    check = [] if says is ApiSays.REFUSED else [ids.CHECK_API]

    assert actions_in(MODALS[f"modal_api_access.{says}"](ENGLISH)) == [*check, ids.REMOVE_API]


def test_before_a_pair_was_given_there_is_nothing_to_check_or_remove() -> None:
    """The fields alone."""
    assert actions_in(MODALS["modal_api_access.empty"](ENGLISH)) == []


@each_language
def test_removing_asks_once_and_says_what_stays(language: Language) -> None:
    """The names that were read may be in use by then."""
    view = MODALS["modal_api_access.works"](Say(language))
    (remove,) = [one for one in buttons(view) if one["action_id"] == ids.REMOVE_API]

    said = remove["confirm"]["text"]["text"]

    assert ("stay" if language is Language.EN else "restent") in said
    assert remove["confirm"]["confirm"]["text"] == remove["text"]["text"]


def test_the_button_stands_where_the_marketo_admin_reads_and_nowhere_else() -> None:
    """The Salesforce admin and a Sales Connect admin who is no Marketo admin may not."""
    found = {
        name
        for name, card in messages(TAME).items()
        if ids.API_ACCESS in actions_in(card(ENGLISH).blocks)
    }
    own = {name for name in CARDS if name.startswith("marketo_admin.")}
    both = {name for name in CARDS if name.startswith("sales_connect_admin.one_admin_")}

    assert {name.split(".")[0] for name in found} == {
        "api_access",
        "marketo_admin",
        "sales_connect_admin",
    }
    assert {name for name in found if name.startswith("sales_connect_admin.")} == (
        both - {"sales_connect_admin.one_admin_cancelled"} | {"sales_connect_admin.both_now"}
    )
    assert own - found == {
        "marketo_admin.both_now",
        "marketo_admin.cancelled",
        "marketo_admin.deactivated",
        "marketo_admin.declined",
        "marketo_admin.former",
    }


def test_workspaces_that_the_selectors_have_no_room_for_are_counted() -> None:
    """In the window that waits, the message, the window of the pair, and the admin's card."""
    names = tuple(f"{number:03} {'w' * 70}" for number in range(60))
    setup = checked_with(names)
    access = setup.api_access
    assert access is not None
    offered = len(setup.workspaces)
    assert 0 < offered < len(names)

    shown = [
        api_checked_modal(access, names, ENGLISH),
        setup_card(setup, setup.api_card(), ENGLISH).blocks,
        api_access_modal(setup, ENGLISH),
        setup_card(setup, setup.marketo_card(), ENGLISH).blocks,
    ]

    said = f"{offered} of these {len(names)} workspaces are offered"
    assert [said in "\n".join(mrkdwn(one)) for one in shown] == [True] * len(shown)


def test_where_all_workspaces_are_offered_nothing_is_said_of_it() -> None:
    """Nor where an admin typed a list of their own, which is not Marketo's."""
    few = checked_with(("EMEA", "APAC"))
    many = tuple(f"{number:03} {'w' * 70}" for number in range(60))
    typed = checked_with(many, workspaces=("EMEA",))

    for setup in (few, typed):
        card = setup_card(setup, setup.api_card(), ENGLISH)
        assert "are offered" not in card.text
        assert "are offered" not in str(card.blocks)


def checked_with(names: tuple[str, ...], **more: Any) -> Setup:
    """Marketo listed these."""
    return api_checked(a_setup(Stage.READY, **more), ApiSays.WORKS, names)


@each_language
@pytest.mark.parametrize("state", ["replaced", "former"])
def test_an_old_message_about_a_pair_offers_nothing(state: str, language: Language) -> None:
    """There is a newer one, or it is another person's."""
    assert actions_in(CARDS[f"api_access.{state}"](Say(language)).blocks) == []


@each_language
@pytest.mark.parametrize("name", [name for name in MODALS if name.startswith("modal_api_access.")])
def test_the_pair_that_is_kept_is_never_shown_again(name: str, language: Language) -> None:
    """No field comes filled in."""
    inputs = [one for one in MODALS[name](Say(language))["blocks"] if one["type"] == "input"]

    assert [one for one in inputs if "initial_value" in one["element"]] == []
    assert len(inputs) == 3
