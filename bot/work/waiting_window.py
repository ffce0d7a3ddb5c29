"""The window in which somebody waits while a list is read: it says how far that is."""

import asyncio
from dataclasses import dataclass
from typing import Final, TypeVar

import structlog

from bot.domain.effects import Gather
from bot.domain.ids import TeamId
from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackGone
from bot.views.provisioning_modals import reading_modal
from bot.views.say import Say
from bot.work.results import LANGUAGE_KEPT, Left

T = TypeVar("T")

EVERY: Final = 3.0  # seconds between two words of how far it is
SLOW: Final = 8.0  # seconds, after which the window says why it takes longer
OPEN_WITHIN: Final = 5.0  # seconds: one that is missing before may still be on its way
FILLED_WITHIN: Final = 3.0  # seconds for Slack to take them

log = structlog.get_logger("bot.work")


@dataclass(slots=True)
class HowFar:
    """Of the people who have to be looked up one by one."""

    done: int = 0
    of: int = 0


class WaitingWindow:
    """What it cannot show is no fault: it may be closed, and a message comes in any case."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def beside(
        self, reading: asyncio.Task[T], team_id: TeamId, effect: Gather, how_far: HowFar, left: Left
    ) -> T:
        """
        The end of `reading`, which is cancelled if nobody waits for it any more.

        No word of ours is on its way by then: it could come after the preview, and stay.
        """
        loop = asyncio.get_running_loop()
        began, is_open = loop.time(), True
        try:
            while not reading.done():
                await asyncio.wait({reading}, timeout=EVERY)
                if is_open and not reading.done() and (seconds := left()) > 0:
                    lasts = loop.time() - began
                    is_slow = lasts >= SLOW
                    found = await self._said(team_id, effect, how_far, seconds, slow=is_slow)
                    is_open = found or lasts < OPEN_WITHIN
            return reading.result()
        finally:
            reading.cancel()

    async def _said(
        self, team_id: TeamId, effect: Gather, how_far: HowFar, seconds: float, *, slow: bool
    ) -> bool:
        """False: it is not there."""
        try:
            person = await self._slack.person(team_id, effect.by, at_most=LANGUAGE_KEPT)
            done, of = how_far.done, how_far.of
            view = reading_modal(effect.view, Say(person.language), done=done, of=of, slow=slow)
            within = min(seconds, FILLED_WITHIN)
            await self._slack.call(
                "views.update", within=within, external_id=effect.view, view=view
            )
        except SlackGone:
            return False
        except SlackFault as fault:
            log.info("the window does not say how far it is", why=fault.error)
        return True
