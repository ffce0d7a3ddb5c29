"""What is wrong with a field of a modal, in words that show a good example; plain text."""

from typing import assert_never

from bot.domain.addresses import Malformed
from bot.domain.credentials import (
    LONGEST,
    AddressHolds,
    CredentialField,
    Fault,
    FieldFault,
    OtherDashes,
)
from bot.domain.munchkin import EXAMPLE
from bot.domain.people import Standing
from bot.domain.salesforce_org import EXAMPLE as ORGANIZATION
from bot.domain.salesforce_org import OrganizationFault
from bot.domain.stray_characters import StrayCharacter
from bot.domain.workspaces import NAME_LENGTH, NameTooLong
from bot.views.say import Say

MOST_NAMED = 5  # malformed addresses that one error lists


def credential_fault(field: CredentialField, fault: Fault, say: Say) -> str:
    """Never repeats the value; only a Munchkin ID that was understood is offered."""
    name = say.plain(f"credential.{field}")
    match fault:
        case AddressHolds(munchkin_id):
            return say.plain("fault.address_holds", munchkin_id=munchkin_id)
        case OtherDashes(munchkin_id):
            return say.plain("fault.other_dashes", field=name, munchkin_id=munchkin_id)
        case FieldFault.NOT_A_MUNCHKIN_ID:
            return say.plain(f"fault.{fault}", example=EXAMPLE)
        case StrayCharacter():
            said = _stray(name, fault, say)
        case FieldFault():
            said = say.plain(f"fault.{fault}", field=name, most=LONGEST)
        case _:
            assert_never(fault)
    if field is CredentialField.MUNCHKIN_ID:
        return say.plain("fault.with_example", fault=said, example=EXAMPLE)
    return said


def _stray(name: str, stray: StrayCharacter, say: Say) -> str:
    """Where it stands and what it is: most of them cannot be seen in the field."""
    at_an_end = "fault.stray.end" if stray.position == stray.of else "fault.stray.inside"
    place = "fault.stray.start" if stray.position == 1 else at_an_end
    return say.plain(
        place,
        field=name,
        position=stray.position,
        of=stray.of,
        character=say.plain(f"character.{stray.kind}"),
        code=f"U+{stray.codepoint:04X}",
    )


def swapped_fault(field: CredentialField, say: Say) -> str:
    """At Client ID and at Client Secret, when each looks like the other; pressing again insists."""
    return say.plain(f"fault.swapped.{field}", submit=say.plain("hand_over.submit"))


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
