"""What is wrong with a field of a modal, in words that show a good example; plain text."""

from bot.domain.addresses import Malformed
from bot.domain.credentials import CredentialField, Fault
from bot.domain.munchkin import EXAMPLE
from bot.domain.people import Standing
from bot.domain.provisioning import NAME_LENGTH, NameTooLong
from bot.domain.salesforce_org import EXAMPLE as ORGANIZATION
from bot.domain.salesforce_org import OrganizationFault
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
    return say.plain("fault.malformed", named=_as_typed(bad, say))


def _as_typed(bad: tuple[Malformed, ...], say: Say) -> str:
    return "; ".join(
        say.plain("fault.malformed_one", line=one.line, typed=one.typed[:60])
        for one in bad[:MOST_NAMED]
    )


def domains_fault(bad: tuple[Malformed, ...], say: Say) -> str:
    """As typed, each with its line."""
    return say.plain("fault.domains", named=_as_typed(bad, say))


def organization_fault(fault: OrganizationFault, say: Say) -> str:
    return say.plain(f"fault.organization.{fault}", example=ORGANIZATION)


def too_long_fault(name: NameTooLong, say: Say) -> str:
    return say.plain(
        "fault.workspace_too_long", line=name.line, name=name.name[:30], most=NAME_LENGTH
    )
