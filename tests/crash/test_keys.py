"""`python -m bot keys`, as operators meet it; beside a running bot, alone, killed half-way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.connect import Client
from bot.store.embedded import EmbeddedValkey
from bot.store.key_file import KeyFile, new_key
from bot.store.opened import open_store
from bot.store.rotation import Survey, survey
from bot.store.scripts import Scripts
from bot.store.seals import Keys, Seals
from bot.store.vault import Claimed, Vault
from tests.crash.children import Nursery
from tests.crash.machine import a_machine
from tests.crash.processes import Process
from tests.journeys.world import CLIENT_SECRET
from tests.store.builders import NOW, SOL, TEAM, a_setup, all_sealed, burns, credentials

pytestmark = pytest.mark.asyncio(loop_scope="module")

OLD, NEW = new_key(), new_key()
MANY = 3_000  # hashes: enough to be killed among them


@dataclass
class _Operator:
    """Types commands in a terminal of their own."""

    folder: Path
    environment: dict[str, str]
    nursery: Nursery
    typed: int = 0

    async def start(self, *words: str, **more: str) -> Process:
        self.typed += 1
        folder = self.folder / f"typed-{self.typed}"
        return await self.nursery.start(*words, environment=self.environment | more, folder=folder)

    async def type(self, *words: str, **more: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        process = await self.start(*words, **more)
        code = await process.ended()
        assert "Traceback" not in process.stderr
        return code, process.stdout, process.stderr


@pytest.fixture
def operator(tmp_path: Path, nursery: Nursery) -> _Operator:
    return _Operator(tmp_path, {"DATA_DIR": str(tmp_path / "data")}, nursery)


@asynccontextmanager
async def _store(folder: Path) -> AsyncIterator[tuple[Client, Scripts]]:
    async with open_store(None, folder, beside_a_running_bot=False) as store:
        yield store.redis, store.scripts


def _aggregates(redis: Client, scripts: Scripts, secret_keys: Keys) -> Aggregates:
    return Aggregates(redis, scripts, Vault(scripts, secret_keys))


async def test_a_new_key_is_printed_and_nothing_else(operator: _Operator) -> None:
    """Whatever is configured so far; what to do with it stands beside it, not in it."""
    made: set[str] = set()
    for environment in ({}, {"REDIS_URL": "redis://127.0.0.1:9/0"}, {"SECRET_KEYS": "leaked"}):
        code, printed, said = await operator.type("keys", "new", **environment)
        key = printed.removesuffix("\n")
        Fernet(key)
        assert (code, len(said.splitlines())) == (0, 1)
        assert "SECRET_KEYS" in said
        assert key not in said
        made.add(key)

    assert len(made) == 3
    assert not (operator.folder / "data").exists()


async def test_keys_alone_says_what_there_is(operator: _Operator) -> None:
    """It does neither of the two by itself."""
    code, printed, said = await operator.type("keys")

    assert (code, printed) == (2, "")
    assert "new|rotate" in said


@pytest.mark.parametrize(
    ("environment", "variable"),
    [
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "SECRET_KEYS"),
        ({"SECRET_KEYS": "leaked-key"}, "SECRET_KEYS"),
        ({"SECRET_KEYS": " , "}, "SECRET_KEYS"),
        ({"SECRET_KEYS": f"{OLD}{NEW}"}, "SECRET_KEYS"),
        ({"SECRET_KEYS": f"{NEW},{OLD}!"}, "SECRET_KEYS"),
        ({"REDIS_URL": "http://leaked", "SECRET_KEYS": NEW}, "REDIS_URL"),
    ],
)
async def test_a_bad_configuration_is_one_line(
    operator: _Operator, environment: dict[str, str], variable: str
) -> None:
    """It names the variable; no Slack token is asked for."""
    code, printed, said = await operator.type("keys", "rotate", **environment)

    assert (code, printed) == (2, "")
    [line] = said.splitlines()
    assert line.startswith(f"{variable}: ")
    assert not [secret for secret in ("leaked", OLD, NEW) if secret in line]


async def test_a_file_that_holds_no_key_is_named(operator: _Operator) -> None:
    """And left to who may mend it."""
    file = Path(operator.environment["DATA_DIR"]) / "secret.key"
    file.parent.mkdir()
    file.write_text("leaked-half-of-a-k")

    code, _, said = await operator.type("keys", "rotate")

    assert code == 2
    [line] = said.splitlines()
    assert line.startswith("DATA_DIR: ")
    assert "secret.key" in line
    assert "leaked" not in line
    assert file.read_text() == "leaked-half-of-a-k"


async def test_a_data_dir_without_a_key_is_refused(operator: _Operator) -> None:
    """The folder of nobody, most likely: no store and no key are made in it."""
    data = Path(operator.environment["DATA_DIR"])

    code, printed, said = await operator.type("keys", "rotate")

    assert (code, printed) == (2, "")
    [line] = said.splitlines()
    assert line.startswith("DATA_DIR: ")
    assert f"{data / 'secret.key'}: is missing" in line
    assert not (operator.folder / "data").exists()


async def test_with_keys_of_ones_own_a_folder_without_a_store_is_refused(
    operator: _Operator,
) -> None:
    """REDIS_URL was forgotten: that nothing needs the older key would be said of an empty store."""
    code, printed, said = await operator.type("keys", "rotate", SECRET_KEYS=f"{NEW},{OLD}")

    assert (code, printed) == (2, "")
    [line] = said.splitlines()
    assert line.startswith("DATA_DIR: ")
    assert "REDIS_URL is not set" in line
    assert not (operator.folder / "data").exists()


async def test_a_second_rotation_at_once_is_refused(operator: _Operator) -> None:
    """One line; the first goes on."""
    file = KeyFile(Path(operator.environment["DATA_DIR"]) / "secret.key")
    file.make_if_absent()
    with file.rotating():
        code, _, said = await operator.type("keys", "rotate")

    assert code == 2
    assert "another `keys rotate`" in said
    assert len(file()) == 1


async def test_no_redis_is_one_line(operator: _Operator) -> None:
    """Nothing was lost: it may be run again."""
    there = {"REDIS_URL": "redis://127.0.0.1:9/0", "SECRET_KEYS": NEW}

    code, printed, said = await operator.type("keys", "rotate", **there)

    assert (code, printed) == (1, "")
    [line] = said.splitlines()
    assert line.startswith("keys: Redis does not answer")
    assert "run it again" in line


async def test_alone_on_its_data_dir(operator: _Operator) -> None:
    """No bot runs: the store is started for its own time, the made key is replaced."""
    data = Path(operator.environment["DATA_DIR"])
    file = KeyFile(data / "secret.key")
    file.make_if_absent()
    [old] = file()
    async with _store(data) as (redis, scripts):
        setup = await all_sealed(_aggregates(redis, scripts, file))

    code, printed, said = await operator.type("keys", "rotate")

    assert (code, said) == (0, "")
    [first, second] = printed.splitlines()
    assert first == "keys: 0 kept, 3 sealed anew, 0 that no key opens"
    assert "no older one" in second
    [new] = file()
    assert new != old
    assert not {old, new} & set(printed.split())
    async with _store(data) as (_, scripts):
        claimed = await Vault(scripts, (new,)).claim(TEAM, setup.id, SOL, 1, NOW)
        assert isinstance(claimed, Claimed)


async def test_alone_it_takes_no_key_out_while_something_does_not_open(
    operator: _Operator,
) -> None:
    """It says so, with exit code 1; with the lost key behind the others the next one ends it."""
    data = Path(operator.environment["DATA_DIR"])
    file = KeyFile(data / "secret.key")
    file.make_if_absent()
    [old] = file()
    async with _store(data) as (redis, scripts):
        await all_sealed(_aggregates(redis, scripts, file))
        await all_sealed(_aggregates(redis, scripts, (OLD,)))

    code, printed, said = await operator.type("keys", "rotate")

    assert (code, said) == (1, "")
    assert "keys: 0 kept, 3 sealed anew, 2 that no key opens" in printed
    assert "no key was taken out" in printed
    new, *others = file()
    assert others == [old]
    (data / "secret.key").write_text(f"{new},{old},{OLD}\n")
    code, printed, said = await operator.type("keys", "rotate")
    assert (code, said) == (0, "")
    assert "keys: 0 kept, 6 sealed anew, 0 that no key opens" in printed
    [newest] = file()
    assert newest not in (new, old, OLD)


@asynccontextmanager
async def _redis(operator: _Operator) -> AsyncIterator[tuple[Client, Scripts]]:
    """One of the company's own, as REDIS_URL names it."""
    async with (
        EmbeddedValkey(operator.folder / "redis") as server,
        open_store(server.url, operator.folder, beside_a_running_bot=False) as store,
    ):
        operator.environment["REDIS_URL"] = server.url
        yield store.redis, store.scripts


