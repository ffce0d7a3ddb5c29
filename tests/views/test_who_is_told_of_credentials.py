"""Who gets a message when credentials are handed over or read with, as the windows say."""

from typing import Final

import pytest

from bot.domain.commands import (
    CheckApiAccess,
    ExpireCredentials,
    HandOver,
    NoteApiChecked,
    NoteChecked,
    RemoveApiAccess,
    SaveApiAccess,
    SetupCommand,
)
from bot.domain.credentials import Credentials
from bot.domain.effects import Card, Due, Notify
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.recipient import Recipient
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, MarketoSays
from bot.domain.setup_steps import decide
from bot.domain.stages import Language, Stage
from bot.views.api_cards import api_access_modal, api_checking_modal, api_slow_modal
from bot.views.credential_modals import hand_over_modal
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .bends import changed
from .credential_bends import api_checked, api_given, asked_again, handed_over
from .promises import Meant, assert_kept, committed, promise, said, told_by
from .states import (
    BOTH_ADMINS,
    FAKE,
    MARA,
    NINA,
    NOW,
    OURSELVES,
    PEOPLE,
    RULES,
    SASHA,
    USUAL,
    a_setup,
    expired,
    member,
)

SASHA_STARTS: Final = {**PEOPLE, Role.STARTER: SASHA}
SAVES: Final = {
    Language.EN: "Nobody gets a message when you save; the answer comes in this window.",
    Language.FR: "Personne ne reçoit de message quand vous enregistrez\u00a0; "
    "la réponse arrive dans cette fenêtre.",
}
TOLD: Final = {
    Language.EN: "The Marketo admin was told.",
    Language.FR: "L’admin Marketo le sait.",
}
COMES: Final = {
    Language.EN: "If you close this window, it comes as a message.",
    Language.FR: "Si vous fermez cette fenêtre, elle arrive par message.",
}
COMES_THEN: Final = {
    Language.EN: "You can close this window: the answer comes as a message then.",
    Language.FR: "Vous pouvez fermer cette fenêtre\u00a0: la réponse arrivera alors par message.",
}
each_language = pytest.mark.parametrize("language", list(Language))
each_setup = pytest.mark.parametrize(
    "setup",
    [
        a_setup(),
        a_setup(Stage.REVEALED),
        asked_again(a_setup(Stage.REVEALED)),
        expired(a_setup(Stage.HANDED_OVER)),
        a_setup(people=SASHA_STARTS),
        changed(a_setup(Stage.HANDED_OVER), {Role.SALES_CONNECT_ADMIN: NINA}),
    ],
    ids=["first", "again", "asked", "expired", "to_the_starter", "to_another"],
)


def window(setup: Setup, language: Language) -> str:
    recipient = Recipient(setup.sales_connect_admin, "Sasha", None, None)
    return said(hand_over_modal(setup, recipient, Say(language)))


def followed(setup: Setup, command: SetupCommand) -> tuple[Due, ...]:
    """What our own step makes."""
    decision = decide(setup, command, OURSELVES, NOW, RULES)
    assert isinstance(decision, Outcome), decision
    return decision.effects


def cards_told(effects: tuple[Due, ...]) -> list[tuple[Card, str]]:
    told = [due.effect.slot for due in effects if isinstance(due.effect, Notify)]
    return [(slot.card, slot.to) for slot in told]


@each_language
@each_setup
def test_hand_over_tells_the_one_person_it_names(setup: Setup, language: Language) -> None:
    """And neither who started the setup nor who chose the recipient, who stand there too."""
    promised = promise(window(setup, language), language, Meant(reader=setup.marketo_admin))

    assert promised.told == {setup.sales_connect_admin}
    assert_kept(promised, committed(setup, HandOver(setup.id, USUAL), member(MARA)))


