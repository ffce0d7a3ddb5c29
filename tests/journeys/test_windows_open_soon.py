"""A trigger dies while the bot looks something up (bolt-python 434, 772; Netflix/dispatch 833)."""

import asyncio
from typing import Final

import pytest

from bot.views import ids
from practice.slack import Late
from tests.journeys import requests as invites
from tests.journeys import sandboxes
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import World

LIMIT: Final = 2.5  # seconds from receipt to `views.open`: a trigger lives for three
SLOW: Final = 0.25  # seconds that Slack takes to say who somebody is, where that is not known
IN_AN_ANSWER: Final = {ids.PREVIEW_MODAL, ids.PREPARED_MODAL, ids.NOTICE_MODAL}
# Pushed onto a preview that has what they are about: test_bulk_previews.py, test_bulk_changes.py.
ON_A_PREVIEW: Final = {ids.MEND_MODAL, ids.STACKED_PREVIEW_MODAL}
ALL: Final = {value for name, value in vars(ids).items() if name.endswith("_MODAL")}


class Opening:
    """Several people open a window each, at the same time."""

    def __init__(self, world: World, *, known: bool) -> None:
        self._world = world
        self._known = known
        self.took: list[tuple[str, float]] = []  # how, and seconds from the delivery to the call
        self.windows: set[str] = set()

    async def __call__(self, *ways: tuple[str, str]) -> None:
        """Who, and the button they press or the command they type."""
        slack = self._world.slack
        if not self._known:
            await self._forget()
            slack.faults.add("users.info", Late(SLOW), times=None)
        sent = len(slack.deliveries)
        await asyncio.gather(*(self._do(*way) for way in ways))
        slack.faults.clear()
        calls = [*slack.calls_of("views.open"), *slack.calls_of("views.push")]
        opened = {call.args["trigger_id"]: call for call in calls if call.ok}
        for way, delivery in zip(ways, slack.deliveries[sent:], strict=True):
            call = opened[delivery.payload["trigger_id"]]
            self.took.append((" ".join(way), call.time - delivery.time))
            self.windows.add(call.args["view"]["callback_id"])
        for who in {who for who, _ in ways}:
            await slack.person(who).close(all_=True)
        await settled(self._world)

    async def _forget(self) -> None:
        """What Slack said of anybody."""
        redis = self._world.bot.redis
        known = [key async for key in redis.scan_iter("*:person:*", count=1000)]
        assert known
        await redis.delete(*known)

    async def _do(self, who: str, what: str) -> None:
        person = self._world.slack.person(who)
        if what.startswith("/"):
            await person.command(what)
        elif what == "Reject":
            await person.press(what, in_=invites.card(self._world))
        else:
            await person.press(what)


@OVER_HTTP
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
async def test_every_window_opens_while_its_trigger_lives(world: World, known: bool) -> None:
    """By button and by command, whether or not Slack must say first who asks and who is meant."""
    opens = Opening(world, known=known)
    await world.named()
    await settled(world)
    await opens(
        ("U_STELLA", "/salesconnect setup"),
        ("U_MARA", "Hand over credentials"),
        ("U_MARA", "/salesconnect credentials"),
        ("U_MARA", "Marketo API access"),
        ("U_SVEN", "Open checklist"),
        ("U_SVEN", "Save Organization ID"),
        ("U_STELLA", "Settings"),
        ("U_STELLA", "Change people"),
    )
    await world.hand_over()
    await settled(world)
    await opens(("U_SOL", "Reveal credentials"))
    await world.mara.command("/salesconnect credentials")  # once more
    await world.fill_credentials()
    await world.mara.submit()
    await settled(world)
    await opens(("U_SOL", "/salesconnect credentials"))
    await world.sol.press("I've connected")
    await settled(world)
    await opens(("U_SOL", "Workspaces"), ("U_SOL", "Prepare the first batch"))
    await opens(("U_SOL", "Start now anyway"))
    await opens(("U_SOL", "Connect users"), ("U_SOL", "/salesconnect provision"))
    await opens(("U_SOL", "/salesconnect disconnect"))
    await world.sol.press("Connect users")
    await opens(("U_SOL", "Workspaces"))  # on top of that window
    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.submit()
    await world.sol.submit()
    await settled(world)
    await opens(("U_SOL", "Some failed"), ("U_SOL", "Check against Team Access"))
    await _requests(world, opens)
    await start_setup(world.stella, Instance="Sandbox")
    await settled(world)
    await world.mara.command("/salesconnect credentials")
    await opens(("U_MARA", "sandbox"))  # which of the two

    assert [one for one in opens.took if one[1] >= LIMIT] == []
    assert opens.windows == ALL - IN_AN_ANSWER - ON_A_PREVIEW


async def _requests(world: World, opens: Opening) -> None:
    """Of invites, and of a sandbox account."""
    await opens(("U_ADA", "/salesconnect invite"), ("U_STELLA", "/salesconnect sandbox"))
    two = await invites.asked(world, invites.NIA, invites.TOM)
    await opens(("U_STELLA", "Reject"))
    await invites.press(world, world.stella, "Approve", two)
    await opens(("U_SOL", "Only some of them"))
    await sandboxes.approved(world)
    await sandboxes.owned(world)
    await opens(("U_SOL", "Write to Adobe"))
