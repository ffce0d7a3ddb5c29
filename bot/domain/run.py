"""The aggregate `Run`: one bulk run, from its preview to its result."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.domain.effects import Card, Ref, Slot
from bot.domain.ids import RunId, SetupId, TeamId, UserId


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunStage(StrEnum):
    """Stored, so a renamed value is a migration."""

    DRAFT = "draft"  # previewed, not started; forgotten after a day
    PREPARED = "prepared"  # confirmed during the wait: one press starts it
    RUNNING = "running"
    ENDED = "ended"


class RowState(StrEnum):
    """What became of one person."""

    PLANNED = "planned"
    IN_BATCH = "in_batch"
    CONNECTED = "connected"
    FAILED = "failed"


class Row(_Value):
    """One person of a run; stored apart from the others."""

    email: str
    user_id: UserId | None = None
    state: RowState = RowState.PLANNED
    why: str = ""  # of a failure, as the admin typed it
    untold: bool = False  # no message could be sent to them


class Batch(_Value):
    """People who are ticked together, since they get the same workspaces."""

    rows: tuple[int, ...]
    workspaces: tuple[str, ...]  # none: the default Marketo workspace
    reported: bool = False


class Run(_Value):
    """Batches count from 1 for people, from 0 in here; one is open at a time, in their order."""

    schema_number: Literal[2] = 2
    id: RunId
    team_id: TeamId
    setup_id: SetupId
    stage: RunStage
    planned_by: UserId
    planned_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    closed: bool = False  # ended with its setup, before all was reported
    batches: tuple[Batch, ...]
    duplicates: tuple[str, ...] = ()
    rows: dict[int, Row]

    @property
    def ref(self) -> Ref:
        """For cards that show this run."""
        return Ref(kind="run", id=self.id)

    @property
    def open_batch(self) -> int | None:
        """The batch that waits for its report."""
        if self.stage is not RunStage.RUNNING:
            return None
        return next((n for n, batch in enumerate(self.batches) if not batch.reported), None)

    def count(self, state: RowState) -> int:
        """How many people are in this state."""
        return sum(row.state is state for row in self.rows.values())

    def batch_card(self, number: int, admin: UserId) -> Slot:
        return Slot(card=Card.BATCH, part=str(number), to=admin)
