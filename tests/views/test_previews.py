"""The preview: what is read, what is held back and why, and what the window offers."""

from typing import Any, Final

import pytest

from bot.domain.ids import UserId
from bot.domain.people import Standing
from bot.domain.problems import Fault, Problem
from bot.domain.provisioning import Candidate, plan_run
from bot.domain.run import Run
from bot.domain.stages import Language, Stage
from bot.domain.workspaces import Known
from bot.views import ids
from bot.views.ids import Field
from bot.views.preview_modals import preview_modal
from bot.views.problem_words import plain_fault, problem_line
from bot.views.provisioning_modals import reading_modal
from bot.views.say import Say
from tests.for_each import for_each

from .gallery import TAME, View, all_modals
from .gallery_previews import MANY, UNREAD, again, shown
from .reading import buttons, mrkdwn
from .runs import (
    HERE,
    THERE,
    a_draft,
    draft_of,
    on_page,
    planned,
    read,
    to_disconnect,
    with_every_fault,
)
from .states import SASHA, a_setup
from .typed import Typed

ENGLISH: Final = Say(Language.EN)
each_language = pytest.mark.parametrize("language", list(Language))
READY: Final = a_setup(Stage.READY, workspaces=TAME.workspaces)
NAMED: Final = a_setup(Stage.READY, workspaces=("EMEA", "APAC", "LATAM"))
FAULTY: Final = draft_of(with_every_fault(TAME))
MODALS: Final = all_modals(TAME)


def said(view: View) -> str:
    return "\n".join(mrkdwn(view))


def lines(run: Run, *, page: int = 0) -> list[str]:
    return mrkdwn(shown(run, READY, page=page)(ENGLISH))


def actions(view: View) -> list[str]:
    return [button["action_id"] for button in buttons(view)]


def elements(view: View) -> dict[str, Any]:
    return {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}


def test_the_sum_of_what_was_read_stands_in_the_preview() -> None:
    """Rows in are rows out."""
    assert "Read 22 = 3 people + 16 problems + 3 duplicates." in lines(FAULTY)


def test_a_preview_whose_sum_is_wrong_is_never_shown() -> None:
    """A row that got lost is a fault of ours, to be heard of."""
    lost_one = FAULTY.model_copy(update={"read": FAULTY.read + 1})

    with pytest.raises(AssertionError):
        shown(lost_one, READY)(ENGLISH)


@pytest.mark.parametrize(
    ("begins", "rule", "way"),
    [
        ("<@UNOMAIL>", "no e-mail address", "Mend here"),
        ("<@UGUEST>", "guest", "full members"),
        ("<@UBOT>", "bot", "full members"),
        ("<@UOUT>", "another organisation", "full members"),
        ("line 5, `sam at acme`", "no e-mail address", "sam@example.com"),
        ("line 6, `gone@acme.example`", "deactivated", "Leave it out"),
        ("line 7, `far@acme.example`", "`Western Salesz`", "`Western Sales`?"),
        ("line 8, `farther@acme.example`", "`Nothing like it`", "Workspaces"),
        ("line 9, `many@acme.example`", "more workspaces", "fewer"),
        ("line 10, `twice@acme.example`", "line 11", "leave one out"),
        ("line 11, `twice@acme.example`", "line 10", "leave one out"),
        ("line 12, `sandbox@acme.example`", "`sandbox`", "different e-mail"),
        ("line 13, `busy@acme.example`", "under way, with `APAC Marketing`", "end first"),
        ("line 19, `joined@acme.example`", f"`{HERE}, {THERE}`", "semicolons"),
        ("line 18, `slipped@acme.example`", "`missing in Team Access`", "in quotes"),
        ("line 14, `has@acme.example`", "connected with `APAC Marketing`", "disconnect first"),
    ],
)
def test_every_problem_says_whose_it_is_the_rule_and_the_way_out(
    begins: str, rule: str, way: str
) -> None:
    """On one line, so that somebody can mend the list."""
    (line,) = [
        text
        for page in range(2)
        for text in lines(FAULTY, page=page)
        if text.startswith(f"{begins}:")
    ]

    assert rule in line
    assert way in line


def test_who_has_no_address_is_called_by_name() -> None:
    """So that the row is known in the file; cut, and nothing of it comes alive."""
    nobody = Problem(fault=Fault.MALFORMED, email="", line=9, first_name="No", last_name="Mail")
    hostile = nobody.model_copy(update={"first_name": "<!here>" * 20})
    say = Say(Language.EN)

    assert problem_line(nobody, {}, say).startswith(
        "line 9 (`No Mail`): the e-mail address is missing."
    )
    assert plain_fault(nobody, say) == "line 9 (No Mail): the e-mail address is missing."
    assert "<!here>" not in problem_line(hostile, {}, say)
    assert len(problem_line(hostile, {}, say)) < 800


