"""Requests in the office: asked, on a card, approved; and where their messages stand."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Final

from redis.asyncio import Redis

from bot.domain.commands import SaveSettings, SayOwnsSandbox
from bot.domain.effects import Card, TimeOfRequest
from bot.domain.ids import RequestId, UserId
from bot.domain.people import Actor, Standing
from bot.domain.request import Person, Request, RequestKind
from bot.domain.request_commands import Approve, AskForInvites, AskForSandbox
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval
from bot.handle import Answer
from bot.store.instants import instant
from practice.slack import Call, Message
from tests.journeys.world import CHANNEL
from tests.work.office import LATER, MARA, PREFIX, TEAM, Office
from tests.work.runs import does
from tests.work.workers import poll

REQUEST: Final = RequestId("the-request")
ADA, BENOIT, SVEN = UserId("U_ADA"), UserId("U_BENOIT"), UserId("U_SVEN")
LEA, IDA = "lea@acme.example", "ida@acme.example"  # nobody in Slack has these
MONDAY: Final = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)  # ten o'clock in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def worked(office: Office) -> None:
    async with office.working():
        await all_is_done(office)


async def all_is_done(office: Office) -> None:
    """But another look at a request that nobody can approve: an hour later, like what is later."""

    async def is_done() -> bool:
        # At one moment: what ends between two reads leaves what follows from it unseen.
        async with office.redis.pipeline(transaction=True) as pipe:
            pipe.hkeys(f"{PREFIX}body")
            pipe.hkeys(f"{PREFIX}open")
            pipe.zrange(f"{PREFIX}due:{TEAM}", 0, -1, withscores=True)
            waiting, performed, rows = await pipe.execute()
        when = {effect: instant(int(score)) for effect, score in rows}
        now = office.hands.now()
        looks = {one for one in waiting if one.startswith("post_request:") and when[one] > now}
        # Of one that is being performed the due set says when its lease ends.
        looks -= set(performed)
        return all(one.startswith(LATER) or one in looks for one in waiting)

    await poll(is_done)


async def started(office: Office, *, at: datetime = MONDAY) -> None:
    """A setup whose cards are out."""
    office.hands.move(at - office.hands.now())
    await office.start_setup()
    await worked(office)


async def owns_sandbox(office: Office) -> None:
    await does(office, SayOwnsSandbox(office.setup.id, True), MARA)


async def approved_by(office: Office, approval: Approval) -> Setup:
    """Named people decide, in place of the channel."""
    current = await setup_of(office)
    done = await does(office, SaveSettings(current.id, approval, current.language), current.starter)
    return done.setup


async def asked(
    office: Office,
    *emails: str,
    kind: RequestKind = RequestKind.INVITE,
    by: UserId = ADA,
    request_id: RequestId = REQUEST,
) -> Request:
    """Ada asks; nobody has read who may approve."""
    people = tuple(Person(email=email) for email in emails or (LEA,))
    about = (office.setup.id, request_id, people, "they start on Monday", "Europe/Berlin")
    is_invite = kind is RequestKind.INVITE
    command = AskForInvites(*about) if is_invite else AskForSandbox(*about)
    done = await does(office, command, by)
    assert done.request is not None
    return done.request


async def posted(
    office: Office, *emails: str, kind: RequestKind = RequestKind.INVITE, by: UserId = ADA
) -> Request:
    """The same, with its card where it can be approved."""
    await asked(office, *emails, kind=kind, by=by)
    await worked(office)
    return await request_of(office)


async def approves(office: Office, by: UserId, request_id: RequestId = REQUEST) -> Answer:
    """Of what stands on the card now."""
    request = await request_of(office, request_id)
    command = Approve(office.setup.id, request_id, request.edition)
    return await office.bot.handle(command, by=Actor(TEAM, by, Standing.MEMBER))


async def request_of(office: Office, request_id: RequestId = REQUEST) -> Request:
    kept = await office.bot.aggregates.request(TEAM, request_id)
    assert kept is not None
    return kept.state


async def setup_of(office: Office) -> Setup:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    return kept.state


def in_channel(office: Office) -> list[Message]:
    """What the bot wrote there, threads too."""
    found = [Message.of(one) for one in office.slack.state.channels[CHANNEL].messages]
    return [one for one in found if one.user == office.slack.bot_user_id]


def are_in_channel(office: Office, *people: str) -> None:
    """Beside the bot; Slack need not know them."""
    channel = office.slack.state.channels[CHANNEL]
    channel.members = [office.slack.bot_user_id, *people]


def strangers(number: int) -> list[str]:
    """People whom Slack does not know: they cannot approve."""
    return [f"U_X{one:05}" for one in range(number)]


def posts_of(office: Office, card: Card, to: str = "") -> list[Call]:
    """Attempts, those that failed too."""
    return [
        call
        for call in office.slack.calls_of("chat.postMessage")
        if f":{card}:" in (effect := call.args["metadata"]["event_payload"]["effect"])
        and effect.endswith(to)
    ]


def to_channel(arguments: dict[str, object]) -> bool:
    """For a fault that meets messages to the channel only."""
    return arguments.get("channel") == CHANNEL


def at(office: Office, when: datetime) -> None:
    office.hands.move(when - office.hands.now())


def time_of(office: Office, what: str, number: int = 1) -> str:
    """Its id in the due set."""
    about = {"setup_id": office.setup.id, "request_id": REQUEST}
    return TimeOfRequest.model_validate({**about, "what": what, "number": number}).id


async def due_at(redis: Redis, effect_id: str) -> datetime | None:
    """None: it waits no more."""
    score = await redis.zscore(f"{PREFIX}due:{TEAM}", effect_id)
    return None if score is None else instant(int(score))


async def are_over(office: Office, *effect_ids: str) -> bool:
    """Of these none is due, and none is being performed, at one moment."""
    async with office.redis.pipeline(transaction=True) as pipe:
        pipe.zmscore(f"{PREFIX}due:{TEAM}", list(effect_ids))
        pipe.hmget(f"{PREFIX}open", list(effect_ids))
        times, holders = await pipe.execute()
    now = office.hands.now()
    is_due = any(at is not None and instant(int(at)) <= now for at in times)
    return not is_due and not any(holders)


async def passed(office: Office, *, workers: int = 1) -> None:
    """Every time of the request that has come was taken, and what followed is done."""
    times = [time_of(office, what) for what in ("nudge", "escalate", "expire", "remind")]
    async with AsyncExitStack() as stack:
        for _ in range(workers):
            await stack.enter_async_context(office.working())
        await poll(lambda: are_over(office, *times))
        await all_is_done(office)
