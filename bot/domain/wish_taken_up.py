"""
When what is quoted, or said to be missing, is asked for: `could you take care of this one?`

The writer says who is to act, and another sentence says what on.
"""

import re
from typing import Final

from bot.domain.wish_objects import Wish
from bot.domain.wish_words import Message

_ASKS: Final = r"(?:CANYOU|FRCANYOU|CANWE|MAYWE|POSSIBLE|PLEASE|IT NEED|NEED|merci (?:de|d))"
_TAKES: Final = (
    r"(?:(?:take care of|handle|deal with|see to|sort|action|arrange|process|do|gerer|traiter|"
    r"regler|faire) (?:this|that|it|these|those|them|her|him|ca|cela|cette|le necessaire)"
    r"|en (?:occuper|charger)|(?:occuper|charger) (?:de|d)\b|t en occuper|t en charger)"
)
_TAKES_UP: Final = re.compile(
    rf"\b{_ASKS}(?: \w+){{0,3}}? {_TAKES}\b|^{_TAKES}\b.* PLEASE$|^(?:{_TAKES})$"
)
_NOT: Final = re.compile(
    r"\b(?:not|dont|no|never|cant|pas|jamais|how|who|why|when|comment|qui|pourquoi|quand|already|"
    r"deja|if|si)\b"
)
_LACK: Final = re.compile(
    r"\b(?:no|(?:not|dont|doesnt|didnt|hasnt|havent) (?:yet )?(?:have|get|got|received) an?|"
    r"pas (?:encore |toujours )?(?:recu )?(?:de|d)) "
    r"(?:(?:PRODUCT )?SANDBOX ACCOUNT|ACCOUNT SANDBOX|PRODUCT (?:ACCOUNT|invite|invitation)|"
    r"(?:ACCOUNT|invite|invitation) (?:to |for |a )?PRODUCT)(?! \w*(?:admin|manager)|s\b)"
    r"|\b(?:not|isnt|arent|pas)(?: yet| encore| toujours)?(?: ete)?"
    r"(?: added| invited| ajoutee?s?| invitee?s?)? (?:to|in|on|dans|sur|a)(?: the| la)? "
    r"(?:SANDBOX|PRODUCT)(?= (?:yet|so|and|et|encore)\b|$)"
)
_ALSO: Final = re.compile(r"\b(?:too|also|as well|aussi|egalement)\b")


def takes_up(own: Message) -> bool:
    """Whether the writer asks for what they quote, without naming it again."""
    clauses = [clause for sentence in own.sentences for clause in sentence.clauses]
    return any(_TAKES_UP.search(clause) and not _NOT.search(clause) for clause in clauses)


def said_to_be_missing(own: Message) -> Wish | None:
    """What somebody has not, by a sentence that by itself asks for nothing."""
    for sentence in own.sentences:
        for clause in sentence.clauses:
            found = _LACK.search(clause)
            if found and (len(sentence.clauses) > 1 or not sentence.is_question):
                return Wish.SANDBOX if "SANDBOX" in found[0] else Wish.INVITE
    return None


def is_for_quoted(own: Message) -> bool:
    """Whether who is named in the quotation is meant; `I need one too` names its writer."""
    if own.emails or own.people:
        return False
    return not any(_ALSO.search(clause) for one in own.sentences for clause in one.clauses)
