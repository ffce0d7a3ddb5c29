"""Credentials of Marketo in a message: what nobody should have written where Slack keeps it."""

import html
import re
from bisect import bisect_left
from typing import Final
from urllib.parse import unquote

from bot.domain.leak_values import (
    LONGEST,
    is_a_hash,
    is_credential,
    is_hex,
    is_long_value,
    is_mixed,
    is_value,
    stands_for_one,
)

_USUAL: Final = 32  # letters and digits of a Client Secret
_POINTING_UP: Final = "\n ^↑☝👆-"  # at the line above


def leaked_in(text: str) -> bool:
    """
    True for a message, or the name of a file, that gives a Client Secret, or a Client ID, away.

    Of any length, in linear time. Talk of secrets is none: it takes a value that looks like one,
    and a word or a second value beside it that says what it is.
    """
    read = _unmarked(text)
    whole = _decoded(read)
    # Before decoding: the signs that an address encodes would take it apart.
    prose = _decoded(_ADDRESS.sub(_OUT_OF_SIGHT, read))
    return (
        any(_given_after(whole, label.end()) for label in _LABEL.finditer(whole))
        or any(is_long_value(found[1]) for found in _SECRET_IS.finditer(prose))
        or _side_by_side(prose)
    )


def is_bare(text: str) -> bool:
    """
    True for a message that is one value and nothing else: among others it may be anything, to the
    bot alone it is what was to be typed into the window.
    """
    piece = _unmarked(text).strip().strip("`\"'")
    is_secret = len(piece) >= _USUAL and is_long_value(piece)
    return is_secret or bool(_BARE_ID.fullmatch(piece))


_BARE_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

# How a message becomes plain: Slack's escapes and markup, signs without ink, signs of typography.
_MENTION: Final = re.compile(r"<[@#!][^<>|\s]*")
_EMOJI: Final = re.compile(r"(?<!\S):[a-z][a-z0-9_+'-]{1,40}:(?!\S)")
_WITHOUT_INK: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_NO_INK: Final = re.compile(rf"[{_WITHOUT_INK}\u0300-\u036f]")
_SIGNS: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # of full width
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
    | dict.fromkeys(map(ord, "\"'`“”„‟‘’‚‛«»‹›＂＇*~|[]\\"), " ")
    | dict.fromkeys(map(ord, "éèêë"), "e")
    | dict.fromkeys(map(ord, "ÉÈÊË"), "E")
    | dict.fromkeys(map(ord, "→⇒⟶➡"), "=")
    | {ord("："): ":", ord("…"): "..."}
)


def _unmarked(text: str) -> str:
    """On full lines of single spaces; links as address and label, mentions without ids."""
    text = _MENTION.sub(" ", text).replace("<", " ").replace(">", " ")
    return _in_plain_signs(html.unescape(html.unescape(text)))


def _decoded(text: str) -> str:
    """The same, without the escapes of addresses."""
    return _in_plain_signs(unquote(unquote(text))) if "%" in text else text


def _in_plain_signs(text: str) -> str:
    text = _EMOJI.sub(" ", _NO_INK.sub("", text).translate(_SIGNS))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


# Links, e-mail addresses, pictures: full of values that are nobody's secret. Of Marketo's own
# identity addresses all stays.
_ADDRESS: Final = re.compile(
    r"data:[\w/+.-]{1,99};base64,\S*"
    r"|(?<![^\s,;()])(?![^\s,;()]*mktorest)"
    r"[^\s,;()]*?(?://|@|\bwww\.|\.[a-z]{2,10}/)[^\s,;()]*",
    re.IGNORECASE,
)
_OUT_OF_SIGHT: Final = " / "

