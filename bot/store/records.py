"""What is on record of people, by their address: where they are, or are being, connected."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.ids import RunId, SetupId, TeamId
from bot.domain.provisioning import Facts, UnderWay
from bot.domain.run import Does
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.errors import StoreError
from bot.store.run_index import workspaces_in
from bot.store.scripts import Scripts

AT_ONCE: Final = 2_000  # addresses in one command: nobody else waits long for it


class Records:
    """Reads; what it reads is written by the commits of runs."""

    def __init__(self, scripts: Scripts, aggregates: Aggregates) -> None:
        self._scripts = scripts
        self._aggregates = aggregates

    async def facts(
        self, team_id: TeamId, setup_id: SetupId, others: Iterable[SetupId], emails: Sequence[str]
    ) -> Facts:
        """`others`: the other open setups of the Slack workspace; each is another instance."""
        here = await self._found(keys.connected(team_id, setup_id), emails)
        running = await self._found(keys.running(team_id, setup_id), emails)
        left = await self._found(keys.left(team_id), emails)
        elsewhere: dict[str, SetupId] = {}
        for other in others:
            for key in (keys.connected(team_id, other), keys.running(team_id, other)):
                elsewhere.update(dict.fromkeys(await self._found(key, emails), other))
        return Facts(
            connected={email: workspaces_in(record) for email, record in here.items()},
            elsewhere=elsewhere,
            under_way=await self._under_way(team_id, running),
            left=frozenset(left),
        )

    async def _found(self, key: str, emails: Sequence[str]) -> dict[str, str]:
        """Of these, those that stand in a hash."""
        parts = [emails[n : n + AT_ONCE] for n in range(0, len(emails), AT_ONCE)]
        answers = await self._scripts.each([("HMGET", key, *part) for part in parts])
        found: dict[str, str] = {}
        for part, answer in zip(parts, answers, strict=True):
            if isinstance(answer, StoreError):
                raise answer
            pairs = zip(part, answer, strict=True)
            found.update((email, str(value)) for email, value in pairs if value is not None)
        return found

    async def _under_way(self, team_id: TeamId, running: dict[str, str]) -> dict[str, UnderWay]:
        under_way: dict[str, UnderWay] = {}
        for run_id in dict.fromkeys(running.values()):
            kept = await self._aggregates.run(team_id, RunId(run_id))
            if kept is None:
                continue
            run = kept.state
            connects = [batch for batch in run.batches if batch.does is Does.CONNECT]
            given = {row: batch.workspaces for batch in connects for row in batch.rows}
            for number, row in run.rows.items():
                if running.get(row.email) == run_id and run.is_held(number):
                    in_doubt = not row.is_open
                    under_way[row.email] = UnderWay(run.id, given.get(number), in_doubt)
        return under_way
