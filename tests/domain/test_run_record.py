"""What the audit says of a run: who decided what about how many, never of whom."""

import json

from bot.domain.audit import RUN_AUDITED, run_differences
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Candidate
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.run_commands import NoteCompared, NoteUntoldPerson, PauseRun, ReportBatch, StartRun
from tests.domain.builders import RUN_ID, SETUP_ID, SOL
from tests.domain.run_builders import a_change, a_plan, a_run, candidates, stepped

RUNNING = a_run(RunStage.RUNNING, people=60)


def test_a_list_that_was_read_is_on_record_in_numbers() -> None:
    """Purpose, people, what was held back and why, what was there twice."""
    faulty = [Candidate("x"), Candidate("y"), Candidate("p0@acme.example")]
    draft = a_run(people=a_plan([*candidates(3), *faulty]))

    said = run_differences(None, draft)

    assert {name: one["after"] for name, one in said.items()} == {
        "purpose": "connect",
        "driver": "guided",
        "tells": True,
        "people": 3,
        "counts": {},
        "untold": 0,
        "faults": {Fault.MALFORMED: 2},
        "repeats": {Again.SAME_LIST: 1},
    }
    assert said.keys() == set(RUN_AUDITED)
    assert all(one["before"] is None for one in said.values())


def test_how_it_is_driven_is_on_record_where_it_was_chosen() -> None:
    """By hand unless somebody said otherwise."""
    draft = a_run(people=a_change(3, None))
    by_connector = stepped(draft, StartRun(SETUP_ID, RUN_ID, Driver.CONNECTOR, tells=False))

    assert run_differences(draft, stepped(draft, StartRun(SETUP_ID, RUN_ID))) == {}
    assert run_differences(draft, by_connector) == {
        "driver": {"before": "guided", "after": "connector"},
        "tells": {"before": True, "after": False},
    }


def test_a_report_names_its_batch_and_how_many_ended_how() -> None:
    """By the number that people count."""
    after = stepped(RUNNING, ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({1, 2}), "no licence"))

    assert run_differences(RUNNING, after) == {
        "counts": {"before": {}, "after": {RowState.CONNECTED: 48, RowState.FAILED: 2}},
        "batch": {"before": None, "after": [1]},
    }


def test_a_look_at_team_access_names_its_batch() -> None:
    """Though nobody becomes connected or failed by it."""
    once = stepped(RUNNING, NoteCompared(SETUP_ID, RUN_ID, 1, 1, 9, 0, 0))

    assert run_differences(RUNNING, once) == {"batch": {"before": None, "after": [2]}}


def test_what_changes_nothing_of_this_is_told_by_its_row_alone() -> None:
    """Who did it, when, from which stage to which stands there anyway."""
    assert run_differences(RUNNING, stepped(RUNNING, PauseRun(SETUP_ID, RUN_ID))) == {}


def test_an_audit_row_names_nobody() -> None:
    """What became of each is with them, for as long as they are."""
    report = ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({1}), "p1@acme.example has no licence")
    after = stepped(stepped(RUNNING, report), NoteUntoldPerson(SETUP_ID, RUN_ID, 3))

    said = json.dumps([run_differences(None, RUNNING), run_differences(RUNNING, after)])

    assert "@" not in said
    assert SOL.user_id not in said
