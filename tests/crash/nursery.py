"""
Starts `python -m bot` by fork: `python -m tests.crash.nursery`. What it imports is loaded once.

Each line of stdin is an order as JSON. Each line of stdout: the pid of what was started, or
`PID CODE` of what has ended. When stdin ends the tests are gone, and so is all that was started.
"""

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bot.__main__ import main
from bot.config import Needs, read
from bot.service import FAULT, serve


@dataclass(frozen=True, slots=True)
class Order:
    """One process; its output goes to `stdout` and `stderr` of a folder that is there."""

    words: tuple[str, ...]  # of the command line
    environment: Mapping[str, str]  # and no other
    folder: Path
    ahead: float  # seconds by which the clock of a service differs

    def line(self) -> bytes:
        return ORDER.dump_json(self) + b"\n"


ORDER: Final = TypeAdapter(Order)


class _Nursery:
    """Those that live."""

    def __init__(self) -> None:
        self._pids: set[int] = set()

    def follow(self) -> None:
        """Orders until stdin ends."""
        gc.freeze()  # no child need look through, and so copy, what was imported
        signal.signal(signal.SIGCHLD, lambda *_: self._reap())
        for line in sys.stdin:
            order = ORDER.validate_python(json.loads(line))
            # An end is told after its start.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
            pid = os.fork()
            if pid == 0:
                _become(order)
            self._pids.add(pid)
            _tell(str(pid))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pid in self._pids:
            os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        # Of what this very signal tells, another one that came in between may have told all.
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                pid, status = ended
                self._pids.discard(pid)
                _tell(f"{pid} {os.waitstatus_to_exitcode(status)}")


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _become(order: Order) -> None:
    """Does not return."""
    code = FAULT
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        os.chdir(order.folder)
        for number, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(order.environment)
        code = _run(order)
    except SystemExit as end:  # of who was asked in wrong words
        code = FAULT if end.code is None else int(end.code)
    except BaseException:  # noqa: BLE001 (this process was forked: nobody above may go on)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(order: Order) -> int:
    """The exit code."""
    if not order.ahead:
        sys.argv[1:] = order.words
        return main()
    service, ahead = Needs(order.words[0]), timedelta(seconds=order.ahead)
    return serve(read(service), service, now=lambda: datetime.now(UTC) + ahead)


if __name__ == "__main__":
    _Nursery().follow()
