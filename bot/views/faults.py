"""What is wrong with a field of a modal, in words that show a good example; plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from bot.domain.request import MOST_PEOPLE, Nobody
from bot.domain.request_checks import Conflict, ConflictWhy
from bot.domain.request_lack import Cannot
from bot.domain.salesforce_org import EXAMPLE as ORGANIZATION
from bot.domain.salesforce_org import OrganizationFault
from bot.domain.stray_characters import StrayCharacter
from bot.domain.workspaces import NAME_LENGTH, NameTooLong
from bot.views.say import Say

MOST_NAMED = 5  # malformed addresses that one error lists
MOST_CONFLICTS = 2  # an error is to be read at one glance
REASONS = 110  # characters of those why nobody can approve
NAME = 20  # characters of one
LONGEST_EXAMPLE = 80  # characters: a part of an address would be no example
EXAMPLE_ADDRESS = "name+sandbox@example.com"


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


def foreign_domain_fault(emails: Sequence[str], allowed: Sequence[str], say: Say) -> str:
    """Names the first address, and a domain that is allowed."""
    named = _and_more(emails[0][:60], len(emails) - 1, say)
    domain = _and_more(allowed[0][:60], len(allowed) - 1, say)
    return say.plain("fault.foreign_domain", email=named, domain=domain)


def _and_more(first: str, more: int, say: Say) -> str:
    return f"{first} ({say.count('list.more', more)})" if more else first


def conflict_fault(conflicts: Sequence[Conflict], say: Say) -> str:
    """Why the first of these people cannot be asked for, and how many more cannot."""
    said = "; ".join(_conflict(one, say) for one in conflicts[:MOST_CONFLICTS])
    return _and_more(said, max(0, len(conflicts) - MOST_CONFLICTS), say)


def sandbox_person_fault(one: Conflict, say: Say) -> str:
    """At the field of the person: they need no other account, whatever its address."""
    return say.plain(f"fault.sandbox_person.{one.why}", email=one.email[:50])


def _conflict(one: Conflict, say: Say) -> str:
    named = {"email": one.email[:50]}
    if one.why is ConflictWhy.ON_PRODUCTION:
        example = plus_address(one.email)
        named["example"] = example if len(example) <= LONGEST_EXAMPLE else EXAMPLE_ADDRESS
    return say.plain(f"fault.conflict.{one.why}", **named)


def plus_address(email: str) -> str:
    """Another address of the same mailbox, where plus addresses are usual."""
    local, _, domain = email.rpartition("@")
    name, _, tag = local.partition("+")
    return f"{name}+{'sandbox2' if tag == 'sandbox' else 'sandbox'}@{domain}"


def too_many_people_fault(people: int, say: Say) -> str:
    return say.plain("fault.too_many_people", people=people, most=MOST_PEOPLE)


def secret_fault(say: Say) -> str:
    """A note looks like a secret: it is not sent, and not repeated."""
    return say.plain("fault.secret")


@dataclass(frozen=True, slots=True)
class Named:
    """Plain text mentions nobody: what those are called of whom it speaks."""

    bot: str  # as it is typed
    cannot: Sequence[tuple[str, Cannot]] = ()  # who is named to approve, and why they do not
    group: str = ""  # that is named, too
    starter: str = ""  # empty: they left Slack


def nobody_fault(why: Nobody, say: Say, named: Named) -> str:
    """Nobody could approve what is asked: another answer for each cause."""
    key = Nobody.APPROVERS if why is Nobody.GROUP else why
    each = []
    if named.group:
        key_of_group = "cannot.group_empty" if why is Nobody.GROUP else "cannot.group"
        each.append(say.plain(key_of_group, who=named.group[:NAME]))
    each += [
        say.plain("cannot.you" if reason is Cannot.ASKS else f"cannot.{reason}", who=name[:NAME])
        for name, reason in named.cannot
    ]
    who = say.plain("who_names.slack_admin")
    if named.starter:
        who = say.plain("who_names.starter", starter=named.starter[:NAME])
    fits = [one for n, one in enumerate(each) if len(", ".join(each[: n + 1])) <= REASONS]
    listed = _and_more(", ".join(fits), len(each) - len(fits), say)
    return say.plain(f"fault.nobody.{key}", bot=named.bot, approvers=listed, starter=who)
