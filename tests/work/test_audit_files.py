"""The audit as a file: all that its reader may see by then, and no more than opens."""

import csv
import io
import json

import pytest

from bot.domain.audit_effects import Form
from bot.domain.audit_filter import EVERYTHING, AuditFilter
from bot.domain.audit_rows import OURSELVES
from bot.domain.commands import ChangePeople
from bot.domain.ids import SeenId, UserId
from bot.domain.people import Actor, Role, Standing
from bot.store import keys
from bot.store.audit_log import A_PAGE
from bot.store.commits import Entry, audit_row
from bot.work import attempt, audit_files, files
from practice.slack import LoseAnswer, Message, Refuse
from tests.work.office import MARA, STELLA, TEAM, Office
from tests.work.runs import does, forgotten

SVEN = UserId("U_SVEN")
FORMULA = "=lea@acme.example"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait, and Slack shows a file at once."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    monkeypatch.setattr(files, "SHOWN_AFTER", 0.0)


@pytest.fixture
async def started(office: Office) -> Office:
    """A setup whose cards are out."""
    await office.start_setup()
    await worked(office)
    return office


async def worked(office: Office) -> None:
    async with office.working():
        await office.until_all_is_done()


async def written(office: Office, number: int) -> None:
    async with office.redis.pipeline(transaction=False) as pipe:
        for n in range(number):
            at, changed = office.hands.now(), {"n": n, "email": FORMULA}
            entry = Entry(MARA, "Snooze", "named", FORMULA, at, changed)
            pipe.xadd(keys.audit(TEAM), {"row": audit_row(entry, office.setup.ref)})
        await pipe.execute()


async def ask(
    office: Office, form: Form = "csv", *, by: UserId = STELLA, only: AuditFilter = EVERYTHING
) -> None:
    """Nobody has sent anything yet."""
    audits, actor = office.bot.front.audits, Actor(TEAM, by, Standing.MEMBER)
    seen = SeenId(f"press:{form}")
    await audits.ask_for_file(actor, only, form, [office.setup], seen=seen)


def sent(office: Office, to: str = STELLA) -> list[Message]:
    return [message for message in office.cards(to) if message.stored.files]


def content(office: Office, message: Message) -> str:
    [file] = message.stored.files
    kept = office.slack.state.files[file["id"]].content
    assert kept is not None
    return kept.decode("utf-8-sig")


def table(office: Office, message: Message) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(office, message), newline="")))


async def test_a_table_holds_every_row_under_one_heading(started: Office) -> None:
    """Of several pages too; newest first, in words, and nothing in it is a formula."""
    await written(started, A_PAGE + 1)
    await ask(started)

    await worked(started)

    [message] = sent(started)
    rows = table(started, message)
    day = started.hands.now().date().isoformat()
    assert message.stored.files[0]["name"].startswith(f"sales-connect-audit-{day}-")
    assert message.stored.files[0]["name"].endswith(".csv")
    assert message.text.startswith("The audit that you asked for")
    assert [row["what"] for row in rows[:2]] == ["ExportAudit", "Snooze"]
    assert [json.loads(row["changed"])["n"] for row in rows[1:-1]] == list(range(A_PAGE, -1, -1))
    assert (rows[1]["in_words"], rows[1]["after"]) == (
        "put off a reminder",
        f"'{FORMULA}",
    )
    assert rows[-1]["what"] == "StartSetup"


async def test_a_table_names_people_and_setups(started: Office) -> None:
    """Beside their ids; whom Slack does not know has none, and holds nothing up."""
    async with started.redis.pipeline(transaction=False) as pipe:
        for who in (UserId("U_NOBODY"), MARA, OURSELVES):
            entry = Entry(who, "Snooze", "named", "named", started.hands.now(), {})
            pipe.xadd(keys.audit(TEAM), {"row": audit_row(entry, started.setup.ref)})
        await pipe.execute()
    await ask(started)

    await worked(started)

    rows = [row for row in table(started, sent(started)[0]) if row["what"] == "Snooze"]
    people = started.slack.state.users
    assert [(row["who"], row["name"]) for row in rows] == [
        (OURSELVES, "the bot"),
        (MARA, people[MARA].name),
        ("U_NOBODY", ""),
    ]
    assert {row["setup_names"] for row in rows} == {"production"}


