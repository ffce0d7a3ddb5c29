"""What must follow from a step of a run; the messages of it are in `effects`."""

from datetime import datetime
from typing import Literal

from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.value import Value


class Sources(Value):
    """What a window says of whom to connect or disconnect, before any of it is read."""

    people: tuple[UserId, ...] = ()
    groups: tuple[str, ...] = ()  # ids of user groups
    addresses: tuple[str, ...] = ()  # normalised
    file_id: str = ""
    marketo: bool = False  # everybody on Marketo's own list of users
    workspaces: tuple[str, ...] = ()  # for all who have none of their own
    purpose: Literal["connect", "disconnect", "change"] = "connect"  # as `run.Purpose`


class Gather(Value):
    """A list is read, from wherever it comes: `NotePlanned`, `NoteUnread`."""

    do: Literal["gather"] = "gather"
    setup_id: SetupId
    run_id: RunId
    by: UserId
    sources: Sources
    view: str  # external id of the window that waits for it; it may be closed by then

    @property
    def id(self) -> str:
        """One for each draft."""
        return f"gather:{self.run_id}"


class ShowPreview(Value):
    """The window that waits for a draft shows it; where it was closed, a message says so."""

    do: Literal["show_preview"] = "show_preview"
    setup_id: SetupId
    run_id: RunId
    by: UserId
    view: str

    @property
    def id(self) -> str:
        """One for each draft."""
        return f"show_preview:{self.run_id}"


class NoteMended(Value):
    """A draft learns that another one took its place: `NoteMendedRun`."""

    do: Literal["note_mended"] = "note_mended"
    setup_id: SetupId
    run_id: RunId
    into: RunId
    at: datetime

    @property
    def id(self) -> str:
        """One for each draft and what took its place."""
        return f"note_mended:{self.run_id}:{self.into}"


class CallConnector(Value):
    """The company's own automation is asked to do one thing with one person."""

    do: Literal["call_connector"] = "call_connector"
    setup_id: SetupId
    run_id: RunId
    row: int
    does: Literal["connect", "disconnect"]

    @property
    def id(self) -> str:
        """One for each person and thing to do; the connector knows a call again by it."""
        return f"call:{self.run_id}:{self.row}:{self.does}"


class ReleaseRun(Value):
    """A run ended before all of its people had their turn: `ReleasePeople`."""

    do: Literal["release_run"] = "release_run"
    setup_id: SetupId
    run_id: RunId

    @property
    def id(self) -> str:
        """One for each run."""
        return f"release_run:{self.run_id}"


class SendFile(Value):
    """A file of a run, into the DM of who asked for it."""

    do: Literal["send_file"] = "send_file"
    setup_id: SetupId
    run_id: RunId
    what: Literal["results", "problems"]
    to: UserId
    key: str  # of the press: each asks for a file of its own

    @property
    def id(self) -> str:
        """One for each press."""
        return f"send_file:{self.run_id}:{self.what}:{self.key}"
