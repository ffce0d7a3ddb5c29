"""Many decide about one request at once: one result, one effect each, and the others are told."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card
from bot.domain.ids import RequestId, SeenId, SetupId, TeamId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor
from bot.domain.refusals import (
    AlreadyDecided,
    AlreadyRequested,
    OnRecord,
    RequestChanged,
    RequestNotOpen,
)
from bot.domain.request import PersonState, Request, RequestStage
from bot.domain.request_commands import (
    Approve,
    AskForInvites,
    OpenRequest,
    Reject,
    ReportInvited,
    RequestCommand,
)
from bot.handle import Answer, Done, Handle, Refused
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.domain.builders import OURSELVES, RUN_AT, SETUP_ID, SOL, STELLA, an_actor
from tests.domain.request_builders import IDS, INVITED, RAY, REQUEST_ID, asking, owning
from tests.store.builders import TEAM, a_setup, an_entry

MANY: Final = 20
APPROVERS: Final = [an_actor(f"U_{number:02}") for number in range(MANY)]
APPROVE: Final = Approve(*IDS, 1)
REJECT: Final = Reject(*IDS, 1, (), "no licences left")


class Together(Aggregates):
    """Nobody decides before all have loaded: else the first one is done before the next begins."""

    missing = 0
    all_loaded = asyncio.Event()

    async def request(self, team_id: TeamId, request_id: RequestId) -> Versioned[Request] | None:
        found = await super().request(team_id, request_id)
        if self.missing:
            self.missing -= 1
            if not self.missing:
                self.all_loaded.set()
            await self.all_loaded.wait()
        return found


@pytest.fixture
def aggregates(redis: Redis, scripts: Scripts, vault: Vault) -> Together:
    return Together(redis, scripts, vault)


@pytest.fixture
async def handle(aggregates: Together) -> Handle:
    """Beside a setup that is done."""
    answer = await aggregates.commit_setup(Outcome(owning()), None, an_entry())
    assert answer == Committed(1)
    return Handle(aggregates, Rules(), lambda: RUN_AT)


@pytest.fixture
async def is_open(handle: Handle) -> None:
    """A request for three that each of the twenty may decide."""
    assert isinstance(await handle(asking(), by=RAY), Done)
    members = tuple(one.user_id for one in APPROVERS)
    assert isinstance(await handle(OpenRequest(*IDS, members), by=OURSELVES), Done)


async def at_once(
    aggregates: Together,
    commands: Iterable[tuple[RequestCommand, Actor]],
    seen: SeenId | None = None,
) -> tuple[list[Actor], list[object]]:
    """Whose command was done, and why the others' were not."""
    wanted = list(commands)
    aggregates.missing, aggregates.all_loaded = len(wanted), asyncio.Event()
    handle = Handle(aggregates, Rules(), lambda: RUN_AT)
    answers: list[Answer] = await asyncio.gather(
        *(handle(command, by=by, seen=seen) for command, by in wanted)
    )
    made = [
        by
        for (_, by), answer in zip(wanted, answers, strict=True)
        if isinstance(answer, Done) and not answer.repeated
    ]
    return made, [one.why for one in answers if isinstance(one, Refused)]


async def as_it_stands(aggregates: Aggregates) -> tuple[Request, int]:
    kept = await aggregates.request(TEAM, REQUEST_ID)
    assert kept is not None
    return kept.state, kept.version


async def effects(redis: Redis) -> Counter[str]:
    """New messages that wait, by card and receiver."""
    prefix = keys.shard_prefix(keys.shard_of(TEAM))
    bodies: Any = await redis.hvals(f"{prefix}body")
    found = [json.loads(body) for body in bodies]
    return Counter(
        f"{one['slot']['card']}:{one['slot']['to']}" for one in found if one["do"] == "notify"
    )


async def noted(redis: Redis, what: str) -> int:
    """How often the audit holds this command."""
    rows: Any = await redis.xrange(keys.audit(TEAM))
    return sum(json.loads(row["row"])["what"] == what for _, row in rows)


@pytest.mark.usefixtures("is_open")
async def test_of_twenty_approvals_at_once_one_counts(
    handle: Handle, aggregates: Together, redis: Redis
) -> None:
    """One commit, one effect each; the nineteen others are told by whom (sso-elevator 47)."""
    before = await effects(redis)

    made, refused = await at_once(aggregates, ((APPROVE, one) for one in APPROVERS))

    request, version = await as_it_stands(aggregates)
    assert (request.stage, version) == (RequestStage.APPROVED, 3)
    assert request.decided is not None
    assert [one.user_id for one in made] == [request.decided.by]
    assert refused == [AlreadyDecided(True, request.decided.by, RUN_AT)] * (MANY - 1)
    assert await noted(redis, "Approve") == 1
    assert await effects(redis) - before == {
        f"{Card.TO_FULFIL}:{SOL.user_id}": 1,
        f"{Card.REQUEST_NEWS}:{RAY.user_id}": 1,
    }


