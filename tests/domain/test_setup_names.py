"""Which setups are meant by what somebody writes behind `status`."""

from typing import Final

import pytest

from bot.domain.setup import Setup
from bot.domain.setup_names import Meant, meant
from bot.domain.stages import Kind
from tests.views.states import a_setup

NAMES: Final = ("", "Zulu", "Lyon Sud", "Région 07", "Region 17", "Été & Hiver", "🚀")
PRODUCTION: Final = [a_setup(name=name, number=n) for n, name in enumerate(NAMES, start=1)]
SANDBOX: Final = [
    a_setup(name=name, number=n, kind=Kind.SANDBOX)
    for n, name in enumerate(("", "EMEA"), start=len(PRODUCTION) + 1)
]
SETUPS: Final = [*PRODUCTION, *SANDBOX]


def names(setups: tuple[Setup, ...]) -> list[str]:
    return [f"{one.kind} {one.name}".strip() for one in setups]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zulu", "production Zulu"),
        ("  zULU ", "production Zulu"),
        ("production (Zulu)", "production Zulu"),
        ("Zulu production", "production Zulu"),
        ("the setup Zulu", "production Zulu"),
        ("de Lyon", "production Lyon Sud"),
        ("lyon s", "production Lyon Sud"),
        ("region 07", "production Région 07"),
        ("REGION 07", "production Région 07"),
        ("ete hiver", "production Été & Hiver"),
        ("🚀", "production 🚀"),
        ("emea", "sandbox EMEA"),
        ("sandbox EMEA", "sandbox EMEA"),
    ],
)
def test_a_name_is_found_however_it_is_written(typed: str, found: str) -> None:
    """Case, accents, signs, and what stands around it do not count."""
    answer = meant(typed, SETUPS)

    assert names(answer.setups) == [found]
    assert not answer.is_guess


@pytest.mark.parametrize("typed", ["sandbox", "Sandbox", "bac à sable", "le bac à sable"])
def test_a_kind_means_all_of_it(typed: str) -> None:
    """In both languages."""
    assert names(meant(typed, SETUPS).setups) == ["sandbox", "sandbox EMEA"]


@pytest.mark.parametrize("typed", ["production", "la production", "prod"])
def test_production_means_all_of_it(typed: str) -> None:
    """Those with a name, too."""
    assert list(meant(typed, SETUPS).setups) == PRODUCTION


@pytest.mark.parametrize("typed", ["", " ", "all", "toutes", "tous", "the setups"])
def test_all_of_them_can_be_asked_for(typed: str) -> None:
    """As without a word; where there are none, too."""
    assert meant(typed, SETUPS) == meant(typed, ()) == Meant(is_all=True)


def test_a_setup_may_be_called_like_the_word_for_all_of_them() -> None:
    """Then it is meant."""
    all_of_it = a_setup(name="All", number=99)

    assert meant("all", [*SETUPS, all_of_it]).setups == (all_of_it,)


def test_a_name_of_several_means_several() -> None:
    """In the order in which they were given."""
    both = [a_setup(name="Lyon", kind=kind, number=n) for n, kind in enumerate(Kind, start=1)]

    assert meant("lyon", both).setups == tuple(both)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zuly", "production Zulu"),
        ("Zulu2", ""),
        ("Lion Sud", "production Lyon Sud"),
        ("Regoin 17", "production Region 17"),
        ("production (Zullu)", "production Zulu"),
        ("sandbx", "sandbox, sandbox EMEA"),
    ],
)
def test_a_misspelt_name_is_a_guess_and_says_so(typed: str, found: str) -> None:
    """One that comes very near."""
    answer = meant(typed, SETUPS)

    assert ", ".join(names(answer.setups)) == found
    assert answer.is_guess == bool(found)


@pytest.mark.parametrize("typed", ["Region 08", "Region 1", "Region 007"])
def test_another_number_is_another_setup(typed: str) -> None:
    """It is told what comes nearest, and nothing is taken for it."""
    answer = meant(typed, SETUPS)

    assert answer.setups == ()
    assert {"production Région 07", "production Region 17"} < set(names(answer.nearest))


@pytest.mark.parametrize("typed", ["Bratislava", "%", "<@U1|zulu>", "x" * 10_000])
def test_a_name_of_nobody_finds_none(typed: str) -> None:
    """Three names at most stand beside it."""
    answer = meant(typed, SETUPS)

    assert (answer.setups, len(answer.nearest)) == ((), 3)
    assert meant(typed, ()).nearest == ()


def test_a_kind_that_is_not_there_is_no_other_one() -> None:
    """Nor is a name of the other kind."""
    assert meant("sandbox", PRODUCTION).setups == ()
    crossed = meant("sandbox (Zulu)", SETUPS)
    assert (crossed.setups, names(crossed.nearest)[0]) == ((), "production Zulu")
