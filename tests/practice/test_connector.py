"""Practice's connector keeps the rules of Sales Connect: who is connected, and who is not."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from practice.sales_connect.state import SANDBOX_ADDRESS
from practice.sales_connect.team_access import WAIT
from tests.practice.asking import CARLA, NOW, Company


@pytest.fixture
async def company() -> AsyncIterator[Company]:
    company = Company()
    yield company
    await company.client.aclose()


async def test_who_is_missing_is_invited_and_connected(company: Company) -> None:
    """It is the company's own automation."""
    names = [workspace.name for workspace in company.marketo.workspaces[:2]]

    assert await company.ask(CARLA.upper(), *names) == (200, {"status": "connected"})

    assert company.workspaces_of(CARLA) == names
    assert [done.wish.email for done in company.connector.done] == [CARLA.upper()]
    assert company.changes == 1


async def test_no_workspace_is_the_default_one(company: Company) -> None:
    assert await company.ask() == (200, {"status": "connected"})

    assert company.workspaces_of(CARLA) == [company.marketo.default_workspace.name]


async def test_already_is_with_the_same_workspaces(company: Company) -> None:
    """In any order and case; with others the rule of the product stands."""
    one, two, three, *_ = [workspace.name for workspace in company.marketo.workspaces]
    await company.ask(CARLA, one, two)

    assert await company.ask(CARLA, two.upper(), one) == (200, {"status": "already"})
    for others in ([one], [one, two, three], [], [one, two, "Nowhere"]):
        status, answer = await company.ask(CARLA, *others)
        assert (status, "disconnect" in answer["reason"]) == (422, True)
    assert len(company.connector.done) == 1


async def test_somebody_is_disconnected(company: Company) -> None:
    """And is `already` so, when asked again or never connected."""
    await company.ask()

    assert await company.ask(does="disconnect") == (200, {"status": "disconnected"})
    assert await company.ask(does="disconnect") == (200, {"status": "already"})
    assert await company.ask("nobody@lumensails.example", does="disconnect") == (
        200,
        {"status": "already"},
    )
    assert company.workspaces_of(CARLA) == []


@pytest.mark.parametrize(
    ("email", "more", "words"),
    [
        (SANDBOX_ADDRESS, {}, "different"),
        ("no address", {}, "Not an e-mail address"),
        (CARLA, {"workspaces": ["Nowhere"]}, "no workspace of this name: Nowhere"),
        (CARLA, {"instance": "sandbox"}, "production"),
    ],
)
async def test_what_sales_connect_refuses_is_refused_in_words(
    company: Company, email: str, more: dict[str, Any], words: str
) -> None:
    """422 with the sentence of the screen; nothing is done."""
    status, answer = await company.ask(email, **more)

    assert (status, words in answer["reason"]) == (422, True)
    assert (list(company.connector.done), company.changes) == ([], 0)


async def test_nothing_before_the_ten_minutes_are_over(company: Company) -> None:
    """Nor before the connection; the reason says how long."""
    company.state.connected_at = NOW - WAIT + timedelta(seconds=1)
    early = await company.ask()
    company.state.connected_at = company.state.connected_by = None
    never = await company.ask()

    assert (early[0], "1 s" in early[1]["reason"]) == (422, True)
    assert (never[0], "not connected" in never[1]["reason"]) == (422, True)
