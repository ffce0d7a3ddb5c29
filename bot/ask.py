"""What an answer needs to know: read, never written, in as few round trips as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.addresses import normalised
from bot.domain.effects import Card, Slot
from bot.domain.ids import RunId, SetupId, TeamId, UserId
from bot.domain.provisioning import Candidate, Facts
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.store.aggregates import Aggregates, Versioned
from bot.store.due import DueSet
from bot.store.instants import Clock
from bot.store.people import KnownPerson, PeopleCache
from bot.store.records import Records
from bot.store.run_parts import batch_part, nobody, page_part

LATE: Final = timedelta(seconds=5)  # an effect that waits longer means that no worker works

_DRAFTS: Final = (RunStage.READING, RunStage.DRAFT, RunStage.PREPARED)


@dataclass(frozen=True, slots=True)
class Known:
    """Who asks, if Slack told us lately, and the setups of their Slack workspace."""

    person: KnownPerson | None
    setups: tuple[Versioned[Setup], ...]


class Ask:
    """For handlers, which know no store."""

    def __init__(
        self,
        aggregates: Aggregates,
        records: Records,
        people: PeopleCache,
        due: DueSet,
        now: Clock,
    ) -> None:
        self._aggregates = aggregates
        self._records = records
        self._people = people
        self._due = due
        self._now = now

    async def about(self, team_id: TeamId, user_id: UserId) -> Known:
        asked = await self._aggregates.ask(team_id, user_id)
        return Known(asked.person, asked.setups)

    async def setup(self, team_id: TeamId, setup_id: SetupId) -> Setup | None:
        kept = await self._aggregates.setup(team_id, setup_id)
        return kept.state if kept else None

    async def draft(self, team_id: TeamId, run_id: RunId) -> Run | None:
        """All of a run that was not started yet."""
        kept = await self._aggregates.run(team_id, run_id)
        return kept.state if kept and kept.state.stage in _DRAFTS else None

    async def newest(self, team_id: TeamId, run_id: RunId) -> RunId:
        """What a draft was mended into; itself, if it was not."""
        kept = await self._aggregates.run(team_id, run_id, nobody)
        return kept.state.mended.into if kept and kept.state.mended else run_id

    async def has_preview_card(self, run: Run, user_id: UserId) -> bool:
        """Whether a message leads them to its preview."""
        slot = Slot(card=Card.PREVIEW, to=user_id)
        return await self._aggregates.sent(run.team_id, run.preview_ref, slot.key) is not None

    async def page(self, team_id: TeamId, run_id: RunId, number: int) -> Run | None:
        """A draft with what one page of its preview shows."""
        kept = await self._aggregates.run(team_id, run_id, page_part(number))
        return kept.state if kept and kept.state.stage in _DRAFTS else None

    async def run(self, team_id: TeamId, run_id: RunId) -> Run | None:
        """All of it."""
        kept = await self._aggregates.run(team_id, run_id)
        return kept.state if kept else None

    async def batch(self, team_id: TeamId, run_id: RunId, number: int) -> Run | None:
        """A run with the people of one of its batches."""
        kept = await self._aggregates.run(team_id, run_id, batch_part(number))
        return kept.state if kept else None

    async def facts(self, setup: Setup, emails: Sequence[str]) -> Facts:
        """What is on record of addresses as they were typed."""
        others = await self._aggregates.others(setup.team_id, setup.id)
        wanted = dict.fromkeys(filter(None, map(normalised, emails)))
        return await self._records.facts(setup.team_id, setup.id, others, list(wanted))

    async def known_person(self, team_id: TeamId, user_id: UserId) -> Candidate:
        """With their address, if Slack told us lately."""
        person = await self._people.person(team_id, user_id)
        return Candidate((person.email if person else None) or "", user_id)

    async def runs(self, setup: Setup) -> list[Run]:
        """Those that were started, oldest first."""
        return await self._aggregates.runs(setup.team_id, setup.id)

    async def is_late(self) -> bool:
        """Whether messages wait that should have been sent."""
        oldest = min((await self._due.next_times()).values(), default=None)
        return oldest is not None and self._now() - oldest > LATE

    def now(self) -> datetime:
        return self._now()

    async def named_in(self, team_id: TeamId, user_id: UserId) -> list[Setup]:
        """The open setups that somebody has a part in."""
        asked = await self._aggregates.ask(team_id, user_id)
        return [one.state for one in asked.setups if user_id in one.state.people.values()]

    async def note_standing(self, team_id: TeamId, person: KnownPerson) -> None:
        """Of somebody of whom Slack says something new."""
        await self._people.note_standing(team_id, person)

    async def forget_person(self, team_id: TeamId, user_id: UserId) -> None:
        """Slack says that something about them changed."""
        await self._people.forget_person(team_id, user_id)


__all__ = ["Ask", "Known", "Versioned"]
