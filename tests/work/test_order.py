"""One message: posted first, then kept up to date, never the other way round."""

from datetime import timedelta

from redis.asyncio import Redis

from bot.domain.effects import Card, Due, Notify, Ref, Refresh
from bot.domain.ids import TeamId
from bot.domain.outcome import Outcome
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet, Sent
from bot.work.results import Delivered, Later
from practice.slack import Late, RateLimited, Refuse
from tests.store.builders import NOW, an_entry
from tests.work.office import MARA, PREFIX, SHARD, TEAM, Office

LEASE = timedelta(seconds=5)


def _is_ours() -> bool:
    return True


async def test_a_refresh_never_overtakes_the_first_post(office: Office) -> None:
    """Committed while the post waits for Slack: the card shows the new state in the end."""
    office.slack.faults.add("chat.postMessage", RateLimited(1), when=office.is_marketo_card)
    await office.start_setup()

    async with office.working():
        await office.slack.until(lambda: office.slack.calls_of("chat.postMessage"))
        await office.hand_over()
        await office.until_all_is_done()

    [card] = office.cards()
    assert "Handed over" in card.all_text
    [refused, post] = office.posts_of(Card.MARKETO_ADMIN, MARA)
    updates = [c for c in office.slack.calls_of("chat.update") if c.args["ts"] == card.ts]
    assert refused.time < post.time < min([c.time for c in updates], default=post.time + 1)


class _Slow(Aggregates):
    """Another worker finishes the first post just after this one looked whether it was sent."""

    meanwhile: tuple[DueSet, Claim, Sent] | None = None

    async def sent(self, team_id: TeamId, about: Ref, slot: str) -> Sent | None:
        found = await super().sent(team_id, about, slot)
        if self.meanwhile:
            (due, claim, sent), self.meanwhile = self.meanwhile, None
            assert await due.done(claim, sent=sent, now=NOW)
        return found


async def test_a_refresh_is_not_lost_if_the_first_post_ends_while_it_looks(
    office: Office, redis: Redis
) -> None:
    """Else the card shows the old state until something else happens."""
    await office.start_setup()
    await office.hand_over()
    due, now = office.bot.due, office.hands.now()
    claims, _ = await due.claim(SHARD, now, LEASE)
    post = next(claim for claim in claims if claim.effect == office.first_card)
    refresh = next(claim for claim in claims if claim.effect == office.its_refresh)
    dm = office.slack.state.dm_with(MARA)
    message = office.slack.state.new_message(
        dm,
        user=office.slack.bot_user_id,
        text="the state before",
        team=office.slack.state.home_team,
    )
    slow = _Slow(redis, office.bot.aggregates._scripts, office.bot.vault)
    slow.meanwhile = (
        due,
        post,
        Sent(office.setup.ref, office.first_card.slot.key, dm.id, message.ts),
    )

    result = await office.deliver(slow)(refresh, _is_ours)

    is_up_to_date = message.text != "the state before"
    assert is_up_to_date or isinstance(result, Later)


async def test_refreshes_of_one_message_collapse(office: Office) -> None:
    """Five changes while nobody works: one update, to the latest state."""
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
    slot = office.setup.marketo_card()
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None

    for version in range(kept.version, kept.version + 5):
        state = kept.state.model_copy(update={"name": f"EMEA {version}"})
        outcome = Outcome(state, (Due(Refresh(about=kept.state.ref, slot=slot)),))
        former = type(kept)(kept.state, version)
        await office.bot.aggregates.commit_setup(outcome, former, an_entry(at=office.hands.now()))
    async with office.working():
        await office.until_all_is_done()

    [update] = office.slack.calls_of("chat.update")
    assert f"EMEA {kept.version + 4}" in update.args["text"]


async def test_a_card_that_looks_the_same_is_not_updated(office: Office) -> None:
    """Slack allows few updates a minute; a step refreshes all cards that it may have changed."""
    await office.start_setup()
    slot = office.setup.marketo_card()
    async with office.working():
        await office.until_all_is_done()
        kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
        assert kept is not None
        refresh = (Due(Refresh(about=kept.state.ref, slot=slot)),)
        entry = an_entry(at=office.hands.now())
        await office.bot.aggregates.commit_setup(Outcome(kept.state, refresh), kept, entry)
        await office.until_all_is_done()

    assert office.slack.calls_of("chat.update") == []


async def test_a_change_during_an_update_is_shown_by_one_more(office: Office) -> None:
    """The last update shows the last state, although the first took long."""
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
        before = len(office.slack.calls_of("chat.update"))
        office.slack.faults.add("chat.update", Late(0.3))
        await office.hand_over()
        await office.slack.until(lambda: len(office.slack.calls_of("chat.update")) > before)
        await office.hand_over()
        await office.until_all_is_done()

    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    assert kept.state.version == 2
    updates = [c for c in office.slack.calls_of("chat.update") if c.args["ts"] == _card_ts(office)]
    assert 1 <= len(updates) <= 2
    assert not await office.redis.exists(f"{PREFIX}again", f"{PREFIX}open")


async def test_an_update_of_what_somebody_deleted_ends(office: Office) -> None:
    """Nothing is posted in its place, and nothing is tried for ever."""
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
        office.slack.faults.add("chat.update", Refuse("message_not_found"))
        await office.hand_over()
        await office.until_all_is_done()

    assert len(office.cards()) == 1
    assert not await office.redis.exists(f"{PREFIX}dead")


async def test_an_update_for_somebody_slack_forgot_ends(office: Office) -> None:
    """Who is gone is no dead letter that an operator must look at."""
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
        office.hands.move(timedelta(days=1, minutes=1))  # what is known of people is kept a day
        keys = [key async for key in office.redis.scan_iter("*:person:*")]
        await office.redis.delete(*keys)
        office.slack.faults.add(
            "users.info", Refuse("user_not_found"), times=None, when=lambda a: a["user"] == MARA
        )
        await office.hand_over()
        await office.until_all_is_done()

    assert not await office.redis.exists(f"{PREFIX}dead")


def _card_ts(office: Office) -> str:
    return office.cards()[0].ts


async def test_what_became_of_a_setup_that_is_gone_is_nothing(office: Office) -> None:
    """An effect about nothing ends without a word."""
    await office.start_setup()
    claims, _ = await office.bot.due.claim(SHARD, office.hands.now(), LEASE)
    claim = next(claim for claim in claims if isinstance(claim.effect, Notify))
    await office.redis.delete(*[key async for key in office.redis.scan_iter("*:setup:*")])

    assert await office.deliver()(claim, _is_ours) == Delivered()
    assert office.slack.calls_of("chat.postMessage") == []
