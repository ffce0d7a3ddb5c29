"""What a commit of a request writes beside it: for whom one may not ask again, who is invited."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.request import RequestKind
from bot.domain.request_commands import (
    FollowSetup,
    Reject,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Barred, Committed, SeenBefore, Taken
from tests.domain.builders import SETUP_ID
from tests.store.builders import TEAM, hash_at, whole_store
from tests.store.kept_requests import INVITE, SANDBOX, Kept, asked, asks, ids
from tests.store.kept_runs import ADA, BEN, CY

OTHER: Final = SetupId("setup-2")
OPEN: Final = keys.requests(TEAM, SETUP_ID)
INVITED: Final = keys.invited(TEAM, SETUP_ID)
ACCOUNTS: Final = keys.accounts(TEAM, SETUP_ID)
ASKED_FOR: Final = {kind: keys.asked_for(TEAM, SETUP_ID, kind) for kind in RequestKind}
OTHER_KIND: Final = {INVITE: SANDBOX, SANDBOX: INVITE}
BARS: Final = {
    "connected": keys.connected(TEAM, SETUP_ID),
    "in a run": keys.running(TEAM, SETUP_ID),
    "invited": INVITED,
    "has an account": ACCOUNTS,
    "connected elsewhere": keys.connected(TEAM, OTHER),
    "in a run elsewhere": keys.running(TEAM, OTHER),
    "invited elsewhere": keys.invited(TEAM, OTHER),
    "has an account elsewhere": keys.accounts(TEAM, OTHER),
    "an invite is asked for elsewhere": keys.asked_for(TEAM, OTHER, INVITE),
    "an account is asked for elsewhere": keys.asked_for(TEAM, OTHER, SANDBOX),
}


class TestAsking:
    """A person stands in one open request of an instance, and on one instance, at most."""

    @pytest.mark.parametrize("kind", RequestKind)
    async def test_it_claims_everybody(
        self, redis: Redis, aggregates: Aggregates, kind: RequestKind
    ) -> None:
        """Under its kind, and it stands in the list of what is open."""
        kept = await asked(aggregates, ADA, BEN, kind=kind)

        assert await hash_at(redis, ASKED_FOR[kind]) == {ADA: "request-1", BEN: "request-1"}
        assert not await redis.exists(ASKED_FOR[OTHER_KIND[kind]])
        assert await redis.smembers(OPEN) == {"request-1"}
        assert await aggregates.request(TEAM, kept.request.id) == Versioned(kept.request, 1)
        assert await aggregates.request(TeamId("T_OTHER"), kept.request.id) is None

    @pytest.mark.parametrize("kind", RequestKind)
    @pytest.mark.parametrize("what", BARS)
    async def test_who_is_on_record_bars_it(
        self, redis: Redis, aggregates: Aggregates, kind: RequestKind, what: str
    ) -> None:
        """Of one of several people, too; nothing is written then."""
        await redis.hset(BARS[what], BEN, "{}")
        before = await whole_store(redis)

        answer = await asks(aggregates, ADA, BEN, kind=kind, others=(OTHER,))

        assert answer == Barred(BEN)
        assert await whole_store(redis) == before

    @pytest.mark.parametrize("kind", RequestKind)
    async def test_who_is_asked_for_bars_it(
        self, redis: Redis, aggregates: Aggregates, kind: RequestKind
    ) -> None:
        """On the other instance, they would end on both; on the same one, they would have two."""
        await asked(aggregates, ADA, kind=kind)
        before = await whole_store(redis)

        again = await asks(aggregates, BEN, ADA, kind=kind, request_id="request-2")
        other = await asks(aggregates, BEN, ADA, kind=OTHER_KIND[kind], request_id="request-3")

        assert (again, other) == (Taken(ADA), Barred(ADA))
        assert await whole_store(redis) == before

    async def test_of_others_nobody_bars_it(self, redis: Redis, aggregates: Aggregates) -> None:
        """Somebody else on record, and another setup that is not open any more."""
        await redis.hset(BARS["connected"], CY, "{}")
        await redis.hset(BARS["connected elsewhere"], ADA, "{}")

        assert await asks(aggregates, ADA, BEN) == Committed(1)

    @pytest.mark.parametrize("second", RequestKind)
    async def test_of_many_that_ask_at_once_for_one_person_one_does(
        self, redis: Redis, aggregates: Aggregates, second: RequestKind
    ) -> None:
        """Whichever is first; of the others, nobody else is claimed either."""
        wanted = [
            asks(
                aggregates,
                f"p{number}@acme.example",
                ADA,
                kind=second if number % 2 else INVITE,
                request_id=f"request-{number}",
            )
            for number in range(10)
        ]

        answers = await asyncio.gather(*wanted)

        assert answers.count(Committed(1)) == 1
        assert {answer for answer in answers if answer != Committed(1)} <= {Taken(ADA), Barred(ADA)}
        winner = answers.index(Committed(1))
        claimed = [await hash_at(redis, key) for key in ASKED_FOR.values()]
        owner = f"request-{winner}"
        assert {k: v for one in claimed for k, v in one.items()} == {
            f"p{winner}@acme.example": owner,
            ADA: owner,
        }
        assert await redis.smembers(OPEN) == {owner}

    async def test_a_delivery_that_comes_again_asks_once(self, aggregates: Aggregates) -> None:
        """It gets what the first one led to, though its own id is a new one."""
        seen = SeenId("view-1")
        first = await asks(aggregates, ADA, seen=seen)

        again = await asks(aggregates, ADA, request_id="request-2", seen=seen)

        assert (first, again) == (Committed(1), SeenBefore("request-1"))


def _rejected(kept: Kept) -> RequestCommand:
    return Reject(*ids(kept), kept.request.edition, (), "no licences left")


def _withdrawn(kept: Kept) -> RequestCommand:
    return Withdraw(*ids(kept))


def _expired(kept: Kept) -> RequestCommand:
    return TakeTime(*ids(kept), "expire", 1)


class TestEnd:
    """Whoever is asked for no more may be asked for again."""

    @pytest.mark.parametrize("kind", RequestKind)
    @pytest.mark.parametrize("end", [_rejected, _withdrawn, _expired])
    async def test_it_lets_everybody_go(
        self,
        redis: Redis,
        aggregates: Aggregates,
        kind: RequestKind,
        end: Callable[[Kept], RequestCommand],
    ) -> None:
        """Rejected, withdrawn or expired: nothing is on record of them, and it is open no more."""
        kept = await (await asked(aggregates, ADA, BEN, kind=kind)).is_open()

        assert await kept.takes(end(kept)) == Committed(3)

        assert await redis.exists(ASKED_FOR[kind], OPEN, INVITED, ACCOUNTS) == 0
        assert await asks(aggregates, ADA, kind=OTHER_KIND[kind], request_id="request-2") == (
            Committed(1)
        )

    async def test_a_request_of_a_cancelled_setup_lets_everybody_go(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Also who was approved already."""
        kept = await (await asked(aggregates, ADA, BEN)).is_approved()
        setup = kept.setup
        kept.setup = setup.model_copy(update={"cancelled": setup.chosen[next(iter(setup.chosen))]})

        await kept.takes(FollowSetup(*ids(kept)))

        assert await redis.exists(ASKED_FOR[INVITE], OPEN, INVITED) == 0

    @pytest.mark.parametrize(
        "end", [lambda kept: Withdraw(*ids(kept)), lambda kept: TakeTime(*ids(kept), "expire", 1)]
    )
    async def test_what_is_over_is_forgotten_after_half_a_year_and_nothing_before(
        self, redis: Redis, aggregates: Aggregates, end: Callable[[Kept], RequestCommand]
    ) -> None:
        """With the names in it; its rows in the audit have an end of their own."""
        kept = await (await asked(aggregates, ADA)).is_open()
        key = keys.aggregate(TEAM, kept.request.ref)
        while_it_waits = await redis.pttl(key)

        await kept.takes(end(kept))
        left = timedelta(milliseconds=await redis.pttl(key))

        assert while_it_waits == -1
        assert timedelta(days=180) - timedelta(seconds=10) < left <= timedelta(days=180)

    async def test_what_is_heard_after_its_end_does_not_keep_it(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Its setup may be changed for years."""
        kept = await (await asked(aggregates, ADA)).is_open()
        await kept.takes(Withdraw(*ids(kept)))

        await kept.takes(FollowSetup(*ids(kept)))

        assert await redis.pttl(keys.aggregate(TEAM, kept.request.ref)) > 0

    async def test_who_is_approved_is_still_claimed(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Until they are invited nobody asks for them twice; who was rejected is free at once."""
        await (await asked(aggregates, ADA, BEN)).is_approved(1)

        assert await hash_at(redis, ASKED_FOR[INVITE]) == {ADA: "request-1"}
        assert await redis.smembers(OPEN) == {"request-1"}
        assert not await redis.exists(INVITED)

    async def test_who_was_rejected_and_asked_for_again_is_not_let_go_with_the_first(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """They belong to the second request by then."""
        first = await (await asked(aggregates, ADA, BEN)).is_approved(1)
        second = await asked(aggregates, BEN, request_id="request-2")

        await first.takes(Withdraw(*ids(first)))

        assert await hash_at(redis, ASKED_FOR[INVITE]) == {BEN: second.request.id}
        assert await redis.smembers(OPEN) == {second.request.id}
