"""An API-only pair, as Mara gives it, and what became of it."""

from bot.domain.commands import Command, SaveApiAccess
from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.domain.people import Actor, Standing
from bot.domain.setup_api import SHOWN_BY_THEN
from bot.domain.setup_parts import ApiAccess
from bot.domain.stages import Language
from bot.handle import Done
from bot.views.api_cards import api_checking_modal
from bot.views.say import Say
from practice.marketo.standin import MarketoStandIn
from practice.slack import Message
from tests.journeys.world import API_ID, API_SECRET, MUNCHKIN_ID
from tests.work.office import MARA, TEAM, Office


async def does(office: Office, command: Command) -> None:
    answer = await office.bot.handle(command, by=Actor(TEAM, MARA, Standing.MEMBER))
    assert isinstance(answer, Done)


async def window(office: Office) -> str:
    """Before Mara's eyes, while Marketo is asked."""
    slack = office.slack
    trigger = slack.state.grants.new_trigger(MARA, slack.state.home_team.id)
    view = api_checking_modal(Say(Language.EN))
    answer = await office.bot.slack.call("views.open", trigger_id=trigger, view=view)
    return str(answer["view"]["id"])


async def give(office: Office, client_secret: str = API_SECRET) -> None:
    """Mara gives a pair; the look at it is due."""
    pair = Credentials(MunchkinId(MUNCHKIN_ID), API_ID, client_secret)
    await does(office, SaveApiAccess(office.setup.id, pair, await window(office)))
    office.hands.move(SHOWN_BY_THEN)


async def given(office: Office, client_secret: str = API_SECRET) -> str:
    """The same, and what the window says in the end."""
    await give(office, client_secret)
    async with office.working():
        await office.until_all_is_done()
    return shown(office)


def shown(office: Office) -> str:
    modal = office.slack.person(MARA).modal
    return modal.text if modal else ""


def messages(office: Office) -> list[Message]:
    """What Mara is told in place of a window."""
    return [card for card in office.cards() if card.buttons == ["Marketo API access"]]


async def access_of(office: Office) -> ApiAccess | None:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    return kept.state.api_access


async def secrets(office: Office) -> list[str | None]:
    """Of the first two pairs."""
    vault, setup_id = office.bot.vault, office.setup.id
    pairs = [await vault.access(TEAM, setup_id, number) for number in (1, 2)]
    return [pair.client_secret if pair else None for pair in pairs]


async def asked(marketo: MarketoStandIn, number: int) -> bool:
    return len(marketo.calls) >= number
