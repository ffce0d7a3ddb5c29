"""On Home and in the answer to `status`, nobody is shown a button that they may not press."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest

from bot.domain.overview import Overview
from bot.domain.people import Actor
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language, Stage
from bot.views import ids
from bot.views.home import SETUPS_A_PAGE, home_view
from bot.views.say import Say
from bot.views.status import status_answer
from tests.for_each import for_each

from .bends import declined, gone, prepared, snoozed
from .gallery_home import ADMIN, homes, homes_of_steps, of_many
from .gallery_people import people_cards
from .gallery_reminders import reminder_cards
from .gallery_road import road_cards
from .gallery_undelivered import many
from .overviews import Fate, an_overview, seen
from .presses import ACTS, BEGINS, GIVES, OPENS, STEERS, press
from .reading import buttons
from .request_states import of_invites, of_sandbox
from .requests import REQUESTER, wanting
from .runs import a_draft, a_run, halted, paused, some_failed, started
from .states import NINA, PEOPLE, SASHA, STARTER, a_setup, member
from .typed import TAME

ENGLISH: Final = Say(Language.EN)
CARDS: Final = (road_cards, people_cards, reminder_cards)
STANDS: Final = of_invites(TAME) | of_sandbox(TAME)


def setups() -> dict[str, Setup]:
    """Every stage, and every way that the road can bend: those of the cards, each once."""
    shown = {name: setup for cards in CARDS for name, (setup, _) in cards(TAME).items()}
    shown |= {f"stage.{stage}": a_setup(stage) for stage in Stage}
    shown |= {f"declined.{role}": declined(a_setup(), role) for role in list(PEOPLE)[1:]}
    shown |= {f"gone.{role}": gone(a_setup(Stage.READY), who) for role, who in PEOPLE.items()}
    shown |= {
        "prepared": prepared(a_setup(Stage.CONNECTED)),
        "sandbox": a_setup(Stage.DONE, kind=Kind.SANDBOX),
        "asked": wanting(a_setup(Stage.READY)),
        "snoozed": snoozed(a_setup(), next(iter(a_setup().turns))),
    }
    once = {setup.model_dump_json(): name for name, setup in shown.items() if setup.is_open}
    return {name: shown[name] for name in once.values()}


SETUPS: Final = setups()


def readers(setup: Setup) -> Iterator[Actor]:
    """Whoever is named; who is only an admin of the Slack workspace, or nothing."""
    for user_id in setup.everybody():
        yield member(user_id)
    yield ADMIN
    yield member(NINA)


def refused(overview: Overview) -> dict[str, object]:
    """By what stands on the button."""
    shown = [
        *buttons(home_view(overview, ENGLISH)),
        *buttons(status_answer(overview, ENGLISH).blocks),
    ]
    once = {(one["action_id"], one["value"]): one for one in shown}
    whys = [(one["text"]["text"], press(one, overview)) for one in once.values()]
    return {label: why for label, why in whys if why}


@for_each(name=SETUPS)
def test_everybody_may_press_what_stands_on_a_setup(name: str) -> None:
    """Whoever reads it, however the road bends; with messages given up and people missing."""
    setup = SETUPS[name]
    there = seen(setup, not_there=2, given_up=many(setup)[:1])

    found = {
        (by.user_id, by.is_slack_admin): why
        for by in readers(setup)
        if (why := refused(an_overview(by, there, a_page=SETUPS_A_PAGE)))
    }

    assert found == {}


def test_everybody_may_press_what_stands_on_a_run_that_left_somebody_behind() -> None:
    """Nobody but who repeats it has the button."""
    setup = a_setup(Stage.DONE)
    there = seen(setup, some_failed(TAME))

    found = {by.user_id: an_overview(by, there) for by in readers(setup)}

    assert {who for who, overview in found.items() if overview.to_retry} == {SASHA}
    assert [why for overview in found.values() if (why := refused(overview))] == []


@pytest.mark.parametrize("stage", [Stage.PROVISIONING, Stage.DONE, Stage.NAMED])
def test_everybody_may_press_what_stands_on_a_run(stage: Stage) -> None:
    """Running, paused, stopped by the connector, of ten thousand; also after a lost connection."""
    run, setup = a_run(TAME.emails), a_setup(stage)
    by_connector = halted(started(a_draft(TAME.emails), by_connector=True), "403")

    for one in (run, paused(run), by_connector, of_many(run)):
        for by in readers(setup):
            assert refused(an_overview(by, seen(setup, one))) == {}


@for_each(name=STANDS)
def test_everybody_may_press_what_stands_on_a_request(name: str) -> None:
    """Who asked, who decides, who does it, and who is only named or asked for."""
    request, setup = STANDS[name]
    if request.is_over:
        return
    asked_for = [one.user_id for one in request.people if one.user_id]
    others = [*request.members, *setup.approval.approvers, REQUESTER, *asked_for]

    for by in (*readers(setup), *(member(one) for one in others)):
        overview = an_overview(by, seen(setup, requests=[request]), a_page=SETUPS_A_PAGE)
        assert refused(overview) == {}, by.user_id


def test_what_was_given_up_of_a_cancelled_setup_can_be_tried_again() -> None:
    """By those who read of it."""
    over = a_setup(Stage.CANCELLED)
    fate = Fate(of_cancelled=((over, tuple(many(over))),))

    assert refused(an_overview(member(STARTER), fate=fate)) == {}


def test_a_button_that_may_not_be_pressed_would_be_seen_here() -> None:
    """Somebody else's step, shown to who cannot do it."""
    setup = a_setup()
    overview = an_overview(member(STARTER), seen(setup))
    steps = tuple((setup, role, turn) for role, turn in setup.turns.items())

    found = refused(replace(overview, steps=steps))

    assert {"Hand over credentials", "Already connected", "Snooze"} <= set(found)


def test_each_window_that_a_button_opens_stands_on_some_home_tab() -> None:
    """Otherwise a row of the table tests nothing."""
    met = {
        one["action_id"]
        for view in (homes(TAME) | homes_of_steps(TAME)).values()
        for one in buttons(view(ENGLISH))
    }

    assert set(OPENS) <= met
    assert {*GIVES, *STEERS, *ACTS, *BEGINS, ids.REVEAL, ids.CONNECT_USERS, ids.REJECT} <= met
