"""The road of a setup, step by step: done, now, next; for the starter's card and `status`."""

from typing import Final

from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views.say import Say
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
}


def road(setup: Setup, say: Say) -> Mrkdwn:
    """One line a step; the words say where it stands, not signs alone."""
    behind = _BEHIND[setup.stage]
    lines = []
    for number, step in enumerate(_steps(setup, say)):
        where = "done" if number < behind else "now" if number == behind else "next"
        lines.append(say(f"road.{where}", step=step))
    return Mrkdwn("\n".join(lines))


def _steps(setup: Setup, say: Say) -> tuple[Mrkdwn, ...]:
    marketo, sales_connect = mention(setup.marketo_admin), mention(setup.sales_connect_admin)
    wait = say("road.wait")
    if setup.started_early_by:
        wait = say("road.wait_skipped", who=mention(setup.started_early_by))
    elif setup.ready_at and setup.stage is Stage.CONNECTED:
        wait = say("road.wait_until", time=moment(setup.ready_at))
    return (
        say("road.hand_over", who=marketo),
        say("road.reveal", who=sales_connect),
        say("road.connect", who=sales_connect),
        wait,
        say("road.users", who=sales_connect),
    )
