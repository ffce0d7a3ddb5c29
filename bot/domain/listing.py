"""A list, read row after row: each person once, and what is wrong with it by itself."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.domain.addresses import normalised
from bot.domain.batches import shown_length
from bot.domain.candidates import Candidate
from bot.domain.problems import Again, Duplicate, Fault, Problem
from bot.domain.standing import Standing
from bot.domain.workspaces import Known

WORKSPACE_CHARACTERS: Final = 1_000  # of the names of the workspaces of one person
MOST_COMPARED: Final = 100  # unknown names, with all that are known: each takes milliseconds


def are_too_many(names: Sequence[str]) -> bool:
    """More than one card can show."""
    return sum(shown_length(name) for name in names) > WORKSPACE_CHARACTERS


class Listing:
    """Reads row after row; each person once, the rest put aside."""

    def __init__(self, known: Known) -> None:
        self._known = known
        # Ten thousand people have the same few sets.
        self._found, self._are_too_many = cache(known.found), cache(are_too_many)
        self._nearest: dict[str, str] = {}
        self._people: dict[str, Candidate] = {}
        self._clashing: dict[str, list[Candidate]] = {}
        self._held_back: dict[str, int] = {}  # the line of the first such row
        self.problems: list[Problem] = []
        self.duplicates: list[Duplicate] = []
        self.read = 0

    def add(self, given: Candidate) -> None:
        self.read += 1
        email = normalised(given.email)
        if email is None:
            self.put_aside(problem_of(given, _without_address(given)))
            return
        if given.extra:
            about = {"name": given.extra}
            self._hold_back(email, problem_of(given, Fault.EXTRA_CELLS).model_copy(update=about))
            return
        own = None
        if given.workspaces is not None:
            own, unknown = self._found(given.workspaces)
            if unknown is not None:
                self._hold_back(email, self._unknown(given, unknown))
                return
            if self._are_too_many(own):
                self._hold_back(email, problem_of(given, Fault.TOO_MANY_WORKSPACES))
                return
        one = given
        if email != given.email or own != given.workspaces:
            one = given._replace(email=email, workspaces=own)
        former = self._people.get(email)
        if former is None:
            self._people[email] = one
        else:
            self._again(former, one)

    def _hold_back(self, email: str, problem: Problem) -> None:
        """Nobody knows which workspaces are meant: not even where another row names some."""
        self.problems.append(problem)
        self._held_back.setdefault(email, problem.line)

    def _again(self, former: Candidate, one: Candidate) -> None:
        """Whoever says more about somebody adds to it; two who disagree are both held back."""
        some, others = former.workspaces, one.workspaces
        if some is not None and others is not None and not self._known.are_same(some, others):
            self._clashing.setdefault(one.email, []).append(one)
            return
        # Where one of both is of no file, the line is that of the person, who may be a problem.
        line, other_line = (former.line, one.line) if former.line else (one.line, 0)
        self.duplicates.append(Duplicate(why=Again.SAME_LIST, email=one.email, line=other_line))
        self._people[one.email] = former._replace(
            user_id=former.user_id or one.user_id,
            workspaces=others if some is None else some,
            line=line,
            first_name=former.first_name or one.first_name,
            last_name=former.last_name or one.last_name,
            standing=former.standing or one.standing,
        )

    def people(self) -> list[Candidate]:
        """Each once, in the order given; those of whom the list says two things are problems."""
        for email, others in self._clashing.items():
            first = self._people.pop(email)
            self.problems.append(_clash(first, others[0].line))
            self.problems += [_clash(other, first.line) for other in others]
        for email, line in self._held_back.items():
            if one := self._people.pop(email, None):
                self.problems.append(_clash(one, line))
        return list(self._people.values())

    def put_aside(self, judged: Problem | Duplicate) -> None:
        if isinstance(judged, Problem):
            self.problems.append(judged)
        else:
            self.duplicates.append(judged)

    def repeats(self) -> dict[Again, int]:
        return dict(Counter(duplicate.why for duplicate in self.duplicates))

    def in_order(self) -> tuple[Problem, ...]:
        """As the file has them; what came from elsewhere is first."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line))

    def _unknown(self, given: Candidate, name: str) -> Problem:
        about: dict[str, str | bool] = {"name": name}
        if self._known.are_joined(name):  # the nearest of them would be one less
            about["joined"] = True
        else:
            about["nearest"] = self._nearest_to(name)
        return problem_of(given, Fault.UNKNOWN_WORKSPACE).model_copy(update=about)

    def _nearest_to(self, name: str) -> str:
        if name not in self._nearest and len(self._nearest) < MOST_COMPARED:
            self._nearest[name] = self._known.nearest(name) or ""
        return self._nearest.get(name, "")


def _without_address(given: Candidate) -> Fault:
    """Bots have none, and of guests Slack may show none: what they are comes first."""
    if given.user_id is None or given.email:
        return Fault.MALFORMED
    if given.standing is Standing.DEACTIVATED:
        return Fault.DEACTIVATED
    return Fault.NO_ADDRESS if given.standing in (None, Standing.MEMBER) else Fault.NOT_A_MEMBER


def _clash(one: Candidate, other_line: int) -> Problem:
    return problem_of(one, Fault.CLASH).model_copy(update={"other_line": other_line})


def problem_of(one: Candidate, fault: Fault, wanted: tuple[str, ...] | None = None) -> Problem:
    return Problem(
        fault=fault,
        email=one.email,
        line=one.line,
        user_id=one.user_id,
        first_name=one.first_name,
        last_name=one.last_name,
        workspaces=wanted if one.workspaces is None else one.workspaces,
        standing=one.standing,
        off=one.off,
    )
