"""How a receiver knows that a request is the bot's own and of this moment (docs/connector.md)."""

import hmac
from hashlib import sha256
from typing import Final

VERSION: Final = "v1"


def signature(secret: str, timestamp: int, key: str, body: bytes) -> str:
    """
    `v1=…` over version, time, idempotency key and body; `timestamp` in seconds since 1970.

    The key too: under another one, a request that somebody saw would be done a second time.
    """
    signed = f"{VERSION}:{timestamp}:{key}:".encode() + body
    return f"{VERSION}={hmac.new(secret.encode(), signed, sha256).hexdigest()}"
