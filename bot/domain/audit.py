"""What an audit says of a change besides who, when and which stage: never a secret."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from bot.domain.request import Request
from bot.domain.run import Batch, Run
from bot.domain.setup import Setup
from bot.domain.value import Value

Changes: TypeAlias = dict[str, dict[str, Any]]

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
    "sandbox",
)


def differences(before: Setup | None, after: Setup) -> Changes:
    """Field → `{"before": …, "after": …}`, as JSON values; only what differs."""
    return _differences(before, after, AUDITED)


def _differences(before: Value | None, after: Value, names: Sequence[str]) -> Changes:
    changed = {
        name
        for name in names
        if (getattr(before, name) if before else None) != getattr(after, name)
    }
    if not changed:
        return {}
    old = before.model_dump(mode="json", include=changed) if before else {}
    new = after.model_dump(mode="json", include=changed)
    return {
        name: {"before": old.get(name), "after": new[name]} for name in names if name in changed
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


def run_differences(before: Run | None, after: Run) -> Changes:
    """The same for a run; who ended how stands with each of its people."""
    said = _differences(before, after, RUN_AUDITED)
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


# Not what they wrote to the approvers: that stands on the card.
REQUEST_AUDITED: Final = (
    "kind",
    "people",
    "directly",
    "channel_fault",
    "nobody",
    "escalated_to",
    "asked_adobe",
    "closed_why",
)


def request_differences(before: Request | None, after: Request) -> Changes:
    """The same for a request; of who was in the channel only how many."""
    said = _differences(before, after, REQUEST_AUDITED)
    were, are = len(before.members) if before else 0, len(after.members)
    return {**said, "members": {"before": were, "after": are}} if were != are else said
