"""Somebody else's words within a sentence: `she wrote "create an account for …"`."""

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final

from bot.domain.wish_words import Message, Sentence

# A quotation that is not closed goes to the end of its line; an apostrophe needs its other one.
_MARKED: Final = re.compile(
    r"(?<!\w)\"(?P<straight>[^\"\n]*)(?:\"|$)"
    r"|[“„](?P<curly>[^“”\n]*)(?:[“”]|$)"
    r"|«(?P<french>[^»\n]*)(?:»|$)"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|(?<!\w)['‘](?=\S)(?P<single>(?:[^\n'’]|['’](?=\w))*)['’](?!\w)",
    re.MULTILINE,
)
_FEW: Final = 4  # words: fewer are a name, or a word of the writer's that they are not sure of
# Who says `as I said` says it again.
_SAID: Final = re.compile(
    r"^(?!(?:as|like|comme)\b).*\b(?:said|says|asked|asks|wrote|writes|replied|"
    r"(?:said|says|wrote|writes|told|asked|asks) (?:to )?(?:me|us)|dit|ecrit|repond|"
    r"(?:a|me|m a|nous a) demande)$"
)
_HEARSAY: Final = re.compile(
    r"\b(?:said|says?|saying|told (?:me|us)|heard|wrote|writes|thinks?|dit|disent|ecrit|dire|pense)"
    r"\b(?: \w+){0,3}? (?:ADDRESS|PERSON|s?he|they|ils?|elles?) (?:NEED|SHOULD)\b"
)


def parted(text: str) -> tuple[str, str]:
    """What the writer says, and a line for each thing that they quote within it."""
    cited: list[str] = []

    def taken_out(found: re.Match[str]) -> str:
        words = (found[found.lastgroup or 0]).split()
        if len(words) < (_FEW - 1 if any("@" in word for word in words) else _FEW):
            return found[0]
        cited.append(" ".join(words))
        return " ; "  # what stands around it are two sentences

    return _MARKED.sub(taken_out, text), "\n".join(cited)


def less_hearsay(message: Message) -> Message:
    """Without what follows `Ada asked:`, and without what she says that somebody needs."""
    own = (_own(sentence) for sentence in message.sentences)
    return replace(message, sentences=tuple(sentence for sentence in own if sentence.clauses))


def _own(sentence: Sentence) -> Sentence:
    said = list(takewhile(lambda clause: not _SAID.match(clause), sentence.clauses))
    own = tuple(clause for clause in said if not _HEARSAY.search(clause))
    return replace(sentence, clauses=own)
