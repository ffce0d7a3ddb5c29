"""What is pressed on a Home tab too late, by others, in French, or in no way of ours."""

from bot.domain.ids import UserId
from practice.slack import Modal
from tests.journeys import requests
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import TEAM, reveals, settled, start_setup
from tests.journeys.tabs import at_home, button_on, home, page_button, press_home, press_old, said
from tests.journeys.world import CLIENT_SECRET, World


@OVER_HTTP
async def test_a_button_of_another_person_says_whose_it_is(world: World) -> None:
    """Its value is what no client of theirs ever had; nothing is done."""
    await world.handed_over()
    await requests.asked(world, requests.NIA)
    await at_home(world, world.mara, world.sol, world.stella, world.ada, world.benoit)
    forged = {
        world.mara: (button_on(world.sol, "Reveal credentials"), "<@U_SOL>"),
        world.ada: (button_on(world.stella, "Cancel setup"), "<@U_STELLA>"),
        world.benoit: (button_on(world.ada, "Withdraw"), "<@U_ADA>"),
    }

    for person, (button, whose) in forged.items():
        assert whose in await press_old(world, person, button)
        await person.close()

    assert reveals(world, CLIENT_SECRET) == []
    assert "Reveal credentials" in home(world.sol).buttons
    assert "Withdraw" in home(world.ada).buttons


@OVER_HTTP
async def test_a_button_of_an_old_home_says_why_it_is_too_late(world: World) -> None:
    """Somebody else was faster, or they were themselves, elsewhere."""
    await world.handed_over()
    await at_home(world, world.sol, world.stella)
    reveal, cancel = (
        button_on(world.sol, "Reveal credentials"),
        button_on(world.stella, "Cancel setup"),
    )
    await press_home(world, world.sol, "Reveal credentials")
    await world.sol.close()

    assert "already revealed" in (await press_old(world, world.sol, reveal)).lower()
    await world.sol.press("Ask again")
    await settled(world)
    assert "Done" in said(world.sol)
    await press_home(world, world.stella, "Cancel setup")
    assert await press_old(world, world.stella, cancel) != ""


@OVER_HTTP
async def test_french_and_english_stand_beside_each_other(world: World) -> None:
    """Each reads their own, a small window too."""
    await start_setup(world.stella)
    await at_home(world, world.ada, world.benoit)

    assert "Invite users" in home(world.ada).buttons
    assert "Demander un compte sandbox" in home(world.benoit).buttons
    stale = button_on(world.benoit, "Demander un compte sandbox")
    await press_old(world, world.benoit, stale)
    assert world.benoit.modal is not None
    assert world.benoit.modal.title == "Compte sandbox"


async def _many(world: World, number: int) -> None:
    for one in range(number):
        await start_setup(world.stella, Name=f"Instance {one:02}")
    await settled(world)


@OVER_HTTP
async def test_many_setups_are_read_page_by_page(world: World) -> None:
    """A page stays where its reader left it while things change, until they open it anew."""
    stella = world.stella
    await _many(world, 12)
    await at_home(world, stella)
    first = home(stella).text

    await press_home(world, stella, "Next setups")
    assert "6 to 10 of 12" in home(stella).text
    await start_setup(stella, Name="One more")
    await settled(world)
    assert "6 to 10 of 13" in home(stella).text
    await press_home(world, stella, "Previous setups")
    assert "1 to 5 of 13" in home(stella).text
    await press_home(world, stella, "Next setups")
    await at_home(world, stella)

    assert "1 to 5 of 13" in home(stella).text != first


@OVER_HTTP
async def test_a_page_that_no_button_of_ours_names_is_the_first(world: World) -> None:
    """Whatever is made up, and the number of a page, as buttons held it before."""
    stella = world.stella
    await _many(world, 6)
    await at_home(world, stella)

    for value in ("", "-1", "1e3", "1", "²", "setup:1", "9" * 2_000, "9" * 2_001):
        await press_home(world, stella, "Next setups")
        assert "6 to 6 of 6" in home(stella).text
        await press_old(world, stella, page_button(value))
        assert "1 to 5 of 6" in home(stella).text


@OVER_HTTP
async def test_a_setup_that_moves_to_the_front_between_two_presses_is_not_passed_over(
    world: World,
) -> None:
    """What was on a later page is on the next one."""
    stella = world.stella
    await _many(world, 12)
    await at_home(world, stella)
    seen, following = _titles(home(stella)), button_on(stella, "Next setups")
    last = (await world.bot.aggregates.ask(TEAM, UserId("U_STELLA"))).setups[-1].state
    decline = next(
        one for one in reversed(world.mara.dm) if "production (Instance 11)" in one.all_text
    )
    await world.mara.press("Not the right person", in_=decline)
    await settled(world)
    assert _titles(home(stella))[0] == f"production ({last.name})" not in seen

    await press_old(world, stella, following)
    seen += _titles(home(stella))
    while "Next setups" in home(stella).buttons:
        await press_home(world, stella, "Next setups")
        seen += _titles(home(stella))

    assert sorted({*seen}) == [f"production (Instance {n:02})" for n in range(12)]


def _titles(shown: Modal) -> list[str]:
    titles = [one["text"]["text"] for one in shown.blocks if one["type"] == "header"]
    return [one.removeprefix("Sales Connect: ") for one in titles if one.startswith("Sales")]
