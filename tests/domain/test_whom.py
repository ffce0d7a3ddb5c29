"""Whom a question is about: who is named, else the asker, where they speak of themselves."""

from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.whom import MOST, Whom, whom_of

ASKER, ADA, BOT = UserId("UASKER"), UserId("UADA"), UserId("UBOT")
BEN: Final = "ben@acme.example"


def told(text: str) -> Whom:
    return whom_of(text, asker=ASKER, bot=BOT)


def test_who_is_named_is_meant() -> None:
    """By mention or address, as it is stored; the bot is only spoken to."""
    assert told("why can't I see <@UADA> in Team Access?") == Whom((ADA,))
    assert told("<@UBOT> is Ben@Acme.example connected? I can't see him") == Whom((), (BEN,))
    assert told("<@UADA> and ben@acme.example are missing") == Whom((ADA,), (BEN,))


@pytest.mark.parametrize(
    "text",
    [
        "why am I not in Team Access?",
        "I don't appear in Team Access",
        "nobody can find me in the list",
        "I'm missing in User Access",
        "what happened to my request?",
        "I got no invitation mail",
        "pourquoi je n'apparais pas dans Team Access ?",
        "pourquoi ne suis-je pas dans la liste ?",
        "où en est ma demande ?",
        "on ne me voit pas dans Team Access",
        "I'm not listed in Team Access",
        "why am I missing in Team Access?",
        "am I connected?",
        "I haven't been added yet",
        "I was invited, and nothing happened",
        "I never got an invitation",
        "tell me why I don't show up in Team Access",
        "suis-je connectée ?",
        "je suis invisible dans Team Access",
        "je ne suis pas dans la liste",
        "j'ai été invitée, mais rien ne se passe",
        "je n'ai pas reçu d'invitation",
    ],
)
def test_who_speaks_of_themselves_is_meant(text: str) -> None:
    """In both languages."""
    assert told(text) == Whom((ASKER,))


@pytest.mark.parametrize(
    "text",
    [
        "why can't I see my colleague in Team Access?",
        "a user is missing in Team Access",
        "how do I change a workspace?",
        "un utilisateur manque dans Team Access",
        "je ne vois pas ma collègue dans Team Access",
        "the list is incomplete",
        "Tell me why my colleague is missing in Team Access",
        "Can you tell me why Bob doesn't show up in Team Access?",
        "help me: a rep is missing in Team Access",
        "give me the reason why Lena isn't in team access",
        "show me why Sam is missing",
        "my boss asks me why a user is missing in team access",
        "I'm the Sales Connect admin, why is a user missing?",
        "I am missing a user in Team Access",
        "I'm missing three users in Team Access",
        "im missing a user",
        "why am I missing three users?",
        "I was told a user is missing in Team Access",
        "I got a report that a user is missing",
        "I don't see Lena in Team Access",
        "Dis-moi pourquoi mon collègue n'apparaît pas dans Team Access",
        "Explique-moi pourquoi un commercial manque dans Accès de l'équipe",
        "montre-moi pourquoi Léa manque",
        "je suis l'admin Sales Connect, pourquoi un utilisateur manque ?",
        "Un utilisateur m'a dit qu'il manque dans Team Access",
        "j'ai reçu un message : un utilisateur manque",
    ],
)
def test_a_question_about_people_in_general_is_about_nobody(text: str) -> None:
    """Of them only the article speaks."""
    assert told(text) == Whom()


def test_of_many_the_first_are_meant() -> None:
    """One answer has room for so many."""
    many = " ".join(f"<@UADA{n}>" for n in range(MOST)) + f" {BEN} are missing"

    assert told(many) == Whom(tuple(UserId(f"UADA{n}") for n in range(MOST)))
