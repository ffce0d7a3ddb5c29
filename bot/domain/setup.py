"""The aggregate `Setup`: one instance of Sales Connect on its way to connected users."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.domain.effects import Card, Ref, Slot
from bot.domain.ids import ChannelId, RunId, SetupId, TeamId, UserId
from bot.domain.people import Role
from bot.domain.stages import Kind, Language, Prerequisite, Stage


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HandOverNote(_Value):
    """Who gave what to whom and when; never a value."""

    version: int  # counts hand-overs, from 1
    recipient: UserId
    at: datetime
    expires_at: datetime
    revealed_at: datetime | None = None
    expired_at: datetime | None = None


class RunPhase(StrEnum):
    """What the setup knows of a run."""

    RUNNING = "running"
    ENDED = "ended"


class Setup(_Value):
    """Stored as JSON; every change of these fields is a migration (bot/store/documents.py)."""

    schema_number: Literal[1] = 1
    id: SetupId
    team_id: TeamId
    stage: Stage
    kind: Kind
    name: str = ""  # tells several of one kind apart
    people: dict[Role, UserId]
    channel_id: ChannelId  # where invites are approved
    prerequisites: frozenset[Prerequisite] = frozenset()
    language: Language  # of what many read
    started_at: datetime
    handed_over: HandOverNote | None = None
    connected_at: datetime | None = None
    ready_at: datetime | None = None  # when the wait is over
    started_early_by: UserId | None = None
    workspaces: tuple[str, ...] = ()
    runs: dict[RunId, RunPhase] = {}

    @property
    def ref(self) -> Ref:
        """For cards that show this setup."""
        return Ref(kind="setup", id=self.id)

    @property
    def starter(self) -> UserId:
        return self.people[Role.STARTER]

    @property
    def marketo_admin(self) -> UserId:
        return self.people[Role.MARKETO_ADMIN]

    @property
    def sales_connect_admin(self) -> UserId:
        return self.people[Role.SALES_CONNECT_ADMIN]

    @property
    def version(self) -> int:
        """Of the latest hand-over; 0 before the first."""
        return self.handed_over.version if self.handed_over else 0

    def starter_card(self) -> Slot:
        return Slot(card=Card.STARTER, to=self.starter)

    def marketo_card(self) -> Slot:
        return Slot(card=Card.MARKETO_ADMIN, to=self.marketo_admin)

    def sales_connect_card(self) -> Slot:
        return Slot(card=Card.SALES_CONNECT_ADMIN, to=self.sales_connect_admin)

    def credentials_card(self) -> Slot:
        """A new message for each hand-over."""
        part = str(self.version)
        return Slot(card=Card.CREDENTIALS, part=part, to=self.sales_connect_admin)

    def ready_card(self) -> Slot:
        return Slot(card=Card.READY, to=self.sales_connect_admin)
