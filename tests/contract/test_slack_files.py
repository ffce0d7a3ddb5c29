"""Files go from and to Slack's own addresses only, within bounds, and each fault has its name."""

from collections.abc import AsyncIterator, Callable
from typing import Any, Final, TypeAlias

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackGone, SlackInDoubt, SlackNotAllowed, SlackRefused
from bot.slack_files import SlackFiles, TooBig
from practice.slack import SlackStandIn
from practice.slack.stored_files import StoredFile
from practice.slack.webapi import files as webapi
from practice.slack.webapi import router

MOST: Final = 1_000
CONTENT: Final = b"email\r\na@acme.example\r\n"
Serves: TypeAlias = Callable[[Request], Response]


@pytest.fixture
def files(slack: Slack) -> SlackFiles:
    return SlackFiles(slack)


def uploaded(standin: SlackStandIn, content: bytes = CONTENT) -> str:
    return str(standin._files.add("U_MARA", "people.csv", content)["id"])


class Elsewhere:
    """An address that Slack names for a file, and what arrived there."""

    def __init__(self, standin: SlackStandIn, answer: Serves | None = None) -> None:
        self.requests: list[Request] = []
        self._answer = answer or (lambda _: Response(CONTENT))
        standin.server.mount([Route("/elsewhere", self._serve, methods=["GET", "POST"])])
        self.own = f"{standin.state.base_url}/elsewhere"
        self.foreign = self.own.replace("127.0.0.1", "localhost")

    async def _serve(self, request: Request) -> Response:
        self.requests.append(request)
        return self._answer(request)


@pytest.fixture
def download_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Slack says that files are there."""
    as_json = StoredFile.as_json

    def name(url: str) -> None:
        def odd(self: StoredFile, *args: Any, **named: Any) -> dict[str, Any]:
            return {**as_json(self, *args, **named), "url_private_download": url}

        monkeypatch.setattr(StoredFile, "as_json", odd)

    return name


@pytest.fixture
def upload_to(standin: SlackStandIn, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Slack wants them there."""

    def name(url: str) -> None:
        def odd(*about: Any) -> dict[str, Any]:
            return {**webapi.get_upload_url(*about), "upload_url": url}

        monkeypatch.setitem(router.METHODS, "files.getUploadURLExternal", odd)

    return name


async def test_a_file_comes_as_it_was_put_in(files: SlackFiles, standin: SlackStandIn) -> None:
    """Byte for byte, with the bot's token."""
    assert await files.fetch(uploaded(standin), most=MOST) == CONTENT


async def test_a_foreign_address_never_sees_the_token(
    files: SlackFiles, standin: SlackStandIn, download_from: Callable[[str], None]
) -> None:
    """Nothing is asked of it."""
    elsewhere = Elsewhere(standin)
    download_from(elsewhere.foreign)

    with pytest.raises(SlackGone):
        await files.fetch(uploaded(standin), most=MOST)

    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda _: RedirectResponse("http://localhost:1/"), SlackGone),
        (lambda _: HTMLResponse("<title>Sign in</title>"), SlackGone),
        (lambda _: Response(status_code=404), SlackGone),
        (lambda _: Response(status_code=403), SlackGone),
        (lambda _: Response(status_code=429), SlackInDoubt),
        (lambda _: Response(status_code=502), SlackInDoubt),
    ],
    ids=["redirect", "page", "404", "403", "429", "502"],
)
async def test_what_is_no_file_is_none(
    files: SlackFiles,
    standin: SlackStandIn,
    download_from: Callable[[str], None],
    answer: Serves,
    fault: type[SlackFault],
) -> None:
    """Not to be had, or not now."""
    elsewhere = Elsewhere(standin, answer)
    download_from(elsewhere.own)

    with pytest.raises(fault):
        await files.fetch(uploaded(standin), most=MOST)

    assert len(elsewhere.requests) == 1


async def test_of_a_long_file_no_more_is_read_than_was_asked_for(
    files: SlackFiles, standin: SlackStandIn, download_from: Callable[[str], None]
) -> None:
    """Whatever size Slack said."""

    async def long() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"a" * MOST

    download_from(Elsewhere(standin, lambda _: StreamingResponse(long())).own)

    assert await files.fetch(uploaded(standin), most=MOST) == TooBig()


async def test_a_file_that_says_it_is_too_big_is_not_fetched(
    files: SlackFiles, standin: SlackStandIn, download_from: Callable[[str], None]
) -> None:
    """Not a byte of it."""
    elsewhere = Elsewhere(standin)
    download_from(elsewhere.own)

    assert await files.fetch(uploaded(standin, b"a" * (MOST + 1)), most=MOST) == TooBig()

    assert elsewhere.requests == []


async def test_what_is_uploaded_is_seen_once_it_is_shared(
    files: SlackFiles, standin: SlackStandIn
) -> None:
    """In one message, by its name, with a text that can be heard."""
    channel = standin.channel("C_INVITES")
    before = len(channel.messages)

    file_id = await files.upload("results.csv", CONTENT, within=5)
    assert len(channel.messages) == before
    await files.share(file_id, "results.csv", "C_INVITES", "The results.", within=5)

    [message] = channel.messages[before:]
    assert message.text == "The results."
    assert [file["name"] for file in message.stored.files] == ["results.csv"]
    assert standin.state.files[file_id].content == CONTENT


async def test_nothing_is_uploaded_to_a_foreign_address(
    files: SlackFiles, standin: SlackStandIn, upload_to: Callable[[str], None]
) -> None:
    """It names who works here."""
    elsewhere = Elsewhere(standin)
    upload_to(elsewhere.foreign)

    with pytest.raises(SlackGone):
        await files.upload("results.csv", CONTENT, within=5)

    assert elsewhere.requests == []


@pytest.mark.parametrize(("status", "fault"), [(400, SlackRefused), (503, SlackInDoubt)])
async def test_an_upload_that_fails_is_a_fault(
    files: SlackFiles,
    standin: SlackStandIn,
    upload_to: Callable[[str], None],
    status: int,
    fault: type[SlackFault],
) -> None:
    """Nothing is shared then."""
    upload_to(Elsewhere(standin, lambda _: Response(status_code=status)).own)

    with pytest.raises(fault):
        await files.upload("results.csv", CONTENT, within=5)


@pytest.mark.parametrize("scope", ["files:read", "files:write"])
async def test_a_missing_scope_is_named(
    files: SlackFiles, standin: SlackStandIn, scope: str
) -> None:
    """For who can grant it."""
    standin.scopes = standin.scopes - {scope}

    is_read = scope == "files:read"
    calls = (
        files.fetch(uploaded(standin), most=MOST)
        if is_read
        else files.upload("a.csv", CONTENT, within=5)
    )

    with pytest.raises(SlackNotAllowed) as fault:
        await calls

    assert fault.value.needed == scope
