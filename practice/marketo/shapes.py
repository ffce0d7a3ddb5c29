"""State as the JSON that User Management answers with, in any of the shapes seen of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from practice.marketo.state import MarketoUser, Role, Workspace

Json: TypeAlias = dict[str, Any]


class DateForm(StrEnum):
    """The four forms in which Marketo writes the same instant."""

    Z = "ISO with Z"
    OFFSET = "ISO with +0000"
    PLAIN = "yyyy-MM-dd HH:mm:ss"
    GUIDE = "yyyyMMdd'T'HH:mm:ss.SSS't'±hhmm"

    def write(self, at: datetime) -> str:
        utc = at.astimezone(UTC)
        match self:
            case DateForm.Z:
                return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
            case DateForm.OFFSET:
                return utc.strftime("%Y-%m-%dT%H:%M:%S+0000")
            case DateForm.PLAIN:
                return utc.strftime("%Y-%m-%d %H:%M:%S")
            case DateForm.GUIDE:
                return f"{utc:%Y%m%dT%H:%M:%S}.{utc.microsecond // 1000:03}t+0000"


@dataclass(slots=True)
class Shapes:
    """How answers look until it is set otherwise: as Adobe's swagger defines them."""

    is_wrapped: bool = False
    """`{"result": […]}` in place of the bare array."""
    dates: DateForm = DateForm.Z
    omitted: set[str] = field(default_factory=set)
    """Fields that the service leaves out, though swagger calls them required."""
    fails_with_errors: bool = True
    """Whether a failure by HTTP status carries an `errors` array too."""

    def answer(self, rows: list[Json]) -> Json | list[Json]:
        lean = [{k: v for k, v in row.items() if k not in self.omitted} for row in rows]
        return {"result": lean} if self.is_wrapped else lean

    def workspace(self, workspace: Workspace) -> Json:
        return {
            "id": workspace.id,
            "name": workspace.name,
            "description": workspace.description,
            "status": workspace.status,
            "globalViz": workspace.global_viz,
            "currencyInfo": workspace.currency_info,
            "createdAt": self.dates.write(workspace.created_at),
            "updatedAt": self.dates.write(workspace.updated_at),
        }

    def user(self, user: MarketoUser) -> Json:
        return {
            "userid": user.email_address,
            "firstName": user.first_name,
            "lastName": user.last_name,
            "emailAddress": user.email_address,
            "id": user.id,
            "apiOnly": user.api_only,
        }

    def role(self, role: Role) -> Json:
        return {
            "id": role.id,
            "name": role.name,
            "description": role.description,
            "type": role.type,
            "isHidden": role.is_hidden,
            "isOnlyAllZones": role.is_only_all_zones,
            "createdAt": self.dates.write(role.created_at),
            "updatedAt": self.dates.write(role.updated_at),
        }
