"""The signature, held against digests that another program made."""

import hmac

import pytest

from bot.connector.signature import signature

# printf '%s' 'v1:<timestamp>:<body>' | openssl dgst -sha256 -hmac <secret>
VECTORS = [
    (
        "practice-only-secret",
        1764115200,
        b'{"does": "connect"}',
        "7a381e5fde4695488a04de9d19c3e218375ca80f4e2e610e57a0b1b2b76e8e9b",
    ),
    (
        "é-is-two-bytes-of-it",
        0,
        b"",
        "5fa1528f56170cacd2aec462179025ddbec45ae92e994364066bd9693451cb4b",
    ),
]


@pytest.mark.parametrize(("secret", "timestamp", "body", "digest"), VECTORS, ids=["usual", "edge"])
def test_it_is_what_openssl_says(secret: str, timestamp: int, body: bytes, digest: str) -> None:
    """So a receiver in any language can compute it."""
    assert signature(secret, timestamp, body) == f"v1={digest}"


@pytest.mark.parametrize(
    ("secret", "timestamp", "body"),
    [
        ("another-secret-16", 7, b"{}"),
        ("a-secret-of-16-ch", 8, b"{}"),
        ("a-secret-of-16-ch", 7, b"{ }"),
    ],
    ids=["secret", "time", "body"],
)
def test_it_covers_all_three(secret: str, timestamp: int, body: bytes) -> None:
    """A byte more, a second later, another secret: another signature."""
    first = signature("a-secret-of-16-ch", 7, b"{}")

    assert not hmac.compare_digest(signature(secret, timestamp, body), first)
