"""Home tabs that several journeys look at and press on."""

from bot.views import ids
from practice.slack import Modal, Person
from practice.slack.rendering import Pressable, pressables
from tests.journeys.steps import settled
from tests.journeys.world import World


async def at_home(world: World, *people: Person) -> None:
    """Each of them has opened it, and leaves it open."""
    for person in people:
        await person.open_app("home")
    await settled(world)


def home(person: Person) -> Modal:
    """As it stands before them, without opening it anew."""
    assert person.home is not None
    return person.home


async def press_home(world: World, person: Person, label: str) -> str:
    """Once all is quiet, and until it is again; what the small window says, if one came."""
    await settled(world)
    if person.modal:
        await person.close()
    await person.press(label, in_home=True)
    await settled(world)
    return said(person)


async def press_old(world: World, person: Person, button: Pressable) -> str:
    """A button of a Home as it was, or made up."""
    await settled(world)
    await person.press_button(home(person).view, button)
    await settled(world)
    return said(person)


def said(person: Person) -> str:
    """By the window on top."""
    return person.modal.text if person.modal else ""


def button_on(person: Person, label: str) -> Pressable:
    """As it stands there now."""
    return next(one for one in pressables(home(person).blocks) if one.label == label)


def page_button(value: str) -> Pressable:
    """What turns a page, with a value that no client of ours wrote."""
    element = {"type": "button", "action_id": f"{ids.HOME_PAGE}on", "value": value}
    return Pressable("Next", "a-block", {**element, "text": {"type": "plain_text", "text": "Next"}})
