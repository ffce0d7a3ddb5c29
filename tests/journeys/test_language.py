"""French people read French: windows, errors, cards, answers; the cached locale is refreshed."""

from typing import Final

import pytest

from practice.slack import Person
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    kept,
    pass_time,
    pressed_as_forged,
    settled,
    start_setup,
    to_hand_over,
)
from tests.journeys.world import CHANNEL, CLIENT_SECRET, WAIT, World

FRENCH_SETUP: Final = {
    "Admin Marketo": "U_MARA",
    "Admin Sales Connect": "U_BENOIT",
    "Canal des invitations": CHANNEL,
}
# Words that stand in both languages are left out.
ENGLISH: Final = (
    " the ",
    " you ",
    "Cancel",
    "Save",
    "Start",
    "Hand over",
    "Reveal",
    "Connect users",
    "Choose",
    "press",
)


def _english_in(text: str) -> list[str]:
    return [word for word in ENGLISH if word in text]


async def _fill(person: Person, values: dict[str, object]) -> None:
    for label, value in values.items():
        await person.fill(label, value)


async def _changed(world: World, person: Person, locale: str) -> None:
    person.user.locale = locale
    await world.slack.send_event({"type": "user_change", "user": {"id": person.id}})


async def test_the_whole_road_in_french(world: World) -> None:
    """Both admins are French; not a window, card or answer falls back to English."""
    benoit, mara = world.benoit, world.mara
    await _changed(world, mara, "fr-FR")
    await benoit.command("/salesconnect setup")
    assert benoit.modal is not None
    assert benoit.modal.title == "Configurer Sales Connect"
    read = [benoit.modal.text]
    await _fill(benoit, dict(FRENCH_SETUP))
    await benoit.submit()
    await mara.until(lambda m: "Transmettre les identifiants" in m.buttons)

    await mara.press("Transmettre les identifiants")
    assert mara.modal is not None
    read.append(mara.modal.text)
    await _fill(
        mara,
        {"Munchkin ID": "123-ABC-456", "Client ID": "an-id", "Client Secret": CLIENT_SECRET},
    )
    await mara.submit()
    await benoit.until(lambda m: "Afficher les identifiants" in m.buttons)
    await benoit.press("Afficher les identifiants")
    assert benoit.modal is not None
    assert benoit.modal.title == "Identifiants Marketo"
    assert benoit.modal.close_label == "Terminé"
    assert CLIENT_SECRET in benoit.modal.text
    read.append(benoit.modal.text)
    await benoit.close()
    await benoit.until(lambda m: "J’ai connecté" in m.buttons)
    await benoit.press("J’ai connecté")
    await benoit.until(lambda m: "Commencer quand même" in m.buttons)
    read.append((await benoit.command("/salesconnect provision")).text)
    await pass_time(world, WAIT)
    await benoit.until(lambda m: "Connecter des utilisateurs" in m.buttons)
    await benoit.press("Connecter des utilisateurs")
    assert benoit.modal is not None
    read.append(benoit.modal.text)
    await benoit.fill("Personnes dans Slack", ["U_BENOIT"])
    await benoit.submit()
    assert benoit.modal.title == "Aperçu"
    assert "1 personne" in benoit.modal.text
    read.append(benoit.modal.text)
    await benoit.submit()
    await benoit.until(lambda m: "Tous connectés" in m.buttons)
    await benoit.press("Tous connectés")
    await benoit.until(lambda m: "1 personne connectée" in m.all_text)

    await settled(world)
    read += [message.all_text for who in (benoit, mara) for message in who.dm]
    read += [message.all_text for message in world.slack.channel(CHANNEL).messages]
    read.append((await benoit.command("/salesconnect status")).text)
    assert [text for text in read if _english_in(text)] == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("help", "où en est votre configuration"),
        ("stauts", "Vouliez-vous dire `status`"),
        ("status", "Vous n’êtes désigné·e dans aucune configuration"),
        ("connected", "Seul·e <@U_SOL> (admin Sales Connect) peut"),
        ("provision", "Seul·e <@U_SOL> (admin Sales Connect) peut"),
        ("credentials", "Seul·e <@U_MARA> (admin Marketo) peut"),
        ("credentials 0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f", "Cela ressemble à un secret"),
    ],
)
async def test_a_command_is_answered_in_french(world: World, typed: str, words: str) -> None:
    """Refusals, help and warnings; the setup itself is an English one."""
    await world.handed_over()

    answer = await world.benoit.command(f"/salesconnect {typed}")

    assert words in answer.text
    assert _english_in(answer.text) == []


async def test_a_press_is_refused_in_the_pressers_language(world: World) -> None:
    """Whatever the language of the card."""
    card = await to_hand_over(world)

    french = await pressed_as_forged(world, world.benoit, "Hand over credentials", card)
    english = await pressed_as_forged(world, world.ada, "Hand over credentials", card)

    assert "Seul·e <@U_MARA> (admin Marketo) peut transmettre" in french[0].all_text
    assert "Only the Marketo admin, <@U_MARA>, can hand over" in english[0].all_text


