"""What one bench measured."""

from dataclasses import dataclass

from tests.bench.load import Ran


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    runs: int = 5
    alone: int = 200  # requests of one client
    clients: int = 16
    each: int = 40  # requests of each of them
    frozen: int = 20  # requests after whose answer the process is stopped at once
    starts: int = 3
    work: float = 5.0  # seconds in which the worker performs what the load left
    idle: float = 5.0  # seconds
    rounds: int = 20  # of the race
    readers: int = 50  # in each, over two processes


@dataclass(frozen=True, slots=True)
class Pair:
    """The same load on both, by turns."""

    ours: tuple[Ran, ...]
    bare: tuple[Ran, ...]

    @property
    def sides(self) -> tuple[tuple[Ran, ...], tuple[Ran, ...]]:
        return self.ours, self.bare

    def p50(self) -> tuple[float, float]:
        """The best of each, in milliseconds."""
        ours, bare = (min(ran.p50 for ran in side) for side in self.sides)
        return ours, bare

    def rate(self) -> tuple[float, float]:
        """The best of each, in requests a second."""
        ours, bare = (max(ran.rate for ran in side) for side in self.sides)
        return ours, bare


@dataclass(frozen=True, slots=True)
class HandedOn:
    """Runs of one client, each request of another setup."""

    hand_over: tuple[Ran, ...]
    reveal: tuple[Ran, ...]  # with the time in which the stand-in opened the window
    slack: tuple[Ran, ...]  # that window alone, opened without a bot


@dataclass(frozen=True, slots=True)
class Race:
    """How many readers got a secret that is meant for one, of each round."""

    ours: tuple[int, ...]
    foil: tuple[int, ...]  # which reads, then deletes


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process."""

    ready: float  # seconds, the best of its starts
    megabytes: float  # resident, after its load
    idle: float  # percent of a core


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it."""

    size: Size
    load_before: float  # of the machine
    commits: int  # all found in the store
    alone: Pair
    together: Pair
    web: Cost
    bare: Cost
    worker: Cost
    cards: int  # posted by the worker
    handed_on: HandedOn
    race: Race
