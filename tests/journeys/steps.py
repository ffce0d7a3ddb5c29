"""Steps and looks that several journeys share."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.attempts import IN_DOUBT, REFUSED
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.connect import Client
from bot.store.instants import instant
from practice.slack import Call, Delivery, Message, Modal, Person, Refuse
from tests.journeys.world import CHANNEL, WAIT, World, is_reminder

TEAM: Final = TeamId("T_ACME")
SOON: Final = timedelta(seconds=2)  # a first retry; a lease is longer
LOOKS: Final = 2  # in a row that must find it quiet: a claim may be on its way to the worker
MONDAY: Final = datetime(2040, 1, 2, 9, 0, tzinfo=UTC)  # ten o'clock in Berlin, where all are
PATIENCE: Final = 30.0  # seconds; nobody waits so long but in a test that fails
GOOD_SETUP: Final[Mapping[str, object]] = {
    "Marketo admin": "U_MARA",
    "Sales Connect admin": "U_SOL",
    "Salesforce admin": "U_SVEN",
    "Channel for invites": CHANNEL,
}
# What the bot remembers of Slack, of deliveries and of its own processes: changes at any time.
_PASSING: Final = (
    ":person:",
    ":left",  # what Slack said of whoever was deactivated
    ":channel:",
    ":dm:",
    ":seen:",
    "heartbeat",
    ":lease:",  # ends by itself
    ":probe",
    "sc:figures",
    ":pace/",
    ":line:",
    ":held:",
    ":attempt:",
)


async def settled(world: World, *, ahead: timedelta = SOON) -> None:
    """
    Nothing is due, nothing is being performed, no private answer is under way.

    What comes within `ahead`, such as the next attempt after a fault, is brought forward.
    """
    deadline = asyncio.get_running_loop().time() + PATIENCE
    quiet = 0
    while True:
        late = asyncio.get_running_loop().time() > deadline
        assert not late, f"still busy: {await world.bot.due.backlog(world.hands.now())}"
        was_at_work = _is_at_work(world)
        left = None if was_at_work else await _until_next(world)
        if was_at_work or _is_at_work(world):
            quiet = 0
        elif left is not None and left <= ahead:
            quiet = quiet + 1 if left > timedelta(0) else 0
            if quiet == LOOKS:
                world.hands.move(left)
            if quiet in (0, LOOKS):
                world.bot.worker.tick()
                quiet = 0
        else:
            quiet = quiet + 1 if not await _is_open(world) else 0
            if quiet == LOOKS:
                return
        await asyncio.sleep(0.003)


def _is_at_work(world: World) -> bool:
    """As far as this process knows."""
    return bool(world.bot.front._answers or world.bot.worker.pulse.held)


async def _until_next(world: World) -> timedelta | None:
    """
    How long until something is due; None: never.

    Those of the companies here: to ask all 64 at each look took a quarter of every journey.
    """
    first = [world.bot.redis.zrange(f"{one}teams", 0, 0, withscores=True) for one in _shards(world)]
    rows: list[Any] = await asyncio.gather(*first)
    times = [instant(int(float(score))) for row in rows for _, score in row]
    return min(times) - world.hands.now() if times else None


async def _is_open(world: World) -> bool:
    """Whether a worker has claimed something and not finished it."""
    return any([await world.bot.redis.hlen(f"{shard}open") for shard in _shards(world)])


def _shards(world: World) -> set[str]:
    """The beginnings of their keys."""
    teams = world.slack.state.teams
    return {keys.shard_prefix(keys.shard_of(TeamId(team_id))) for team_id in teams}


async def pass_time(world: World, by: timedelta) -> None:
    """The hands move once all is quiet, and the worker looks at them."""
    await settled(world)
    world.hands.move(by)
    world.bot.worker.tick()


async def stored(redis: Client) -> dict[str, Any]:
    """Every key with its value, whatever its type."""
    names = [str(name) async for name in redis.scan_iter("*", count=1000)]
    async with redis.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.type(name)
        kinds = dict(zip(names, await pipe.execute(), strict=True))
    # One that is gone since the scan is of no kind.
    there = {name: str(kind) for name, kind in kinds.items() if kind != "none"}
    async with redis.pipeline(transaction=False) as pipe:
        for name, kind in there.items():
            _read(pipe, name, kind)
        values = await pipe.execute()
    return {
        name: sorted(value) if there[name] == "set" else value
        for name, value in zip(there, values, strict=True)
    }


def _read(pipe: Any, name: str, kind: str) -> None:
    match kind:
        case "string":
            pipe.get(name)
        case "hash":
            pipe.hgetall(name)
        case "set":
            pipe.smembers(name)
        case "zset":
            pipe.zrange(name, 0, -1, withscores=True)
        case "stream":
            pipe.xrange(name)
        case "list":
            pipe.lrange(name, 0, -1)
        case _:
            raise AssertionError(f"{name} is a {kind!r}")


async def kept(world: World) -> dict[str, Any]:
    """
    State, versions, vault, effects to come and audit: what nobody may change unasked.

    Without the record of refused attempts and what was told of them: test_attempts.py is for those.
    """
    await settled(world)
    found = await stored(world.bot.redis)
    return {
        name: _without_attempts(value)
        for name, value in found.items()
        if not any(part in name for part in _PASSING)
    }


def _without_attempts(value: Any) -> Any:
    match value:
        case dict():
            return {k: v for k, v in value.items() if not k.startswith(_TOLD_OF_ATTEMPTS)}
        case [(_, {"row": _}), *_]:
            return [row for row in value if not _is_note(json.loads(row[1]["row"])["what"])]
        case _:
            return value


def _is_note(what: str) -> bool:
    """On record without a new state."""
    return what in (*REFUSED.values(), IN_DOUBT)


_TOLD_OF_ATTEMPTS: Final = ("attempt:", "shows:attempt:")


async def audit(world: World, what: str) -> list[str]:
    """Who did it, in order."""
    entries: Any = await world.bot.redis.xrange(_AUDIT)
    rows = [json.loads(fields["row"]) for _, fields in entries]
    return [row["who"] for row in rows if row["what"] == what]


_AUDIT: Final = keys.audit(TEAM)


def posts(world: World) -> list[Call]:
    """
    All that was written or changed in channels and DMs; private answers are not, nor what the
    admins are told of refused attempts.
    """
    return [
        call
        for call in world.slack.calls
        if call.method in ("chat.postMessage", "chat.update")
        and ":attempt:" not in json.dumps(call.args.get("metadata", ""))
    ]


def posted_to(world: World, channel: str, words: str = "") -> list[Call]:
    """New messages that Slack took, even where its answer was lost."""
    return [
        call
        for call in world.slack.calls_of("chat.postMessage")
        if call.ok and call.args["channel"] == channel and words in call.args["text"]
    ]


def reminders(world: World) -> list[Call]:
    """Of all times, in English, to Sol."""
    return [
        call
        for call in posted_to(world, "D_SOL")
        if "ready" in call.args["text"] and "Connect users" in json.dumps(call.args["blocks"])
    ]


def reveals(world: World, secret: str) -> list[Call]:
    """Windows that Slack opened with the secret in them."""
    opened = world.slack.calls_of("views.open")
    return [call for call in opened if call.ok and secret in json.dumps(call.args)]


async def answered_privately(world: World, person: Person) -> list[Message]:
    """What only this person sees, once all is quiet."""
    await settled(world)
    return person.ephemerals


async def pressed_as_forged(
    world: World, person: Person, label: str, card: Message
) -> list[Message]:
    """The private answers to a click from somebody, on a card as it was."""
    before = len(await answered_privately(world, person))
    await person.press_as_forged(label, in_=card)
    return (await answered_privately(world, person))[before:]


async def submit_as(world: World, person: Person, modal: Modal) -> Delivery:
    """A submission of a window, from whoever; also one that is no longer on the screen."""
    return await world.slack.courier.deliver("interactive", person._submission(modal.view))


async def fill_setup(person: Person, **fields: object) -> None:
    """The modal of `/salesconnect setup`, filled in and not sent; spaces in labels are `_`."""
    await person.command("/salesconnect setup")
    given = {label.replace("_", " "): value for label, value in fields.items()}
    for label, value in (dict(GOOD_SETUP) | given).items():
        await person.fill(label, value)


async def start_setup(person: Person, **fields: object) -> None:
    await fill_setup(person, **fields)
    await person.submit()
    assert person.modal is None, person.errors


async def ready(world: World) -> Message:
    """As `world.ready`, without waiting for the worker's next look at the clock."""
    await world.connected()
    await pass_time(world, WAIT)
    reminder = await world.sol.until(is_reminder)
    await settled(world)
    return reminder


