"""What was given up, tried again: by whom the table allows, on record."""

from collections.abc import Sequence
from typing import Final

from bot.domain.effects import Card, Due, Notify, Refresh
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.people import Act, Actor, refuse
from bot.domain.refusals import Refusal
from bot.domain.setup import Setup
from bot.domain.undelivered import GivenUp
from bot.store.aggregates import Aggregates
from bot.store.commits import Entry
from bot.store.dead import DeadLetter
from bot.store.instants import Clock
from bot.store.retries import Retries

RETRIED: Final = "RetryUndelivered"  # of an audit row
MOST_NAMED: Final = 20  # effects in it
FEW: Final = 10  # lines of what was given up for which `status` and Home have room


class Retry:
    """For handlers: no new state of the setup, but a commit all the same."""

    def __init__(self, retries: Retries, aggregates: Aggregates, now: Clock) -> None:
        self._retries = retries
        self._aggregates = aggregates
        self._now = now

    async def waiting(self, by: Actor, setups: Sequence[Setup] = ()) -> list[tuple[Setup, GivenUp]]:
        """
        Of each setup, cancelled ones too, what `by` may have tried again; oldest first. `setups`
        need not be read anew.
        """
        numbers = await self._retries.numbers(by.team_id)
        loaded = {one.id: one for one in setups}
        theirs: dict[SetupId, Setup] = {}
        for setup_id in numbers:
            setup = loaded.get(setup_id) or await self._setup(by.team_id, setup_id)
            if setup and refuse(Act.RETRY, by, setup.people) is None:
                theirs[setup_id] = setup
        wanted = {one: numbers[one] for one in theirs}
        few = await self._retries.oldest(by.team_id, wanted, FEW) if theirs else {}
        found = [
            (theirs[one], GivenUp(numbers[one], tuple(letter.shown for letter in letters)))
            for one, letters in few.items()
            if letters
        ]
        return sorted(found, key=lambda one: one[1].oldest[0].at)

    async def _setup(self, team_id: TeamId, setup_id: SetupId) -> Setup | None:
        kept = await self._aggregates.setup(team_id, setup_id)
        return kept.state if kept else None

    async def __call__(self, setup: Setup, *, by: Actor, seen: SeenId) -> int | Refusal:
        """How many are being sent again; or why `by` may not do that."""
        if why := refuse(Act.RETRY, by, setup.people):
            return why
        letters = await self._retries.waiting(setup.team_id, setup.id)
        first = [one.id for one in letters[:MOST_NAMED]]
        stage, changed = setup.stage, {"number": len(letters), "effects": first}
        entry = Entry(by.user_id, RETRIED, stage, stage, self._now(), changed)
        cards = await self._aggregates.slots(setup.team_id, setup.ref, Card.UNDELIVERED)
        then = [Due(Refresh(about=setup.ref, slot=slot)) for slot in cards]
        then += [Due(refresh) for one in letters if (refresh := _catches_up(one))]
        return await self._retries.revive(setup, letters, entry, then, seen=seen)


def _catches_up(letter: DeadLetter) -> Refresh | None:
    """A message that Slack did post is found, and shows the state of that time until this."""
    match letter.shown.effect:
        case Notify(about=about, slot=slot) if letter.in_doubt:
            return Refresh(about=about, slot=slot)
        case _:
            return None
