"""The store, open: the one that REDIS_URL names, that of the running bot, or one of our own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.store.connect import Client, close_client, open_client
from bot.store.embedded import EmbeddedValkey, running_url
from bot.store.scripts import Scripts


@dataclass(frozen=True, slots=True)
class Opened:
    """Until the end of `async with`."""

    redis: Client
    scripts: Scripts
    embedded: EmbeddedValkey | None  # only if it was started here


@asynccontextmanager
async def open_store(
    url: str | None, data_dir: Path, *, beside_a_running_bot: bool
) -> AsyncIterator[Opened]:
    """
    Raises:
        BadAddress: `url` cannot be read.
        DataDirInUse, EmbeddedUnavailable: there is no `url`, and no server of our own either.
    """
    async with AsyncExitStack() as stack:
        if url is None and beside_a_running_bot:
            url = running_url(data_dir)
        embedded: EmbeddedValkey | None = None
        if url is None:
            embedded = await stack.enter_async_context(EmbeddedValkey(data_dir))
            url = embedded.url
        redis = open_client(url)
        stack.push_async_callback(close_client, redis)
        scripts = Scripts(redis)
        stack.push_async_callback(scripts.close)
        yield Opened(redis, scripts, embedded)
