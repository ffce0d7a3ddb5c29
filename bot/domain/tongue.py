"""The language that something is written in, as far as its commonest words tell."""

import re
from typing import Final

from bot.domain.stages import Language

_ENGLISH: Final = """
    the a an is are am was can could you your we our i my me it this that what how why when where
    who do does did please hello hi thanks thank need want get set up with for of and not have has
    will would to
"""
_FRENCH: Final = """
    le la les un une des du de et est sont suis peux peut pouvez vous votre nous notre je mon ma
    mes il elle ce cette que quoi comment pourquoi quand où qui s'il plaît bonjour salut merci
    besoin veux voudrais faire avec pour ne pas ai avez aide sur dans
"""
_WORDS: Final = {
    Language.EN: frozenset(_ENGLISH.split()),
    Language.FR: frozenset(_FRENCH.split()),
}
_WORD: Final = re.compile(r"[a-zà-öø-ÿœ']+", re.IGNORECASE)
_MOST: Final = 200  # words that are looked at


def language_of(text: str) -> Language | None:
    """None: it cannot be told, as of a name, a number or another language."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text.replace("’", "'"))]
    known = {one: sum(word in _WORDS[one] for word in words[:_MOST]) for one in Language}
    if known[Language.EN] == known[Language.FR]:
        return None
    return max(Language, key=lambda one: known[one])
