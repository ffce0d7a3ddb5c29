"""
What shall be done to an account that is there already: `unlock ada@… in the sandbox`.

No request for one, and no question of which address an account may have.
"""

import re
from enum import StrEnum
from typing import Final

from bot.domain.ids import UserId
from bot.domain.wish_words import read


class Care(StrEnum):
    LOG_IN = "log_in"  # somebody cannot
    REMOVAL = "removal"


_VERBS: Final = {
    Care.LOG_IN: r"unlock|unblock|reset|debloque[rsz]?|reinitialise[rsz]?|deverrouille[rsz]?",
    Care.REMOVAL: r"delete|remove|deactivate|disable|erase|suspend|supprime[rsz]?|desactive[rsz]?|"
    r"retire[rsz]?|enleve[rsz]?",
}
_STATES: Final = {
    Care.LOG_IN: r"locked|locked out|blocked|bloquee?|verrouillee?",
    Care.REMOVAL: r"deleted|removed|deactivated|supprimee?|desactivee?|retiree?",
}
_WHOM: Final = r"(?:ADDRESS|PERSON)"
_ACCOUNT: Final = (
    r"(?:(?:the|le|la|l|my|our|de|d|of|du|for|pour|in|from|out|to|dans|sur|SANDBOX|ACCOUNT|s|"
    r"PRODUCT|password|instance|PLEASE|mot|passe|again|aussi|too|user)\b ?)*"
)
_CARES: Final = {
    care: re.compile(
        rf"\b(?:{_VERBS[care]}) {_ACCOUNT}{_WHOM}(?: {_ACCOUNT})?$"
        rf"|^{_WHOM} (?:is|has been|est|a ete|NEED to be|must be|should be) (?:{_STATES[care]})"
        rf"(?: {_ACCOUNT})?$"
    )
    for care in Care
}


def care_of(text: str, *, bot: UserId | None = None) -> Care | None:
    """Only where it says of nothing else than the account of whom it names."""
    clauses = [clause for one in read(text, bot=bot).sentences for clause in one.clauses]
    return next(
        (care for care in Care if any(_CARES[care].search(clause) for clause in clauses)), None
    )
