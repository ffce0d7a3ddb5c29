"""The key that was made for the bot, replaced beside it; killed at any point, finished later."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.domain.outcome import Outcome
from bot.store import rotation
from bot.store.aggregates import Aggregates
from bot.store.data_dir import until
from bot.store.errors import PATIENCE
from bot.store.key_file import KeyFile, new_key
from bot.store.rotation import SETTLED, Rotated, rotate_file, survey
from bot.store.scripts import Scripts
from bot.store.seals import Seals
from bot.store.vault import Claimed, Vault
from tests.store.builders import NOW, SOL, TEAM, a_setup, all_sealed, credentials, handed_over
from tests.store.interrupted import Interrupted, Killed, die

AT_ONCE = timedelta(0)


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    one = KeyFile(tmp_path / "secret.key")
    one.make_if_absent()
    return one


async def test_the_key_that_was_made_is_replaced(
    redis: Redis, scripts: Scripts, file: KeyFile
) -> None:
    """The bot beside it goes on with the new one and needs no new start."""
    [old] = file()
    running = Vault(scripts, file)
    setup = await all_sealed(Aggregates(redis, scripts, running))
    beside = KeyFile(file._path)

    rotated = await rotate_file(beside, redis, scripts, settled=AT_ONCE, on_disk=AT_ONCE)

    assert rotated == Rotated(kept=0, renewed=3, unopened=0)
    [newest] = file()
    assert newest != old
    assert isinstance(await running.claim(TEAM, setup.id, SOL, 1, NOW), Claimed)


@pytest.mark.parametrize("at", range(1, 8))
async def test_a_killed_rotation_of_the_made_key_is_finished_by_the_next(
    redis: Redis,
    scripts: Scripts,
    file: KeyFile,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> None:
    """With the same new key; meanwhile everything opens, and the old key is not dropped."""
    [old] = file()
    running = Vault(scripts, file)
    setup = await all_sealed(Aggregates(redis, scripts, running))
    with monkeypatch.context() as patch:
        patch.setattr(rotation, "Seals", lambda keys: Interrupted(keys, at, die))
        with pytest.raises(Killed):
            await rotate_file(file, redis, scripts, settled=AT_ONCE, on_disk=AT_ONCE)
    newest, *others = file()
    assert others == [old]
    assert (await survey(redis, Seals(file))).unopened == 0

    await rotate_file(file, redis, scripts, settled=AT_ONCE, on_disk=AT_ONCE)

    assert file() == (newest,)
    assert isinstance(await running.claim(TEAM, setup.id, SOL, 1, NOW), Claimed)


async def test_no_key_is_taken_out_while_something_opens_with_none(
    redis: Redis, scripts: Scripts, file: KeyFile
) -> None:
    """Whoever looks for the lost key may still need each of them; found, it ends as ever."""
    lost, (old,) = new_key(), file()
    running = Vault(scripts, file)
    opens = await all_sealed(Aggregates(redis, scripts, running))
    locked = await all_sealed(Aggregates(redis, scripts, Vault(scripts, (lost,))))

    before = [old]
    for _ in range(2):  # each time with a new key: the newest may be the one that leaked
        rotated = await rotate_file(file, redis, scripts, settled=AT_ONCE, on_disk=AT_ONCE)
        assert rotated == Rotated(kept=0, renewed=3, unopened=2)
        newest, *others = file()
        assert others == before
        before = [newest, *others]
    file._path.write_text(",".join([*before, lost]))
    rotated = await rotate_file(file, redis, scripts, settled=AT_ONCE, on_disk=AT_ONCE)

    assert rotated == Rotated(kept=0, renewed=6, unopened=0)
    assert len(file()) == 1
    for setup in (opens, locked):
        assert isinstance(await running.claim(TEAM, setup.id, SOL, 1, NOW), Claimed)


async def test_a_seal_that_is_under_way_is_waited_for(
    redis: Redis, scripts: Scripts, file: KeyFile
) -> None:
    """Sealed with the old key before the new one was there, committed as late as may be."""
    assert timedelta(seconds=PATIENCE) < SETTLED
    vault = Vault(scripts, file)
    setup = handed_over(a_setup())
    sealed = vault.sealed_by(Outcome(setup, keep=credentials()))

    async def commit() -> None:
        assert await until(lambda: len(file()) == 2, within=timedelta(seconds=5))
        for key, fields, *_ in sealed:
            await redis.hset(str(key), items=list(fields))

    committing = asyncio.create_task(commit())
    settled = timedelta(milliseconds=200)
    rotated = await rotate_file(file, redis, scripts, settled=settled, on_disk=AT_ONCE)

    await committing
    assert rotated.renewed == 2
    assert isinstance(await vault.claim(TEAM, setup.id, SOL, 1, NOW), Claimed)
