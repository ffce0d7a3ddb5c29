"""What an app shows beside its DM: suggested prompts, and that it is busy."""

from dataclasses import dataclass, field
from typing import Final

STATUS_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class Prompt:
    """A click on `title` says `message`."""

    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Prompts:
    title: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """`loading_messages` are shown in turn instead of `text`, where there are any."""

    text: str
    loading_messages: tuple[str, ...]
    set_at: float


@dataclass(slots=True)
class Assistant:
    prompts: dict[str, Prompts] = field(default_factory=dict)
    """By channel id."""
    _statuses: dict[tuple[str, str], Status] = field(default_factory=dict)

    def set_status(self, channel_id: str, thread_ts: str, status: Status) -> None:
        """An empty text takes it away."""
        if status.text:
            self._statuses[channel_id, thread_ts] = status
        else:
            self._statuses.pop((channel_id, thread_ts), None)

    def answered(self, channel_id: str, thread_ts: str | None) -> None:
        """A message of the app in the thread takes the status away."""
        if thread_ts is not None:
            self._statuses.pop((channel_id, thread_ts), None)

    def status(self, channel_id: str, thread_ts: str, now: float) -> Status | None:
        """What people read under the thread now: two minutes at most."""
        status = self._statuses.get((channel_id, thread_ts))
        return None if status is None or now - status.set_at >= STATUS_SECONDS else status

    def clear(self) -> None:
        self.prompts.clear()
        self._statuses.clear()
