"""The one client of Slack's Web API; its faults are in `slack_faults`."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.config import SLACK
from bot.domain.ids import TeamId, UserId
from bot.domain.setup_parts import Group
from bot.slack_deadline import Deadline, PunctualConnector
from bot.slack_faults import (
    OF_THE_LIBRARY,
    SlackFault,
    SlackGone,
    SlackInDoubt,
    SlackNotAllowed,
    SlackRateLimited,
    SlackRefused,
    fault_of,
)
from bot.slack_pace import SlackPace
from bot.slack_people import person_of
from bot.store.instants import Clock
from bot.store.people import FRESH, KnownChannel, KnownPerson, PeopleCache

PATIENCE: Final = 10.0  # seconds for a call that nobody waits for


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot itself."""

    bot_id: str | None
    user_id: UserId
    name: str  # as people type it after `/invite @`
    team_id: TeamId


class Slack:
    """
    Every call of the bot goes through here. `async with` opens and closes its connections.

    `client` is for Bolt; its calls raise the library's exceptions, ours raise `SlackFault`.
    """

    def __init__(
        self,
        *,
        token: str,
        base_url: str,
        cache: PeopleCache,
        now: Clock,
        pace: SlackPace | None = None,
    ) -> None:
        # A retry of the library's own would send a message twice after a lost answer.
        self.client = AsyncWebClient(token=token, base_url=base_url, retry_handlers=[])
        self._base_url = base_url
        self._cache = cache
        self._now = now
        self._pace = pace
        self._open = AsyncExitStack()
        self._identity: Identity | None = None
        self._scopes: frozenset[str] = frozenset()

    async def __aenter__(self) -> Self:
        session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            # No limit in all: calls that hang must not hold up the others.
            connector=PunctualConnector(limit=0),
        )
        self.client.session = await self._open.enter_async_context(session)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    async def call(
        self, method: str, *, within: float | None = None, **arguments: Any
    ) -> dict[str, Any]:
        """
        One call of a Web API method, never repeated here.

        `within`: seconds, after which nothing is sent any more, and no answer waited for.

        Raises:
            SlackFault: see the tree in `slack_faults`.
            StoreError: whether there is room for the call is not known; nothing was sent.
        """
        given = {name: value for name, value in arguments.items() if value is not None}
        return await self._send(method, within, json=given)

    async def read(
        self, method: str, *, within: float | None = None, **arguments: str | int | bool
    ) -> dict[str, Any]:
        """As `call`, for methods that take no JSON."""
        return await self._send(method, within, http_verb="GET", params=arguments)

    async def _send(self, method: str, within: float | None, **request: Any) -> dict[str, Any]:
        deadline = Deadline(method, within)
        if self._pace:
            await self._pace.before(method, str(request.get("json", {}).get("channel", "")))
        try:
            async with deadline:
                response = await self.client.api_call(method, **request)
        except OF_THE_LIBRARY as failure:
            # What is refused for want of a scope must not be tried in vain the next time.
            self._scopes = _scopes_in(_headers_of(failure)) or self._scopes
            # `from None`: the library's exceptions carry the request, and with it what was typed.
            raise await self._counted(fault_of(method, failure)) from None
        self._scopes = _scopes_in(response.headers) or self._scopes
        if not isinstance(response.data, dict) or "ok" not in response.data:
            raise await self._counted(SlackInDoubt(method, "no JSON"))
        return response.data

    async def _counted(self, fault: SlackFault) -> SlackFault:
        metrics.SLACK_ERRORS.labels(fault.method, metrics.word(fault.word)).inc()
        if self._pace and isinstance(fault, SlackRateLimited):
            await self._pace.told_to_wait(fault)
        return fault

    async def waits_until(self, team_id: TeamId) -> datetime | None:
        """Until when Slack told us to send no more; None: it did not."""
        return await self._pace.blocked_until(team_id) if self._pace else None

    async def identity(self) -> Identity:
        """Who we are in Slack; asked once."""
        if self._identity is None:
            answer = await self.call("auth.test", within=2.0)
            if "user_id" not in answer or "team_id" not in answer:
                raise SlackNotAllowed("auth.test", "not a bot token (xoxb-…)", None)
            self._identity = Identity(
                bot_id=answer.get("bot_id"),
                user_id=UserId(answer["user_id"]),
                name=answer.get("user") or "salesconnect",
                team_id=TeamId(answer["team_id"]),
            )
        return self._identity

    async def check_app_token(self, app_token: str) -> None:
        """Raises SlackNotAllowed if no Socket Mode connection may be opened with it."""
        headers = {"Authorization": f"Bearer {app_token}"}
        await self._send("apps.connections.open", 5.0, headers=headers)

    async def granted_scopes(self) -> frozenset[str]:
        """What the token may do, by the header that Slack adds to answers."""
        try:
            response = await self.client.api_call("auth.test")
        except OF_THE_LIBRARY as failure:
            raise await self._counted(fault_of("auth.test", failure)) from None
        return _scopes_in(response.headers)

    def lacks(self, scope: str) -> bool:
        """Whether Slack said lately that the token has other scopes, but not this one."""
        return bool(self._scopes) and scope not in self._scopes

    def grants(self, scope: str) -> bool:
        """Whether Slack said lately that the token has this scope."""
        return scope in self._scopes

    async def person(
        self, team_id: TeamId, user_id: UserId, *, at_most: timedelta = FRESH
    ) -> KnownPerson:
        """
        What Slack says of somebody, at most so old. People Slack does not know raise SlackGone.

        Source: slack.md, part 5.
        """
        known = await self._cache.person(team_id, user_id)
        if known and self._now() - known.read_at <= at_most:
            return known
        answer = await self.read("users.info", user=user_id, include_locale=True)
        person = person_of(answer["user"], team_id, self._now())
        await self._cache.keep_person(team_id, person)
        return person

    async def channel(self, team_id: TeamId, channel_id: str) -> KnownChannel:
        """What Slack says of a channel; a private one without the bot raises SlackGone."""
        known = await self._cache.channel(team_id, channel_id)
        if known and known.bot_is_in:
            return known  # who was told to invite the bot is not held up by what was kept
        answer = await self.read("conversations.info", channel=channel_id)
        shown = answer["channel"]
        channel = KnownChannel(
            channel_id=shown["id"],
            name=shown.get("name", ""),
            is_archived=bool(shown.get("is_archived")),
            bot_is_in=bool(shown.get("is_member")),
            read_at=self._now(),
        )
        await self._cache.keep_channel(team_id, channel)
        return channel

    async def user_groups(self, team_id: TeamId) -> tuple[Group, ...]:
        """
        The user groups that are in use, by handle; at most five minutes old.

        Raises:
            SlackNotAllowed: the scope `usergroups:read` was not granted (yet).
        """
        known = await self._cache.groups(team_id)
        if known is not None:
            return known
        answer = await self.read("usergroups.list", include_disabled=False)
        groups = tuple(
            Group(id=one["id"], name=f"@{one.get('handle') or one.get('name') or one['id']}")
            for one in answer["usergroups"]
        )
        await self._cache.keep_groups(team_id, groups)
        return groups

    async def group_members(self, team_id: TeamId, group_id: str) -> tuple[UserId, ...]:
        """
        Who is in a user group; at most five minutes old.

        Raises:
            SlackRefused: there is no such group any more.
            SlackNotAllowed: the scope `usergroups:read` was not granted (yet).
        """
        known = await self._cache.members(team_id, group_id)
        if known is not None:
            return known
        answer = await self.read("usergroups.users.list", usergroup=group_id)
        members = tuple(UserId(one) for one in answer["users"])
        await self._cache.keep_members(team_id, group_id, members)
        return members

    async def channel_members(
        self, channel_id: str, *, cursor: str = "", limit: int
    ) -> tuple[tuple[UserId, ...], str]:
        """
        One page of who is in a channel, guests and bots included, and the cursor of the next page;
        empty: it was the last. A channel that is gone, or without the bot, raises SlackGone.
        """
        answer = await self.read(
            "conversations.members", channel=channel_id, limit=limit, cursor=cursor
        )
        following = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        return tuple(UserId(one) for one in answer["members"]), following

    async def direct_message(self, team_id: TeamId, user_id: UserId) -> str:
        """The id of the bot's DM with somebody, opened if need be."""
        known = await self._cache.direct_message(team_id, user_id)
        if known:
            return known
        answer = await self.call("conversations.open", users=user_id)
        channel = str(answer["channel"]["id"])
        await self._cache.keep_direct_message(team_id, user_id, channel)
        return channel

    async def user_id_by_email(self, email: str) -> UserId:
        """Raises SlackGone if nobody here has this address."""
        answer = await self.read("users.lookupByEmail", email=email)
        return UserId(answer["user"]["id"])

    async def person_by_email(self, team_id: TeamId, email: str) -> KnownPerson:
        """
        Not kept: in which language they read is not said. Raises SlackGone if nobody here has this
        address.
        """
        answer = await self.read("users.lookupByEmail", email=email)
        return person_of(answer["user"], team_id, self._now())

    async def answer_privately(
        self,
        response_url: str,
        text: str,
        blocks: list[dict[str, Any]] | None = None,
        *,
        replace: bool = False,
    ) -> None:
        """
        To the person who pressed a button; tried once, and no harm if it is lost.

        `replace`: in place of the message with the button, if only that person sees it.
        """
        if not is_slacks(response_url, self._base_url):
            raise SlackRefused("response_url", "not an address of Slack")
        body = {"response_type": "ephemeral", "replace_original": replace, "text": text}
        if blocks:
            body["blocks"] = blocks
        assert self.client.session is not None
        try:
            async with (
                asyncio.timeout(2),
                self.client.session.post(response_url, json=body, allow_redirects=False) as got,
            ):
                if got.status != 200:
                    raise SlackGone("response_url", f"HTTP {got.status}")
        except OF_THE_LIBRARY as failure:
            raise await self._counted(fault_of("response_url", failure)) from None


def _headers_of(failure: BaseException) -> Mapping[str, Any]:
    """Of the answer with which Slack refused, if it answered at all."""
    headers = getattr(getattr(failure, "response", None), "headers", None)
    return headers if isinstance(headers, Mapping) else {}


def _scopes_in(headers: Mapping[str, Any]) -> frozenset[str]:
    said = next((v for k, v in headers.items() if k.lower() == "x-oauth-scopes"), "")
    return frozenset(scope.strip() for scope in str(said).split(",") if scope.strip())


def is_slacks(url: str, base_url: str) -> bool:
    """
    Whether an address in a payload or an answer is Slack's own.

    With Slack's own Web API: its hosts, over TLS. With another base: the host of that base.
    """
    parts, base = urlsplit(url), urlsplit(base_url)
    host = parts.hostname or ""
    if base_url == SLACK:
        return parts.scheme in ("https", "wss") and (
            host == "slack.com" or host.endswith((".slack.com", ".slack-msgs.com"))
        )
    return parts.scheme in ("http", "https", "ws", "wss") and host == base.hostname


__all__ = ["Identity", "KnownChannel", "KnownPerson", "Slack", "is_slacks"]
