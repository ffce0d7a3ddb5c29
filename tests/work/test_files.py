"""Files of a run reach who asked for them once, whatever goes wrong on the way."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.csv_import import Table, parse_csv
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.run import Driver
from bot.domain.run_commands import AskForProblems, AskForResults
from bot.domain.workspaces import Known
from bot.work import attempt, files
from practice.slack import Drop, LoseAnswer, Message, RateLimited, ServerError
from practice.slack.faults import Fault
from tests.work.office import SHARD, SOL, STELLA, Office
from tests.work.runs import RUN, WORKSPACES, does, draft, forgotten, ready, started

ANNOUNCE: Final = "files.getUploadURLExternal"
COMPLETE: Final = "files.completeUploadExternal"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait, and Slack shows a file at once."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    monkeypatch.setattr(files, "SHOWN_AFTER", 0.0)


@pytest.fixture
async def begun(office: Office) -> Office:
    """A run of two people; one row of its list was held back."""
    await ready(office)
    people = [Candidate(f"{name}@acme.example") for name in ("ada", "=lea")]
    held_back = Candidate("zoe@acme.example", workspaces=("EMAE",), line=7)
    plan = plan_run([*people, held_back], ("EMEA", "APAC"), Known(WORKSPACES))
    assert isinstance(plan, Plan)
    await draft(office, plan)
    await started(office, Driver.GUIDED)
    await worked(office)
    return office


async def press(office: Office, key: str = "1.2") -> None:
    """Sol presses `Download results`; nobody has sent anything yet."""
    await does(office, AskForResults(office.setup.id, RUN, key))


async def worked(office: Office) -> None:
    async with office.working():
        await office.until_all_is_done()


def sent(office: Office, to: str = SOL) -> list[Message]:
    return [message for message in office.cards(to) if message.stored.files]


def content(office: Office, message: Message) -> bytes:
    [file] = message.stored.files
    kept = office.slack.state.files[file["id"]].content
    assert kept is not None
    return kept


async def test_results_come_as_a_file_that_is_safe_to_open(begun: Office) -> None:
    """Each person with their workspaces; what could be a formula is none any more."""
    await press(begun)

    await worked(begun)

    [message] = sent(begun)
    name = message.stored.files[0]["name"]
    day = begun.hands.now().date().isoformat()
    assert name.startswith(f"sales-connect-results-{day}-")
    assert name.endswith(".csv")
    rows = content(begun, message).decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == [
        "email",
        "ada@acme.example",
        "'=lea@acme.example",
    ]
    assert "EMEA;APAC" in rows[1]


async def test_the_file_of_problems_can_be_uploaded_as_it_is(begun: Office) -> None:
    """What was held back, with line and reason; read again it says the same of the person."""
    await does(begun, AskForProblems(begun.setup.id, RUN, "1.2"))

    await worked(begun)

    [message] = sent(begun)
    assert "-problems-" in message.stored.files[0]["name"]
    again = parse_csv(content(begun, message))
    assert isinstance(again, Table)
    assert [(line.email, line.workspaces) for line in again.people] == [
        ("zoe@acme.example", ("EMAE",))
    ]
    assert again.ignored == ("line", "problem")


@pytest.mark.parametrize(
    ("locale", "results", "problems"),
    [
        ("en-US", "The results that you asked for", "What was held back"),
        ("fr-FR", "Les résultats demandés", "Ce qui a été mis de côté"),
    ],
)
async def test_what_is_in_a_file_can_be_heard(
    begun: Office, locale: str, results: str, problems: str
) -> None:
    """A screen reader reads the text of a message, in the language of its reader."""
    begun.slack.state.users[SOL].locale = locale
    await forgotten(begun, "person")
    await press(begun)
    await does(begun, AskForProblems(begun.setup.id, RUN, "1.3"))

    await worked(begun)

    heard = {message.text.split(",")[0] for message in sent(begun)}
    assert heard == {results, problems}


async def test_each_press_gets_a_file(begun: Office) -> None:
    """Of each, the name is another one; without a doubt nobody looks whether it is there."""
    for key in ("1.2", "1.3"):
        await press(begun, key)

    await worked(begun)

    assert len({message.stored.files[0]["name"] for message in sent(begun)}) == 2
    assert begun.slack.calls_of("conversations.history") == []


@pytest.mark.parametrize("method", [ANNOUNCE, COMPLETE])
@pytest.mark.parametrize(
    "fault",
    [ServerError(503), ServerError(503, after=True), LoseAnswer(), Drop(), RateLimited(1)],
    ids=repr,
)
async def test_it_comes_once_whatever_slack_answers(
    begun: Office, method: str, fault: Fault
) -> None:
    """What may have been shared is looked for before it is sent again."""
    begun.slack.faults.add(method, fault)
    await press(begun)

    await worked(begun)

    assert not begun.slack.faults.pending
    assert len(sent(begun)) == 1


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "uploaded"])
async def test_a_worker_that_is_killed_costs_no_file_and_sends_none_twice(
    begun: Office, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    """After Slack took the bytes, before or after it showed them, and before that was noted."""
    await press(begun)
    lasts = timedelta(milliseconds=50)
    [claim] = (await begun.bot.due.claim(SHARD, begun.hands.now(), lasts))[0]
    seconds = [60.0, 60.0 if shared else 0.0]
    await begun.deliver()(claim, lambda: seconds.pop(0))
    assert len(sent(begun)) == int(shared)

    await worked(begun)

    assert len(sent(begun)) == 1
    assert len(begun.slack.calls_of(ANNOUNCE)) == (1 if shared else 2)


@pytest.mark.parametrize("killed", [False, True], ids=["once", "killed"])
async def test_a_missing_scope_is_said_to_who_pressed(begun: Office, killed: bool) -> None:
    """By name, once; nobody waits for a file that cannot come."""
    begun.slack.scopes = begun.slack.scopes - {"files:write"}
    before = len(begun.cards(SOL))
    await press(begun)
    if killed:
        lasts = timedelta(milliseconds=50)
        [claim] = (await begun.bot.due.claim(SHARD, begun.hands.now(), lasts))[0]
        await begun.deliver()(claim, lambda: 60.0)

    await worked(begun)

    [said] = begun.cards(SOL)[before:]
    assert "files:write" in said.all_text
    assert "Reinstall to Workspace" in said.all_text


async def test_who_has_left_slack_gets_none(begun: Office) -> None:
    """It ends there: nobody else asked for it."""
    await does(begun, AskForResults(begun.setup.id, RUN, "1.2"), STELLA)
    begun.slack.state.users[STELLA].deleted = True
    await forgotten(begun, "dm")

    await worked(begun)

    assert [card for user in (SOL, STELLA) for card in sent(begun, user)] == []


async def test_a_run_that_was_forgotten_has_no_file(begun: Office) -> None:
    """What it was about is gone; the press comes to nothing."""
    await press(begun)
    await begun.redis.delete(*[key async for key in begun.redis.scan_iter(f"*:run:{RUN}")])

    await worked(begun)

    assert sent(begun) == []
