"""What an answer says of somebody: one line a setup, as far as is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.run_calls import NO_ANSWER, UNKNOWN
from bot.domain.setup import Setup
from bot.domain.whereabouts import Place, Whereabouts
from bot.views.names import LIST, mentions, setup_name, workspace_list
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment

TEXT: Final = 2_000  # characters of what one answer says of people
WORKSPACES: Final = 300  # characters of it, for what one person is connected with


@dataclass(frozen=True, slots=True)
class Sighting:
    """`where` is None where Slack hides the address, by which people are known on record."""

    who: Mrkdwn
    setup: Setup
    where: Whereabouts | None

    @property
    def is_on_record(self) -> bool:
        return self.where is not None and self.where.place is not Place.NOWHERE


@dataclass(frozen=True, slots=True)
class Sightings:
    """Of who is meant by a question, what its asker may read."""

    seen: Sequence[Sighting] = ()
    only_named: Sequence[Setup] = ()  # the asker has no part in them, and read of no one else


def sighting_lines(sightings: Sightings, say: Say) -> list[Mrkdwn]:
    """First where they are on record; where they are not, all setups stand in one line."""
    known = [one for one in sightings.seen if one.is_on_record]
    lines = [_line(one.who, one.where, [one.setup], say) for one in known]
    elsewhere: dict[tuple[Mrkdwn, Whereabouts | None], list[Setup]] = {}
    for one in sightings.seen:
        if not one.is_on_record:
            elsewhere.setdefault((one.who, one.where), []).append(one.setup)
    lines += [_line(*of_whom, setups, say) for of_whom, setups in elsewhere.items()]
    found = [say.some(lines, budget=TEXT)] if lines else []
    if sightings.only_named:
        who = dict.fromkeys(one.sales_connect_admin for one in sightings.only_named)
        found.append(say("where.only_named", who=mentions(list(who), say)))
    return found


def _line(who: Mrkdwn, where: Whereabouts | None, setups: Sequence[Setup], say: Say) -> Mrkdwn:
    """Of several setups where there is the same to say of all."""
    names = [setup_name(one, say) for one in setups]
    name = {"setup": say.some(names, budget=LIST, between=", "), "who": who}
    if where is None:
        return say("where.hidden", **name)
    said = _place(where, setups[0], name, say)
    return Mrkdwn(f"{said} {say('where.left')}") if where.has_left else said


def _place(where: Whereabouts, setup: Setup, name: dict[str, Mrkdwn], say: Say) -> Mrkdwn:
    match where:
        case Whereabouts(Place.CONNECTED, at) if at:
            workspaces = (
                workspace_list(where.workspaces, say, budget=WORKSPACES)
                if where.workspaces
                else say("workspaces.default")
            )
            return say("where.connected", at=moment(at), workspaces=workspaces, **name)
        case Whereabouts(Place.IN_RUN) if where.batch:
            return say("where.in_batch", batch=where.batch, **name)
        case Whereabouts(Place.FAILED, at) if at:
            if where.why in ("", NO_ANSWER, UNKNOWN):
                return say("where.failed_unexplained", at=moment(at), **name)
            return say("where.failed", at=moment(at), why=where.why, **name)
        case Whereabouts(Place.INVITED, at) if at:
            return say("where.invited", at=moment(at), **name)
        case Whereabouts(Place.APPROVED):
            return say("where.approved", admin=mention(setup.sales_connect_admin), **name)
        case _:
            return say(f"where.{where.place}", **name)
