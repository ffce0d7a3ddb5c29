"""Who shall be added, where nothing says what to: then it is Sales Connect, as for an invite."""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.wish_objects import GATHERING, Wish
from bot.domain.wish_words import Sentence

_SOMEBODY: Final = r"(?:ADDRESS|PERSON|and|et|too|also|aussi|PLEASE)"
_ADD: Final = re.compile(
    r"^(?:(?:hi|hello|hey|bonjour|salut|bot|PLEASE|CANYOU|FRCANYOU|CANWE|IT NEED|NEED to|kindly|"
    r"also|merci de bien vouloir|merci de|merci d|veuillez) )*"
    rf"(?:add|onboard|r?ajout(?:e|es|ez|er)) (?:ADDRESS|PERSON)(?: {_SOMEBODY})*$"
)
_GREETS: Final = re.compile(
    r"^(?:hi|hello|hey|bonjour|salut|coucou|good morning|morning|PLEASE|thanks|merci)"
    r"(?: (?:PERSON|bot|all|team|there|a tous))?$"
)
# With any of these in the message, it is something else that somebody is to be added to.
_ELSEWHERE: Final = re.compile(
    r"\b(?:SANDBOX|copy|copie|cc|approv\w+|approb\w+|contacts?|destinataires?|recipients?|forum|"
    r"doc|folder|dossier|invoice|facture|here|ici|them|to (?:the|our|my|this)|"
    r"(?:au|aux|dans|sur|a) (?:la|l|le|notre|cette|mon|ma))\b"
)


def added_to_nothing(sentences: Sequence[Sentence]) -> Wish | None:
    """Only where the message begins with it: else it goes on with what was spoken of before."""
    clauses = [clause for one in sentences for clause in one.clauses if not _GREETS.match(clause)]
    if not clauses or not _ADD.match(clauses[0]):
        return None
    behind = clauses[1:]
    is_elsewhere = any(GATHERING.search(one) or _ELSEWHERE.search(one) for one in behind)
    return None if is_elsewhere else Wish.INVITE
