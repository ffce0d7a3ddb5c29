"""The vault: credentials, sealed, until the one person who may see them opens them."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.ids import SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.store import keys
from bot.store.errors import KeysMissing
from bot.store.instants import milliseconds
from bot.store.scripts import Scripts

CLAIM_FOR: Final = timedelta(seconds=5)  # a trigger lives three, so no window opens later


@dataclass(frozen=True, slots=True)
class Claimed:
    """Shown to nobody else meanwhile; burn it once shown, give it back if it was not."""

    credentials: Credentials
    claim: str


class NotClaimed(StrEnum):
    """Why there is nothing to show."""

    GONE = "gone"
    REPLACED = "replaced"
    BEING_SHOWN = "being_shown"


class Vault:
    """
    Seals and opens. Each value is sealed with what it belongs to, so that a ciphertext that was
    moved in Redis does not open anywhere else.
    """

    def __init__(self, scripts: Scripts, secret_keys: tuple[str, ...]) -> None:
        self._scripts = scripts
        self._fernet = MultiFernet([Fernet(key) for key in secret_keys])

    def seal(
        self,
        credentials: Credentials,
        *,
        team_id: TeamId,
        setup_id: SetupId,
        recipient: UserId,
        version: int,
        expires_at: datetime,
    ) -> list[str]:
        """Fields and values of the vault's hash, one after the other, for the commit."""
        sealed = [
            "version",
            str(version),
            "recipient",
            recipient,
            "expires",
            str(milliseconds(expires_at)),
        ]
        for field in CredentialField:
            context = [team_id, setup_id, recipient, version, field]
            plain = json.dumps([context, credentials.value(field)]).encode()
            sealed += [field, self._fernet.encrypt(plain).decode()]
        return sealed

    async def claim(
        self, team_id: TeamId, setup_id: SetupId, recipient: UserId, version: int, now: datetime
    ) -> Claimed | NotClaimed:
        """
        The credentials, for one person, one version, one window at a time.

        Raises:
            KeysMissing: none of `SECRET_KEYS` opens it, or it belongs elsewhere.
        """
        claim = token_hex(8)
        answer = await self._scripts.vault_claim(
            [keys.vault(team_id, setup_id)],
            [milliseconds(now), recipient, version, milliseconds(now + CLAIM_FOR), claim],
        )
        if answer[0] != "claimed":
            return NotClaimed(answer[0])
        sealed = dict(zip(CredentialField, answer[1:], strict=True))
        try:
            opened = {
                field: self._open(value, [team_id, setup_id, recipient, version, field])
                for field, value in sealed.items()
            }
        except KeysMissing:  # nothing is shown to anybody, so nobody must hear that it is
            await self.give_back(team_id, setup_id, claim)
            raise
        credentials = Credentials(
            munchkin_id=MunchkinId(opened[CredentialField.MUNCHKIN_ID]),
            client_id=opened[CredentialField.CLIENT_ID],
            client_secret=opened[CredentialField.CLIENT_SECRET],
        )
        return Claimed(credentials, claim)

    async def give_back(self, team_id: TeamId, setup_id: SetupId, claim: str) -> None:
        """The window did not open; the same person may try again at once."""
        await self._scripts.vault_unclaim([keys.vault(team_id, setup_id)], [claim])

    def _open(self, sealed: str, context: list[str | int]) -> str:
        """The one door to a credential."""
        try:
            plain = self._fernet.decrypt(sealed.encode())
        except InvalidToken:
            raise KeysMissing("SECRET_KEYS does not open what is in the vault") from None
        sealed_context, value = json.loads(plain)
        if sealed_context != context:
            raise KeysMissing("what is in the vault was sealed for something else")
        return str(value)
