"""Names of workspaces: typed, listed by Marketo, written in a file, and what they mean."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import clean_name
from bot.domain.workspaces import (
    LIST_LENGTH,
    NAME_LENGTH,
    Known,
    NameTooLong,
    listed,
    misspelt_for,
    nearest,
    parse_workspace_names,
)
from tests.domain.properties import PROPERTY

NAME = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)
KNOWN: Final = Known(["Main", "Europe", "North America", "Amérique"], "Main")
ANY: Final = Known([])  # nobody named them yet


@PROPERTY
@given(st.lists(NAME, unique_by=str.casefold), NAME)
def test_the_nearest_name_is_always_a_known_one(known: list[str], typed: str) -> None:
    """And a known name in another case is its own nearest."""
    assert nearest(typed, known) in (None, *known)
    assert all(nearest(name.swapcase(), known) for name in known if name.swapcase() in known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europ", "Europe"),
        ("EUROPA", "Europe"),
        ("Eurpoe", "Europe"),
        ("Noth America", "North America"),
        ("NorthAmerica", "North America"),
        ("Amerique", "Amérique"),
        ("EMAE", "EMEA"),
        ("Event", "Events"),
        ("Team 1 ", "Team 1"),
        ("Newyork", "New York"),
        ("New Yrok", "New York"),
        ("Evnets 2025", "Events 2025"),
    ],
)
def test_a_likely_misspelling_is_offered(typed: str, meant: str) -> None:
    """A letter or two, changed, missing, too much, or in another place."""
    known = ("Europe", "North America", "Amérique", "EMEA", "Events", "Team 1", "New York")

    assert misspelt_for(typed, (*known, "Events 2025")) == meant


@pytest.mark.parametrize(
    "typed",
    ["Newest", "South America", "Team 2", "America", "UK", "E", "", "Evening", "Sales Europe"],
)
def test_what_only_has_letters_in_common_is_not_offered(typed: str) -> None:
    """One press would give it to all who have the wrong one."""
    assert misspelt_for(typed, ("Events", "North America", "Team 1", "US", "Europe")) is None


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Events 2024", "Events 2025"),
        ("EMEA1", "EMEA2"),
        ("Region 112", "Region 12"),
        ("Europe", "Europe 2"),
        ("Newyork 2", "New York"),
    ],
)
def test_another_number_is_another_name(typed: str, known: str) -> None:
    """It is named in words, for somebody to judge; one press for all of them is not offered."""
    assert misspelt_for(typed, (known,)) is None
    assert nearest(typed, (known,)) == known


def test_where_two_are_as_near_neither_is_offered() -> None:
    """Who presses would take the one that stands first."""
    assert misspelt_for("EMEX", ("EMEA", "EMEB")) is None
    assert misspelt_for("EMEB", ("EMEA", "EMEB")) == "EMEB"


class TestFound:
    """What a file or a window names, as it is known."""

    @pytest.mark.parametrize(
        ("written", "names"),
        [
            (["Europe"], ["Europe"]),
            ([" europe ", "EUROPE"], ["Europe"]),
            (["north  america"], ["North America"]),
            (["Ame\u0301rique"], ["Amérique"]),
            (["North America", "Europe"], ["Europe", "North America"]),
            (["Main"], ["Main"]),
            ([], []),
            ([""], []),
            (["default"], []),
            (["Default Marketo Workspace"], []),
            (["default", "Europe"], ["Europe"]),
        ],
    )
    def test_names_are_those_of_the_list_in_its_order(
        self, written: list[str], names: list[str]
    ) -> None:
        """Whatever their case, their spaces and their order; none is the default workspace."""
        assert KNOWN.found(written) == (tuple(names), None)

    def test_an_accent_is_the_same_in_one_sign_or_two(self) -> None:
        """Also where the list itself came from a Mac."""
        in_two = "Ame\u0301rique"

        assert Known([in_two]).found(["Amérique"]) == ((in_two,), None)
        assert parse_workspace_names(in_two) == ("Amérique",)

    def test_a_workspace_that_is_called_default_is_that_one(self) -> None:
        """Marketo's first workspace is, until somebody renames it."""
        assert Known(["Default", "Europe"]).found(["default"]) == (("Default",), None)

    def test_the_first_that_is_not_known_is_named(self) -> None:
        """As it was written, and nothing of the rest is taken."""
        assert KNOWN.found(["Europe", "Europ", "Zzz"]) == ((), "Europ")

    def test_where_nobody_named_any_all_of_them_are_taken(self) -> None:
        """Then nothing is known to be wrong, but a name that nothing can show."""
        too_long = "w" * (NAME_LENGTH + 1)

        assert ANY.found(["Europe", "europe", "Asia"]) == (("Europe", "Asia"), None)
        assert ANY.found(["Europe", too_long]) == ((), too_long)


