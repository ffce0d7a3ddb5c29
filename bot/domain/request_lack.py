"""Why each of those who are named to approve a request cannot."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.ids import UserId
from bot.domain.people import Actor, Standing
from bot.domain.request import Request
from bot.domain.request_approval import Presser, is_asked_for
from bot.domain.setup import Setup


class Cannot(StrEnum):
    LEFT = "left"  # Slack
    ASKS = "asks"
    ASKED_FOR = "asked_for"
    GUEST = "guest"
    OTHER = "other"  # one of the last two, as far as is known


def why_not(
    request: Request, setup: Setup, known: Mapping[UserId, Presser] | None = None
) -> tuple[tuple[UserId, Cannot], ...]:
    """`known`: as Slack describes them now; else what was seen last."""
    pressers = known or {}
    return tuple(
        (one, _why(request, pressers.get(one) or _seen(request, one)))
        for one in setup.approval.approvers
    )


def _seen(request: Request, user_id: UserId) -> Presser:
    standing = Standing.DEACTIVATED if user_id in request.gone else Standing.MEMBER
    return Presser(Actor(request.team_id, user_id, standing))


def _why(request: Request, one: Presser) -> Cannot:
    if one.actor.standing is Standing.DEACTIVATED:
        return Cannot.LEFT
    if one.actor.user_id == request.requester:
        return Cannot.ASKS
    if is_asked_for(request, one):
        return Cannot.ASKED_FOR
    return Cannot.OTHER if one.actor.standing is Standing.MEMBER else Cannot.GUEST
