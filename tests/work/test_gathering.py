"""A worker reads lists of people from wherever they come, and plans what becomes of them."""

from typing import Any, Final

import pytest

from bot.domain.commands import SaveWorkspaces
from bot.domain.problems import Again, Fault
from bot.domain.run import Purpose, Run, RunStage
from bot.store import keys
from bot.work import attempt, gathering, lists, previews, waiting_window
from practice.marketo.standin import MarketoStandIn
from practice.slack import Drop, Late, RateLimited, Refuse, ServerError
from tests.journeys.world import add_marketo
from tests.work import pairs
from tests.work.office import SOL, TEAM, Office
from tests.work.runs import (
    RUN,
    asked_for,
    beaten,
    claimed,
    does,
    forgotten,
    gathered,
    opened,
    ready,
    run_of,
    shown,
    told,
    uploaded,
)

CSV: Final = b"email,workspaces,Shoe size\nlea@acme.example,EMEA;APAC,38\nno address,,\n"


@pytest.fixture
async def ready_office(office: Office) -> Office:
    await ready(office)
    return office


def faults(run: Run) -> dict[str, Fault]:
    return {problem.email: problem.fault for problem in run.problems.values()}


def emails(run: Run) -> list[str]:
    return [row.email for _, row in sorted(run.rows.items())]


async def test_all_sources_together_become_one_plan(ready_office: Office) -> None:
    """Each row is somebody, a problem or a duplicate: the sum is that of what was read."""
    office = ready_office
    office.slack.add_usergroup("S_SALES", "sales", ["U_BENOIT", "U_GUS", "U_GONE", "U_ADA"])

    run = await gathered(
        office,
        people=("U_ADA", "U_EXT"),
        groups=("S_SALES",),
        addresses=("zoe@acme.example", "ada@acme.example"),
        file_id=uploaded(office, CSV),
        workspaces=("EMEA",),
    )

    assert run.stage is RunStage.DRAFT
    assert emails(run) == [
        "ada@acme.example",
        "benoit@acme.example",
        "zoe@acme.example",
        "lea@acme.example",
    ]
    assert faults(run) == {
        "": Fault.NOT_A_MEMBER,  # of another organisation, whose addresses Slack does not say
        "gus@other.example": Fault.NOT_A_MEMBER,
        "gone@acme.example": Fault.DEACTIVATED,
        "no address": Fault.MALFORMED,
    }
    assert [one.first_name for one in run.problems.values() if not one.email] == ["ext"]
    assert run.repeats == {Again.SAME_LIST: 2}
    assert run.read == 10
    assert [batch.workspaces for batch in run.batches] == [("EMEA",), ("EMEA", "APAC")]
    assert run.ignored == ("Shoe size",)
    assert "4 people" in shown(office)
    assert told(office) == []


async def test_marketos_own_list_leaves_out_who_is_no_person(ready_office: Office) -> None:
    """With the API-only pair, which stands on that list itself."""
    office = ready_office
    marketo = add_marketo(office.slack, office.hands)
    await pairs.given(office)

    run = await gathered(office, marketo=True)

    people = [user for user in marketo._state().users if not user.api_only]
    assert run.read == len(people)
    assert run.read < len(marketo._state().users)


async def test_few_addresses_are_matched_to_people_in_slack(ready_office: Office) -> None:
    """They get their message; of somebody else nobody is asked twice, and a guest is found out."""
    office = ready_office

    run = await gathered(
        office,
        people=("U_BENOIT",),
        addresses=("ada@acme.example", "benoit@acme.example", "gus@other.example"),
        file_id=uploaded(office, b"email\nAda@acme.example\nnobody@acme.example\n"),
    )

    matched = {row.email: row.user_id for row in run.rows.values()}
    assert matched == {
        "benoit@acme.example": "U_BENOIT",
        "ada@acme.example": "U_ADA",
        "nobody@acme.example": None,
    }
    assert faults(run) == {"gus@other.example": Fault.NOT_A_MEMBER}
    asked = [call.args["email"] for call in office.slack.calls_of("users.lookupByEmail")]
    assert sorted(asked) == ["ada@acme.example", "gus@other.example", "nobody@acme.example"]


async def test_of_many_addresses_slack_is_asked_nothing(ready_office: Office) -> None:
    """It would take minutes; who has left is found when they are told."""
    office = ready_office
    addresses = [f"p{number}@acme.example" for number in range(lists.LOOKED_UP + 1)]

    run = await gathered(office, addresses=addresses)

    assert run.people == len(addresses)
    assert office.slack.calls_of("users.lookupByEmail") == []


