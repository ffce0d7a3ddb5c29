"""Made-up states and effects; each test names only what it is about."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.credentials import Credentials
from bot.domain.effects import BecomeReadyLater, Due, Effect
from bot.domain.ids import ChannelId, RunId, SeenId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.run import Batch, Row, Run, RunStage
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, HandOverNote, Noted
from bot.domain.stages import Kind, Language, Stage
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed, Entry
from bot.store.connect import Client
from bot.store.due import Claim
from bot.store.run_people import fields_of

NOW = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)
TEAM = TeamId("T_ACME")
MARA, SOL, STELLA = UserId("U_MARA"), UserId("U_SOL"), UserId("U_STELLA")
# Of the usual shapes, so that nothing warns of them.
CANARY_ID = "00000000-0000-4000-8000-0000000ca9a1"
CANARY_SECRET = "canarysecretcanarysecretcanary00"
CANARY_MUNCHKIN = "123-ABC-456"
CANARIES = (CANARY_MUNCHKIN, CANARY_ID, CANARY_SECRET)

_numbers = count(1)


def credentials(client_secret: str = CANARY_SECRET) -> Credentials:
    return Credentials(MunchkinId(CANARY_MUNCHKIN), CANARY_ID, client_secret)


def a_setup(**changes: Any) -> Setup:
    """Of a name of its own, so that two do not collide."""
    number = next(_numbers)
    people = {Role.STARTER: STELLA, Role.MARKETO_ADMIN: MARA, Role.SALES_CONNECT_ADMIN: SOL}
    fields: dict[str, Any] = {
        "schema_number": 5,
        "id": SetupId(f"setup{number}"),
        "team_id": TEAM,
        "stage": Stage.NAMED,
        "kind": Kind.PRODUCTION,
        "name": f"Instance {number}",
        "people": people,
        "chosen": dict.fromkeys(people, Noted(by=STELLA, at=NOW)),
        "channel_id": ChannelId("C_INVITES"),
        "language": Language.EN,
        "started_at": NOW,
        "started_by": MARA,
    }
    return Setup(**(fields | changes))


def handed_over(setup: Setup, *, version: int = 1, ttl: timedelta = timedelta(days=3)) -> Setup:
    note = HandOverNote(version=version, sender=MARA, recipient=SOL, at=NOW, expires_at=NOW + ttl)
    return setup.model_copy(update={"stage": Stage.HANDED_OVER, "handed_over": note})


def with_access(setup: Setup, *, number: int = 1) -> Setup:
    access = ApiAccess(number=number, by=MARA, at=NOW)
    return setup.model_copy(update={"api_access": access, "api_pairs": number})


def cancelled(setup: Setup) -> Setup:
    update = {"stage": Stage.CANCELLED, "cancelled": Noted(by=STELLA, at=NOW)}
    return setup.model_copy(update=update)


def a_run(*emails: str, stage: RunStage = RunStage.DRAFT, **changes: Any) -> Run:
    rows = {number: Row(email=email) for number, email in enumerate(emails)}
    fields: dict[str, Any] = {
        "id": RunId(f"run{next(_numbers)}"),
        "team_id": TEAM,
        "setup_id": SetupId("setup_of_runs"),
        "stage": stage,
        "planned_by": SOL,
        "planned_at": NOW,
        "people": len(rows),
        "read": len(rows),
        "batches": (Batch(rows=tuple(rows), workspaces=("EMEA",)),),
        "rows": rows,
    }
    return Run(**(fields | changes))


def to_stage(run: Run, stage: RunStage) -> Run:
    return run.model_copy(update={"stage": stage})


def an_entry(what: str = "SomeCommand", *, at: datetime = NOW) -> Entry:
    return Entry(who=MARA, what=what, before="named", after="handed_over", at=at)


def an_effect(name: str | None = None) -> Effect:
    return BecomeReadyLater(setup_id=SetupId(name or f"waits{next(_numbers)}"))


def effects(number: int, *, at: datetime = NOW, apart: timedelta = timedelta(0)) -> tuple[Due, ...]:
    return tuple(Due(an_effect(), at + apart * n) for n in range(number))


async def committed(
    aggregates: Aggregates,
    *then: Due,
    team_id: TeamId = TEAM,
    setup: Setup | None = None,
    seen: SeenId | None = None,
) -> Versioned[Setup]:
    """A new setup, with these effects."""
    setup = setup or a_setup(team_id=team_id)
    answer = await aggregates.commit_setup(Outcome(setup, then), None, an_entry(), seen)
    assert answer == Committed(1)
    return Versioned(setup, 1)


async def all_sealed(aggregates: Aggregates, **changes: Any) -> Setup:
    """A setup with all three: a hand-over, its fingerprint, an API access."""
    setup = with_access(handed_over(a_setup(**changes)))
    outcome = Outcome(setup, keep=credentials(), keep_access=credentials())
    assert await aggregates.commit_setup(outcome, None, an_entry()) == Committed(1)
    return setup


def sealed_keys(setup: Setup) -> list[str]:
    """Where `all_sealed` put them."""
    place = (setup.team_id, setup.id)
    return [keys.vault(*place), keys.api_access(*place, 1), keys.fingerprint(*place)]


def teams_of_one_shard(number: int, shard: int | None = None) -> list[TeamId]:
    """Slack workspaces that share a due set."""
    wanted = keys.shard_of(TEAM) if shard is None else shard
    found = (team for n in count() if keys.shard_of(team := TeamId(f"T{n}")) == wanted)
    return [next(found) for _ in range(number)]


async def lapse(redis: Client, claim: Claim) -> None:
    """As if its worker were dead, or stopped, for longer than its lease."""
    assert await redis.delete(keys.lease(claim.team_id, claim.lease)) == 1


async def whole_store(redis: Client) -> dict[str, Any]:
    """Every key with all that it holds, and whether it ends by itself."""
    found: dict[str, Any] = {}
    async for key in redis.scan_iter(count=1000):
        found[str(key)] = (await _held(redis, key), await redis.pttl(key) > 0)
    return found


async def _held(redis: Client, key: str) -> Any:
    match await redis.type(key):
        case "hash":
            return await redis.hgetall(key)
        case "set":
            return set(await redis.smembers(key))
        case "zset":
            return await redis.zrange(key, 0, -1, withscores=True)
        case "stream":
            return await redis.xrange(key)
        case _:
            return await redis.get(key)


async def hash_at(redis: Client, key: str) -> dict[str, str]:
    return {str(field): str(value) for field, value in (await redis.hgetall(key)).items()}


def in_a_row(fields: dict[str, str]) -> list[str]:
    """As HSET takes them."""
    return [word for pair in fields.items() for word in pair]


async def burns(redis: Client) -> int:
    """How often something was destroyed: what bot/store/burned.py looks at."""
    return int(await redis.get(keys.shard_prefix(keys.shard_of(TEAM)) + "burned") or 0)


async def everything_as_text(redis: Client) -> str:
    return repr(await whole_store(redis))


def ids_of(due: Iterable[Due]) -> list[str]:
    return [one.effect.id for one in due]


def singly(run: Run) -> dict[str, str]:
    """A run's people as they are stored once all of them changed, or as schema 3 stored them."""
    before = run.model_copy(update={"rows": {}, "problems": {}})
    fields = fields_of(run, before)
    return dict(zip(fields[::2], fields[1::2], strict=True))
