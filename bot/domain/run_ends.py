"""What a person's part in a run ends with, and what the end of a run ends with."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.domain.effects import Card, Due, NoteRun, Notify, Refresh, Slot
from bot.domain.ids import UserId
from bot.domain.run import SHOWN_FIRST, Does, Purpose, Row, RowState, Run, RunStage
from bot.domain.setup import Setup

PROGRESS_EVERY: Final = timedelta(seconds=3)  # Slack takes an update about each second
AT_ONCE: Final = 10  # of the messages that follow one press
EACH: Final = timedelta(milliseconds=220)  # Slack takes so many of a bulk run: 14 in 3 seconds


def done_with(run: Run, done: Mapping[int, str | None], does: Does) -> Run:
    """`done`: row → why it failed; None: it did not."""
    rows, counts = dict(run.rows), dict(run.counts)
    off, first_failed = run.off, list(run.first_failed)
    for number, why in done.items():
        row = rows[number]
        after = _after(row, run.purpose, does, why)
        rows[number] = after
        off += int(after.off and after.is_open) - int(row.off and row.is_open)
        if after.is_open:
            continue
        counts[after.state] = counts.get(after.state, 0) + 1
        if after.state is RowState.FAILED and len(first_failed) < SHOWN_FIRST:
            first_failed.append(number)
    changes = {"rows": rows, "counts": counts, "off": off, "first_failed": tuple(first_failed)}
    return run.model_copy(update=changes)


def _after(row: Row, purpose: Purpose, does: Does, why: str | None) -> Row:
    if why is not None:
        return row._replace(state=RowState.FAILED, why=why)
    if does is Does.CONNECT:
        return row._replace(state=RowState.CONNECTED)
    if purpose is Purpose.CHANGE:
        return row._replace(off=True)
    return row._replace(state=RowState.DISCONNECTED)


def people_hear(run: Run, rows: Iterable[int], now: datetime) -> tuple[Due, ...]:
    """Each who is connected now; what Slack takes only later is due only then."""
    if not run.tells:
        return ()
    connected = [n for n in rows if run.rows[n].state is RowState.CONNECTED]
    return tuple(
        Due(
            Notify(about=run.ref, slot=Slot(card=Card.YOU_ARE_CONNECTED, to=f"row:{row}")),
            now + max(0, place - AT_ONCE) * EACH,
        )
        for place, row in enumerate(connected, start=1)
    )


def progressed(run: Run, setup: Setup, now: datetime) -> tuple[Run, Due]:
    """Its one message says how far it is: at once, unless it did so a moment ago."""
    at = max(now, run.progress_at or now)
    after = run
    if at == now:
        after = run.model_copy(update={"progress_at": now + PROGRESS_EVERY})
    slot = run.progress_card(setup.sales_connect_admin)
    return after, Due(Refresh(about=run.ref, slot=slot), at)


def setup_hears(run: Run, setup: Setup, *, ended: bool) -> Due:
    """That a run began or ended."""
    return Due(
        NoteRun(
            setup_id=setup.id,
            run_id=run.id,
            ended=ended,
            admin=setup.sales_connect_admin,
            connection=setup.connections,
        )
    )


def ended(run: Run, setup: Setup, now: datetime) -> tuple[Run, tuple[Due, ...]]:
    """All is done that could be, or nothing more is to be."""
    after = run.model_copy(update={"stage": RunStage.ENDED, "ended_at": now, "paused": None})
    progress = Refresh(about=run.ref, slot=run.progress_card(setup.sales_connect_admin))
    results = (Due(Notify(about=run.ref, slot=slot)) for slot in result_cards(setup))
    return after, (Due(progress), setup_hears(after, setup, ended=True), *results)


def told_of_result(setup: Setup) -> tuple[UserId, ...]:
    """Who hears how a run ended."""
    told = (setup.sales_connect_admin, setup.marketo_admin, setup.starter)
    return tuple(dict.fromkeys(told))


def result_cards(setup: Setup) -> tuple[Slot, ...]:
    return tuple(Slot(card=Card.RESULT, to=user_id) for user_id in told_of_result(setup))
