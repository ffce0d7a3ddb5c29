"""What practice's connector takes for a request: signed, in time, of a new key, not too fast."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from practice.sales_connect.connector import BURST, PATH, Pace
from tests.practice.asking import CARLA, NOW, Company


@pytest.fixture
async def company() -> AsyncIterator[Company]:
    company = Company()
    yield company
    await company.client.aclose()


async def test_the_same_key_gets_the_same_answer(company: Company) -> None:
    """Done once, though somebody disconnected her meanwhile; refused stays refused, too."""
    assert await company.ask(key="k") == (200, {"status": "connected"})
    await company.ask(does="disconnect")
    refused = await company.ask("no address", key="r")

    assert await company.ask(key="k") == (200, {"status": "connected"})
    assert await company.ask("no address", key="r") == refused
    assert company.workspaces_of(CARLA) == []


async def test_a_key_with_another_body_is_refused(company: Company) -> None:
    await company.ask(key="k")

    status, answer = await company.ask(key="k", attempt=2)

    assert (status, "another body" in answer["reason"]) == (409, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-SalesConnect-Signature": ""},
        {"X-SalesConnect-Signature": "v1=" + "0" * 64},
        {"X-SalesConnect-Timestamp": ""},
        {"X-SalesConnect-Timestamp": "soon"},
        {"X-SalesConnect-Timestamp": str(int(NOW.timestamp()) + 1)},
    ],
    ids=str,
)
async def test_what_is_not_signed_is_not_heard(company: Company, headers: dict[str, str]) -> None:
    """401, whatever the body; the faults of the body are nobody else's business."""
    status, answer = await company.post(b"{}", **headers)

    assert (status, bool(answer["reason"])) == (401, True)


async def test_a_request_that_somebody_saw_is_not_heard_under_another_key(
    company: Company,
) -> None:
    """It would be done a second time: the key is all that tells a repeat from a new one."""
    body = b'{"no": "matter"}'
    seen = company.signed(body)

    status, answer = await company.post(body, **(seen | {"Idempotency-Key": "another"}))

    assert (status, "signature" in answer["reason"]) == (401, True)


async def test_requests_are_signed_by_real_time(company: Company) -> None:
    """Practice's own clock may be days ahead; a bot elsewhere knows nothing of it."""
    company.now += timedelta(days=3)

    assert (await company.ask())[0] == 200


async def test_another_secret_is_not_heard(company: Company) -> None:
    company.connector.secret = "another-secret-of-16"

    assert (await company.ask())[0] == 401


@pytest.mark.parametrize(
    ("off", "status"), [(-301, 401), (-300, 400), (0, 400), (300, 400), (301, 401)]
)
async def test_five_minutes_are_the_most(company: Company, off: int, status: int) -> None:
    """In both directions. 400: it was heard, and the body is none."""
    headers = company.signed(b"{}", at=NOW + timedelta(seconds=off))

    assert (await company.post(b"{}", **headers))[0] == status


async def test_without_a_secret_there_is_no_connector(company: Company) -> None:
    """404; another method than POST is a 405."""
    company.connector.secret = None

    assert (await company.ask())[0] == 404
    assert (await company.client.get(PATH)).status_code == 405


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"does": "dance"}, "does"),
        ({"attempt": 0}, "attempt"),
        ({"attempt": "1"}, "attempt"),
        ({"email": None}, "email"),
        ({"workspaces": "Europe"}, "workspaces"),
        ({"workspaces": [1]}, "workspaces"),
        ({"instance": "test"}, "instance"),
    ],
    ids=str,
)
async def test_what_cannot_be_read_is_named(
    company: Company, changed: dict[str, Any], named: str
) -> None:
    """400 with the field."""
    status, answer = await company.ask(**changed)

    assert (status, answer["reason"].startswith(named)) == (400, True)


async def test_no_key_and_too_much_are_refused(company: Company) -> None:
    assert (await company.post(b"{}", **{"Idempotency-Key": ""}))[0] == 400
    assert (await company.post(b" " * 65_537))[0] == 413


async def test_it_keeps_a_pace(company: Company) -> None:
    """Twenty at once, then 429 with Retry-After; nothing is done, and the key is still good."""
    tick = [0.0]
    company.connector.pace = Pace(lambda: tick[0])
    for _ in range(int(BURST)):
        assert (await company.ask())[0] == 200

    body = b'{"no": "matter"}'
    answer = await company.client.post(PATH, content=body, headers=company.signed(body))

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    tick[0] = 0.05
    assert (await company.ask(key="later"))[0] == 200
    assert (await company.ask(key="later"))[0] == 429


@pytest.mark.parametrize(("per_second", "seconds"), [(0.25, 4), (0.3, 4), (100, 1)])
def test_retry_after_is_enough(per_second: float, seconds: int) -> None:
    """In whole seconds, rounded up: whoever waits so long finds room."""
    tick = [0.0]
    pace = Pace(lambda: tick[0])
    pace.set(per_second, 1)
    assert pace.take() is None

    assert pace.take() == seconds
    tick[0] = float(seconds)
    assert pace.take() is None
