"""A list that is mended in its preview: read anew, counted once, nothing of it lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.people import Standing
from bot.domain.problems import Again, Fault, Problem
from bot.domain.provisioning import DUPLICATES_NAMED, NOTHING, Candidate, Facts, Plan, plan_run
from bot.domain.replan import (
    Mended,
    candidates_of,
    carried_on,
    failed,
    mended_problem,
    to_change,
    with_nearest,
)
from bot.domain.run import Does, Driver, Run, RunStage
from bot.domain.run_commands import NoteCalled, ReportBatch
from bot.domain.workspaces import Known
from tests.domain.builders import RUN_ID, SETUP_ID
from tests.domain.lists import CHOSEN, FACTS, KNOWNS, LISTS, MANY, ROUGH
from tests.domain.properties import PROPERTY
from tests.domain.run_builders import KNOWN, a_change, a_plan, a_run, stepped

ADA, BEN, CY = "ada@acme.example", "ben@acme.example", "cy@acme.example"


def a_draft(
    given_: list[Candidate],
    chosen: tuple[str, ...] = (),
    facts: Facts = NOTHING,
    known: Known = KNOWN,
) -> Run:
    return a_run(people=a_plan(given_, chosen, facts, known))


def replanned(
    draft: Run, mended: Mended, facts: Facts = NOTHING, known: Known = KNOWN
) -> Plan | None:
    """None: nobody is left of the list."""
    plan = plan_run(candidates_of(draft, mended), draft.chosen, known, facts)
    return carried_on(plan, draft) if isinstance(plan, Plan) else None


def planned(draft: Run, mended: Mended) -> dict[str, tuple[str, ...]]:
    """Who gets what, once it is mended."""
    plan = replanned(draft, mended)
    assert plan is not None
    return {plan.rows[row].email: one.workspaces for one in plan.batches for row in one.rows}


@PROPERTY
@given(LISTS, CHOSEN.map(lambda names: MANY.found(names)[0]), KNOWNS, FACTS)
def test_what_nobody_mended_is_planned_as_it_was(
    given_: list[Candidate], chosen: tuple[str, ...], known: Known, facts: Facts
) -> None:
    """Rows, batches, problems, duplicates and their sum: to the letter."""
    plan = a_plan(given_, chosen, facts, known)

    again = replanned(a_run(people=plan), Mended(), facts, known)

    # Where all of it is duplicates there is nothing to plan anew.
    assert again == plan if plan.rows or plan.problems else again is None


@PROPERTY
@given(LISTS, CHOSEN, KNOWNS, FACTS, st.dictionaries(st.integers(0, 9), ROUGH, max_size=4))
def test_whatever_is_mended_the_sum_is_that_of_the_list(
    given_: list[Candidate],
    chosen: tuple[str, ...],
    known: Known,
    facts: Facts,
    put_right: dict[int, Candidate],
) -> None:
    """A duplicate is counted once, nobody is lost."""
    draft = a_draft(given_, chosen, facts, known)
    mended = Mended(problems=put_right)

    plan = replanned(draft, mended, facts, known)

    if plan is None:
        assert draft.read == draft.duplicate_count
    else:
        assert plan.read == draft.read
        assert plan.read == len(plan.rows) + len(plan.problems) + sum(plan.repeats.values())
        assert plan.continues == draft.continues or draft.continues is None


class TestWorkspacesForSelected:
    """People who were ticked get others."""

    def test_only_they_get_them(self) -> None:
        """The rest keeps what it had, the default workspace too."""
        draft = a_draft([Candidate(ADA), Candidate(BEN, None, ()), Candidate(CY)], ("Europe",))
        number = next(n for n, row in draft.rows.items() if row.email == CY)

        gets = planned(draft, Mended(workspaces={number: ("America",)}))

        assert gets == {ADA: ("Europe",), BEN: (), CY: ("America",)}

    def test_they_can_be_given_the_default_one(self) -> None:
        """None picked is a choice."""
        draft = a_draft([Candidate(ADA), Candidate(BEN)], ("Europe",))

        assert planned(draft, Mended(workspaces={1: ()})) == {ADA: ("Europe",), BEN: ()}

    def test_who_they_are_stays(self) -> None:
        """Line, name and who they are in Slack."""
        given_ = Candidate(ADA, UserId("U_ADA"), ("Europe",), 7, "Ada", "Brook")
        draft = a_draft([given_])

        plan = replanned(draft, Mended(workspaces={0: ("America",)}))

        assert plan is not None
        assert plan.rows == tuple(draft.rows.values())


class TestProblems:
    """Put right in place, or left out."""

    def test_a_mended_row_is_planned_and_stays_the_line_that_it_was(self) -> None:
        """As somebody typed it into the preview."""
        draft = a_draft([Candidate("ada at acme", None, ("Europe",), 2), Candidate(BEN, line=3)])
        mended = mended_problem(draft.problems[0], ADA, None)

        plan = replanned(draft, Mended(problems={0: mended}))

        assert plan is not None
        assert {row.email: row.line for row in plan.rows} == {ADA: 2, BEN: 3}
        assert planned(draft, Mended(problems={0: mended})) == {ADA: ("Europe",), BEN: ()}

    def test_another_address_is_another_person(self) -> None:
        """What Slack said was of the former one; with the same address it still holds."""
        draft = a_draft([Candidate(ADA, UserId("U_ADA"), standing=Standing.DEACTIVATED)])
        [problem] = draft.problems.values()

        other = mended_problem(problem, BEN, ("Europe",))
        same = mended_problem(problem, ADA, ("Europe",))

        assert (other.user_id, other.standing) == (None, None)
        assert (same.user_id, same.standing) == ("U_ADA", Standing.DEACTIVATED)

    def test_what_a_mended_row_says_counts_for_who_came_from_no_file(self) -> None:
        """They have no workspaces of their own that another row could disagree with."""
        draft = a_draft([Candidate(ADA, UserId("U_ADA")), Candidate("no at", None, None, 4)], ())
        mended = mended_problem(draft.problems[0], ADA, ("Europe",))

        plan = replanned(draft, Mended(problems={0: mended}))

        assert plan is not None
        assert (plan.problems, plan.repeats) == ((), {Again.SAME_LIST: 1})
        assert planned(draft, Mended(problems={0: mended})) == {ADA: ("Europe",)}

    def test_two_that_agree_by_now_are_one_and_a_duplicate(self) -> None:
        """The sum stays that of the list."""
        draft = a_draft(
            [Candidate(ADA, None, ("Europe",), 2), Candidate(ADA, None, ("America",), 3)]
        )
        agreed = mended_problem(draft.problems[1], ADA, ("Europe",))

        plan = replanned(draft, Mended(problems={1: agreed}))

        assert plan is not None
        assert (plan.read, len(plan.rows), plan.repeats) == (2, 1, {Again.SAME_LIST: 1})

    def test_duplicates_of_both_lists_are_named_up_to_as_many_as_one_names(self) -> None:
        """The first of them; all are counted."""
        draft = a_draft([Candidate(ADA, line=n) for n in range(1, 61)])

        plan = replanned(draft, Mended())

        assert plan is not None
        assert (plan.read, plan.repeats) == (60, {Again.SAME_LIST: 59})
        assert len(plan.duplicates) == DUPLICATES_NAMED


class TestNearest:
    """One press for the same slip in a thousand rows."""

    @pytest.mark.parametrize("written", ["Europ", " Europ ", "Eu\trop"])
    def test_all_who_name_the_same_unknown_one_get_the_nearest(self, written: str) -> None:
        """Beside what else they get; other slips stay."""
        name = " ".join(written.split())
        draft = a_draft(
            [
                Candidate(ADA, None, (written,), 2),
                Candidate(BEN, None, ("America", written), 3),
                Candidate(CY, None, ("Amerika",), 4),
            ]
        )
        assert {one.name for one in draft.problems.values()} == {name, "Amerika"}

        plan = replanned(draft, with_nearest(draft, 0, KNOWN.names))

        assert plan is not None
        assert [problem.email for problem in plan.problems] == [CY]
        gets = {plan.rows[row].email: one.workspaces for one in plan.batches for row in one.rows}
        assert gets == {ADA: ("Europe",), BEN: ("Europe", "America")}

    def test_a_row_with_two_slips_has_one_left(self) -> None:
        """It is named next."""
        draft = a_draft([Candidate(ADA, None, ("Europ", "Amerika"), 2)])

        plan = replanned(draft, with_nearest(draft, 0, KNOWN.names))

        assert plan is not None
        assert [problem.name for problem in plan.problems] == ["Amerika"]

    def test_where_none_resembles_it_nothing_is_changed(self) -> None:
        """Else the row would get the default workspace, which nobody said."""
        draft = a_draft([Candidate(ADA, None, ("Zzz",), 2)])

        assert with_nearest(draft, 0, KNOWN.names) == Mended()

    def test_what_only_resembles_one_is_not_taken_by_a_forged_press(self) -> None:
        """No button was offered: somebody has to choose."""
        draft = a_draft([Candidate(ADA, None, ("Europe 2",), 2)])
        assert draft.problems[0].nearest == "Europe"

        assert with_nearest(draft, 0, KNOWN.names) == Mended()


def test_who_is_connected_otherwise_can_be_changed() -> None:
    """They alone, with what they were to get."""
    facts = Facts(connected={ADA: ("Europe",)})
    draft = a_draft(
        [Candidate(ADA, None, ("America",), 2), Candidate(BEN), Candidate("x")], (), facts
    )

    assert to_change(draft) == [Candidate(ADA, None, ("America",), 2)]


class TestFailed:
    """Those of a run for whom it is tried again."""

    def test_only_who_failed_with_what_they_were_to_get(self) -> None:
        """The default workspace stays the default one."""
        given_ = [Candidate(ADA, None, ("Europe",)), Candidate(BEN), Candidate(CY)]
        run = a_run(RunStage.RUNNING, people=a_plan(given_))
        run = stepped(run, ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({0}), "no licence"))
        run = stepped(run, ReportBatch(SETUP_ID, RUN_ID, 1, frozenset({2})))

        ada, cy = Candidate(ADA, None, ("Europe",)), Candidate(CY, None, ())
        assert failed(run) == [one._replace(tried=RUN_ID) for one in (ada, cy)]

    def test_who_was_disconnected_and_not_connected_again_has_the_second_half_left(self) -> None:
        """Whoever could not even be disconnected has both."""
        run = a_run(RunStage.RUNNING, people=a_change(3, ("Europe",)))
        run = stepped(run, ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({0})))
        run = stepped(run, ReportBatch(SETUP_ID, RUN_ID, 1, frozenset({1})))

        assert [(one.email, one.off, one.workspaces) for one in failed(run)] == [
            ("p0@acme.example", False, ("Europe",)),
            ("p1@acme.example", True, ("Europe",)),
        ]

    def test_the_connector_is_asked_again_in_the_same_way(self) -> None:
        """By who failed, whichever way the run was driven."""
        run = a_run(RunStage.RUNNING, driver=Driver.CONNECTOR)
        run = stepped(run, NoteCalled(SETUP_ID, RUN_ID, 0, Does.CONNECT, "no licence"))

        assert [one.email for one in failed(run)] == ["p0@acme.example"]


def test_a_problem_is_given_again_as_it_was() -> None:
    """All that the file said of the row, for the file that is mended and uploaded."""
    given_ = Candidate("x", UserId("U_X"), ("Europ",), 9, "Ada", "Brook", Standing.GUEST)
    [problem] = a_draft([given_]).problems.values()

    assert isinstance(problem, Problem)
    assert problem.fault is Fault.MALFORMED
    assert mended_problem(problem, "x", None) == given_


def test_known_lists_have_what_these_tests_need() -> None:
    """Somebody who changes them sees why."""
    assert set(KNOWN.names) <= set(MANY.names)


def test_a_mended_row_stands_where_the_list_had_it() -> None:
    """Also when the store gives rows in an order of its own."""
    draft = a_draft(
        [Candidate(email, line=n) for n, email in enumerate((ADA, "ben@", CY), start=2)]
    )
    shuffled = draft.model_copy(update={"rows": dict(reversed(draft.rows.items()))})
    mended = Mended(problems={0: Candidate(BEN, line=3)})

    assert [one.email for one in candidates_of(shuffled, mended)] == [ADA, BEN, CY]


def test_what_was_said_of_the_file_is_said_after_a_mend_too() -> None:
    draft = a_draft([Candidate(ADA), Candidate("ben@")])
    draft = draft.model_copy(update={"ignored": ("Phone",), "headless": 2})

    plan = replanned(draft, Mended())

    assert plan is not None
    assert (plan.notes.ignored, plan.notes.headless) == (("Phone",), 2)
