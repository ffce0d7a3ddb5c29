"""The vault: credentials, sealed, until the one person who may see them opens them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import HMAC, compare_digest
from secrets import token_bytes, token_hex
from typing import Final

from bot.domain.credentials import CredentialField, Credentials
from bot.domain.ids import SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.errors import KeysMissing, SealBroken, redis_faults
from bot.store.instants import instant, milliseconds, span
from bot.store.scripts import Scripts
from bot.store.seals import Context, Keys, Seals

CLAIM_FOR: Final = timedelta(seconds=5)  # a trigger lives three, so no window opens later
SALT: Final = 32  # bytes, as many as the digest has


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

    def __init__(self, scripts: Scripts, secret_keys: Keys) -> None:
        self._scripts = scripts
        self._seals = Seals(secret_keys)

    def sealed_by(self, outcome: Outcome[Setup]) -> list[list[str | list[str]]]:
        """Hashes that a step writes, as commit.lua takes them."""
        setup, rows = outcome.state, list[list[str | list[str]]]()
        team_id, setup_id = setup.team_id, setup.id
        if outcome.keep:
            note = setup.handed_over
            assert note is not None
            kept = self.seal(
                outcome.keep,
                team_id=team_id,
                setup_id=setup_id,
                recipient=note.recipient,
                version=note.version,
                expires_at=note.expires_at,
            )
            fingerprint = self.seal_fingerprint(
                outcome.keep, team_id=team_id, setup_id=setup_id, version=note.version
            )
            lives = str(max(1, span(note.expires_at - note.at)))
            rows.append([keys.vault(team_id, setup_id), kept, lives])
            rows.append([keys.fingerprint(team_id, setup_id), fingerprint])
        if outcome.keep_access:
            assert setup.api_access is not None
            number = setup.api_access.number
            pair = self.seal_access(
                outcome.keep_access, team_id=team_id, setup_id=setup_id, number=number
            )
            rows.append([keys.api_access(team_id, setup_id, number), pair])
        return rows

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
        expires = str(milliseconds(expires_at))
        return [
            *("version", str(version), "recipient", recipient, "expires", expires),
            *self._seal(credentials, [team_id, setup_id, recipient, version]),
        ]

    async def claim(
        self, team_id: TeamId, setup_id: SetupId, recipient: UserId, version: int, now: datetime
    ) -> Claimed | NotClaimed:
        """
        The credentials, for one person, one version, one window at a time.

        Raises:
            KeysMissing: none of the keys opens it.
            SealBroken: it was sealed for another place.
        """
        claim = token_hex(8)
        answer = await self._scripts.vault_claim(
            [keys.vault(team_id, setup_id)],
            [milliseconds(now), recipient, version, milliseconds(now + CLAIM_FOR), claim],
        )
        if answer[0] != "claimed":
            return NotClaimed(answer[0])
        try:
            credentials = self._open(answer[1:], [team_id, setup_id, recipient, version])
        except (KeysMissing, SealBroken):  # shown to nobody, so nobody must hear that it is
            await self.give_back(team_id, setup_id, claim)
            raise
        return Claimed(credentials, claim)

    async def give_back(self, team_id: TeamId, setup_id: SetupId, claim: str) -> None:
        """The window did not open; the same person may try again at once."""
        await self._scripts.vault_unclaim([keys.vault(team_id, setup_id)], [claim])

    async def peek(
        self, team_id: TeamId, setup_id: SetupId, recipient: UserId, version: int, now: datetime
    ) -> Credentials | None:
        """
        For a look at Marketo, never for a person: nothing is claimed. None if it is gone, has
        expired, was replaced, or is for somebody else.

        Raises:
            KeysMissing, SealBroken: as `claim`.
        """
        asked = ["version", "recipient", "expires", *CredentialField]
        [kept_version, kept_for, expires, *sealed] = await self._read(
            keys.vault(team_id, setup_id), asked
        )
        if (kept_version, kept_for) != (str(version), recipient) or expires is None:
            return None
        if instant(int(expires)) <= now:
            return None
        return self._open(sealed, [team_id, setup_id, recipient, version])

    def seal_access(
        self, pair: Credentials, *, team_id: TeamId, setup_id: SetupId, number: int
    ) -> list[str]:
        """As `seal`, for the API-only pair of this number; it is kept until it is removed."""
        return self._seal(pair, ["api_access", team_id, setup_id, number])

    async def access(self, team_id: TeamId, setup_id: SetupId, number: int) -> Credentials | None:
        """
        The API-only pair of this number; None if it is gone.

        Raises:
            KeysMissing, SealBroken: as `claim`.
        """
        key = keys.api_access(team_id, setup_id, number)
        sealed = await self._read(key, list(CredentialField))
        if not any(sealed):
            return None
        return self._open(sealed, ["api_access", team_id, setup_id, number])

    def seal_fingerprint(
        self, credentials: Credentials, *, team_id: TeamId, setup_id: SetupId, version: int
    ) -> list[str]:
        """As `seal`, for that by which the same values are recognised when they come again."""
        salt = token_bytes(SALT)
        # The store alone lets nobody try values: without a key there is no salt.
        sealed = self._seals.seal(salt.hex(), ["fingerprint", team_id, setup_id, version])
        return ["version", str(version), "salt", sealed, "digest", _digest(credentials, salt)]

    async def same_as(
        self, team_id: TeamId, setup_id: SetupId, credentials: Credentials
    ) -> int | None:
        """The version that had the same values; None if they differ or nothing is known of any."""
        asked = ["version", "salt", "digest"]
        [version, sealed, digest] = await self._read(keys.fingerprint(team_id, setup_id), asked)
        if version is None or sealed is None or digest is None:
            return None
        try:
            salt = self._seals.open(sealed, ["fingerprint", team_id, setup_id, int(version)])
        except (KeysMissing, SealBroken):  # a lost key stops no hand-over
            return None
        same = compare_digest(_digest(credentials, bytes.fromhex(salt)), digest)
        return int(version) if same else None

    async def _read(self, key: str, fields: list[str]) -> list[str | None]:
        async with redis_faults():
            kept = await self._scripts.redis.hmget(key, fields)
        return [None if value is None else str(value) for value in kept]

    def _seal(self, credentials: Credentials, context: Context) -> list[str]:
        """Field and sealed value, three times."""
        sealed: list[str] = []
        for field in CredentialField:
            sealed += [field, self._seals.seal(credentials.value(field), [*context, field])]
        return sealed

    def _open(self, sealed: Sequence[str | None], context: Context) -> Credentials:
        """In the order of `CredentialField`."""
        opened: dict[CredentialField, str] = {}
        for field, value in zip(CredentialField, sealed, strict=True):
            if value is None:
                raise SealBroken("what is sealed is incomplete")
            opened[field] = self._seals.open(value, [*context, field])
        return Credentials(
            munchkin_id=MunchkinId(opened[CredentialField.MUNCHKIN_ID]),
            client_id=opened[CredentialField.CLIENT_ID],
            client_secret=opened[CredentialField.CLIENT_SECRET],
        )


def burned_by(outcome: Outcome[Setup]) -> list[str]:
    """Keys that a step destroys; an end leaves nothing, not even a fingerprint."""
    setup = outcome.state
    vault = keys.vault(setup.team_id, setup.id)
    pairs = [keys.api_access(setup.team_id, setup.id, one) for one in outcome.burn_access]
    if not setup.is_open:
        return [vault, *pairs, keys.fingerprint(setup.team_id, setup.id)]
    return [*([vault] if outcome.burn else []), *pairs]


def _digest(credentials: Credentials, salt: bytes) -> str:
    # JSON, so that no other three values read the same one after the other.
    values = json.dumps([credentials.value(field) for field in CredentialField])
    return HMAC(salt, values.encode(), sha256).hexdigest()