async def _doctor(operator: _Operator, **more: str) -> str:
    """Its line about keys."""
    _, printed, _ = await operator.type("doctor", **more)
    [line] = [line for line in printed.splitlines() if " keys: " in line]
    return line


async def test_after_the_rotation_the_old_key_is_of_no_use(operator: _Operator) -> None:
    """`doctor` says before what to do, and after it that all is well with the new key alone."""
    both = f"{NEW},{OLD}"
    async with _redis(operator) as (redis, scripts):
        setup = await all_sealed(_aggregates(redis, scripts, (OLD,)))
        before = await _doctor(operator, SECRET_KEYS=both)

        code, printed, _ = await operator.type("keys", "rotate", SECRET_KEYS=both)
        again = await operator.type("keys", "rotate", SECRET_KEYS=both)
        after = await _doctor(operator, SECRET_KEYS=NEW)

        assert before.startswith("ok    keys: 3 sealed values, 3 of them with an older key")
        assert "python -m bot keys rotate" in before
        assert (code, again[0]) == (0, 0)
        assert "keys: 0 kept, 3 sealed anew, 0 that no key opens" in printed
        assert "older ones may be removed" in printed
        assert "keys: 3 kept, 0 sealed anew, 0 that no key opens" in again[1]
        assert after == "ok    keys: 3 sealed values, all open"
        assert OLD not in printed
        assert NEW not in printed
        claimed = await Vault(scripts, (NEW,)).claim(TEAM, setup.id, SOL, 1, NOW)
        assert isinstance(claimed, Claimed)


