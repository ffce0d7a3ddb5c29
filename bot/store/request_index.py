"""What a commit of a request writes beside it: for whom nobody may ask again, who may approve."""

from collections.abc import Iterable, Sequence
from typing import Final

from pydantic_core import to_json

from bot.domain.ids import SetupId, UserId
from bot.domain.request import ClosedWhy, Person, PersonState, Request, RequestKind
from bot.store import keys
from bot.store.commits import Entry, Index, Owned

ASKED_BY: Final = "asked_by"  # of a record; older ones have it not
FOR: Final = "user"  # the same, where it was asked for a person of Slack


def index_of(
    request: Request, former: Request | None, others: Iterable[SetupId], entry: Entry
) -> Index:
    """
    A person stands in one open request of a kind at most, and is on one instance at most.

    `others`: the other open setups; needed where a request begins, and where something is reported
    of one that was taken back.
    """
    index = Index()
    about = (request.team_id, request.setup_id)
    asked_for, open_ones = keys.asked_for(*about, request.kind), keys.requests(*about)
    if former is None:
        index.claims.append(Owned(asked_for, request.id, list(request.emails())))
        index.members.append([open_ones, request.id])
        index.bars += _bars(request, others)
        return index
    released: list[str] = []
    reported: list[str] = []
    for number, person in enumerate(request.people):
        if former.holds(number) and not request.holds(number):
            released.append(person.email)
        if person.state is PersonState.DONE and former.people[number].state is not person.state:
            reported.append(person.email)
            record = _record(request, person, entry)
            index.writes.append([_record_of(request), person.email, record])
    if reported and former.is_over:
        # Nobody held their addresses since it was taken back: they may be elsewhere by now.
        elsewhere = keys.asked_for(*about, _other_kind(request))
        index.claims.append(Owned(elsewhere, request.id, reported))
        index.releases.append(Owned(elsewhere, request.id, reported))
        index.bars += _bars_elsewhere(request, others)
    if released:
        index.releases.append(Owned(asked_for, request.id, released))
    if request.is_over and not former.is_over:
        index.leavers.append([open_ones, request.id])
    if request.closed_why is ClosedWhy.SETUP_CANCELLED:
        # What is on record of people ended with the setup; a report may have come just after that.
        index.gone += keys.records(*about)
    return index


def members_in(index: Index, request: Request, kept: Sequence[UserId]) -> None:
    """`kept`: who stands in the set of its members by now."""
    if request.members == kept:
        return
    key = keys.members(request.team_id, request.id)
    if kept:
        index.gone.append(key)
    if request.members:
        index.filled.append((key, request.members))


def _bars(request: Request, others: Iterable[SetupId]) -> list[str]:
    about = (request.team_id, request.setup_id)
    here = (
        _on_production(request) if request.kind is RequestKind.INVITE else [keys.accounts(*about)]
    )
    # Asked for on both instances, somebody would end on both.
    both = keys.asked_for(*about, _other_kind(request))
    return [*here, both, *_bars_elsewhere(request, others)]


def _bars_elsewhere(request: Request, others: Iterable[SetupId]) -> list[str]:
    """On another instance than that of the request."""
    team_id, setup_id = request.team_id, request.setup_id
    is_invite = request.kind is RequestKind.INVITE
    there = [keys.accounts(team_id, setup_id)] if is_invite else _on_production(request)
    for other in others:
        there += keys.on_instance(team_id, other)
        there.append(keys.accounts(team_id, other))
        there.append(keys.asked_for(team_id, other, RequestKind.SANDBOX))
    return there


def _on_production(request: Request) -> list[str]:
    about = (request.team_id, request.setup_id)
    return [keys.connected(*about), keys.running(*about), keys.invited(*about)]


def _other_kind(request: Request) -> RequestKind:
    return next(kind for kind in RequestKind if kind is not request.kind)


def _record_of(request: Request) -> str:
    is_invite = request.kind is RequestKind.INVITE
    key = keys.invited if is_invite else keys.accounts
    return key(request.team_id, request.setup_id)


def _record(request: Request, person: Person, entry: Entry) -> str:
    """Also for whom it is, and who asked: it outlives its request."""
    record = {
        "at": entry.at.isoformat(),
        "request": request.id,
        "by": entry.who,
        ASKED_BY: request.requester,
    }
    if person.user_id:
        record[FOR] = person.user_id
    return to_json(record).decode()
