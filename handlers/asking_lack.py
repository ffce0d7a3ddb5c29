"""Of a request that nobody could approve: what those are called who are missing."""

from bot.domain.people import Actor, Standing
from bot.domain.request import Request
from bot.domain.request_approval import Presser
from bot.domain.request_lack import why_not
from bot.domain.setup import Setup
from bot.views.faults import Named
from handlers.front import Asker, Front


async def named_in(front: Front, asker: Asker, setup: Setup, draft: Request, *, bot: str) -> Named:
    """
    Who is named to approve, each with the reason, and who can name others.

    Raises:
        SlackLate: they could not be read in time.
    """
    wanted = (*setup.approval.approvers, setup.starter)
    people = await front.people(setup.team_id, wanted, since=asker.asked_at)
    known = {}
    for one, person in people.items():
        standing = person.standing if person else Standing.DEACTIVATED
        known[one] = Presser(Actor(setup.team_id, one, standing), (person and person.email) or "")
    names = {one: person.name if person else one for one, person in people.items()}
    is_there = known[setup.starter].actor.standing is not Standing.DEACTIVATED
    return Named(
        bot,
        [(names[one], why) for one, why in why_not(draft, setup, known)],
        setup.approval.group.name if setup.approval.group else "",
        names[setup.starter] if is_there else "",
    )