class TestSame:
    """Who has the same needs no disconnect."""

    @pytest.mark.parametrize(
        ("some", "others", "same"),
        [
            (["Europe"], ["europe"], True),
            (["Europe", "Main"], ["MAIN", "Europe"], True),
            ([], ["Main"], True),  # the default one, named or not
            ([], [], True),
            ([], ["Europe"], False),
            (["Main"], ["Europe"], False),
            (["Europe"], ["Europe", "Main"], False),  # beside others the default one is one more
        ],
    )
    def test_order_case_and_the_name_of_the_default_one_make_no_difference(
        self, some: list[str], others: list[str], same: bool
    ) -> None:
        """As Sales Connect has it: a set, and none picked is the default Marketo workspace."""
        assert KNOWN.are_same(some, others) is same
        assert KNOWN.are_same(others, some) is same

    def test_where_the_default_one_is_not_known_no_name_stands_for_it(self) -> None:
        """A name is no proof."""
        assert not Known(["Main"]).are_same([], ["Main"])


class TestWorkspaceNames:
    """The list that an admin types once."""

    def test_one_name_a_line(self) -> None:
        """Spaces around and inside are settled, empty lines dropped, the order kept."""
        typed = "  Europe \n\n North   America\r\nAsia"

        assert parse_workspace_names(typed) == ("Europe", "North America", "Asia")

    def test_a_repeat_is_dropped_and_the_first_spelling_stays(self) -> None:
        """Marketo's names do not differ by case alone."""
        assert parse_workspace_names("Europe\nASIA\neurope\nAsia") == ("Europe", "ASIA")

    def test_nothing_typed_is_no_workspace(self) -> None:
        """Without the feature there is none."""
        assert parse_workspace_names(" \n\n") == ()

    def test_a_name_has_an_end(self) -> None:
        """As long as an option of a Slack select; the line counts from 1, empty ones too."""
        fits, too_long = "n" * NAME_LENGTH, "n" * (NAME_LENGTH + 1)

        assert parse_workspace_names(fits) == (fits,)
        assert parse_workspace_names(f"Europe\n\n{too_long}") == NameTooLong(3, too_long)

    @PROPERTY
    @given(st.text())
    def test_names_typed_again_are_the_same_names(self, typed: str) -> None:
        """The modal shows the list that it then takes back."""
        names = parse_workspace_names(typed)

        if not isinstance(names, NameTooLong):
            assert parse_workspace_names("\n".join(names)) == names


class TestListed:
    """Marketo's own names, as far as the typed list can hold them."""

    GIVEN: Final = st.lists(
        st.one_of(st.text(max_size=90), st.integers(60, 90).map("w".__mul__)), max_size=60
    )

    @PROPERTY
    @given(GIVEN)
    def test_the_modal_takes_back_what_it_is_given(self, names: list[str]) -> None:
        """One a line, within Slack's limits, however Marketo's administrators name things."""
        found = listed(names)

        shown = "\n".join(found)
        assert len(shown) <= LIST_LENGTH
        assert parse_workspace_names(shown) == found

    @PROPERTY
    @given(GIVEN)
    def test_they_are_marketos_in_its_order(self, names: list[str]) -> None:
        """Once each, as it spells them; none comes from nowhere."""
        found = listed(names)

        cleaned = [clean_name(name) for name in names]
        places = [cleaned.index(name) for name in found]
        assert places == sorted(set(places))
        assert len({name.casefold() for name in found}) == len(found)

    @PROPERTY
    @given(GIVEN)
    def test_only_what_cannot_be_held_is_left_out(self, names: list[str]) -> None:
        """Nothing, repeats, names that are too long, and what no longer fits."""
        found = listed(names)

        folded = {name.casefold() for name in found}
        left_out = [name for name in map(clean_name, names) if name.casefold() not in folded]
        full = LIST_LENGTH - len("\n".join(found)) - 1
        assert all(not name or len(name) > NAME_LENGTH or len(name) >= full for name in left_out)

    def test_a_long_list_ends_and_what_is_short_enough_still_fits(self) -> None:
        """Forty of the longest do not fit in 3,000 characters with what parts them."""
        longest = [f"{n:02}{'w' * (NAME_LENGTH - 2)}" for n in range(41)]
        fits, too_long = "e" * 35, "a" * 37  # 36 are left, and one of them parts the names

        found = listed([*longest, too_long, fits])

        assert found == (*longest[:39], fits)
