"""Why somebody cannot be asked for: what is on record of their address, and whose domain it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.ids import RequestId, SetupId
from bot.domain.request import RequestKind
from bot.domain.setup import Setup


class ConflictWhy(StrEnum):
    """What stands in the way."""

    CONNECTED = "connected"  # or in a run that connects them now
    INVITED = "invited"
    ASKED_FOR = "asked_for"  # in an open request of the same kind
    OTHER_INSTANCE = "other_instance"  # has, or is to get, an account there
    ON_PRODUCTION = "on_production"  # a sandbox account needs another address
    HAS_ACCOUNT = "has_account"  # on the sandbox


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody who cannot be asked for, and why."""

    email: str
    why: ConflictWhy


@dataclass(frozen=True, slots=True)
class OnRecordOf:
    """What is on record of some addresses, on one instance and beside it."""

    connected: frozenset[str] = frozenset()  # or on their way, here
    invited: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()  # of the sandbox that goes with it
    elsewhere: Mapping[str, SetupId] = field(default_factory=dict)
    asked_for: Mapping[RequestKind, Mapping[str, RequestId]] = field(default_factory=dict)


def conflicts(kind: RequestKind, emails: Iterable[str], record: OnRecordOf) -> tuple[Conflict, ...]:
    """In the order of the addresses, one reason each. Source: domain.md, part 4."""
    judge = _of_invite if kind is RequestKind.INVITE else _of_sandbox
    found = ((email, judge(email, record)) for email in emails)
    return tuple(Conflict(email, why) for email, why in found if why)


def _of_invite(email: str, record: OnRecordOf) -> ConflictWhy | None:
    on_sandbox = email in record.accounts or email in _asked(record, RequestKind.SANDBOX)
    if email in record.connected:
        return ConflictWhy.CONNECTED
    if on_sandbox or email in record.elsewhere:
        return ConflictWhy.OTHER_INSTANCE
    if email in record.invited:
        return ConflictWhy.INVITED
    return ConflictWhy.ASKED_FOR if email in _asked(record, RequestKind.INVITE) else None


def _of_sandbox(email: str, record: OnRecordOf) -> ConflictWhy | None:
    invited = email in record.invited or email in _asked(record, RequestKind.INVITE)
    if email in record.connected or invited:
        return ConflictWhy.ON_PRODUCTION
    if email in record.accounts:
        return ConflictWhy.HAS_ACCOUNT
    if email in record.elsewhere:
        return ConflictWhy.OTHER_INSTANCE
    return ConflictWhy.ASKED_FOR if email in _asked(record, RequestKind.SANDBOX) else None


def _asked(record: OnRecordOf, kind: RequestKind) -> Mapping[str, RequestId]:
    return record.asked_for.get(kind, {})


def domain_of(email: str) -> str:
    return email.rpartition("@")[2]


def allowed_domains(setup: Setup, of_named: Iterable[str | None]) -> tuple[str, ...]:
    """
    Those that the setup names, else those of the people named in it; none: any.

    `of_named`: their addresses, as far as Slack tells them.
    """
    if setup.approval.domains:
        return setup.approval.domains
    return tuple(dict.fromkeys(domain_of(email) for email in of_named if email))


def foreign(emails: Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of other domains."""
    return tuple(one for one in emails if allowed and domain_of(one) not in allowed)
