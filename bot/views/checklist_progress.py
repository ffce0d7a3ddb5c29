"""How far checklists are: the same count on cards, on Home and in `status`."""

from collections.abc import Sequence

from bot.domain.checklists import OWNER, Checklist, points_of
from bot.domain.setup import Setup
from bot.views.say import Say
from bot.views.text import Mrkdwn


def each_of(setup: Setup, checklists: Sequence[Checklist], say: Say) -> Mrkdwn:
    """By whose list it is, so that nobody adds up what others count apart."""
    lines = []
    for one in checklists:
        role, ticked, of = say(f"role.{OWNER[one]}"), *_counts(setup, one)
        lines.append(say("checklist.part", role=role, ticked=ticked, of=of))
    return Mrkdwn(" · ".join(lines))


def progress(setup: Setup, checklists: Sequence[Checklist], say: Say) -> Mrkdwn:
    """Of whoever keeps these."""
    if len(checklists) > 1:
        return say("checklist.each", lists=each_of(setup, checklists, say))
    ticked, of = _counts(setup, checklists[0])
    return say("checklist.progress", ticked=ticked, of=of)


def _counts(setup: Setup, checklist: Checklist) -> tuple[int, int]:
    of = len(points_of(checklist, setup.kind))
    return of - len(setup.left(checklist)), of