async def previewed(world: World, *people: str, addresses: str = "") -> None:
    """`Connect users`, filled in and sent: the preview is open."""
    await world.sol.press("Connect users")
    if people:
        await world.sol.fill("People in Slack", list(people))
    if addresses:
        await world.sol.fill("E-mail addresses", addresses)
    await world.sol.submit()
    assert world.sol.modal is not None
    assert world.sol.modal.title == "Preview", world.sol.errors


async def started(world: World, *people: str, addresses: str = "") -> Message:
    """A run of these people; its first batch."""
    await ready(world)
    await previewed(world, *people, addresses=addresses)
    await world.sol.submit()
    return await world.sol.until(lambda m: "All connected" in m.buttons)


# Cards, each at the stage at which its button can be pressed


async def to_hand_over(world: World) -> Message:
    await world.named()
    return await world.mara.until(lambda m: "Hand over credentials" in m.buttons)


async def to_reveal(world: World) -> Message:
    await world.handed_over()
    return await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


async def to_connect(world: World) -> Message:
    await world.revealed()
    return await world.sol.until(lambda m: "I've connected" in m.buttons)


async def waiting(world: World) -> Message:
    await world.connected()
    await settled(world)  # Mara's card shows the same buttons
    return await world.sol.until(lambda m: "Start now anyway" in m.buttons)


