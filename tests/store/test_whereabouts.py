"""How far somebody is, read from what commits wrote of them."""

import json
from dataclasses import replace
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain import request_steps
from bot.domain.effects import Ref
from bot.domain.ids import RequestId, SetupId, TeamId
from bot.domain.provisioning import Candidate
from bot.domain.request import Person
from bot.domain.request_commands import AskForSandbox, ReportAccount, ReportInvited
from bot.domain.run import Driver
from bot.domain.whereabouts import Place, SandboxAccount, Whereabouts
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.scripts import Scripts
from bot.store.whereabouts import Trail
from tests.domain.builders import MARA, RUN_AT, SETUP_ID, SOL, done
from tests.domain.request_builders import RAY, owning
from tests.domain.run_builders import a_change, a_plan
from tests.store.builders import NOW, TEAM, an_entry
from tests.store.kept_requests import NOTE, SANDBOX, Kept, asked, ids
from tests.store.kept_runs import ADA, BEN, CY, people_of, report, started

NOWHERE: Final = Whereabouts(Place.NOWHERE)


@pytest.fixture
def trail(scripts: Scripts, aggregates: Aggregates) -> Trail:
    return Trail(scripts, aggregates)


async def test_of_whom_nothing_is_on_record_nothing_is_said(
    trail: Trail, aggregates: Aggregates
) -> None:
    """What is on record of others, in another setup or elsewhere, is not theirs."""
    await asked(aggregates, BEN)

    assert await trail.of(TEAM, SETUP_ID, ADA) == NOWHERE
    assert await trail.of(TEAM, SetupId("setup-2"), BEN) == NOWHERE
    assert await trail.of(TeamId("T_OTHER"), SETUP_ID, BEN) == NOWHERE


async def test_the_road_of_a_request_is_said(trail: Trail, aggregates: Aggregates) -> None:
    """Asked for, approved, invited."""
    kept = await asked(aggregates, ADA)
    assert (await trail.of(TEAM, SETUP_ID, ADA)).place is Place.ASKED_FOR

    await kept.is_approved()
    assert (await trail.of(TEAM, SETUP_ID, ADA)).place is Place.APPROVED

    await kept.takes(ReportInvited(*ids(kept)))
    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.INVITED, NOW)


async def test_who_is_in_a_run_is_said_with_their_batch(
    trail: Trail, aggregates: Aggregates
) -> None:
    """That which is ticked now, as its card counts; then they are connected, with what they got."""
    kept = await started(aggregates, a_plan([Candidate(ADA, None, ("Europe",)), *people_of(BEN)]))
    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.IN_RUN, batch=1)
    assert await trail.of(TEAM, SETUP_ID, BEN) == Whereabouts(Place.IN_RUN)

    await kept.takes(report(kept, 0))

    connected = Whereabouts(Place.CONNECTED, NOW, ("Europe",))
    assert await trail.of(TEAM, SETUP_ID, ADA) == connected
    assert (await trail.of(TEAM, SETUP_ID, BEN)).batch == 2


async def test_who_gets_other_workspaces_stands_in_two_batches(
    trail: Trail, aggregates: Aggregates
) -> None:
    """The one that waits is said: first they are disconnected, then connected again."""
    kept = await started(aggregates, a_change(people_of(ADA)))
    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.IN_RUN, batch=1)

    await kept.takes(report(kept, 0))

    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.IN_RUN, batch=2)


async def test_of_a_run_one_batch_is_read(
    trail: Trail, aggregates: Aggregates, redis: Redis
) -> None:
    """Of ten thousand people, to read all would take 60 ms: a broken one elsewhere is not met."""
    kept = await started(aggregates, a_plan([Candidate(ADA, None, ("Europe",)), *people_of(BEN)]))
    run = Ref(kind="run", id=kept.run.id)
    await redis.hset(keys.aggregate(TEAM, run), "row:1", "broken")

    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.IN_RUN, batch=1)
    with pytest.raises(ValueError, match="expected value"):
        await aggregates.run(TEAM, kept.run.id)


