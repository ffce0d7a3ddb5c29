"""What a setup knows of the requests beside its road, and what they hear of it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.commands import (
    NoteChannelChanged,
    NoteRequestBegun,
    NoteRequestEnded,
    SayOwnsSandbox,
)
from bot.domain.decision import By, Decision
from bot.domain.effects import AskDirectly, Due, HandOnInvited, TellRequest
from bot.domain.ids import RequestId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor
from bot.domain.refusals import NotNow
from bot.domain.setup import Setup
from bot.domain.setup_parts import RunPhase, SandboxAnswer
from bot.domain.telling import notify, refresh


def request_begun(
    setup: Setup, command: NoteRequestBegun, by: By, now: datetime, rules: Rules
) -> Decision:
    requests = {**setup.requests, command.request_id: command.kind}
    after = setup.model_copy(update={"requests": requests})
    # Something may have changed between the request and this.
    return _asks(after, Outcome(after, (_told(after, command.request_id),)))


def stray_request(
    setup: Setup, command: NoteRequestBegun, by: By, now: datetime, rules: Rules
) -> Decision:
    """Its setup was cancelled before it heard of the request."""
    return Outcome(setup, (_told(setup, command.request_id),))


def request_ended(
    setup: Setup, command: NoteRequestEnded, by: By, now: datetime, rules: Rules
) -> Decision:
    if command.request_id not in setup.requests:
        return NotNow(command.act, setup.stage)
    left = {one: kind for one, kind in setup.requests.items() if one != command.request_id}
    return Outcome(setup.model_copy(update={"requests": left}))


def say_owns_sandbox(
    setup: Setup, command: SayOwnsSandbox, by: By, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(by, Actor)
    if setup.sandbox and setup.sandbox.owns == command.owns:
        return NotNow(command.act, setup.stage)
    answer = SandboxAnswer(owns=command.owns, by=by.user_id, at=now)
    after = setup.model_copy(update={"sandbox": answer})
    return Outcome(after, refresh(after, after.sandbox_card()))


def channel_changed(
    setup: Setup, command: NoteChannelChanged, by: By, now: datetime, rules: Rules
) -> Decision:
    if not setup.requests:
        return NotNow(command.act, setup.stage)
    if not command.why:
        back = {"setup_id": setup.id, "channel_is_back": True}
        told = (Due(TellRequest(**back, request_id=one)) for one in setup.requests)
        return Outcome(setup, tuple(told))
    return Outcome(
        setup,
        tuple(
            Due(AskDirectly(setup_id=setup.id, request_id=one, why=command.why))
            for one in setup.requests
        ),
    )


def with_requests_told(before: Setup, outcome: Outcome[Setup]) -> Outcome[Setup]:
    """The outcome of a step, with what open requests and the Marketo admin must hear of it."""
    after = outcome.state
    if _hears(before) != _hears(after):
        told = tuple(_told(after, one) for one in after.requests)
        outcome = replace(outcome, effects=(*outcome.effects, *told))
    if after.is_open and before.sales_connect_admin != after.sales_connect_admin:
        hands_on = Due(HandOnInvited(setup_id=after.id))
        outcome = replace(outcome, effects=(*outcome.effects, hands_on))
    return _asks(after, outcome)


def _hears(setup: Setup) -> tuple[object, ...]:
    """What a request shows, or depends on."""
    return (
        setup.people,
        setup.left_slack(),
        [one for one, phase in setup.runs.items() if phase is RunPhase.ENDED],  # are connected
        setup.approval,
        setup.language,
        setup.sandbox,
        setup.cancelled,
    )


def _asks(setup: Setup, outcome: Outcome[Setup]) -> Outcome[Setup]:
    """Once, with the first request for a sandbox account; whoever is named later is asked, too."""
    is_wanted = setup.is_open and setup.sandbox is None and "sandbox" in setup.requests.values()
    if not is_wanted or setup.sandbox_asked == setup.marketo_admin:
        return outcome
    if setup.marketo_admin in setup.left_slack():
        return outcome
    asked = setup.model_copy(update={"sandbox_asked": setup.marketo_admin})
    former = refresh(asked, setup.sandbox_card()) if setup.sandbox_asked else ()
    effects = (*outcome.effects, *notify(asked, asked.sandbox_card()), *former)
    return replace(outcome, state=asked, effects=effects)


def _told(setup: Setup, request_id: RequestId) -> Due:
    return Due(TellRequest(setup_id=setup.id, request_id=request_id))
