"""What an audit says of a change besides who, when and which stage: never a secret."""

from typing import Any, Final

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
