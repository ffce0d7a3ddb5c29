"""`python -m bot keys new` and `keys rotate`; no key is printed but the new one."""

import sys
from datetime import timedelta

from bot.config import BadConfiguration, Settings
from bot.configured import configured_keys, configured_store
from bot.exit_codes import FAULT
from bot.store.errors import KeysMissing, StoreError
from bot.store.key_file import KeyFile, KeysBeingRotated, new_key
from bot.store.rotation import SETTLED, Rotated, rotate, rotate_file
from bot.store.seals import Seals


def print_new_key() -> int:
    """On stdout the key and nothing else, so that it can be piped."""
    print(new_key())  # noqa: T201 (what the command is for)
    print(  # noqa: T201
        "Put it first in SECRET_KEYS, before the older keys, and start every process anew;"
        " then: python -m bot keys rotate",
        file=sys.stderr,
    )
    return 0


async def rotate_keys(settings: Settings) -> int:
    """
    The exit code: 1 if something opens with none of the keys, or Redis does not answer.

    Raises:
        BadConfiguration: there is no key to begin with, or another process rotates.
        DataDirInUse, EmbeddedUnavailable: there is no store.
    """
    try:
        rotated = await _rotate(settings)
    except StoreError as fault:
        say = f"keys: {fault}; run it again, it goes on where it was"
        print(say, file=sys.stderr)  # noqa: T201
        return FAULT
    print(  # noqa: T201
        f"keys: {rotated.kept} kept, {rotated.renewed} sealed anew,"
        f" {rotated.unopened} that no key opens"
    )
    if not (rotated.kept or rotated.renewed or rotated.unopened):
        say = (
            "keys: nothing that is sealed was found. Is this the store of the bot (REDIS_URL,"
            " DATA_DIR)? If not, keep the older keys"
        )
    elif rotated.unopened:
        say = (
            "keys: put the lost key after the others and run it again, or have the values"
            " handed over again; no key was taken out"
        )
    elif settings.secret_keys:
        say = "SECRET_KEYS: the first key is enough now; the older ones may be removed"
    else:
        say = "DATA_DIR/secret.key: holds a new key now, and no older one"
    print(say)  # noqa: T201
    return FAULT if rotated.unopened else 0


async def _rotate(settings: Settings) -> Rotated:
    file = settings.data_dir / "secret.key"
    if not (settings.secret_keys or settings.redis_url or file.exists()):
        raise BadConfiguration(f"DATA_DIR: {file}: is missing: is that the folder of the bot?")
    # A store made just now holds nothing, and "nothing needs the older keys" would be said of it.
    is_own = settings.secret_keys and not settings.redis_url
    if is_own and not (settings.data_dir / "valkey").exists():
        where = f"{settings.data_dir} holds no store of a bot, and REDIS_URL is not set"
        raise BadConfiguration(f"DATA_DIR: {where}")
    async with configured_store(settings, beside_a_running_bot=True) as store:
        keys = configured_keys(settings, store)
        if not isinstance(keys, KeyFile):
            return await rotate(store.redis, store.scripts, Seals(keys))
        settled = timedelta(0) if store.embedded else SETTLED  # ours: no bot runs beside us
        try:
            return await rotate_file(keys, store.redis, store.scripts, settled=settled)
        except (KeysBeingRotated, KeysMissing) as fault:
            raise BadConfiguration(f"DATA_DIR: {fault}") from None
