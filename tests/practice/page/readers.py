"""Somebody who reads: Mara in Berlin, on a Tuesday morning."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from practice.page.reader import Language, Reader

NOW: Final = datetime(2030, 1, 15, 9, 0, tzinfo=UTC)
PEOPLE: Final = {"U_MARA": "Mara", "U_SOL": "Sol <script>"}


def a_reader(
    language: Language = "en", *, now: datetime = NOW, tz: str = "Europe/Berlin"
) -> Reader:
    return Reader(
        language=language,
        tz=ZoneInfo(tz),
        now=now,
        user_name=lambda id_: PEOPLE.get(id_, id_),
        group_name=lambda id_: {"S_SALES": "@sales"}.get(id_, f"@{id_}"),
        channel_name=lambda id_: {"C_1": "#sales-invites"}.get(id_, f"#{id_}"),
        base_url="http://127.0.0.1:8080",
    )
