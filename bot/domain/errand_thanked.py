"""
Thanks for what was done for somebody who is named: `thanks for inviting ada@…, that was quick`.

It asks for nothing, and no article answers it.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.errand_kinds import Errand
from bot.domain.errand_talk import talk_in
from bot.domain.wish_words import Sentence

_WHOM: Final = r"(?:ADDRESS|PERSON|SOMEBODY)"
_NOUN: Final = r"(?:ACCOUNTS?(?: SANDBOX)?|SANDBOX ACCOUNTS?|invites?|invit|invitations?)"
# `thanks for an account` may ask for it.
_THE: Final = r"(?:(?:the|her|his|their|our|your|quick|all|le|la|l|les|son|sa|leur|ce|cette) )+"
_ACCOUNT: Final = rf"(?:{_THE}|(?:an?|une?|d|de) )?{_NOUN}"
_DONE_EN: Final = (
    r"for (?:having )?(?:(?:quickly|also|already) )?(?:inviting|invited|adding|added|creating|"
    r"created|connecting|connected|onboarding|approving|approved|accepting|opening|SETUP|sending)"
)
_DONE_FR: Final = (
    r"(?:de |d )?avoir (?:(?:l|les|nous|m|si|tres|deja|aussi|vite|rapidement) )*"
    r"(?:invite|ajoute|connecte|approuve|accepte|envoye|cree|ouvert)e?s?"
)
_BEHIND: Final = (
    rf"(?: (?:{_WHOM}|{_ACCOUNT}|PRODUCT|SANDBOX|marketo|and|et|to|in|into|on|for|of|up|the|our|my|"
    r"new|s|a|au|aux|dans|sur|pour|de|d|du|la|le|l|ma|mon|mes|notre|nouvelle|nouveau|so|si|very|"
    r"tres|quickly|fast|soon|vite|rapidement|already|deja|too|aussi|yesterday|hier))*"
)
# `talk_in` must know what stands before it for thanks.
_THANKED: Final = re.compile(
    rf"(?P<thanks>(?!no\b).+?) (?:{_DONE_EN}|{_DONE_FR}|(?:for|pour) {_THE}{_NOUN}){_BEHIND}"
)
_WORKS: Final = re.compile(
    rf"{_ACCOUNT} (?:(?:of|for|de|d|pour) )?{_WHOM} (?:works?|is (?:there|ready|here)|fonctionne|"
    r"marche|est (?:la|prete?))(?: (?:now|fine|perfectly|again|maintenant|bien|enfin))*"
    rf"|(?:(?:cest|c est) bon )?(?:pour )?{_WHOM} (?:(?:il|elle) )?"
    rf"(?:has|got|received|has received|a(?: bien| enfin)? (?:recu|eu)) {_ACCOUNT}"
    rf"|{_WHOM} (?:is|est) (?:in|invitee?|invited|connected|connectee?|dedans)"
    r"(?: (?:now|maintenant))?"
)
_QUICK: Final = re.compile(
    r"(?:that|this|it) was (?:so |really |very |super )*(?:quick|fast|easy|kind)|"
    r"(?:c etait|quelle) (?:tres |super |vraiment )*(?:rapide|rapidite|efficace|gentil)"
)


def thanked_in(sentences: Sequence[Sentence]) -> Errand | None:
    """None: it says, or asks, something else as well."""
    if any(one.is_question for one in sentences):
        return None
    clauses = [clause for one in sentences for clause in one.clauses]
    kinds = [_kind(clause) for clause in clauses]
    return Errand.THANKS if all(kinds) and Errand.THANKS in kinds else None


def _kind(clause: str) -> Errand | None:
    """Of what is said beside thanks, that all is well."""
    if found := _THANKED.fullmatch(clause):
        return talk_in([found["thanks"]])
    if _WORKS.fullmatch(clause) or _QUICK.fullmatch(clause):
        return Errand.FINE
    return talk_in([clause])
