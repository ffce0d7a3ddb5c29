"""Somebody who is not in yet, said before it is asked for: `hugo@… is new. Would you add him?`"""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.wish_frames import INFORMS
from bot.domain.wish_objects import GATHERING
from bot.domain.wish_words import Sentence

_WHOM: Final = r"\b(?:ADDRESS|PERSON)"
_NOT: Final = r"(?:no|not|hasnt|doesnt|without|lacks?|is missing|pas|aucune?|sans)"
_BETWEEN: Final = (
    r"(?:yet|have|got|get|had|been|received|an?|any|encore|toujours|ete|recu|d|de|une?)"
)
_END: Final = r"(?=$| (?:so|and|et|donc|alors|but|mais)\b)"
# To the end: what goes on may say of what the account is.
_HAS_NONE: Final = re.compile(
    rf"{_WHOM} (?:\w+ ){{0,4}}?{_NOT}(?: {_BETWEEN})* "
    r"(?:ACCOUNT|invite|invitation|invited|added|invitee?|ajoutee?)"
    rf"(?: (?:yet|so far|encore|now|for now|pour l instant))?{_END}"
)
_IS_NEW: Final = re.compile(
    rf"{_WHOM} (?:(?:is|est) (?:new|nouveau|nouvelle)|(?:has )?(?:just )?(?:started|joined)|"
    r"starts|joins|is starting|is joining|commence|arrive|demarre|vient d arriver|nous rejoint)"
    r"(?: (?:on|in|here|the|our|my|us|team|sales|today|tomorrow|this|next|week|ici|dans|a|chez|"
    r"nous|l|equipe|demain|la|semaine|prochaine|\w+day|lundi|mardi|mercredi|jeudi|vendredi))*"
    rf"{_END}"
)


def speaks_of_outsider(sentences: Sequence[Sentence]) -> bool:
    """What only wonders does not; and where they meet, they may be asked there."""
    clauses = [clause for one in sentences for clause in one.clauses]
    if any(map(GATHERING.search, clauses)):
        return False
    told = [one for one in clauses if not INFORMS.match(one)]
    return any(_HAS_NONE.search(one) or _IS_NEW.search(one) for one in told)
