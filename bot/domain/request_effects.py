"""What must follow from a step of a request; the messages of it are in `effects`."""

from typing import Literal

from bot.domain.ids import RequestId, SetupId, UserId
from bot.domain.value import Value


class PostRequest(Value):
    """Who may approve is read, then it is posted: `OpenRequest`."""

    do: Literal["post_request"] = "post_request"
    setup_id: SetupId
    request_id: RequestId

    @property
    def id(self) -> str:
        """One for each request."""
        return f"post_request:{self.request_id}"


class AskDirectly(Value):
    """The channel takes no message: approvers are looked for, `NoteChannelGone`."""

    do: Literal["ask_directly"] = "ask_directly"
    setup_id: SetupId
    request_id: RequestId
    why: str  # Slack's word

    @property
    def id(self) -> str:
        """One for each request."""
        return f"ask_directly:{self.request_id}"


class TimeOfRequest(Value):
    """`TakeTime`; a nudge and a reminder in the working hours of a person."""

    do: Literal["time_of_request"] = "time_of_request"
    setup_id: SetupId
    request_id: RequestId
    what: Literal["nudge", "escalate", "expire", "remind"]
    number: int = 1

    @property
    def id(self) -> str:
        """One for each kind: the next one follows when it was taken."""
        return f"time_of_request:{self.request_id}:{self.what}"


class NoteRequest(Value):
    """The setup learns that a request began or ended: `NoteRequestBegun`, `NoteRequestEnded`."""

    do: Literal["note_request"] = "note_request"
    setup_id: SetupId
    request_id: RequestId
    kind: Literal["invite", "sandbox"]
    ended: bool

    @property
    def id(self) -> str:
        """Two for each request."""
        return f"note_request:{self.request_id}:{'ended' if self.ended else 'begun'}"


class TellRequest(Value):
    """The request learns that its setup changed, or that it was asked again: `FollowSetup`."""

    do: Literal["tell_request"] = "tell_request"
    setup_id: SetupId
    request_id: RequestId
    channel_is_back: bool = False
    asked_again: bool = False

    @property
    def id(self) -> str:
        """One for each request: it reads what is true by then."""
        what = ":channel" if self.channel_is_back else ":again" if self.asked_again else ""
        return f"tell_request:{self.request_id}{what}"


class LookAtPeople(Value):
    """Whether everybody of whom it is asked still needs it: `LeaveOut`."""

    do: Literal["look_at_people"] = "look_at_people"
    setup_id: SetupId
    request_id: RequestId

    @property
    def id(self) -> str:
        """One for each request."""
        return f"look_at_people:{self.request_id}"


class HandOnInvited(Value):
    """
    The Sales Connect admin changed: whoever is invited and not connected is the next one's,
    `HandOn`. Without a request: which of the setup's there are is read first.
    """

    do: Literal["hand_on_invited"] = "hand_on_invited"
    setup_id: SetupId
    request_id: RequestId = RequestId("")
    is_to_connect: bool = False

    @property
    def id(self) -> str:
        """One for each request, and one for the setup."""
        return f"hand_on_invited:{self.setup_id}:{self.request_id}"


class BeginSandbox(Value):
    """A sandbox account is there: a setup of the sandbox begins, unless there is one."""

    do: Literal["begin_sandbox"] = "begin_sandbox"
    setup_id: SetupId  # of production
    request_id: RequestId

    @property
    def id(self) -> str:
        """One for each account."""
        return f"begin_sandbox:{self.request_id}"


class SendAddresses(Value):
    """A file for `Invite Users`, into the DM of who asked for it."""

    do: Literal["send_addresses"] = "send_addresses"
    setup_id: SetupId
    request_id: RequestId
    to: UserId
    key: str  # of the press: each asks for a file of its own

    @property
    def id(self) -> str:
        """One for each press."""
        return f"send_addresses:{self.request_id}:{self.key}"
