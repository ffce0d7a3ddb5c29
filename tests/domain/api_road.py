"""Of the machine: the API-only pair, and the former one that stays until Marketo has answered."""

from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bot.domain.commands import (
    CheckApiAccess,
    Command,
    NoteApiChecked,
    RemoveApiAccess,
    SaveApiAccess,
)
from bot.domain.effects import CheckApi
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays
from tests.domain.builders import CREDENTIALS, OURSELVES, SETUP_ID, WINDOW
from tests.domain.road import ACTOR, COMPANY, Road

NAMES: Final = st.sampled_from([(), ("Europe",), ("Default", "Europe")])
SAYS: Final = st.sampled_from(ApiSays)
OF_ACCESS: Final = (SaveApiAccess, CheckApiAccess, RemoveApiAccess, NoteApiChecked)
KNOWN_TO_MARKETO: Final = (ApiSays.WORKS, ApiSays.DENIED)
# What a Marketo admin does, and what Marketo says to it.
CARE: Final[st.SearchStrategy[type[Command] | ApiSays]] = st.one_of(
    st.sampled_from([SaveApiAccess, CheckApiAccess, RemoveApiAccess]), SAYS
)


class RoadWithApiAccess(Road):
    """Pairs come, go and are looked at; answers may be about one that is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs = 0

    @rule(says=SAYS)
    def marketo_says_something_else_to_pairs(self, says: ApiSays) -> None:
        """From now on."""
        self.api_says = says

    @precondition(lambda self: self.setup.is_open)
    @rule(answers=st.lists(SAYS, min_size=1, max_size=3))
    def pairs_take_each_others_place(self, answers: list[ApiSays]) -> None:
        """After one that works; chance alone would hardly give two of them and an answer."""
        for says in (ApiSays.WORKS, *answers):
            self.cares_for_api_access(self._marketo_admin, True, [SaveApiAccess, says])

    @rule(actor=ACTOR, rightly=st.booleans(), kinds=st.lists(CARE, min_size=1, max_size=5))
    def cares_for_api_access(
        self, actor: Actor | Ourselves, rightly: bool, kinds: list[type[Command] | ApiSays]
    ) -> None:
        """Marketo's answers come in between, each about the pair that is there."""
        by = self._marketo_admin if rightly else actor
        for kind in kinds:
            if isinstance(kind, ApiSays):
                self._gives(NoteApiChecked(SETUP_ID, self._pair, kind), OURSELVES)
            elif kind is SaveApiAccess:
                self.pairs += self._gives(SaveApiAccess(SETUP_ID, CREDENTIALS, WINDOW), by)
            elif kind is CheckApiAccess:
                self._gives(CheckApiAccess(SETUP_ID, WINDOW), by)
            else:
                self._gives(RemoveApiAccess(SETUP_ID), by)

    @precondition(lambda self: self.access)
    @rule(
        back=st.integers(min_value=0, max_value=2),
        says=st.sampled_from(ApiSays),
        names=NAMES,
        was_shown=st.booleans(),
    )
    def an_answer_about_api_access_comes_late(
        self, back: int, says: ApiSays, names: tuple[str, ...], was_shown: bool
    ) -> None:
        about = self.setup.api_pairs - back
        note = NoteApiChecked(SETUP_ID, about, says, workspaces=names, was_shown=was_shown)
        is_there = about == self._pair
        assert not self._gives(note, OURSELVES) or is_there

    @property
    def _pair(self) -> int:
        access = self.setup.api_access
        return access.number if access else self.setup.api_pairs

    @property
    def _marketo_admin(self) -> Actor:
        return COMPANY[self.setup.marketo_admin]

    def _changed(
        self, command: Command, actor: Actor | Ourselves, before: Setup, outcome: Outcome[Setup]
    ) -> None:
        """What must be true of every step that is taken."""
        asked = [due.effect for due in outcome.effects if isinstance(due.effect, CheckApi)]
        assert bool(asked) == isinstance(command, SaveApiAccess | CheckApiAccess)
        if isinstance(command, OF_ACCESS):
            self._is_beside_the_road(before, outcome)
        if isinstance(command, SaveApiAccess):
            access = before.api_access
            works = access is not None and access.says in KNOWN_TO_MARKETO
            # One that may read nothing gives way to a former one that reads.
            gives_way = access is not None and access.former is not None
            assert not works or gives_way or self._pair not in outcome.burn_access
        super()._changed(command, actor, before, outcome)

    @staticmethod
    def _is_beside_the_road(before: Setup, outcome: Outcome[Setup]) -> None:
        after = outcome.state
        assert (after.stage, after.turns) == (before.stage, before.turns)
        assert after.handed_over == before.handed_over
        assert (outcome.keep, outcome.burn) == (None, False)
        if before.workspaces and not before.workspaces_are_marketos:
            assert after.workspaces == before.workspaces

    @invariant()
    def what_is_sealed_is_what_the_setup_says(self) -> None:
        """Of API-only pairs: one, or two until Marketo has answered for the newer one."""
        access = self.setup.api_access
        numbers = access.numbers() if access else ()
        assert len(self.access) == len(numbers) <= 2
        assert self.access == set(numbers)

    @invariant()
    def pairs_are_counted_up(self) -> None:
        assert self.setup.api_pairs == self.pairs
        access = self.setup.api_access
        assert access is None or self.pairs in (access.number, access.refused_later)

    @invariant()
    def nothing_is_kept_after_the_end(self) -> None:
        if not self.setup.is_open:
            assert (self.vault, self.access, self.setup.api_access) == (None, set(), None)
