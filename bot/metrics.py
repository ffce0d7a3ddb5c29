"""
What this process counts; `bot/store/figures.py` adds up all processes in Redis.

No label holds what a person typed: each is one of a few words of ours, or of Slack's.
"""

import re
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY: Final = CollectorRegistry()
OTHER: Final = "other"
_WORD: Final = re.compile(r"[A-Za-z0-9_.]{1,60}")


def word(text: str) -> str:
    """As a label may hold it: a method, an error, a type of Slack's; `other` for all else."""
    return text if _WORD.fullmatch(text) else OTHER


DELIVERED: Final = Counter(
    "salesconnect_effects_delivered",
    "Effects that were performed and finished",
    ["effect"],
    registry=REGISTRY,
)
RETRIED: Final = Counter(
    "salesconnect_effects_retried",
    "Attempts that failed, or had to wait, and are made again",
    ["effect", "why"],  # why: rate_limited, in_doubt, refused, fault
    registry=REGISTRY,
)
DEAD: Final = Counter(
    "salesconnect_effects_given_up",
    "Effects that were put aside after too many attempts",
    ["effect"],
    registry=REGISTRY,
)
TICK: Final = Histogram(
    "salesconnect_tick_seconds",
    "One look at what is due in all shards",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0),
    registry=REGISTRY,
)
ACK: Final = Histogram(
    "salesconnect_ack_seconds",
    "From a delivery of Slack's to its answer",
    # kind: command, action, submission, closed, options, event, other. what: the subcommand,
    # action_id, callback_id, block_id or type of the event (handlers/timed.py).
    ["kind", "what"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0),
    registry=REGISTRY,
)
SLACK_ERRORS: Final = Counter(
    "salesconnect_slack_errors",
    "Calls of Slack's Web API that failed, by Slack's word for it",
    ["method", "error"],
    registry=REGISTRY,
)
