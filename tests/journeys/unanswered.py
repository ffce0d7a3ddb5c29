"""Answers that the store failed, as the log names them."""

from typing import Any

import pytest


def unanswered(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """In order."""
    said = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [one for one in said if one["event"] == "the store failed an answer"]
