"""What of a question is looked at: words, and pieces of them: typing errors matter little."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from zlib import crc32

BUCKETS: Final = 8_192  # pieces share them: what is learnt of one is learnt of its bucket
PIECES: Final = (3, 4, 5)  # letters
READ: Final = 600  # characters of a message

# Slack's markup says what stands there, not what it is called.
_MARKUP: Final = (
    (re.compile(r"<@[UW]\w+(?:\|[^>]*)?>"), " somebody "),
    (re.compile(r"<(?:mailto:)[^>]*>|\S+@\S+"), " address "),
    (re.compile(r"<[#!][^>]*>"), " channel "),
    (re.compile(r"<https?:[^>]*>|https?:\S+"), " link "),
    (re.compile(r"&(?:amp|lt|gt);"), " "),
    (re.compile(r":[a-z][a-z0-9_+-]*:"), " "),
)
_WORD: Final = re.compile(r"[a-z0-9_]+")


def features(text: str) -> frozenset[int]:
    """The buckets of its pieces, each once. Whoever pastes a page has asked before it."""
    words = spelt(text[:READ])
    line = f" {' '.join(words)} "
    found = {f"_{word}" for word in words}
    found.update(_pieces(line))
    return frozenset(crc32(piece.encode()) % BUCKETS for piece in found)


def spelt(text: str) -> list[str]:
    """Its words in small letters, without accents and markup."""
    for markup, word in _MARKUP:
        text = markup.sub(word, text)
    apart = unicodedata.normalize("NFD", text.lower())
    return _WORD.findall("".join(one for one in apart if not unicodedata.combining(one)))


def _pieces(line: str) -> Iterator[str]:
    for length in PIECES:
        for start in range(len(line) - length + 1):
            yield line[start : start + length]
