"""Store and keys as the settings name them; what `bot/app.py` and `keys rotate` begin with."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.config import BadConfiguration, Settings, split_keys
from bot.store.connect import BadAddress
from bot.store.errors import KeysMissing
from bot.store.key_file import KeyFile
from bot.store.opened import Opened, open_store
from bot.store.seals import Keys


@asynccontextmanager
async def configured_store(
    settings: Settings, *, beside_a_running_bot: bool
) -> AsyncIterator[Opened]:
    """
    As `open_store`.

    Raises:
        BadConfiguration: REDIS_URL cannot be read.
    """
    url = settings.redis_url.get_secret_value() if settings.redis_url else None
    opening = open_store(url, settings.data_dir, beside_a_running_bot=beside_a_running_bot)
    async with AsyncExitStack() as stack:
        try:
            store = await stack.enter_async_context(opening)
        except BadAddress as fault:
            raise BadConfiguration(f"REDIS_URL: {fault}") from None
        yield store


def configured_keys(settings: Settings, store: Opened) -> Keys:
    """
    SECRET_KEYS; without them, and with embedded Valkey, those kept beside the data.

    Raises:
        BadConfiguration: the file holds what is no key.
    """
    if settings.secret_keys:
        return split_keys(settings.secret_keys)
    if settings.redis_url:
        return ()  # only `doctor` comes as far, and says so
    file = KeyFile(settings.data_dir / "secret.key")
    try:
        if store.embedded:  # none is made beside a running bot, which may know the one that is gone
            file.make_if_absent()
        file()
    except KeysMissing as fault:
        what_then = "restore it, or move it away: what it sealed must then be handed over again"
        raise BadConfiguration(f"DATA_DIR: {fault}: {what_then}") from None
    return file
