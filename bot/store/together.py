"""Claims that end without a trace, removed together: one script for all of a turn of the loop."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from pydantic_core import to_json

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.scripts import Scripts

if TYPE_CHECKING:
    from bot.store.due import Claim

_Group: TypeAlias = tuple[TeamId, str]  # Slack workspace and lease
_Ended: TypeAlias = tuple[str, asyncio.Future[bool]]


class Together:
    """Thousands of effects that come due at once would otherwise cost a script each."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts
        self._ended: dict[int, dict[_Group, list[_Ended]]] = {}  # by shard
        self._leaving: set[asyncio.Task[None]] = set()

    async def done(self, claim: "Claim") -> bool:
        """
        False if the lease was lost, then nothing was changed.

        Raises:
            StoreError
        """
        loop = asyncio.get_running_loop()
        if not self._ended:
            loop.call_soon(self._leave)
        answer: asyncio.Future[bool] = loop.create_future()
        groups = self._ended.setdefault(keys.shard_of(claim.team_id), {})
        groups.setdefault((claim.team_id, claim.lease), []).append((claim.id, answer))
        return await answer

    def _leave(self) -> None:
        ended, self._ended = self._ended, {}
        for shard, groups in ended.items():
            task = asyncio.create_task(self._finish(shard, groups))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _finish(self, shard: int, groups: dict[_Group, list[_Ended]]) -> None:
        prefix = keys.shard_prefix(shard)
        waiting = [answer for ended in groups.values() for _, answer in ended]
        whole = [
            [team_id, lease, [effect_id for effect_id, _ in ended]]
            for (team_id, lease), ended in groups.items()
        ]
        try:
            answers: Sequence[int] = await self._scripts.done(
                [prefix + "teams"], [prefix, to_json(whole).decode()]
            )
            for answer, is_ours in zip(waiting, answers, strict=True):
                if not answer.done():
                    answer.set_result(bool(is_ours))
        except Exception as fault:  # noqa: BLE001 (whoever waits raises it)
            for answer in waiting:
                if not answer.done():
                    answer.set_exception(fault)