async def test_field_errors_are_french(world: World) -> None:
    """Of the setup: people, channel, a name that is taken."""
    await world.named()
    before = await kept(world)
    benoit = world.benoit
    await benoit.command("/salesconnect setup")
    await _fill(
        benoit,
        {
            "Admin Marketo": "U_GUS",
            "Admin Sales Connect": "U_ROBOT",
            "Admin Salesforce": "U_GONE",
            "Canal des invitations": "C_SECRET",
        },
    )

    await benoit.submit()

    errors = dict(benoit.errors)
    assert "invité" in errors["Admin Marketo"]
    assert "bot" in errors["Admin Sales Connect"]
    assert "désactivé" in errors["Admin Salesforce"]
    assert "/invite @salesconnect" in errors["Canal des invitations"]
    await _fill(benoit, {**FRENCH_SETUP, "Admin Salesforce": None})
    await benoit.submit()
    assert "déjà ouverte" in benoit.errors["Instance"]
    assert "/salesconnect status" in benoit.errors["Instance"]
    assert [e for e in (*errors.values(), *benoit.errors.values()) if _english_in(e)] == []
    assert await kept(world) == before


async def test_credential_errors_are_french(world: World) -> None:
    """The field is named, the value is not."""
    await start_setup(world.stella, Marketo_admin="U_ADA")
    await world.ada.until(lambda m: "Hand over credentials" in m.buttons)
    await _changed(world, world.ada, "fr-CA")
    await world.ada.press("Hand over credentials")
    await _fill(
        world.ada, {"Munchkin ID": "123", "Client ID": "an id", "Client Secret": "typed\u200bone"}
    )

    await world.ada.submit()

    errors = world.ada.errors
    assert "123-ABC-456" in errors["Munchkin ID"]
    assert "espace" in errors["Client ID"]
    assert "invisible" in errors["Client Secret"]
    assert [error for error in errors.values() if _english_in(error)] == []


async def test_each_person_reads_their_own_language(world: World) -> None:
    """One setup, a French Marketo admin, an English Sales Connect admin."""
    await world.named(**{"Sales Connect admin": "U_BENOIT"})
    await world.hand_over()

    card = await world.benoit.until(lambda m: "Afficher les identifiants" in m.buttons)

    assert _english_in(card.all_text) == []
    mine = await world.mara.until(lambda m: "Handed over (" in m.all_text)
    assert "Transmis" not in mine.all_text


async def test_a_changed_locale_counts_after_the_event(world: World) -> None:
    """`user_change` refreshes what is kept; without it Slack is not asked again."""
    assert "Type" in (await world.ada.command("/salesconnect help")).text
    asked = len(world.slack.calls_of("users.info"))
    world.ada.user.locale = "fr-FR"
    assert "Type" in (await world.ada.command("/salesconnect help")).text
    assert len(world.slack.calls_of("users.info")) == asked

    await world.slack.send_event({"type": "user_change", "user": {"id": "U_ADA"}})

    assert "Saisissez" in (await world.ada.command("/salesconnect help")).text
    await _changed(world, world.ada, "en-GB")
    assert "Type" in (await world.ada.command("/salesconnect help")).text


async def test_cards_follow_a_changed_locale(world: World) -> None:
    """What is sent or updated after the change speaks the new language."""
    await world.named()
    await settled(world)
    await _changed(world, world.mara, "fr-FR")

    await world.hand_over()

    await world.mara.until(lambda m: "Transmis (" in m.all_text)


@pytest.mark.parametrize("locale", ["de-DE", "", "pt-BR"])
async def test_other_languages_read_english(world: World, locale: str) -> None:
    """A language that the bot does not speak, or none at all."""
    await _changed(world, world.ada, locale)

    answer = await world.ada.command("/salesconnect help")

    assert "Type" in answer.text


async def test_the_question_which_setup_is_french(world: World) -> None:
    """And so is the window that follows."""
    await start_setup(world.stella, Marketo_admin="U_ADA")
    await start_setup(world.stella, Marketo_admin="U_ADA", Instance="Sandbox")
    await _changed(world, world.ada, "fr-FR")

    answer = await world.ada.command("/salesconnect credentials")

    assert "Laquelle" in answer.text
    await world.ada.press("sandbox", in_=answer.messages[0])
    assert world.ada.modal is not None
    assert world.ada.modal.title == "Transmettre"


@OVER_HTTP
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("identifiants introuvables", "Étape"),
        ("password rejected", "Step"),
        ("lea+bas@acme.example a besoin d'un compte sandbox", "Demander un compte sandbox"),
        ("invite colleague", "Invite users"),
        (f"clé secrète : {CLIENT_SECRET}", "renouvelez"),
        (f"secret rejected: {CLIENT_SECRET}", "rotate"),
    ],
)
async def test_free_text_is_answered_in_the_language_it_is_written_in(
    world: World, locale: str, written: str, read: str
) -> None:
    """However short it is, whatever the locale: articles, buttons and warnings."""
    await world.named()
    await _changed(world, world.ada, locale)

    await world.ada.say(written)
    await settled(world)

    answer = world.ada.dm[-1]
    assert read in f"{answer.all_text} {answer.buttons}"


@OVER_HTTP
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
async def test_what_is_in_no_language_is_answered_in_that_of_the_reader(
    world: World, locale: str
) -> None:
    """A word that is the same in both, as names and codes are."""
    await _changed(world, world.ada, locale)

    await world.ada.say("Munchkin ID")
    await settled(world)

    assert {"en-GB": "Step", "fr-FR": "Étape"}[locale] in world.ada.dm[-1].all_text


@OVER_HTTP
async def test_a_sentence_behind_the_command_is_free_text(world: World) -> None:
    """A word alone is a command, misspelt."""
    sentence = await world.ada.command("/salesconnect comment inviter un collègue")
    warning = await world.ada.command(f"/salesconnect credentials clé secrète : {CLIENT_SECRET}")
    word = await world.ada.command("/salesconnect statuss")

    assert "Je ne connais pas" in sentence.text
    assert "renouvelez" in warning.text
    assert "Did you mean" in word.text
