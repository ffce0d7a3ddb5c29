"""How a receiver knows that a request is the bot's own and of this moment (docs/connector.md)."""

import hmac
from hashlib import sha256
from typing import Final

VERSION: Final = "v1"


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=…` over version, time and body; `timestamp` in seconds since 1970."""
    signed = f"{VERSION}:{timestamp}:".encode() + body
    return f"{VERSION}={hmac.new(secret.encode(), signed, sha256).hexdigest()}"
