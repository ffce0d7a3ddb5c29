"""Questions in the words of a request whose writer wants to know, not to have."""

import re
from typing import Final

from bot.domain.wish_words import Sentence

# `Can I request one myself, or must Ada?`: who may ask for it.
_MAY_I: Final = re.compile(r"\b(?:CANI|CANWE|MAYWE)\b")
_ASK_FOR: Final = re.compile(
    r"\b(?:request|order|submit|create|add|invite|demander|commander|creer|ajouter|inviter)\b"
)
_IN_PERSON: Final = re.compile(
    r"(?<!for )(?<!pour )\b(?:myself|ourselves|moi meme|nous memes)\b|\bon (?:my|our) own\b"
    r"|\bas an?(?: \w+)? (?:SOMEBODY|sales\w*|admin|guest|user|member)\b|\ben tant que?\b"
    r"|\b(?:without|sans|more than|plus d)\b"
)
# `Can the reps request one?`; whoever asks the bot, or for themselves, has a sign by now.
_MAY_THEY: Final = re.compile(
    r"\b(?:can|could|may) (?:\w+ ){1,3}?(?:request|order)\b|\bwould (?:\w+ ){1,2}(?:have|NEED) to\b"
    r"|\b(?:do|does|would|will) \w+ NEED\b.*\bto (?:request|order|create|add|invite)\b"
)
_BOTH_INSTANCES: Final = re.compile(
    r"\bSANDBOX\b.*\b(?:and|et|plus)\b.*\bprod(?:uction)?\b"
    r"|\bprod(?:uction)?\b.*\b(?:and|et|plus)\b.*\bSANDBOX\b"
)
_IN_MY_PLACE: Final = re.compile(
    r"\bif (?:you|i|we) were\b|\bin my (?:place|shoes|position)\b|\ba ma place\b"
)


def only_asks(sentence: Sentence) -> bool:
    """Whatever else speaks for a request."""
    said = " ".join(sentence.clauses)
    asks_who_may = _MAY_THEY.search(said) or (
        _MAY_I.search(said) and _ASK_FOR.search(said) and _IN_PERSON.search(said)
    )
    asks_advice = _IN_MY_PLACE.search(said)
    asks_whether = sentence.is_question and _BOTH_INSTANCES.search(said)
    return bool(asks_who_may or asks_advice or asks_whether)
