"""What the audit is narrowed to: by what is typed, and by what a button carries."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.audit_filter import EVERYTHING, AuditFilter, parse_filter, understood
from bot.domain.audit_place import Place, parse_place
from bot.domain.audit_rows import AuditRow
from bot.domain.audit_topics import Topic
from bot.domain.ids import SetupId, UserId
from tests.domain.properties import PROPERTY

AT = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
SETUP, OTHER = SetupId("0123456789abcdef"), SetupId("fedcba9876543210")
FILTERS = st.builds(
    AuditFilter,
    who=st.sampled_from(("", "U_MARA", "W0123456789", "U" + "A" * 40)),
    setup_id=st.sampled_from(("", SETUP, "x" * 64)),
    topic=st.sampled_from((None, *Topic)),
    when=st.sampled_from(("", "2026-11", "2026-11-30")),
    what=st.sampled_from(("", "reveal", "w" * 24)),
)
CURSORS = st.sampled_from(("", "1700000000000-0", "18446744073709551615-12"))


def a_row(what: str = "NoteRevealed", who: str = "U_SOL", *setups: SetupId) -> AuditRow:
    return AuditRow("1-0", AT, who, what, "setup:x", setups or (SETUP,), "", "")


@pytest.mark.parametrize(
    ("typed", "narrowed"),
    [
        ("", {}),
        ("<@U_MARA>", {"who": "U_MARA"}),
        ("<@U0123ABC|mara>", {"who": "U0123ABC"}),
        ("2026-11", {"when": "2026-11"}),
        ("2026-11-30", {"when": "2026-11-30"}),
        ("reveal", {"what": "reveal"}),
        ("Affichage", {"what": "reveal"}),
        ("refused", {"topic": Topic.REFUSED}),
        ("demandes", {"topic": Topic.REQUESTS}),
        ("<@U_SOL> 2026-11 credentials", {
            "who": "U_SOL", "when": "2026-11", "topic": Topic.CREDENTIALS,
        }),
        ("2026-10 2026-11", {"when": "2026-11"}),
    ],
)  # fmt: skip
def test_words_narrow_it(typed: str, narrowed: dict[str, Any]) -> None:
    """Whom, when, which heap, and what was done; English and French."""
    found = understood(typed.split())

    assert (found.only, found.unknown) == (AuditFilter(**narrowed), False)


@pytest.mark.parametrize("typed", ["@mara", "2026-13", "2026-11-32", "note", "the", "<!here>", "é"])
def test_what_is_no_such_word_is_said_to_be_unknown(typed: str) -> None:
    """So that nobody takes everything for what they asked for; `note` stands in half the names."""
    found = understood([typed])

    assert found.only == (AuditFilter(what="note") if typed == "note" else EVERYTHING)
    assert found.unknown == (typed != "note")


@given(text=st.text() | st.from_regex(r"(<@[UW]?[A-Z]*\|?.?>|\d{4}-\d\d|[a-z]+| )*"))
@PROPERTY
def test_whatever_is_typed_becomes_a_filter_that_a_button_can_carry(text: str) -> None:
    """Nothing of it is repeated but what was understood."""
    only = understood(text.split()).only

    assert parse_filter(only.dump()) == only


@given(only=FILTERS, before=CURSORS, after=CURSORS)
@example(only=EVERYTHING, before="", after="")
@PROPERTY
def test_a_button_carries_where_somebody_is(only: AuditFilter, before: str, after: str) -> None:
    """All of it comes back; the id of a block takes 255 characters, an option's value 150."""
    place = Place(only, before=before, after="" if before else after)

    assert parse_place(place.dump()) == place
    assert len(only.dump()) <= 200


@given(text=st.text() | st.from_regex(r"[UW|:<>0-9a-z-]*"))
@PROPERTY
def test_what_no_button_of_ours_carries_is_no_place(text: str) -> None:
    """Or it is one that we could have written ourselves."""
    place = parse_place(text)

    assert place is None or place.dump() == text


@pytest.mark.parametrize(
    "text", ["", "x", "||||", "||||:", "||||:<", "||||:1-0", "||||:<1-0 +inf", "U1|a b|||:"]
)
def test_forged_places_are_told_from_ours(text: str) -> None:
    """Only the whole form counts."""
    assert (parse_place(text) is not None) == (text == "||||:")


@pytest.mark.parametrize("forged", [{"who": "<!here>"}, {"setup_id": "a|b"}, {"what": "*"}])
def test_nothing_else_gets_into_a_filter(forged: dict[str, str]) -> None:
    """It stands in an effect and in the answer."""
    with pytest.raises(ValidationError):
        AuditFilter.model_validate(forged)


@pytest.mark.parametrize(
    ("narrowed", "is_taken"),
    [
        ({}, True),
        ({"who": UserId("U_SOL")}, True),
        ({"who": UserId("U_MARA")}, False),
        ({"setup_id": SETUP}, True),
        ({"setup_id": OTHER}, False),
        ({"topic": Topic.CREDENTIALS}, True),
        ({"topic": Topic.REFUSED}, False),
        ({"when": "2026-11"}, True),
        ({"when": "2026-11-30"}, True),
        ({"when": "2026-12"}, False),
        ({"what": "reveal"}, True),
        ({"what": "handover"}, False),
        ({"who": UserId("U_SOL"), "what": "handover"}, False),
    ],
)
def test_each_part_leaves_out_what_is_not_of_it(narrowed: dict[str, Any], is_taken: bool) -> None:
    """All parts must hold."""
    assert AuditFilter(**narrowed).takes(a_row()) is is_taken


@pytest.mark.parametrize(
    ("chosen", "then"),
    [
        ({"who": "U_MARA"}, AuditFilter(who=UserId("U_MARA"), when="2026-11")),
        ({"topic": "users"}, AuditFilter(topic=Topic.USERS, when="2026-11")),
        ({"when": ""}, EVERYTHING),
        ({"topic": "none of ours"}, None),
        ({"who": "<!here>"}, None),
    ],
)
def test_a_choice_takes_the_place_of_the_former(
    chosen: dict[str, str], then: AuditFilter | None
) -> None:
    """The rest stays; what no select of ours offers is no filter."""
    assert AuditFilter(when="2026-11").narrowed(**chosen) == then


def test_a_row_of_several_setups_is_taken_for_each() -> None:
    """A command that names no setup was refused on all of them."""
    row = a_row("RevealRefused", "U_SAM", SETUP, OTHER)

    assert AuditFilter(setup_id=OTHER).takes(row)
