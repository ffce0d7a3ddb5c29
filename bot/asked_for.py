"""Of whom something is asked for: who needs it no more, as Slack and our records say."""

from bot.domain.ids import RequestId, SetupId, TeamId, UserId
from bot.domain.request import PersonState, Request
from bot.domain.request_commands import LeaveOut
from bot.domain.setup import Setup
from bot.domain.standing import Standing
from bot.slack import Slack
from bot.slack_faults import SlackGone
from bot.store.records import Records


class AskedFor:
    """Reads; decides nothing."""

    def __init__(self, slack: Slack, records: Records) -> None:
        self._slack = slack
        self._records = records

    async def left_out(self, request: Request, setup: Setup) -> LeaveOut:
        """
        Whoever is named by their address alone has left where Slack told us so: it finds nobody by
        the address of somebody who was deactivated.

        Raises:
            SlackFault: not all of them could be read.
        """
        numbers = request.numbers(PersonState.ASKED, PersonState.APPROVED)
        chosen = [request.people[n] for n in numbers]
        emails = [one.email for one in chosen]
        left, connected = await self._records.needless(setup.team_id, setup.id, emails)
        gone = [one.email for one in chosen if one.user_id is None and one.email in left]
        gone += [one.email for one in chosen if await self._is_gone(setup, one.user_id)]
        return LeaveOut(setup.id, request.id, tuple(gone), tuple(sorted(connected)))

    async def invited(self, team_id: TeamId, setup_id: SetupId) -> dict[RequestId, bool]:
        """The requests of who was invited; whether one of them is not connected yet."""
        return await self._records.invited(team_id, setup_id)

    async def _is_gone(self, setup: Setup, user_id: UserId | None) -> bool:
        if user_id is None:
            return False
        try:
            person = await self._slack.person(setup.team_id, user_id)
        except SlackGone:
            return True
        return person.standing is Standing.DEACTIVATED
