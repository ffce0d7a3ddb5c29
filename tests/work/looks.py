"""Home tabs in the office: opened, changed by a commit, and read."""

from datetime import timedelta
from typing import Final

from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.store.homes import Homes
from practice.slack import Call
from tests.store.builders import an_entry
from tests.work.office import MARA, TEAM, Office
from tests.work.workers import poll

PUBLISH: Final = "views.publish"
LEASE: Final = timedelta(seconds=5)


async def looks(office: Office, who: UserId = MARA, *, page: str = "") -> None:
    await Homes(office.bot.scripts).looked(TEAM, who, page=page, now=office.hands.now())


async def worked(office: Office) -> None:
    async with office.working():
        await office.until_all_is_done()


async def shown(office: Office, *people: UserId) -> None:
    """A setup whose cards are out, and a Home tab with it before each of them."""
    await office.start_setup()
    for who in people or (MARA,):
        await looks(office, who)
    await worked(office)


async def renamed(office: Office, name: str) -> None:
    """What Home shows, and nothing else."""
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    outcome = Outcome(kept.state.model_copy(update={"name": name}))
    entry = an_entry(at=office.hands.now())
    await office.bot.aggregates.commit_setup(outcome, kept, entry)


def published(office: Office, who: UserId = MARA) -> list[Call]:
    """Attempts, those that failed too."""
    return [one for one in office.slack.calls_of(PUBLISH) if one.args["user_id"] == who]


async def tried(office: Office, times: int) -> None:
    async def is_so() -> bool:
        return len(published(office)) >= times

    await poll(is_so)


def reads(office: Office, who: UserId = MARA) -> str:
    """Their Home tab, as Slack has it."""
    home = office.slack.person(who).home
    return home.text if home else ""


def buttons(office: Office, who: UserId = MARA) -> list[str]:
    home = office.slack.person(who).home
    return home.buttons if home else []


async def nothing_is_given_up(office: Office) -> None:
    """Neither put aside, nor told to anybody."""
    assert (await office.bot.due.backlog(office.hands.now())).dead == 0
    assert not any(
        "undelivered" in str(call.args) for call in office.slack.calls_of("chat.postMessage")
    )
