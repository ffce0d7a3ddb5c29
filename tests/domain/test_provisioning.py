"""From what people give to batches: everybody once, in their order, no batch too large."""

from html import escape as html_escape
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.names import clean_name
from bot.domain.provisioning import (
    BATCH_CHARACTERS,
    BATCH_SIZE,
    LIST_LENGTH,
    NAME_LENGTH,
    Candidate,
    NameTooLong,
    Plan,
    listed,
    nearest,
    parse_workspace_names,
    plan_run,
)
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace
from tests.domain.builders import WORKSPACES, a_plan, candidates
from tests.domain.properties import PROPERTY

EMAIL = st.builds(
    lambda number, char, length: f"{number:03}{char * length}@acme.example",
    st.integers(min_value=0, max_value=150),
    st.sampled_from("a&"),
    st.sampled_from([0, 1, 10, 30, 100, 238]),
)
CANDIDATE = st.builds(
    Candidate, EMAIL, st.one_of(st.none(), st.sampled_from([UserId("U_ADA"), UserId("U_BEN")]))
)
CANDIDATES = st.lists(CANDIDATE, min_size=1, max_size=200)
NAME = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)


def escape(text: str) -> str:
    """As it travels to Slack."""
    return html_escape(text, quote=False)


@PROPERTY
@given(CANDIDATES)
def test_everybody_who_was_read_is_planned_or_a_duplicate(given_: list[Candidate]) -> None:
    """Nobody is lost and nobody comes from nowhere: the preview's numbers add up."""
    plan = a_plan(given_)

    assert plan.read == len(given_) == len(plan.people) + len(plan.duplicates)
    assert sorted([*(one.email for one in plan.people), *plan.duplicates]) == sorted(
        one.email for one in given_
    )


@PROPERTY
@given(CANDIDATES)
def test_everybody_stands_in_exactly_one_batch_in_the_order_given(
    given_: list[Candidate],
) -> None:
    """An admin who compares with their own list finds the same order."""
    plan = a_plan(given_)

    in_batches = [row for batch in plan.batches for row in batch]
    assert in_batches == list(range(len(plan.people)))
    assert [one.email for one in plan.people] == list(dict.fromkeys(one.email for one in given_))


@PROPERTY
@given(CANDIDATES)
def test_no_batch_is_empty_or_larger_than_a_card(given_: list[Candidate]) -> None:
    """At most fifty people, and as many addresses as fit: escaped, quoted, one a line."""
    plan = a_plan(given_)

    for batch in plan.batches:
        lines = "\n".join(f"`{escape(plan.people[row].email)}`" for row in batch)
        assert 0 < len(batch) <= BATCH_SIZE
        assert len(lines) <= BATCH_CHARACTERS


@PROPERTY
@given(CANDIDATES)
def test_a_person_known_in_slack_stays_known(given_: list[Candidate]) -> None:
    """Given as an address and as a person, they get their message all the same."""
    plan = a_plan(given_)

    known = {one.email for one in given_ if one.user_id}
    assert {one.email for one in plan.people if one.user_id} == known


def test_batches_are_as_full_as_can_be() -> None:
    """An admin should not tick more often than need be."""
    assert [len(batch) for batch in a_plan(120).batches] == [50, 50, 20]
    assert [len(batch) for batch in a_plan(50).batches] == [50]
    assert [len(batch) for batch in a_plan(51).batches] == [50, 1]


def test_long_addresses_make_smaller_batches() -> None:
    """Each with four characters for what quotes and parts them; none is too long for one."""
    long = [Candidate(f"{n:03}{'a' * 225}@acme.example") for n in range(25)]
    longest = [Candidate(f"{n:03}{'&' * 238}@acme.example") for n in range(3)]

    assert [len(batch) for batch in a_plan(long).batches] == [7, 7, 7, 4]
    assert [len(batch) for batch in a_plan(longest).batches] == [1, 1, 1]


def test_the_first_of_a_duplicate_keeps_its_place() -> None:
    """Whoever of the two is known in Slack."""
    given_ = [
        Candidate("ada@acme.example"),
        Candidate("ben@acme.example"),
        Candidate("ada@acme.example", UserId("U_ADA")),
    ]

    plan = a_plan(given_)

    assert plan.people == (given_[2], given_[1])
    assert plan.duplicates == ("ada@acme.example",)


def test_nobody_is_a_refusal() -> None:
    """Neither a person nor an address was given."""
    assert plan_run([], (), WORKSPACES) == NobodyGiven()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Europ", "Europe"),
        ("europe", "Europe"),
        ("EUROPE ", "Europe"),
        ("Amerika", "America"),
        ("Oceania", None),
        ("Zzz", None),
    ],
)
def test_an_unknown_workspace_is_refused_with_the_nearest_name(
    typed: str, found: str | None
) -> None:
    """If one resembles it; else none is guessed."""
    assert plan_run(candidates(1), [typed], WORKSPACES) == UnknownWorkspace(typed, found)


def test_one_unknown_workspace_among_known_ones_is_enough() -> None:
    """A wrong workspace can only be changed by disconnecting."""
    actual = plan_run(candidates(1), ["America", "Europa"], WORKSPACES)

    assert actual == UnknownWorkspace("Europa", "Europe")


@PROPERTY
@given(st.lists(NAME, unique_by=str.casefold), NAME)
def test_the_nearest_name_is_always_a_known_one(known: list[str], typed: str) -> None:
    """And a known name in another case is its own nearest."""
    assert nearest(typed, known) in (None, *known)
    assert all(nearest(name.swapcase(), known) for name in known if name.swapcase() in known)


def test_workspaces_that_no_card_can_name_are_refused() -> None:
    """A card names all of them, or nobody knows what to tick; how many there were is said."""
    known = [f"{n}{'w' * 74}" for n in range(10)] + [f"{n}{'&' * 20}" for n in range(10)]

    assert isinstance(plan_run(candidates(1), known[:9], known), Plan)
    assert plan_run(candidates(1), known, known) == TooManyWorkspaces(20)
    assert isinstance(plan_run(candidates(1), known[10:19], known), Plan)
    assert plan_run(candidates(1), known[10:], known) == TooManyWorkspaces(10)


@PROPERTY
@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=20))
def test_chosen_workspaces_are_kept_once_in_their_order(chosen: list[str]) -> None:
    """None chosen is the default Marketo workspace, and stays none."""
    plan = plan_run(candidates(1), chosen, ["C", "B", "A"])

    assert isinstance(plan, Plan)
    assert plan.workspaces == tuple(dict.fromkeys(chosen))


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
