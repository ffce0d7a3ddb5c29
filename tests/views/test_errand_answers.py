"""Where something is not the asker's to do, or not yet: all of it fits, the best comes first."""

from typing import Final

import pytest

from bot.domain.errand_kinds import Errand
from bot.domain.ids import UserId
from bot.domain.people import Act, refuse
from bot.domain.refusals import NotNow, Refusal
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views.errand_answers import MOST, on_setups, refused
from bot.views.say import Say

from .reading import buttons
from .states import NINA, PEOPLE, a_setup, member

ENGLISH: Final = Say(Language.EN)


def why_not(setup: Setup, act: Act = Act.HAND_OVER) -> tuple[Setup, Refusal]:
    why = refuse(act, member(NINA), setup.people)
    assert why
    return setup, why


def others(number: int) -> list[Setup]:
    """Setups of which each has other people."""
    return [
        a_setup(
            name=f"{n}{'&' * 38}",
            number=n,
            people={role: UserId(f"U{n:05}{place}") for place, role in enumerate(PEOPLE)},
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("act", [Act.HAND_OVER, Act.AUDIT])
def test_of_many_setups_as_many_are_said_as_fit(act: Act, language: Language) -> None:
    """Whole lines, each with its setup; the others are counted."""
    say = Say(language)

    text = refused([why_not(one, act) for one in others(40)], say).text

    *lines, more = text.split("\n")
    assert all(line.startswith("*") and line.endswith(".") for line in lines)
    assert more == say.count("list.more", 40 - len(lines))
    assert len(text) < 3_000


def test_a_setup_is_named_where_not_all_say_the_same() -> None:
    """What two of them say stands there once."""
    one, two = a_setup(name="one"), a_setup(name="two", number=1)
    [other] = others(1)

    alike = refused([why_not(one), why_not(two)], ENGLISH).text
    apart = refused([why_not(one), why_not(two), why_not(other)], ENGLISH).text

    assert "one" not in alike.split(" ")[0]
    assert "\n" not in alike
    assert apart.split("\n")[0] == f"*production (`one`), production (`two`):* {alike}"
    assert len(apart.split("\n")) == 2


def test_two_refusals_of_one_setup_name_it_not() -> None:
    """There is no other that they could be about."""
    setup = a_setup(name="EMEA")

    text = refused([why_not(setup), why_not(setup, Act.REVEAL)], ENGLISH).text

    assert len(text.split("\n")) == 2
    assert "EMEA" not in text


def test_what_can_be_done_now_comes_first() -> None:
    """However many setups are older: its button is not lost among them."""
    late = NotNow(Act.HAND_OVER, Stage.CONNECTED)
    may: list[tuple[Setup, Refusal | None]] = [(a_setup(number=n), late) for n in range(MOST)]
    newest = a_setup(name="fresh", number=MOST)

    message = on_setups(Errand.HAND_OVER, [*may, (newest, None)], (), ENGLISH)

    assert "(`fresh`)" in message.text.split("\n")[0]
    assert [one["text"]["text"] for one in buttons(message.blocks)] == ["Hand over credentials"]
