"""Who may do what: the one table of permissions, and the people it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.domain.ids import TeamId, UserId
from bot.domain.refusals import MembersOnly, NotYours
from bot.domain.roles import Act as Act
from bot.domain.roles import Role as Role


class Standing(StrEnum):
    """What Slack says somebody is in this Slack workspace."""

    MEMBER = "member"
    GUEST = "guest"  # is_restricted or is_ultra_restricted
    EXTERNAL = "external"  # of another organisation, by Slack Connect
    BOT = "bot"
    DEACTIVATED = "deactivated"


class Audience(StrEnum):
    """Everybody of a kind, named or not."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    OURSELVES = "ourselves"  # an effect that became due, never a person


MAY: Final[Mapping[Act, frozenset[Audience | Role]]] = MappingProxyType(
    {
        Act.HELP: frozenset({Audience.EVERYBODY}),
        Act.STATUS: frozenset({Audience.MEMBERS}),
        Act.SETUP: frozenset({Audience.MEMBERS}),
        Act.HAND_OVER: frozenset({Role.MARKETO_ADMIN}),
        Act.REVEAL: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.REPORT_CONNECTED: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.START_NOW: frozenset({Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN}),
        Act.EDIT_WORKSPACES: frozenset({Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN}),
        Act.CONNECT_USERS: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.START_RUN: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.REPORT_BATCH: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.FOLLOW_UP: frozenset({Audience.OURSELVES}),
    }
)

Named: TypeAlias = Mapping[Role, UserId]  # the people of one setup


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as read from Slack, never from what they typed."""

    team_id: TeamId
    user_id: UserId
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ourselves:
    """The bot itself, when an effect becomes due."""

    team_id: TeamId


def refuse(act: Act, actor: Actor | Ourselves, named: Named) -> NotYours | MembersOnly | None:
    """
    None if the actor may, else why not and who may.

    `named` are the people of the setup that is acted on; empty where there is none yet.
    """
    may = MAY[act]
    if isinstance(actor, Ourselves):
        return None if Audience.OURSELVES in may else NotYours(act, ())
    if Audience.EVERYBODY in may and actor.standing is not Standing.BOT:
        return None
    if actor.standing is not Standing.MEMBER:
        return MembersOnly()
    if Audience.MEMBERS in may:
        return None
    roles = [role for role in Role if role in may]
    if any(named.get(role) == actor.user_id for role in roles):
        return None
    return NotYours(act, tuple((role, named[role]) for role in roles if role in named))
