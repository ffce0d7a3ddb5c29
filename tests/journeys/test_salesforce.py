"""Salesforce: one organization on both sides, checked as typed; differences are told to all."""

from typing import Any, Final

from bot.domain.salesforce_org import checksum
from practice.slack import Person
from tests.journeys.labels import EN
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import kept, posts
from tests.journeys.world import World

SHORT: Final = "00D5e000001AbCd"
LONG: Final = "00D5e000001AbCdEAK"  # worked out by hand: places 3, then 12 and 14
OTHER: Final = "00D5e000001aBcD"
NAMED: Final = ("U_STELLA", "U_MARA", "U_SOL", "U_SVEN")
MARKETO: Final = "Marketo’s Salesforce"
SALES_CONNECT: Final = "Sales Connect’s Salesforce"
WRONG: Final = {  # as typed -> what is said of it
    f"{SHORT} ": "contains a space",
    "00D5e000001 AbCd": "contains a space",
    f"{LONG}\u00a0": "contains a space",
    "00D5e00000": "15 or 18 letters and digits",
    f"{SHORT}E": "15 or 18 letters and digits",
    "00D5e000001AbC!": "15 or 18 letters and digits",
    "0015e000001AbCd": "begins with 00D",
    "00d5e000001AbCdEAK": "begins with 00D",
    f"{SHORT}AAA": "do not fit the others",
    "00D5E000001AbCdEAK": "do not fit the others",
}


async def _save(town: Spoken, person: Person, typed: str, side: str | None = None) -> None:
    more: dict[str, Any] = {"Of_which": side} if side else {}
    await town.form(person, "Save Organization ID", Organization_ID=typed, **more)
    await town.send(person)


async def _warned(town: Spoken) -> dict[str, int]:
    """How many warnings each named person has."""
    people = {who: town.world.slack.person(who) for who in NAMED}
    words = "Salesforce does not match"
    return {who: len(await town.told(person, words)) for who, person in people.items()}


def test_the_long_form_of_these_journeys_is_the_right_one() -> None:
    """The examples here are none of the bot's."""
    assert SHORT + checksum(SHORT) == LONG


@IN_BOTH
async def test_the_same_organization_on_both_sides(town: Spoken) -> None:
    """Typed with 15 characters here and 18 there; nobody gets a message."""
    await town.start()
    await _save(town, town.mara, SHORT)
    card = await town.card(town.stella, "Open checklist")
    assert town.reads("The other side is still open")(card)
    assert LONG in card.all_text
    said = len([c for c in posts(town.world) if c.method == "chat.postMessage"])

    await _save(town, town.sol, LONG)

    for person in (town.stella, town.sol, town.sven):
        shown = await town.card(person, "Open checklist")
        assert town.reads("use the same Salesforce")(shown), person.id
        assert LONG in shown.all_text
    assert len([c for c in posts(town.world) if c.method == "chat.postMessage"]) == said
    setup = await town.setup()
    assert {one.by for one in setup.organizations.values()} == {"U_MARA", "U_SOL"}


@IN_BOTH
async def test_different_organizations_are_told_to_everybody_once_and_mended(
    town: Spoken,
) -> None:
    """What to do stands in the message; once mended, message and cards say the same."""
    await town.start()
    await _save(town, town.mara, SHORT)
    await town.form(town.sol, "Save Organization ID", Organization_ID=OTHER)
    assert all(f"<@{who}>" in str(town.sol.modal and town.sol.modal.text) for who in NAMED)

    await town.send(town.sol)

    assert await _warned(town) == dict.fromkeys(NAMED, 1)
    (told,) = await town.told(town.sven, "Salesforce does not match")
    assert town.reads("Two different Salesforce organizations")(told)
    assert LONG in told.all_text
    assert OTHER in told.all_text
    await _save(town, town.sol, OTHER)
    assert await _warned(town) == dict.fromkeys(NAMED, 1)

    await _save(town, town.sven, LONG, SALES_CONNECT)

    assert town.reads("use the same Salesforce")(told.now)
    for person in (town.stella, town.sol, town.sven):
        shown = await town.card(person, "Open checklist")
        assert town.reads("use the same Salesforce")(shown)
        assert not town.reads("Two different Salesforce organizations")(shown)


@IN_BOTH
async def test_a_salesforce_admin_says_of_which_side_it_is(town: Spoken) -> None:
    """Who is in neither product is asked for what is not known yet."""
    await town.start()
    sides = []
    for typed in (SHORT, LONG):
        await town.form(town.sven, "Save Organization ID", Organization_ID=typed)
        assert town.sven.modal is not None
        assert town.sven.modal.title == town.say("Salesforce organization")
        sides.append(town.sven.modal.values[town.say("Of which")])
        await town.send(town.sven)

    assert sides == [town.say(MARKETO), town.say(SALES_CONNECT)]
    assert town.reads("use the same Salesforce")(await town.card(town.sven, "Open checklist"))


@IN_BOTH
async def test_what_is_no_organization_id_is_refused_at_its_field(town: Spoken) -> None:
    """A good one is shown, nothing typed is lost, and the same window takes the right one."""
    await town.start()
    before = await kept(town.world)
    await town.form(town.sol, "Save Organization ID", Of_which=MARKETO)
    for typed, words in WRONG.items():
        await town.fill(town.sol, "Organization ID", typed)

        await town.sol.submit()

        assert list(town.sol.errors) == ["Organization ID"], typed
        error = town.sol.errors["Organization ID"]
        assert town.stands_in(words, error), (typed, error)
        assert "00D000000000001EAA" in error
        assert town.sol.modal is not None
        assert town.sol.modal.values["Organization ID"] == typed
        assert town.sol.modal.values[town.say("Of which")] == town.say(MARKETO)
    assert await kept(town.world) == before
    await town.fill(town.sol, "Organization ID", LONG)
    await town.send(town.sol)


@OVER_HTTP
async def test_without_a_salesforce_admin_the_others_are_told(world: World) -> None:
    """Nobody is told in a part that nobody has."""
    town = Spoken(world, EN)
    await town.start(Salesforce_admin=None)
    await _save(town, town.sol, OTHER, MARKETO)

    await _save(town, town.sol, SHORT, SALES_CONNECT)

    assert await _warned(town) == {"U_STELLA": 1, "U_MARA": 1, "U_SOL": 1, "U_SVEN": 0}


@OVER_HTTP
async def test_everybody_reads_that_each_user_connects_individually(world: World) -> None:
    """The Salesforce admin at the start, each salesperson in the end."""
    town = Spoken(world, EN)
    await town.running()
    await town.press(town.sol, "All connected")

    assert "individually" in (await town.card(town.sven, "Open checklist")).all_text
    (told,) = town.ada.dm
    assert "individually" in told.all_text
    assert "My Account → Salesforce → Connect" in told.all_text
