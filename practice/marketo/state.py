"""What a Marketo subscription holds, as plain data that goes to disk as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from practice import company

USER_MANAGEMENT_API: Final = "Access User Management Api"
USERS: Final = "Access Users"
PERMISSIONS: Final = (USER_MANAGEMENT_API, USERS)
"""What reading workspaces, roles and users needs, both of them."""

FIRST_DAY: Final = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
_LATER_CHANGE: Final = timedelta(days=40, hours=3, minutes=7)

_WORKSPACES: Final = (
    ("Default", "The first one, made with the subscription"),
    ("North America", "United States and Canada"),
    ("Latin America", "Sales in Spanish and Portuguese"),
    ("United Kingdom & Ireland", "Run from Dublin"),
    ("Deutschland", "Germany, Austria, Switzerland"),
    ("France", "France, Belgium, Luxembourg"),
    ("Iberia", "Spain and Portugal"),
    ("Nordics", "Denmark, Finland, Norway, Sweden"),
    ("Default Partners", "Resellers; not the default one, in spite of its name"),
    ("Türkiye", "Run from Istanbul"),
    ("Asia Pacific", "Run from Singapore"),
    ("Japan", "Run from Tokyo"),
    ("Education", "Schools and universities"),
    ("Public Sector", "Closed to other teams"),
    ("Events", "Fairs and webinars"),
)
_FIRST_NAMES: Final = ("Alma", "Bruno", "Chloé", "Daan", "Edda", "Farid", "Gwen", "Hugo")
_LAST_NAMES: Final = ("Abel", "Berger", "Costa", "Duval", "Ekström")


@dataclass(slots=True)
class Workspace:
    """A partition of the subscription; people know it by its name."""

    id: int
    name: str
    description: str
    status: str = "active"
    global_viz: int = 0
    currency_info: str = "USD"
    created_at: datetime = FIRST_DAY
    updated_at: datetime = FIRST_DAY


@dataclass(slots=True)
class MarketoUser:
    id: int
    first_name: str
    last_name: str
    email_address: str
    api_only: bool = False


@dataclass(slots=True)
class Role:
    id: int
    name: str
    description: str
    type: str = "System"
    is_hidden: bool = False
    is_only_all_zones: bool = False
    created_at: datetime = FIRST_DAY
    updated_at: datetime = FIRST_DAY


@dataclass(slots=True)
class ApiService:
    """A LaunchPoint custom service and the API-only user behind it."""

    client_id: str = "00000000-0000-4000-8000-000000000002"
    client_secret: str = "practiceapiuserspracticeapiusers"
    user: str = f"api-only@{company.DOMAIN}"
    permissions: list[str] = field(default_factory=lambda: list(PERMISSIONS))


def _workspaces() -> list[Workspace]:
    return [
        Workspace(
            id=number,
            name=name,
            description=description,
            global_viz=int(number == 1),
            created_at=FIRST_DAY + timedelta(days=number),
            updated_at=FIRST_DAY + timedelta(days=number) + _LATER_CHANGE,
        )
        for number, (name, description) in enumerate(_WORKSPACES, start=1)
    ]


def _users() -> list[MarketoUser]:
    """The company's people and forty more, so that one page does not hold them all."""
    names = [(e.first_name, e.last_name, e.handle) for e in company.EMPLOYEES]
    names += [
        (first, last, f"person-{index:02}")
        for index, (last, first) in enumerate(
            ((last, first) for last in _LAST_NAMES for first in _FIRST_NAMES), start=1
        )
    ]
    users = [
        MarketoUser(number, first, last, f"{name}@{company.DOMAIN}")
        for number, (first, last, name) in enumerate(names, start=101)
        if name != company.BY_ID[company.GUEST].handle
    ]
    return [*users, MarketoUser(900, "API", "Only", ApiService().user, api_only=True)]


def _roles() -> list[Role]:
    return [
        Role(1, "Admin", "Everything", is_only_all_zones=True),
        Role(2, "Standard User", "Everything but Admin"),
        Role(3, "Marketing User", "Programs and assets"),
        Role(4, "Sales Connect reader", "Only for the API-only user", type="Custom"),
    ]


@dataclass(slots=True)
class MarketoState:
    """
    One subscription. `client_id` and `client_secret` are those of its Sales Connect page.

    Their shapes are the usual ones (a UUID, 32 letters or digits), so that nothing warns of them;
    a company that was kept by an older practice keeps what it had.
    `default_workspace_id` is what counts as default, whatever any workspace is called.
    """

    munchkin_id: str = "123-ABC-456"
    client_id: str = "00000000-0000-4000-8000-000000000001"
    client_secret: str = "practicepracticepracticepractice"
    identity_knows_the_pair: bool = True
    """No source says whether the identity endpoint takes the Sales Connect pair: try both."""
    api: ApiService = field(default_factory=ApiService)
    workspaces: list[Workspace] = field(default_factory=_workspaces)
    default_workspace_id: int = 1
    users: list[MarketoUser] = field(default_factory=_users)
    roles: list[Role] = field(default_factory=_roles)

    @property
    def default_workspace(self) -> Workspace:
        return next(w for w in self.workspaces if w.id == self.default_workspace_id)

    def is_sales_connect_pair(self, client_id: str, client_secret: str) -> bool:
        return (client_id, client_secret) == (self.client_id, self.client_secret)

    def workspace_named(self, name: str) -> Workspace | None:
        """Any case."""
        wanted = name.casefold()
        return next((w for w in self.workspaces if w.name.casefold() == wanted), None)

    def names_of(self, workspace_ids: Iterable[int]) -> list[str]:
        """In Marketo's order."""
        wanted = set(workspace_ids)
        return [w.name for w in self.workspaces if w.id in wanted]
