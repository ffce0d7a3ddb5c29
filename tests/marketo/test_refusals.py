"""A pair that is refused: by whom, and how certain that is."""

import json
from typing import Any, Final, TypeAlias

import httpx
import pytest

from bot.domain.credentials import Credentials
from bot.marketo.client import ALL_USERS, TOKEN, Marketo
from bot.marketo.errors import MarketoDenied, MarketoRefused, MarketoSilent
from practice.marketo.state import MarketoState
from tests.marketo.conftest import ASKS, PAIR, Ask, a_token, answering

READS: Final = {name: ask for name, ask in ASKS.items() if name != "accepts"}
WORDS: Final = {"error": "invalid_client", "error_description": "No client with this id"}

No: TypeAlias = tuple[int, Any]
"""A status and what is said with it as JSON; bytes as they are."""


def by_code(code: int | str) -> dict[str, Any]:
    return {"success": False, "errors": [{"code": code, "message": "x"}]}


CERTAIN: Final[dict[str, No]] = {
    "401 with its word": (401, WORDS),
    "403 with its word": (403, WORDS),
    "400 with its word": (400, WORDS),
    "a word and a code": (403, {**WORDS, "errors": [{"code": 614}]}),
    **{str(code): (200, by_code(code)) for code in (600, 601, 602, 603, 614)},
    "603 as text": (200, by_code("603")),
    "601 with 401": (401, by_code(601)),
}
UNCERTAIN: Final[dict[str, No]] = {
    "a bare 401": (401, b""),
    "a bare 403": (403, b""),
    "white space": (401, b" \r\n"),
    "nothing said": (401, {}),
    "null": (403, None),
    "text": (401, "error"),
    "a list": (403, [WORDS]),
    "no word": (401, {"error": {"code": 401, "status": "UNAUTHENTICATED"}}),
    "an empty word": (401, {"error": ""}),
    "no code": (401, {"success": False, "errors": []}),
    "a code and no success": (401, {"errors": [{"code": 601}]}),
}
OF_A_SERVICE: Final[list[No]] = [
    (401, b""),
    (401, WORDS),
    (400, WORDS),
    *((200, by_code(code)) for code in (600, 601, "602")),
]


def an_answer(no: No) -> httpx.Response:
    status, said = no
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return httpx.Response(status, content=body)


async def refusal(ask: Ask, no: No) -> MarketoRefused:
    """Of a reading whose call for a token is answered so."""
    sent = answering(httpx.Response(200, json=[]), token=[an_answer(no)])

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoRefused) as raised:
            await ask(marketo, PAIR)

    assert sent.times(TOKEN) == len(sent.requests) == 1
    return raised.value


@pytest.mark.parametrize("no", CERTAIN)
@pytest.mark.parametrize("ask", READS)
async def test_it_is_certain_where_marketo_says_so(ask: str, no: str) -> None:
    """A kept pair may be destroyed for it."""
    assert (await refusal(READS[ask], CERTAIN[no])).is_certain is True


@pytest.mark.parametrize("no", UNCERTAIN)
@pytest.mark.parametrize("ask", READS)
async def test_it_is_not_certain_where_anybody_may_have_said_so(ask: str, no: str) -> None:
    """A proxy or a firewall in between says 401 and 403 too; nothing is destroyed for that."""
    assert (await refusal(READS[ask], UNCERTAIN[no])).is_certain is False


@pytest.mark.parametrize("no", [*CERTAIN, *UNCERTAIN])
async def test_advice_needs_no_certainty(no: str) -> None:
    """ "Not accepted here" stops nothing, and so does no harm."""
    answer = an_answer((CERTAIN | UNCERTAIN)[no])
    sent = answering(httpx.Response(200, json=[]), token=[answer])

    async with Marketo(None, transport=sent) as marketo:
        assert await marketo.accepts(PAIR) is False


@pytest.mark.parametrize("code", [600, 601, 602, 603, 614])
async def test_the_code_is_kept(code: int) -> None:
    """For operators, who can look it up."""
    refused = await refusal(Marketo.workspaces, (200, by_code(code)))

    assert refused.code == code


@pytest.mark.parametrize("no", OF_A_SERVICE, ids=str)
@pytest.mark.parametrize("ask", READS)
async def test_a_service_says_nothing_about_the_pair(ask: str, no: No) -> None:
    """Two tokens were issued for it: what takes neither is broken in some other way."""
    sent = answering(*(an_answer(no) for _ in range(3)))

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match="the token is not taken"):
            await READS[ask](marketo, PAIR)

    assert (sent.times(TOKEN), len(sent.requests)) == (2, 4)


async def test_a_service_may_deny(marketo: Marketo, state: MarketoState, pair: Credentials) -> None:
    """Unlike the identity endpoint, where no permission is needed."""
    state.api.permissions = []

    with pytest.raises(MarketoDenied):
        await marketo.users(pair)


async def test_a_pair_that_no_longer_opens_is_refused(
    marketo: Marketo, state: MarketoState, pair: Credentials
) -> None:
    """Somebody changed the secret in Marketo, which says so."""
    state.api.client_secret = "another-one"

    assert await marketo.accepts(pair) is False
    with pytest.raises(MarketoRefused) as raised:
        await marketo.users(pair)

    assert raised.value.is_certain is True


async def test_a_pair_may_be_refused_between_two_pages() -> None:
    """The token ran out and no other one comes: that is the pair, whoever spoke first."""
    page = [{"id": 1, "emailAddress": "mara@acme.example"}]
    sent = answering(
        httpx.Response(200, json=page),
        an_answer((401, by_code(602))),
        token=[a_token(), an_answer((401, WORDS))],
    )

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoRefused) as raised:
            await marketo.users(PAIR)

    assert raised.value.is_certain is True
    assert (sent.times(TOKEN), sent.times(ALL_USERS)) == (2, 2)
