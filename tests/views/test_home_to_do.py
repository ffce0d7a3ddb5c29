"""Home's first part beside the steps: checklists, what did not get through; and its last page."""

from typing import Any, Final

from bot.domain.people import Actor
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.admin_cards import sales_connect_admin
from bot.views.home import SETUPS_A_PAGE, home_view
from bot.views.say import Say
from bot.views.starter_card import starter

from .gallery_undelivered import many
from .overviews import an_overview, seen, trail_to
from .reading import buttons, mrkdwn, plain
from .states import NINA, PEOPLE, SALOME, SASHA, STARTER, a_setup, member
from .typed import View

ENGLISH: Final = Say(Language.EN)
OWNER: Final = member(STARTER)


def home(*there: Any, by: Actor, trail: str = "") -> View:
    return home_view(an_overview(by, *there, a_page=SETUPS_A_PAGE, trail=trail), ENGLISH)


def said(view: View) -> str:
    return "\n".join([*plain(view), *mrkdwn(view)])


def accessories(view: View) -> list[str]:
    return [one["accessory"]["action_id"] for one in view["blocks"] if "accessory" in one]


def test_a_checklist_with_open_points_is_theirs_to_do() -> None:
    """By whose list it is, as their card counts it; nobody reads that nothing waits for them."""
    setup = a_setup(people={one: who for one, who in PEOPLE.items() if who != SALOME})

    view = home(seen(setup), by=member(SASHA))

    assert view["blocks"][0]["text"]["text"] == "Your open steps"
    line = "production: *your checklist* (Sales Connect admin 0 of 4 · Salesforce admin 0 of 3)"
    assert view["blocks"][1]["text"]["text"] == line
    assert view["blocks"][1]["accessory"]["text"]["text"] == "Open checklist"
    assert "Nothing waits for you" not in said(view)
    card = sales_connect_admin(setup, SASHA, ENGLISH)
    assert "Checklists: Sales Connect admin 0 of 4 · Salesforce admin 0 of 3" in card.text
    assert (
        "Sales Connect admin 0 of 4 · Salesforce admin 0 of 3"
        in starter(setup, STARTER, ENGLISH).text
    )


def test_what_did_not_get_through_is_told_whatever_page_its_setup_is_on() -> None:
    """Of a few setups, with the button; the others are counted."""
    there = [seen(a_setup(Stage.REVEALED, name=f"S{n}", number=n)) for n in range(1, 6)]
    lost = [a_setup(name=f"Lost {n}", number=n) for n in range(6, 10)]
    given_up = [seen(one, given_up=many(one)[:2]) for one in lost]

    view = home(*there, *given_up, by=member(SASHA))

    assert "production (`Lost 6`): 2 messages did not get through" in said(view)
    assert "The same goes for 2 more setups" in said(view)
    assert accessories(view).count(ids.RETRY) == 2
    assert "did not get through" not in said(home(*there, *given_up, by=member(NINA)))


def test_of_a_page_the_messages_stand_on_its_setup_only() -> None:
    """Once, with what became of each."""
    setup = a_setup(name="EMEA")

    view = home(seen(setup, given_up=many(setup)[:2]), by=OWNER)

    assert said(view).count("did not get through") == 1
    pressed = [one["action_id"] for one in buttons(view)]
    assert pressed.count(ids.RETRY) == 1


def test_more_setups_than_buttons_can_count_are_found_by_name() -> None:
    """The last page that can be turned to says how."""
    many_setups = [seen(a_setup(name=f"{n}", number=n)) for n in range(1, 340)]
    trail = trail_to(66, OWNER, *many_setups, a_page=SETUPS_A_PAGE)

    view = home(*many_setups, by=OWNER, trail=trail)

    assert "Setups 331 to 335 of 339. Beyond the first 335, write the name" in said(view)
    ways = [one["action_id"] for one in buttons(view) if ids.HOME_PAGE in one["action_id"]]
    assert ways == [f"{ids.HOME_PAGE}back"]
