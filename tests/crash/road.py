"""The road is walked; a click that was not acknowledged is made again, as anybody would."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Final

from practice.slack import Answer, NotAcknowledged, NotThere
from tests.crash.acts import COMES_WITHIN, Step, closes
from tests.crash.company import Installation
from tests.crash.steps import REMINDER, Steps
from tests.crash.trouble import Trouble

IS_TOLD_WITHIN: Final = 3.0  # seconds: what a private answer takes that may be had
REPEATED: Final = 0.3  # share of clicks
AGAIN_AFTER: Final = 0.3  # seconds: as a person does; credentials may be held for a moment


class Lost(AssertionError):
    """Something was acknowledged, or promised by a state, and is not there."""


class Road:
    """One company on its way, and the troubles that go along."""

    def __init__(
        self,
        there: Installation,
        troubles: Mapping[int, Trouble] | None = None,
        repeats: Random | None = None,
        *,
        steps: list[Step] | None = None,
    ) -> None:
        """
        `steps`: other ones than those of the setup and its run.

        `troubles`: by the step that meets them; the others are as on any day.

        `repeats`: draws what Slack delivers twice.
        """
        self._there = there
        self._company = there.company
        self._troubles = dict(troubles or {})
        self._repeats = repeats
        self._steps = Steps(there).all() if steps is None else steps
        self.log: list[str] = []

    async def walk(self) -> None:
        """
        From the first command to the last report.

        Raises:
            Lost: as it says.
        """
        steps = self._steps
        number_of = {step.name: number for number, step in enumerate(steps)}
        number, furthest, deadline = 0, -1, 0.0
        while number < len(steps):
            if number > furthest:
                furthest, deadline = number, time.monotonic() + 2 * COMES_WITHIN
            elif time.monotonic() > deadline:
                raise Lost(f"{steps[number].name} cannot be done")
            elif await steps[number].is_done():  # what shows it came after we looked
                number += 1
                continue
            step, trouble = steps[number], self._troubles.pop(number, None)
            is_done = await self._take(step, trouble)
            number = number + 1 if is_done else number_of[step.begins_at or step.name]

    async def _take(self, step: Step, trouble: Trouble | None) -> bool:
        """False: the window is gone in which it is to be done, or Slack did not open one."""
        started = time.monotonic()
        try:
            if step.name == REMINDER:
                await self._remind(step, trouble)
                return True
            return await self._press(step, trouble)
        finally:
            met = f", {trouble}" if trouble else ""
            self.log.append(f"{step.name}{met}, {time.monotonic() - started:.1f} s")

    async def _press(self, step: Step, trouble: Trouble | None) -> bool:
        with suppress(NotThere):
            await step.prepare()
        deadline = time.monotonic() + 2 * COMES_WITHIN
        while time.monotonic() < deadline:
            try:
                was_promised = await self._was_promised(step, trouble)
            except NotThere:  # the card, or the window, shows already that it was done
                if not await step.is_done() and step.begins_at:
                    await closes(step.person)()
                    return False
                was_promised = False
            if await step.is_done():
                return True
            if was_promised:
                raise Lost(f"{step.name} was acknowledged")
            trouble = None
            await asyncio.sleep(AGAIN_AFTER)
            if step.opens:
                return False
        raise Lost(f"{step.name} is refused again and again")

    async def _was_promised(self, step: Step, trouble: Trouble | None) -> bool:
        """Whether Slack was answered, and the person was told nothing else."""
        slack = self._company.slack
        told, calls = len(step.person.ephemerals), len(slack.calls)
        coming = asyncio.create_task(trouble.come_beside_a_click()) if trouble else None
        try:
            answer = await step.act()
        except NotAcknowledged:
            return False
        finally:
            if coming:
                await coming  # a late one, too: it meets the effects of this click
            if self._repeats and self._repeats.random() < REPEATED:
                await slack.redeliver(slack.deliveries[-1])
        if isinstance(answer, Answer) and not answer.is_empty:
            return False
        if not step.opens and step.begins_at and step.person.modal and not await step.is_done():
            return False  # it says why
        if any(call.fault for call in slack.calls[calls:] if call.method == "views.open"):
            return False
        if not await step.is_done():
            with suppress(TimeoutError):
                await slack.until(
                    lambda: len(step.person.ephemerals) > told, timeout=IS_TOLD_WITHIN
                )
                return False
        return True

    async def _remind(self, step: Step, trouble: Trouble | None) -> None:
        """Trouble comes when the wait is over."""
        setup = await self._there.setup()
        assert setup is not None
        if trouble and setup.ready_at is not None:
            await asyncio.sleep(max(0.0, setup.ready_at.timestamp() - self._there.now()))
            await trouble.come_beside_a_click()
        await step.act()
        if not await step.is_done():
            raise Lost(f"{self._company.reminders} reminders")
