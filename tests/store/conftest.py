"""The parts of the store, over the Valkey that all tests share."""

from collections.abc import AsyncIterator

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.store.aggregates import Aggregates
from bot.store.due import DueSet
from bot.store.scripts import Scripts
from bot.store.vault import Vault


@pytest.fixture
def secret_key() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
async def scripts(redis: Redis) -> AsyncIterator[Scripts]:
    one = Scripts(redis)
    yield one
    await one.close()


@pytest.fixture
def vault(scripts: Scripts, secret_key: str) -> Vault:
    return Vault(scripts, (secret_key,))


@pytest.fixture
def aggregates(redis: Redis, scripts: Scripts, vault: Vault) -> Aggregates:
    return Aggregates(redis, scripts, vault)


@pytest.fixture
def due(scripts: Scripts) -> DueSet:
    return DueSet(scripts, "worker-one")


@pytest.fixture
def other(scripts: Scripts) -> DueSet:
    """The due set as a second worker sees it."""
    return DueSet(scripts, "worker-two")