@pytest.mark.usefixtures("is_open")
async def test_of_approvals_and_rejections_at_once_one_counts(
    handle: Handle, aggregates: Together, redis: Redis
) -> None:
    """Whichever is first: nobody is approved and rejected, and who is slower reads what it was."""
    wanted = [(APPROVE if n % 2 else REJECT, one) for n, one in enumerate(APPROVERS)]

    made, refused = await at_once(aggregates, wanted)

    request, version = await as_it_stands(aggregates)
    is_approved = request.stage is RequestStage.APPROVED
    state = PersonState.APPROVED if is_approved else PersonState.REJECTED
    [by] = made
    assert version == 3
    assert {person.state for person in request.people} == {state}
    assert refused == [AlreadyDecided(is_approved, by.user_id, RUN_AT)] * (MANY - 1)
    assert await noted(redis, "Approve") + await noted(redis, "Reject") == 1


@pytest.mark.usefixtures("is_open")
async def test_of_rejections_of_different_people_at_once_one_counts(
    handle: Handle, aggregates: Together
) -> None:
    """Each was decided on what the card showed before the other; whoever is slower looks again."""
    wanted = [
        (Reject(*IDS, 1, (number,), "no licences left"), APPROVERS[number]) for number in range(3)
    ]

    made, refused = await at_once(aggregates, wanted)

    request, _ = await as_it_stands(aggregates)
    [by] = made
    assert request.numbers(PersonState.REJECTED) == (APPROVERS.index(by),)
    assert (request.stage, refused) == (RequestStage.OPEN, [RequestChanged()] * 2)


@pytest.mark.usefixtures("is_open")
async def test_one_press_that_is_delivered_often_is_done_once_and_refused_never(
    handle: Handle, aggregates: Together
) -> None:
    """Its person did nothing wrong: each delivery is answered with how it stands."""
    press = [(APPROVE, APPROVERS[0])] * MANY

    made, refused = await at_once(aggregates, press, SeenId("press"))
    late = await handle(APPROVE, by=APPROVERS[0], seen=SeenId("press"))

    assert (made, refused) == ([APPROVERS[0]], [])
    assert isinstance(late, Done)
    assert late.repeated
    assert (await as_it_stands(aggregates))[1] == 3


@pytest.mark.usefixtures("is_open")
async def test_of_twenty_reports_at_once_each_person_hears_one(
    handle: Handle, aggregates: Together, redis: Redis
) -> None:
    """The Sales Connect admin presses in two windows; nobody is invited twice."""
    assert isinstance(await handle(APPROVE, by=APPROVERS[0]), Done)

    made, refused = await at_once(aggregates, [(ReportInvited(*IDS), SOL)] * MANY)

    assert (made, refused) == ([SOL], [RequestNotOpen(RequestStage.DONE)] * (MANY - 1))
    told = await effects(redis)
    assert [told[f"{Card.FULFILLED}:person:{n}"] for n in range(len(INVITED))] == [1, 1, 1]
    assert len(await redis.hkeys(keys.invited(TEAM, SETUP_ID))) == len(INVITED)


async def test_of_two_who_ask_for_one_person_at_once_one_does(
    handle: Handle, aggregates: Together
) -> None:
    """The other reads for whom somebody asked already, and nothing of theirs is kept."""
    people, theirs = INVITED[:1], RequestId("request-2")
    wanted = [
        (AskForInvites(SETUP_ID, request_id, people, ""), by)
        for request_id, by in ((REQUEST_ID, RAY), (theirs, STELLA))
    ]

    made, refused = await at_once(aggregates, wanted)

    assert (len(made), refused) == (1, [AlreadyRequested(people[0].email)])
    assert [
        one.requester
        for one in (await aggregates.requests_of(TEAM, [SETUP_ID], RAY.user_id))[SETUP_ID]
    ] == [made[0].user_id]


@pytest.mark.parametrize("where", [SETUP_ID, SetupId("setup-2")], ids=["here", "elsewhere"])
async def test_who_came_on_record_since_the_window_was_opened_is_named(
    handle: Handle, aggregates: Together, redis: Redis, where: SetupId
) -> None:
    """One of three is enough, on any open instance; nobody is asked for then."""
    second = a_setup(id=SetupId("setup-2"))
    await aggregates.commit_setup(Outcome(second), None, an_entry())
    await redis.hset(keys.connected(TEAM, where), INVITED[1].email, "{}")

    answer = await handle(asking(), by=RAY)

    assert isinstance(answer, Refused)
    assert answer.why == OnRecord(INVITED[1].email)
    assert await aggregates.requests_of(TEAM, [SETUP_ID], RAY.user_id) == {}