async def test_who_failed_is_said_to_have_with_the_reason(
    trail: Trail, aggregates: Aggregates
) -> None:
    """Until they are in a run again, or connected."""
    kept = await started(aggregates, a_plan(people_of(ADA, BEN)))
    await kept.takes(report(kept, 0, 1))

    assert await trail.of(TEAM, SETUP_ID, BEN) == Whereabouts(Place.FAILED, NOW, why="not there")
    again = await started(aggregates, a_plan(people_of(BEN)), "run-2")
    assert (await trail.of(TEAM, SETUP_ID, BEN)).place is Place.IN_RUN
    await again.takes(report(again, 0))
    assert (await trail.of(TEAM, SETUP_ID, BEN)).place is Place.CONNECTED


async def test_the_connector_has_no_batches(trail: Trail, aggregates: Aggregates) -> None:
    """Nobody ticks them."""
    await started(aggregates, a_plan(people_of(ADA)), driver=Driver.CONNECTOR)

    assert await trail.of(TEAM, SETUP_ID, ADA) == Whereabouts(Place.IN_RUN)


async def test_who_has_an_account_on_the_sandbox_is_there(
    trail: Trail, aggregates: Aggregates
) -> None:
    """One address is not used on two instances: asked for is as good."""
    await asked(aggregates, CY, kind=SANDBOX)

    assert (await trail.of(TEAM, SETUP_ID, CY)).place is Place.ON_SANDBOX


async def test_who_left_slack_is_said_to_have(
    trail: Trail, aggregates: Aggregates, redis: Redis
) -> None:
    """Wherever they were."""
    await asked(aggregates, ADA)
    before = await trail.of(TEAM, SETUP_ID, ADA)

    await redis.hset(keys.left(TEAM), ADA, "U_ADA")

    assert await trail.of(TEAM, SETUP_ID, ADA) == replace(before, has_left=True)


async def test_for_whom_a_sandbox_account_is_is_on_record(
    trail: Trail, aggregates: Aggregates, redis: Redis
) -> None:
    """
    Once it is there; by the person that was named, who has another address in Slack. It outlives
    its request, which is kept for half a year.
    """
    kept = await approved_account(aggregates)
    assert await trail.accounts_of(TEAM, SETUP_ID, SOL.user_id) == []

    await kept.takes(ReportAccount(*ids(kept)))
    await redis.delete(keys.aggregate(TEAM, kept.request.ref))

    assert await trail.accounts_of(TEAM, SETUP_ID, SOL.user_id) == [SandboxAccount(ADA, NOW)]
    assert await trail.accounts_of(TEAM, SETUP_ID, RAY.user_id) == []
    assert await trail.accounts_of(TEAM, SetupId("setup-2"), SOL.user_id) == []
    assert await trail.is_asked_by(TEAM, SETUP_ID, ADA, RAY.user_id)
    assert not await trail.is_asked_by(TEAM, SETUP_ID, ADA, SOL.user_id)


async def test_for_whom_an_older_record_is_its_request_says(
    trail: Trail, aggregates: Aggregates, redis: Redis
) -> None:
    """As it was written before: when, and by which request."""
    kept = await approved_account(aggregates)
    await kept.takes(ReportAccount(*ids(kept)))
    old = {"at": NOW.isoformat(), "request": kept.request.id, "by": MARA.user_id}
    await redis.hset(keys.accounts(TEAM, SETUP_ID), ADA, json.dumps(old))

    assert await trail.accounts_of(TEAM, SETUP_ID, SOL.user_id) == [SandboxAccount(ADA, RUN_AT)]
    assert await trail.accounts_of(TEAM, SETUP_ID, RAY.user_id) == []
    assert await trail.is_asked_by(TEAM, SETUP_ID, ADA, RAY.user_id)
    assert not await trail.is_asked_by(TEAM, SETUP_ID, ADA, SOL.user_id)


async def approved_account(aggregates: Aggregates) -> Kept:
    """For Sol, by an address that Slack does not know."""
    setup, about = owning(), (SETUP_ID, RequestId("request-1"))
    people = (Person(email=ADA, user_id=SOL.user_id),)
    begun = done(request_steps.begin(setup, AskForSandbox(*about, people, NOTE), RAY, RUN_AT))
    await aggregates.commit_request(begun, None, an_entry("Ask"))
    kept = Kept(aggregates, begun.state, setup)
    kept.version = 1
    return await kept.is_approved()
