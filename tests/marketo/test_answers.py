"""What an answer says, without a network."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.marketo.answers import PERMISSIONS, Answer, read
from bot.marketo.errors import (
    MarketoBusy,
    MarketoDenied,
    MarketoError,
    MarketoRefused,
    MarketoSilent,
    MarketoUnreadable,
)
from tests.domain.properties import PROPERTY

API, USERS = PERMISSIONS


def an_answer(status: int, said: Any = None, *, body: bytes = b"") -> Answer:
    return Answer(status, "", body if said is None else json.dumps(said).encode())


def fault_of(answer: Answer) -> MarketoError:
    with pytest.raises(MarketoError) as raised:
        read(answer)
    return raised.value


@pytest.mark.parametrize(
    "said",
    [
        {"success": False, "errors": [{"code": "606", "message": "x"}]},
        {"success": False, "errors": [{"code": 606, "message": "x"}]},
        {"errors": [{"code": "606"}]},
        {"errors": [None, "x", {"message": "x"}, {"code": "606"}]},
        [{"errors": [{"code": 606, "message": "x"}]}],
        [{"id": 1}, {"errors": [{"code": 606}]}],
    ],
)
@pytest.mark.parametrize("status", [200, 401, 403, 500])
def test_a_code_counts_wherever_it_stands(status: int, said: Any) -> None:
    """`/rest` says 200 whatever happened; a code says more than the status it comes with."""
    fault = fault_of(an_answer(status, said))

    assert isinstance(fault, MarketoBusy)
    assert fault.code == 606


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Access denied", (API, USERS)),
        ("needs Access Users", (USERS,)),
        ("needs access user management api", (API,)),
        ("Access User Management Api and Access Users", (API, USERS)),
    ],
)
def test_a_denial_names_the_permissions(words: str, named: tuple[str, ...]) -> None:
    """Those of Marketo's own message, else both, since both are required."""
    by_code = fault_of(an_answer(200, {"errors": [{"code": "603", "message": words}]}))
    by_status = fault_of(an_answer(403, {"error": "denied", "error_description": words}))

    assert isinstance(by_code, MarketoDenied)
    assert isinstance(by_status, MarketoDenied)
    assert (by_code.permissions, by_status.permissions) == (named, named)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (an_answer(401), MarketoRefused),
        (an_answer(401, {"error": "unauthorized"}), MarketoRefused),
        (an_answer(400, {"error": "invalid_client"}), MarketoRefused),
        (an_answer(400, {"error": "unsupported_grant_type"}), MarketoUnreadable),
        (an_answer(403), MarketoDenied),
        (an_answer(429), MarketoBusy),
        (an_answer(404), MarketoSilent),
        (an_answer(404, {"error": "not_found"}), MarketoUnreadable),
        (an_answer(302, {"error": "moved"}), MarketoSilent),
        (an_answer(204), MarketoSilent),
        (an_answer(200, {"success": False}), MarketoUnreadable),
        (an_answer(200, {"errors": "x"}), MarketoUnreadable),
        (an_answer(200, {"success": False, "errors": [{"code": "1003"}]}), MarketoUnreadable),
    ],
)
def test_an_answer_that_says_no(answer: Answer, kind: type[MarketoError]) -> None:
    assert type(fault_of(answer)) is kind


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 407, 502])
def test_a_page_says_nothing_about_the_pair(status: int) -> None:
    """It is of a proxy or a maintenance, and "not accepted" would send people to look for it."""
    page = b"<!doctype html><title>Sign in</title>"

    assert type(fault_of(an_answer(status, body=page))) is MarketoSilent


def test_a_code_that_is_not_known_is_named() -> None:
    """Its message is not: nobody knows what it holds."""
    said = {"errors": [{"code": "1003", "message": "canary"}]}

    assert str(fault_of(an_answer(200, said))).endswith("errors.code 1003")


def test_brackets_without_end_are_no_json() -> None:
    """A parser that calls itself for each would end the process, or the patience of the stack."""
    assert type(fault_of(an_answer(200, body=b"[" * 900_000))) is MarketoSilent


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["errors", "error", "success", "code", "message", "result", "id", "name"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@PROPERTY
@given(st.integers(100, 599), st.text(), anything)
@example(200, "", {"errors": [{"code": 10**40}]})
def test_any_json_is_read_or_is_a_fault_of_ours(status: int, retry_after: str, said: Any) -> None:
    """Whoever calls has one family of faults to expect."""
    answer = Answer(status, retry_after, json.dumps(said).encode())

    try:
        found = read(answer)
    except MarketoError:
        return

    assert status < 300
    assert json.dumps(found) == json.dumps(said)


@PROPERTY
@given(st.integers(100, 599), st.text(), st.binary())
@example(200, "", b"\xef\xbb\xbf[]")
@example(200, "", b"[] []")
@example(200, "", b'["\\ud800"]')
def test_any_bytes_are_read_or_are_a_fault_of_ours(
    status: int, retry_after: str, body: bytes
) -> None:
    try:
        read(Answer(status, retry_after, body))
    except MarketoError:
        return

    assert status < 300


def test_an_answer_does_not_show_its_body() -> None:
    """It may hold a token."""
    assert "canary" not in repr(Answer(200, "", b"canary"))
