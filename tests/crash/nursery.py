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
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bot import audit_command, key_commands, service  # noqa: F401 (each child would import them)
from bot.__main__ import main
from bot.app import build
from bot.config import Needs, read
from bot.exit_codes import FAULT
from bot.slack_pace import METHODS
from bot.store.pace import Rate
from tests.crash.clock import reads


@dataclass(frozen=True, slots=True)
class Order:
    """One process; its output goes to `stdout` and `stderr` of a folder that is there."""

    words: tuple[str, ...]  # of the command line
    environment: Mapping[str, str]  # and no other
    folder: Path
    ahead: float  # seconds by which the clock of a service differs
    clock: Path | None = None  # of the company; None: that of the machine

    def line(self) -> bytes:
        return ORDER.dump_json(self) + b"\n"


ORDER: Final = TypeAdapter(Order)
# A company with a clock of its own does in a minute what takes days: nobody waits for Slack's.
MANY_HOURS: Final = {
    name: replace(gate, whole=gate.whole and Rate(10 * gate.whole.amount, gate.whole.seconds))
    for name, gate in METHODS.items()
}


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
    if not order.ahead and order.clock is None:
        sys.argv[1:] = order.words
        return main()
    if order.clock is not None:
        service.build = partial(build, gates=MANY_HOURS)  # type: ignore[attr-defined]
    needs = Needs(order.words[0])
    return service.serve(read(needs), needs, now=reads(order.clock, order.ahead))


if __name__ == "__main__":
    _Nursery().follow()
