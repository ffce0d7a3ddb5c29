"""Runs as the domain's own steps make them, from a list to a result."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain import run_steps
from bot.domain.effects import Sources
from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.names import clean_name
from bot.domain.outcome import Outcome
from bot.domain.pages import page_of
from bot.domain.people import Actor, Ourselves, Standing
from bot.domain.provisioning import Candidate, Facts, Plan, UnderWay, plan_disconnect, plan_run
from bot.domain.run import Does, Driver, Run, Unread
from bot.domain.run_commands import (
    CancelRun,
    GatherRun,
    HaltRun,
    NoteCalled,
    NoteCompared,
    NotePlanned,
    NoteUnread,
    NoteUntoldPerson,
    PauseRun,
    PlanDisconnect,
    PlanRun,
    ReportBatch,
    RunCommand,
    StartRun,
)
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.workspaces import Known

from .states import NOW, OURSELVES, RUN, SASHA, a_setup, member
from .typed import Typed

AT: Final = NOW + timedelta(hours=1)
OTHER: Final = SetupId("sandbox")  # another instance
HERE, THERE = "EMEA Marketing", "APAC Marketing"
IN_SLACK: Final = ("UNOMAIL", "UGONE", "UGUEST", "UBOT", "UOUT")  # people of that list
TOO_MANY: Final = tuple(f"{n:02}{'w' * 70}" for n in range(20))  # workspaces
OTHER_RUN: Final = RunId("other")


def a_plan(
    emails: Sequence[str], workspaces: Sequence[str] = (), known: Sequence[str] | None = None
) -> Plan:
    return planned(plan_run(_people(emails), workspaces, Known(known or workspaces)))


def _people(emails: Sequence[str]) -> list[Candidate]:
    return [Candidate(email) for email in emails]


def planned(plan: object) -> Plan:
    assert isinstance(plan, Plan), plan
    return plan


def draft_of(plan: Plan, *, stage: Stage = Stage.READY) -> Run:
    """Previewed, not started."""
    setup = a_setup(stage)
    command = PlanRun if plan.purpose == "connect" else PlanDisconnect
    return _run(run_steps.begin(setup, command(setup.id, RUN, plan), member(SASHA), AT))


def a_draft(emails: Sequence[str], workspaces: Sequence[str] = ()) -> Run:
    return draft_of(a_plan(emails, workspaces))


def to_disconnect(
    emails: Sequence[str],
    to: Sequence[str] | None = None,
    *,
    has: Sequence[str] | None = None,
    owner: bool = False,
) -> Run:
    """A draft. `to`: None: for good; `has`: what all but the first have now."""
    facts = Facts(connected={} if has is None else dict.fromkeys(emails[1:], tuple(has)))
    first = Candidate(emails[0]) if owner else None
    known = Known(tuple(dict.fromkeys((*(to or ()), *(has or ())))))
    return draft_of(planned(plan_disconnect(_people(emails), to, known, facts, owner=first)))


def started(draft: Run, *, by_connector: bool = False, tells: bool = True) -> Run:
    driver = Driver.CONNECTOR if by_connector else Driver.GUIDED
    command = StartRun(draft.setup_id, draft.id, driver, tells)
    return run_after(draft, a_setup(Stage.READY), command, member(SASHA), at=AT)


def a_run(emails: Sequence[str], workspaces: Sequence[str] = ()) -> Run:
    """Started: its first batch is open."""
    return started(a_draft(emails, workspaces))


def reported(run: Run, batch: int = 0, *, failed: Sequence[int] = (), why: str = "") -> Run:
    """The Sales Connect admin said what became of this batch."""
    command = ReportBatch(run.setup_id, run.id, batch, frozenset(failed), why)
    return run_after(run, a_setup(Stage.PROVISIONING), command, member(SASHA))


def some_failed(typed: Typed) -> Run:
    """Ended: nobody has tried the first of them again."""
    return reported(a_run(typed.emails, typed.picked), failed=[0], why=typed.why)


def untold(run: Run, rows: Sequence[int]) -> Run:
    """The people of these rows are not in Slack."""
    setup = a_setup(Stage.DONE)
    for row in rows:
        run = run_after(run, setup, NoteUntoldPerson(run.setup_id, run.id, row), OURSELVES)
    return run


def paused(run: Run) -> Run:
    command = PauseRun(run.setup_id, run.id)
    return run_after(run, a_setup(Stage.PROVISIONING), command, member(SASHA))


def cancelled(run: Run) -> Run:
    command = CancelRun(run.setup_id, run.id)
    return run_after(run, a_setup(Stage.PROVISIONING), command, member(SASHA))


def compared(run: Run, batch: int = 0) -> Run:
    command = NoteCompared(
        run.setup_id, run.id, batch, there=1, not_seen=1, elsewhere=1, unconnected=1
    )
    return run_after(run, a_setup(Stage.PROVISIONING), command, member(SASHA))


def called(run: Run, row: int, why: str | None = None) -> Run:
    """The connector answered."""
    command = NoteCalled(run.setup_id, run.id, row, Does.CONNECT, why)
    return run_after(run, a_setup(Stage.PROVISIONING), command, OURSELVES)


def halted(run: Run, why: str, row: int = 0) -> Run:
    """The connector takes no calls."""
    command = HaltRun(run.setup_id, run.id, row, why)
    return run_after(run, a_setup(Stage.PROVISIONING), command, OURSELVES)


def reading() -> Run:
    setup = a_setup(Stage.READY)
    command = GatherRun(setup.id, RUN, Sources(file_id="F1"), f"run-{RUN}")
    return _run(run_steps.begin(setup, command, member(SASHA), AT))


def unread(why: str, about: str = "", nearest: str = "") -> Run:
    run = reading()
    command = NoteUnread(run.setup_id, run.id, Unread(why=why, about=about, nearest=nearest), "v")
    return run_after(run, a_setup(Stage.READY), command, OURSELVES)


def read(
    plan: Plan,
    ignored: Sequence[str] = (),
    meant: Sequence[tuple[str, str]] = (),
    headless: int = 0,
) -> Run:
    """From a file that had such columns too, or none and other cells in so many rows."""
    run = reading()
    not_used = (tuple(ignored), tuple(meant), headless)
    command = NotePlanned(run.setup_id, run.id, plan, "v", *not_used)
    return run_after(run, a_setup(Stage.READY), command, OURSELVES)


def nearly(typed: Typed) -> str:
    """The workspace that somebody in `with_every_fault` misspells."""
    return clean_name(f"W{typed.unknown}"[:74])


def with_every_fault(typed: Typed) -> Plan:
    """The people of `typed`, and a row for each thing that can be wrong; some of them again."""
    here, other = HERE, (THERE,)
    right = nearly(typed)
    known = Known((*typed.picked, here, *other, right, *TOO_MANY))
    wrong = [
        Candidate(typed.malformed, line=5),
        Candidate("", UserId("UNOMAIL")),
        Candidate("gone@acme.example", UserId("UGONE"), line=6, standing=Standing.DEACTIVATED),
        Candidate("guest@acme.example", UserId("UGUEST"), standing=Standing.GUEST),
        Candidate("bot@acme.example", UserId("UBOT"), standing=Standing.BOT),
        Candidate("partner@acme.example", UserId("UOUT"), standing=Standing.EXTERNAL),
        Candidate("far@acme.example", None, (f"{right}z",), 7),
        Candidate("farther@acme.example", None, ("Nothing like it",), 8),
        Candidate("many@acme.example", None, TOO_MANY, 9),
        Candidate("twice@acme.example", None, (here,), 10),
        Candidate("twice@acme.example", None, other, 11),
        Candidate("sandbox@acme.example", line=12),
        Candidate("busy@acme.example", None, (here,), 13),
        Candidate("has@acme.example", None, (here,), 14),
        Candidate("done@acme.example", None, (here,), 15),
        Candidate("doing@acme.example", None, (here,), 16),
        Candidate(typed.emails[0], line=17),
        Candidate("slipped@acme.example", None, (here,), 18, extra=typed.why),
        Candidate("joined@acme.example", None, (f"{HERE}, {THERE}",), 19),
    ]
    facts = Facts(
        connected={"has@acme.example": tuple(other), "done@acme.example": (here,)},
        elsewhere={"sandbox@acme.example": OTHER},
        under_way={
            "busy@acme.example": UnderWay(OTHER_RUN, tuple(other)),
            "doing@acme.example": UnderWay(OTHER_RUN, (here,)),
        },
    )
    people = [
        one._replace(line=n, first_name="Sam") for n, one in enumerate(_people(typed.emails), 2)
    ]
    return planned(plan_run([*people, *wrong], typed.picked, known, facts))


def on_page(run: Run, number: int) -> Run:
    """With what the page of this number shows, and nothing else."""
    page = page_of(run, number)
    return run.model_copy(
        update={
            "rows": {row: run.rows[row] for row in page.rows},
            "problems": {number: run.problems[number] for number in page.problems},
        }
    )


def names_of_others() -> Mapping[SetupId, str]:
    return {OTHER: "sandbox"}


def run_after(
    run: Run,
    setup: Setup,
    command: RunCommand,
    by: Actor | Ourselves,
    *,
    at: datetime = NOW + timedelta(hours=2),
) -> Run:
    """The run that this command leaves behind."""
    return _run(run_steps.decide(run, setup, command, by, at))


def _run(decision: run_steps.Decision) -> Run:
    assert isinstance(decision, Outcome), decision
    return decision.state
