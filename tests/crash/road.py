"""The road as single clicks and submissions, each of which may meet the death of a process."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final, TypeAlias

from bot.domain.stages import Stage
from bot.store import keys
from practice.slack import Message, NotAcknowledged, NotThere, Person
from tests.crash.company import Installation
from tests.journeys.world import CHANNEL, CLIENT_SECRET, is_reminder

AFTER_A_LEASE: Final = 12.0  # seconds: a lease of five, the start of a process, and busy cores
MOST: Final = 0.005  # seconds between a moment and the death
IS_COMING: Final = 0.3  # seconds: what has not come by then does not come

Act: TypeAlias = Callable[[], Awaitable[object]]
IsDone: TypeAlias = Callable[[], Awaitable[bool]]


class Moment(StrEnum):
    """What death follows: so the few milliseconds meet every part of the work."""

    CLICK = "click"
    COMMIT = "commit"
    CALL = "call"  # to Slack: a card that is posted, a window that opens


@dataclass(frozen=True, slots=True)
class Step:
    """`prepare` may take its time; `act` is the one click that death meets."""

    name: str
    prepare: Act
    act: Act
    is_done: IsDone


async def _nothing() -> None:
    return None


class Road:
    """One company on its way, and the death that goes along."""

    def __init__(
        self, there: Installation, victims: tuple[str, ...], random: Random, dies_at: slice
    ) -> None:
        """`dies_at`: the steps that meet a death; the others are as on any day."""
        self.there = there
        self.company = there.company
        self._victims = victims
        self._random = random
        self._dies_at = dies_at
        self.log: list[str] = []

    async def walk(self) -> None:
        """From the first command to the last report."""
        await self.there.start("web", "worker")
        steps = self._steps()
        deadly = [step.name for step in steps[self._dies_at]]
        for step in steps:
            if step.name not in deadly:
                await step.prepare()
                await step.act()
                assert await step.is_done(), self.log
            elif step.name == "reminder":
                await self._remind(step)
            else:
                await self._take(step)

    async def _take(self, step: Step) -> None:
        started = time.monotonic()
        await step.prepare()
        prepared = time.monotonic() - started
        moment = self._random.choice(list(Moment))
        was_acknowledged = await self._acted_beside_a_death(step, moment)
        await self._restart()
        is_done = await step.is_done()
        self.log.append(
            f"{step.name}, {moment}: acked={was_acknowledged}, done={is_done},"
            f" waited {prepared:.1f} s of {time.monotonic() - started:.1f} s"
        )
        if was_acknowledged:
            assert is_done, self.log
        else:
            await self._press_again(step)

    async def _acted_beside_a_death(self, step: Step, moment: Moment) -> bool:
        """Whether Slack was answered."""
        death = asyncio.create_task(self._die_at(moment))
        try:
            await step.act()
        except NotAcknowledged:
            return False
        finally:
            await death  # a late one, too: it meets the effects of this click
        return True

    async def _die_at(self, moment: Moment) -> None:
        """Within five milliseconds of that moment, or when it does not come."""
        pause = self._random.uniform(0, MOST)
        match moment:
            case Moment.COMMIT:
                await self._committed()
            case Moment.CALL:
                await self._called_slack()
        await asyncio.sleep(pause)
        await self._die()

    async def _committed(self) -> None:
        async with self.there.redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(keys.WAKE)
            await channel.get_message(timeout=IS_COMING)  # of the subscription itself
            await channel.get_message(timeout=IS_COMING)

    async def _called_slack(self) -> None:
        slack = self.company.slack
        before = len(slack.calls)
        with suppress(TimeoutError):
            await slack.until(lambda: len(slack.calls) > before, timeout=IS_COMING)

    async def _die(self) -> None:
        victims = [self.there.processes[name] for name in self._victims]
        for victim in victims:
            victim.kill_now()
        await asyncio.gather(*(victim.process.wait() for victim in victims))

    async def _restart(self) -> None:
        """Warm, so that a click is answered within the milliseconds in which death may come."""
        await self.there.start(*self._victims)
        if "web" in self._victims:
            await self.company.gus.command("/salesconnect help")

    async def _press_again(self, step: Step) -> None:
        """What anybody does who sees Slack's error; harmless if it was done."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + AFTER_A_LEASE
        while True:
            with suppress(NotThere):  # the card, or the window, shows already that it was done
                await step.act()
            if await step.is_done():
                return
            assert loop.time() < deadline, self.log
            await asyncio.sleep(0.3)  # as a person does: credentials may be held for a moment

    async def _remind(self, step: Step) -> None:
        """Death comes when the wait is over."""
        setup = await self.there.setup()
        assert setup is not None
        assert setup.ready_at is not None
        offset = self._random.uniform(0, 4 * MOST)
        left = setup.ready_at.timestamp() + offset - time.time()
        await asyncio.sleep(max(0.0, left))
        await self._die()
        await self._restart()
        await step.act()
        assert await step.is_done(), self.log

    def _steps(self) -> list[Step]:
        company = self.company
        mara, sol, stella = company.mara, company.sol, company.stella

        async def fill_setup() -> None:
            await stella.fill("Marketo admin", "U_MARA")
            await stella.fill("Sales Connect admin", "U_SOL")
            await stella.fill("Salesforce admin", "U_SVEN")
            await stella.fill("Channel for invites", CHANNEL)

        async def fill_users() -> None:
            await sol.fill("People in Slack", ["U_ADA", "U_BENOIT"])
            await sol.fill("Workspaces", ["EMEA"])

        return [
            Step(
                "setup",
                _nothing,
                lambda: stella.command("/salesconnect setup"),
                _sees(stella, "Set up Sales Connect"),
            ),
            Step("Start setup", fill_setup, _submits(stella), self._is_named),
            Step(
                "Hand over credentials",
                _has(mara, "Hand over credentials"),
                _presses(mara, "Hand over credentials"),
                _sees(mara, "Hand over credentials"),
            ),
            Step(
                "Hand over",
                company.fill_credentials,
                _submits(mara),
                self._has_reached(Stage.HANDED_OVER),
            ),
            Step(
                "Reveal credentials",
                _has(sol, "Reveal credentials"),
                _presses(sol, "Reveal credentials"),
                self._was_shown,
            ),
            Step(
                "I've connected",
                self._close_and_see("I've connected"),
                _presses(sol, "I've connected"),
                self._has_reached(Stage.CONNECTED),
            ),
            Step("reminder", _nothing, _waits_for(sol, is_reminder), self._is_reminded),
            Step(
                "Workspaces",
                _has(sol, "Workspaces"),
                _presses(sol, "Workspaces"),
                _sees(sol, "Workspaces"),
            ),
            Step(
                "Save",
                lambda: sol.fill("Workspace names", "EMEA\nNorth America"),
                _submits(sol),
                self._has_workspaces,
            ),
            Step(
                "Connect users",
                _has(sol, "Connect users"),
                _presses(sol, "Connect users"),
                _sees(sol, "Connect users"),
            ),
            Step("Preview", fill_users, _submits(sol, "Connect users"), _sees(sol, "Preview")),
            Step("Start", _nothing, _submits(sol, "Preview"), self._is_running),
            Step(
                "All connected",
                _has(sol, "All connected"),
                _presses(sol, "All connected"),
                self._is_reported,
            ),
        ]

    # What is known to be done

    async def _is_named(self) -> bool:
        return await self.there.setup() is not None

    def _has_reached(self, stage: Stage) -> IsDone:
        async def is_done() -> bool:
            setup = await self.there.setup()
            return setup is not None and list(Stage).index(setup.stage) >= list(Stage).index(stage)

        return is_done

    async def _was_shown(self) -> bool:
        """Burned only if a window with the values did open."""
        is_burned = await self._has_reached(Stage.REVEALED)()
        opened = [c for c in self.company.slack.calls_of("views.open") if c.ok]
        assert not is_burned or any(CLIENT_SECRET in repr(call.args) for call in opened)
        return is_burned

    async def _is_reminded(self) -> bool:
        return self.company.reminders == 1

    async def _has_workspaces(self) -> bool:
        setup = await self.there.setup()
        return setup is not None and setup.workspaces == ("EMEA", "North America")

    async def _is_running(self) -> bool:
        number = await self.there.number_of_started_runs()
        assert number <= 1
        return number == 1

    async def _is_reported(self) -> bool:
        setup = await self.there.setup()
        assert setup is not None
        [run] = await self.there.aggregates.runs(setup.team_id, setup.id)
        return run.batches[0].reported

    def _close_and_see(self, label: str) -> Act:
        async def close_and_see() -> None:
            if self.company.sol.modal:
                await self.company.sol.close(all_=True)
            await _has(self.company.sol, label)()

        return close_and_see


def _presses(person: Person, label: str) -> Act:
    return lambda: person.press(label)


def _submits(person: Person, title: str | None = None) -> Act:
    """Only the window meant: it may have closed, or another may stand on top, by now."""

    async def submit() -> None:
        if person.modal is None or title not in (None, person.modal.title):
            raise NotThere(f"{person.id} has no modal {title!r}")
        await person.submit()

    return submit


def _has(person: Person, label: str) -> Act:
    return _waits_for(person, lambda message: label in message.buttons)


def _waits_for(person: Person, is_it: Callable[[Message], bool]) -> Act:
    return lambda: person.until(is_it, timeout=AFTER_A_LEASE)


def _sees(person: Person, title: str) -> IsDone:
    async def sees() -> bool:
        return person.modal is not None and person.modal.title == title

    return sees
