"""For each command a setup on which it can succeed, and who may give it."""

from collections.abc import Mapping
from typing import Final, get_args

from bot.domain.checklists import Point
from bot.domain.commands import (
    AskAgain,
    BecomeReady,
    CancelSetup,
    ChangePeople,
    CheckApiAccess,
    Decline,
    ExpireCredentials,
    HandOver,
    NoteAccessRemoved,
    NoteApiChecked,
    NoteChannelChanged,
    NoteChecked,
    NotePersonBack,
    NotePersonGone,
    NoteRequestBegun,
    NoteRequestEnded,
    NoteRevealed,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    NoteShownLate,
    NoteWindowClosed,
    Remind,
    RemoveApiAccess,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    ReportLost,
    SaveApiAccess,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    SaveWorkspaces,
    SayOwnsSandbox,
    SetupCommand,
    Snooze,
    StartNowAnyway,
    StartSetup,
    TakeOver,
)
from bot.domain.ids import RequestId
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, Approval, MarketoSays
from bot.domain.stages import Language, Side, Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    MEMBERS,
    NINA,
    OURSELVES,
    RUN_ID,
    SOL,
    SVEN,
    USUAL,
    WINDOW,
    a_setup,
    a_start,
    a_succession,
    walk,
    with_access,
)

COMMANDS: Final[tuple[type[SetupCommand], ...]] = get_args(SetupCommand)
CONNECTED: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
OF_A_HAND_OVER: Final = (AskAgain, NoteChecked)
OF_KEPT_ACCESS: Final = (CheckApiAccess, RemoveApiAccess, NoteApiChecked)
OF_AN_OPEN_REQUEST: Final = (NoteRequestEnded, NoteChannelChanged)
REQUEST_ID: Final = RequestId("request-1")
OF_A_SUCCESSION: Final = (NoteAccessRemoved, TakeOver, ReportLost)
PEOPLE: Final[Mapping[str, Actor | Ourselves]] = {**EVERYBODY, "successor": NINA}
ORGANIZATION: Final = OrganizationId("00D000000000001EAA")

_MARA: Final = {"Marketo admin"}
_SOL: Final = {"Sales Connect admin"}
_SALESFORCE: Final = {"Salesforce admin", *_MARA, *_SOL}
_OWNERS: Final = {"starter", "a Slack admin"}
_OURSELVES: Final = {"ourselves"}
MAY: Final[Mapping[type[SetupCommand], set[str]]] = {
    StartSetup: {*MEMBERS, "successor"},
    HandOver: _MARA,
    NoteRevealed: _SOL,
    NoteWindowClosed: _SOL,
    AskAgain: _SOL,
    SaveApiAccess: _MARA,
    CheckApiAccess: _MARA,
    RemoveApiAccess: _MARA,
    ReportConnected: _SOL,
    ReportAlreadyConnected: _MARA,
    ReportLongConnected: _MARA,
    StartNowAnyway: _MARA | _SOL,
    SaveWorkspaces: _MARA | _SOL,
    SaveChecklist: _SALESFORCE,  # its points are of the Salesforce checklist
    SaveOrganization: _SALESFORCE,
    ChangePeople: _OWNERS,
    Decline: _MARA | _SOL,  # it is about the Sales Connect admin
    SaveSettings: _OWNERS,
    CancelSetup: _OWNERS,
    Snooze: {"Salesforce admin"},  # it is theirs
    NoteAccessRemoved: _SOL,
    TakeOver: {"successor"},
    ReportLost: {"successor"},
    Remind: _OURSELVES,
    NotePersonGone: _OURSELVES,
    NoteShownLate: _OURSELVES,
    NoteChecked: _OURSELVES,
    NoteApiChecked: _OURSELVES,
    NotePersonBack: _OURSELVES,
    NoteRunPrepared: _OURSELVES,
    BecomeReady: _OURSELVES,
    ExpireCredentials: _OURSELVES,
    NoteRunStarted: _OURSELVES,
    NoteRunEnded: _OURSELVES,
    SayOwnsSandbox: _MARA,
    NoteRequestBegun: _OURSELVES,
    NoteRequestEnded: _OURSELVES,
    NoteChannelChanged: _OURSELVES,
}