# Words that are names of values. An underscore ends a word.
_START: Final = r"(?<![^\W_])"
_END: Final = r"(?![^\W_])"
_SECRETS_NAME: Final = r"(?:secrets?|secretes?|secrect|secert|sercet|secret[\s_-]?key)"
_CLIENT: Final = r"(?:client|cleint|clinet|clent)"
_LABEL: Final = re.compile(
    rf"{_START}(?:{_CLIENT}[\s_-]?{_SECRETS_NAME}|secret[\s_-](?:du[\s_-])?client"
    rf"|cles?[\s_-]secretes?|secret[\s_-]key|(?:marketo|sales[\s_-]connect)[\s_-]secret"
    rf"|secret[\s_-](?:de[\s_-])?marketo){_END}",
    re.IGNORECASE,
)
# `secret: …` alone takes a value that can be nothing else.
_SECRET_IS: Final = re.compile(
    rf"{_START}{_SECRETS_NAME}\s?(?:[:=_-]|is\b|est\b)\s?([a-z0-9]{{20,200}}+)(?!\w)",
    re.IGNORECASE,
)
_CLIENT_ID: Final = (
    rf"{_CLIENT}[\s_-]?ids?|ids?[\s_-](?:du[\s_-])?client|identifiants?[\s_-](?:du[\s_-])?client"
)
_CREDENTIALS: Final = re.compile(
    rf"{_START}(?:{_CLIENT_ID}|{_SECRETS_NAME}|secrete|credentials?|creds?|munchkin|api[\s_-]key"
    r"|cle[\s_-](?:d[\s_-])?api|access[\s_-]token|identifiants?[\s_-](?:de[\s_-]|d[\s_-]|pour[\s_-])?"
    rf"(?:marketo|sales|api|connexion)){_END}",
    re.IGNORECASE,
)
_MARKETO: Final = re.compile(
    rf"{_START}(?:clients?|marketo|sales[\s_-]connect|launchpoint|identifiants){_END}",
    re.IGNORECASE,
)

# Shapes of values. A long one is bounded by what base64 and names in code are made of.
_UUID: Final = re.compile(
    rf"{_START}[0-9a-f]{{8}}-\s?(?:[0-9a-f]{{4}}-\s?){{3}}[0-9a-f]{{12}}{_END}", re.IGNORECASE
)
_LONG: Final = re.compile(r"(?<![\w+/.-])[A-Za-z0-9]{20,64}+(?![\w+/-])", re.ASCII)
_MUNCHKIN: Final = re.compile(r"(?<![\w-])[0-9]{3}-[a-z]{3}-[0-9]{3}(?![\w-])", re.IGNORECASE)

# Right before a value they say that it is something else.
_OF_ANOTHER_THING: Final = re.compile(
    rf"{_START}(?:[gu]uid|commits?|hash|sha-?\d*|md5|checksum|etag|digest|build|revision|rev|trace|request"
    r"|correlation|session|order|ticket|case|lead|record|envelope|meeting|event|message|device"
    r"|cookie|tok|gclid|fbclid|image|version|ref|reference|commande|dossier|devis|facture|numero"
    r"|requete|errors?|erreur|tenant|empreinte|passcode|pwd|tracking|suivi|contract|contrat|iban|job|run|batch|webhook|asset)"
    r"(?:\W{0,3}(?:ids?|no|number|nr|key|client|of|the|is|est|de|du|la|le|in|by|was)){0,3}\W{0,4}\Z",
    re.IGNORECASE,
)
_OF_A_HASH: Final = re.compile(
    rf"{_START}(?:commits?|hash(?:es)?|(?:sha-?\d*|md5)(?:sum)?|checksums?|sommes?\sde\scontr[oô]le|etags?|digest|build|empreintes?"
    rf"|[gu]uids?|trace|merge|cherry|revert(?:ed)?|deploy(?:ed|s)?){_END}",
    re.IGNORECASE,
)

# Before a UUID on its line: nothing, or no more than what it is.
_BARE: Final = re.compile(
    r"(?:[\W_]|\b(?:clients?|ids?|identifiants?|user|and|et|then|puis|the|l|le|du|de|is|est)\b)*+",
    re.IGNORECASE,
)

# What a value is read from after its label: signs, and what stands between spaces and signs.
_PIECE: Final = re.compile(r"[:=]+|[^\s:=,;&]+")
_EDGES: Final = "_.,!?()-/>"
_BETWEEN_WORDS: Final = """
    is was are est c le la les the a an our my your new old for of in pour de du notre mon value
    valeur key prod production sandbox marketo sales connect here ici voici currently now as comme
"""
_BETWEEN: Final = frozenset(_BETWEEN_WORDS.split())


