"""The window that waited for a list shows what came of it; where it was closed, a message does."""

from datetime import timedelta
from typing import Any, Final

import structlog

from bot.domain.effects import Card, Due, Notify, ShowPreview, Slot
from bot.domain.ids import TeamId
from bot.domain.run import Run, RunStage
from bot.slack import Slack
from bot.slack_faults import SlackGone, SlackRefused
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.run_parts import page_part
from bot.views.names import plain_setup_name
from bot.views.preview_modals import preview_modal
from bot.views.say import Say
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left

log = structlog.get_logger("bot.work")

FIRST_PAGE: Final = 0
# A window comes into being with the answer to the submission, which may arrive after a short list
# was read: soon, then more rarely; only one that is missing after nearly five seconds was closed.
LOOKS: Final = 8
LOOKS_AGAIN_AFTER: Final = timedelta(seconds=0.1)
DOUBLED: Final = 3  # times at most


class Previews:
    def __init__(self, aggregates: Aggregates, slack: Slack, *, has_connector: bool) -> None:
        self._aggregates = aggregates
        self._slack = slack
        self._has_connector = has_connector

    async def show(self, claim: Claim, effect: ShowPreview, left: Left) -> Delivered | Later:
        kept = await self._aggregates.run(claim.team_id, effect.run_id, page_part(FIRST_PAGE))
        if kept is None or kept.state.stage is not RunStage.DRAFT:
            return Delivered()  # forgotten, or started after an earlier attempt showed it
        run = kept.state
        try:
            view = await self._view(claim.team_id, run, effect)
            if view is None:
                return Delivered()
            if (seconds := left()) <= 0:
                return Later(timedelta(0))
            await self._slack.call(
                "views.update", within=seconds, external_id=effect.view, view=view
            )
        except SlackGone:
            if claim.tries < LOOKS:
                after = LOOKS_AGAIN_AFTER * 2 ** min(claim.tries, DOUBLED)
                return Later(after, counted=True)
            return Delivered(then=_told(run, effect))
        except SlackRefused as fault:
            # A fault of ours, most likely; but nobody shall wait in a window for ever.
            log.error("the preview was not shown", why=str(fault))  # noqa: TRY400
            return Delivered(then=_told(run, effect))
        return Delivered()

    async def _view(self, team_id: TeamId, run: Run, effect: ShowPreview) -> dict[str, Any] | None:
        asked = await self._aggregates.ask(team_id, effect.by)
        setups = {one.state.id: one.state for one in asked.setups}
        setup = setups.get(effect.setup_id)
        if setup is None:
            return None
        person = await self._slack.person(team_id, effect.by, at_most=LANGUAGE_KEPT)
        say = Say(person.language)
        names = {setup_id: plain_setup_name(one, say) for setup_id, one in setups.items()}
        return preview_modal(
            run,
            setup,
            say,
            page=FIRST_PAGE,
            names=names,
            connector=self._has_connector,
            external_id=effect.view,
        )


def _told(run: Run, effect: ShowPreview) -> tuple[Due, ...]:
    slot = Slot(card=Card.PREVIEW, to=effect.by)
    return (Due(Notify(about=run.ref, slot=slot)),)
