"""The company as the bot's calls find it, with the scopes of the manifest."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from practice import company
from practice.world import World

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def call() -> AsyncIterator[Call]:
    slack = World.new(None).slack

    async with slack, aiohttp.ClientSession() as session:

        async def call(method: str, **args: Any) -> dict[str, Any]:
            headers = {"Authorization": f"Bearer {slack.bot_token}"}
            async with session.post(slack.api_url + method, json=args, headers=headers) as answer:
                found: dict[str, Any] = await answer.json()
                return found

        yield call


@pytest.mark.parametrize("employee", company.EMPLOYEES, ids=lambda employee: employee.handle)
async def test_everybody_has_a_time_zone_and_what_they_may_in_slack(
    call: Call, employee: company.Employee
) -> None:
    """With it the bot knows working hours, and who may change a setup besides its starter."""
    user = (await call("users.info", user=employee.id, include_locale=True))["user"]

    assert ZoneInfo(user["tz"]).key == employee.tz
    assert user["is_admin"] is (employee.id == company.SLACK_ADMIN)
    assert user["is_owner"] is False
    assert user["is_restricted"] is (employee.id == company.GUEST)
    assert user["deleted"] is False


async def test_a_zone_is_ahead_of_utc_by_its_own_seconds(call: Call) -> None:
    """Kolkata knows no summer time."""
    user = (await call("users.info", user="U_DEV"))["user"]

    assert (user["tz"], user["tz_offset"]) == ("Asia/Kolkata", 19_800)


async def test_it_has_three_user_groups(call: Call) -> None:
    """The manifest asks for what listing them needs."""
    listed = await call("usergroups.list", include_users=True)

    assert {group["handle"]: group["users"] for group in listed["usergroups"]} == {
        "sales-leads": ["U_NADIA", "U_SOL"],
        "sales": ["U_ADA", "U_BENOIT", "U_CARLA", "U_DEV", "U_ELIF", "U_FINN"],
        "sales-all": ["U_ADA", "U_BENOIT", "U_CARLA", "U_DEV", "U_ELIF", "U_FINN"],
    }
