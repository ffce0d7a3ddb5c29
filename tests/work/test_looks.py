"""The worker looks at Marketo for the bot; what is gone by then is not looked at."""

from cryptography.fernet import Fernet

from bot.domain.commands import NoteRevealed
from bot.domain.people import Actor, Standing
from bot.domain.setup_parts import HandOverNote, MarketoSays
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.journeys.world import add_marketo
from tests.work.office import SOL, TEAM, Office


async def _note(office: Office) -> HandOverNote:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    assert kept.state.handed_over is not None
    return kept.state.handed_over


async def test_what_was_handed_over_is_looked_at_once(office: Office) -> None:
    """By one call, whose answer stands on the note; these values Marketo does not know."""
    marketo = add_marketo(office.slack, office.hands)
    await office.start_setup()
    await office.hand_over()

    async with office.working():
        await office.until_all_is_done()

    checked = (await _note(office)).checked
    assert checked is not None
    assert checked.says is MarketoSays.NOT_ACCEPTED
    assert [(call.method, call.path) for call in marketo.calls] == [
        ("POST", "/identity/oauth/token")
    ]


async def test_what_was_opened_before_the_look_is_not_looked_at(office: Office) -> None:
    """The vault is empty: Marketo is asked nothing, and nothing is noted."""
    marketo = add_marketo(office.slack, office.hands)
    await office.start_setup()
    await office.hand_over()
    sol = Actor(TEAM, SOL, Standing.MEMBER)
    await office.bot.handle(NoteRevealed(office.setup.id, 1), by=sol)

    async with office.working():
        await office.until_all_is_done()

    assert list(marketo.calls) == []
    assert (await _note(office)).checked is None


async def test_a_lost_key_costs_the_advice_and_nothing_else(
    office: Office, scripts: Scripts
) -> None:
    """The look ends for good, and every card is sent."""
    marketo = add_marketo(office.slack, office.hands)
    await office.start_setup()
    await office.hand_over()

    async with office.working(Vault(scripts, (Fernet.generate_key().decode(),))):
        await office.until_all_is_done()

    assert list(marketo.calls) == []
    assert (await _note(office)).checked is None
    assert any("Reveal credentials" in card.buttons for card in office.cards(SOL))
