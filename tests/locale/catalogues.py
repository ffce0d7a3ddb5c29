"""The catalogues as their sources have them."""

from importlib import resources
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.domain.stages import Language


def source(language: Language) -> bytes:
    return _read(language, "bot.po")


def compiled(language: Language) -> bytes:
    return _read(language, "bot.mo")


def _read(language: Language, name: str) -> bytes:
    return (resources.files("bot.locale") / language / "LC_MESSAGES" / name).read_bytes()


def catalogue(language: Language) -> Catalog:
    return read_po(source(language).decode().splitlines(keepends=True))


def entries(language: Language) -> dict[str, Message]:
    """By key, without the heading."""
    found: dict[str, Message] = {}
    for one in catalogue(language):
        key = one.id if isinstance(one.id, str) else one.id[0]
        if key:
            assert key not in found, f"{key} twice"
            found[key] = one
    return found


def forms(entry: Message) -> tuple[str, ...]:
    """The text, or its singular and plural."""
    text = entry.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


CATALOGUES: Final = {language: entries(language) for language in Language}
KEYS: Final = sorted(CATALOGUES[Language.EN])
