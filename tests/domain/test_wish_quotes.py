"""Somebody else's words ask for nothing, however marked; a short quotation is no speech."""

import pytest

from bot.domain.wish_quotes import parted
from bot.domain.wishes import Asked, Wish, wish_of

ADA = "ada+sbx@acme.example"
ASKS = f"please create a sandbox account for {ADA}"


@pytest.mark.parametrize(
    "text",
    [
        f"Adobe said: '{ASKS}'. what does that mean?",
        f'My boss wrote "{ASKS}" - is that allowed?',
        f"“{ASKS}” – who wrote that?",
        f"‘{ASKS}, it’s urgent’ is what she said",
        f"« {ASKS} » : c'est quoi ?",
        f"„{ASKS}“ stands in the ticket",
        f"he typed `{ASKS}` and nothing came",
        f'The mail goes on: "{ASKS}',
        f"he asked me 'can you get me a sandbox account, {ADA}?' and I said no",
        "Mon chef a écrit : « créez un compte sandbox pour A@acme.example ». C'est quoi ?",
        f'"{ASKS}"',
    ],
)
def test_what_is_quoted_within_a_sentence_is_not_asked_for(text: str) -> None:
    """Whatever the marks, closed or not; and nothing but a quotation is the writer's by none."""
    assert wish_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f'please create a "sandbox" account for {ADA}',
        f"please create a 'sandbox account' for {ADA}",
        f'please create a sandbox account for "Ada Byron" {ADA}',
        f"I'd like a sandbox account for the reps' lead, {ADA}, if it's ok",
        f'{ASKS}. Reason: "we want to try the new templates"',
    ],
)
def test_a_word_or_a_name_in_quotation_marks_is_the_writers(text: str) -> None:
    """And so is an apostrophe; what is quoted besides takes nothing away."""
    assert wish_of(text) == Asked(Wish.SANDBOX, (ADA,), ())


def test_a_quoted_request_can_be_taken_up_where_it_stands() -> None:
    """As if it had been quoted on lines of its own: whom it names is meant."""
    text = f'Sol wrote "{ASKS}" and left. Could you take care of that?'

    assert wish_of(text) == Asked(Wish.SANDBOX, (ADA,), ())


def test_what_is_quoted_is_parted_from_what_is_said() -> None:
    """Each quotation on a line; three words with an address say enough."""
    text = f'a "b c d e" f \'sandbox for {ADA}\' g "h i"'

    assert parted(text) == ('a  ;  f  ;  g "h i"', f"b c d e\nsandbox for {ADA}")


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        (f"As I said: {ASKS}", f"As I said no to it, Sol asked: {ASKS}"),
        (f"So, {ASKS}", f"So she wrote, {ASKS}"),
        (f"Comme on a dit, il faut un compte sandbox pour {ADA}", f"Sol a dit, {ASKS}"),
        (f"{ADA} needs a sandbox account", f"I heard somebody say {ADA} needs a sandbox account"),
        (f"{ADA} needs a sandbox account", f"Sol told me that {ADA} must get a sandbox account"),
    ],
)
def test_hearsay_asks_for_nothing(asks: str, does_not: str) -> None:
    """Neither what somebody asked, nor what they say that another needs."""
    assert wish_of(asks) is not None
    assert wish_of(does_not) is None
