"""The signature, held against digests that another program made."""

import hmac

import pytest

from bot.connector.signature import signature

# printf '%s' 'v1:<timestamp>:<key>:<body>' | openssl dgst -sha256 -hmac <secret>
VECTORS = [
    (
        "practice-only-secret",
        1764115200,
        "R8FK2M.1.ada",
        b'{"does": "connect"}',
        "2e34f8c0d25e1225d72d2fb72d988a9ecc571d27a02d1516408e7a892adb2196",
    ),
    (
        "é-is-two-bytes-of-it",
        0,
        "",
        b"",
        "ed98c3247f772af114f340565490b3a9cabeace3d1972fcc72d00fd33c856480",
    ),
]


@pytest.mark.parametrize(
    ("secret", "timestamp", "key", "body", "digest"), VECTORS, ids=["usual", "edge"]
)
def test_it_is_what_openssl_says(
    secret: str, timestamp: int, key: str, body: bytes, digest: str
) -> None:
    """So a receiver in any language can compute it."""
    assert signature(secret, timestamp, key, body) == f"v1={digest}"


@pytest.mark.parametrize(
    ("secret", "timestamp", "key", "body"),
    [
        ("another-secret-16", 7, "k", b"{}"),
        ("a-secret-of-16-ch", 8, "k", b"{}"),
        ("a-secret-of-16-ch", 7, "K", b"{}"),
        ("a-secret-of-16-ch", 7, "k", b"{ }"),
    ],
    ids=["secret", "time", "key", "body"],
)
def test_it_covers_all_four(secret: str, timestamp: int, key: str, body: bytes) -> None:
    """A byte more, a second later, another secret, another key: another signature."""
    first = signature("a-secret-of-16-ch", 7, "k", b"{}")

    assert not hmac.compare_digest(signature(secret, timestamp, key, body), first)
