"""Rate limits: how often each method may be called, per Slack workspace; off unless asked for."""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from practice.slack.clock import Clock

MINUTE: Final = 60.0
PER_MINUTE: Final = {1: 1, 2: 20, 3: 50, 4: 100}
"""Slack says "1+", "20+", …: what is above is at its mercy, so it is refused here."""

TIER: Final[dict[str, int]] = {
    "apps.connections.open": 1,
    "users.list": 2,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "auth.revoke": 3,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.open": 3,
    "conversations.replies": 3,
    "team.info": 3,
    "users.lookupByEmail": 3,
    "assistant.threads.setStatus": 4,
    "assistant.threads.setSuggestedPrompts": 4,
    "chat.postEphemeral": 4,
    "conversations.members": 4,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "users.info": 4,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
SPECIAL: Final = {"auth.test": 600, "chat.getPermalink": 600, "chat.postMessage": 300}
"""† Slack says "hundreds a minute"; of chat.postMessage this is the limit besides the channel's."""
TIER_1_BURST: Final = 100
"""† "A small amount of burst is tolerated". A bot that is restarted again and again gets in."""
POST_BURST: Final = 10
"""† Messages that one channel takes at once; after them it takes one a second."""
DISTRIBUTED: Final = {"conversations.history", "conversations.replies"}
DISTRIBUTED_PAGE: Final = 15


@dataclass(slots=True)
class _Bucket:
    """Fills by `rate` a second up to `size`; each call takes one."""

    size: float
    rate: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until there is one; 0.0 if there is."""
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        # A hair's breadth: sums of floats miss whole numbers.
        return 0.0 if self.left >= 1.0 - 1e-9 else (1.0 - self.left) / self.rate


@dataclass(slots=True)
class _Window:
    """So many calls within any minute."""

    most: int
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.calls and now - self.calls[0] >= MINUTE:
            self.calls.popleft()
        return 0.0 if len(self.calls) < self.most else MINUTE - (now - self.calls[0])


class Limits:
    """
    Counts per method and Slack workspace, chat.postMessage per channel too; there is one app.

    `is_distributed`: sold outside the Marketplace, so history is read once a minute, 15 a page.
    """

    def __init__(self, clock: Clock, *, is_distributed: bool = False) -> None:
        self._clock = clock
        self._is_distributed = is_distributed
        self._windows: dict[tuple[str, str], _Window] = {}
        self._buckets: dict[tuple[str, str, str], _Bucket] = {}

    def anew(self) -> "Limits":
        """The same with nothing counted yet."""
        return Limits(self._clock, is_distributed=self._is_distributed)

    @property
    def history_page(self) -> int | None:
        """The most messages that one answer of conversations.history holds, where it is less."""
        return DISTRIBUTED_PAGE if self._is_distributed else None

    def take(self, method: str, team_id: str, channel: str = "") -> int | None:
        """
        Counts this call, or says in how many whole seconds to come again, and counts nothing.

        `channel`: where a message goes; the other methods do not look at it.
        """
        now = self._clock()
        gates: list[_Bucket | _Window] = []
        if TIER.get(method) == 1:
            gates.append(self._bucket(method, team_id, "", TIER_1_BURST, 1 / MINUTE))
        else:
            gates.append(self._window(method, team_id))
        if method == "chat.postMessage":
            gates.append(self._bucket(method, team_id, channel, POST_BURST, 1.0))
        wait = max(gate.wait(now) for gate in gates)
        if wait > 0:
            return max(1, math.ceil(wait - 1e-6))
        for gate in gates:
            if isinstance(gate, _Window):
                gate.calls.append(now)
            else:
                gate.left -= 1
        return None

    def _window(self, method: str, team_id: str) -> _Window:
        if self._is_distributed and method in DISTRIBUTED:
            most = 1
        else:
            most = SPECIAL.get(method) or PER_MINUTE[TIER.get(method, 3)]
        return self._windows.setdefault((method, team_id), _Window(most))

    def _bucket(self, method: str, team_id: str, channel: str, size: float, rate: float) -> _Bucket:
        full = _Bucket(size, rate, size, self._clock())
        return self._buckets.setdefault((method, team_id, channel), full)
