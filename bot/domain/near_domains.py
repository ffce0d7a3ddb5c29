"""Addresses whose domain looks like a slip of one that the others on the list have."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

MOST_NAMED: Final = 10
MOST_USUAL: Final = 5  # domains that are taken for right
MOST_COMPARED: Final = 500  # other domains
OFTEN: Final = 2  # times as often, at least, as the one that may be a slip of it
SHORT: Final = 3  # letters of an ending that may be another country's, or a company's second one
_NO_ENDING: Final = frozenset({"cim", "cmo", "con", "ney", "nte", "ocm", "ogr", "vom", "xom"})
# Near each other, and all of them right.
_PROVIDERS: Final = frozenset({"gmail", "ymail", "email", "mail", "gmx", "hotmail", "live", "aol"})


def near_misses(emails: Iterable[str]) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many there are; the first of them, each with the domain that may be meant."""
    emails = tuple(emails)
    by_number = Counter(map(_domain, emails)).most_common()
    meant: dict[str, str] = {}
    for domain, number in by_number[-MOST_COMPARED:]:
        for usual, times in by_number[:MOST_USUAL]:
            if times >= OFTEN * number and _is_slip(domain, usual):
                meant[domain] = usual
                break
    if not meant:
        return 0, ()
    found = [(email, meant[one]) for email in emails if (one := _domain(email)) in meant]
    return len(found), tuple(found[:MOST_NAMED])


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def _is_slip(domain: str, usual: str) -> bool:
    """`acme.co` beside `acme.com`, or `eu.acme.com` beside `us.acme.com`, is none."""
    name, _, ending = domain.rpartition(".")
    if name == usual.rpartition(".")[0] and len(ending) <= SHORT:
        return ending in _NO_ENDING
    parts = domain.split(".")
    is_branch = len(parts) > 2 and parts[-2:] == usual.split(".")[-2:]
    if is_branch or name in _PROVIDERS:
        return False
    return _is_one_edit(domain, usual)


def _is_one_edit(one: str, other: str) -> bool:
    """A letter too many, too few, another one, or two that changed places; digits tell apart."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:  # the longer one goes on
        return not (one + other)[-1].isdigit()
    rests = one[start:], other[start:]
    if rests[0][:1].isdigit() or rests[1][:1].isdigit():
        return False
    if len(one) != len(other):
        longer, shorter = sorted(rests, key=len, reverse=True)
        return longer[1:] == shorter
    is_swapped = rests[0][:2] == rests[1][1::-1] and rests[0][2:] == rests[1][2:]
    return is_swapped or rests[0][1:] == rests[1][1:]
