"""The files of a run: one tells what became of everybody, the other is mended and read again."""

from typing import Final

import pytest

from bot.domain.csv_export import write_csv
from bot.domain.csv_import import Table, parse_csv
from bot.domain.problems import Fault, Problem
from bot.domain.provisioning import Candidate, plan_run
from bot.domain.run import Run
from bot.domain.stages import Language
from bot.domain.workspaces import Known
from bot.views.run_files import problems_rows, result_rows
from bot.views.say import Say

from .gallery import TAME
from .runs import (
    a_draft,
    a_run,
    called,
    cancelled,
    draft_of,
    names_of_others,
    planned,
    reported,
    started,
    to_disconnect,
    untold,
    with_every_fault,
)
from .states import a_setup

ENGLISH: Final = Say(Language.EN)
FAULTY: Final = draft_of(with_every_fault(TAME))
each_language = pytest.mark.parametrize("language", list(Language))


def states(run: Run) -> list[tuple[str, str]]:
    _, rows = result_rows(run, ENGLISH)
    return [(row[0], row[4]) for row in rows]


def uploaded(run: Run, language: Language = Language.EN) -> Table:
    """The file of its problems, as it is read when it is uploaded again."""
    header, rows = problems_rows(run, a_setup(), names_of_others(), Say(language))
    table = parse_csv(write_csv(header, rows))
    assert isinstance(table, Table), table
    return table


@each_language
def test_the_file_of_problems_is_read_again_row_by_row(language: Language) -> None:
    """Its columns are called so that they are understood, whoever reads it."""
    table = uploaded(FAULTY, language)

    problems = list(FAULTY.problems.values())
    assert [line.email for line in table.people] == [one.email for one in problems]
    assert [line.first_name for line in table.people] == [one.first_name for one in problems]
    assert table.ignored == ("line", "problem")


def test_workspaces_come_back_as_they_were_wanted() -> None:
    """None of their own stays so, and the default one is one of their own."""
    known = Known(("EMEA", "APAC"))
    rows = [
        Candidate("one at acme", None, ("EMEA", "APAC"), 2),
        Candidate("two at acme", None, (), 3),
        Candidate("three at acme", line=4),
    ]

    lines = uploaded(draft_of(planned(plan_run(rows, (), known)))).people

    assert [line.workspaces for line in lines] == [("EMEA", "APAC"), ("default",), None]
    assert known.found(lines[1].workspaces or ()) == ((), None)


def test_what_was_chosen_for_all_is_not_lost_with_the_file() -> None:
    """Whoever mends it later and chooses nothing gets the same people with the same workspaces."""
    known = Known(("EMEA", "APAC"))
    rows = [
        Candidate("one at acme", None, ("APAC",), 2),
        Candidate("two at acme", None, (), 3),
        Candidate("three at acme", line=4),
    ]

    lines = uploaded(draft_of(planned(plan_run(rows, ("EMEA", "APAC"), known)))).people

    assert [one.workspaces for one in lines] == [("APAC",), ("default",), ("EMEA", "APAC")]


def test_what_stands_under_no_heading_still_does() -> None:
    """As long as nobody put it into its place, the row is held back again."""
    rows = [Candidate("ada@acme.example", None, ("EMEA",), 2, extra="APAC, Ada")]

    [line] = uploaded(draft_of(planned(plan_run(rows, (), Known(()))))).people

    assert (line.workspaces, line.extra) == (("EMEA",), "APAC, Ada")


@each_language
def test_each_row_says_in_plain_words_what_is_wrong_with_it(language: Language) -> None:
    """No mrkdwn: a spreadsheet shows it as it is."""
    header, rows = problems_rows(FAULTY, a_setup(), names_of_others(), Say(language))

    said = [row[header.index("problem")] for row in rows]

    assert len(said) == FAULTY.problem_count
    assert [text for text in said if not text or "`" in text or "&" in text] == []
    on_another = {Language.EN: "used on sandbox", Language.FR: "utilisée sur sandbox"}[language]
    assert [text for text in said if on_another in text] != []


def test_the_line_of_the_uploaded_file_stands_with_each_problem() -> None:
    """What came from elsewhere has none."""
    header, rows = problems_rows(FAULTY, a_setup(), {}, ENGLISH)

    lines = [row[header.index("line")] for row in rows]

    assert lines == ["", "", "", "", *(str(n) for n in range(5, 15)), "18", "19"]


def test_the_results_tell_what_became_of_everybody() -> None:
    """Connected, failed and why, and those whom a cancelled run left out."""
    run = started(a_draft(TAME.emails), by_connector=True)
    run = called(called(run, 0), 1, "no account")

    waiting, left_out = states(run), states(cancelled(run))

    connected, failed = ("sam@acme.example", "connected"), ("ida@acme.example", "failed")
    assert waiting == [connected, failed, ("leo@acme.example", "waits")]
    assert left_out == [connected, failed, ("leo@acme.example", "left out")]


def test_the_results_say_who_lost_their_workspaces_and_has_no_others() -> None:
    """Whether their second half failed, or was never begun."""
    change = reported(started(to_disconnect(TAME.emails, ("EMEA",))), failed=[2])
    after = reported(change, 1, failed=[0])

    lost = "disconnected, not connected again"
    assert [state for _, state in states(cancelled(change))] == [lost, lost, "failed"]
    assert [state for _, state in states(after)] == [lost, "connected", "failed"]


def test_the_results_name_the_workspaces_that_each_one_got() -> None:
    """`default` for those of whom none was picked; nothing for who was disconnected."""
    header, with_two = result_rows(a_run(TAME.emails[:1], TAME.picked), ENGLISH)
    _, with_none = result_rows(a_run(TAME.emails[:1]), ENGLISH)
    _, disconnected = result_rows(started(to_disconnect(TAME.emails[:1])), ENGLISH)

    place = header.index("workspaces")
    found = [next(rows)[place] for rows in (with_two, with_none, disconnected)]

    assert found == ["EMEA Marketing;APAC Marketing", "default", ""]


def test_the_results_say_who_got_no_message() -> None:
    """The card names the first of them; of thousands the rest must be told, too."""
    run = untold(reported(a_run(TAME.emails)), [1])

    header, rows = result_rows(run, ENGLISH)

    place = header.index("message")
    assert [row[place] for row in rows] == ["", "none in Slack", ""]


def test_every_fault_has_words_for_a_file() -> None:
    """A new one is not written as its key."""
    for fault in Fault:
        standing = {"standing": "guest"} if fault is Fault.NOT_A_MEMBER else {}
        one = Problem.model_validate({"fault": fault, "email": "x", **standing})
        run = FAULTY.model_copy(update={"problems": {0: one}})

        _, rows = problems_rows(run, a_setup(), {}, ENGLISH)

        assert not next(rows)[-1].startswith("problem.")
