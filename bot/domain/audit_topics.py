"""What the audit tells of, in five heaps: every `what` of a row belongs to one of them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

EXPORTED: Final = "ExportAudit"  # of an audit row: somebody asked for the audit as a file


class Topic(StrEnum):
    """Stands in the buttons of answers that are on people's screens."""

    CREDENTIALS = "credentials"  # and the connection that is made with them
    PEOPLE = "people"  # and settings, and the setup itself
    USERS = "users"
    REQUESTS = "requests"
    REFUSED = "refused"


_NAMES: Final[Mapping[Topic, str]] = {
    Topic.CREDENTIALS: """
        HandOver NoteRevealed NoteShownLate NoteWindowClosed AskAgain NoteChecked ExpireCredentials
        SaveApiAccess CheckApiAccess RemoveApiAccess NoteApiChecked RevealInDoubt
        ReportConnected ReportAlreadyConnected ReportLongConnected StartNowAnyway BecomeReady
        NoteAccessRemoved TakeOver ReportLost
    """,
    Topic.PEOPLE: """
        StartSetup ChangePeople Decline SaveSettings CancelSetup Snooze Remind SaveChecklist
        SaveOrganization SaveWorkspaces SayOwnsSandbox NotePersonGone NotePersonBack
        NoteChannelChanged RetryUndelivered ExportAudit
    """,
    Topic.USERS: """
        PlanRun GatherRun PlanDisconnect NotePlanned NoteUnread NoteMendedRun KeepDraft StartRun
        PrepareRun RetryFailed LetBe PauseRun ResumeRun CancelRun ReleasePeople HandOnRun CloseRun
        ReportBatch NoteCompared NoteCalled NoteCallWaits NoteCallPutOff HaltRun NoteCallsHeld
        NoteUntoldPerson AskForResults AskForProblems NoteRunPrepared NoteRunStarted NoteRunEnded
    """,
    Topic.REQUESTS: """
        AskForInvites AskForSandbox Approve Reject Withdraw ReportInvited NoteAskedAdobe
        ReportAccount AskForAddresses OpenRequest NoteChannelGone FollowSetup TakeTime
        LeaveOut HandOn NoteRequestBegun NoteRequestEnded
    """,
    Topic.REFUSED: "HandOverRefused RevealRefused ApiAccessRefused SealBroken",
}
TOPIC_OF: Final[Mapping[str, Topic]] = MappingProxyType(
    {name: topic for topic, names in _NAMES.items() for name in names.split()}
)
