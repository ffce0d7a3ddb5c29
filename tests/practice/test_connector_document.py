"""docs/connector.openapi.yml, held against practice's connector, signed as the document says."""

import asyncio
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx
import jsonschema
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from practice.marketo.state import MarketoState
from practice.sales_connect.connector import PATH, ConnectorStandIn
from practice.sales_connect.state import SalesConnectState
from practice.sales_connect.team_access import connect_by_itself
from practice.slack.server import Server

DOCUMENT: Final = yaml.safe_load(
    (Path(__file__).parents[2] / "docs" / "connector.openapi.yml").read_text(encoding="utf-8")
)
OPERATION: Final = schemathesis.openapi.from_dict(DOCUMENT)[PATH]["POST"]
CALL: Final = jsonschema.Draft202012Validator(DOCUMENT["components"]["schemas"]["Call"])
AS_DOCUMENTED: Final = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW: Final = settings(
    max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
SECRET: Final = "practice-only-secret"
NOW: Final = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)


class Asked:
    """Practice's connector as an ASGI application, and whoever signs what it is sent."""

    def __init__(self, runner: asyncio.Runner) -> None:
        state, marketo = SalesConnectState(), MarketoState()
        connect_by_itself(state, by="sol@lumensails.example", now=NOW)
        self.connector = ConnectorStandIn(
            lambda: state,
            lambda: marketo,
            Server([]),
            secret=SECRET,
            now=lambda: NOW,
            changed=lambda: None,
            signed_at=NOW.timestamp,
        )
        self.connector.pace.set(1_000_000, 1_000_000)
        self._runner = runner
        self._app = Starlette(routes=self.connector.routes())

    def post(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        async def post() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.post(PATH, content=body, headers=headers)

        return self._runner.run(post())

    def signed(self, body: bytes, key: str) -> httpx.Response:
        stamp = str(int(NOW.timestamp()))
        signed = f"v1:{stamp}:{key}:".encode() + body
        digest = hmac.new(SECRET.encode(), signed, sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "X-SalesConnect-Timestamp": stamp,
            "X-SalesConnect-Signature": f"v1={digest}",
        }
        return self.post(body, headers)


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    with asyncio.Runner() as runner:
        yield Asked(runner)


def body_of(case: Case[Any]) -> bytes:
    """As it would go out."""
    sent = case.as_transport_kwargs(base_url="http://here")
    data = sent.get("data", b"")
    if "json" in sent:
        return json.dumps(sent["json"]).encode()
    return data if isinstance(data, bytes) else str(data).encode()


def is_call(body: bytes) -> bool:
    """Whether the document takes it for a call; 1.0, an integer to JSON Schema, is no attempt."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        return False
    return CALL.is_valid(said) and not isinstance(said["attempt"], float)


@FEW
@given(case=OPERATION.as_strategy(generation_mode=GenerationMode.POSITIVE))
def test_whatever_the_document_allows_is_answered_as_it_says(asked: Asked, case: Case[Any]) -> None:
    """A call is understood: done, or refused in words; asked again, the answer is the same."""
    body = body_of(case)
    assume(is_call(body))
    key = f"{sha256(body).hexdigest()}{case.headers['Idempotency-Key']}"[:255]

    answer = asked.signed(body, key)

    assert answer.status_code in (200, 422)
    case.validate_response(answer, checks=AS_DOCUMENTED)
    assert asked.signed(body, key).content == answer.content


@FEW
@given(case=OPERATION.as_strategy(generation_mode=GenerationMode.NEGATIVE))
def test_what_the_document_forbids_is_refused_as_it_says(asked: Asked, case: Case[Any]) -> None:
    """Signed, so that the body is looked at: 400 for exactly those that are no call."""
    body = body_of(case)

    answer = asked.signed(body, sha256(body).hexdigest())

    assert (answer.status_code == 400) == (not is_call(body))
    case.validate_response(answer, checks=AS_DOCUMENTED)


@FEW
@given(case=OPERATION.as_strategy(generation_mode=GenerationMode.NEGATIVE))
def test_nothing_unsigned_is_looked_at(asked: Asked, case: Case[Any]) -> None:
    """Whatever headers and body are made up, the answer is 401, and nothing is done."""
    done = len(asked.connector.done)
    names = [*(case.headers or {})]
    headers = {name: str(case.headers[name]) for name in names}

    answer = asked.post(body_of(case), headers)

    assert answer.status_code == 401
    case.validate_response(answer, checks=AS_DOCUMENTED)
    assert len(asked.connector.done) == done


def a_call(**changed: Any) -> bytes:
    example = DOCUMENT["paths"][PATH]["post"]["requestBody"]["content"]["application/json"]
    return json.dumps(example["example"] | changed).encode()


def test_the_example_is_answered(asked: Asked) -> None:
    """As it stands in the document."""
    assert asked.signed(a_call(workspaces=[]), "example").json() == {"status": "connected"}
    assert is_call(a_call())


def test_every_answer_of_the_document_can_be_had(asked: Asked) -> None:
    """But 503, which practice gives by its control API alone; each has its documented shape."""
    had = {}

    def note(answer: httpx.Response) -> None:
        case = OPERATION.Case(headers={}, body={})
        case.validate_response(answer, checks=AS_DOCUMENTED)
        had[str(answer.status_code)] = answer

    note(asked.signed(a_call(email="eve@lumensails.example", workspaces=[]), "every-1"))
    note(asked.signed(a_call(email="max@lumensails.example"), "every-1"))
    note(asked.signed(a_call(email="no address"), "every-2"))
    note(asked.signed(b"{}", "every-3"))
    note(asked.signed(b" " * 65_537, "every-4"))
    note(asked.post(b"{}", {}))
    asked.connector.pace.set(0.001, 1)
    asked.signed(b"{}", "every-5")
    note(asked.signed(b"{}", "every-5"))
    asked.connector.pace.set(1_000_000, 1_000_000)
    asked.connector.secret = None
    note(asked.post(b"{}", {}))
    asked.connector.secret = SECRET

    assert {*had, "503"} == set(DOCUMENT["paths"][PATH]["post"]["responses"])
