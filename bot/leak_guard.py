"""What people write where the bot reads it is judged for secrets; all else leaves no trace."""

from dataclasses import dataclass, field

from bot.domain.effects import Due, WarnOfLeak
from bot.domain.ids import SeenId, TeamId, UserId
from bot.domain.leaks import is_bare, leaked_in
from bot.domain.tongue import language_of
from bot.store.instants import Clock
from bot.store.replies import ReplyLog


@dataclass(frozen=True, slots=True)
class Written:
    """A message of a person, or what they made of it later. Never stored, never logged."""

    by: UserId
    channel: str
    ts: str
    pieces: tuple[str, ...] = field(repr=False)  # its text first; then what else of it can be read
    in_dm: bool
    edited: str = ""  # the ts of the change
    thread: str = ""  # the ts of the message that begins the thread it stands in


class LeakGuard:
    """For handlers."""

    def __init__(self, log: ReplyLog, now: Clock) -> None:
        self._log = log
        self._now = now

    async def warned(self, team_id: TeamId, written: Written) -> bool:
        """
        True for what looks like a secret: the warning is on its way when this returns.

        Of anything else nothing is stored, nor is the store asked: busy channels cost nothing.
        """
        # Each by itself: what a word means must not depend on what another piece ends with.
        bare = written.in_dm and is_bare(written.pieces[0])
        if not bare and not any(map(leaked_in, written.pieces)):
            return False
        warning = WarnOfLeak(
            user_id=written.by,
            channel=written.channel,
            ts=written.ts,
            edited=written.edited,
            thread=written.thread,
            in_dm=written.in_dm,
            # What was pasted beside it may be in no language at all.
            language=next(filter(None, map(language_of, written.pieces)), None),
        )
        # A mention comes as two events, in any order. An id of its own, not that of answers: where
        # one of the two shows less of the message, its answer must not stand for the warning.
        seen = SeenId(warning.id)
        await self._log.commit(team_id, Due(warning), seen=seen, now=self._now())
        return True