def a_fitting_setup(stage: Stage, kind: type[SetupCommand]) -> Setup:
    """At this stage, and where the stage is not all: as the command needs it."""
    if kind is ReportConnected and stage is Stage.NAMED:
        return a_setup(marketo_admin=SOL)
    if kind is ReportLongConnected and stage is Stage.CONNECTED:
        named = a_setup(Stage.NAMED)
        return walk(named, ReportAlreadyConnected(named.id), MARA)
    if kind in OF_A_SUCCESSION and stage in CONNECTED:
        setup = a_succession(stage)
        return walk(setup, NoteAccessRemoved(setup.id), SOL) if kind is TakeOver else setup
    if kind in OF_A_HAND_OVER and stage is Stage.NAMED:
        return a_setup(expired=True)
    if kind in OF_KEPT_ACCESS and stage is not Stage.CANCELLED:
        return with_access(a_setup(stage))
    if kind is NoteShownLate:
        return a_setup(stage, expired=True)
    if kind in OF_AN_OPEN_REQUEST:
        return a_setup(stage).model_copy(update={"requests": {REQUEST_ID: "invite"}})
    if kind is NotePersonBack and stage is not Stage.CANCELLED:
        setup = a_setup(stage)
        return walk(setup, NotePersonGone(setup.id, SVEN.user_id), OURSELVES)
    return a_setup(stage)


def who_may(kind: type[SetupCommand], setup: Setup) -> set[str]:
    """Nobody takes over before somebody is named to, nor doubts a recipient after the road."""
    if kind is Decline and setup.connected_at:
        return MAY[kind] - _MARA
    is_early = kind in OF_A_SUCCESSION and setup.successor is None
    return MAY[kind] - {"successor"} if is_early else MAY[kind]


def a_command(kind: type[SetupCommand], setup: Setup) -> SetupCommand:
    """One that fits the setup as it stands: of its version, its run, its turns."""
    turn = setup.turns.get(Role.SALESFORCE_ADMIN)
    number = turn.number if turn else 1
    checked = frozenset({Point.APEX_CLASSES})
    commands: tuple[SetupCommand, ...] = (
        a_start(),
        HandOver(setup.id, CREDENTIALS),
        NoteRevealed(setup.id, setup.version),
        NoteWindowClosed(setup.id, setup.version),
        AskAgain(setup.id, setup.version),
        NoteChecked(setup.id, setup.version, MarketoSays.NOT_ACCEPTED),
        SaveApiAccess(setup.id, USUAL, WINDOW),
        CheckApiAccess(setup.id, WINDOW),
        RemoveApiAccess(setup.id),
        NoteApiChecked(setup.id, setup.api_pairs, ApiSays.WORKS, workspaces=("Europe",), users=3),
        ReportConnected(setup.id),
        ReportAlreadyConnected(setup.id),
        ReportLongConnected(setup.id),
        StartNowAnyway(setup.id),
        SaveWorkspaces(setup.id, ("Europe",)),
        SaveChecklist(setup.id, ticked=checked, unticked=frozenset()),
        SaveOrganization(setup.id, Side.MARKETO, ORGANIZATION),
        ChangePeople(setup.id, ((Role.SALES_CONNECT_ADMIN, NINA.user_id),)),
        Decline(setup.id, Role.SALES_CONNECT_ADMIN),
        SaveSettings(setup.id, Approval(), Language.FR),
        CancelSetup(setup.id),
        Snooze(setup.id, Role.SALESFORCE_ADMIN, number),
        NoteAccessRemoved(setup.id),
        TakeOver(setup.id),
        ReportLost(setup.id),
        Remind(setup.id, Role.SALESFORCE_ADMIN, number),
        NotePersonGone(setup.id, SOL.user_id),
        NoteShownLate(setup.id, 1, SOL.user_id),
        NotePersonBack(setup.id, SVEN.user_id),
        NoteRunPrepared(setup.id, RUN_ID, 3, setup.connections),
        BecomeReady(setup.id),
        ExpireCredentials(setup.id, setup.version),
        NoteRunStarted(setup.id, RUN_ID, setup.connections, setup.sales_connect_admin),
        NoteRunEnded(setup.id, RUN_ID, setup.connections),
        SayOwnsSandbox(setup.id, owns=True),
        NoteRequestBegun(setup.id, REQUEST_ID, "sandbox"),
        NoteRequestEnded(setup.id, REQUEST_ID),
        NoteChannelChanged(setup.id, "is_archived"),
    )
    return next(command for command in commands if type(command) is kind)
