"""Addresses as a file for `Invite Users`, into the DM of who asked for it."""

from typing import Final

import pytest

from bot.domain.request_commands import AskForAddresses, Reject, ReportInvited
from bot.work import attempt, files
from practice.slack import Drop, LoseAnswer, Message, ServerError
from practice.slack.faults import Fault
from tests.work.asked import IDA, LEA, REQUEST, approves, posted, started, worked
from tests.work.office import SOL, STELLA, Office
from tests.work.runs import does, forgotten

FORMULA: Final = "=lea@acme.example"
REJECTED: Final = "zoe@acme.example"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait, and Slack shows a file at once."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    monkeypatch.setattr(files, "SHOWN_AFTER", 0.0)


@pytest.fixture
async def approved(office: Office) -> Office:
    """All but one of four people; Sol has them on a card."""
    await started(office)
    await posted(office, LEA, FORMULA, IDA, REJECTED)
    reject = Reject(office.setup.id, REQUEST, 1, (3,), "no licences left")
    await does(office, reject, STELLA)
    await approves(office, STELLA)
    await worked(office)
    return office


async def press(office: Office, key: str = "1.2") -> None:
    """Sol wants the file; nobody has sent anything yet."""
    await does(office, AskForAddresses(office.setup.id, REQUEST, key))


def sent(office: Office, to: str = SOL) -> list[Message]:
    return [message for message in office.cards(to) if message.stored.files]


def content(office: Office, message: Message) -> list[str]:
    [file] = message.stored.files
    kept = office.slack.state.files[file["id"]].content
    assert kept is not None
    return kept.decode("utf-8-sig").splitlines()


async def test_whoever_is_approved_stands_in_it_and_nothing_in_it_is_a_formula(
    approved: Office,
) -> None:
    """One column; who was rejected is not invited by mistake."""
    await press(approved)

    await worked(approved)

    [message] = sent(approved)
    day = approved.hands.now().date().isoformat()
    assert message.stored.files[0]["name"].startswith(f"sales-connect-invites-{day}-")
    assert message.text.startswith("The addresses of everybody who is approved")
    assert content(approved, message) == ["email", LEA, f"'{FORMULA}", IDA]


async def test_it_comes_after_they_are_invited_too(approved: Office) -> None:
    """Whoever is not there yet is invited again with it."""
    await does(approved, ReportInvited(approved.setup.id, REQUEST))
    await press(approved)

    await worked(approved)

    [message] = sent(approved)
    assert content(approved, message)[1:] == [LEA, f"'{FORMULA}", IDA]


async def test_each_press_gets_a_file(approved: Office) -> None:
    """Of each, the name is another one."""
    for key in ("1.2", "1.3"):
        await press(approved, key)

    await worked(approved)

    assert len({message.stored.files[0]["name"] for message in sent(approved)}) == 2


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Drop()),
        ("files.completeUploadExternal", ServerError(503, after=True)),
        ("files.completeUploadExternal", LoseAnswer()),
    ],
    ids=["nothing", "an error", "no answer"],
)
async def test_it_comes_once_whatever_slack_answers(
    approved: Office, method: str, fault: Fault
) -> None:
    """What may have been shared is looked for before it is sent again."""
    approved.slack.faults.add(method, fault)
    await press(approved)

    await worked(approved)

    assert not approved.slack.faults.pending
    assert len(sent(approved)) == 1


async def test_who_has_left_slack_gets_none(approved: Office) -> None:
    """It ends there: nobody else asked for it."""
    await press(approved)
    approved.slack.state.users[SOL].deleted = True
    await forgotten(approved, "dm")

    await worked(approved)

    assert sent(approved) == []
    assert (await approved.bot.due.backlog(approved.hands.now())).dead == 0
