"""Addresses as admins paste them: each is found, and what is none is quoted with its line."""

from bot.domain.addresses import Malformed, parse_addresses
from tests.for_each import for_each
from tests.lists.pasted import LISTINGS, Pasted


@for_each(listing=LISTINGS)
def test_what_is_pasted_is_found_or_named(listing: Pasted) -> None:
    """In the order in which it was pasted."""
    people, faults = parse_addresses(listing.text)

    assert people == listing.people
    assert faults == tuple(Malformed(line, typed) for line, typed in listing.faults)
