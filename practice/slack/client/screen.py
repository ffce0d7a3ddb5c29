"""What a person, or a channel, shows: the reading half of the driver, and waiting for it."""

import time
from collections.abc import Callable
from typing import TypeVar

from practice.slack.client.seen import Message, Modal
from practice.slack.errors import Deactivated, NotThere
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User
from practice.slack.state import State
from practice.slack.views import StoredView

T = TypeVar("T")


async def wait_for(state: State, find: Callable[[], T | None], timeout: float, what: str) -> T:
    """
    What `find` returns, as soon as it is neither None nor False; looks at every change.

    Raises: TimeoutError, after `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while True:
        found = find()
        if found is not None and found is not False:
            return found
        left = deadline - time.monotonic()
        try:
            await state.wait_for_change(max(left, 0.0))
        except TimeoutError:
            raise TimeoutError(what) from None


class Room:
    """A channel as anybody in it sees it."""

    def __init__(self, state: State, channel: Channel) -> None:
        self._state = state
        self.stored = channel

    @property
    def id(self) -> str:
        return self.stored.id

    @property
    def messages(self) -> list[Message]:
        """Oldest first, replies in threads included, deleted ones not."""
        return [Message.of(m) for m in self.stored.messages if not m.deleted]

    async def until(self, is_it: Callable[[Message], bool], *, timeout: float = 5.0) -> Message:
        """The first message that satisfies it. Raises: TimeoutError."""
        return await until_message(self._state, lambda: self.messages, is_it, timeout)


async def until_message(
    state: State,
    look: Callable[[], list[Message]],
    is_it: Callable[[Message], bool],
    timeout: float,
) -> Message:
    def find() -> Message | None:
        return next((m for m in look() if is_it(m)), None)

    try:
        return await wait_for(state, find, timeout, "")
    except TimeoutError:
        there = "\n".join(f"- {m.all_text!r} {m.buttons}" for m in look()) or "(nothing)"
        raise TimeoutError(f"no such message after {timeout} s; there are:\n{there}") from None


class Screen:
    """The reading half of a person."""

    def __init__(self, state: State, user: User) -> None:
        self._state = state
        self.user = user
        self.errors: dict[str, str] = {}
        """Label → text of the faults that the last submission came back with."""
        self.faults: dict[str, str] = {}
        """The same by block id."""
        self._errors_at: str | None = None

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def modal(self) -> Modal | None:
        top = self._state.views.top(self.user.id)
        if top is None:
            return None
        return Modal(top, dict(self.errors) if self._errors_at == top.id else {})

    def faults_of(self, view: StoredView) -> dict[str, str]:
        """Block id → text, while they are those of this view."""
        return dict(self.faults) if self._errors_at == view.id else {}

    @property
    def modals(self) -> list[Modal]:
        """The whole stack, the lowest first."""
        return [Modal(view) for view in self._state.views.stacks.get(self.user.id, [])]

    @property
    def home(self) -> Modal | None:
        home = self._state.views.homes.get(self.user.id)
        return None if home is None else Modal(home)

    @property
    def dm(self) -> list[Message]:
        """All of the bot's DM with her, her own messages too, oldest first."""
        channel = next((c for c in self._state.channels.values() if c.im_user == self.id), None)
        return [] if channel is None else Room(self._state, channel).messages

    @property
    def ephemerals(self) -> list[Message]:
        return [Message.of(m) for m in self._her_ephemerals()]

    async def until(self, is_it: Callable[[Message], bool], *, timeout: float = 5.0) -> Message:
        """The first DM message that satisfies it. Raises: TimeoutError."""
        return await until_message(self._state, lambda: self.dm, is_it, timeout)

    async def until_ephemeral(
        self, is_it: Callable[[Message], bool], *, timeout: float = 5.0
    ) -> Message:
        """The first message only for her that satisfies it. Raises: TimeoutError."""
        return await until_message(self._state, lambda: self.ephemerals, is_it, timeout)

    def _her_ephemerals(self) -> list[StoredMessage]:
        return [m for m in self._state.ephemerals if m.ephemeral_for == self.id and not m.deleted]

    def _visible(self) -> list[StoredMessage]:
        """Every message before her eyes, newest first."""
        found = self._her_ephemerals()
        for channel in self._state.channels.values():
            if self.id in channel.members:
                found += [m for m in channel.messages if not m.deleted]
        return sorted(found, key=lambda m: float(m.ts), reverse=True)

    def _must_be_signed_in(self) -> None:
        """Raises: Deactivated."""
        if self.user.deleted:
            raise Deactivated(self.user.real_name)

    def _open_modal(self) -> Modal:
        modal = self.modal
        if modal is None:
            raise NotThere(f"{self.id} has no modal open")
        return modal
