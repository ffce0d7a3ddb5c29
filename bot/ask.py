"""What an answer needs to know: read, never written, in as few round trips as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.addresses import normalised
from bot.domain.effects import Card, Slot
from bot.domain.ids import RequestId, RunId, SetupId, TeamId, UserId
from bot.domain.provisioning import Candidate, Facts
from bot.domain.request import Request, RequestKind
from bot.domain.request_checks import Conflict, ConflictWhy, OnRecordOf
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.store.aggregates import Aggregates, Versioned
from bot.store.instants import Clock
from bot.store.people import KnownPerson, PeopleCache
from bot.store.records import Records
from bot.store.run_parts import batch_part, nobody, page_part
from bot.store.whereabouts import Trail

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
        trail: Trail,
        people: PeopleCache,
        now: Clock,
    ) -> None:
        self._aggregates = aggregates
        self._records = records
        self._trail = trail
        self._people = people
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

    async def under_way(self, setups: Sequence[Setup], most: int) -> list[tuple[Setup, Run]]:
        """At most so many runs that are under way."""
        return await self._aggregates.under_way(setups, most)

    async def batch(self, team_id: TeamId, run_id: RunId, number: int) -> Run | None:
        """A run with the people of one of its batches."""
        kept = await self._aggregates.run(team_id, run_id, batch_part(number))
        return kept.state if kept else None

    async def facts(self, setup: Setup, emails: Sequence[str]) -> Facts:
        """What is on record of addresses as they were typed."""
        others = await self._aggregates.others(setup.team_id, setup.id)
        wanted = dict.fromkeys(filter(None, map(normalised, emails)))
        return await self._records.facts(setup.team_id, setup.id, others, list(wanted))

    async def of_request(self, setup: Setup, emails: Sequence[str]) -> OnRecordOf:
        """What is on record of addresses that somebody asks for."""
        others = await self._aggregates.others(setup.team_id, setup.id)
        return await self._records.of_request(setup.team_id, setup.id, others, emails)

    async def request(self, team_id: TeamId, request_id: RequestId) -> Request | None:
        kept = await self._aggregates.request(team_id, request_id)
        return kept.state if kept else None

    async def not_there_yet(self, setup: Setup) -> list[str]:
        """Addresses of who was invited and is not connected."""
        return await self._records.not_there_yet(setup.team_id, setup.id)

    async def to_connect(self, setup: Setup) -> list[str]:
        """The same, of those who wait for nothing else."""
        found = await self._records.to_connect(setup.team_id, [setup.id])
        return found.get(setup.id, [])

    async def failed_there(self, run: Run) -> frozenset[str]:
        """Addresses of those who failed in this run, and in none since; `run`: with all of them."""
        emails = [row.email for row in run.rows.values()]
        return await self._records.left_behind_by(run, emails)

    async def known_person(self, team_id: TeamId, user_id: UserId) -> Candidate:
        """With their address, if Slack told us lately."""
        person = await self._people.person(team_id, user_id)
        return Candidate((person.email if person else None) or "", user_id)

    def now(self) -> datetime:
        return self._now()

    async def named_in(self, team_id: TeamId, user_id: UserId) -> list[Setup]:
        """The open setups that somebody has a part in."""
        asked = await self._aggregates.ask(team_id, user_id)
        return [one.state for one in asked.setups if user_id in one.state.people.values()]

    async def with_requests(self, team_id: TeamId) -> list[Setup]:
        """The open setups of which something is asked."""
        setups = (await self._aggregates.ask(team_id, UserId(""))).setups
        return [one.state for one in setups if one.state.requests]

    async def with_channel(self, team_id: TeamId, channel_id: str) -> list[Setup]:
        """The open setups whose invites are approved there."""
        setups = (await self._aggregates.ask(team_id, UserId(""))).setups
        return [one.state for one in setups if one.state.channel_id == channel_id]

    async def open_requests(self, setup: Setup) -> list[Request]:
        """Those that the setup knows of."""
        kept = [await self._aggregates.request(setup.team_id, one) for one in setup.requests]
        return [one.state for one in kept if one and not one.state.is_over]

    async def sandbox_of(self, setup: Setup, user_id: UserId) -> Conflict | None:
        """Whether somebody has an account on its sandbox, or is asked for: by which address."""
        for request in await self.open_requests(setup):
            for number, person in enumerate(request.people):
                is_theirs = request.kind is RequestKind.SANDBOX and person.user_id == user_id
                if is_theirs and request.holds(number):
                    return Conflict(person.email, ConflictWhy.ASKED_FOR)
        accounts = await self._trail.accounts_of(setup.team_id, setup.id, user_id)
        return Conflict(accounts[0].email, ConflictWhy.HAS_ACCOUNT) if accounts else None

    async def forget_channel(self, team_id: TeamId, channel_id: str) -> None:
        """Slack says that it is archived, deleted, or has the bot in it no more."""
        await self._people.forget_channel(team_id, channel_id)

    async def forget_group(self, team_id: TeamId, group_id: str) -> None:
        """Slack says that others are in it."""
        await self._people.forget_group(team_id, group_id)

    async def note_standing(self, team_id: TeamId, person: KnownPerson) -> None:
        """Of somebody of whom Slack says something new."""
        await self._people.note_standing(team_id, person)

    async def forget_person(self, team_id: TeamId, user_id: UserId) -> None:
        """Slack says that something about them changed."""
        await self._people.forget_person(team_id, user_id)


__all__ = ["Ask", "Known", "Versioned"]