def test_problems_are_counted_by_fault_where_one_page_does_not_hold_them() -> None:
    """Ten thousand of them are still understood; a few need no counting."""
    few = draft_of(planned(plan_run([Candidate("no address", line=2)], (), Known(()))))

    assert "• 3: no full member" in "\n".join(lines(FAULTY))
    assert "• 3: no full member" in "\n".join(lines(FAULTY, page=1))
    assert "•" not in "\n".join(lines(few))


def unknown(*names: str) -> Run:
    """One row for each name, beside known workspaces."""
    rows = [Candidate(f"sam{n}@acme.example", None, (name,), n) for n, name in enumerate(names, 2)]
    return draft_of(planned(plan_run(rows, (), Known(NAMED.workspaces))))


def offered(run: Run) -> list[tuple[str, str]]:
    return [
        (button["action_id"], button["text"]["text"])
        for button in buttons(shown(run, NAMED)(ENGLISH))
        if button["action_id"].startswith(ids.USE_NEAREST)
    ]


def test_each_wrong_name_is_offered_its_nearest_once() -> None:
    """One press puts all rows right that name it, in whichever case."""
    run = unknown("EMEAA", "emeaa", "APACC", "nothing")

    assert offered(run) == [("use_nearest:0", "Use “EMEA”"), ("use_nearest:2", "Use “APAC”")]


def test_a_name_that_only_resembles_another_is_told_with_it_but_not_by_a_button() -> None:
    """Whoever reads it judges; one press would give it to all of them."""
    run = unknown("EMEA 2", "LATIN")

    assert offered(run) == []
    assert "Did you mean `EMEA`?" in str(shown(run, READY)(ENGLISH))
    assert "Did you mean `LATAM`?" in str(shown(run, READY)(ENGLISH))


def test_two_wrong_names_with_one_nearest_have_two_labels() -> None:
    """Who presses one of them knows which rows change."""
    labels = [label for _, label in offered(unknown("EMEAA", "EMEAX"))]

    assert labels == ["Use “EMEA” for “EMEAA”", "Use “EMEA” for “EMEAX”"]


def test_at_most_five_nearest_names_are_offered_on_a_page() -> None:
    """The others stand in their lines."""
    assert len(offered(unknown(*(f"EMEA{letter}" for letter in "BCDFGHIJ")))) == 5


def test_disconnect_first_is_offered_where_somebody_has_other_workspaces() -> None:
    """And nowhere else."""
    assert ids.DISCONNECT_FIRST in actions(shown(FAULTY, READY)(ENGLISH))
    assert ids.DISCONNECT_FIRST not in actions(shown(unknown("EMEAA"), READY)(ENGLISH))


def test_what_only_slack_can_mend_is_not_mended_here() -> None:
    """A window without fields would be no help; the file of problems is."""
    guest = Candidate("guest@acme.example", UserId("UGUEST"), standing=Standing.GUEST)
    run = draft_of(planned(plan_run([guest], (), Known(()))))

    assert actions(shown(run, READY)(ENGLISH)) == [ids.SEND_PROBLEMS]


@each_language
def test_a_list_that_was_half_done_says_how_many_are_done_and_left(language: Language) -> None:
    """The same file once more: 41 done, 41 left."""
    like = Typed(emails=tuple(f"sam{n}@acme.example" for n in range(82)))
    run = again(like, done=41, under_way=1)

    text = said(shown(run, READY)(Say(language)))

    done = {Language.EN: "*41 done, 41 left.*", Language.FR: "*Déjà fait\u00a0: 41"}
    assert done[language] in text
    assert ("it goes on" if language is Language.EN else "elle continue") in text


def test_a_duplicate_from_a_file_is_named_with_its_line() -> None:
    """Whoever mends the file finds it there."""
    rows = [Candidate("sam@acme.example", line=line) for line in (2, 7)]
    typed_too = [*rows, Candidate("sam@acme.example")]

    said = "\n".join(lines(draft_of(planned(plan_run(typed_too, (), Known(()))))))

    assert "line 7, sam@acme.example\nsam@acme.example" in said


def test_columns_that_mean_nothing_are_named_and_those_of_our_own_file_are_not() -> None:
    """The file of problems is uploaded again as it is."""
    plan = with_every_fault(TAME)

    theirs = said(shown(read(plan, ["Region", "line"]), READY)(ENGLISH))
    ours = said(shown(read(plan, ["line", "problem"]), READY)(ENGLISH))

    assert "2 columns of the file are not used: `Region`, `line`" in theirs
    assert "not used" not in ours


