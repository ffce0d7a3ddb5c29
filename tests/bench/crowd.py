"""Very many setups, each in a Slack workspace of its own: copies of one that was really walked."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from bot.app import Assembly, utc_now
from bot.domain.ids import SetupId, TeamId
from bot.domain.stages import Stage
from bot.store import keys
from tests.bench.teams import Team, Teams
from tests.store.builders import whole_store

LEASE: Final = timedelta(seconds=5)
NUMBER: Final = "#######"  # stands for one in the template; as long as any
AT_A_TIME: Final = 500  # copies of one write


class NothingForLater(Exception):
    """A setup without a reminder makes no due set longer."""


def copy(number: int) -> Team:
    """One of them, counted from 0."""
    name = f"{number:0{len(NUMBER)}}"
    return Team(TeamId(f"T_{name}"), SetupId(f"s_{name}"))


async def add_crowd(bot: Assembly, teams: Teams, url: str, count: int) -> None:
    """
    So many setups in `Stage.REVEALED`, with all their keys and a reminder for later, and no more.

    Raises:
        NothingForLater: there is no such reminder.
    """
    [model] = await teams.at(Stage.REVEALED, 1)
    await _drop_what_is_due_now(bot, model)
    later = (await bot.due.backlog(utc_now())).waiting
    if not later:
        raise NothingForLater
    template = _commands(await whole_store(bot.redis), model)
    await bot.redis.flushall()
    await _write(url, _copies(template, keys.shard_of(model.id), count))
    assert (await bot.due.backlog(utc_now())).waiting == later * count


async def _drop_what_is_due_now(bot: Assembly, team: Team) -> None:
    """The cards of its first steps, which a worker would have sent."""
    shard, now = keys.shard_of(team.id), bot.now()
    while claims := (await bot.due.claim(shard, now, LEASE))[0]:
        for claim in claims:
            assert await bot.due.done(claim, now=now)


def _commands(store: dict[str, Any], team: Team) -> list[list[str]]:
    """What writes the same once more; what ends by itself is kept for good."""
    found: list[list[str]] = []
    for key, (held, _) in store.items():
        match held:
            case dict():
                words = ["HSET", key, *_flat(held.items())]
            case set():
                words = ["SADD", key, *held]
            case [(_, dict()), *_]:
                found += [["XADD", key, "*", *_flat(row.items())] for _, row in held]
                continue
            case list():
                words = ["ZADD", key, *_flat((str(int(score)), name) for name, score in held)]
            case _:
                words = ["SET", key, str(held)]
        found.append(words)
    return [[_without_its_name(word, team) for word in words] for words in found]


def _flat(pairs: Any) -> list[str]:
    return [str(word) for pair in pairs for word in pair]


def _without_its_name(word: str, team: Team) -> str:
    return word.replace(team.id, f"T_{NUMBER}").replace(team.setup_id, f"s_{NUMBER}")


def _copies(template: list[list[str]], shard: int, count: int) -> Iterator[bytes]:
    """As Redis reads them; each in its shard."""
    tag = keys.shard_prefix(shard)
    packed = [
        _packed(
            [[word.replace(tag, keys.shard_prefix(other)) for word in line] for line in template]
        )
        for other in range(keys.SHARDS)
    ]
    for number in range(count):
        name = f"{number:0{len(NUMBER)}}"
        whole = packed[keys.shard_of(copy(number).id)]
        yield whole.replace(NUMBER.encode(), name.encode())


async def _write(url: str, commands: Iterator[bytes]) -> None:
    """To the embedded server, unanswered but for the end."""
    reader, writer = await asyncio.open_unix_connection(unquote(urlsplit(url).path))
    writer.write(b"CLIENT REPLY OFF\r\n")
    while some := b"".join(islice(commands, AT_A_TIME)):
        writer.write(some)
        await writer.drain()
    writer.write(b"CLIENT REPLY ON\r\n")
    assert await reader.readline() == b"+OK\r\n"
    writer.close()
    await writer.wait_closed()


def _packed(commands: list[list[str]]) -> bytes:
    lines: list[bytes] = []
    for command in commands:
        lines.append(b"*%d\r\n" % len(command))
        for word in command:
            raw = word.encode()
            lines.append(b"$%d\r\n%b\r\n" % (len(raw), raw))
    return b"".join(lines)
