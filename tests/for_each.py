"""Thousands of cards, stages and acts as a few tests: each test of its own costs 10 ms."""

import functools
import inspect
from collections.abc import Callable, Iterable
from itertools import product
from typing import TypeAlias

Test: TypeAlias = Callable[..., None]


def for_each(**values: Iterable[object]) -> Callable[[Test], Test]:
    """
    Runs a test with every combination of these values of its arguments, to the last of them.

    As `pytest.mark.parametrize`, but as one test: it fails with all faults, and a note at each
    says for which values. No value at all is a fault, too.
    """
    cases = [dict(zip(values, case, strict=True)) for case in product(*values.values())]

    def of(test: Test) -> Test:
        @functools.wraps(test)
        def whole(**given: object) -> None:
            assert cases, f"nothing to look at: {', '.join(values)}"
            faults = []
            for case in cases:
                try:
                    test(**given, **case)
                except Exception as fault:  # noqa: BLE001 (raised again below)
                    fault.add_note(", ".join(f"{name}={value}" for name, value in case.items()))
                    faults.append(fault)
            if faults:
                raise ExceptionGroup(f"{len(faults)} of {len(cases)} cases", faults)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in values]
        # What pytest still has to give.
        whole.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return whole

    return of
