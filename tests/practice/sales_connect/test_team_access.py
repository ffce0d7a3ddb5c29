"""Team Management and Team Access: inviting, connecting and disconnecting users."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from practice.sales_connect.refusals import (
    AdminsOnly,
    ConnectedAlready,
    Malformed,
    NobodyChosen,
    NotConnected,
    NotConnectedUsers,
    NotInvited,
    OnSandbox,
    TooEarly,
    UnknownWorkspaces,
)
from practice.sales_connect.state import EVERYONE, SANDBOX_ADDRESS, SalesConnectState
from practice.sales_connect.team_access import (
    WAIT,
    ConnectedUsers,
    DisconnectedUsers,
    Invited,
    connect_users,
    disconnect_marketo,
    disconnect_users,
    invite,
    left_to_wait,
)

from .conftest import ADA, CARLA, READY, SOL, START, Office

ELIF = "elif@lumensails.example"


def connected(office: Office, *addresses: str, workspaces: list[str] | None = None) -> object:
    return connect_users(
        office.state, office.marketo, addresses, workspaces or [], by=SOL, now=READY
    )


# Who is there


def test_a_former_toutapp_user_exists_from_the_beginning(office: Office) -> None:
    """Nobody invited them, and they are not connected."""
    member = office.state.members[ADA]

    assert (member.came_by, member.invited_at, member.connected_at) == ("toutapp", None, None)


def test_an_invited_person_shows_up_in_team_access(office: Office) -> None:
    """At once, in the team Everyone, under their name; no connection to Marketo is needed."""
    answer = invite(office.state, [CARLA], by=SOL, now=START)

    member = office.state.members[CARLA]
    assert answer == Invited((CARLA,), there_already=())
    assert (member.name, member.team, member.invited_at) == ("Carla Moreno", EVERYONE, START)


def test_an_invitation_is_not_a_connection(office: Office) -> None:
    invite(office.state, [CARLA], by=SOL, now=START)

    assert office.state.connected_users() == []


def test_who_is_there_already_is_not_invited_again(office: Office) -> None:
    """In any case of letters, and however often in one list."""
    answer = invite(office.state, [ADA.upper(), CARLA, CARLA.title()], by=SOL, now=START)

    assert answer == Invited((CARLA,), there_already=(ADA,))
    assert office.state.members[ADA].came_by == "toutapp"


@pytest.mark.parametrize("typed", ["carla", "carla@", "@x.example", "carla@x", "a@b@x.example"])
def test_what_is_no_address_is_refused_as_typed(office: Office, typed: str) -> None:
    """Nobody of that list is invited."""
    assert invite(office.state, [CARLA, typed], by=SOL, now=START) == Malformed((typed,))
    assert CARLA not in office.state.members


def test_an_address_of_the_sandbox_instance_is_refused_on_production(ready: Office) -> None:
    """In any case of letters, to invite and to connect."""
    typed = SANDBOX_ADDRESS.upper()

    assert invite(ready.state, [typed], by=SOL, now=START) == OnSandbox((SANDBOX_ADDRESS,))
    assert connected(ready, typed) == OnSandbox((SANDBOX_ADDRESS,))


def test_nobody_but_an_admin_touches_people(ready: Office) -> None:
    assert invite(ready.state, [ELIF], by=ADA, now=START) == AdminsOnly()
    assert disconnect_users(ready.state, [ADA], by=CARLA, now=READY) == AdminsOnly()
    answer = connect_users(ready.state, ready.marketo, [ADA], [], by=ADA, now=READY)
    assert answer == AdminsOnly()


# The ten minutes


def test_without_a_connection_users_cannot_be_touched(office: Office) -> None:
    assert connected(office, ADA) == NotConnected()
    assert disconnect_users(office.state, [ADA], by=SOL, now=READY) == NotConnected()
    assert left_to_wait(office.state, READY) is None


@given(waited=st.timedeltas(timedelta(0), WAIT - timedelta(microseconds=1)))
def test_before_ten_minutes_users_cannot_be_touched(waited: timedelta) -> None:
    """The refusal says how long it is still."""
    office = Office()
    office.connect()
    now = START + waited

    answer = connect_users(office.state, office.marketo, [ADA], [], by=SOL, now=now)

    assert answer == TooEarly(WAIT - waited)
    assert disconnect_users(office.state, [ADA], by=SOL, now=now) == TooEarly(WAIT - waited)
    assert office.state.connected_users() == []


def test_at_exactly_ten_minutes_users_can_be_connected(ready: Office) -> None:
    assert isinstance(connected(ready, ADA), ConnectedUsers)


# Connecting and disconnecting


def test_only_invited_people_can_be_connected(ready: Office) -> None:
    """Nobody of the ticked ones is, then."""
    assert connected(ready, ADA, ELIF) == NotInvited((ELIF,))
    assert ready.state.connected_users() == []


def test_several_users_get_the_same_workspaces(ready: Office) -> None:
    """Named in any case, kept once, in Marketo's order."""
    answer = connected(ready, ADA, CARLA, workspaces=["nordics", "France", "Nordics"])

    assert answer == ConnectedUsers((ADA, CARLA), ("France", "Nordics"), is_default=False)
    for member in ready.state.connected_users():
        assert ready.marketo.names_of(member.workspace_ids) == ["France", "Nordics"]
        assert member.connected_at == READY