@pytest.mark.parametrize(
    "fault", [ServerError(503), Refuse("missing_scope"), RateLimited(30), Drop()], ids=repr
)
async def test_a_look_up_that_fails_stops_nobody(ready_office: Office, fault: Any) -> None:
    """What Slack does not say is not known, and nobody waits for it."""
    office = ready_office
    office.slack.faults.add("users.lookupByEmail", fault, times=None)

    run = await gathered(office, addresses=("ada@acme.example",))

    assert [(row.email, row.user_id) for row in run.rows.values()] == [("ada@acme.example", None)]


async def test_a_look_up_that_hangs_is_not_waited_for(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that came in time are known."""
    office = ready_office
    monkeypatch.setattr(lists, "LOOKED_UP_WITHIN", 0.3)
    late = Late(20)
    office.slack.faults.add("users.lookupByEmail", late, when=lambda a: "zoe" in a["email"])

    run = await gathered(office, addresses=("zoe@acme.example", "ada@acme.example"))

    assert [row.user_id for row in run.rows.values()] == [None, "U_ADA"]


@pytest.mark.parametrize(
    ("content", "why", "about", "nearest"),
    [
        (b" \n", "empty", "", ""),
        (b"email\n", "header_only", "", ""),
        (b"mial,team\nlea,EMEA\n", "no_email_column", "mial, team", "mial"),
        (b"email,e-mail\na@acme.example,b@acme.example\n", "twice", "email", ""),
        (b"PK\x03\x04whatever", "unreadable", "xlsx", ""),
        (b"email\n" + b"a@acme.example\n" * 20, "too_large", "", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_file_that_cannot_be_used_says_why_in_the_window(
    ready_office: Office,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    why: str,
    about: str,
    nearest: str,
) -> None:
    """As a whole: nobody of it is planned, and nothing starts."""
    office = ready_office
    monkeypatch.setattr(lists, "LARGEST", 200)

    run = await gathered(office, file_id=uploaded(office, content), addresses=("a@acme.example",))

    assert run.unread is not None
    assert (run.unread.why, run.unread.about, run.unread.nearest) == (why, about, nearest)
    assert run.people == 0
    modal = office.slack.person(SOL).modal
    assert modal is not None
    assert modal.title == "Preview"
    assert "Reading" not in modal.text


@pytest.mark.parametrize(
    ("sources", "without", "why", "about"),
    [
        ({"file_id": "F_NONE"}, "", "not_fetched", ""),
        ({"file_id": "F_NONE"}, "files:read", "missing_scope", "files:read"),
        ({"groups": ["S_NONE"]}, "", "groups", ""),
        ({"groups": ["S_NONE"]}, "usergroups:read", "missing_scope", "usergroups:read"),
        ({"groups": ["S_EMPTY"]}, "", "nobody", ""),
        ({"marketo": True}, "", "marketo", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_list_that_is_not_to_be_had_says_why(
    ready_office: Office, sources: dict[str, Any], without: str, why: str, about: str
) -> None:
    """A half list would look like a whole one."""
    office = ready_office
    office.slack.add_usergroup("S_EMPTY", "empty")
    office.slack.scopes = office.slack.scopes - {without}

    run = await gathered(office, **sources)

    assert run.unread is not None
    assert (run.unread.why, run.unread.about) == (why, about)


@pytest.mark.parametrize(
    ("content", "groups"),
    [
        (b"email\n" + b"x\n" * 21, ()),
        (b"email\n" + b"\n" * 80, ()),
        (b"email\r" + b"\r" * 80, ()),
        (b"email\nx\n" * 5, ("S",)),
    ],
    ids=["rows", "lines", "carriage returns", "in all"],
)
async def test_a_list_that_no_worker_could_hold_is_not_begun(
    ready_office: Office,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    groups: tuple[str, ...],
) -> None:
    """Nobody of it is looked up, one by one."""
    office = ready_office
    office.slack.add_usergroup("S", "sales", [f"U_{number}" for number in range(12)])
    monkeypatch.setattr(lists, "MOST_ROWS", 20)

    run = await gathered(office, file_id=uploaded(office, content), groups=groups)

    assert run.unread is not None
    assert run.unread.why == "too_many"
    asked = [call.args["user"] for call in office.slack.calls_of("users.info")]
    assert "U_1" not in asked


async def test_as_many_rows_as_are_said_are_taken(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header, blank lines and line ends in quotes are no rows."""
    office = ready_office
    monkeypatch.setattr(lists, "MOST_ROWS", 20)
    rows = b"".join(b'p%d@acme.example,"A\nB"\n\n' % number for number in range(20))

    run = await gathered(office, file_id=uploaded(office, b"email,first_name\n" + rows))

    assert (run.unread, run.people) == (None, 20)


async def test_who_is_a_problem_has_the_line_and_the_other_one_none(ready_office: Office) -> None:
    """A row of the file is said to be one of both."""
    office = ready_office
    office.slack.add_usergroup("S", "sales", ["U_GUS"])

    run = await gathered(
        office, groups=("S",), file_id=uploaded(office, b"email\n\ngus@other.example\n")
    )

    assert [(one.fault, one.line) for one in run.problems.values()] == [(Fault.NOT_A_MEMBER, 3)]
    assert [(one.email, one.line) for one in run.duplicates] == [("gus@other.example", 0)]


async def test_marketo_that_does_not_answer_is_said(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the time that a worker has for it."""
    office = ready_office
    marketo: MarketoStandIn = add_marketo(office.slack, office.hands)
    await pairs.given(office)
    monkeypatch.setattr(lists, "MARKETO_WITHIN", 0.0)

    run = await gathered(office, marketo=True)

    assert run.unread is not None
    assert run.unread.why == "marketo"
    assert marketo.calls  # of the look before


async def test_who_closed_the_window_gets_a_message(ready_office: Office) -> None:
    """One, with the way to the preview."""
    office = ready_office
    await asked_for(office, people=("U_ADA",))

    async with office.working():
        await office.until_all_is_done()

    [card] = told(office)
    assert "1" in card.all_text


async def test_the_window_says_how_far_it_is(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then, that it takes longer; it never stands after the preview."""
    office = ready_office
    monkeypatch.setattr(waiting_window, "EVERY", 0.05)
    monkeypatch.setattr(waiting_window, "SLOW", 0.2)
    office.slack.faults.add("users.info", Late(0.5), when=lambda a: a["user"] == "U_ADA")
    await opened(office)
    await asked_for(office, people=("U_ADA", "U_BENOIT", "U_GUS"))

    async with office.working():
        await office.until_all_is_done()

    texts = [str(call.args["view"]["blocks"]) for call in office.slack.calls_of("views.update")]
    assert len(texts) > 2
    assert all("Reading" in text for text in texts[:-1])
    assert all("3" in text for text in texts[:-1])
    assert len(texts[-2]) > len(texts[0])  # why it takes longer
    assert "Reading" not in texts[-1]
    assert "2 people" in shown(office)


async def test_a_closed_window_is_told_nothing_more(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack says once that it is not there, and once more of the preview."""
    office = ready_office
    monkeypatch.setattr(waiting_window, "EVERY", 0.05)
    monkeypatch.setattr(waiting_window, "OPEN_WITHIN", 0.0)
    monkeypatch.setattr(previews, "LOOKS", 0)
    office.slack.faults.add("users.info", Late(0.3), when=lambda a: a["user"] == "U_ADA")
    await asked_for(office, people=("U_ADA",))

    async with office.working():
        await office.until_all_is_done()

    assert len(office.slack.calls_of("views.update")) == 2
    assert len(told(office)) == 1


async def test_a_window_that_opens_late_says_how_far_it_is(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the first seconds, one that is missing was not closed."""
    office = ready_office
    monkeypatch.setattr(waiting_window, "EVERY", 0.05)
    office.slack.faults.add("users.info", Late(0.5), when=lambda a: a["user"] == "U_ADA")
    await asked_for(office, people=("U_ADA",))

    async with office.working():
        await office.slack.until(lambda: bool(office.slack.calls_of("views.update")))
        await opened(office)
        await office.slack.until(lambda: "of 1" in shown(office))
        await office.until_all_is_done()

    assert "1 person" in shown(office)


@pytest.mark.parametrize("kind", ["of Slack's", "of ours"])
async def test_a_list_that_will_never_be_read_says_so_at_once(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Whoever waits for it is told, and it is not begun again and again."""
    office = ready_office
    if kind == "of ours":

        def breaks(*_: object) -> None:
            raise ValueError

        monkeypatch.setattr(gathering, "planned", breaks)
    else:
        refused = Refuse("invalid_arguments")
        office.slack.faults.add("users.info", refused, when=lambda a: a["user"] == "U_ADA")

    run = await gathered(office, people=("U_ADA",))

    assert run.unread is not None
    assert run.unread.why == ("fault" if kind == "of ours" else "refused")
    assert "could not be read" in shown(office)
    assert told(office) == []


async def test_the_pace_of_slack_is_waited_for_in_place(ready_office: Office) -> None:
    """Nobody is asked for twice, and the file is not fetched again."""
    office = ready_office
    office.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_BENOIT"])
    office.slack.faults.add("usergroups.users.list", RateLimited(1))
    office.slack.faults.add("users.info", RateLimited(1), when=lambda a: a["user"] == "U_ADA")

    run = await gathered(
        office, groups=("S_SALES",), file_id=uploaded(office, CSV), addresses=("x@acme.example",)
    )

    assert run.people == 4
    calls = [call.args["user"] for call in office.slack.calls_of("users.info")]
    assert (calls.count("U_ADA"), calls.count("U_BENOIT")) == (2, 1)
    assert len(office.slack.calls_of("files.info")) == 1


async def test_what_was_looked_up_is_known_when_it_is_tried_again(
    ready_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the middle of a list costs no second look at the others."""
    office = ready_office
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    office.slack.add_usergroup("S_SALES", "sales", ["U_ADA", "U_BENOIT", "U_SVEN"])
    office.slack.faults.add("users.info", ServerError(503), when=lambda a: a["user"] == "U_SVEN")
    monkeypatch.setattr(lists, "AT_ONCE", 1)

    run = await gathered(office, groups=("S_SALES",))

    calls = [call.args["user"] for call in office.slack.calls_of("users.info")]
    assert run.people == 3
    assert [calls.count(one) for one in ("U_ADA", "U_BENOIT", "U_SVEN")] == [1, 1, 2]
    assert len(office.slack.calls_of("usergroups.users.list")) == 1


async def test_a_worker_that_is_overtaken_plans_nothing_twice(ready_office: Office) -> None:
    """Its lease ran out while Slack did not answer; the preview of the other one stands."""
    office = ready_office
    office.slack.faults.add("users.info", Late(0.5), when=lambda a: a["user"] == "U_ADA")
    await opened(office)
    await asked_for(office, people=("U_ADA",))
    asked = len(office.slack.calls_of("users.info"))

    await beaten(office, f"gather:{RUN}", "users.info")

    assert (await run_of(office)).people == 1
    # On a busy machine the other one finds what the first was told.
    assert len(office.slack.calls_of("users.info")) in (asked + 1, asked + 2)
    assert len(office.slack.calls_of("views.update")) == 1
    assert "1 person" in shown(office)


async def test_a_list_that_is_planned_is_not_read_again(ready_office: Office) -> None:
    """By a worker that had it, too: Slack is asked nothing."""
    office = ready_office
    await asked_for(office, people=("U_ADA",))
    claim = await claimed(office, f"gather:{RUN}")
    deliver = office.deliver()
    await deliver(claim, lambda: 60.0)
    await forgotten(office, "person")
    asked = len(office.slack.calls_of("users.info"))

    await deliver(claim, lambda: 60.0)

    assert (await run_of(office)).people == 1
    assert len(office.slack.calls_of("users.info")) == asked


async def test_a_workspace_that_was_renamed_meanwhile_is_said_of_each(ready_office: Office) -> None:
    """Who has others of their own is planned all the same."""
    office = ready_office
    file = uploaded(office, b"email,workspaces\nlea@acme.example,APAC\nada@acme.example,\n")
    await opened(office)
    await asked_for(office, file_id=file, workspaces=("EMEA",))
    await does(office, SaveWorkspaces(office.setup.id, ("EMEA 1", "APAC")))

    async with office.working():
        await office.until_all_is_done()

    run = await run_of(office)
    assert emails(run) == ["lea@acme.example"]
    [problem] = run.problems.values()
    assert (problem.fault, problem.name) == (Fault.UNKNOWN_WORKSPACE, "EMEA")
    assert problem.nearest == "EMEA 1"


async def test_what_is_on_record_is_no_work_anew(ready_office: Office) -> None:
    """The same list once more: who is connected so is done."""
    office = ready_office
    connected = keys.connected(TEAM, office.setup.id)
    record = '{"workspaces":["EMEA"],"at":"2030-01-07T09:00:00+00:00","run":"earlier"}'
    await office.redis.hset(connected, "ada@acme.example", record)

    people = ("U_ADA", "U_BENOIT")
    run = await gathered(office, people=people, workspaces=("EMEA",))

    assert emails(run) == ["benoit@acme.example"]
    assert run.repeats == {Again.DONE: 1}


@pytest.mark.parametrize("purpose", [Purpose.DISCONNECT, Purpose.CHANGE], ids=str)
async def test_who_is_disconnected_may_be_the_owner(ready_office: Office, purpose: Purpose) -> None:
    """Then all would lose the connection: the preview has to say so."""
    office = ready_office

    run = await gathered(
        office, addresses=("sol@acme.example",), purpose=purpose.value, workspaces=("APAC",)
    )

    assert (run.purpose, run.owner_among) == (purpose, True)
    assert len(run.batches) == (2 if purpose is Purpose.CHANGE else 1)
