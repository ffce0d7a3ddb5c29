"""From what people give to batches: everybody once, in their order, no batch too large."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape as html_escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import normalised
from bot.domain.ids import RunId, UserId
from bot.domain.listing import MOST_COMPARED, WORKSPACE_CHARACTERS
from bot.domain.people import Standing
from bot.domain.problems import Again, Duplicate, Fault, Problem
from bot.domain.provisioning import (
    BATCH_CHARACTERS,
    BATCH_SIZE,
    DUPLICATES_NAMED,
    Candidate,
    Facts,
    Plan,
    UnderWay,
    plan_run,
)
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace
from bot.domain.run import Row
from bot.domain.workspaces import Known
from tests.domain.lists import CHOSEN, FACTS, KNOWNS, LISTS, LONG, MANY, OTHER_RUN, OTHER_SETUP
from tests.domain.properties import PROPERTY
from tests.domain.run_builders import KNOWN, a_plan, candidates

ADA, BEN = "ada@acme.example", "ben@acme.example"
EMAIL = st.builds(
    lambda number, char, length: f"{number:03}{char * length}@acme.example",
    st.integers(min_value=0, max_value=150),
    st.sampled_from("a&"),
    st.sampled_from([0, 1, 10, 30, 100, 238]),
)
CANDIDATE = st.builds(
    lambda email, user_id: Candidate(email, user_id),
    EMAIL,
    st.one_of(st.none(), st.sampled_from([UserId("U_ADA"), UserId("U_BEN")])),
)
CANDIDATES = st.lists(CANDIDATE, min_size=1, max_size=200)


def escape(text: str) -> str:
    """As it travels to Slack."""
    return html_escape(text, quote=False)


def emails(rows: Iterable[Row]) -> list[str]:
    return [row.email for row in rows]


def sizes(plan: Plan) -> list[int]:
    return [len(batch.rows) for batch in plan.batches]


def the_problem(*given_: Candidate, facts: Facts | None = None, known: Known = MANY) -> Problem:
    """What is wrong with the one row that is held back."""
    plan = plan_run(given_, (), known, facts or Facts())
    assert isinstance(plan, Plan)
    [problem] = plan.problems
    assert plan.read == len(plan.rows) + 1 + sum(plan.repeats.values())
    return problem


def the_duplicate(
    *given_: Candidate,
    facts: Facts | None = None,
    known: Known = MANY,
    chosen: Sequence[str] = (),
) -> Duplicate:
    plan = plan_run(given_, chosen, known, facts or Facts())
    assert isinstance(plan, Plan)
    [duplicate] = plan.duplicates
    assert (plan.problems, plan.repeats) == ((), {duplicate.why: 1})
    assert plan.read == len(plan.rows) + 1
    return duplicate


@PROPERTY
@given(LISTS, CHOSEN, KNOWNS, FACTS)
def test_every_row_that_was_read_is_a_person_a_problem_or_a_duplicate(
    given_: list[Candidate], chosen: tuple[str, ...], known: Known, facts: Facts
) -> None:
    """Exactly one of the three, told by its line: rows in = rows out."""
    plan = plan_run(given_, chosen, known, facts)

    assert isinstance(plan, Plan)
    planned, held_back = [one.line for one in plan.rows], [one.line for one in plan.problems]
    out = planned + held_back + [one.line for one in plan.duplicates]
    assert sorted(out) == [one.line for one in given_]
    assert plan.read == len(given_)
    assert plan.repeats == Counter(one.why for one in plan.duplicates)


@PROPERTY
@given(LISTS, CHOSEN, KNOWNS, FACTS)
def test_nobody_is_planned_of_whom_something_is_known_to_be_wrong(
    given_: list[Candidate], chosen: tuple[str, ...], known: Known, facts: Facts
) -> None:
    """Each once, whole, with what they were to get, and on record nowhere."""
    plan = plan_run(given_, chosen, known, facts)

    assert isinstance(plan, Plan)
    found = emails(plan.rows)
    assert len(set(found)) == len(found)
    assert not set(found) & (
        facts.connected.keys() | facts.elsewhere.keys() | facts.under_way.keys()
    )
    by_line = {one.line: one for one in given_}
    for batch in plan.batches:
        for row in (plan.rows[number] for number in batch.rows):
            said = [one for one in given_ if normalised(one.email) == row.email]
            own = [known.found(one.workspaces) for one in said if one.workspaces is not None]
            taken = [names for names, unknown in own if unknown is None and names != LONG]
            assert known.are_same(batch.workspaces, taken[0] if taken else chosen)
            assert normalised(by_line[row.line].email) == row.email


@PROPERTY
@given(LISTS, CHOSEN, FACTS)
def test_problems_are_in_the_order_of_the_file(
    given_: list[Candidate], chosen: tuple[str, ...], facts: Facts
) -> None:
    """Whoever mends them goes down their own list."""
    plan = plan_run(given_, chosen, MANY, facts)

    assert isinstance(plan, Plan)
    lines = [one.line for one in plan.problems]
    assert lines == sorted(lines)


@PROPERTY
@given(CANDIDATES)
def test_everybody_stands_in_exactly_one_batch_in_the_order_given(
    given_: list[Candidate],
) -> None:
    """An admin who compares with their own list finds the same order."""
    plan = a_plan(given_)

    in_batches = [row for batch in plan.batches for row in batch.rows]
    assert in_batches == list(range(len(plan.rows)))
    assert emails(plan.rows) == list(dict.fromkeys(one.email for one in given_))


@PROPERTY
@given(CANDIDATES)
def test_no_batch_is_empty_or_larger_than_a_card(given_: list[Candidate]) -> None:
    """At most fifty people, and as many addresses as fit: escaped, quoted, one a line."""
    plan = a_plan(given_)

    for batch in plan.batches:
        lines = "\n".join(f"`{escape(plan.rows[row].email)}`" for row in batch.rows)
        assert 0 < len(batch.rows) <= BATCH_SIZE
        assert len(lines) <= BATCH_CHARACTERS


@PROPERTY
@given(CANDIDATES)
def test_a_person_known_in_slack_stays_known(given_: list[Candidate]) -> None:
    """Given as an address and as a person, they get their message all the same."""
    plan = a_plan(given_)

    known = {one.email for one in given_ if one.user_id}
    assert {row.email for row in plan.rows if row.user_id} == known


def test_batches_are_as_full_as_can_be() -> None:
    """An admin should not tick more often than need be."""
    assert sizes(a_plan(120)) == [50, 50, 20]
    assert sizes(a_plan(50)) == [50]
    assert sizes(a_plan(51)) == [50, 1]


def test_long_addresses_make_smaller_batches() -> None:
    """Each with four characters for what quotes and parts them; none is too long for one."""
    long = [Candidate(f"{n:03}{'a' * 225}@acme.example") for n in range(25)]
    longest = [Candidate(f"{n:03}{'&' * 238}@acme.example") for n in range(3)]

    assert sizes(a_plan(long)) == [7, 7, 7, 4]
    assert sizes(a_plan(longest)) == [1, 1, 1]


def test_the_first_of_a_duplicate_keeps_its_place_and_learns_from_the_second() -> None:
    """Whichever of the two says who they are, where they work and what they get."""
    given_ = [
        Candidate(ADA, line=2),
        Candidate(BEN, line=3),
        Candidate("Ada@ACME.example", UserId("U_ADA"), ("Europe",), 4, "Ada", "Brook"),
    ]

    plan = a_plan(given_)

    ada = Row(email=ADA, user_id=UserId("U_ADA"), first_name="Ada", last_name="Brook", line=2)
    assert set(plan.rows) == {ada, Row(email=BEN, line=3)}
    assert plan.duplicates == (Duplicate(why=Again.SAME_LIST, email=ADA, line=4),)
    in_europe = [batch.rows for batch in plan.batches if batch.workspaces == ("Europe",)]
    assert [plan.rows[row].email for rows in in_europe for row in rows] == [ADA]


def test_ten_thousand_duplicates_are_counted_and_the_first_named() -> None:
    """The preview stays readable, and its sum is right."""
    plan = a_plan([Candidate(ADA, line=n) for n in range(1, 10_002)])

    assert (plan.read, len(plan.rows), plan.repeats) == (10_001, 1, {Again.SAME_LIST: 10_000})
    assert [one.line for one in plan.duplicates] == list(range(2, DUPLICATES_NAMED + 2))


def test_nobody_is_a_refusal() -> None:
    """Neither a person nor an address was given."""
    assert plan_run([], (), KNOWN) == NobodyGiven()


class TestProblems:
    """Each that there is, counted, with what it is about; nobody else is stopped by it."""

    @pytest.mark.parametrize("email", ["no address", "ada@", "ada@acme", "a b@acme.example", "x"])
    def test_what_is_no_address_is_quoted_as_typed(self, email: str) -> None:
        """With its line."""
        problem = the_problem(Candidate(email, line=7), Candidate(BEN))

        assert (problem.fault, problem.email, problem.line) == (Fault.MALFORMED, email, 7)

    def test_a_person_of_slack_without_an_address_is_named(self) -> None:
        """Slack does not tell one of everybody."""
        problem = the_problem(Candidate("", UserId("U_ADA")), Candidate(BEN))

        assert (problem.fault, problem.user_id) == (Fault.NO_ADDRESS, "U_ADA")

    @pytest.mark.parametrize(
        ("standing", "fault"),
        [
            (Standing.DEACTIVATED, Fault.DEACTIVATED),
            (Standing.GUEST, Fault.NOT_A_MEMBER),
            (Standing.EXTERNAL, Fault.NOT_A_MEMBER),
            (Standing.BOT, Fault.NOT_A_MEMBER),
        ],
    )
    def test_who_is_no_full_member_of_slack_is_held_back(
        self, standing: Standing, fault: Fault
    ) -> None:
        """What Slack said of them is kept for the words."""
        problem = the_problem(Candidate(ADA, UserId("U_ADA"), standing=standing), Candidate(BEN))

        assert (problem.fault, problem.standing) == (fault, standing)

    @pytest.mark.parametrize("standing", [None, Standing.MEMBER])
    def test_a_member_and_somebody_whom_slack_does_not_know_are_planned(
        self, standing: Standing | None
    ) -> None:
        """Not everybody who sells is in Slack."""
        assert emails(a_plan([Candidate(ADA, standing=standing)]).rows) == [ADA]

    @pytest.mark.parametrize(
        ("written", "name", "nearest"),
        [
            (("Europ",), "Europ", "Europe"),
            (("America", "Asia Minor"), "Asia Minor", ""),
            (("amerika  ", "Zzz"), "amerika", "America"),
        ],
    )
    def test_an_unknown_workspace_is_named_with_the_nearest(
        self, written: tuple[str, ...], name: str, nearest: str
    ) -> None:
        """The first of the row; if none resembles it, none is guessed. The row stays as it was."""
        problem = the_problem(Candidate(ADA, None, written, 3), Candidate(BEN))

        assert (problem.fault, problem.line) == (Fault.UNKNOWN_WORKSPACE, 3)
        assert (problem.name, problem.nearest) == (name, nearest)
        assert problem.workspaces == written

    def test_where_no_workspace_is_known_none_is_unknown(self) -> None:
        """Nobody listed them yet."""
        plan = a_plan([Candidate(ADA, None, ("Europ",))], known=Known([]))

        assert [batch.workspaces for batch in plan.batches] == [("Europ",)]

    def test_more_workspaces_than_a_card_can_name_hold_somebody_back(self) -> None:
        """Or nobody knows what to tick."""
        problem = the_problem(Candidate(ADA, None, LONG), Candidate(BEN))

        assert problem.fault is Fault.TOO_MANY_WORKSPACES
        assert sum(map(len, LONG[:13])) + 13 * 4 <= WORKSPACE_CHARACTERS
        assert a_plan([Candidate(ADA, None, LONG[:13])], known=MANY).problems == ()

    def test_of_whom_the_list_says_two_things_both_rows_are_problems(self) -> None:
        """Each names the line of the other; which one is right the bot cannot know."""
        plan = a_plan(
            [
                Candidate(ADA, None, ("Europe",), 2),
                Candidate(BEN, None, ("Europe",), 3),
                Candidate(ADA.upper(), None, ("America",), 4),
                Candidate(ADA, None, (), 5),
                Candidate(ADA, None, ("europe",), 6),
            ]
        )

        assert [(one.fault, one.line, one.other_line) for one in plan.problems] == [
            (Fault.CLASH, 2, 4),
            (Fault.CLASH, 4, 2),
            (Fault.CLASH, 5, 2),
        ]
        assert [(one.why, one.line) for one in plan.duplicates] == [(Again.SAME_LIST, 6)]
        assert emails(plan.rows) == [BEN]

    def test_a_row_with_more_cells_than_columns_is_held_back(self) -> None:
        """What stands where is not known; the cells are named."""
        problem = the_problem(Candidate(ADA, None, ("Europe",), 3, extra="America"), Candidate(BEN))

        assert (problem.fault, problem.line) == (Fault.EXTRA_CELLS, 3)
        assert (problem.workspaces, problem.name) == (("Europe",), "America")

    @pytest.mark.parametrize(
        "doubtful",
        [
            Candidate(ADA.upper(), None, ("Europ",), 3),
            Candidate(ADA, None, LONG, 3),
            Candidate(ADA, None, ("Europe",), 3, extra="America"),
        ],
        ids=["unknown", "too many", "more cells"],
    )
    @pytest.mark.parametrize("own", [("Europe",), (), None], ids=["some", "default", "not said"])
    def test_whose_workspaces_are_in_doubt_is_not_planned_by_another_row(
        self, doubtful: Candidate, own: tuple[str, ...] | None
    ) -> None:
        """Whichever of the two comes first: mended later, the other would be a disconnect."""
        sure = Candidate(ADA, None, own, 2)

        for given_ in ([sure, doubtful], [doubtful, sure]):
            plan = a_plan([*given_, Candidate(BEN)], known=MANY)

            assert emails(plan.rows) == [BEN]
            found = [(o.line, o.fault is Fault.CLASH, o.other_line) for o in plan.problems]
            assert found == [(2, True, 3), (3, False, 0)]

    @pytest.mark.parametrize("written", ["Europe,America", "Europe | America", "Asia/america"])
    def test_several_names_in_one_have_no_nearest(self, written: str) -> None:
        """One press would take one of them for all: they are to be parted by semicolons."""
        problem = the_problem(Candidate(ADA, None, (written,), 3), Candidate(BEN))

        assert (problem.name, problem.nearest, problem.joined) == (written, "", True)

    def test_a_name_that_holds_a_comma_has_its_nearest(self) -> None:
        """Nothing of it is a name that is known."""
        problem = the_problem(
            Candidate(ADA, None, ("Sales, Nort",)), known=Known(["Sales, North", "Europe"])
        )

        assert (problem.nearest, problem.joined) == ("Sales, North", False)

    def test_an_address_of_another_instance_is_named_with_it(self) -> None:
        """One address cannot be used on two."""
        problem = the_problem(
            Candidate(ADA), Candidate(BEN), facts=Facts(elsewhere={ADA: OTHER_SETUP})
        )

        assert (problem.fault, problem.setup_id) == (Fault.OTHER_INSTANCE, OTHER_SETUP)

    def test_who_is_connected_with_others_must_be_disconnected_first(self) -> None:
        """Said with what they have and what they were to get."""
        problem = the_problem(
            Candidate(ADA, None, ("America",)),
            Candidate(BEN),
            facts=Facts(connected={ADA: ("Europe",)}),
        )

        assert (problem.fault, problem.now) == (Fault.CONNECTED_OTHERWISE, ("Europe",))
        assert problem.workspaces == ("America",)

    @pytest.mark.parametrize(
        ("gets", "now"),
        [(("Europe",), ("Europe",)), (("Main",), ("Main",)), (None, ())],
        ids=["others", "the default one", "disconnected"],
    )
    def test_who_stands_in_a_run_with_others_waits_for_its_end(
        self, gets: tuple[str, ...] | None, now: tuple[str, ...]
    ) -> None:
        """Never two runs on one person; being disconnected is another thing than the default."""
        wanted = ("America",) if gets else ()
        under_way = Facts(under_way={ADA: UnderWay(OTHER_RUN, gets)})

        problem = the_problem(Candidate(ADA, None, wanted), Candidate(BEN), facts=under_way)

        assert (problem.fault, problem.now) == (Fault.UNDER_WAY_OTHERWISE, now)
        assert a_plan([Candidate(ADA, None, wanted)], facts=under_way, known=MANY).continues is None

    def test_who_left_slack_is_held_back_by_their_address(self) -> None:
        """Slack told us once; whoever has that address by now, and is there, is another person."""
        facts = Facts(left=frozenset({ADA}))

        assert the_problem(Candidate(ADA), facts=facts).fault is Fault.DEACTIVATED
        there = Candidate(ADA, standing=Standing.MEMBER)
        assert a_plan([there], facts=facts).problems == ()

    def test_what_is_worst_is_said_first(self) -> None:
        """Somebody who left needs nothing else put right; another instance comes before this."""
        facts = Facts(
            connected={ADA: ("Europe",), BEN: ("Europe",)},
            elsewhere={ADA: OTHER_SETUP},
            under_way={BEN: UnderWay(OTHER_RUN, ("Europe",))},
        )

        gone = the_problem(Candidate(ADA, standing=Standing.DEACTIVATED), facts=facts)
        assert gone.fault is Fault.DEACTIVATED
        assert the_problem(Candidate(ADA), facts=facts).fault is Fault.OTHER_INSTANCE
        assert the_problem(Candidate(BEN), facts=facts).fault is Fault.UNDER_WAY_OTHERWISE

    def test_every_fault_is_tried_here(self) -> None:
        """One that is new, too."""
        assert set(Fault) == {
            *(Fault.MALFORMED, Fault.NO_ADDRESS, Fault.DEACTIVATED, Fault.NOT_A_MEMBER),
            *(Fault.UNKNOWN_WORKSPACE, Fault.TOO_MANY_WORKSPACES, Fault.CLASH),
            *(Fault.OTHER_INSTANCE, Fault.UNDER_WAY_OTHERWISE, Fault.CONNECTED_OTHERWISE),
            *(Fault.EXTRA_CELLS, Fault.IN_DOUBT),  # tests/domain/test_in_doubt.py
        }


class TestAgain:
    """Rows that add nobody, and why."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (None, None),
            (("Europe",), None),
            (None, ("Europe",)),
            (("Europe",), ("EUROPE",)),
            (("Europe", "America"), ("America", "Europe")),
            ((), ("Main",)),
            (("default",), ()),
        ],
    )
    @pytest.mark.parametrize("known", [MANY, Known([], "Main")], ids=["known", "not known"])
    def test_the_same_person_with_the_same_workspaces_is_one(
        self, first: tuple[str, ...] | None, second: tuple[str, ...] | None, known: Known
    ) -> None:
        """In another order or case, or of whom one row says nothing."""
        duplicate = the_duplicate(
            Candidate(ADA, None, first, 2), Candidate(ADA, None, second, 3), known=known
        )

        assert duplicate == Duplicate(why=Again.SAME_LIST, email=ADA, line=3)

    @pytest.mark.parametrize("has", [("Europe", "America"), ("america", "EUROPE")])
    def test_who_has_just_these_is_done(self, has: tuple[str, ...]) -> None:
        """Of their own, or those for all: the file that is uploaded again starts nothing new."""
        facts = Facts(connected={ADA: has})
        own = Candidate(ADA, None, ("America", "Europe"), 2)

        assert the_duplicate(own, Candidate(BEN), facts=facts).why is Again.DONE
        for_all = the_duplicate(
            Candidate(ADA), Candidate(BEN), facts=facts, chosen=("Europe", "America")
        )
        assert for_all.why is Again.DONE

    @pytest.mark.parametrize("has", [(), ("Main",)])
    @pytest.mark.parametrize("wanted", [None, (), ("main",), ("default",)])
    def test_the_default_workspace_is_the_same_named_or_not(
        self, has: tuple[str, ...], wanted: tuple[str, ...] | None
    ) -> None:
        """As Sales Connect has it."""
        facts = Facts(connected={ADA: has})

        assert the_duplicate(Candidate(ADA, None, wanted), facts=facts).why is Again.DONE

    def test_who_stands_in_a_run_with_just_these_continues_it(self) -> None:
        """The first such run is named: there is where the list goes on."""
        facts = Facts(
            under_way={
                ADA: UnderWay(OTHER_RUN, ("Europe",)),
                BEN: UnderWay(RunId("run-3"), ("Europe",)),
            }
        )

        plan = a_plan([Candidate(ADA), Candidate(BEN)], ("Europe",), facts)

        assert plan.repeats == {Again.UNDER_WAY: 2}
        assert (plan.rows, plan.problems, plan.continues) == ((), (), OTHER_RUN)

    def test_every_reason_is_tried_here(self) -> None:
        """One that is new, too."""
        assert set(Again) == {Again.SAME_LIST, Again.DONE, Again.UNDER_WAY}


