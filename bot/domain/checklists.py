"""What each person checks by themselves, outside of Slack: the points, and who may tick them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.roles import Act, Role
from bot.domain.stages import Kind, Prerequisite


class Checklist(StrEnum):
    """One for each kind of work. Source: domain.md, steps 1 to 5."""

    PREREQUISITES = "prerequisites"
    MARKETO = "marketo"
    SALES_CONNECT = "sales_connect"
    SALESFORCE = "salesforce"


class Point(StrEnum):
    """Stored, so a renamed value is a migration; `list:what`."""

    HAS_MARKETO = "prerequisites:marketo"
    HAS_SALES_CONNECT = "prerequisites:sales_connect"
    HAS_SALESFORCE = "prerequisites:salesforce"
    HAS_SANDBOX = "prerequisites:sandbox"
    INVITE_SENT = "marketo:invite_sent"
    VALUES_FOUND = "marketo:values_found"
    MAIL_CAME = "sales_connect:mail_came"
    PASSWORD_SET = "sales_connect:password_set"  # noqa: S105 (a point, no password)
    LOGGED_IN = "sales_connect:logged_in"
    SALESFORCE_CONNECTED = "sales_connect:salesforce_connected"
    API_CALLS = "salesforce:api_calls"
    APEX_CLASSES = "salesforce:apex_classes"
    APP_NOT_BLOCKED = "salesforce:app_not_blocked"

    @property
    def checklist(self) -> Checklist:
        return _LIST_OF[self]


_LIST_OF: Final[Mapping[Point, Checklist]] = MappingProxyType(
    {point: Checklist(point.value.partition(":")[0]) for point in Point}
)


OF_PREREQUISITE: Final[Mapping[Prerequisite, Point]] = MappingProxyType(
    {one: Point(f"{Checklist.PREREQUISITES}:{one}") for one in Prerequisite}
)
# Whose list it is; the Salesforce admin's is kept by both admins too, since nobody may be named.
OWNER: Final[Mapping[Checklist, Role]] = MappingProxyType(
    {
        Checklist.PREREQUISITES: Role.STARTER,
        Checklist.MARKETO: Role.MARKETO_ADMIN,
        Checklist.SALES_CONNECT: Role.SALES_CONNECT_ADMIN,
        Checklist.SALESFORCE: Role.SALESFORCE_ADMIN,
    }
)


def points_of(checklist: Checklist, kind: Kind) -> tuple[Point, ...]:
    """In the order in which they are done; the sandbox only where the setup is for one."""
    return _POINTS[checklist, kind]


# Asked for at each step of a setup, so worked out once.
_POINTS: Final[Mapping[tuple[Checklist, Kind], tuple[Point, ...]]] = MappingProxyType(
    {
        (checklist, kind): tuple(
            point
            for point in Point
            if point.checklist is checklist
            and (point is not Point.HAS_SANDBOX or kind is Kind.SANDBOX)
        )
        for checklist in Checklist
        for kind in Kind
    }
)


def act_on(checklist: Checklist) -> Act:
    """By which permission it is ticked."""
    return Act.SALESFORCE_CHECKLIST if checklist is Checklist.SALESFORCE else Act.OWN_CHECKLIST
