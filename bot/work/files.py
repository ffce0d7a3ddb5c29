"""A file, into the DM of who asked for it: once, whatever goes wrong on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final, TypeAlias

import structlog

from bot.domain.csv_export import write_csv
from bot.domain.effects import SendAddresses, SendFile
from bot.domain.ids import TeamId, UserId
from bot.domain.request import PersonState
from bot.domain.run import Run
from bot.slack import Slack
from bot.slack_faults import SlackGone, SlackInDoubt, SlackNotAllowed
from bot.slack_files import SlackFiles
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.instants import Clock
from bot.views.file_messages import FileOf, file_comment, file_not_sent
from bot.views.names import plain_setup_name
from bot.views.run_files import problems_rows, result_rows
from bot.views.say import Say
from bot.work.posts import Posts, is_of
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left

# Slack shows a file in a conversation a moment after it said so: who looks sooner does not see it.
SHOWN_AFTER: Final = 1.5  # seconds

Content: TypeAlias = Callable[[Say], Awaitable[bytes | None]]

log = structlog.get_logger("bot.work")


class Files:
    """A file has the id of its effect in its name: so it is known again in the conversation."""

    def __init__(self, aggregates: Aggregates, slack: Slack, files: SlackFiles, now: Clock) -> None:
        self._aggregates = aggregates
        self._slack = slack
        self._files = files
        self._posts = Posts(slack)
        self._now = now

    async def send(self, claim: Claim, effect: SendFile, left: Left) -> Delivered | Later:
        """Of a run."""

        async def content(say: Say) -> bytes | None:
            kept = await self._aggregates.run(claim.team_id, effect.run_id)
            return await self._content(claim.team_id, kept.state, effect, say) if kept else None

        return await self.send_made(claim, effect.to, effect.what, content, left)

    async def send_addresses(
        self, claim: Claim, effect: SendAddresses, left: Left
    ) -> Delivered | Later:
        """Of who is approved, for `Invite Users`."""

        async def content(_: Say) -> bytes | None:
            kept = await self._aggregates.request(claim.team_id, effect.request_id)
            if kept is None:
                return None
            emails = kept.state.emails(PersonState.APPROVED, PersonState.DONE)
            return write_csv(("email",), ((email,) for email in emails))

        return await self.send_made(claim, effect.to, "invites", content, left)

    async def send_made(
        self,
        claim: Claim,
        to: UserId,
        what: FileOf,
        content_in: Content,
        left: Left,
        *,
        ending: str = "csv",
    ) -> Delivered | Later:
        """Made once it is sure that it was not sent before; None: there is nothing to send."""
        try:
            person = await self._slack.person(claim.team_id, to, at_most=LANGUAGE_KEPT)
            channel = await self._slack.direct_message(claim.team_id, to)
            if claim.in_doubt and await self._is_there(channel, claim, ending):
                return Delivered()
            say = Say(person.language)
            content = await content_in(say)
            if content is None:
                return Delivered()
            try:
                return await self._shared(channel, content, claim, what, say, left, ending)
            except SlackNotAllowed as fault:
                if fault.needed is None:
                    raise
                log.error("a file was not sent", why=str(fault))  # noqa: TRY400
                return await self._said(channel, claim, fault.needed, say, left)
        except SlackGone as fault:
            log.warning("nobody to send a file to", why=str(fault))
            return Delivered()

    async def _shared(
        self,
        channel: str,
        content: bytes,
        claim: Claim,
        what: FileOf,
        say: Say,
        left: Left,
        ending: str,
    ) -> Delivered | Later:
        name = f"sales-connect-{what}-{self._now():%Y-%m-%d}{_mark(claim.id, ending)}"
        if (seconds := left()) <= 0:
            return Later(timedelta(0))
        file_id = await self._files.upload(name, content, within=seconds)
        if (seconds := left()) <= 0:
            return Later(timedelta(0))  # what was not shared is seen by nobody
        try:
            comment = file_comment(what, say)
            await self._files.share(file_id, name, channel, comment, within=seconds)
        except SlackInDoubt:
            await asyncio.sleep(SHOWN_AFTER)
            raise
        return Delivered()

    async def _is_there(self, channel: str, claim: Claim, ending: str) -> bool:
        """Shared by an earlier attempt, or told that it cannot be."""
        mark = _mark(claim.id, ending)
        for message in await self._posts.latest(channel):
            names = [str(file.get("name")) for file in message.get("files") or ()]
            if is_of(message, claim) or any(name.endswith(mark) for name in names):
                return True
        return False

    async def _content(self, team_id: TeamId, run: Run, effect: SendFile, say: Say) -> bytes | None:
        asked = await self._aggregates.ask(team_id, effect.to)
        setups = {one.state.id: one.state for one in asked.setups}
        setup = setups.get(run.setup_id)
        if setup is None:
            kept = await self._aggregates.setup(team_id, run.setup_id)  # cancelled meanwhile
            if kept is None:
                return None
            setup = kept.state
        if effect.what == "results":
            table = result_rows(run, say)
        else:
            names = {setup_id: plain_setup_name(one, say) for setup_id, one in setups.items()}
            table = problems_rows(run, setup, names, say)
        # In a thread: it may be ten thousand rows.
        return await asyncio.to_thread(write_csv, *table)

    async def _said(
        self, channel: str, claim: Claim, scope: str, say: Say, left: Left
    ) -> Delivered | Later:
        """Instead of the file; whoever pressed the button shall not wait for it."""
        if (seconds := left()) <= 0:
            return Later(timedelta(0))
        await self._posts.post(channel, file_not_sent(scope, say), claim.id, seconds)
        return Delivered()


def _mark(effect_id: str, ending: str) -> str:
    """The end of the name; no other file's name has it."""
    return f"-{sha256(effect_id.encode()).hexdigest()[:8]}.{ending}"
