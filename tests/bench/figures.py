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
    rushes: int = 2  # on each side
    due: int = 50_000  # effects due at once
    due_teams: int = 1_000  # Slack workspaces that they belong to
    jobs: int = 50_000  # of the other side
    few: int = 10  # setups stored
    many: int = 100_000
    looks: int = 300  # at both, and claims
    clicks: int = 40  # each with cards to follow
    rows: int = 10_000  # of a file
    previews: int = 10
    called: int = 5_000  # people whom a connector is called for
    per_second: float = 100.0  # calls that it takes
    burst: float = 20.0
    latency: float = 0.02  # seconds of each

    def least_time(self) -> float:
        """Seconds that these calls take whoever makes them."""
        return max(0.0, self.called - self.burst) / self.per_second + self.latency


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
class Rushed:
    """So many things due at once, each done once."""

    count: int
    seconds: float

    @property
    def rate(self) -> float:
        """Done in a second."""
        return self.count / self.seconds


@dataclass(frozen=True, slots=True)
class Rush:
    """Ours and APScheduler's RedisJobStore by turns."""

    ours: tuple[Rushed, ...]
    one_team: Rushed  # ours, when all belong to one Slack workspace
    job_store: tuple[Rushed, ...]

    def rate(self) -> tuple[float, float]:
        """The best of each, in effects or jobs a second."""
        ours, theirs = (max(one.rate for one in side) for side in (self.ours, self.job_store))
        return ours, theirs


@dataclass(frozen=True, slots=True)
class Turns:
    """The same thing on two stores by turns: p50 in milliseconds."""

    few: float
    many: float

    @property
    def ratio(self) -> float:
        """How much longer it takes where there are many."""
        return self.many / self.few


@dataclass(frozen=True, slots=True)
class Growth:
    """With few setups stored, and with many."""

    few: int
    many: int
    looks: Turns  # a worker's tick
    claims: Turns
    answers: tuple[Turns, ...]  # of each run, by `web`

    def answer(self) -> Turns:
        """The best of each."""
        few, many = (min(getattr(one, side) for one in self.answers) for side in ("few", "many"))
        return Turns(few, many)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process."""

    ready: float  # seconds, the best of its starts
    megabytes: float  # resident, after its load
    idle: float  # percent of a core


@dataclass(frozen=True, slots=True)
class Served:
    """Of `web` and the worker beside it."""

    commits: int  # all found in the store
    alone: Pair
    together: Pair
    web: Cost
    bare: Cost
    worker: Cost
    cards: int  # posted by the worker
    handed_on: HandedOn
    race: Race


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of people, read, judged and cut into batches."""

    took: tuple[float, ...]  # seconds
    megabytes: float  # at the most


@dataclass(frozen=True, slots=True)
class Lists:
    """The same file by turns."""

    size: int  # bytes
    ours: Planned
    by_hand: Planned


@dataclass(frozen=True, slots=True)
class Previews:
    """Seconds, of each submission."""

    answers: tuple[float, ...]
    shown: tuple[float, ...]  # until the window shows the preview


@dataclass(frozen=True, slots=True)
class CallsMade:
    """Of everybody, each done once."""

    seconds: float
    put_off: int  # answered with a 429


@dataclass(frozen=True, slots=True)
class Calls:
    """The same people by turns."""

    least: float  # seconds that the limit allows
    ours: CallsMade
    by_hand: CallsMade

    def times(self, side: CallsMade) -> float:
        """How much longer it took than the limit demands."""
        return side.seconds / self.least


@dataclass(frozen=True, slots=True)
class Bulk:
    """Of bulk runs."""

    lists: Lists
    previews: Previews
    calls: Calls


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it."""

    size: Size
    load_before: float  # of the machine
    served: Served
    growth: Growth
    rush: Rush
    clicks: tuple[float, ...]  # seconds from each to the last card that follows
    bulk: Bulk
