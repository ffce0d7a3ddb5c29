"""What a secret looks like by itself, and what mixes letters and digits for other reasons."""

import re
from typing import Final

LONGEST: Final = 200  # characters; no value of Marketo's is longer

_HEX: Final = re.compile(r"[0-9a-f]+", re.IGNORECASE)
_LETTER_AND_DIGIT: Final = re.compile(r"(?=\D*\d)[^a-z]*[a-z]", re.IGNORECASE)
_ORDINARY: Final = re.compile(
    r"\d{1,4}-?[a-z]{1,12}"  # 32characters, 90-day
    r"|[a-z]{2,10}-\d{1,7}|[a-z]{2,5}\d{5,30}"  # numbers of tickets, of accounts
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|v?\d+(?:\.\d+)+.*"  # dates, versions
    r"|.*\.[a-z]{1,5}|.*[{}<>•().].*|[$%@#].*|[^/]+/.*"  # files, hosts, code, what is masked, paths
    r"|1password|office365|o365",
    re.IGNORECASE,
)
# What stands alone after "Client Secret:" in a list of what is done, or in an example.
_NO_VALUE_WORDS: Final = """
    your votre my mon the new old client clients secret secrets secrete id here value goes
    placeholder example marketo string none null true false undefined missing empty hidden redacted
    masked removed deleted required optional unknown unchanged change changed expired expires
    expiring rotated rotate rotating reset revoked revealed received sent shared stored saved typed
    entered copied created generated regenerated updated checked verified confirmed pending waiting
    requested please tomorrow today yesterday tonight monday tuesday wednesday thursday friday later
    nothing nobody never always someone anyone working broken invalid correct incorrect wrong
    refused rejected accepted approved blocked finished complete completed okay ticked marked thanks
    question questions where which vault keepass lastpass bitwarden credentials admin settings
    launchpoint salesforce process config password xxx foo bar test todo manquant manquante expire
    demande envoye envoyee recu recue renouvele renouvelee changee modifie remis transmis transmise
    copie genere regenere valide valider verifie confirme refuse oublie perdu inconnu masque
    supprime facultatif obligatoire attente demain hier lundi mardi mercredi jeudi vendredi personne
    jamais toujours
"""
_NO_VALUES: Final = frozenset(_NO_VALUE_WORDS.split())


def is_hex(piece: str) -> bool:
    """Nothing but hexadecimal digits, as hashes are."""
    return bool(_HEX.fullmatch(piece))


def is_mixed(piece: str) -> bool:
    """At least one letter and one digit, both ASCII."""
    return bool(_LETTER_AND_DIGIT.match(piece))


def is_value(piece: str, least: int) -> bool:
    """Letters and digits mixed, and nothing else that mixes them."""
    if not least <= len(piece) <= LONGEST or not is_mixed(piece):
        return False
    return not _ORDINARY.fullmatch(piece) and not _is_placeholder(piece)


def is_long_value(piece: str) -> bool:
    """As long as no number of an order, a case or a record is; no hash of a commit."""
    return is_value(piece, 20) and piece.isalnum() and not is_hex(piece)


def stands_for_one(piece: str, least: int) -> bool:
    """Alone behind `Client Secret:` a word is a value, unless it is known, or a name."""
    if not least <= len(piece) <= LONGEST or piece.istitle() or piece.isdigit():
        return False
    return not _ORDINARY.fullmatch(piece) and not _is_placeholder(piece)


def _is_placeholder(piece: str) -> bool:
    """`YOUR_CLIENT_SECRET`, `xxxxxxxx`."""
    words = re.split(r"[-_]", piece.lower())
    return len(set(piece.lower())) < 3 or all(word in _NO_VALUES or not word for word in words)


def is_a_hash(value: str) -> bool:
    """Of a commit or of a file, as its length tells."""
    return len(value) in (40, 64) and is_hex(value)


def is_credential(value: str) -> bool:
    """Not all digits, nor a cry; letters alone may be one."""
    return not value.isdigit() and not is_a_hash(value) and len(set(value.lower())) > 3
