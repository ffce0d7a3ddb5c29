"""`/salesconnect status NAME`; `status` of many setups; and where nothing is set up at all."""

import pytest

from practice.slack import Answer, Person
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import World

NAMES = ("Zulu", "Région 07", "Lyon")


async def _named(world: World) -> None:
    """Four of production, one of them without a name, and one of a sandbox."""
    world.stella.user.locale = "en-US"
    await start_setup(world.stella)
    for name in NAMES:
        await start_setup(world.stella, Name=name)
    await start_setup(world.stella, Instance="Sandbox", Name="Zulu")
    await settled(world)


async def _status(person: Person, name: str) -> Answer:
    return await person.command(f"/salesconnect status {name}")


def _titles(answer: Answer) -> list[str]:
    blocks = [block for one in answer.messages for block in one.blocks]
    titles = [one["text"]["text"] for one in blocks if one["type"] == "header"]
    return [one.partition(":")[2].strip() for one in titles]


@IN_BOTH
async def test_a_name_picks_the_setups_that_are_called_so(town: Spoken) -> None:
    """By kind, name or both, however it is written; several, where several are."""
    await _named(town.world)

    for typed, found in {
        "region 07": ["production (Région 07)"],
        "production (zulu)": ["production (Zulu)"],
        "Zulu": ["production (Zulu)", "sandbox (Zulu)"],
        "bac à sable": ["sandbox (Zulu)"],
        "sandbox": ["sandbox (Zulu)"],
        "LYON": ["production (Lyon)"],
    }.items():
        answer = await _status(town.sol, typed)
        assert _titles(answer) == found, typed


@IN_BOTH
async def test_a_name_that_nobody_has_is_told_with_the_nearest(town: Spoken) -> None:
    """And the plain answer stands below it; a slip of the finger is told, too."""
    await _named(town.world)

    nobodys, misspelt = await _status(town.sol, "Region 08"), await _status(town.sol, "Lyom")

    assert "`Region 08`" in nobodys.text
    assert "production (`Région 07`)" in nobodys.text
    assert len(_titles(nobodys)) == 3
    assert "`Lyom`" in misspelt.text
    assert _titles(misspelt) == ["production (Lyon)"]


@OVER_HTTP
async def test_a_name_leads_nobody_to_a_setup_that_they_do_not_see(world: World) -> None:
    """Neither by its name nor by one that comes near it."""
    await _named(world)

    for typed in ("Zulu", "Zuly", "production", "Lyon"):
        answer = await _status(world.ada, typed)
        assert _titles(answer) == []
        assert "(`" not in answer.text
        assert typed not in answer.text
    assert _titles(await _status(world.owen, "Lyon")) == ["production (Lyon)"]


@OVER_HTTP
async def test_each_of_many_setups_is_chosen_from_a_list(world: World) -> None:
    """More than Slack takes buttons for."""
    for number in range(30):
        await start_setup(world.stella, Name=f"Instance {number:02}")
    await settled(world)
    [message] = (await world.stella.command("/salesconnect status")).messages

    await world.stella.fill("Setup", "production (Instance 29)", in_=message)
    await settled(world)

    assert "production (Instance 29)" in message.now.all_text
    assert "production (Instance 28)" not in message.now.all_text


@IN_BOTH
@pytest.mark.parametrize("word", ["audit", "provision", "credentials", "connected", "disconnect"])
async def test_before_any_setup_each_word_says_how_to_begin(town: Spoken, word: str) -> None:
    """There was none that could be no more."""
    answer = await town.sol.command(f"/salesconnect {word}")

    assert town.stands_in("Nothing is set up in this Slack workspace yet.", answer.text)
    assert "`/salesconnect setup`" in answer.text


@OVER_HTTP
@pytest.mark.parametrize("words", ["connect users", "show the audit", "affiche le journal"])
async def test_before_any_setup_a_sentence_is_answered_with_how_to_begin(
    world: World, words: str
) -> None:
    """The same in a direct message."""
    await world.sol.say(words)
    await settled(world)

    assert "`/salesconnect setup`" in world.sol.dm[-1].text
