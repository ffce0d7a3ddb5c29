"""Every key name, in one place."""

from typing import Final
from zlib import crc32

from bot.domain.effects import Ref
from bot.domain.ids import SeenId, SetupId, TeamId, UserId
from bot.domain.request import RequestKind
from bot.domain.stages import Kind

SHARDS: Final = 64
WAKE: Final = "sc:wake"  # channel: a shard has something due; carries no work and may be lost


def shard_of(team_id: TeamId) -> int:
    """All keys of a Slack workspace live in one shard, and so in one slot of a cluster."""
    return crc32(team_id.encode()) % SHARDS


def shard_prefix(shard: int) -> str:
    """Of the shard's due set and what belongs to it (bot/store/lua/due.lua)."""
    return f"sc:{{{shard}}}:"


def team_prefix(team_id: TeamId) -> str:
    return f"{shard_prefix(shard_of(team_id))}{team_id}:"


def probe(shard: int) -> str:
    """Written to see whether Redis takes writes."""
    return f"{shard_prefix(shard)}probe"


def due(team_id: TeamId) -> str:
    """Sorted set: effect id -> due time (bot/store/lua/due.lua)."""
    return f"{shard_prefix(shard_of(team_id))}due:{team_id}"


def dead(team_id: TeamId) -> str:
    """Hash: effect id -> an effect that was given up, and why."""
    return f"{shard_prefix(shard_of(team_id))}dead:{team_id}"


def dead_of(team_id: TeamId, setup_id: SetupId) -> str:
    """Sorted set: id of one of them that is of this setup -> since when."""
    return f"{shard_prefix(shard_of(team_id))}dead_of:{team_id}:{setup_id}"


def dead_in(team_id: TeamId) -> str:
    """Sorted set: setup id, empty for those of none -> how many of them it has."""
    return f"{shard_prefix(shard_of(team_id))}dead_in:{team_id}"


def lease(team_id: TeamId, name: str) -> str:
    """There as long as the lease holds."""
    return f"{shard_prefix(shard_of(team_id))}lease:{name}"


def aggregate(team_id: TeamId, ref: Ref) -> str:
    """Hash: version, document, and of a run its people: bot/store/run_people.py."""
    return f"{team_prefix(team_id)}{ref.kind}:{ref.id}"


def setup_prefix(team_id: TeamId) -> str:
    return f"{team_prefix(team_id)}setup:"


def setups(team_id: TeamId) -> str:
    """Set of setup ids."""
    return f"{team_prefix(team_id)}setups"


def runs(team_id: TeamId, setup_id: SetupId) -> str:
    """Set of ids of the runs that were started."""
    return f"{team_prefix(team_id)}runs:{setup_id}"


def names(team_id: TeamId) -> str:
    """Hash: kind and name of an open setup -> its id."""
    return f"{team_prefix(team_id)}names"


def name_field(kind: Kind, name: str) -> str:
    return f"{kind}:{name.casefold()}"


