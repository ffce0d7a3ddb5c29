"""A file of a run, into the DM of who asked for it: once, whatever goes wrong on the way."""

import asyncio
from datetime import timedelta
from hashlib import sha256
from typing import Final

import structlog

from bot.domain.csv_export import write_csv
from bot.domain.effects import SendFile
from bot.domain.ids import TeamId
from bot.domain.run import Run
from bot.slack import Slack
from bot.slack_faults import SlackGone, SlackInDoubt, SlackNotAllowed
from bot.slack_files import SlackFiles
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.instants import Clock
from bot.views.file_messages import file_not_sent
from bot.views.names import plain_setup_name
from bot.views.run_files import problems_rows, result_rows
from bot.views.say import Say
from bot.work.posts import Posts, is_of
from bot.work.results import LANGUAGE_KEPT, Delivered, Later, Left

# Slack shows a file in a conversation a moment after it said so: who looks sooner does not see it.
SHOWN_AFTER: Final = 1.5  # seconds

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
        kept = await self._aggregates.run(claim.team_id, effect.run_id)
        if kept is None:
            return Delivered()
        try:
            person = await self._slack.person(claim.team_id, effect.to, at_most=LANGUAGE_KEPT)
            channel = await self._slack.direct_message(claim.team_id, effect.to)
            if claim.in_doubt and await self._is_there(channel, claim):
                return Delivered()
            say = Say(person.language)
            content = await self._content(claim.team_id, kept.state, effect, say)
            if content is None:
                return Delivered()
            try:
                return await self._shared(channel, content, claim, effect, left)
            except SlackNotAllowed as fault:
                if fault.needed is None:
                    raise
                log.error("a file was not sent", why=str(fault))  # noqa: TRY400
                return await self._said(channel, claim, fault.needed, say, left)
        except SlackGone as fault:
            log.warning("nobody to send a file to", why=str(fault))
            return Delivered()

    async def _shared(
        self, channel: str, content: bytes, claim: Claim, effect: SendFile, left: Left
    ) -> Delivered | Later:
        name = f"sales-connect-{effect.what}-{self._now():%Y-%m-%d}{_mark(claim.id)}"
        if (seconds := left()) <= 0:
            return Later(timedelta(0))
        file_id = await self._files.upload(name, content, within=seconds)
        if (seconds := left()) <= 0:
            return Later(timedelta(0))  # what was not shared is seen by nobody
        try:
            await self._files.share(file_id, name, channel, within=seconds)
        except SlackInDoubt:
            await asyncio.sleep(SHOWN_AFTER)
            raise
        return Delivered()

    async def _is_there(self, channel: str, claim: Claim) -> bool:
        """Shared by an earlier attempt, or told that it cannot be."""
        mark = _mark(claim.id)
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


def _mark(effect_id: str) -> str:
    """The end of the name; no other file's name has it."""
    return f"-{sha256(effect_id.encode()).hexdigest()[:8]}.csv"
