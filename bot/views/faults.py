"""What is wrong with a field of a modal, in words that show a good example; plain text."""

from bot.domain.addresses import Malformed
from bot.domain.credentials import CredentialField, Fault
from bot.domain.munchkin import EXAMPLE
from bot.domain.people import Standing
from bot.domain.provisioning import NAME_LENGTH, NameTooLong
from bot.views.say import Say

MOST_NAMED = 5  # malformed addresses that one error lists


def credential_fault(field: CredentialField, fault: Fault, say: Say) -> str:
    """Never repeats the value."""
    name = say.plain(f"credential.{field}")
    return say.plain(f"fault.{fault}", field=name, example=EXAMPLE)


def person_fault(standing: Standing, say: Say) -> str:
    """Why this person cannot be named."""
    return say.plain(f"fault.person.{standing}")


def malformed_fault(bad: tuple[Malformed, ...], say: Say) -> str:
    """As typed, each with its line."""
    named = "; ".join(
        say.plain("fault.malformed_one", line=one.line, typed=one.typed[:60])
        for one in bad[:MOST_NAMED]
    )
    return say.plain("fault.malformed", named=named)


def too_long_fault(name: NameTooLong, say: Say) -> str:
    return say.plain(
        "fault.workspace_too_long", line=name.line, name=name.name[:30], most=NAME_LENGTH
    )