async def test_what_no_key_opens_is_a_fault_of_both(operator: _Operator) -> None:
    """Counted, left as it is, and with what can be done."""
    async with _redis(operator) as (redis, scripts):
        await all_sealed(_aggregates(redis, scripts, (OLD,)))
        await all_sealed(_aggregates(redis, scripts, (NEW,)))

        code, printed, _ = await operator.type("keys", "rotate", SECRET_KEYS=NEW)
        line = await _doctor(operator, SECRET_KEYS=NEW)
        keyless = await _doctor(operator)

        assert code == 1
        assert "keys: 3 kept, 0 sealed anew, 2 that no key opens" in printed
        assert "may be removed" not in printed
        assert line.startswith(
            "FAULT keys: 2 of 5 sealed values open with none of the keys (SECRET_KEYS): "
        )
        assert "handed over again" in line
        assert keyless.startswith("FAULT keys: SECRET_KEYS is missing")
        assert await survey(redis, Seals((NEW, OLD))) == Survey(newest=3, older=3, unopened=0)


async def test_killed_half_way_it_is_finished_by_the_next(operator: _Operator) -> None:
    """kill -9 among three thousand; between the two, everything opens."""
    both = f"{NEW},{OLD}"
    async with _redis(operator) as (redis, scripts):
        vault = Vault(scripts, (OLD,))
        async with redis.pipeline(transaction=False) as pipe:
            for number in range(MANY):
                setup = a_setup(id=f"many{number}")
                pair = vault.seal_access(credentials(), team_id=TEAM, setup_id=setup.id, number=1)
                pipe.hset(keys.api_access(TEAM, setup.id, 1), items=pair)
            await pipe.execute()
        process = await operator.start("keys", "rotate", SECRET_KEYS=both)
        while not await burns(redis):
            assert process.process.returncode is None, process.stderr
        await process.kill()

        half = await survey(redis, Seals((NEW, OLD)))
        code, printed, _ = await operator.type("keys", "rotate", SECRET_KEYS=both)

        assert half.newest > 0
        assert half.older > 0
        assert half.all == MANY
        assert half.unopened == 0
        assert code == 0
        assert f"keys: {half.newest} kept, {half.older} sealed anew, 0 that no key opens" in printed
        assert await survey(redis, Seals((NEW,))) == Survey(newest=MANY, older=0, unopened=0)


async def test_beside_a_running_bot_with_its_made_key(tmp_path: Path, nursery: Nursery) -> None:
    """It goes on without a new start: what was handed over before is revealed after, once."""
    async with a_machine(tmp_path, nursery) as machine:
        bot = await machine.run()
        operator = _Operator(tmp_path, machine.environment, nursery)
        file = KeyFile(machine.data_dir / "secret.key")
        [old] = file()
        company = machine.company
        await company.named()
        await company.hand_over()

        code, printed, said = await operator.type("keys", "rotate")

        assert (code, said) == (0, "")
        assert " 0 that no key opens" in printed
        [new] = file()
        assert new != old
        assert "all open" in await _doctor(operator)
        await company.sol.until(lambda m: "Reveal credentials" in m.buttons, timeout=30)
        await company.sol.press("Reveal credentials")
        assert company.sol.modal is not None
        assert CLIENT_SECRET in company.sol.modal.text
        assert not {old, new} & set((bot.stdout + bot.stderr + printed).split())


async def test_a_key_that_is_taken_away_beside_a_running_bot_is_missed(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Neither command makes another one in its place: the bot still knows it, and goes on."""
    async with a_machine(tmp_path, nursery) as machine:
        await machine.run()
        operator = _Operator(tmp_path, machine.environment, nursery)
        file = machine.data_dir / "secret.key"
        company = machine.company
        await company.named()
        await company.hand_over()
        file.unlink()

        code, _, said = await operator.type("keys", "rotate")
        line = await _doctor(operator)

        assert code == 2
        assert "secret.key: is missing" in said
        assert line.startswith("FAULT keys: ")
        assert "DATA_DIR/secret.key" in line
        assert not file.exists()
        await company.sol.until(lambda m: "Reveal credentials" in m.buttons, timeout=30)
        await company.sol.press("Reveal credentials")
        assert company.sol.modal is not None
        assert CLIENT_SECRET in company.sol.modal.text
