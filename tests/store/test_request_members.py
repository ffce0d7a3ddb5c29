"""Who was in the channel stands beside a request: written, read and forgotten with it."""

import asyncio
import json
from collections.abc import Callable
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.request import Request, RequestStage
from bot.domain.request_commands import (
    Approve,
    FollowSetup,
    OpenRequest,
    Reject,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed, Conflict
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.domain.builders import SETUP_ID
from tests.domain.request_builders import LEO, MEL, MEMBERS, MIA
from tests.store.builders import TEAM, an_entry, whole_store
from tests.store.kept_requests import Kept, asked, ids
from tests.store.kept_runs import ADA, BEN

MANY: Final = tuple(UserId(f"U{number:010}") for number in range(10_000))
SET: Final = f"{keys.team_prefix(TEAM)}members:request-1"
NOBODY: Final[set[str]] = set()


def _document(request: Request) -> str:
    """Where it is kept."""
    return keys.aggregate(TEAM, request.ref)


async def _listed(aggregates: Aggregates, reader: UserId) -> tuple[UserId, ...]:
    """What the list of the one open request says of its members."""
    [request] = (await aggregates.requests_of(TEAM, [SETUP_ID], reader))[SETUP_ID]
    return request.members


async def _written(redis: Redis) -> list[int]:
    """How often a set was written, or a key taken away, since the server started."""
    stats = await redis.info("commandstats")
    return [stats.get(f"cmdstat_{one}", {"calls": 0})["calls"] for one in ("sadd", "unlink")]


class TestWritten:
    """With the commit that reads them, beside the document."""

    async def test_they_are_written_with_the_state_and_not_in_it(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Whoever decides gets them with the rest, in the same order each time."""
        kept = await asked(aggregates, ADA)
        before = await redis.smembers(SET)

        await kept.is_open()

        assert (before, await redis.smembers(SET)) == (NOBODY, set(MEMBERS))
        document = json.loads(await redis.hget(_document(kept.request), "document") or "")
        assert "members" not in document
        whole = kept.request.model_copy(update={"members": tuple(sorted(MEMBERS))})
        assert await aggregates.request(TEAM, kept.request.id) == Versioned(whole, 2)

    async def test_ten_thousand_of_them_weigh_nothing_in_the_document(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """And are all there."""
        kept = await asked(aggregates, ADA)
        before = await redis.hstrlen(_document(kept.request), "document")

        assert await kept.takes(OpenRequest(*ids(kept), MANY)) == Committed(2)

        found = await aggregates.request(TEAM, kept.request.id)
        assert found is not None
        assert found.state.members == MANY
        after = await redis.hstrlen(_document(kept.request), "document")
        assert after - before < 200

    async def test_whoever_is_late_writes_none_of_them(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Two workers read a channel; what the second one read is not what was posted."""
        kept = await asked(aggregates, ADA)
        late = Kept(aggregates, kept.request, kept.setup)
        late.version = kept.version
        await kept.is_open()
        before = await whole_store(redis)

        answer = await late.takes(OpenRequest(*ids(kept), (*MEMBERS, LEO.user_id)))

        assert answer == Conflict()
        assert await whole_store(redis) == before

    async def test_what_happens_while_it_waits_leaves_them_as_they_are(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """A nudge, a change of the setup, somebody rejected: who is left is decided by the same."""
        kept = await (await asked(aggregates, ADA, BEN)).is_open()
        commands: tuple[RequestCommand, ...] = (
            TakeTime(*ids(kept), "nudge", 1),
            FollowSetup(*ids(kept)),
            Reject(*ids(kept), 1, (0,), "no licences left"),
        )

        before = await _written(redis)
        answers = [await kept.takes(command) for command in commands]

        assert await _written(redis) == before
        assert answers == [Committed(3), Committed(4), Committed(5)]
        assert await redis.smembers(SET) == set(MEMBERS)
        assert await redis.ttl(SET) == -1


ENDS: Final[dict[str, Callable[[Kept], RequestCommand]]] = {
    "approved": lambda kept: Approve(*ids(kept), kept.request.edition),
    "rejected": lambda kept: Reject(*ids(kept), kept.request.edition, (), "no licences left"),
    "withdrawn": lambda kept: Withdraw(*ids(kept)),
    "expired": lambda kept: TakeTime(*ids(kept), "expire", 1),
    "closed": lambda kept: FollowSetup(*ids(kept)),
}


class TestForgotten:
    """Once it is decided, who was there is nobody's business."""

    @pytest.mark.parametrize("end", ENDS)
    async def test_they_are_gone_with_the_decision(
        self, redis: Redis, aggregates: Aggregates, end: str
    ) -> None:
        """However it ends; what follows does not bring them back."""
        kept = await (await asked(aggregates, ADA)).is_open()
        command = ENDS[end](kept)
        if end == "closed":
            setup = kept.setup
            noted = setup.chosen[next(iter(setup.chosen))]
            kept.setup = setup.model_copy(update={"cancelled": noted})

        assert await kept.takes(command) == Committed(3)
        gone = not await redis.exists(SET)
        await kept.takes(FollowSetup(*ids(kept)))

        assert gone
        assert not await redis.exists(SET)
        found = await aggregates.request(TEAM, kept.request.id)
        assert found is not None
        assert found.state == kept.request

    async def test_they_are_read_as_they_were_at_the_version(
        self, redis: Redis, aggregates: Aggregates, vault: Vault
    ) -> None:
        """Never a request that waits without them: an approver would be taken for a stranger."""
        kept = await (await asked(aggregates, ADA)).is_open()
        elsewhere = Scripts(redis)  # a process of its own: its looks come between
        reader = Aggregates(redis, elsewhere, vault)
        readers = [reader.request(TEAM, kept.request.id) for _ in range(50)]

        found, _ = await asyncio.gather(asyncio.gather(*readers), kept.takes(Withdraw(*ids(kept))))
        await elsewhere.close()

        states = [one.state for one in found if one]
        assert len(states) == 50
        assert {(one.is_waiting, bool(one.members)) for one in states} <= {
            (True, True),
            (False, False),
        }


class TestListed:
    """Of many requests it is asked for one reader alone."""

    async def test_a_reader_who_was_there_is_the_only_one_named(
        self, aggregates: Aggregates
    ) -> None:
        """And of whoever came later: nobody."""
        kept = await asked(aggregates, ADA)
        while_it_is_read = await _listed(aggregates, MEL.user_id)

        await kept.is_open()

        assert while_it_is_read == ()
        assert await _listed(aggregates, MEL.user_id) == (MEL.user_id,)
        assert await _listed(aggregates, MIA.user_id) == (MIA.user_id,)
        assert await _listed(aggregates, LEO.user_id) == ()

    async def test_each_request_has_its_own(self, aggregates: Aggregates) -> None:
        """Somebody joined between two of them."""
        await (await asked(aggregates, ADA)).is_open()
        second = await asked(aggregates, BEN, request_id="request-2")
        await second.takes(OpenRequest(*ids(second), (*MEMBERS, LEO.user_id)))

        requests = (await aggregates.requests_of(TEAM, [SETUP_ID], LEO.user_id))[SETUP_ID]

        assert {one.id: one.members for one in requests} == {
            "request-1": (),
            "request-2": (LEO.user_id,),
        }

    async def test_of_what_is_approved_nobody_is_named(self, aggregates: Aggregates) -> None:
        """There is nothing left to decide."""
        await (await asked(aggregates, ADA)).is_approved()

        assert await _listed(aggregates, MEL.user_id) == ()


@pytest.fixture
async def former(redis: Redis, aggregates: Aggregates) -> Kept:
    """One of schema 1, which held them itself."""
    kept = await (await asked(aggregates, ADA)).is_open()
    key = _document(kept.request)
    document = json.loads(await redis.hget(key, "document") or "")
    inside = {**document, "schema_number": 1, "members": MEMBERS}
    await redis.hset(key, "document", json.dumps(inside))
    await redis.delete(SET)
    return kept


class TestFormerSchema:
    """A request that waits while the bot is replaced is decided by the same people."""

    async def test_it_is_read_with_who_was_there(
        self, aggregates: Aggregates, former: Kept
    ) -> None:
        """By whoever decides, and in the list."""
        assert await aggregates.request(TEAM, former.request.id) == Versioned(
            former.request, 2, is_one_piece=True
        )
        assert await _listed(aggregates, MEL.user_id) == (MEL.user_id,)
        assert await _listed(aggregates, LEO.user_id) == ()

    async def test_its_next_commit_puts_them_beside_it(
        self, redis: Redis, aggregates: Aggregates, former: Kept
    ) -> None:
        """Also one that has nothing to do with them; the one after it does so no more."""
        found = await aggregates.request(TEAM, former.request.id)
        assert found is not None
        nudged = Outcome(found.state.model_copy(update={"nudges": 1}))

        answer = await aggregates.commit_request(nudged, found, an_entry())

        assert answer == Committed(3)
        assert await redis.smembers(SET) == set(MEMBERS)
        document = json.loads(await redis.hget(_document(former.request), "document") or "")
        assert (document["schema_number"], "members" in document) == (3, False)
        again = await aggregates.request(TEAM, former.request.id)
        assert again is not None
        assert not again.is_one_piece
        assert set(again.state.members) == set(MEMBERS)

    async def test_its_decision_leaves_nobody(
        self, redis: Redis, aggregates: Aggregates, former: Kept
    ) -> None:
        """They were never beside it."""
        found = await aggregates.request(TEAM, former.request.id)
        assert found is not None
        approved = {"stage": RequestStage.APPROVED, "members": ()}
        outcome = Outcome(found.state.model_copy(update=approved))

        assert await aggregates.commit_request(outcome, found, an_entry()) == Committed(3)

        assert not await redis.exists(SET)
        assert await aggregates.request(TEAM, former.request.id) == Versioned(outcome.state, 3)
