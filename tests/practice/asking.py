"""Whoever asks practice's connector, signed as docs/connector.md says, and the company behind."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import httpx
from starlette.applications import Starlette

from practice.marketo.state import MarketoState
from practice.sales_connect.connector import PATH, ConnectorStandIn
from practice.sales_connect.state import SalesConnectState
from practice.sales_connect.team_access import connect_by_itself
from practice.slack.server import Server

SECRET: Final = "practice-only-secret"
NOW: Final = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)
SOL: Final = "sol@lumensails.example"
CARLA: Final = "carla@lumensails.example"
"""Not invited by anybody yet."""


@dataclass
class Company:
    """A Sales Connect that is connected for long, its connector, and whoever asks it."""

    state: SalesConnectState = field(default_factory=SalesConnectState)
    marketo: MarketoState = field(default_factory=MarketoState)
    now: datetime = NOW
    changes: int = 0
    keys: int = 0

    def __post_init__(self) -> None:
        connect_by_itself(self.state, by=SOL, now=NOW)
        self.connector = ConnectorStandIn(
            lambda: self.state,
            lambda: self.marketo,
            Server([]),
            secret=SECRET,
            now=lambda: self.now,
            changed=self._changed,
            signed_at=NOW.timestamp,
        )
        app = Starlette(routes=self.connector.routes())
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://127.0.0.1"
        )

    def _changed(self) -> None:
        self.changes += 1

    async def ask(self, email: str = CARLA, *workspaces: str, **more: Any) -> tuple[int, Any]:
        """Signed, under a new key unless one is given."""
        self.keys += 1
        key = more.pop("key", f"key-{self.keys}")
        call = {
            "does": "connect",
            "run_id": "R1",
            "attempt": 1,
            "instance": "production",
            "name": "",
            "email": email,
            "workspaces": list(workspaces),
        }
        return await self.post(json.dumps(call | more).encode(), **{"Idempotency-Key": key})

    async def post(self, body: bytes, **headers: str) -> tuple[int, Any]:
        """Signed as of now, unless `headers` say something else."""
        key = headers.get("Idempotency-Key", "a-key")
        signed = self.signed(body, key=key)
        answer = await self.client.post(PATH, content=body, headers=signed | headers)
        return answer.status_code, answer.json()

    def signed(self, body: bytes, at: datetime = NOW, key: str = "a-key") -> dict[str, str]:
        """By real time, which stands still here; `now` may be anything."""
        stamp = str(int(at.timestamp()))
        signed = f"v1:{stamp}:{key}:".encode() + body
        digest = hmac.new(SECRET.encode(), signed, sha256).hexdigest()
        return {
            "X-SalesConnect-Timestamp": stamp,
            "X-SalesConnect-Signature": f"v1={digest}",
            "Idempotency-Key": key,
        }

    def workspaces_of(self, email: str) -> list[str]:
        return self.marketo.names_of(self.state.members[email].workspace_ids)