async def test_no_more_names_are_asked_for_than_slack_lets_us(
    started: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others have their ids."""
    monkeypatch.setattr(audit_files, "MOST_NAMES", 1)
    await does(started, ChangePeople(started.setup.id, ((Role.MARKETO_ADMIN, SVEN),)), STELLA)
    async with started.redis.pipeline(transaction=False) as pipe:
        entry = Entry(MARA, "Snooze", "named", "named", started.hands.now(), {})
        pipe.xadd(keys.audit(TEAM), {"row": audit_row(entry, started.setup.ref)})
        await pipe.execute()
    await ask(started)

    await worked(started)

    named = {row["who"] for row in table(started, sent(started)[0]) if row["name"]}
    assert named == {STELLA}


async def test_for_machines_it_is_a_row_a_line(started: Office) -> None:
    """As the command line prints it, newest first."""
    await ask(started, "json", only=AuditFilter(what="startsetup"))

    await worked(started)

    [message] = sent(started)
    [line] = content(started, message).splitlines()
    assert message.stored.files[0]["name"].endswith(".json")
    assert json.loads(line)["who"] == STELLA
    assert json.loads(line)["setups"] == [started.setup.id]


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_a_file_that_leaves_out_older_rows_says_so_at_its_end(
    started: Office, monkeypatch: pytest.MonkeyPatch, form: Form
) -> None:
    """The newest are in it, as many as a spreadsheet opens."""
    most = A_PAGE + 10
    monkeypatch.setattr(audit_files, "MOST_ROWS", most)
    await written(started, A_PAGE + 20)
    await ask(started, form)

    await worked(started)

    [message] = sent(started)
    *lines, end = content(started, message).splitlines()
    assert len(lines) == most + (form == "csv")
    assert str(most) in end
    assert (form == "csv") == ("Older entries are left out" in end)


async def test_a_file_that_is_just_full_is_whole(
    started: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves nothing out."""
    only = AuditFilter(what="snooze")
    monkeypatch.setattr(audit_files, "MOST_ROWS", 5)
    await written(started, 5)
    await ask(started, only=only)

    await worked(started)

    [message] = sent(started)
    assert len(content(started, message).splitlines()) == 6


async def test_whoever_lost_the_right_since_they_asked_gets_none(started: Office) -> None:
    """Named no longer, or a guest by now; it ends there."""
    change = ChangePeople(started.setup.id, ((Role.SALESFORCE_ADMIN, SVEN),))
    started.setup = (await does(started, change, STELLA)).setup
    await worked(started)
    await ask(started, by=SVEN)
    await ask(started, "json", by=STELLA)
    nobody = ChangePeople(started.setup.id, ((Role.SALESFORCE_ADMIN, None),))
    await does(started, nobody, STELLA)
    started.slack.state.users[STELLA].is_restricted = True
    await forgotten(started, "person")

    await worked(started)

    assert sent(started) == []
    assert sent(started, SVEN) == []
    assert (await started.bot.due.backlog(started.hands.now())).dead == 0


async def test_it_comes_once_though_slacks_answer_was_lost(started: Office) -> None:
    """What may have been shared is looked for before it is sent again."""
    started.slack.faults.add("files.completeUploadExternal", LoseAnswer())
    await ask(started, "json")

    await worked(started)

    assert not started.slack.faults.pending
    assert len(sent(started)) == 1


async def test_what_slack_never_takes_is_not_kept_for_later(
    started: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another press makes a newer one: nobody could try this one again."""
    monkeypatch.setattr(attempt, "REFUSALS", 2)
    started.slack.faults.add("files.completeUploadExternal", Refuse("invalid_blocks"), times=None)
    await ask(started)

    await worked(started)

    assert sent(started) == []
    assert (await started.bot.due.backlog(started.hands.now())).dead == 0
