"""What shall be done to somebody's account is neither a request for one, nor of its address."""

import pytest

from bot.domain.wish_care import Care, care_of
from bot.domain.wishes import wish_of

ADA = "ada+sbx@acme.example"


@pytest.mark.parametrize(
    ("text", "care"),
    [
        (f"Please unlock {ADA} in the sandbox", Care.LOG_IN),
        (f"reset the sandbox password of {ADA}", Care.LOG_IN),
        (f"{ADA} is locked out of the sandbox", Care.LOG_IN),
        (f"can you delete {ADA} in the sandbox?", Care.REMOVAL),
        (f"delete the sandbox account of {ADA} please", Care.REMOVAL),
        ("remove <@U0ADA> from the sandbox", Care.REMOVAL),
        (f"Débloquez {ADA} dans la sandbox svp", Care.LOG_IN),
        (f"merci de réinitialiser le mot de passe sandbox de {ADA}", Care.LOG_IN),
        (f"supprime {ADA} de la sandbox stp", Care.REMOVAL),
    ],
)
def test_an_account_that_is_there_is_cared_for(text: str, care: Care) -> None:
    """Nobody gets another one by it."""
    assert care_of(text) is care
    assert wish_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f"can {ADA} be used in the sandbox?",
        f"remove {ADA} from the batch",
        f"delete {ADA} from workspace EMEA",
        "unlock my sandbox account",
        f"please create a sandbox account for {ADA}",
    ],
)
def test_whatever_else_is_said_of_somebody_is_none_of_it(text: str) -> None:
    """Another place, another question, nobody who is named."""
    assert care_of(text) is None
