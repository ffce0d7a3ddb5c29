"""Who cannot be asked for, and why: one reason each, the one that helps most."""

from itertools import chain, combinations
from typing import Final

import pytest

from bot.domain.ids import RequestId, SetupId
from bot.domain.request import RequestKind
from bot.domain.request_checks import (
    Conflict,
    ConflictWhy,
    OnRecordOf,
    allowed_domains,
    conflicts,
    domain_of,
    foreign,
)
from bot.domain.setup_parts import Approval
from tests.domain.builders import a_setup
from tests.domain.request_builders import approved_by
from tests.for_each import for_each

ADA: Final = "ada@acme.example"
BEN: Final = "ben@acme.example"
INVITE, SANDBOX = RequestKind.INVITE, RequestKind.SANDBOX
OTHER: Final = SetupId("other")
OPEN_ONE: Final = RequestId("request-0")
# What may be on record of an address, each by itself.
RECORDS: Final = (
    *("connected", "invited", "account", "elsewhere", "invite asked for", "sandbox asked for"),
)
# From the reason that is told first to the last; what is not here stands in nobody's way.
WHY: Final = {
    INVITE: {
        "connected": ConflictWhy.CONNECTED,
        "account": ConflictWhy.OTHER_INSTANCE,
        "sandbox asked for": ConflictWhy.OTHER_INSTANCE,
        "elsewhere": ConflictWhy.OTHER_INSTANCE,
        "invited": ConflictWhy.INVITED,
        "invite asked for": ConflictWhy.ASKED_FOR,
    },
    SANDBOX: {
        "connected": ConflictWhy.ON_PRODUCTION,
        "invited": ConflictWhy.ON_PRODUCTION,
        "invite asked for": ConflictWhy.ON_PRODUCTION,
        "account": ConflictWhy.HAS_ACCOUNT,
        "elsewhere": ConflictWhy.OTHER_INSTANCE,
        "sandbox asked for": ConflictWhy.ASKED_FOR,
    },
}
EVERY_RECORD: Final = tuple(
    chain.from_iterable(combinations(RECORDS, count) for count in range(len(RECORDS) + 1))
)


def record_of(email: str, what: tuple[str, ...]) -> OnRecordOf:
    def one(name: str) -> frozenset[str]:
        return frozenset({email} if name in what else ())

    asked = {kind: dict.fromkeys(one(f"{kind} asked for"), OPEN_ONE) for kind in RequestKind}
    return OnRecordOf(
        connected=one("connected"),
        invited=one("invited"),
        accounts=one("account"),
        elsewhere=dict.fromkeys(one("elsewhere"), OTHER),
        asked_for=asked,
    )


@for_each(kind=RequestKind, what=EVERY_RECORD)
def test_each_address_has_its_nearest_reason(kind: RequestKind, what: tuple[str, ...]) -> None:
    """Whatever else is on record of it; nobody is on two instances by one address."""
    found = conflicts(kind, [ADA, BEN], record_of(ADA, what))

    first = next((why for name, why in WHY[kind].items() if name in what), None)
    assert found == ((Conflict(ADA, first),) if first else ())


@pytest.mark.parametrize("kind", RequestKind)
def test_reasons_come_in_the_order_of_the_addresses(kind: RequestKind) -> None:
    """As they were typed, each once."""
    both = OnRecordOf(connected=frozenset({ADA, BEN}))

    assert [one.email for one in conflicts(kind, [BEN, ADA], both)] == [BEN, ADA]


@pytest.mark.parametrize("kind", RequestKind)
def test_nothing_on_record_is_no_reason(kind: RequestKind) -> None:
    """The first request of a company."""
    assert conflicts(kind, [ADA], OnRecordOf()) == ()


class TestDomains:
    def test_those_of_the_people_named_are_allowed(self) -> None:
        """Each once, as far as Slack tells their addresses."""
        of_named = ["mara@acme.example", None, "sol@acme.example", "sven@sales.example", ""]

        assert allowed_domains(a_setup(), of_named) == ("acme.example", "sales.example")

    def test_those_of_the_settings_take_their_place(self) -> None:
        """They are not added to: the starter may narrow them."""
        setup = approved_by(Approval(domains=("partner.example",)))

        assert allowed_domains(setup, ["mara@acme.example"]) == ("partner.example",)

    def test_where_no_address_is_known_any_domain_is(self) -> None:
        """A refusal would stop everybody."""
        assert allowed_domains(a_setup(), [None, None]) == ()
        assert foreign(["ada@anywhere.example"], ()) == ()

    def test_others_are_foreign_subdomains_and_lookalikes_too(self) -> None:
        """In the order they were typed."""
        given = [
            *("ada@acme.example", "eve@mail.acme.example", "eve@notacme.example"),
            *("eve@acme.example.org", '"a@acme.example"@evil.example'),
        ]

        assert foreign(given, ("acme.example",)) == tuple(given[1:])

    def test_a_domain_is_what_stands_behind_the_last_at(self) -> None:
        """A quoted name may hold another."""
        assert domain_of('"a@b.example"@acme.example') == "acme.example"
