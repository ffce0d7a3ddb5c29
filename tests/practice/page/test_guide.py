"""`What now?`: what is done, what is next, and whose turn it is."""

from datetime import UTC, datetime

import pytest

from bot.views import ids
from practice import company
from practice.page.guide import guide, remember
from practice.page.shown import Guide
from practice.slack.messages import Json
from practice.world import World


def card(world: World, *actions: str) -> None:
    """A message of the bot to Sol with these buttons."""
    buttons: list[Json] = [
        {
            "type": "button",
            "action_id": action,
            "value": "x",
            "text": {"type": "plain_text", "text": action},
        }
        for action in actions
    ]
    state = world.slack.state
    state.new_message(
        state.dm_with(company.SALES_CONNECT_ADMIN),
        user=world.slack.bot_user_id,
        text="a card",
        blocks=[{"type": "actions", "elements": buttons}] if buttons else [],
        team=state.home_team,
    )
    remember(world)


def shown(world: World, who: str = company.MARKETO_ADMIN, place: str = "sales-connect") -> Guide:
    return guide(world, who, place, "en")


def at(world: World) -> int:
    """The number of the step that is next, from 0."""
    return [step.state for step in shown(world).steps].index("now")


def test_it_begins_with_the_command() -> None:
    """Nothing is done; whoever stands in the right place needs no link."""
    world = World.new(None)

    first = shown(world).steps[0]

    assert shown(world).progress == (0, 9)
    assert (first.state, first.href) == ("now", None)
    assert "<code>/salesconnect setup</code>" in first.words
    assert shown(world, "U_ADA").steps[0].link_words == "Be Mara"
    assert shown(world, place="general").steps[0].href == "/as/mara/sales-connect"


def test_it_follows_the_buttons_that_were_seen() -> None:
    """Each stop is passed by what came on a screen, also when that is gone again."""
    world = World.new(None)
    for number, actions in enumerate(((ids.HAND_OVER,), (ids.REVEAL,), (ids.CONNECTED,)), start=1):
        card(world, *actions)
        assert at(world) == number
    world.kept.sales_connect.connected_at = datetime(2026, 11, 25, tzinfo=UTC)
    assert at(world) == 4
    card(world, ids.START_NOW, ids.WORKSPACES)
    assert at(world) == 5
    card(world, ids.CONNECT_USERS, ids.WORKSPACES)
    assert at(world) == 6
    card(world, ids.ALL_CONNECTED, ids.SOME_FAILED)
    assert at(world) == 7


def test_who_skips_the_made_up_product_is_not_held_up() -> None:
    """What is later done proves what came before."""
    world = World.new(None)
    card(world, ids.START_NOW)

    assert at(world) == 5
    assert shown(world).progress == (5, 9)


def test_the_end_is_told() -> None:
    """The batch was reported: its button is gone again."""
    world = World.new(None)
    card(world, ids.ALL_CONNECTED)
    world.slack.state.dm_with(company.SALES_CONNECT_ADMIN).messages.clear()
    remember(world)

    assert shown(world).progress == (9, 9)
    assert "The road is played" in shown(world).lead


def test_values_to_copy_stand_where_they_are_needed_only() -> None:
    world = World.new(None)
    assert not any(step.values for step in shown(world).steps)
    card(world, ids.HAND_OVER)

    values = dict(shown(world).steps[1].values)

    assert values["Munchkin ID"] == world.kept.marketo.munchkin_id
    assert set(values) == {"Munchkin ID", "Client ID", "Client Secret"}


@pytest.mark.parametrize("number", range(9))
def test_every_step_is_in_both_languages(number: int) -> None:
    world = World.new(None)

    english = guide(world, "U_ADA", "general", "en").steps[number]
    french = guide(world, "U_ADA", "general", "fr").steps[number]

    assert english.words != french.words
    assert english.link_words.startswith("Be ")
    assert french.link_words.startswith("Devenir ")
