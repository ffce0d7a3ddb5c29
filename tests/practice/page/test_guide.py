"""`What now?`: what is done, what is next, and whose turn it is."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from bot.domain.stages import Language
from bot.locale import texts
from bot.views import ids
from practice import company
from practice.page.guide import guide
from practice.page.guide.played import remember
from practice.slack.messages import Json
from practice.world import World
from tests.practice.page.played import at, card, done, pressed, shown, submitted, tried

OF_PRACTICE = (
    "Jump 10 minutes ahead",
    "Team Access",
    "Tick these addresses",
    "Manage members",
    "@sales-all",
    "Leave channel",
    "Archive channel",
    "More actions",
    "Home",
)


def test_it_begins_with_the_command() -> None:
    """Nothing is done; whoever stands in the right place needs no link."""
    world = World.new(None)

    first = shown(world).steps[0]

    assert shown(world).progress == (0, 10)
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
    card(world, ids.PREPARE, ids.WORKSPACES, ids.OPEN_CHECKLIST, ids.START_NOW)
    assert at(world) == 5
    done(world, submitted(ids.PREPARED_MODAL))
    assert at(world) == 6
    card(world, ids.START_PREPARED, ids.CONNECT_USERS, ids.WORKSPACES)
    assert at(world) == 7
    card(world, ids.ALL_CONNECTED, ids.SOME_FAILED, ids.COMPARE)
    assert at(world) == 8
    assert tried(world) == []


def test_who_prepares_nobody_goes_on_too() -> None:
    """The ten minutes may also be waited for."""
    world = World.new(None)
    card(world, ids.PREPARE, ids.START_NOW)
    assert at(world) == 5

    card(world, ids.CONNECT_USERS)

    assert at(world) == 7


def test_a_reminder_of_an_early_step_goes_nowhere() -> None:
    """Its buttons are those of the step; later ones are not taken for done."""
    world = World.new(None)
    card(world, ids.HAND_OVER, ids.ALREADY_CONNECTED, ids.SNOOZE)
    assert at(world) == 1
    card(world, ids.REVEAL, ids.SNOOZE)
    assert at(world) == 2
    card(world, ids.CONNECTED, ids.SNOOZE)
    assert at(world) == 3
    assert tried(world) == []


def test_where_nothing_is_handed_over_the_road_goes_on() -> None:
    """Connected by itself, or one person on both sides."""
    by_itself, one_admin = World.new(None), World.new(None)
    card(by_itself, ids.HAND_OVER, ids.ALREADY_CONNECTED)
    card(by_itself, ids.LONG_CONNECTED, ids.START_NOW)
    card(one_admin, ids.CONNECTED, ids.ALREADY_CONNECTED)

    assert at(by_itself) == 5
    assert at(one_admin) == 3
    assert tried(by_itself) == [8]
    assert tried(one_admin) == [9]


def test_who_skips_the_made_up_product_is_not_held_up() -> None:
    """What is later done proves what came before."""
    world = World.new(None)
    card(world, ids.START_NOW)

    assert at(world) == 5
    assert shown(world).progress == (5, 10)


def test_the_end_is_told() -> None:
    """The batch was reported, and its button is gone again."""
    world = World.new(None)
    card(world, ids.ALL_CONNECTED)
    done(world, pressed(ids.ALL_CONNECTED))
    assert at(world) == 8
    world.slack.state.dm_with(company.SALES_CONNECT_ADMIN).messages.clear()
    remember(world)

    assert shown(world).progress == (10, 10)
    assert "The road is played" in shown(world).lead


def test_a_batch_is_reported_while_the_next_one_stands_there() -> None:
    """What remains of a batch is the button that looks for it in Team Access."""
    world = World.new(None)
    card(world, ids.ALL_CONNECTED, ids.SOME_FAILED, ids.COMPARE)
    assert at(world) == 8

    card(world, ids.COMPARE)

    assert shown(world).progress == (10, 10)


def test_a_batch_whose_setup_was_cancelled_is_not_reported() -> None:
    """Its buttons go then, too."""
    world = World.new(None)
    card(world, ids.ALL_CONNECTED)
    done(world, pressed(ids.CANCEL_SETUP))
    world.slack.state.dm_with(company.SALES_CONNECT_ADMIN).messages.clear()
    remember(world)

    assert at(world) == 8


@pytest.mark.parametrize(
    ("number", "payload"),
    [
        (0, pressed(ids.SNOOZE)),
        (1, submitted(ids.CHANGE_PEOPLE_MODAL)),
        (3, submitted(ids.CHECKLIST_MODAL)),
        (4, submitted(ids.ORGANIZATION_MODAL)),
        (5, pressed(ids.ASK_AGAIN)),
        (6, {"user_id": "U_BENOIT", "text": "Credentials"}),
        (7, submitted(ids.API_ACCESS_MODAL)),
        (10, pressed(ids.TAKE_OVER)),
        (11, {"user_id": company.SLACK_ADMIN, "text": " Status "}),
        (35, pressed(ids.CANCEL_SETUP)),
    ],
)
def test_what_was_tried_is_marked(number: int, payload: Json) -> None:
    """Once the bot has answered, and not with faults; the road stands where it was."""
    world = World.new(None)
    done(world, payload, acked=False)
    if payload.get("type") == "view_submission":
        done(world, payload, {"response_action": "errors", "errors": {}})
    assert tried(world) == []

    done(world, payload)

    assert tried(world) == [number]
    assert at(world) == 0


def test_what_everybody_may_ask_is_not_taken_for_another_try() -> None:
    """The Marketo admin's own status, the Sales Connect admin's own credentials."""
    world = World.new(None)
    done(world, {"user_id": company.MARKETO_ADMIN, "text": "status"})
    done(world, {"user_id": company.SALES_CONNECT_ADMIN, "text": "credentials"})

    assert tried(world) == []


def test_somebody_was_deactivated() -> None:
    """And it counts still when they are back."""
    world = World.new(None)
    sven = world.slack.state.users["U_SVEN"]
    for sven.deleted in (True, False):
        remember(world)

    assert tried(world) == [2]


def test_days_pass_where_they_are_needed_only() -> None:
    """The buttons for it, and what there is to copy: Organization IDs, the API-only pair."""
    world = World.new(None)
    also = shown(world).also

    jumps = {number: step.jump for number, step in enumerate(also) if step.jump}
    values = {number: dict(step.values) for number, step in enumerate(also) if step.values}

    assert jumps == {0: "morning", 5: "three-days"}
    assert values.keys() == {4, 7, 12, 18, 19, 23, 31, 32, 33}
    assert values[7]["API Client Secret"] == world.kept.marketo.api.client_secret


def test_values_to_copy_stand_where_they_are_needed_only() -> None:
    world = World.new(None)
    assert not any(step.values for step in shown(world).steps)
    assert "make run" in dict(shown(world).also[18].values)["Terminal"]
    card(world, ids.HAND_OVER)

    values = dict(shown(world).steps[1].values)

    assert values["Munchkin ID"] == world.kept.marketo.munchkin_id
    assert set(values) == {"Munchkin ID", "Client ID", "Client Secret"}


def test_every_step_is_in_both_languages() -> None:
    """For somebody who has no part in it."""
    world = World.new(None)
    english = guide(world, "U_FINN", "general", "en")
    french = guide(world, "U_FINN", "general", "fr")

    for one, other in zip(
        (*english.steps, *english.also), (*french.steps, *french.also), strict=True
    ):
        assert one.words != other.words
        assert one.link_words.startswith("Be ")
        assert other.link_words.startswith("Devenir ")


@pytest.mark.parametrize("language", list(Language))
def test_what_it_names_is_called_so(language: Language) -> None:
    """Commands, places, buttons of the page, and labels of the bot in that language."""
    found = guide(World.new(None), "U_ADA", "general", language.value)
    labels = {str(text) for text in texts(language)._catalog.values()}  # type: ignore[attr-defined]
    named = [
        word
        for step in (*found.steps, *found.also)
        for word in re.findall("<code>(.*?)</code>", unescape(step.words))
    ]

    assert len(named) > 10
    for word in named:
        is_ours = word.startswith(("/salesconnect ", "#")) or word in OF_PRACTICE
        assert is_ours or word in labels, word
