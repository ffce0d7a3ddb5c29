"""What must have been sent of an errand, and what was pressed for it."""

from collections import Counter

from bot.domain.request import PersonState, Request, RequestKind, RequestStage
from tests.crash.errands import Errand, Fate, was_approved
from tests.crash.kept import SOL
from tests.journeys.world import CHANNEL


def cards(errand: Errand, request: Request) -> Counter[str]:
    """All of it; what the clock brought stands in the request."""
    news = [*errand.news(request), *_late(request)]
    sent = [f"my_request::{request.requester}"]
    sent += [f"request_news:{part}:{request.requester}" for part in news]
    if request.opened_at:
        sent.append(f"approval::{CHANNEL}")
    sent += [f"nudge:{number}:{CHANNEL}" for number in range(1, request.nudges + 1)]
    if request.escalated_to:
        sent.append(f"escalation::{SOL}")
    if request.fulfiller:
        sent.append(f"to_fulfil::{SOL}")
        if errand.fate is Fate.WITHDRAWN:
            sent.append(f"request_news:withdrawn:{SOL}")
    reminded = request.fulfiller or "U_MARA"
    sent += [f"fulfil_reminder:{n}:{reminded}" for n in range(1, request.reminders + 1)]
    done = request.numbers(PersonState.DONE)
    sent += [f"fulfilled::person:{number}" for number in errand.told if number in done]
    return Counter(sent)


def _late(request: Request) -> list[str]:
    """News of what nobody pressed for."""
    nudges = [f"nudge.{number}" for number in range(1, request.nudges + 1)]
    escalated = ["escalated"] if request.escalated_to else []
    return [*nudges, *escalated, *(["expired"] if request.stage is RequestStage.EXPIRED else [])]


def presses(errand: Errand, request: Request) -> dict[str, int]:
    """In the audit."""
    is_invite = errand.kind is RequestKind.INVITE
    said = {"AskForInvites" if is_invite else "AskForSandbox": 1}
    if errand.some or errand.fate is Fate.REJECTED:
        said["Reject"] = 1
    if was_approved(request):
        said["Approve"] = 1
    if errand.fate is Fate.WITHDRAWN:
        said["Withdraw"] = 1
    if errand.fate is Fate.DONE:
        said["ReportInvited" if is_invite else "ReportAccount"] = 1
    return said
