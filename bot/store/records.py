"""What is on record of people, by their address: where they are, or are being, connected."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic_core import from_json

from bot.domain.ids import RequestId, RunId, SetupId, TeamId
from bot.domain.left_behind import Failed, OfRun, by_run
from bot.domain.provisioning import Facts, UnderWay
from bot.domain.request import RequestKind
from bot.domain.request_checks import OnRecordOf
from bot.domain.run import Does, Run
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.errors import StoreError
from bot.store.hashes import pairs_of
from bot.store.run_index import failed_in, workspaces_in
from bot.store.scripts import Scripts

FEW: Final = 50  # addresses that take no longer than to ask whether there are any
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
        elsewhere = await self._elsewhere(team_id, others, emails)
        accounts = await self._found(keys.accounts(team_id, setup_id), emails)
        asked_for = keys.asked_for(team_id, setup_id, RequestKind.SANDBOX)
        sandbox = {**accounts, **await self._found(asked_for, emails)}
        # Of an instance that may have no setup (yet): it has no name to be said.
        elsewhere.update(dict.fromkeys(sandbox, SetupId("")))
        invited = await self._found(keys.invited(team_id, setup_id), emails)
        return Facts(
            connected={email: workspaces_in(record) for email, record in here.items()},
            elsewhere=elsewhere,
            under_way=await self._under_way(team_id, running),
            left=frozenset(left),
            invited=frozenset(invited),
        )

    async def of_request(
        self, team_id: TeamId, setup_id: SetupId, others: Iterable[SetupId], emails: Sequence[str]
    ) -> OnRecordOf:
        """The same for people whom somebody asks for."""
        about = (team_id, setup_id)
        connected = await self._found(keys.connected(*about), emails)
        running = await self._found(keys.running(*about), emails)
        asked_for = {
            kind: await self._found(keys.asked_for(*about, kind), emails) for kind in RequestKind
        }
        return OnRecordOf(
            connected=frozenset((*connected, *running)),
            invited=frozenset(await self._found(keys.invited(*about), emails)),
            accounts=frozenset(await self._found(keys.accounts(*about), emails)),
            elsewhere=await self._elsewhere_asked(team_id, list(others), emails),
            asked_for={
                kind: {email: RequestId(one) for email, one in found.items()}
                for kind, found in asked_for.items()
            },
        )

    async def _elsewhere_asked(
        self, team_id: TeamId, others: Sequence[SetupId], emails: Sequence[str]
    ) -> dict[str, SetupId]:
        """Also who is asked for there, or has an account on the sandbox that goes with it."""
        elsewhere = await self._elsewhere(team_id, others, emails)
        for other in others:
            asked_for = keys.asked_for(team_id, other, RequestKind.SANDBOX)
            for key in (keys.accounts(team_id, other), asked_for):
                elsewhere.update(dict.fromkeys(await self._found(key, emails), other))
        return elsewhere

    async def needless(
        self, team_id: TeamId, setup_id: SetupId, emails: Sequence[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Of these, whose owner has left Slack, as far as Slack told us; and who is connected."""
        left = await self._found(keys.left(team_id), emails)
        connected = await self._found(keys.connected(team_id, setup_id), emails)
        return frozenset(left), frozenset(connected)

    async def invited(self, team_id: TeamId, setup_id: SetupId) -> dict[RequestId, bool]:
        """By which requests somebody was invited; True: not all of those are connected."""
        invited, connected = await self._invited_and_connected(team_id, setup_id)
        records = await self._found(keys.invited(team_id, setup_id), list(invited))
        found: dict[RequestId, bool] = {}
        for email, record in records.items():
            if request_id := from_json(record).get("request"):
                found[request_id] = found.get(request_id, False) or email not in connected
        return found

    async def not_there_yet(self, team_id: TeamId, setup_id: SetupId) -> list[str]:
        """Who was invited and is not connected, by address."""
        invited, connected = await self._invited_and_connected(team_id, setup_id)
        return sorted(invited - connected)

    async def connected(self, team_id: TeamId, setup_ids: Sequence[SetupId]) -> dict[SetupId, int]:
        """How many people are, in each."""
        sizes = await self._asked([("HLEN", keys.connected(team_id, one)) for one in setup_ids])
        return dict(zip(setup_ids, sizes, strict=True))

    async def left_behind(
        self, team_id: TeamId, setup_ids: Sequence[SetupId], now: datetime
    ) -> dict[SetupId, list[OfRun]]:
        """Of each of these setups whom its runs left behind, newest first."""
        left_behind: dict[SetupId, list[OfRun]] = {}
        for setup_id, found in (await self._failed(team_id, setup_ids)).items():
            let_be = await self._asked([("SMEMBERS", keys.let_be(team_id, setup_id))])
            runs = frozenset(map(str, let_be[0]))
            some = [one for one in found if one.run_id not in runs]
            left_behind[setup_id] = by_run(
                some,
                now,
                running=await self._found(keys.running(team_id, setup_id), _emails(some)),
                left=await self._found(keys.left(team_id), _emails(some)),
            )
        return left_behind

    async def left_behind_by(self, run: Run, emails: Sequence[str]) -> frozenset[str]:
        """Of these, who failed in this one last; who failed elsewhere since is tried there."""
        found = await self._found(keys.failed(run.team_id, run.setup_id), emails)
        return frozenset(
            email
            for email in emails
            if email not in found or failed_in(found[email], email).run_id == run.id
        )

    async def to_connect(
        self, team_id: TeamId, setup_ids: Sequence[SetupId]
    ) -> dict[SetupId, list[str]]:
        """Who was invited and waits for nothing else: no run, no failure; nor did they leave."""
        sizes = await self._asked([("HLEN", keys.invited(team_id, one)) for one in setup_ids])
        found: dict[SetupId, list[str]] = {}
        for setup_id in [one for one, size in zip(setup_ids, sizes, strict=True) if size]:
            about = (team_id, setup_id)
            hashes = (keys.invited, keys.connected, keys.running, keys.failed)
            invited, *others = await self._asked([("HKEYS", key(*about)) for key in hashes])
            rest = {*map(str, invited)}.difference(*(map(str, one) for one in others))
            left = await self._found(keys.left(team_id), sorted(rest))
            if waiting := sorted(rest - left.keys()):
                found[setup_id] = waiting
        return found

    async def _failed(
        self, team_id: TeamId, setup_ids: Sequence[SetupId]
    ) -> dict[SetupId, list[Failed]]:
        """But setups of which nobody did."""
        answers = await self._asked([("HGETALL", keys.failed(team_id, one)) for one in setup_ids])
        found: dict[SetupId, list[Failed]] = {}
        for setup_id, answer in zip(setup_ids, answers, strict=True):
            if answer:
                found[setup_id] = [failed_in(str(r), str(e)) for e, r in pairs_of(answer)]
        return found

    async def _invited_and_connected(
        self, team_id: TeamId, setup_id: SetupId
    ) -> tuple[set[str], set[str]]:
        about = (team_id, setup_id)
        answers = await self._asked(
            [("HKEYS", key(*about)) for key in (keys.invited, keys.connected)]
        )
        invited, connected = ({str(one) for one in answer} for answer in answers)
        return invited, connected

    async def _asked(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        answers = await self._scripts.each(commands)
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
        return answers

    async def _elsewhere(
        self, team_id: TeamId, others: Iterable[SetupId], emails: Sequence[str]
    ) -> dict[str, SetupId]:
        elsewhere: dict[str, SetupId] = {}
        for other in others:
            for key in keys.on_instance(team_id, other):
                elsewhere.update(dict.fromkeys(await self._found(key, emails), other))
        return elsewhere

    async def _found(self, key: str, emails: Sequence[str]) -> dict[str, str]:
        """Of these, those that stand in a hash; most hashes have nobody, and are not asked."""
        if len(emails) > FEW:
            [size] = await self._asked([("HLEN", key)])
            if size == 0:
                return {}
        parts = [emails[n : n + AT_ONCE] for n in range(0, len(emails), AT_ONCE)]
        answers = await self._asked([("HMGET", key, *part) for part in parts])
        found: dict[str, str] = {}
        for part, answer in zip(parts, answers, strict=True):
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


def _emails(found: Iterable[Failed]) -> list[str]:
    return [one.email for one in found]
