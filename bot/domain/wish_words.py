"""A message as somebody's own sentences: less quotes, code and markup, in plain words."""

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, normalize

from bot.domain.addresses import unwrapped
from bot.domain.ids import UserId
from bot.domain.stages import Language
from bot.domain.tongue import language_of
from bot.domain.wish_phrases import spelt

LOOKED_AT: Final = 4_000  # characters: what asks for something says so before

_CODE: Final = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTE: Final = re.compile(r"^(?:&gt;|>)+\s*")
_OF_A_WORD: Final = r"[^\s<>()\[\],;:/|\"“”«»]"
_OF_AN_ADDRESS: Final = r"[^\s<>()\[\],;:/|\"“”«»@]"  # before its sign
_MARKUP: Final = re.compile(
    r"<@(?P<person>[UW][A-Z0-9_]{1,40})(?:\|[^<>]*)?>"
    # Where Slack takes an apostrophe for no part of an address, a link begins behind it.
    rf"|(?:(?<!{_OF_A_WORD})(?P<before>{_OF_AN_ADDRESS}{{0,63}}['’]))?"
    r"<mailto:(?P<linked>[^<>|]*)(?:\|[^<>]*)?>"
    r"|<(?P<channel>#)[^<>]*>"
    r"|<(?P<other>[!:/\w][^<>@]*)>"
    r"|(?P<pray>:pray:|🙏)"
    r"|(?P<emoji>:[a-z0-9_+-]{1,40}:)"
    rf"|(?<!{_OF_A_WORD})(?P<bare>{_OF_AN_ADDRESS}+@{_OF_A_WORD}+)"
)
_ELIDED: Final = re.compile(r"^(?:[dlnjmtsc]|qu)['’]", re.IGNORECASE)
_ELIDES: Final = re.compile(r"(?<![\w'’])(?:[dlnjmtsc]|qu)['’][\w<]", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s$", re.IGNORECASE)
_OPENING: Final = "*_~`'‘’"
_ENDS: Final = ".,:;!?'’*_~`)…"
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.…])\s+|(?<=[?!])(?![?!])|[;\n]+")
# A line that goes on in lower case, or with an address, was only broken by its writer; a list of
# addresses belongs to its heading.
_BROKEN_LINE: Final = re.compile(
    r"(?<=[\w,])[^\S\n]*\n(?=[^\S\n]*(?:[a-zà-ÿ]|ADDRESS|PERSON))"
    r"|(?<=:)\s{0,3}\n[^\S\n]{0,3}(?:[-•*–]|\d[.)])?(?=[^\S\n]{0,3}(?:ADDRESS|PERSON))"
)
_ELISION: Final = re.compile(r"(?<![a-z])(j|d|l|m|t|s|n|c|qu|quelqu|lorsqu|puisqu)'(?=[a-z])")
_CLAUSE_ENDS: Final = re.compile(r"\s*[,:()]\s*|\s+[-–—]+\s+")
# Without its accent, which goes, `créé` would be an order.
_DONE: Final = re.compile(
    r"^\W*(?:cré|ajout|invit)ée?s?\b(?![ -](?:moi|nous|lui))\s*", re.IGNORECASE
)
_BRACKETED: Final = re.compile(r"\( ?(ADDRESS|PERSON) ?\)")  # somebody's name went before
_WORD: Final = re.compile(r"[a-zA-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`clauses`: what stands between its commas, in the words of `wish_phrases.spelt`."""

    clauses: tuple[str, ...]
    is_question: bool


@dataclass(frozen=True, slots=True)
class Message:
    """Whom it names, each once and in order, and what it says."""

    emails: tuple[str, ...]
    people: tuple[UserId, ...]
    sentences: tuple[Sentence, ...]


def read(text: str, *, bot: UserId | None, is_quoted: bool = False) -> Message:
    """
    Only its first `LOOKED_AT` characters; in the sentences, whom they name is a mere sign.

    `is_quoted`: what the writer quotes, and nothing of their own.
    """
    emails: dict[str, None] = {}
    people: dict[UserId, None] = {}

    def sign(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "person":
                person = UserId(found["person"])
                if person == bot:
                    return " "
                people[person] = None
                return " PERSON "
            case "linked":
                before, linked = (found["before"] or "").lstrip(_OPENING), found["linked"]
                whole = unwrapped(_less_elision(before + linked, text)) if before else None
                _keep(whole or unwrapped(linked), emails)
                return " ADDRESS "
            case "bare":
                # `?` and the like end a sentence, whatever stands before them.
                word = found["bare"].rstrip(_ENDS)
                core = _POSSESSIVE.sub("", word.lstrip(_OPENING))
                _keep(unwrapped(_less_elision(core, text)), emails)
                owns = " s" if core != word.lstrip(_OPENING) else ""
                return f" ADDRESS{owns} {found['bare'][len(word) :]}"
            case "pray":
                return " please "
            case "channel":
                return " channel "
            case _:
                return " "

    plain = _MARKUP.sub(sign, _quoted(text) if is_quoted else _own(text))
    plain = re.sub(r"[^\S\n]+", " ", plain)
    plain = plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    pieces = _SENTENCE_ENDS.split(_BROKEN_LINE.sub(" ", plain))
    sentences = (_sentence(piece) for piece in pieces if any(map(str.isalnum, piece)))
    return Message(tuple(emails), tuple(people), tuple(sentences))


def beginning(text: str) -> str:
    """As much of it as is looked at."""
    if len(text) <= LOOKED_AT:
        return text
    # A word that is cut might be an address, and then it would be somebody else's.
    return re.sub(r"\S+\Z", "", text[:LOOKED_AT])


def _own(text: str) -> str:
    """What the writer says, not what they quote."""
    kept = []
    for line in _lines(text):
        begin = line.lstrip()
        if begin.startswith(("&gt;&gt;&gt;", ">>>")):
            break  # to Slack, all that follows is the quotation
        if not begin.startswith(("&gt;", ">")):
            kept.append(line)
    return "\n".join(kept)


def _quoted(text: str) -> str:
    begins = (line.lstrip() for line in _lines(text))
    return "\n".join(_QUOTE.sub("", line) for line in begins if _QUOTE.match(line))


def _lines(text: str) -> list[str]:
    return _CODE.sub(" ", beginning(text)).splitlines()


def _keep(address: str | None, emails: dict[str, None]) -> None:
    if address is not None:
        emails[address] = None


def _less_elision(address: str, text: str) -> str:
    """French writes `d'ada@…`, and English `d'arcy@…`; phones write a curved apostrophe in both."""
    if _ELIDED.match(address) and (language_of(text) is not Language.EN or _elides_more(text)):
        address = _ELIDED.sub("", address)
    return address.replace("’", "'")


def _elides_more(text: str) -> bool:
    """Than one address: some French stands in it."""
    return len(_ELIDES.findall(text)) > 1


def _sentence(piece: str) -> Sentence:
    piece = _DONE.sub("fait ", normalize("NFC", piece))
    folded = "".join(char for char in normalize("NFKD", piece) if not combining(char))
    folded = _BRACKETED.sub(r" \1 ", folded).replace("’", "'").replace("`", "").replace("œ", "oe")
    words = (_spoken(clause) for clause in _CLAUSE_ENDS.split(folded))
    is_question = piece.rstrip(" \t!)*_~\"'»").endswith("?")
    return Sentence(tuple(clause for clause in words if clause), is_question)


def _spoken(clause: str) -> str:
    """Signs for people keep their capitals; no word does."""
    kept = (word if word in ("ADDRESS", "PERSON") else word.lower() for word in clause.split(" "))
    elided = _ELISION.sub(r"\1 ", " ".join(kept)).replace("'", "")
    return spelt(_WORD.findall(elided))