def test_none_picked_is_the_default_marketo_workspace(ready: Office) -> None:
    """The first one, whatever it is called now."""
    ready.marketo.workspaces[0].name = "Headquarters"

    answer = connected(ready, CARLA)

    assert answer == ConnectedUsers((CARLA,), ("Headquarters",), is_default=True)
    assert ready.state.members[CARLA].workspace_ids == [1]


def test_an_unknown_workspace_is_refused(ready: Office) -> None:
    answer = connected(ready, CARLA, workspaces=["France", "Atlantis"])

    assert answer == UnknownWorkspaces(("Atlantis",))
    assert ready.state.connected_users() == []


def test_workspaces_are_assigned_once(ready: Office) -> None:
    """Who is connected keeps what they have, even beside others who are not connected yet."""
    connected(ready, CARLA, workspaces=["France"])

    answer = connected(ready, ADA, CARLA, workspaces=["Nordics"])

    assert answer == ConnectedAlready((CARLA,))
    assert ready.marketo.names_of(ready.state.members[CARLA].workspace_ids) == ["France"]
    assert ready.state.members[ADA].connected_at is None


def test_disconnected_first_a_user_gets_other_workspaces(ready: Office) -> None:
    connected(ready, CARLA, workspaces=["France"])
    disconnect_users(ready.state, [CARLA], by=SOL, now=READY)

    connected(ready, CARLA, workspaces=["Nordics"])

    assert ready.marketo.names_of(ready.state.members[CARLA].workspace_ids) == ["Nordics"]


def test_who_is_disconnected_stays_in_team_access(ready: Office) -> None:
    connected(ready, CARLA)

    answer = disconnect_users(ready.state, [CARLA], by=SOL, now=READY)

    assert answer == DisconnectedUsers((CARLA,))
    assert ready.state.members[CARLA].connected_at is None
    assert ready.state.members[CARLA].workspace_ids == []


def test_who_is_not_connected_cannot_be_disconnected(ready: Office) -> None:
    """Nobody of the ticked ones is, then."""
    connected(ready, CARLA)

    assert disconnect_users(ready.state, [CARLA, ADA], by=SOL, now=READY) == NotConnectedUsers(
        (ADA,)
    )
    assert ready.state.members[CARLA].connected_at == READY


def test_nobody_ticked_is_told(ready: Office) -> None:
    assert connected(ready) == NobodyChosen()
    assert invite(ready.state, [], by=SOL, now=START) == NobodyChosen()
    assert disconnect_users(ready.state, [], by=SOL, now=READY) == NobodyChosen()


# All of it together

PEOPLE = st.lists(st.sampled_from([SOL, ADA, CARLA, ELIF, SANDBOX_ADDRESS]), max_size=3)
NAMES = st.lists(st.sampled_from(["Default", "France", "Nordics", "Atlantis"]), max_size=2)
ACTS = st.tuples(
    st.sampled_from(["connect", "leave", "invite", "connect users", "disconnect users"]),
    PEOPLE,
    NAMES,
    st.integers(0, 700),
)


def act(office: Office, what: str, people: list[str], names: list[str], now: datetime) -> None:
    match what:
        case "connect":
            office.connect(now=now)
        case "leave":
            disconnect_marketo(office.state, by=SOL)
        case "invite":
            invite(office.state, people, by=SOL, now=now)
        case "connect users":
            connect_users(office.state, office.marketo, people, names, by=SOL, now=now)
        case _:
            disconnect_users(office.state, people, by=SOL, now=now)


@given(acts=st.lists(ACTS, max_size=15))
def test_whatever_is_pressed_the_rules_hold(
    acts: list[tuple[str, list[str], list[str], int]],
) -> None:
    """Connected means with workspaces, ten minutes after Sales Connect; it survives the disk."""
    office, now = Office(), START

    for what, people, names, seconds in acts:
        now += timedelta(seconds=seconds)
        act(office, what, people, names, now)

    state = office.state
    for member in state.members.values():
        assert (member.connected_at is not None) == bool(member.workspace_ids)
        if member.connected_at is not None:
            assert state.connected_at is not None
            assert member.connected_at >= state.connected_at + WAIT
    assert not set(state.sandbox_addresses) & set(state.members)
    assert (state.connected_at is None) == (state.connected_by is None)
    adapter = TypeAdapter(SalesConnectState)
    assert adapter.validate_json(adapter.dump_json(state)) == state
