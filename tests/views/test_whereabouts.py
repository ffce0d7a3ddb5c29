"""What is said of people: where they are on record first, and all of it fits."""

from typing import Final

import pytest

from bot.domain.stages import Language
from bot.domain.whereabouts import Place, Whereabouts
from bot.views.say import Say
from bot.views.text import mention
from bot.views.whereabouts import TEXT, Sighting, Sightings, sighting_lines

from .states import NINA, NOW, a_setup

SAY: Final = Say(Language.EN)
WHO: Final = mention(NINA)
SETUPS: Final = [a_setup(name=f"s{n}", number=n) for n in range(10)]
NOWHERE: Final = Whereabouts(Place.NOWHERE)


def lines(*where: Whereabouts | None) -> list[str]:
    """Of one person, in as many setups."""
    seen = [Sighting(WHO, setup, one) for setup, one in zip(SETUPS, where, strict=False)]
    return "\n".join(sighting_lines(Sightings(seen), SAY)).split("\n")


def test_where_somebody_is_comes_before_where_they_are_not() -> None:
    """All setups without them stand in one line."""
    found = lines(*[NOWHERE] * 8, Whereabouts(Place.CONNECTED, NOW), NOWHERE)

    assert len(found) == 2
    assert found[0].startswith("*production (`s8`):*")
    assert "is connected since" in found[0]
    assert all(f"(`s{n}`)" in found[1] for n in (0, 7, 9))
    assert "no invite" in found[1]


def test_a_hidden_address_is_said_once() -> None:
    """In whatever setup they would stand."""
    [line] = lines(None, None)

    assert "(`s0`), production (`s1`)" in line


@pytest.mark.parametrize("language", list(Language))
def test_however_much_is_on_record_it_fits(language: Language) -> None:
    """A hundred workspaces with long names, in ten setups: whole lines, then how many more."""
    names = tuple(f"Workspace *number* {n} {'x' * 60}" for n in range(100))
    where = Whereabouts(Place.CONNECTED, NOW, names)
    seen = [Sighting(WHO, one, where) for one in SETUPS]

    [text] = sighting_lines(Sightings(seen), Say(language))

    assert len(text) < TEXT + 50
    *said, more = text.split("\n")
    assert len(said) >= 3
    assert all(line.endswith(").") for line in said)
    assert more == Say(language).count("list.more", len(SETUPS) - len(said))
