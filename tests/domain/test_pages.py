"""What a preview shows at a time: everything on some page, nothing on two."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pages import BATCHES, EDITED_HERE, PROBLEMS, may_edit, page_of
from bot.domain.provisioning import Candidate
from bot.domain.run import Run
from tests.domain.properties import PROPERTY
from tests.domain.run_builders import a_change, a_plan, a_run, candidates


def a_draft(people: int, problems: int = 0) -> Run:
    faulty = [Candidate(f"no address {n}", line=n) for n in range(problems)]
    return a_run(people=a_plan([*candidates(people), *faulty]))


@settings(PROPERTY, max_examples=40)  # of large ones
@given(st.integers(0, 1100), st.integers(0, 45))
def test_each_batch_person_and_problem_stands_on_exactly_one_page(
    people: int, problems: int
) -> None:
    """In their order, as many as a window holds."""
    draft = a_draft(people, problems) if people or problems else a_draft(1)
    pages = [page_of(draft, number) for number in range(page_of(draft, 0).of)]

    assert [n for page in pages for n in page.batches] == list(range(len(draft.batches)))
    assert [n for page in pages for n in page.rows] == list(draft.rows)
    assert [n for page in pages for n in page.problems] == list(draft.problems)
    assert all(len(page.batches) <= BATCHES for page in pages)
    assert all(len(page.problems) <= PROBLEMS for page in pages)
    assert [page.is_last for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all(page.batches or page.problems for page in pages)


@PROPERTY
@given(st.integers(-3, 9))
def test_a_page_that_is_none_is_the_nearest_there_is(number: int) -> None:
    """A draft may have become shorter under somebody's hands."""
    draft = a_draft(3, 25)

    assert page_of(draft, number).number == min(max(number, 0), 2)


def test_a_person_who_changes_stands_on_a_page_once() -> None:
    """Though two batches have them: both stand side by side."""
    page = page_of(a_run(people=a_change(60, ())), 0)

    assert page.batches == (0, 1, 2, 3)
    assert page.rows == tuple(range(60))


def test_single_people_are_changed_where_a_window_holds_them_all() -> None:
    """Beyond, the file of problems is for that."""
    drafts = [a_draft(people, problems=1) for people in (0, 1, EDITED_HERE, EDITED_HERE + 1)]

    assert [may_edit(draft) for draft in drafts] == [False, True, True, False]