class TestWorkspaces:
    """Of their own, of the whole list, or the default one."""

    def test_those_of_their_own_come_before_those_for_all(self) -> None:
        """And no workspace at all is a choice of their own, too."""
        given_ = [
            Candidate("a@acme.example"),
            Candidate("b@acme.example", None, ("Europe",)),
            Candidate("c@acme.example", None, ()),
            Candidate("d@acme.example"),
        ]

        plan = a_plan(given_, ("America",))

        assert [(batch.workspaces, batch.rows) for batch in plan.batches] == [
            (("America",), (0, 1)),
            (("Europe",), (2,)),
            ((), (3,)),
        ]
        assert [row.email[0] for row in plan.rows] == ["a", "d", "b", "c"]
        assert plan.chosen == ("America",)

    @pytest.mark.parametrize("known", [MANY, Known([], "Main")], ids=["known", "not known"])
    def test_who_gets_the_same_stands_in_one_group(self, known: Known) -> None:
        """However each row names it: one pass of the tab, not four."""
        sets = [("Europe", "America"), ("america", "Europe"), ("Main",), (), ("MAIN ",)]
        given_ = [Candidate(f"p{n}@acme.example", None, one) for n, one in enumerate(sets)]

        plan = a_plan(given_, known=known)

        assert sizes(plan) == [2, 3]

    def test_a_set_of_their_own_that_is_that_for_all_is_one_group_with_it(self) -> None:
        """Named as it was chosen."""
        given_ = [Candidate(ADA, None, ("Europe", "America")), Candidate(BEN)]

        plan = a_plan(given_, ("America", "Europe"))

        assert [batch.workspaces for batch in plan.batches] == [("America", "Europe")]

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
    def test_an_unknown_workspace_for_all_is_refused_with_the_nearest_name(
        self, typed: str, found: str | None
    ) -> None:
        """If one resembles it; else none is guessed."""
        assert plan_run(candidates(1), [typed], KNOWN) == UnknownWorkspace(typed, found)

    def test_one_unknown_workspace_among_known_ones_is_enough(self) -> None:
        """A wrong workspace can only be changed by disconnecting."""
        actual = plan_run(candidates(1), ["America", "Europa"], KNOWN)

        assert actual == UnknownWorkspace("Europa", "Europe")

    def test_workspaces_that_no_card_can_name_are_refused(self) -> None:
        """A card names all of them, or nobody knows what to tick; how many there were is said."""
        names = [f"{n}{'w' * 74}" for n in range(10)] + [f"{n}{'&' * 20}" for n in range(10)]
        known = Known(names)

        assert isinstance(plan_run(candidates(1), names[:9], known), Plan)
        assert plan_run(candidates(1), names, known) == TooManyWorkspaces(20)
        assert isinstance(plan_run(candidates(1), names[10:19], known), Plan)
        assert plan_run(candidates(1), names[10:], known) == TooManyWorkspaces(10)

    @PROPERTY
    @given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=20))
    def test_chosen_workspaces_are_kept_once_in_their_order(self, chosen: list[str]) -> None:
        """None chosen is the default Marketo workspace, and stays none."""
        plan = plan_run(candidates(1), chosen, Known(["C", "B", "A"]))

        assert isinstance(plan, Plan)
        assert [batch.workspaces for batch in plan.batches] == [tuple(dict.fromkeys(chosen))]


def test_of_very_many_unknown_names_only_the_first_are_compared() -> None:
    """Comparing takes milliseconds each: ten thousand slips would hold a worker for a minute."""
    slips = [f"Europe{'x' * (n % 3)}{n}" for n in range(MOST_COMPARED + 1)]
    wrong = [Candidate(f"p{n}@a.example", workspaces=(name,)) for n, name in enumerate(slips)]
    again = Candidate("last@a.example", workspaces=(slips[0],))

    plan = plan_run([*wrong, again], [], KNOWN)

    assert isinstance(plan, Plan)
    nearest = {problem.email: problem.nearest for problem in plan.problems}
    assert nearest["p0@a.example"] == nearest["last@a.example"] == "Europe"
    assert nearest[f"p{MOST_COMPARED - 1}@a.example"] == "Europe"
    assert nearest[f"p{MOST_COMPARED}@a.example"] == ""
