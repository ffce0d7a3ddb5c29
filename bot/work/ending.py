"""An effect ends in the commit of a command of ours."""

from bot.domain.commands import Command
from bot.domain.people import Ourselves
from bot.handle import Done, Handle, Overtaken, Refused
from bot.store.due import Claim
from bot.work.results import Delivered, Finished, Overtook, Result


async def end_with(handle: Handle, claim: Claim, command: Command | None) -> Result:
    """
    None: its time has passed.

    Raises:
        TooBusy: nothing was written.
    """
    if command is None:
        return Delivered()
    answer = await handle(command, by=Ourselves(claim.team_id), finishing=claim)
    match answer:
        case Refused():  # its time has passed, as for a reminder after somebody started early
            return Delivered()
        case Overtaken():
            return Overtook()
        case Done():
            return Finished()