def _given_after(text: str, at: int) -> bool:
    """A value behind the label that ends here, as in `client_secret=…`; addresses count too."""
    after = text[at : at + LONGEST]
    sign = ""
    joined = after[:1]
    for found in _PIECE.finditer(after):
        raw = found[0]
        if raw[0] in ":=":
            sign = raw
            continue
        piece = raw.strip(_EDGES)
        if len(piece) < 4 and not any(map(str.isalnum, piece)):  # a pointing hand
            piece = ""
        if not piece:
            sign = sign or raw
        if not piece or (piece.lower() in _BETWEEN and raw[-1] not in ".?!"):
            sign = "is" if piece.lower() in ("is", "was", "est", "c") and not sign else sign
            continue
        if "=" in sign or ":" in sign:
            rest = after[found.end() :].partition("\n")[0].strip(" .,;&)}")
            alone = not rest and stands_for_one(piece, 6 if "=" in sign else 12)
            return alone or is_value(piece, 6) or is_value(piece.partition(".")[0], 16)
        if joined in "-_/" and not sign:  # in the name of a file
            name = piece.partition(".")[0]
            return name.isalnum() and is_value(name, 16) and not is_hex(name)
        return is_value(piece, 8 if sign else 16) and not is_a_hash(piece)
    return False


def _side_by_side(text: str) -> bool:
    """Two of the three values, or one beside a word of credentials."""
    uuids, long = list(_UUID.finditer(text)), list(_LONG.finditer(text))
    if not uuids and not long:
        return False
    munchkins, clients = _Places(text, _MUNCHKIN), _Places(text, _UUID)
    labels, credentials = _Places(text, _LABEL), _Places(text, _CREDENTIALS)
    marketo = _Places(text, _MARKETO)

    def is_client_id(one: re.Match[str]) -> bool:
        since = _said_since(text, one)
        return munchkins.near(one, 200, since) or credentials.near(one, 60, since)

    def is_client_secret(one: re.Match[str]) -> bool:
        if len(one[0]) < _USUAL or not is_credential(one[0]):
            return is_long_value(one[0]) and labels.near(one, 60)
        if is_long_value(one[0]) and credentials.near(one, 60):
            return True
        beside = credentials.near(one, 120) or marketo.near(one, 80) or clients.near(one, 40)
        beside = munchkins.near(one, 200) or (beside and is_mixed(one[0]))
        return beside and not _is_named(text, one)

    return any(is_client_id(one) and not _is_named(text, one) for one in uuids) or any(
        map(is_client_secret, long)
    )


def _said_since(text: str, value: re.Match[str]) -> int:
    """
    Where begins what may say what a UUID is: on its own line, unless nothing else stands before it
    there. Logs and queries are full of them, pasted below a line that speaks of secrets.
    """
    line = text.rfind("\n", 0, value.start()) + 1
    return 0 if _BARE.fullmatch(text, line, value.start()) else line


def _is_named(text: str, value: re.Match[str]) -> bool:
    """True when the words before it call it something else, or a hash if it may be one."""
    before = text[max(0, value.start() - 100) : value.start()]
    if _OF_ANOTHER_THING.search(before[-60:]):
        return True
    return is_hex(value[0]) and bool(_OF_A_HASH.search(before))


class _Places:
    """Where something was found in a text, to be asked what is near it."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._text = text
        spans = [found.span() for found in pattern.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def near(self, value: re.Match[str], most: int, since: int = 0) -> bool:
        """
        True when at most so many characters lie between; nothing before `since` counts.

        People write what a value is above it, or on its line: below it other matters begin.
        """
        at = bisect_left(self._starts, value.start())
        if at > 0 and self._ends[at - 1] > max(since, value.start() - most - 1):
            return True
        if at == len(self._starts) or self._starts[at] - value.end() > min(most, 60):
            return False
        between = self._text[value.end() : self._starts[at]]
        return "\n" not in between or not between.strip(_POINTING_UP)
