"""The texts, by language: `<language>/LC_MESSAGES/bot.po`, compiled to `bot.mo` by `make texts`."""

from functools import cache
from gettext import GNUTranslations
from importlib import resources

from bot.domain.stages import Language


@cache
def texts(language: Language) -> GNUTranslations:
    """The catalogue of a language; read once."""
    compiled = resources.files("bot.locale") / language / "LC_MESSAGES" / "bot.mo"
    with compiled.open("rb") as file:
        return GNUTranslations(file)