async def in_a_run(world: World) -> Message:
    return await started(world, "U_ADA", "U_BENOIT")


async def of_the_owner(world: World) -> Message:
    await world.named()
    return await world.stella.until(lambda m: "Settings" in m.buttons)


async def of_the_salesforce_admin(world: World) -> Message:
    await world.named()
    return await world.sven.until(lambda m: "Open checklist" in m.buttons)


async def connected_by_itself(world: World) -> Message:
    await world.named()
    await world.mara.press("Already connected")
    await settled(world)
    return await world.mara.until(lambda m: "More than ten minutes ago" in m.buttons)


async def prepared(world: World) -> Message:
    """The reminder, after Ada was prepared during the wait."""
    await waiting(world)
    await world.sol.press("Prepare the first batch")
    await world.sol.fill("People in Slack", ["U_ADA"])
    await world.sol.submit()
    await world.sol.submit()
    await pass_time(world, WAIT)
    await settled(world)
    return await world.sol.until(lambda m: "Start with 1 person" in m.buttons)


async def at(world: World, moment: datetime) -> None:
    """The clock stands there, and what was due by then is done."""
    await pass_time(world, moment - world.hands.now())
    await settled(world)


async def reminded(world: World) -> Message:
    """Sven is reminded of his checklist, a day after the setup was started."""
    await at(world, MONDAY)
    await world.named()
    await at(world, MONDAY + timedelta(days=1, hours=1))
    return await world.sven.until(lambda m: "Snooze" in m.buttons)


async def to_remove_access(world: World) -> Message:
    """Ada is to take over from Sol."""
    await ready(world)
    await world.stella.press("Change people")
    await world.stella.fill("Sales Connect admin", "U_ADA")
    await world.stella.submit()
    await settled(world)
    return await world.sol.until(lambda m: "Access removed" in m.buttons)


async def to_take_over(world: World) -> Message:
    await to_remove_access(world)
    await world.sol.press("Access removed")
    await settled(world)
    return await world.ada.until(lambda m: "I've taken over" in m.buttons)


async def given_up(world: World) -> Message:
    """Slack took no message to Mara, however often; now it would."""
    faults = world.slack.faults
    faults.add("chat.postMessage", Refuse("invalid_blocks"), times=None, when=_is_to_mara)
    await start_setup(world.stella)
    await settled(world, ahead=timedelta(minutes=2))
    faults.clear()
    return await world.stella.until(lambda m: "Try again" in m.buttons)


def _is_to_mara(args: dict[str, Any]) -> bool:
    return bool(args["channel"] == "D_MARA")


CARDS: Final[Mapping[str, Callable[[World], Awaitable[Message]]]] = {
    "Ask again": to_connect,
    "Marketo API access": to_hand_over,
    "Hand over credentials": to_hand_over,
    "Reveal credentials": to_reveal,
    "I've connected": to_connect,
    "Start now anyway": waiting,
    "Workspaces": waiting,
    "Connect users": ready,
    "All connected": in_a_run,
    "Some failed": in_a_run,
    "Already connected": to_hand_over,
    "More than ten minutes ago": connected_by_itself,
    "Open checklist": of_the_salesforce_admin,
    "Save Organization ID": of_the_salesforce_admin,
    "Not the right person": of_the_salesforce_admin,
    "Snooze": reminded,
    "Settings": of_the_owner,
    "Change people": of_the_owner,
    "Cancel setup": of_the_owner,
    "Access removed": to_remove_access,
    "I've taken over": to_take_over,
    "Connection is lost": to_take_over,
    "Prepare the first batch": waiting,
    "Start with 1 person": prepared,
    "Try again": given_up,
}
