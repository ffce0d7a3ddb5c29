"""What Sales Connect says when it does not do something."""

from datetime import timedelta
from typing import get_args

import pytest

from practice.sales_connect.refusals import (
    AdminsOnly,
    ConnectedAlready,
    Malformed,
    NobodyChosen,
    NoSuchSubscription,
    NotConnected,
    NotConnectedUsers,
    NotInvited,
    NotTheOwner,
    OnSandbox,
    OwnedAlready,
    Refusal,
    SpaceTyped,
    StillConnectedThemselves,
    TooEarly,
    UnknownWorkspaces,
    WrongPair,
    words,
)

REFUSALS: list[Refusal] = [
    AdminsOnly(),
    SpaceTyped("Client ID"),
    NoSuchSubscription("999-XYZ-999"),
    WrongPair(),
    OwnedAlready(),
    StillConnectedThemselves("sol@x.example"),
    NotTheOwner("sol@x.example"),
    NotConnected(),
    TooEarly(timedelta(minutes=9, seconds=30)),
    NobodyChosen(),
    Malformed(("carla",)),
    OnSandbox(("a@x.example",)),
    NotInvited(("a@x.example", "b@x.example")),
    ConnectedAlready(("a@x.example",)),
    NotConnectedUsers(("a@x.example",)),
    UnknownWorkspaces(("Atlantis",)),
]


def test_every_refusal_has_words_of_its_own() -> None:
    said = {words(refusal) for refusal in REFUSALS}

    assert {type(refusal) for refusal in REFUSALS} == set(get_args(Refusal))
    assert len(said) == len(REFUSALS)
    assert all(line.endswith(".") for line in said)


def test_a_refusal_names_whom_it_is_about() -> None:
    assert "a@x.example, b@x.example" in words(NotInvited(("a@x.example", "b@x.example")))
    assert "Atlantis" in words(UnknownWorkspaces(("Atlantis",)))
    assert "disconnect first" in words(ConnectedAlready(("a@x.example",)))
    assert "different" in words(OnSandbox(("a@x.example",)))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(minutes=10), "10 min are left"),
        (timedelta(minutes=9, seconds=29, microseconds=1), "9 min 30 s are left"),
        (timedelta(microseconds=1), "1 s are left"),
    ],
)
def test_the_wait_is_told_to_the_second_rounded_up(left: timedelta, said: str) -> None:
    """It is never said to be over before it is."""
    assert said in words(TooEarly(left))