def running(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: address of somebody in a running run -> the run's id."""
    return f"{team_prefix(team_id)}running:{setup_id}"


def connected(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: address of somebody who is connected -> since when, by which run, with what."""
    return f"{team_prefix(team_id)}connected:{setup_id}"


def failed(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: address of somebody who failed, and was not put right since -> in which run, when."""
    return f"{team_prefix(team_id)}failed:{setup_id}"


def let_be(team_id: TeamId, setup_id: SetupId) -> str:
    """Set of ids of runs of which nobody is to be tried again."""
    return f"{team_prefix(team_id)}let_be:{setup_id}"


def requests(team_id: TeamId, setup_id: SetupId) -> str:
    """Set of ids of the requests that are not over."""
    return f"{team_prefix(team_id)}requests:{setup_id}"


def members(team_id: TeamId, request_id: str) -> str:
    """Set of user ids: who was in the channel when it was asked; there while it waits."""
    return f"{team_prefix(team_id)}members:{request_id}"


def asked_for(team_id: TeamId, setup_id: SetupId, kind: RequestKind) -> str:
    """Hash: address of somebody of an open request -> the request's id."""
    return f"{team_prefix(team_id)}asked_for:{setup_id}:{kind}"


def invited(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: address of somebody who was invited -> since when, by which request, who, by whom."""
    return f"{team_prefix(team_id)}invited:{setup_id}"


def accounts(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: address of a sandbox account that goes with this instance -> the same."""
    return f"{team_prefix(team_id)}accounts:{setup_id}"


def records(team_id: TeamId, setup_id: SetupId) -> list[str]:
    """Of what is on record of people by their address, and ends with the setup."""
    return [
        connected(team_id, setup_id),
        failed(team_id, setup_id),
        let_be(team_id, setup_id),
        invited(team_id, setup_id),
        accounts(team_id, setup_id),
    ]


def on_instance(team_id: TeamId, setup_id: SetupId) -> list[str]:
    """Hashes of the addresses that are, or are to be, used on this instance."""
    return [
        connected(team_id, setup_id),
        running(team_id, setup_id),
        invited(team_id, setup_id),
        asked_for(team_id, setup_id, RequestKind.INVITE),
    ]


def messages(team_id: TeamId, ref: Ref) -> str:
    """Hash: slot of a card -> where it was posted."""
    return f"{team_prefix(team_id)}messages:{ref.id}"


def shows(slot: str) -> str:
    """Field of that hash: what the message of this slot shows."""
    return f"shows:{slot}"


def vault(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: sealed credentials and who may claim them."""
    return f"{team_prefix(team_id)}vault:{setup_id}"


def attempt(team_id: TeamId, of: str, user_id: UserId) -> str:
    """Until when, how often and whether told: what this person lately reached for."""
    return f"{team_prefix(team_id)}attempt:{of}:{user_id}"


def api_access(team_id: TeamId, setup_id: SetupId, number: int) -> str:
    """Hash: the sealed API-only pair of this number."""
    return f"{team_prefix(team_id)}api_access:{setup_id}:{number}"


def fingerprint(team_id: TeamId, setup_id: SetupId) -> str:
    """Hash: by what the values of the latest hand-over are recognised."""
    return f"{team_prefix(team_id)}fingerprint:{setup_id}"


ALL_VAULTS: Final = "sc:{*}:*:vault:*"  # of every team, as SCAN takes it
ALL_API_ACCESS: Final = "sc:{*}:*:api_access:*"
ALL_FINGERPRINTS: Final = "sc:{*}:*:fingerprint:*"


def is_fingerprint(key: str) -> bool:
    """Of all that is sealed, what nobody misses when it does not open."""
    return ":fingerprint:" in key


def prefix_of(key: str) -> str:
    """That of the shard in which a team's key lives."""
    return key[: key.index("}") + 2]


def seen(team_id: TeamId, seen_id: SeenId) -> str:
    return f"{team_prefix(team_id)}seen:{seen_id}"


def looks(team_id: TeamId) -> str:
    """Sorted set: user id -> when they last looked at their Home tab."""
    return f"{team_prefix(team_id)}looks"


def watchers(team_id: TeamId, ref: Ref) -> str:
    """Sorted set: user id of somebody whose Home tab shows this -> when they last looked."""
    return f"{team_prefix(team_id)}watchers:{ref.kind}:{ref.id}"


def homes(team_id: TeamId) -> str:
    """Hash: user id -> which page of their Home tab they read, and what it shows."""
    return f"{team_prefix(team_id)}homes"


def opened(team_id: TeamId) -> str:
    """There once somebody opened the messages of the bot."""
    return f"{team_prefix(team_id)}opened"


def audit(team_id: TeamId) -> str:
    """Stream."""
    return f"{team_prefix(team_id)}audit"


def person(team_id: TeamId, user_id: UserId) -> str:
    """What users.info said, as JSON."""
    return f"{team_prefix(team_id)}person:{user_id}"


def channel(team_id: TeamId, channel_id: str) -> str:
    """What conversations.info said, as JSON."""
    return f"{team_prefix(team_id)}channel:{channel_id}"


def user_groups(team_id: TeamId) -> str:
    """What usergroups.list said, as JSON."""
    return f"{team_prefix(team_id)}groups"


def group_members(team_id: TeamId, group_id: str) -> str:
    """What usergroups.users.list said, as JSON."""
    return f"{team_prefix(team_id)}group:{group_id}"


def left(team_id: TeamId) -> str:
    """Hash: address of somebody who was deactivated in Slack -> their user id."""
    return f"{team_prefix(team_id)}left"


def left_with(team_id: TeamId) -> str:
    """Hash: user id of somebody who was deactivated -> the address that they left with."""
    return f"{team_prefix(team_id)}left_with"


def direct_message(team_id: TeamId, user_id: UserId) -> str:
    """The id of the bot's DM with somebody."""
    return f"{team_prefix(team_id)}dm:{user_id}"


def held(team_id: TeamId, method: str) -> str:
    """There while Slack makes us wait with this method."""
    return f"{team_prefix(team_id)}held:{method}"


def line(team_id: TeamId, gate: str, who: str) -> str:
    """Lives as long as the line of those who wait before a gate (bot/store/lua/line.lua)."""
    return f"{team_prefix(team_id)}line:{gate}:{who}"


def heartbeat(worker: str) -> str:
    """What a worker last said of itself; gone when it is silent."""
    return f"sc:heartbeat:{worker}"


CONNECTOR_HELD: Final = "sc:connector:held"  # there while the webhook connector makes us wait
HEARTBEATS: Final = "sc:heartbeats"  # set of workers seen lately
FIGURES: Final = "sc:figures"  # hash: sample -> value, of all processes together
