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
from bot.domain.standing import Standing as Standing


class Audience(StrEnum):
    """Everybody of a kind, named or not."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    SLACK_ADMINS = "slack_admins"  # is_admin or is_owner
    APPROVERS = "approvers"  # of one request: bot/domain/request_approval.py says who they are
    REQUESTERS = "requesters"  # of one request
    OURSELVES = "ourselves"  # an effect that became due, never a person


_NAMED: Final = frozenset(Role)
_ADMINS: Final = frozenset({Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN})
_SALESFORCE: Final = _ADMINS | {Role.SALESFORCE_ADMIN}
_OWNERS: Final[frozenset[Audience | Role]] = frozenset({Role.STARTER, Audience.SLACK_ADMINS})

MAY: Final[Mapping[Act, frozenset[Audience | Role]]] = MappingProxyType(
    {
        Act.HELP: frozenset({Audience.EVERYBODY}),
        Act.STATUS: frozenset({Audience.MEMBERS}),
        Act.SETUP: frozenset({Audience.MEMBERS}),
        Act.HAND_OVER: frozenset({Role.MARKETO_ADMIN}),
        Act.ALREADY_CONNECTED: frozenset({Role.MARKETO_ADMIN}),
        Act.REVEAL: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.ASK_AGAIN: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.API_ACCESS: frozenset({Role.MARKETO_ADMIN}),
        Act.REPORT_CONNECTED: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.START_NOW: _ADMINS,
        Act.EDIT_WORKSPACES: _ADMINS,
        Act.CONNECT_USERS: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.START_RUN: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.REPORT_BATCH: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.STEER_RUN: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.COMPARE: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.DISCONNECT: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.DOWNLOAD: _ADMINS | {Role.STARTER},
        Act.OWN_CHECKLIST: _NAMED,
        Act.SALESFORCE_CHECKLIST: _SALESFORCE,
        Act.SAVE_ORGANIZATION: _SALESFORCE,
        Act.NOT_ME: _NAMED,  # about themselves, or the recipient: `refuse_about`
        Act.SNOOZE: _NAMED,  # about themselves: `refuse_about`
        Act.SETTINGS: _OWNERS,
        Act.CHANGE_PEOPLE: _OWNERS,
        Act.CANCEL_SETUP: _OWNERS,
        Act.REMOVE_ACCESS: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.TAKE_OVER: frozenset({Role.SUCCESSOR}),
        Act.RETRY: _SALESFORCE | _OWNERS,
        Act.AUDIT: _SALESFORCE | _OWNERS,
        Act.INVITE: frozenset({Audience.MEMBERS}),
        Act.SANDBOX: frozenset({Audience.MEMBERS}),
        Act.DECIDE: frozenset({Audience.APPROVERS}),
        Act.WITHDRAW: frozenset({Audience.REQUESTERS}),
        Act.REPORT_INVITED: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.REPORT_ACCOUNT: frozenset({Role.SALES_CONNECT_ADMIN}),
        Act.OWN_SANDBOX: frozenset({Role.MARKETO_ADMIN}),
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
    is_slack_admin: bool = False  # or owner of this Slack workspace


@dataclass(frozen=True, slots=True)
class Ourselves:
    """The bot itself, when an effect becomes due."""

    team_id: TeamId


def refuse(
    act: Act,
    actor: Actor | Ourselves,
    named: Named,
    *,
    also: frozenset[Audience] = frozenset(),
) -> NotYours | MembersOnly | None:
    """
    None if the actor may, else why not and who may.

    `named` are the people of the setup that is acted on; empty where there is none yet. `also`:
    what else the actor is, of what is acted on.
    """
    may = MAY[act]
    if isinstance(actor, Ourselves):
        return None if Audience.OURSELVES in may else NotYours(act, ())
    if Audience.EVERYBODY in may and actor.standing is not Standing.BOT:
        return None
    if actor.standing is not Standing.MEMBER:
        return MembersOnly()
    if Audience.MEMBERS in may or may & also:
        return None
    if Audience.SLACK_ADMINS in may and actor.is_slack_admin:
        return None
    roles = [role for role in Role if role in may]
    if any(named.get(role) == actor.user_id for role in roles):
        return None
    whose = tuple((role, named[role]) for role in roles if role in named)
    return NotYours(act, whose, or_slack_admins=Audience.SLACK_ADMINS in may)


# Who may speak for somebody else: the Marketo admin knows whom the credentials would reach.
_SPEAKS_FOR: Final[Mapping[tuple[Act, Role], Role]] = MappingProxyType(
    {(Act.NOT_ME, Role.SALES_CONNECT_ADMIN): Role.MARKETO_ADMIN}
)


def refuse_about(act: Act, role: Role, actor: Actor, named: Named) -> NotYours | None:
    """For what a named person does about their own part: why not about this one."""
    own = [role, *([other] if (other := _SPEAKS_FOR.get((act, role))) else [])]
    whose = tuple((one, named[one]) for one in own if one in named)
    if any(user_id == actor.user_id for _, user_id in whose):
        return None
    return NotYours(act, whose)
