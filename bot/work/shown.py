"""What a card shows, in which language, and where: read when it is sent."""

from dataclasses import dataclass

from bot.domain.effects import (
    Card,
    Effect,
    Greet,
    Notify,
    Refresh,
    Reply,
    SendAudit,
    ShowHome,
    Slot,
    WarnOfLeak,
)
from bot.domain.ids import RequestId, RunId, SetupId, TeamId, UserId
from bot.domain.request import Request
from bot.domain.run import Run, RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Language
from bot.domain.undelivered import Undelivered
from bot.slack import Slack
from bot.store.aggregates import Aggregates
from bot.store.retries import Retries
from bot.store.run_parts import people
from bot.views.blocks import Message
from bot.views.request_cards import request_card
from bot.views.run_cards import card_rows, run_card
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.work.results import LANGUAGE_KEPT


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card is rendered from."""

    setup: Setup
    run: Run | None = None
    request: Request | None = None
    given_up: tuple[Undelivered, ...] = ()


class Showing:
    """Reads; sends nothing."""

    def __init__(self, aggregates: Aggregates, retries: Retries, slack: Slack) -> None:
        self._aggregates = aggregates
        self._retries = retries
        self._slack = slack

    async def setup_of(self, team_id: TeamId, effect: Effect) -> Setup | None:
        """What an effect is about; None: it is gone."""
        match effect:
            case Reply() | WarnOfLeak() | ShowHome() | Greet() | SendAudit():
                return None
            case Notify() | Refresh():
                shown = await self.of(team_id, effect)
                return shown.setup if shown else None
            case _:
                kept = await self._aggregates.setup(team_id, effect.setup_id)
                return kept.state if kept else None

    async def of(self, team_id: TeamId, effect: Notify | Refresh) -> Shown | None:
        """Read when it is sent: a card shows the state of that moment. None: it is gone."""
        run, request, setup_id = None, None, SetupId(effect.about.id)
        if effect.about.kind == "request":
            kept = await self._aggregates.request(team_id, RequestId(effect.about.id))
            if kept is None:
                return None
            request, setup_id = kept.state, kept.state.setup_id
        if effect.about.kind == "run":
            run = await self._run(team_id, RunId(effect.about.id), effect)
            if run is None:
                return None
            setup_id = run.setup_id
        setup = await self._aggregates.setup(team_id, setup_id)
        if setup is None:
            return None
        if effect.slot.card is not Card.UNDELIVERED:
            return Shown(setup.state, run, request)
        waiting = await self._retries.waiting(team_id, setup_id)
        return Shown(setup.state, given_up=tuple(one.shown for one in waiting))

    async def _run(self, team_id: TeamId, run_id: RunId, effect: Notify | Refresh) -> Run | None:
        """With the people that the card names: there may be ten thousand others."""
        slot = effect.slot
        if slot.card is Card.YOU_ARE_CONNECTED:
            row = int(slot.to.removeprefix("row:"))
            return await self._aggregates.run_of_row(team_id, run_id, row)
        named = people(lambda run: card_rows(run, slot))
        kept = await self._aggregates.run(team_id, run_id, named)
        if kept and slot.card is Card.PREVIEW and kept.state.mended:
            kept = await self._aggregates.run(team_id, kept.state.mended.into, named)
        if kept is None:
            return None
        # To what was started meanwhile, or prepared, no new message leads any more.
        is_new = slot.card is Card.PREVIEW and isinstance(effect, Notify)
        return None if is_new and kept.state.stage is not RunStage.DRAFT else kept.state

    @staticmethod
    def rendered(shown: Shown, slot: Slot, language: Language) -> Message:
        say = Say(language)
        if shown.request:
            return request_card(shown.request, shown.setup, slot, say)
        if shown.run:
            return run_card(shown.run, shown.setup, slot, say)
        return setup_card(shown.setup, slot, say, shown.given_up)

    async def receiver(self, team_id: TeamId, slot: Slot, shown: Shown) -> tuple[str, Language]:
        """Channel id and language. Raises SlackGone if there is nobody to tell."""
        if slot.to == shown.setup.channel_id:
            return slot.to, shown.setup.language
        user_id = await self._user_id(slot, shown)
        language = await self._language_of(team_id, user_id)
        return await self._slack.direct_message(team_id, user_id), language

    async def _user_id(self, slot: Slot, shown: Shown) -> UserId:
        if slot.to.startswith("person:"):
            assert shown.request is not None
            person = shown.request.people[int(slot.to.removeprefix("person:"))]
            return person.user_id or await self._slack.user_id_by_email(person.email)
        if not slot.to.startswith("row:"):
            return UserId(slot.to)
        assert shown.run is not None
        row = shown.run.rows[int(slot.to.removeprefix("row:"))]
        return row.user_id or await self._slack.user_id_by_email(row.email)

    async def language(self, team_id: TeamId, slot: Slot, shown: Shown) -> Language:
        if slot.to == shown.setup.channel_id:
            return shown.setup.language
        return await self._language_of(team_id, await self._user_id(slot, shown))

    async def _language_of(self, team_id: TeamId, user_id: UserId) -> Language:
        person = await self._slack.person(team_id, user_id, at_most=LANGUAGE_KEPT)
        return person.language