def test_a_disconnect_says_what_each_person_loses_and_who_owns_the_connection() -> None:
    """As far as it is on record."""
    run = to_disconnect(TAME.emails, has=(HERE,), owner=True)

    text = said(shown(run, READY)(ENGLISH))

    assert "• `sam@acme.example`: nothing on record" in text
    assert f"• `ida@acme.example`: `{HERE}`" in text
    assert f"<@{SASHA}> owns the connection" in text


def test_nobody_is_warned_of_an_owner_who_is_not_among_them() -> None:
    """A warning that always stands is read by nobody."""
    run = to_disconnect(TAME.emails, has=(HERE,))

    assert "owns the connection" not in said(shown(run, READY)(ENGLISH))


def test_a_change_of_workspaces_shows_the_batch_that_connects_them_again() -> None:
    """Before anybody is disconnected."""
    run = to_disconnect(TAME.emails, TAME.picked, has=(HERE,))

    text = said(shown(run, READY)(ENGLISH))

    assert "Batch 2, the same 3 people connected again, workspaces: `EMEA Marketing`" in text


def test_fifty_people_are_edited_in_the_preview_and_more_are_not() -> None:
    """Beyond, single ones are changed in the file of problems."""
    fifty, more = (a_draft([f"sam{n}@acme.example" for n in range(n)]) for n in (50, 51))

    found = elements(shown(fifty, READY)(ENGLISH))

    assert len(found[f"{Field.SELECTED}:run.0"]["options"]) == 50
    assert f"{Field.FOR_SELECTED}:run.0" in found
    assert list(elements(shown(more, READY)(ENGLISH))) == [Field.QUIET]


def test_what_is_chosen_in_one_draft_is_not_chosen_in_the_next() -> None:
    """Slack keeps what stands in a block of the same id."""
    first = a_draft(TAME.emails)
    second = first.model_copy(update={"id": "another"})

    kept = elements(shown(first, READY)(ENGLISH)).keys() & elements(shown(second, READY)(ENGLISH))

    assert kept == {Field.QUIET}


@each_language
@for_each(name=[name for name in MODALS if name.startswith("modal_preview")])
def test_a_page_shows_the_same_whatever_else_was_read(name: str, language: Language) -> None:
    """Of ten thousand people, those of the page are enough."""
    whole, part = MODALS[name](Say(language)), ON_PAGE[name](Say(language))

    assert part == whole


def _on_page(name: str) -> Any:
    """The same window, of a run of which only the page was read."""
    run, setup, more = MODALS[name].args  # type: ignore[attr-defined]
    return shown(on_page(run, more.get("page", 0)), setup, **more)


ON_PAGE: Final = {name: _on_page(name) for name in MODALS if name.startswith("modal_preview")}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (0, [ids.PREVIEW_ON]),
        (1, [ids.PREVIEW_BACK, ids.PREVIEW_ON]),
        (2, [ids.PREVIEW_BACK]),
        (9, [ids.PREVIEW_BACK]),
    ],
)
def test_pages_are_turned_to_where_there_is_one(page: int, found: list[str]) -> None:
    """Behind the last page stands the last page."""
    run = a_draft([f"sam{n}@acme.example" for n in range(1_050)])
    view = shown(run, READY, page=page)(ENGLISH)

    turning = [one for one in actions(view) if one in (ids.PREVIEW_BACK, ids.PREVIEW_ON)]

    assert turning == found
    assert f"Page {min(page, 2) + 1} of 3" in mrkdwn(view)
    assert view["private_metadata"].endswith(f":{min(page, 2)}")


def test_the_connector_is_chosen_from_the_beginning_where_there_is_one() -> None:
    """It was set up to be used."""
    by_hand, either = (
        elements(shown(a_draft(MANY), READY, connector=connector)(ENGLISH))
        for connector in (False, True)
    )

    assert Field.DRIVER not in by_hand
    assert either[Field.DRIVER]["initial_option"]["value"] == "connector"
    assert [one["value"] for one in either[Field.DRIVER]["options"]] == ["connector", "guided"]


def test_a_preview_above_another_one_is_known_by_its_own_name() -> None:
    """Starting it leaves the other one open; it starts, even where the other is kept."""
    waiting = a_setup(Stage.CONNECTED, workspaces=TAME.workspaces)
    run = a_draft(TAME.emails)

    kept, above = (shown(run, waiting, stay=stay)(ENGLISH) for stay in (False, True))

    assert kept["callback_id"] == ids.PREPARED_MODAL
    assert kept["submit"]["text"] == "Keep for later"
    assert above["callback_id"] == ids.STACKED_PREVIEW_MODAL
    assert above["submit"]["text"] == "Start"


