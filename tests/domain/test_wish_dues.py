"""Who ought to have an account shall get one, unless they ought to have had it, or it is asked."""

import pytest

from bot.domain.wishes import Wish, wish_of

ADA = "ada+sbx@acme.example"


def wish_in(text: str) -> Wish | None:
    asked = wish_of(text)
    return asked.wish if asked else None


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        (f"{ADA} should get a sandbox account", f"should {ADA} get a sandbox account?"),
        (f"Ada ({ADA}) should have a sandbox login", f"{ADA} should not have a sandbox login"),
        (f"{ADA} must have a sandbox account", f"{ADA} must have a sandbox account already"),
        (f"{ADA} ought to have a sandbox login", f"{ADA} ought to have received a sandbox login"),
        (f"{ADA} has to have a sandbox account", f"{ADA} has a sandbox account"),
        (f"{ADA} is entitled to a sandbox account", f"is {ADA} entitled to a sandbox account?"),
        (f"{ADA} doit avoir un compte sandbox", f"{ADA} doit-elle avoir un compte sandbox ?"),
        (f"{ADA} devrait avoir un accès sandbox", f"{ADA} devrait déjà avoir un accès sandbox"),
        (f"{ADA} a droit à un compte sandbox", f"{ADA} n'a pas droit à un compte sandbox"),
        (
            f"Arrivante lundi : {ADA}. Elle doit avoir un compte sandbox, merci",
            f"Il paraît que {ADA} doit avoir un compte sandbox",
        ),
        (
            f"{ADA} should have a sandbox account",
            f"{ADA} should have a sandbox account but can't log in",
        ),
        (f"J'aimerais que {ADA} ait un compte sandbox", f"Sol aimerait que {ADA} ait un compte"),
        (f"can you do a sandbox account for {ADA}", f"can you do a sandbox demo for {ADA}"),
        (f"It'd be great if {ADA} had a sandbox login", f"It's great that {ADA} had a login"),
    ],
)
def test_what_somebody_is_due_is_asked_for(asks: str, does_not: str) -> None:
    """Each pair is a rule."""
    assert wish_in(asks) is Wish.SANDBOX
    assert wish_in(does_not) is None


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        ("a@b.example should be invited", "a@b.example should be invited to lunch"),
        ("a@b.example should get an invite", "a@b.example should have got an invite"),
        ("a@b.example needs to be invited too", "a@b.example was to be invited"),
        ("a@b.example doit être invitée", "a@b.example ne doit pas être invitée"),
        ("could a@b.example be invited?", "why would a@b.example be invited?"),
        ("we'd like a@b.example invited", "we'd like a@b.example to invite us for coffee"),
        ("let's get a@b.example invited", "who got a@b.example invited"),
        ("On doit inviter a@b.example svp", "On doit inviter a@b.example ?"),
        ("Je voudrais que a@b.example soit invitée.", "Sol veut que a@b.example soit invitée."),
        (
            "Je souhaite que a@b.example reçoive une invitation",
            "Je ne souhaite pas que a@b.example reçoive une invitation",
        ),
        (
            "Il faudrait que a@b.example soit invitée au plus vite",
            "Faut-il que a@b.example soit invitée au plus vite ?",
        ),
        (
            "Ça m'arrangerait que a@b.example reçoive son invitation",
            "Ça n'arrangerait rien que a@b.example reçoive son invitation",
        ),
        (
            "Could you send a@b.example an invite today?",
            "Could you send a@b.example an invite for the demo today?",
        ),
        (
            "Is there any chance you could send a@b.example and c@b.example an invite?",
            "Is there any reason to send a@b.example an invite again?",
        ),
    ],
)
def test_somebody_who_is_to_be_invited_needs_no_product(asks: str, does_not: str) -> None:
    """Where an address is named and no other place: the bot invites to one thing only."""
    assert wish_in(asks) is Wish.INVITE
    assert wish_in(does_not) is None


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        (f"could someone create {ADA} in the sandbox instance", f"did someone create {ADA} in it"),
        (f"Merci d'ajouter {ADA} sur l'instance sandbox", f"Merci d'ajouter {ADA} sur la liste"),
        (f"please add {ADA} to the test environment", f"please unlock {ADA} in the sandbox"),
        (
            f"Un accès à l'environnement de test pour {ADA}, c'est possible ?",
            f"Un accès à l'environnement de test avec {ADA}, c'est possible ?",
        ),
        (f"request sandbox {ADA}", f"request sandbox {ADA} password"),
        (f"let {ADA} into the sandbox please", f"let {ADA} know about the sandbox please"),
    ],
)
def test_a_sandbox_may_be_named_as_a_place(asks: str, does_not: str) -> None:
    """Whom somebody puts there gets an account."""
    assert wish_in(asks) is Wish.SANDBOX
    assert wish_in(does_not) is None
