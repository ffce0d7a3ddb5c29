"""
What a sentence asks for, in sentences that were not used to build the guesser when they came.

Each set was blind once. Frames alone were right in 84.3 % of the first; frames with weights that
were learnt from that one, in 94.5 % of the second. Both have been learnt from since. The third is
blind for what stands here: right in 98.8 %. The fourth is of what was misread after that; of its
parts, the rules of their time had 85 %, 96 %, 92 %, 78 % and 95 % right.
"""

import pytest

from bot.domain.ids import UserId
from bot.domain.wishes import Asked, wish_of
from tests.domain.unseen_wishes import BOT, UNSEEN, Unseen
from tests.domain.unseen_wishes_2 import UNSEEN_2
from tests.domain.unseen_wishes_3 import UNSEEN_3
from tests.domain.unseen_wishes_4 import UNSEEN_4

SETS = {"first": UNSEEN, "second": UNSEEN_2, "third": UNSEEN_3, "fourth": UNSEEN_4}
every_set = pytest.mark.parametrize("unseen", SETS.values(), ids=SETS.keys())


def asked_in(one: Unseen) -> Asked | None:
    return wish_of(one.text, bot=UserId(BOT))


def wish_in(one: Unseen) -> str | None:
    asked = asked_in(one)
    return asked.wish.value if asked else None


@every_set
def test_what_was_unseen_once_is_understood(unseen: tuple[Unseen, ...]) -> None:
    """97 in 100, requests and others together: what was learnt from it must not be lost."""
    wrong = [one.text for one in unseen if wish_in(one) != one.wish]

    assert len(wrong) <= 0.03 * len(unseen), "\n".join(wrong)


@every_set
def test_no_address_in_passing_is_taken_for_a_request(unseen: tuple[Unseen, ...]) -> None:
    """Not one sentence, of 60 or more."""
    passing = [one for one in unseen if one.wish is None and one.names_an_address]

    wrong = [one.text for one in passing if asked_in(one)]

    assert len(passing) >= 60
    assert wrong == [], "\n".join(wrong)


@every_set
def test_whom_a_request_names_is_found(unseen: tuple[Unseen, ...]) -> None:
    """All of them and nobody else, wherever the request is recognised."""
    found = [
        (one, {*asked.emails, *asked.people})
        for one in unseen
        if one.wish is not None and (asked := asked_in(one))
    ]

    wrong = [one.text for one, named in found if named != one.found]

    assert wrong == [], "\n".join(wrong)
    assert len(found) > len(unseen) / 4  # else it says nothing
