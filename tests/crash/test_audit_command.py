"""`python -m bot audit`, as operators meet it: beside a running bot, alone, cut short."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.domain.effects import Ref
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.audit_log import A_PAGE
from bot.store.commits import Entry, audit_row
from bot.store.connect import Client, connect
from bot.store.opened import open_store
from tests.crash.children import Nursery
from tests.crash.processes import basics
from tests.store.builders import MARA, NOW, TEAM

pytestmark = pytest.mark.asyncio(loop_scope="module")

SETUP: Final = Ref(kind="setup", id="s1")
MANY: Final = 2 * A_PAGE + 1


@dataclass
class _Operator:
    """Types the command in a terminal of their own."""

    folder: Path
    nursery: Nursery

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    async def type(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        given = {"DATA_DIR": str(self.data_dir)} | environment
        process = await self.nursery.start(
            "audit", *words, environment=given, folder=self.folder / "typed"
        )
        code = await process.ended()
        assert "Traceback" not in process.stderr
        return code, process.stdout, process.stderr


@pytest.fixture
def operator(tmp_path: Path, nursery: Nursery) -> _Operator:
    return _Operator(tmp_path, nursery)


async def write(redis: Client, number: int, *, team_id: TeamId = TEAM) -> None:
    """Row n was written n seconds after the first."""
    async with redis.pipeline(transaction=False) as pipe:
        for n in range(number):
            entry = Entry(MARA, "Snooze", "named", "named", NOW + timedelta(seconds=n), {"n": n})
            pipe.xadd(keys.audit(team_id), {"row": audit_row(entry, SETUP)})
        await pipe.execute()


def numbers(printed: str) -> list[int]:
    return [json.loads(line)["changed"]["n"] for line in printed.splitlines()]


async def test_all_of_it_is_printed_oldest_first_beside_a_running_bot_or_alone(
    operator: _Operator,
) -> None:
    """Of this Slack workspace only; the store is that of the bot, or is started for the while."""
    async with open_store(None, operator.data_dir, beside_a_running_bot=False) as store:
        await write(store.redis, MANY)
        await write(store.redis, 3, team_id=TeamId("T_OTHER"))
        beside = await operator.type(TEAM)
    (operator.folder / "typed" / "stdout").unlink()  # what is typed next goes on where this ended

    alone = await operator.type(TEAM)

    assert alone == beside
    code, printed, said = beside
    assert (code, said) == (0, "")
    assert numbers(printed) == list(range(MANY))
    assert (
        json.loads(printed.splitlines()[0]).items()
        >= {
            "at": NOW.isoformat(),
            "who": MARA,
            "what": "Snooze",
            "on": "setup:s1",
            "setups": ["s1"],
        }.items()
    )


async def test_a_slack_workspace_that_nobody_knows_is_one_line(
    operator: _Operator, valkey_url: str
) -> None:
    """Exit code 1: a script must not take it for an empty record. No key, no token is needed."""
    code, printed, said = await operator.type("T0NOBODY", REDIS_URL=valkey_url)

    assert (code, printed) == (1, "")
    [line] = said.splitlines()
    assert "T0NOBODY" in line


@pytest.mark.parametrize("word", ["acme", "T", "T_ACME;x", "C0123", ""])
async def test_what_is_no_id_of_a_slack_workspace_is_refused(
    operator: _Operator, word: str
) -> None:
    """Exit code 2, and nothing was opened for it."""
    code, printed, said = await operator.type(word)

    assert (code, printed) == (2, "")
    assert "is no id of a Slack workspace" in said
    assert not operator.data_dir.exists()


async def test_no_store_is_made_to_look_into_it(operator: _Operator) -> None:
    """REDIS_URL was forgotten, or it is the folder of nobody."""
    code, printed, said = await operator.type(TEAM)

    assert (code, printed) == (2, "")
    [line] = said.splitlines()
    assert line.startswith("DATA_DIR: ")
    assert not operator.data_dir.exists()


async def test_a_redis_that_does_not_answer_is_one_line(operator: _Operator) -> None:
    """And exit code 1."""
    code, printed, said = await operator.type(TEAM, REDIS_URL="redis://127.0.0.1:9/0")

    assert (code, printed) == (1, "")
    [line] = said.splitlines()
    assert line.startswith("audit: ")


async def test_whoever_reads_may_stop(tmp_path: Path, valkey_url: str) -> None:
    """`… | head -1` ends without a word, however much was to come."""
    redis = connect(valkey_url)
    await redis.flushall()
    await write(redis, MANY)
    await redis.aclose()
    root, pipe = Path(__file__).parents[2], asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "audit", TEAM),
        cwd=tmp_path,
        env=basics() | {"REDIS_URL": valkey_url, "PYTHONPATH": os.fspath(root)},
        stdout=pipe,
        stderr=pipe,
        limit=1,  # so that what is not read stays where it is
    )
    assert process.stdout
    assert process.stderr

    first = await process.stdout.read(1)
    process.stdout._transport.close()  # type: ignore[attr-defined]
    said = await process.stderr.read()

    assert (first, said, await process.wait()) == (b"{", b"", 0)
