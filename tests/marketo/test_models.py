"""What the bot keeps of Marketo's answers."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.marketo.errors import MarketoUnreadable
from bot.marketo.models import LONGEST_EMAIL, token_of, users_of, workspaces_of
from tests.domain.properties import PROPERTY
from tests.marketo.test_answers import anything

WORKSPACE = {"id": 3, "name": "Latin America"}
USER = {"id": 101, "emailAddress": "mara@acme.example", "apiOnly": False}
TOKEN = {"access_token": "a-token", "expires_in": 3599, "token_type": "bearer", "scope": "x"}

ids = st.integers(0, 2**31 - 1)
words = st.text(min_size=1)
wrapped = st.sampled_from([lambda rows: rows, lambda rows: {"result": rows, "success": True}])


@PROPERTY
@given(
    st.lists(
        st.tuples(
            ids, words, st.dictionaries(st.text(min_size=6), st.none() | st.integers(), max_size=2)
        )
    ),
    wrapped,
)
def test_workspaces_are_read_in_order(
    given_rows: list[tuple[int, str, dict[str, Any]]], wrap: Callable[[Any], Any]
) -> None:
    """From a bare list or from `result`, whatever else each of them says."""
    rows = [{**more, "id": number, "name": name} for number, name, more in given_rows]

    read = workspaces_of(wrap(rows))

    assert [(w.id, w.name) for w in read] == [(number, name) for number, name, _ in given_rows]


@PROPERTY
@given(
    ids,
    st.fixed_dictionaries(
        {},
        optional={
            "emailAddress": st.none() | st.text(max_size=LONGEST_EMAIL),
            "apiOnly": st.none() | st.booleans(),
            "firstName": st.none() | st.text(),
        },
    ),
    wrapped,
)
def test_a_user_needs_an_id_alone(
    number: int, rest: dict[str, Any], wrap: Callable[[Any], Any]
) -> None:
    """The service leaves out, or fills with null, what its own description requires."""
    (user,) = users_of(wrap([{"id": number, **rest}]))

    assert user.id == number
    assert user.email == (rest.get("emailAddress") or "")
    assert user.api_only is bool(rest.get("apiOnly"))


def test_an_address_has_an_end() -> None:
    """A list of such would fill the memory; the longest that may be is read."""
    longest = "é" * LONGEST_EMAIL

    (user,) = users_of([{**USER, "emailAddress": longest}])
    with pytest.raises(MarketoUnreadable) as raised:
        users_of([{**USER, "emailAddress": longest + "x"}])

    assert user.email == longest
    assert raised.value.field == "emailAddress"


@pytest.mark.parametrize("value", [None, "", [], {}, ...], ids=str)
@pytest.mark.parametrize(
    ("read", "row", "field"),
    [
        (workspaces_of, WORKSPACE, "id"),
        (workspaces_of, WORKSPACE, "name"),
        (users_of, USER, "id"),
    ],
)
def test_what_is_needed_and_missing_is_named(
    read: Callable[[Any], Any], row: dict[str, Any], field: str, value: Any
) -> None:
    """As Marketo spells it, so that it can be looked up."""
    rest = {name: said for name, said in row.items() if name != field}
    wrong = rest if value is ... else {**rest, field: value}

    with pytest.raises(MarketoUnreadable) as raised:
        read([row, wrong])

    assert raised.value.field == field


@pytest.mark.parametrize("said", [None, "x", 7, True, {}, {"result": None}, {"result": {}}, [7]])
@pytest.mark.parametrize("read", [workspaces_of, users_of])
def test_what_is_no_list_is_named(read: Callable[[Any], Any], said: Any) -> None:
    with pytest.raises(MarketoUnreadable) as raised:
        read(said)

    assert raised.value.field == "result"


@pytest.mark.parametrize("value", [True, False])
def test_true_is_no_number(*, value: bool) -> None:
    """It would be workspace 1, the default one."""
    with pytest.raises(MarketoUnreadable):
        workspaces_of([{**WORKSPACE, "id": value}])


def test_a_token_is_read_and_not_shown() -> None:
    token = token_of(TOKEN)

    assert (token.access_token, token.expires_in) == ("a-token", 3599)
    assert "a-token" not in f"{token!r} {token}"


@pytest.mark.parametrize(
    ("left", "is_spent"), [(3599, False), (1, False), (0, True), (-1, True), (None, False)]
)
def test_a_token_may_be_spent(left: int | None, *, is_spent: bool) -> None:
    """Unknown is not nothing."""
    assert token_of({**TOKEN, "expires_in": left}).is_spent is is_spent


@PROPERTY
@given(anything)
def test_any_json_is_a_model_or_a_fault_of_ours(said: Any) -> None:
    """With nothing behind the fault: pydantic's own shows what it was given."""
    for read in (token_of, workspaces_of, users_of):
        fault: Exception | None = None
        try:
            read(said)
        except MarketoUnreadable as raised:
            fault = raised
        assert fault is None or (fault.__cause__, fault.__context__) == (None, None)


def test_models_do_not_change() -> None:
    """They are handed around."""
    (workspace,) = workspaces_of([WORKSPACE])

    with pytest.raises(ValueError, match="frozen"):
        workspace.name = "Other"  # type: ignore[misc]
