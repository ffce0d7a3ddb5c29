"""What becomes of a button where its reader presses it at once, as the domain decides it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bot.domain import request_steps, run_steps, setup_steps
from bot.domain.commands import (
    AskAgain,
    CancelSetup,
    ChangePeople,
    HandOver,
    NoteAccessRemoved,
    ReportAlreadyConnected,
    ReportConnected,
    SaveChecklist,
    SaveSettings,
    SaveWorkspaces,
    SayOwnsSandbox,
    SetupCommand,
    Snooze,
    StartNowAnyway,
    TakeOver,
)
from bot.domain.outcome import Outcome
from bot.domain.overview import Overview
from bot.domain.people import Act, refuse
from bot.domain.request import PersonState, Request
from bot.domain.request_approval import Presser, refuse_decision, refuse_late
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    NoteAskedAdobe,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    Withdraw,
)
from bot.domain.roles import Role
from bot.domain.run import Row, Run
from bot.domain.run_commands import (
    AskForResults,
    CancelRun,
    LetBe,
    PauseRun,
    ReportBatch,
    ResumeRun,
    RetryFailed,
    RunCommand,
)
from bot.domain.run_plan import refuse_connecting, refuse_planning
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.ids import CardValue, RequestValue, parse_card_value, parse_request_value

from .states import NOW, RULES

Why: TypeAlias = object | None  # a refusal; None: it is done, or its window opens

# Those that open a window, by what its submission asks for.
OPENS: Final[Mapping[str, type[SetupCommand]]] = {
    ids.HAND_OVER: HandOver,
    ids.OPEN_CHECKLIST: SaveChecklist,
    ids.CHANGE_PEOPLE: ChangePeople,
    ids.SETTINGS: SaveSettings,
    ids.WORKSPACES: SaveWorkspaces,
}
GIVES: Final[Mapping[str, Callable[[Setup, str], SetupCommand]]] = {
    ids.ALREADY_CONNECTED: lambda setup, _: ReportAlreadyConnected(setup.id),
    ids.CONNECTED: lambda setup, _: ReportConnected(setup.id),
    ids.ASK_AGAIN: lambda setup, part: AskAgain(setup.id, int(part)),
    ids.START_NOW: lambda setup, _: StartNowAnyway(setup.id),
    ids.ACCESS_REMOVED: lambda setup, _: NoteAccessRemoved(setup.id),
    ids.TAKE_OVER: lambda setup, _: TakeOver(setup.id),
    ids.CANCEL_SETUP: lambda setup, _: CancelSetup(setup.id),
    ids.OWN_SANDBOX: lambda setup, _: SayOwnsSandbox(setup.id, True),
    ids.NO_SANDBOX: lambda setup, _: SayOwnsSandbox(setup.id, False),
    ids.SNOOZE: lambda setup, part: _snooze(setup, part),
}
STEERS: Final[Mapping[str, Callable[[Run], RunCommand]]] = {
    ids.PAUSE: lambda run: PauseRun(run.setup_id, run.id),
    ids.RESUME: lambda run: ResumeRun(run.setup_id, run.id),
    ids.LET_BE: lambda run: LetBe(run.setup_id, run.id),
    ids.DOWNLOAD_RESULTS: lambda run: AskForResults(run.setup_id, run.id, "key"),
    ids.CANCEL_RUN: lambda run: CancelRun(run.setup_id, run.id),
    ids.ALL_CONNECTED: lambda run: ReportBatch(run.setup_id, run.id, run.open_batch or 0),
    ids.SOME_FAILED: lambda run: ReportBatch(run.setup_id, run.id, run.open_batch or 0),
}
OF_REQUESTS: Final[Mapping[str, Callable[[Request], RequestCommand]]] = {
    ids.APPROVE: lambda one: Approve(one.setup_id, one.id, one.edition),
    ids.WITHDRAW: lambda one: Withdraw(one.setup_id, one.id),
    ids.ALL_INVITED: lambda one: ReportInvited(one.setup_id, one.id),
    ids.SOME_INVITED: lambda one: ReportInvited(
        one.setup_id, one.id, one.numbers(PersonState.APPROVED)[:1]
    ),
    ids.SEND_ADDRESSES: lambda one: AskForAddresses(one.setup_id, one.id, "key"),
    ids.WRITE_TO_ADOBE: lambda one: NoteAskedAdobe(one.setup_id, one.id),
    ids.ACCOUNT_CREATED: lambda one: ReportAccount(one.setup_id, one.id),
}
ACTS: Final = {
    ids.NOT_THERE_YET: Act.REPORT_INVITED,
    ids.RETRY: Act.RETRY,
    ids.RETRY_FAILED: RetryFailed.act,
    ids.CONNECT_MISSING: Act.CONNECT_USERS,
}
# On the whole Slack workspace: any full member may.
BEGINS: Final = {
    ids.BEGIN_SETUP: Act.SETUP,
    ids.ASK_FOR_INVITES: Act.INVITE,
    ids.ASK_FOR_SANDBOX: Act.SANDBOX,
}


def _snooze(setup: Setup, part: str) -> Snooze:
    role, _, number = part.partition(".")
    return Snooze(setup.id, Role(role), int(number))


def press(button: dict[str, Any], overview: Overview) -> Why:
    """
    Why it is refused.

    Raises:
        KeyError: a button of which nothing is known here.
    """
    action_id, value = button["action_id"], button["value"]
    if action_id.startswith((ids.HOME_PAGE, ids.CHOOSE)):
        return None
    if action_id in BEGINS:
        return refuse(BEGINS[action_id], overview.reader, {})
    if (action_id in OF_REQUESTS or action_id == ids.REJECT) and (
        about := parse_request_value(value)
    ):
        return _of_request(action_id, about, overview)
    carried = parse_card_value(value)
    assert carried is not None
    return _of_setup(action_id, carried, overview)


def _of_request(action_id: str, about: RequestValue, overview: Overview) -> Why:
    pairs = (*overview.to_decide, *overview.to_fulfil, *overview.own)
    request, setup = next(
        pair
        for pair in pairs
        if pair[0].id == about.request_id and str(pair[0].edition) == about.edition
    )
    if action_id == ids.REJECT:
        late = refuse_late(request, int(about.edition))
        return refuse_decision(request, setup, Presser(overview.reader)) or late
    command = OF_REQUESTS[action_id](request)
    return _why(request_steps.decide(request, setup, command, overview.reader, NOW))


def _of_setup(action_id: str, value: CardValue, overview: Overview) -> Why:
    reader = overview.reader
    there = (*overview.setups, *(setup for setup, _, _ in overview.steps))
    there = (*there, *(setup for setup, _ in overview.of_cancelled))
    setup = next(one for one in there if one.id == value.setup_id)
    if action_id == ids.REVEAL:
        return setup_steps.refuse_reveal(setup, reader, int(value.part))
    if action_id == ids.CONNECT_USERS:
        return refuse_connecting(setup, reader, NOW)
    if action_id == ids.PREPARE:
        return refuse_planning(setup, reader)
    if action_id in ACTS:
        return refuse(ACTS[action_id], reader, setup.people)
    if action_id in OPENS:
        return setup_steps.refuse_step(setup, OPENS[action_id], reader)
    if action_id in STEERS:
        run = _run(value, overview)
        return _why(run_steps.decide(run, setup, STEERS[action_id](run), reader, NOW))
    return _why(setup_steps.decide(setup, GIVES[action_id](setup, value.part), reader, NOW, RULES))


def _run(value: CardValue, overview: Overview) -> Run:
    runs = [run for one in overview.seen for run in one.runs]
    run = next(run for run in runs if run.id == value.run_id)
    # As `handle` reads it: with the people whom the press is about.
    rows = {row: Row(email=f"p{row}@acme.example") for one in run.batches for row in one.rows}
    return run.model_copy(update={"rows": rows})


def _why(decision: object) -> Why:
    return None if isinstance(decision, Outcome) else decision
