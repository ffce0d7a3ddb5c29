"""The Home tab: what stands where for whom, how much of it, and that Slack takes it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import RunId, SetupId
from bot.domain.left_behind import LeftBehind
from bot.domain.overview import Overview
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.stages import Language, Stage
from bot.domain.trail import parse_trail
from bot.domain.undelivered import GivenUp
from bot.retry import FEW
from bot.views import ids
from bot.views.home import MOST_BLOCKS, SETUPS_A_PAGE, home_view
from bot.views.say import Say
from practice.slack import problems_of_view
from tests.for_each import for_each

from .bends import cancelled
from .contract import BUTTONS
from .gallery_home import ADMIN, GUEST, homes, homes_of_steps
from .gallery_undelivered import many
from .overviews import Fate, an_overview, seen, trail_to
from .reading import broken, buttons, mrkdwn, plain
from .request_states import of_invites, of_sandbox
from .requests import REQUESTER, wanting
from .runs import a_run, paused, some_failed
from .states import MARA, NINA, NOW, PEOPLE, SASHA, STARTER, a_setup, member
from .typed import TAME, View
from .worst import LONGEST, WORST

ENGLISH: Final = Say(Language.EN)
OWNER: Final = member(STARTER)
OPEN: Final = of_invites(TAME)["open"][0]  # a request that waits for its approval
TAME_HOMES: Final = homes(TAME) | homes_of_steps(TAME)
WORST_HOMES: Final = {
    **homes(WORST),
    **homes_of_steps(WORST),
    **{f"{name}, long": view for name, view in homes(LONGEST).items()},
}
each_language = pytest.mark.parametrize("language", list(Language))


def home(*there: Any, by: Actor = OWNER, say: Say = ENGLISH, **more: Any) -> View:
    return home_view(an_overview(by, *there, a_page=SETUPS_A_PAGE, **more), say)


def labels(view: View) -> list[str]:
    return [one["text"]["text"] for one in buttons(view)]


def said(view: View) -> str:
    return "\n".join([*plain(view), *mrkdwn(view)])


def titles(view: View) -> list[str]:
    """Of the setups that stand there."""
    return [title for title in headers(view) if title.startswith("Sales Connect: ")]


def turns(view: View) -> dict[str, str]:
    """To which page the buttons lead: `back`, `on`."""
    pairs = ((one["action_id"].partition(ids.HOME_PAGE), one["value"]) for one in buttons(view))
    return {way: parse_trail(trail) for (_, found, way), trail in pairs if found}


def headers(view: View) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


@each_language
@for_each(name=TAME_HOMES)
def test_slack_takes_every_home_tab(name: str, language: Language) -> None:
    """Also with 10,000 people in a run, and with forty setups."""
    view = TAME_HOMES[name](Say(language))

    assert problems_of_view(view) == []
    assert (view["type"], view["callback_id"]) == ("home", "home")


@each_language
@for_each(name=WORST_HOMES)
def test_slack_takes_every_home_tab_with_the_worst_that_may_be_typed(
    name: str, language: Language
) -> None:
    """A tab that Slack refuses stays as it was; and nothing is cut through its middle."""
    view = WORST_HOMES[name](Say(language))

    assert problems_of_view(view) == []
    assert [text[-30:] for text in mrkdwn(view) if broken(text)] == []


def test_open_steps_stand_before_everything_else() -> None:
    """Then what everybody may begin, then the setups, then what the reader asked for."""
    nina_connects = {**PEOPLE, Role.SALES_CONNECT_ADMIN: REQUESTER}
    setup = a_setup(Stage.READY, people=nina_connects)
    view = home(seen(setup, requests=[OPEN]), by=member(REQUESTER))

    places = ("Connect users", "Invite users", "Withdraw")
    assert headers(view) == ["Your open steps", "Sales Connect: production", "Your requests"]
    assert tuple(label for label in labels(view) if label in places) == places


def test_whoever_has_no_step_reads_that_nothing_waits_for_them() -> None:
    """In one line."""
    view = home(seen(a_setup(Stage.CONNECTED)))

    assert view["blocks"][0]["text"]["text"].startswith("Nothing waits for you")


@pytest.mark.parametrize("by", [GUEST, replace(ADMIN, standing=GUEST.standing)])
def test_a_guest_reads_nothing_of_any_setup(by: Actor) -> None:
    """Not even that there is one; they may ask questions."""
    lost = Fate(is_late=True)

    assert home(seen(a_setup(name="EMEA")), by=by, fate=lost) == home(by=by)
    assert "Messages" in said(home(by=by))
    assert labels(home(by=by)) == []


def test_somebody_without_a_part_reads_of_no_setup() -> None:
    """What they can do is one press away."""
    view = home(seen(a_setup(name="EMEA")), by=member(NINA))

    assert "EMEA" not in said(view)
    assert labels(view) == ["Invite users", "Request sandbox account", "Set up Sales Connect"]


def test_where_nothing_is_set_up_there_is_one_button() -> None:
    """And only there it is the first thing to do."""
    (begin,) = buttons(home(by=ADMIN))
    beside = next(
        one for one in buttons(home(seen(a_setup()), by=ADMIN)) if one["action_id"] == "begin_setup"
    )

    assert (begin["action_id"], begin["style"]) == (ids.BEGIN_SETUP, "primary")
    assert "style" not in beside


@pytest.mark.parametrize("number", [1, SETUPS_A_PAGE, SETUPS_A_PAGE + 1, 40])
def test_the_pages_hold_every_setup_once(number: int) -> None:
    """Each says which they are, and leads to the ones before and after it."""
    there = [seen(a_setup(name=f"S{n:02}", number=n)) for n in range(1, number + 1)]
    shown: list[str] = []
    trails = [""]
    while trails[-1] or not shown:
        view = home(*there, by=member(MARA), trail=trails[-1])
        first = len(shown) + 1
        shown += titles(view)
        ways = turns(view)
        assert ways.get("back") == (trails[-2] if len(trails) > 1 else None)
        if number > SETUPS_A_PAGE:
            assert f"Setups {first} to {len(shown)} of {number}" in said(view)
        trails.append(ways.get("on", ""))

    assert shown == [f"Sales Connect: production (S{n:02})" for n in range(1, number + 1)]


@each_language
def test_steps_that_have_no_room_are_counted(language: Language) -> None:
    """Twelve steps, decisions and checklists: what is shown and what is counted is all of it."""
    say = Say(language)
    twelve = [
        seen(a_setup(Stage.REVEALED, name=f"S{n}", number=n), requests=[OPEN]) for n in range(12)
    ]

    view = home(*twelve, by=member(SASHA), say=say)

    first = len(labels_of(view, ids.CONNECTED)) + len(labels_of(view, ids.APPROVE))
    assert first == 8 + 5
    assert accessories(view) == [ids.OPEN_CHECKLIST] * 5
    assert say.count("home.more_steps", 36 - first - 5) in said(view)


def accessories(view: View) -> list[str]:
    return [one["accessory"]["action_id"] for one in view["blocks"] if "accessory" in one]


def labels_of(view: View, action_id: str) -> list[str]:
    return [one["text"]["text"] for one in buttons(view) if one["action_id"] == action_id]


def test_only_who_asked_can_take_a_request_back() -> None:
    """Whoever it is for reads of it."""
    there, for_them = seen(a_setup(Stage.READY), requests=[OPEN]), OPEN.people[0].user_id
    assert for_them

    assert labels_of(home(there, by=member(REQUESTER)), ids.WITHDRAW) == ["Withdraw"]
    read = home(there, by=member(for_them))
    assert labels_of(read, ids.WITHDRAW) == []
    assert "Your requests" in headers(read)


def test_a_run_shows_how_far_it_is_and_only_its_admin_steers_it() -> None:
    """A bar, and the numbers beside it: no sign stands alone."""
    there = seen(a_setup(Stage.PROVISIONING), a_run(TAME.emails), paused(a_run(TAME.emails)))

    steered, watched = home(there, by=member(SASHA)), home(there, by=member(MARA))

    assert "Connecting users: 0 of 3 done.\n░" in said(watched)
    assert "*Paused* by" in said(watched)
    assert {"Pause", "Resume", "Cancel run"} & set(labels(watched)) == set()
    assert [one for one in labels(steered) if one in ("Pause", "Resume", "Cancel run")] == [
        *("Pause", "Cancel run", "Resume", "Cancel run"),
    ]


def test_however_many_setups_run_each_has_its_buttons_once() -> None:
    """Above, where its step is told, or below, where there is no room; on one page or another."""
    setups = [a_setup(Stage.PROVISIONING, name=f"S{n}", number=n) for n in range(1, 13)]
    run = a_run(TAME.emails)
    there = [
        seen(one, run.model_copy(update={"setup_id": one.id, "id": RunId(f"of-{one.id}")}))
        for one in setups
    ]
    pages = [
        home(*there, by=member(SASHA), trail=trail_to(page, member(SASHA), *there, a_page=5))
        for page in range(3)
    ]

    values = [
        [one["value"] for one in buttons(page) if one["action_id"] == ids.ALL_CONNECTED]
        for page in pages
    ]

    assert all(len(one) == len(set(one)) for one in values)
    assert len({value for one in values for value in one}) == 12


def test_two_runs_of_a_setup_have_their_buttons_below_their_own_words() -> None:
    """Nobody reports one for the other."""
    first = a_run(TAME.emails)
    second = a_run(TAME.emails[:1]).model_copy(update={"id": RunId("second")})

    blocks = home(seen(a_setup(Stage.PROVISIONING), first, second), by=member(SASHA))["blocks"]

    rows = [
        number
        for number, one in enumerate(blocks)
        if one["type"] == "actions" and one["elements"][0]["action_id"] == ids.ALL_CONNECTED
    ]
    assert len(rows) == 2
    words = [blocks[number - 1]["text"]["text"] for number in rows]
    assert ["In it: 3 people" in words[0], "In it: 1 person" in words[1]] == [True, True]


@each_language
def test_late_messages_and_a_cancelled_setup_are_told_in_words(language: Language) -> None:
    """With the button that tries again."""
    over, say = cancelled(a_setup(name="EMEA")), Say(language)
    fate = Fate(is_late=True, of_cancelled=((over, tuple(many(over))),))

    view = home(seen(a_setup(number=2)), say=say, fate=fate)

    assert say("status.late") in said(view)
    assert "`EMEA`" in said(view)
    assert [one["value"] for one in buttons(view) if one["action_id"] == ids.RETRY] == ["setup::"]


@each_language
@for_each(name=TAME_HOMES)
def test_a_button_is_called_as_it_is_on_its_card(name: str, language: Language) -> None:
    """Texts name buttons by their label."""
    in_english = {
        one["action_id"]: one["text"]["text"] for one in buttons(TAME_HOMES[name](ENGLISH))
    }

    known = {action: label for action, label in in_english.items() if action in BUTTONS}
    own = set(in_english) - set(known)
    assert known == {action: BUTTONS[action] for action in known}
    assert own <= {
        *(ids.BEGIN_SETUP, ids.NOT_THERE_YET, ids.RETRY_FAILED),
        *(f"{ids.HOME_PAGE}back", f"{ids.HOME_PAGE}on"),
    }
    for one in buttons(TAME_HOMES[name](Say(language))):
        assert one["text"]["text"][0].isalpha()


# Overviews of any size and mixture: each part is drawn by itself.
_SETUPS: Final = [
    seen(one, *runs, requests=[OPEN] * 3, not_there=9, given_up=lost)
    for one in (a_setup(Stage.NAMED), a_setup(Stage.READY), a_setup(Stage.PROVISIONING))
    for runs in ((), (a_run(TAME.emails), paused(a_run(TAME.emails)), a_run(TAME.emails)))
    for lost in ((), tuple(many(one)))
]
_STEPS: Final = [
    (one.setup, role, turn) for one in _SETUPS for role, turn in one.setup.turns.items()
]
_REQUESTS: Final = [*of_invites(TAME).values(), *of_sandbox(TAME).values()]
_FAILED: Final = some_failed(TAME)
_TO_RETRY: Final = [LeftBehind(_FAILED, a_setup(Stage.DONE), _FAILED.first_failed, NOW)]
_LOST: Final = [(one.setup, one.given_up) for one in _SETUPS if one.given_up]
_CANCELLED: Final = [(one, GivenUp(99, tuple(many(one))[:FEW])) for one in (cancelled(a_setup()),)]


def some(of: Sequence[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(of), max_size=most).map(tuple)


OVERVIEWS: Final = st.builds(
    Overview,
    reader=st.sampled_from([member(SASHA), member(STARTER), member(MARA), ADMIN]),
    steps=some(_STEPS, 20),
    to_decide=some(_REQUESTS, 20),
    to_fulfil=some(_REQUESTS, 20),
    to_retry=some(_TO_RETRY, 20),
    own=some(_REQUESTS, 20),
    seen=some(_SETUPS, SETUPS_A_PAGE),
    setups=some([wanting(a_setup()), a_setup()], 40),
    trail=st.sampled_from(["", "abcd" * 20, "abcd" * 500]),
    before=st.integers(0, 40),
    lost=some(_LOST, 8),
    of_cancelled=some(_CANCELLED, 5),
    is_set_up=st.booleans(),
    is_late=st.booleans(),
    waits_until=st.sampled_from([None, NOW]),
)


@given(overview=OVERVIEWS, language=st.sampled_from(Language))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_a_home_tab_has_a_hundred_blocks_at_most(overview: Overview, language: Language) -> None:
    """Whatever meets in it; the button that ends somebody's wait is never the one left out."""
    view = home_view(overview, Say(language))

    assert len(view["blocks"]) <= MOST_BLOCKS
    assert problems_of_view(view) == []


def test_the_fullest_home_tab_shows_some_of_every_setup_and_some_of_the_steps() -> None:
    """Five setups with all that may happen in one leave room for six steps and more."""
    full = _SETUPS[-1]
    numbered = [full.setup.model_copy(update={"id": SetupId(f"setup-{n}")}) for n in range(40)]
    forty = [replace(full, setup=one) for one in numbered]
    trail = trail_to(3, member(SASHA), *forty, a_page=SETUPS_A_PAGE)
    fullest = replace(
        an_overview(member(SASHA), *forty, a_page=SETUPS_A_PAGE, trail=trail),
        of_cancelled=tuple(_CANCELLED * 5),
        own=tuple(_REQUESTS),
        is_late=True,
    )

    view = home_view(fullest, ENGLISH)

    assert len(view["blocks"]) <= MOST_BLOCKS
    assert len(labels_of(view, ids.SNOOZE)) >= 6
    assert sum(title.startswith("Sales Connect: ") for title in headers(view)) == SETUPS_A_PAGE
    assert problems_of_view(view) == []