@each_setup
def test_values_of_an_unusual_shape_are_spoken_of_to_nobody_but_their_sender(setup: Setup) -> None:
    """What to compare once more is for who typed them; the recipient's message is the same."""
    usual, odd = (
        cards_told(committed(setup, HandOver(setup.id, pair), member(MARA)))
        for pair in (USUAL, FAKE)
    )

    assert usual == [(Card.CREDENTIALS, setup.sales_connect_admin)]
    assert sorted(odd) == sorted([*usual, (Card.CHECKED, MARA)])


@pytest.mark.parametrize("pair", [USUAL, FAKE], ids=["usual", "unusual"])
@pytest.mark.parametrize("says", list(MarketoSays))
def test_what_marketo_says_leads_to_one_message_at_most(
    says: MarketoSays, pair: Credentials
) -> None:
    """To the sender, where there is something to compare; nothing is said in a second one."""
    setup = handed_over(a_setup(), pair)
    is_new = pair is USUAL and says is MarketoSays.NOT_ACCEPTED

    told = cards_told(followed(setup, NoteChecked(setup.id, setup.version, says)))

    assert told == ([(Card.CHECKED, MARA)] if is_new else [])


@each_language
def test_credentials_that_expire_are_told_to_both(language: Language) -> None:
    """The recipient reads that the Marketo admin was told, who reads who did not open them."""
    setup = a_setup(Stage.HANDED_OVER)
    gone = expired(setup)
    effects = followed(setup, ExpireCredentials(setup.id, setup.version))
    told = [due.effect.slot for due in effects if isinstance(due.effect, Notify)]
    texts = {slot.to: setup_card(gone, slot, Say(language)).text for slot in told}

    assert {slot.card for slot in told} == {Card.EXPIRED}
    assert list(texts) == [MARA, SASHA]
    assert f"<@{SASHA}>" in texts[MARA]
    assert TOLD[language] in texts[SASHA]
    assert TOLD[language] in setup_card(gone, gone.credentials_card(), Say(language)).text


@each_language
@pytest.mark.parametrize("people", [PEOPLE, BOTH_ADMINS], ids=["two", "both_admins"])
@pytest.mark.parametrize("says", [None, *ApiSays])
def test_saving_a_pair_that_reads_marketo_sends_no_message(
    says: ApiSays | None, people: dict[Role, UserId], language: Language
) -> None:
    """It says so, whatever was kept before; nor does a second look or the removal send one."""
    setup = a_setup(people=people)
    setup = setup if says is None else api_checked(setup, says)
    by = member(setup.marketo_admin)
    text = said(api_access_modal(setup, Say(language)))
    commands: list[SetupCommand] = [SaveApiAccess(setup.id, USUAL, "V1")]
    if setup.api_access:
        commands.append(RemoveApiAccess(setup.id))
    if setup.api_access and setup.api_access.is_kept:
        commands.append(CheckApiAccess(setup.id, "V1"))

    told = [told_by(committed(setup, command, by)) for command in commands]

    assert SAVES[language] in text
    assert promise(text, language, Meant(reader=setup.marketo_admin)).told == set()
    assert told == [[]] * len(commands)


@each_language
@pytest.mark.parametrize("people", [PEOPLE, BOTH_ADMINS], ids=["two", "both_admins"])
@pytest.mark.parametrize("says", [one for one in ApiSays if one is not ApiSays.CHECKING])
def test_the_answer_comes_as_a_message_only_where_the_window_was_closed(
    says: ApiSays, people: dict[Role, UserId], language: Language
) -> None:
    """To who gave the pair and nobody else, as the waiting window says, and says again."""
    setup = api_given(a_setup(people=people))
    shown, closed = (
        cards_told(
            followed(setup, NoteApiChecked(setup.id, setup.api_pairs, says, was_shown=was_shown))
        )
        for was_shown in (True, False)
    )

    assert COMES[language] in said(api_checking_modal(Say(language)))
    assert COMES_THEN[language] in said(api_slow_modal(Say(language)))
    assert shown == []
    assert closed == [(Card.API_ACCESS, setup.marketo_admin)]
