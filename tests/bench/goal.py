"""What was promised."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One number against its goal."""

    what: str
    measured: float
    goal: float
    unit: str
    at_least: bool = False  # else at most

    @property
    def is_met(self) -> bool:
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal

    def cells(self) -> tuple[str, ...]:
        sign = "≥" if self.at_least else "≤"
        met = "yes" if self.is_met else "NO"
        return self.what, f"{self.measured:.2f}{self.unit}", f"{sign} {self.goal:g}{self.unit}", met


def p95_of(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return sorted(seconds)[len(seconds) * 95 // 100] * 1000
