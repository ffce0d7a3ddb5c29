"""Files in Slack: one that a person put into a window is fetched, one of ours is shared."""

from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from bot.slack import Slack, is_slacks
from bot.slack_faults import (
    OF_THE_LIBRARY,
    SlackGone,
    SlackInDoubt,
    SlackRefused,
    fault_of,
)

DOWNLOAD: Final = "files.download"  # no method of Slack's: what our faults call it
UPLOAD: Final = "files.upload"
PIECE: Final = 65_536  # bytes
# Ten megabytes over a slow line; a worker waits, and nobody else.
PATIENCE: Final = aiohttp.ClientTimeout(total=120, sock_connect=5, sock_read=10)


@dataclass(frozen=True, slots=True)
class TooBig:
    """More bytes than were asked for; the rest was not fetched."""


class SlackFiles:
    """The bot's token goes to Slack's own addresses only (slack.md, part 3)."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def fetch(self, file_id: str, *, most: int) -> bytes | TooBig:
        """
        The content of a file, of at most so many bytes.

        Raises:
            SlackGone: there is no such file, or a page to sign in stands in its place.
            SlackNotAllowed: the scope `files:read` was not granted (yet).
            SlackFault
        """
        shown = (await self._slack.read("files.info", file=file_id))["file"]
        size = shown.get("size")
        if isinstance(size, int) and size > most:
            return TooBig()
        url = str(shown.get("url_private_download") or shown.get("url_private") or "")
        if not is_slacks(url, self._slack.client.base_url):
            raise SlackGone(DOWNLOAD, "no address of Slack")
        headers = {"Authorization": f"Bearer {self._slack.client.token}"}
        try:
            # A redirect would carry the token to whatever it names.
            async with self._session.get(
                url, headers=headers, allow_redirects=False, timeout=PATIENCE
            ) as answer:
                _checked(answer)
                return await _content(answer, most)
        except OF_THE_LIBRARY as failure:
            raise fault_of(DOWNLOAD, failure) from None

    async def upload(self, name: str, content: bytes, *, within: float) -> str:
        """
        Its id; nobody sees it before it is shared.

        Raises:
            SlackNotAllowed: the scope `files:write` was not granted (yet).
            SlackFault
        """
        # As a form: with a body of JSON Slack does not take this one.
        asked = await self._slack.read(
            "files.getUploadURLExternal", within=within, filename=name, length=len(content)
        )
        url = str(asked["upload_url"])
        if not is_slacks(url, self._slack.client.base_url):
            raise SlackGone(UPLOAD, "no address of Slack")
        try:
            async with self._session.post(
                url, data=content, allow_redirects=False, timeout=PATIENCE
            ) as answer:
                if answer.status != 200:
                    kind = SlackInDoubt if answer.status >= 500 else SlackRefused
                    raise kind(UPLOAD, f"HTTP {answer.status}")
        except OF_THE_LIBRARY as failure:
            raise fault_of(UPLOAD, failure) from None
        return str(asked["file_id"])

    async def share(
        self, file_id: str, name: str, channel: str, comment: str, *, within: float
    ) -> None:
        """
        In a message of its own, whose text is `comment`: a screen reader reads no file. Raises
        SlackFault; in doubt it may stand there already.
        """
        files: list[dict[str, Any]] = [{"id": file_id, "title": name}]
        await self._slack.call(
            "files.completeUploadExternal",
            within=within,
            files=files,
            channel_id=channel,
            initial_comment=comment,
        )

    @property
    def _session(self) -> aiohttp.ClientSession:
        session = self._slack.client.session
        assert session is not None
        return session


def _checked(answer: aiohttp.ClientResponse) -> None:
    """Slack answers 200 with a page to sign in, where a token may not read a file."""
    if answer.status == 429 or answer.status >= 500:
        raise SlackInDoubt(DOWNLOAD, f"HTTP {answer.status}")
    if answer.status != 200:
        raise SlackGone(DOWNLOAD, f"HTTP {answer.status}")
    if answer.content_type == "text/html":
        raise SlackGone(DOWNLOAD, "a page where a file was expected")


async def _content(answer: aiohttp.ClientResponse, most: int) -> bytes | TooBig:
    content = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        content += piece
        if len(content) > most:
            return TooBig()
    return bytes(content)
