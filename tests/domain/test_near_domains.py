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


@pytest.mark.parametrize(
    "other", ["gmail.com", "lumen.example", "sails.example", "lumensails2.example"]
)
def test_another_domain_is_no_slip(other: str) -> None:
    assert near_misses([f"ada@{other}", *MANY]) == (0, ())


@pytest.mark.parametrize(
    ("other", "is_slip"), [("acme.co", False), ("acme.org", False), ("acme.con", True)]
)
def test_a_company_may_have_several_endings(other: str, is_slip: bool) -> None:
    """But none that does not exist."""
    number, _ = near_misses([f"ada@{other}", *(f"p{n}@acme.com" for n in range(6))])

    assert number == is_slip


@pytest.mark.parametrize(
    ("other", "usual"),
    [
        ("eu.acme.com", "us.acme.com"),
        ("ymail.com", "gmail.com"),
        ("acme2.example", "acme1.example"),
        ("acme-de.com", "acme-fr.com"),
    ],
)
def test_branches_and_providers_are_told_apart(other: str, usual: str) -> None:
    """However near they are."""
    assert near_misses([f"ada@{other}", *(f"p{n}@{usual}" for n in range(6))]) == (0, ())


def test_what_stands_there_as_often_is_no_slip() -> None:
    """Two branches of a group: nobody knows which of both would be right."""
    others = [f"p{n}@lumensailz.example" for n in range(4)]

    assert near_misses([*MANY, *others]) == (0, ())
    assert near_misses([]) == (0, ())


def test_the_first_are_named_and_all_are_counted() -> None:
    """By the way that they are given in."""
    wrong = [f"q{n}@lumensails.exmaple" for n in range(20)]
    right = [f"p{n}@lumensails.example" for n in range(200)]

    number, first = near_misses([*wrong, *right])

    assert (number, len(first)) == (20, MOST_NAMED)


def test_what_is_long_takes_no_longer_than_its_length_says() -> None:
    """Five that are usual, five hundred that are near, of as many letters as there may be."""
    usual = [f"{'ab' * 120}{n}.example" for n in "vwxyz"]
    others = [f"{'ab' * 110}{number:09}{'ab' * 5}.example" for number in range(500)]
    begun = time.process_time()

    near_misses(
        [f"{who}@{domain}" for domain in usual for who in "pq"] + [f"p@{o}" for o in others]
    )

    assert time.process_time() - begun < 2
