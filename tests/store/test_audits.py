"""Pages of the audit: what somebody may read of it, and the way to the older and newer rows."""

from collections.abc import Sequence

import pytest
from redis.asyncio import Redis

from bot.audits import MOST_LOOKED_AT, SHOWN, Audits
from bot.domain.audit_filter import AuditFilter
from bot.domain.audit_place import Page, Place
from bot.domain.ids import SetupId, UserId
from bot.domain.people import Actor, Standing
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.audit_log import A_PAGE, AuditLog
from bot.store.commits import Entry, audit_row
from bot.store.scripts import Scripts
from tests.store.builders import MARA, NOW, STELLA, TEAM, a_setup, cancelled, committed
from tests.store.test_audit_log import calls

OTTO = UserId("U_OTTO")  # has a setup of his own
OWEN = Actor(TEAM, UserId("U_OWEN"), Standing.MEMBER, is_slack_admin=True)
RARE = AuditFilter(what="cancelsetup")


def member(user_id: UserId) -> Actor:
    return Actor(TEAM, user_id, Standing.MEMBER)


async def write(redis: Redis, setup: Setup, whats: Sequence[str]) -> None:
    async with redis.pipeline(transaction=False) as pipe:
        for n, what in enumerate(whats):
            entry = Entry(f"U{n}", what, "", "", NOW)
            pipe.xadd(keys.audit(TEAM), {"row": audit_row(entry, setup.ref)})
        await pipe.execute()


@pytest.fixture
def audits(scripts: Scripts, aggregates: Aggregates) -> Audits:
    return Audits(AuditLog(scripts), aggregates, lambda: NOW)


@pytest.fixture
async def setup(aggregates: Aggregates, redis: Redis) -> Setup:
    """On which nothing is on record yet."""
    kept = await committed(aggregates)
    await redis.delete(keys.audit(TEAM))
    return kept.state


def who(page: Page) -> list[str]:
    return [row.who for row in page.rows]


async def test_older_and_newer_lead_through_all_of_it_and_back(
    redis: Redis, audits: Audits, setup: Setup
) -> None:
    """Ten at a time, each row once; the newest page has nothing newer, the oldest nothing older."""
    await write(redis, setup, ["Snooze"] * 25)
    stella, pages = member(STELLA), []
    place: Place | None = Place()
    while place:
        pages.append(await audits.page(stella, place))
        place = pages[-1].older

    back = [pages[-1]]
    while place := back[-1].newer:
        back.append(await audits.page(stella, place))

    assert [who(page) for page in pages] == [
        [f"U{n}" for n in range(24, 14, -1)],
        [f"U{n}" for n in range(14, 4, -1)],
        [f"U{n}" for n in range(4, -1, -1)],
    ]
    assert [who(page) for page in back] == [who(page) for page in reversed(pages)]
    assert [page.is_cut for page in pages + back] == [False] * 6
    assert pages[0].setups == {setup.id: setup}


async def test_ten_rows_are_one_page(redis: Redis, audits: Audits, setup: Setup) -> None:
    """No button leads to an empty one."""
    await write(redis, setup, ["Snooze"] * SHOWN)

    page = await audits.page(member(STELLA), Place())

    assert (len(page.rows), page.older, page.newer) == (SHOWN, None, None)


async def test_one_look_goes_through_no_more_than_five_thousand_rows(
    redis: Redis, audits: Audits, setup: Setup
) -> None:
    """Whoever waits for it has three seconds; the next look goes on where it was."""
    await write(redis, setup, ["CancelSetup", *["Snooze"] * MOST_LOOKED_AT])
    before = await calls(redis, "xrevrange")

    page = await audits.page(member(STELLA), Place(RARE))
    cost = await calls(redis, "xrevrange") - before
    assert page.older is not None
    further = await audits.page(member(STELLA), page.older)

    assert (page.rows, page.is_cut) == ([], True)
    assert cost == MOST_LOOKED_AT // A_PAGE
    assert (who(further), further.is_cut, further.older) == (["U0"], False, None)


async def test_the_way_back_is_no_longer_either(redis: Redis, audits: Audits, setup: Setup) -> None:
    """From an old row to a new one, over five thousand that do not count."""
    await write(redis, setup, ["CancelSetup", *["Snooze"] * MOST_LOOKED_AT, "CancelSetup"])
    stella = member(STELLA)
    newest = await audits.page(stella, Place(RARE))
    assert newest.older is not None
    oldest = await audits.page(stella, newest.older)

    assert oldest.newer is not None
    between = await audits.page(stella, oldest.newer)
    assert between.newer is not None
    again = await audits.page(stella, between.newer)

    assert (who(newest), who(oldest)) == ([f"U{MOST_LOOKED_AT + 1}"], ["U0"])
    assert (who(between), between.is_cut) == ([], True)
    assert who(again) == who(newest)


async def test_everybody_sees_their_own_setups_and_slack_admins_all(
    redis: Redis, audits: Audits, setup: Setup, aggregates: Aggregates
) -> None:
    """What is of no setup, as older rows of runs are, is for Slack admins alone."""
    people = dict.fromkeys(setup.people, OTTO)
    ottos = (await committed(aggregates, setup=a_setup(people=people))).state
    await redis.delete(keys.audit(TEAM))
    await write(redis, setup, ["HandOver"])
    await write(redis, ottos, ["Decline"])
    row = audit_row(Entry(MARA, "StartRun", "", "", NOW), None)
    await redis.xadd(keys.audit(TEAM), {"row": row})

    seen = {
        who: [row.what for row in (await audits.page(actor, Place())).rows]
        for who, actor in {
            "stella": member(STELLA),
            "mara": member(MARA),
            "otto": member(OTTO),
            "owen": OWEN,
            "sam": member(UserId("U_SAM")),
        }.items()
    }

    assert seen == {
        "stella": ["HandOver"],
        "mara": ["HandOver"],
        "otto": ["Decline"],
        "owen": ["StartRun", "Decline", "HandOver"],
        "sam": [],
    }


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.EXTERNAL, Standing.BOT])
async def test_who_is_no_full_member_sees_nothing(
    redis: Redis, audits: Audits, setup: Setup, standing: Standing
) -> None:
    """Though a setup names them, or Slack says that they are an admin elsewhere."""
    await write(redis, setup, ["HandOver"])

    page = await audits.page(Actor(TEAM, STELLA, standing, is_slack_admin=True), Place())

    assert page.rows == []


async def test_what_was_done_with_a_cancelled_setup_stays_readable(
    redis: Redis, audits: Audits, aggregates: Aggregates
) -> None:
    """By those who were named there."""
    gone = (await committed(aggregates, setup=cancelled(a_setup()))).state
    await redis.delete(keys.audit(TEAM))
    await write(redis, gone, ["CancelSetup"])

    page = await audits.page(member(STELLA), Place())

    assert [row.what for row in page.rows] == ["CancelSetup"]
    assert page.setups == {gone.id: gone}


async def test_a_row_of_several_setups_is_seen_from_each(
    redis: Redis, audits: Audits, setup: Setup
) -> None:
    """Who may read one of them may read that it was reached for."""
    both = (SetupId("another"), setup.id)
    row = audit_row(Entry("U_SAM", "RevealRefused", "", "", NOW, setups=both), setup.ref)
    await redis.xadd(keys.audit(TEAM), {"row": row})

    page = await audits.page(member(STELLA), Place(AuditFilter(setup_id=setup.id)))

    assert who(page) == ["U_SAM"]
