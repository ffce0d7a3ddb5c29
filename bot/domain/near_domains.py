"""Addresses whose domain looks like a slip of one that the others on the list have."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

MOST_NAMED: Final = 10
MOST_USUAL: Final = 5  # domains that are taken for right
MOST_COMPARED: Final = 500  # other domains
OFTEN: Final = 2  # times as often, at least, as the one that may be a slip of it
ALIKE: Final = 0.88
_SHORT: Final = 3  # letters of an ending that may be another country's, or a company's second one
_NO_ENDING: Final = frozenset(
    ["con", "cmo", "ocm", "vom", "xom", "cim", "ney", "nte", "ogr", "orgg", "comm"]
)


def near_misses(emails: Iterable[str]) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many there are; the first of them, each with the domain that may be meant."""
    emails = tuple(emails)
    counted = Counter(map(_domain, emails))
    by_number = counted.most_common()
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
    """`acme.co` beside `acme.com` is none: a company may have both."""
    if domain == usual or abs(len(domain) - len(usual)) > 1:
        return False
    name, _, ending = domain.rpartition(".")
    if name == usual.rpartition(".")[0] and len(ending) <= _SHORT:
        return ending in _NO_ENDING
    if sorted(domain) == sorted(usual):
        return True
    return SequenceMatcher(None, domain, usual, autojunk=False).ratio() >= ALIKE
