"""A hand-over: what it looks like is told before it is taken, what it was before is looked up."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.commands import HandOver
from bot.domain.credentials import Credentials, look_swapped
from bot.domain.ids import SeenId, SetupId, UserId
from bot.domain.people import Actor
from bot.handle import Answer, Handle
from bot.store.once import Once
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True)
class LookSwapped:
    """Client ID and Client Secret seem to stand in each other's place; nothing was changed."""


HandedOver: TypeAlias = Answer | LookSwapped


class HandOvers:
    """For the submission of the window in which the values are typed."""

    def __init__(self, handle: Handle, vault: Vault, once: Once) -> None:
        self._handle = handle
        self._vault = vault
        self._once = once

    async def __call__(
        self,
        setup_id: SetupId,
        credentials: Credentials,
        recipient: UserId | None,
        *,
        window: str,
        by: Actor,
        seen: SeenId,
    ) -> HandedOver:
        """`window`: its id. Shapes are unofficial, so what looks swapped is refused once only."""
        if look_swapped(credentials):
            said = SeenId(f"swapped:{window}")
            if await self._once.is_first(by.team_id, said):
                return LookSwapped()
        same_as = await self._vault.same_as(by.team_id, setup_id, credentials)
        command = HandOver(setup_id, credentials, recipient, same_as)
        return await self._handle(command, by=by, seen=seen)

    async def was_handed_over(self, setup_id: SetupId, pair: Credentials, *, by: Actor) -> bool:
        """Whether these are the values of the Sales Connect page, which read nothing."""
        return await self._vault.same_as(by.team_id, setup_id, pair) is not None
