"""Pages of setups that change places while somebody turns them: nobody is passed over."""

from random import Random
from typing import Final

import pytest

from bot.domain.setup import Setup
from bot.domain.trail import LONGEST, back, on, parse_trail, part_of
from tests.views.states import a_setup

A_PAGE: Final = 5
SETUPS: Final = [a_setup(name=f"S{n:02}", number=n) for n in range(1, 24)]


def test_the_first_page_has_nothing_before_it() -> None:
    """And a trail that holds nothing of ours is the first."""
    assert part_of(SETUPS, "", A_PAGE) == ("", (), tuple(SETUPS[:A_PAGE]))
    assert part_of(SETUPS, "abcdefgh", A_PAGE) == ("", (), tuple(SETUPS[:A_PAGE]))
    assert part_of([], "", A_PAGE) == ("", (), ())


@pytest.mark.parametrize("seed", range(20))
def test_whatever_changes_places_between_two_presses_each_is_shown(seed: int) -> None:
    """One that moved to the front is on the page that is opened next."""
    chance, order = Random(seed), list(SETUPS)
    shown: list[Setup] = []
    trail: str | None = ""
    while trail is not None:
        trail, before, here = part_of(order, trail, A_PAGE)
        assert [one for one in order if one in shown] == list(before)
        shown += here
        chance.shuffle(order)
        trail = on(trail, here) if len(shown) < len(order) else None

    assert sorted(one.name for one in shown) == [one.name for one in SETUPS]


def test_back_leads_to_the_pages_one_came_by() -> None:
    """The first one at last."""
    first = on("", SETUPS[:A_PAGE])
    assert first
    second = on(first, SETUPS[A_PAGE : 2 * A_PAGE])
    assert second

    assert back(second, A_PAGE) == first
    assert back(first, A_PAGE) == ""


def test_a_page_whose_setups_are_gone_is_the_one_before() -> None:
    """Those of the pages before may be gone, too."""
    trail = on("", SETUPS[:A_PAGE])
    assert trail

    assert part_of(SETUPS[:A_PAGE], trail, A_PAGE) == ("", (), tuple(SETUPS[:A_PAGE]))
    left = SETUPS[3 : A_PAGE + 2]
    assert part_of(left, trail, A_PAGE) == (trail, tuple(left[:2]), tuple(left[2:]))


def test_333_setups_can_be_turned_through() -> None:
    """No button of Slack holds more: then there is none."""
    many = [a_setup(number=n) for n in range(1, 339)]

    trail = on("", many[:333])

    assert trail
    assert LONGEST - 6 < len(trail) <= LONGEST
    assert parse_trail(trail) == trail
    assert on(trail, many[333:]) is None


@pytest.mark.parametrize(
    "text", ["first", "3", "-1", "abc", "ab c", "äbcd", "abcdef" * 334, "abcd\n"]
)
def test_what_no_button_of_ours_holds_is_the_first_page(text: str) -> None:
    """Also the number of a page, as it was before."""
    assert parse_trail(text) == ""
