"""What workers do for bulk runs, each by the part that knows how."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from bot.domain.effects import CallConnector, Gather, SendFile, ShowPreview
from bot.handle import Handle
from bot.store.due import Claim
from bot.work.calls import Calls
from bot.work.ending import end_with
from bot.work.files import Files
from bot.work.gathering import Gathering
from bot.work.previews import Previews
from bot.work.results import Left, Result

OfRuns: TypeAlias = Gather | ShowPreview | SendFile | CallConnector


@dataclass(frozen=True, slots=True)
class Bulk:
    handle: Handle
    gathering: Gathering
    previews: Previews
    files: Files
    calls: Calls

    async def __call__(self, claim: Claim, effect: OfRuns, left: Left) -> Result:
        """
        Raises:
            SlackFault: the worker decides when to try again.
        """
        match effect:
            case Gather():
                command = await self.gathering(claim.team_id, effect, left)
                return await end_with(self.handle, claim, command)
            case ShowPreview():
                return await self.previews.show(claim, effect, left)
            case SendFile():
                return await self.files.send(claim, effect, left)
            case CallConnector():
                return await self.calls(claim, effect, left)
        assert_never(effect)
