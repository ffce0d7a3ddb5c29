"""
What this process counts; `bot/store/figures.py` adds up all processes in Redis.

No label holds what a person typed: each is one of a few words of ours, or of Slack's.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY: Final = CollectorRegistry()

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
    ["what"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0),
    registry=REGISTRY,
)
SLACK_ERRORS: Final = Counter(
    "salesconnect_slack_errors",
    "Calls of Slack's Web API that failed, by Slack's word for it",
    ["method", "error"],
    registry=REGISTRY,
)
