"""Settings → Marketo: who connects Sales Connect, with what, and who owns the connection."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.sales_connect.refusals import (
    AdminsOnly,
    Field,
    NoSuchSubscription,
    NotConnected,
    NotTheOwner,
    OwnedAlready,
    SpaceTyped,
    StillConnectedThemselves,
    WrongPair,
)
from practice.sales_connect.team_access import (
    Connected,
    DisconnectedMarketo,
    connect_by_itself,
    connect_users,
    disconnect_marketo,
    disconnect_users,
    make_admin,
)

from .conftest import ADA, CARLA, READY, SOL, START, Office


def test_the_admin_connects_with_what_marketo_shows(office: Office) -> None:
    """When and by whom is kept: that admin owns the connection."""
    answer = office.connect()

    assert answer == Connected(at=START, by=SOL)
    assert (office.state.connected_at, office.state.connected_by) == (START, SOL)


def test_marketo_may_have_connected_it_by_itself(office: Office) -> None:
    """An hour ago, so nobody has to wait; it belongs to the admin whom Marketo invited."""
    answer = connect_by_itself(office.state, by=SOL, now=START)

    assert isinstance(answer, Connected)
    assert answer.by_itself
    office.invite(CARLA)
    done = connect_users(office.state, office.marketo, [CARLA], [], by=SOL, now=START)
    assert office.state.members[CARLA].connected_at == START, done


def test_what_is_connected_is_not_connected_by_itself(office: Office) -> None:
    office.connect()
    assert connect_by_itself(office.state, by=SOL, now=READY) == OwnedAlready()
    assert office.state.connected_at == START


def test_only_an_admin_lets_marketo_connect_it(office: Office) -> None:
    assert connect_by_itself(office.state, by=ADA, now=START) == AdminsOnly()
    assert office.state.connected_at is None


def test_the_munchkin_id_may_be_typed_in_any_case(office: Office) -> None:
    assert isinstance(office.connect(munchkin_id="123-abc-456"), Connected)


@pytest.mark.parametrize("typed", ["", "123", "999-XYZ-999"])
def test_another_munchkin_id_is_refused(office: Office, typed: str) -> None:
    assert office.connect(munchkin_id=typed) == NoSuchSubscription(typed)
    assert office.state.connected_at is None


def test_a_wrong_client_id_is_refused(office: Office) -> None:
    assert office.connect(client_id="another") == WrongPair()
    assert office.state.connected_at is None


def test_a_wrong_client_secret_is_refused(office: Office) -> None:
    assert office.connect(client_secret="another") == WrongPair()
    assert office.state.connected_at is None


def test_the_pair_of_the_api_only_user_is_refused(office: Office) -> None:
    api = office.marketo.api

    assert office.connect(client_id=api.client_id, client_secret=api.client_secret) == WrongPair()


def test_a_space_is_refused_in_every_field(office: Office) -> None:
    """At the end and within, and the refusal names the field."""
    marketo = office.marketo
    half, other_half = marketo.client_secret[:16], marketo.client_secret[16:]
    spaced: dict[Field, object] = {
        "Munchkin ID": office.connect(munchkin_id=f"{marketo.munchkin_id} "),
        "Client ID": office.connect(client_id=f" {marketo.client_id}"),
        "Client Secret": office.connect(client_secret=f"{half}\u00a0{other_half}"),
    }

    assert spaced == {field: SpaceTyped(field) for field in spaced}


def test_only_an_admin_connects(office: Office) -> None:
    assert office.connect(by=ADA) == AdminsOnly()
    assert office.connect(by="mara@lumensails.example") == AdminsOnly()


def test_the_owner_does_not_connect_twice(office: Office) -> None:
    """A second press does not begin the ten minutes anew."""
    office.connect()

    assert office.connect(now=READY) == OwnedAlready()
    assert office.state.connected_at == START


def test_a_second_admin_is_made_by_the_first(office: Office) -> None:
    assert make_admin(office.state, ADA, by=ADA) == AdminsOnly()

    make_admin(office.state, ADA, by=SOL)

    assert office.state.is_admin(ADA)


def test_a_second_admin_takes_over_only_without_marketo_access_of_their_own(
    ready: Office,
) -> None:
    """The first one removes it, the second one connects; users notice nothing."""
    make_admin(ready.state, ADA, by=SOL)
    connect_users(ready.state, ready.marketo, [ADA, CARLA], [], by=SOL, now=READY)
    later = READY + timedelta(hours=1)

    refused = ready.connect(by=ADA, now=later)
    disconnect_users(ready.state, [ADA], by=SOL, now=later)
    taken = ready.connect(by=ADA, now=later)

    assert refused == StillConnectedThemselves(SOL)
    assert taken == Connected(at=START, by=ADA, took_over_from=SOL)
    assert [m.address for m in ready.state.connected_users()] == [CARLA]


def test_an_owner_who_leaves_takes_the_connection_of_all_users_along(ready: Office) -> None:
    connect_users(ready.state, ready.marketo, [ADA, CARLA], ["Nordics"], by=SOL, now=READY)

    answer = disconnect_marketo(ready.state, by=SOL)

    assert answer == DisconnectedMarketo(users_lost=2)
    assert ready.state.connected_users() == []
    assert [m.workspace_ids for m in ready.state.members.values()] == [[], [], []]
    assert (ready.state.connected_at, ready.state.connected_by) == (None, None)


def test_only_the_owner_ends_the_connection(ready: Office) -> None:
    before = replace(ready.state)
    make_admin(ready.state, ADA, by=SOL)

    assert disconnect_marketo(ready.state, by=ADA) == NotTheOwner(SOL)
    assert disconnect_marketo(ready.state, by=CARLA) == AdminsOnly()
    assert ready.state.connected_at == before.connected_at


def test_what_is_not_connected_cannot_be_ended(office: Office) -> None:
    assert disconnect_marketo(office.state, by=SOL) == NotConnected()


def test_connected_again_the_ten_minutes_begin_again(ready: Office) -> None:
    disconnect_marketo(ready.state, by=SOL)

    assert ready.connect(now=READY) == Connected(at=READY, by=SOL)