def test_a_preview_above_another_one_offers_nothing_that_opens_a_window() -> None:
    """Slack holds three, and this is the third."""
    below, above = (
        set(actions(shown(FAULTY, READY, stay=stay)(ENGLISH))) for stay in (False, True)
    )
    unlisted = a_setup(Stage.READY)
    unnamed, unnamed_above = (
        actions(shown(a_draft(TAME.emails), unlisted, stay=stay)(ENGLISH)) for stay in (False, True)
    )

    assert below - above == {ids.MEND, ids.WORKSPACES}
    assert ids.WORKSPACES in unnamed
    assert ids.WORKSPACES not in unnamed_above


def test_what_is_chosen_on_one_page_is_not_chosen_on_the_next() -> None:
    """Slack keeps what stands in a block of the same id, and nobody would see it."""
    rows = [Candidate(f"sam{n}@acme.example", None, (f"Region {n:02}",)) for n in range(12)]
    run = draft_of(planned(plan_run(rows, (), Known([f"Region {n:02}" for n in range(12)]))))

    first, second = (
        elements(shown(run, READY, page=page)(ENGLISH)).keys() - {Field.QUIET} for page in (0, 1)
    )

    assert len(first) == len(second) == 2
    assert not first & second


def test_a_preview_that_somebody_would_miss_is_told_of_when_it_is_closed() -> None:
    """A list that was read, or mended; not one that was just typed, nor one above another."""
    typed = a_draft(TAME.emails)
    mended = typed.model_copy(update={"first_draft": "former"})
    gathered = read(with_every_fault(TAME))

    told = [
        bool(shown(run, READY, stay=stay)(ENGLISH).get("notify_on_close"))
        for run, stay in ((typed, False), (mended, False), (gathered, False), (mended, True))
    ]

    assert told == [False, True, True, False]


def test_what_is_to_be_said_of_a_preview_stands_first_in_it() -> None:
    """Where no window opens on top."""
    note = ENGLISH("fault.nobody_selected")

    view = shown(a_draft(TAME.emails), READY, note=note)(ENGLISH)

    assert view["blocks"][0]["text"]["text"] == note


def test_a_preview_takes_the_place_of_the_window_that_waits_for_it() -> None:
    """Both have the same external id."""
    waiting = reading_modal("run-1", ENGLISH)
    view = preview_modal(a_draft(TAME.emails), READY, ENGLISH, names={}, external_id="run-1")

    assert waiting["external_id"] == view["external_id"] == "run-1"
    assert "submit" not in waiting


@each_language
@pytest.mark.parametrize("name", ["begun", "halfway", "slow"])
def test_the_window_that_waits_begins_with_the_word_reading(name: str, language: Language) -> None:
    """No heading and no sign before it."""
    first = MODALS[f"modal_reading.{name}"](Say(language))["blocks"][0]

    word = "Reading" if language is Language.EN else "Lecture"
    assert first["text"]["text"].startswith(word)


@pytest.mark.parametrize("why", UNREAD)
def test_a_list_that_cannot_be_used_says_so_in_the_words_of_the_contract(why: str) -> None:
    """`no`, `empty`, `column` or `could not be read`; nothing can be started."""
    view = MODALS[f"modal_unread.{why}"](ENGLISH)
    text = said(view)

    words = {
        "empty": "empty",
        "header_only": "no rows",
        "no_email_column": "no column",
        "no_column_like_email": "no column",
        "twice": "column",
        "nobody": "no one",
    }
    assert words.get(why, "could not be read") in text
    assert "submit" not in view


def test_the_nearest_column_is_offered_where_one_resembles_it() -> None:
    """And none where none does."""
    assert "Was `e-mal` meant as `email`?" in said(MODALS["modal_unread.no_email_column"](ENGLISH))
    assert "meant as" not in said(MODALS["modal_unread.no_column_like_email"](ENGLISH))


@pytest.mark.parametrize(
    ("name", "why"), [("problems", "every row is held back"), ("done", "all of them are connected")]
)
def test_a_list_of_which_nobody_is_left_cannot_be_started(name: str, why: str) -> None:
    """It says why, and asks for nothing."""
    view = MODALS[f"modal_preview_nobody.{name}"](ENGLISH)

    assert "submit" not in view
    assert elements(view) == {}
    assert "*0 people*" in said(view)
    assert f"Nobody is left to start with: {why}" in said(view)
