"""A mistyped domain is seen by the others on the list; what may be right is left alone."""

import time

import pytest

from bot.domain.near_domains import MOST_NAMED, near_misses

MANY = [f"p{n}@lumensails.example" for n in range(6)]


@pytest.mark.parametrize(
    "slip",
    [
        *("lumensails.exmaple", "lumensials.example", "lumensails.exampl", "lumensails.examplee"),
        *("lumensail.example", "lumennsails.example", "iumensails.example"),
    ],
)
def test_one_slip_is_seen_with_what_may_be_meant(slip: str) -> None:
    """A letter too many, too few, another one, two that changed places."""
    email = f"ada@{slip}"

    assert near_misses([email, *MANY]) == (1, ((email, "lumensails.example"),))


@pytest.mark.parametrize("other", ["gmail.com", "lumen.example", "sails.example", "acme.example"])
def test_another_domain_is_no_slip(other: str) -> None:
    assert near_misses([f"ada@{other}", *MANY]) == (0, ())


@pytest.mark.parametrize(
    ("other", "is_slip"), [("acme.co", False), ("acme.org", False), ("acme.con", True)]
)
def test_a_company_may_have_several_endings(other: str, is_slip: bool) -> None:
    """But none that does not exist."""
    number, _ = near_misses([f"ada@{other}", *(f"p{n}@acme.com" for n in range(6))])

    assert number == is_slip


def test_what_stands_there_as_often_is_no_slip() -> None:
    """Two branches of a group: nobody knows which of both would be right."""
    others = [f"p{n}@lumensailz.example" for n in range(4)]

    assert near_misses([*MANY, *others]) == (0, ())
    assert near_misses([]) == (0, ())


def test_the_first_are_named_and_all_are_counted() -> None:
    """Of many thousand domains no more are compared than takes a moment."""
    wrong = [f"q{n}@lumensails.exmaple" for n in range(20)]
    right = [f"p{n}@lumensails.example" for n in range(200)]

    number, first = near_misses([*wrong, *right])

    assert (number, len(first)) == (20, MOST_NAMED)
    begun = time.process_time()
    near_misses([f"p@d{n}.example" for n in range(10_000)])
    assert time.process_time() - begun < 5
