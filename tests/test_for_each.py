"""Many cases in one test, none of them lost."""

import inspect

import pytest

from tests.for_each import for_each


def test_every_combination_is_looked_at() -> None:
    """Beside what pytest gives."""
    seen: list[tuple[object, ...]] = []

    @for_each(name=["a", "b"], number=(1, 2))
    def look(name: str, number: int, given: str) -> None:
        seen.append((name, number, given))

    look(given="x")

    assert seen == [("a", 1, "x"), ("a", 2, "x"), ("b", 1, "x"), ("b", 2, "x")]
    assert list(inspect.signature(look).parameters) == ["given"]


def test_it_fails_with_all_faults_each_with_its_case() -> None:
    """The first fault hides no other, whatever it is."""

    @for_each(name=["a", "b", "c"])
    def look(name: str) -> None:
        assert name != "a"
        if name == "c":
            raise KeyError(name)

    with pytest.raises(ExceptionGroup, match="2 of 3 cases") as failed:
        look()

    found = [(type(fault), fault.__notes__) for fault in failed.value.exceptions]
    assert found == [(AssertionError, ["name=a"]), (KeyError, ["name=c"])]


def test_no_case_at_all_is_a_fault() -> None:
    """A list that became empty would test nothing."""

    @for_each(name=[], number=[1])
    def look(name: str, number: int) -> None:
        """Passes."""

    with pytest.raises(AssertionError, match="nothing to look at: name, number"):
        look()
