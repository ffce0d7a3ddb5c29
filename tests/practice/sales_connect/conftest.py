"""A Sales Connect on its first day, beside a Marketo, and one that is ready for users."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from practice.marketo.state import MarketoState
from practice.sales_connect.refusals import Refusal
from practice.sales_connect.state import SalesConnectState
from practice.sales_connect.team_access import WAIT, Connected, connect, invite

START = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)
READY = START + WAIT
SOL = "sol@lumensails.example"
ADA = "ada@lumensails.example"
"""A former ToutApp user: there from the beginning."""
CARLA = "carla@lumensails.example"
"""Not invited by anybody yet."""


@dataclass
class Office:
    """Both products, and what the admin does there."""

    state: SalesConnectState = field(default_factory=SalesConnectState)
    marketo: MarketoState = field(default_factory=MarketoState)

    def connect(
        self,
        *,
        munchkin_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        by: str = SOL,
        now: datetime = START,
    ) -> Connected | Refusal:
        """With what Marketo shows, where nothing else is given."""
        return connect(
            self.state,
            self.marketo,
            munchkin_id=self.marketo.munchkin_id if munchkin_id is None else munchkin_id,
            client_id=self.marketo.client_id if client_id is None else client_id,
            client_secret=self.marketo.client_secret if client_secret is None else client_secret,
            by=by,
            now=now,
        )

    def invite(self, *addresses: str) -> None:
        invite(self.state, addresses, by=SOL, now=START)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def ready(office: Office) -> Office:
    """Connected to Marketo at `START`; Carla is invited."""
    office.connect()
    office.invite(CARLA)
    return office
