"""Who is in Sales Connect and how it is connected, as plain data that goes to disk as JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from practice import company
from practice.company import Employee

EVERYONE: Final = "Everyone"
"""The team that new members land in."""
SANDBOX_ADDRESS: Final = f"sandbox.tester@{company.DOMAIN}"
FORMER_TOUTAPP_USER: Final = "U_ADA"


@dataclass(slots=True)
class Member:
    """A person that Team Access shows; `connected_at` is None until connected to Marketo."""

    address: str
    """In lower case."""
    name: str
    came_by: Literal["provisioning", "toutapp", "invitation"]
    is_admin: bool = False
    team: str = EVERYONE
    invited_at: datetime | None = None
    connected_at: datetime | None = None
    workspace_ids: list[int] = field(default_factory=list)
    """Marketo's ids; assigned once, when connected, and empty before."""


def address_of(employee: Employee) -> str:
    return f"{employee.handle}@{company.DOMAIN}"


def _first_members() -> dict[str, Member]:
    """The admin whom Marketo invited, and somebody of the days when it was called ToutApp."""
    found: dict[str, Member] = {}
    for id_ in (company.SALES_CONNECT_ADMIN, FORMER_TOUTAPP_USER):
        employee = company.BY_ID[id_]
        address = address_of(employee)
        found[address] = Member(
            address,
            f"{employee.first_name} {employee.last_name}",
            came_by="toutapp" if id_ == FORMER_TOUTAPP_USER else "provisioning",
            is_admin=id_ == company.SALES_CONNECT_ADMIN,
        )
    return found


@dataclass(slots=True)
class SalesConnectState:
    """The production instance; of the sandbox instance no more than the addresses it uses."""

    members: dict[str, Member] = field(default_factory=_first_members)
    """By address, in the order in which they came."""
    connected_at: datetime | None = None
    """When Sales Connect was connected to Marketo; the ten minutes count from here."""
    connected_by: str | None = None
    """The address of the admin who owns the connection."""
    sandbox_addresses: list[str] = field(default_factory=lambda: [SANDBOX_ADDRESS])

    def connected_users(self) -> list[Member]:
        """Those who are connected to Marketo."""
        return [m for m in self.members.values() if m.connected_at is not None]

    def is_admin(self, address: str) -> bool:
        member = self.members.get(address)
        return member is not None and member.is_admin
