"""The road of a setup, step by step, and who is waited for; for the starter's card and `status`."""

from typing import Final

from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Turn
from bot.domain.stages import Stage
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment

# How many of the five steps are behind a setup.
_BEHIND: Final = {
    Stage.NAMED: 0,
    Stage.HANDED_OVER: 1,
    Stage.REVEALED: 2,
    Stage.CONNECTED: 3,
    Stage.READY: 4,
    Stage.PROVISIONING: 4,
    Stage.DONE: 5,
    Stage.CANCELLED: 0,
}


def road(setup: Setup, say: Say) -> Mrkdwn:
    """One line a step; the words say where it stands, not signs alone."""
    if setup.cancelled:
        return cancelled(setup, say)
    behind = 0 if setup.waits_for_another else _BEHIND[setup.stage]
    lines = []
    is_next = False
    for number, step in _steps(setup, say):
        where = "done" if number <= behind else "next" if is_next else "now"
        is_next = number > behind
        lines.append(say(f"road.{where}", step=step))
    return Mrkdwn("\n".join(lines))


def cancelled(setup: Setup, say: Say) -> Mrkdwn:
    """The one thing that every card says once a setup has been cancelled."""
    assert setup.cancelled is not None
    return say("cancelled.text", who=mention(setup.cancelled.by), at=moment(setup.cancelled.at))


def _steps(setup: Setup, say: Say) -> tuple[tuple[int, Mrkdwn], ...]:
    """Each step, with its place among the five; those that a variant leaves out are not there."""
    sales_connect = mention(setup.sales_connect_admin)
    return (
        *_credentials_steps(setup, say),
        (4, _wait(setup, say)),
        (5, say("road.users", who=sales_connect)),
    )


def _credentials_steps(setup: Setup, say: Say) -> tuple[tuple[int, Mrkdwn], ...]:
    marketo, sales_connect = mention(setup.marketo_admin), mention(setup.sales_connect_admin)
    note = setup.handed_over
    # Who did it, whoever has the part by now.
    if note and setup.stage is not Stage.NAMED and not setup.waits_for_another:
        marketo = mention(note.sender)
    if setup.connected_at and note and note.revealed_at:
        sales_connect = mention(note.recipient)
    names = screens(setup, say)
    if setup.connected_by_itself:
        by = mention(setup.marketo_admin)  # whoever handed over before
        return ((3, say("road.by_itself", who=by, **names)),)
    if setup.one_admin:
        return ((3, say("road.copies", who=sales_connect, **names)),)
    return (
        (1, say("road.hand_over", who=marketo)),
        (2, say("road.reveal", who=sales_connect)),
        (3, say("road.connect", who=sales_connect, **names)),
    )


def _wait(setup: Setup, say: Say) -> Mrkdwn:
    if setup.started_early_by:
        return say("road.wait_skipped", who=mention(setup.started_early_by))
    if setup.ready_at and setup.stage is Stage.CONNECTED:
        return say("road.wait_until", time=moment(setup.ready_at))
    return say("road.wait")


def waited_for(setup: Setup, say: Say) -> list[Mrkdwn]:
    """Who blocks what, since when; one line each."""
    missing = [
        say("road.missing", who=mention(setup.people[role]), role=say(f"role.{role}"))
        for role in setup.unfilled()
    ]
    turns = [turn_line(setup.turns[role], say) for role in Role if role in setup.turns]
    return [*missing, *turns]


def turn_line(turn: Turn, say: Say) -> Mrkdwn:
    step = say(f"awaited.{turn.step}")
    return say("road.waits_for", who=mention(turn.who), since=moment(turn.since), step=step)
