"""What an audit says of a change besides who, when and which stage: never a secret."""

from typing import Any, Final

from bot.domain.run import Batch, Run
from bot.domain.setup import Setup

# A setup holds no credential; of the rest, what people decided.
AUDITED: Final = (
    "handed_over",
    "people",
    "missing",
    "access_removed_at",
    "language",
    "approval",
    "organizations",
    "workspaces",
    "ticks",
    "connected_by_itself",
    "started_early_by",
    "api_access",
)


def differences(before: Setup | None, after: Setup) -> dict[str, dict[str, Any]]:
    """Field → `{"before": …, "after": …}`, as JSON values; only what differs."""
    changed = {
        name
        for name in AUDITED
        if (getattr(before, name) if before else None) != getattr(after, name)
    }
    if not changed:
        return {}
    old = before.model_dump(mode="json", include=changed) if before else {}
    new = after.model_dump(mode="json", include=changed)
    return {
        name: {"before": old.get(name), "after": new[name]} for name in AUDITED if name in changed
    }


RUN_AUDITED: Final = (
    "purpose",
    "driver",
    "tells",
    "people",
    "counts",
    "untold",
    "faults",
    "repeats",
)


def run_differences(before: Run | None, after: Run) -> dict[str, dict[str, Any]]:
    """The same for a run; who ended how stands with each of its people."""
    changed = {
        name
        for name in RUN_AUDITED
        if (getattr(before, name) if before else None) != getattr(after, name)
    }
    old = before.model_dump(mode="json", include=changed) if before else {}
    new = after.model_dump(mode="json", include=changed)
    said: dict[str, dict[str, Any]] = {
        name: {"before": old.get(name), "after": new[name]}
        for name in RUN_AUDITED
        if name in changed
    }
    batches = [n for n, batch in enumerate(after.batches, start=1) if _is_news(before, n, batch)]
    if batches:
        said["batch"] = {"before": None, "after": batches}
    return said


def _is_news(before: Run | None, number: int, batch: Batch) -> bool:
    """Reported, or compared with Team Access, by just this."""
    if before is None or number > len(before.batches):
        return False
    former = before.batches[number - 1]
    return (former.reported, former.compared) != (batch.reported, batch.compared)
