"""Requests that are written like a form: a heading, and whom it is about under it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from bot.domain.wish_frames import INFORMS
from bot.domain.wish_objects import Wish
from bot.domain.wish_words import Sentence

_NAMED: Final = re.compile(
    r"^(?:(?:and|et) )?(?:ADDRESS|PERSON)\b(?: (?:ADDRESS|PERSON|and|et)\b)*"
)
_HEADING: Final = re.compile(
    r"^(?:new |another )?(?:SANDBOX|PRODUCT) ACCOUNTS? (?:request|needed)$"
    r"|^(?:request for|demande de|demande d|nouvel?|nouveau|new|besoin d un)(?: \w+){1,4}$"
)
# `New hires to invite to Sales Connect`, `comptes à créer sur la sandbox`
_TO_DO: Final = re.compile(
    r"^(?P<what>(?:\w+ ){0,6}?)(?:to|a) (?P<verb>add|invite|create|onboard|open|provision|SETUP|"
    r"ajouter|inviter|creer|ouvrir|prevoir|generer)(?P<where>(?: \w+){0,6})$"
)
_NOT_TO_DO: Final = re.compile(
    r"\b(?:not|never|no|pas|ne|forgot|oublie|able|used|how|who|hard|easy|happy|ready|trying|"
    r"tried|unable|refused|decided|decide|about|facile|difficile)\b"
)
_WHAT_I_NEED: Final = re.compile(
    r"^(?:all |so |and |alors |donc )?(?:what|ce que?|all) (?:i|we|j|je|nous|on|IT) (?:\w+ )?NEED"
    r"(?: now| today| is| est| c est)*$|^(?:i |we |IT )?NEED$"
)
_LABEL: Final = re.compile(
    r"^(?:(?:a|an|one|new|marketo|PRODUCT|un|nouveau|demande|de|d) )*"
    r"(?:SANDBOX ACCOUNTS?(?: request)?|ACCOUNTS? SANDBOX|PRODUCT (?:invite|invitation)|"
    r"(?:invite|invitation) PRODUCT)$"
)
_REASON: Final = re.compile(
    r"(?:^|\bADDRESS |\bPERSON )(?:(?:business )?reason|motif|raison|purpose|use case|"
    r"justification|pourquoi|why)\b"
)


def under_headings(sentence: Sentence) -> Iterator[str]:
    """Its clauses; what a heading asks for is said, with whom, as a clause of its own would."""
    for clause, following in zip_longest(sentence.clauses, sentence.clauses[1:], fillvalue=""):
        named = _NAMED.match(following)
        if _WHAT_I_NEED.match(clause) and following:
            yield f"i NEED {following}"
        elif named and _HEADING.search(clause):
            yield f"{clause} for {named[0]}"
        elif named and (ordered := _ordered_by(clause, named[0])):
            yield ordered
        else:
            yield clause


def filled_in_form(sentences: Sequence[Sentence]) -> Wish | None:
    """`Sandbox login: ada@… Reason: …`: what has a label and a reason is asked for."""
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    for place, clause in enumerate(clauses):
        if _LABEL.match(clause):
            behind = clauses[place + 1 :]
            if any(map(_NAMED.search, behind)) and any(map(_REASON.search, behind)):
                return Wish.SANDBOX if "SANDBOX" in clause else Wish.INVITE
        if place:
            break  # what stands above it is more than a greeting
    return None


def _ordered_by(heading: str, named: str) -> str | None:
    found = _TO_DO.match(heading)
    if not found or INFORMS.match(found["what"]) or _NOT_TO_DO.search(heading):
        return None
    if re.search(r"SANDBOX|PRODUCT", found["where"]):
        return f"{found['verb']} {named}{found['where']}"
    return f"{found['verb']} {found['what']}for {named}"
