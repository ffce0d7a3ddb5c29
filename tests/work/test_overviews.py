"""What is read for one reader: what was given up, and who is not there yet, where it is theirs."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import CancelSetup, Decline, StartSetup
from bot.domain.ids import ChannelId, SeenId, SetupId, UserId
from bot.domain.overview import Overview
from bot.domain.people import Actor, Standing
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language
from bot.domain.trail import on
from bot.retry import FEW
from bot.store import keys
from bot.store.dead import DeadLetter
from tests.journeys.world import CHANNEL
from tests.store.builders import NOW
from tests.work.looks import buttons, looks, worked
from tests.work.office import MARA, PREFIX, SOL, STELLA, TEAM, Office
from tests.work.runs import does

MANY: Final = 30
OWEN, SVEN = UserId("U_OWEN"), UserId("U_SVEN")


async def _lost(office: Office, setup: Setup, number: int) -> None:
    """As the scripts keep it."""
    effect = office.first_card.model_dump_json()
    letters = [
        DeadLetter(f"lost-{n:02}", effect, "post: no", NOW, setup.id, in_doubt=False)
        for n in range(number)
    ]
    await office.redis.hset(keys.dead(TEAM), mapping={one.id: one.dump() for one in letters})
    ages = {one.id: float(n) for n, one in enumerate(letters)}
    await office.redis.zadd(keys.dead_of(TEAM, setup.id), ages)
    await office.redis.zadd(keys.dead_in(TEAM), {setup.id: number})
    await office.redis.zadd(f"{PREFIX}dead_teams", {TEAM: number})


async def _overview(office: Office, who: UserId, trail: str = "") -> Overview:
    asked = await office.bot.aggregates.ask(TEAM, who)
    actor = Actor(TEAM, who, Standing.MEMBER, who == OWEN)
    setups = [one.state for one in asked.setups]
    return await office.bot.overviews.of(actor, setups, email="", trail=trail, a_page=5)


@pytest.mark.parametrize(("who", "is_theirs"), [(STELLA, True), (OWEN, True), (SVEN, False)])
async def test_what_was_given_up_is_for_who_may_try_it_again(
    office: Office, who: UserId, is_theirs: bool
) -> None:
    """All of it is counted, and a few are named."""
    await _lost(office, await office.start_setup(), MANY)

    overview = await _overview(office, who)

    found = [one.given_up for one in overview.seen if one.given_up]
    assert [(one.number, len(one.oldest)) for one in found] == [(MANY, FEW)] * is_theirs
    assert overview.of_cancelled == ()


@pytest.mark.parametrize(("who", "is_theirs"), [(STELLA, True), (OWEN, True), (SVEN, False)])
async def test_what_a_cancelled_setup_left_is_for_who_owned_it(
    office: Office, who: UserId, is_theirs: bool
) -> None:
    """Although they have no part in anything that is open."""
    setup = await office.start_setup()
    await does(office, CancelSetup(setup.id), STELLA)
    await _lost(office, setup, 1)

    left = (await _overview(office, who)).of_cancelled

    assert [(one.id, found.number) for one, found in left] == [(setup.id, 1)] * is_theirs


async def test_what_a_cancelled_setup_left_goes_from_home_when_it_is_tried_again(
    office: Office,
) -> None:
    """By somebody else, or in a message."""
    setup = await office.start_setup()
    await worked(office)
    await does(office, CancelSetup(setup.id), STELLA)
    await _lost(office, setup, 1)
    await looks(office, STELLA)
    await worked(office)
    assert "Try again" in buttons(office, STELLA)

    kept = await office.bot.aggregates.setup(TEAM, setup.id)
    assert kept
    by = Actor(TEAM, OWEN, Standing.MEMBER, is_slack_admin=True)
    assert await office.bot.front.retry(kept.state, by=by, seen=SeenId("press")) == 1
    await worked(office)

    assert "Try again" not in buttons(office, STELLA)


async def test_who_is_not_there_yet_is_counted_for_who_is_offered_the_list(office: Office) -> None:
    """Others are not kept waiting for thousands of addresses."""
    setup = await office.start_setup()
    await office.redis.hset(keys.invited(TEAM, setup.id), "ada@acme.example", "{}")

    counted = {who: (await _overview(office, who)).seen for who in (SOL, STELLA, OWEN)}

    assert {who: seen.not_there for who, [seen] in counted.items()} == {SOL: 1, STELLA: 0, OWEN: 0}


async def _started(office: Office, number: int) -> list[Setup]:
    """Production setups beside each other, oldest first."""
    first = await office.start_setup()
    for n in range(1, number):
        office.hands.move(timedelta(minutes=1))
        people = ((Role.MARKETO_ADMIN, MARA), (Role.SALES_CONNECT_ADMIN, SOL))
        named = (SetupId(f"setup-{n}"), Kind.PRODUCTION, f"S{n}", people, ChannelId(CHANNEL))
        await does(office, StartSetup(*named, frozenset(), Language.EN), STELLA)
    asked = await office.bot.aggregates.ask(TEAM, STELLA)
    assert asked.setups[0].state.id == first.id
    return [one.state for one in asked.setups]


async def test_what_is_the_readers_to_do_is_read_first_and_then_what_did_not_get_through(
    office: Office,
) -> None:
    """Whatever their age; each setup on one page, and what was lost is known on all of them."""
    setups = await _started(office, 7)
    await _lost(office, setups[5], 2)
    await does(office, Decline(setups[6].id, Role.MARKETO_ADMIN), MARA)

    overview = await _overview(office, STELLA)

    rest = setups[:5]
    assert [one.id for one in overview.setups] == [one.id for one in (setups[6], setups[5], *rest)]
    assert [(one.id, found.number) for one, found in overview.lost] == [(setups[5].id, 2)]
    trail = on("", overview.setups[:5])
    assert trail
    later = await _overview(office, STELLA, trail)
    assert [one.setup.id for one in later.seen] == [one.id for one in rest[3:]]
    assert later.lost_beside({one.setup.id for one in later.seen}) == overview.lost
