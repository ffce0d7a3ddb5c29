"""The subscription's data."""

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


def test_what_opens_nothing_says_so() -> None:
    """Nothing in it looks like a real credential."""
    state = MarketoState()

    for secret in (state.client_secret, state.api.client_secret):
        assert "practice" in secret
        assert "opens-nothing" in secret
