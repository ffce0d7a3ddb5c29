"""All users, page by page, from a server that may be odd or mad."""

import httpx
import pytest

from bot.domain.credentials import Credentials
from bot.marketo.client import ALL_USERS, LARGEST_PAGE, MOST_PAGES, TOKEN, Marketo
from bot.marketo.errors import MarketoUnreadable
from practice.marketo.state import MarketoState, MarketoUser
from tests.marketo.conftest import PAIR, Recorded, answering


async def test_the_users_of_all_pages(
    marketo: Marketo, state: MarketoState, pair: Credentials, sent: Recorded
) -> None:
    """The stand-in has two full pages and a bit; the token is asked for once."""
    people = [
        MarketoUser(n, f"First {n}", f"Last {n}", f"person-{n}@acme.example", n == 7)
        for n in range(2 * LARGEST_PAGE + 50)
    ]
    state.users = people

    read = await marketo.users(pair)

    assert [(u.id, u.email, u.api_only) for u in read] == [
        (u.id, u.email_address, u.api_only) for u in people
    ]
    assert sent.times(TOKEN) == 1
    asked = [dict(r.url.params) for r in sent.requests if r.url.path.endswith(ALL_USERS)]
    assert [a["pageOffset"] for a in asked] == ["0", "200", "400", "450"]
    assert {a["pageSize"] for a in asked} == {"200"}


def page_of(*ids: int) -> httpx.Response:
    rows = [{"id": n, "emailAddress": f"person-{n}@acme.example"} for n in ids]
    return httpx.Response(200, json=rows)


async def test_a_server_with_smaller_pages_loses_nobody() -> None:
    """A short page is not the last one."""
    sent = answering(page_of(1, 2), page_of(3, 4), page_of(5), page_of())

    async with Marketo(None, transport=sent) as marketo:
        read = await marketo.users(PAIR)

    assert [user.id for user in read] == [1, 2, 3, 4, 5]


async def test_a_page_that_comes_again_is_the_end() -> None:
    """Each person once."""
    sent = answering(page_of(1, 2), page_of(2, 3))

    async with Marketo(None, transport=sent) as marketo:
        read = await marketo.users(PAIR)

    assert [user.id for user in read] == [1, 2, 3]
    assert sent.times(ALL_USERS) == 3


async def test_a_full_page_that_comes_again_is_no_list() -> None:
    """A server that does not heed `pageOffset` hides whoever comes after the first page."""
    sent = answering(page_of(*range(LARGEST_PAGE)))

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoUnreadable) as raised:
            await marketo.users(PAIR)

    assert raised.value.field == "pageOffset"
    assert sent.times(ALL_USERS) == 2


async def test_pages_without_end_are_not_followed() -> None:
    """Somebody new on each page, for ever."""
    sent = answering(*(page_of(n) for n in range(MOST_PAGES + 10)))

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoUnreadable):
            await marketo.users(PAIR)

    assert sent.times(ALL_USERS) == MOST_PAGES


@pytest.mark.parametrize("before", [0, 1])
async def test_a_page_longer_than_asked_for_is_no_list(before: int) -> None:
    """Pages are limited in number, so that only their length bounds what is kept of them."""
    full = [page_of(*range(1000, 1000 + LARGEST_PAGE))] * before
    sent = answering(*full, page_of(*range(LARGEST_PAGE + 1)))

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoUnreadable) as raised:
            await marketo.users(PAIR)

    assert raised.value.field == "pageSize"
    assert sent.times(ALL_USERS) == before + 1


async def test_a_user_without_an_address_hides_nobody() -> None:
    """Whoever has one is still to be found, before and after."""
    rows = [
        {"id": 1, "emailAddress": "mara@acme.example"},
        {"id": 2, "apiOnly": True},
        {"id": 3, "emailAddress": None},
        {"id": 4, "emailAddress": "ines@acme.example"},
    ]
    sent = answering(httpx.Response(200, json=rows), page_of())

    async with Marketo(None, transport=sent) as marketo:
        read = await marketo.users(PAIR)

    assert [(user.id, user.email) for user in read] == [
        (1, "mara@acme.example"),
        (2, ""),
        (3, ""),
        (4, "ines@acme.example"),
    ]
