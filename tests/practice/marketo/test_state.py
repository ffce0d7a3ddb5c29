"""The subscription's data."""

from uuid import UUID

import pytest
from pydantic import TypeAdapter

from practice.marketo.state import MarketoState


def test_the_state_goes_to_disk_and_comes_back() -> None:
    adapter = TypeAdapter(MarketoState)
    state = MarketoState()
    state.workspaces[3].name = "Éire"
    state.api.permissions.pop()

    assert adapter.validate_json(adapter.dump_json(state)) == state


def test_two_companies_share_nothing() -> None:
    first, second = MarketoState(), MarketoState()

    first.workspaces[0].name = "Other"
    first.api.permissions.clear()

    assert second == MarketoState()


def test_there_is_enough_to_choose_from() -> None:
    """More than a dozen workspaces with names of their own, more than two pages of users."""
    state = MarketoState()

    assert len({w.name.casefold() for w in state.workspaces}) == len(state.workspaces) > 12
    assert len({u.email_address for u in state.users}) == len(state.users) > 40
    assert len({u.id for u in state.users}) == len(state.users)


@pytest.mark.parametrize("pair", ["Sales Connect", "API"])
def test_a_pair_has_the_usual_shapes_and_is_no_real_one(pair: str) -> None:
    """A UUID of noughts and 32 letters: nobody who rehearses is warned of them for nothing."""
    state = MarketoState()
    holder = state if pair == "Sales Connect" else state.api

    assert str(UUID(holder.client_id)) == holder.client_id
    assert UUID(holder.client_id).version == 4
    assert holder.client_id.startswith("00000000-0000-")
    assert len(holder.client_secret) == 32
    assert holder.client_secret.isalnum()
    assert holder.client_secret.isascii()
    assert "practice" in holder.client_secret


def test_the_two_pairs_are_told_apart() -> None:
    state = MarketoState()

    assert state.client_id != state.api.client_id
    assert state.client_secret != state.api.client_secret
