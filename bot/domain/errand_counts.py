"""
Whether somebody asks how many are connected, who is not, or who failed: `status` says it.

Over whole clauses of `wish_words.read`, and over the participle alone: `who connects users?` asks
for a role, and `how many users can be connected?` for a limit.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.errand_talk import talk_in
from bot.domain.wish_words import Sentence

_PEOPLE: Final = (
    r"(?:(?:of |the |our |my |all |les |l |nos |mes |tous |de |d |des )*"
    r"(?:people|persons|ACCOUNTS|users|salespeople|reps|team|"
    r"personnes|utilisateurs|utilisatrices|gens|commerciaux|equipe))"
)
_ALL: Final = r"(?:every(?:one|body)|any(?:one|body)|tout le monde|quelqu un)"
_CONNECTED: Final = r"(?:con+ect(?:ed|d)|connectee?s?)"
_SO_FAR: Final = (
    r"(?: (?:yet|already|so far|by now|now|right now|until now|or not|deja|encore|maintenant|"
    r"pour l instant|ou pas|ou non|(?:to|with|a) (?:marketo|PRODUCT)|"
    r"(?:in|during) the (?:(?:last|latest|first) )?run|in the (?:last|latest|first) batch|"
    r"(?:lors de|pendant|dans) (?:la derniere|l) operation|dans le dernier lot))*"
)
_NOT: Final = (
    r"(?: (?:not|still|already|all|yet|been|pas|plus|encore|toujours|deja|bien|tous|toutes))*"
)
_IS: Final = r"(?:is|are|was|were|has been|have been|hasnt been|isnt|arent|got)"
_EST: Final = r"(?:(?:ne? )?(?:est|sont|a ete|ont ete|a pas ete|ont pas ete))"

# Each asks, whatever sign stands behind it.
_ASKS: Final = re.compile(
    "|".join(
        rf"(?:{one}){_SO_FAR}"
        for one in (
            rf"(?:how many|how much)(?: {_PEOPLE})? {_IS}{_NOT} {_CONNECTED}",
            rf"how many(?: {_PEOPLE})? (?:(?:have|has) )?(?:failed|connected)",
            rf"why did (?:some|they|any|{_PEOPLE}) fail",
            r"did the (?:(?:last|latest|first) )?run fail",
            rf"combien(?: {_PEOPLE})? {_EST}{_NOT} {_CONNECTED}",
            rf"combien(?: {_PEOPLE})? (?:ont|a) echoue",
            r"(?:how many failures|combien d echecs)(?: (?:are|were) there)?",
            rf"(?:who(?: all)?|which {_PEOPLE}) {_IS}{_NOT} {_CONNECTED}",
            rf"whos{_NOT} {_CONNECTED}",
            rf"who (?:hasnt|has not){_NOT} {_CONNECTED}",
            rf"(?:who(?: all)?|which {_PEOPLE}) (?:(?:has|have) )?failed(?: to connect)?",
            rf"(?:qui|quel(?:le)?s {_PEOPLE}) {_EST}{_NOT} {_CONNECTED}",
            rf"(?:qui|quel(?:le)?s {_PEOPLE}) (?:a|ont) echoue",
            rf"(?:is|are|was|were|has|have) (?:{_PEOPLE}|{_ALL}){_NOT} {_CONNECTED}",
            rf"did (?:{_PEOPLE}|{_ALL}) (?:fail|get connected)",
            rf"(?:has|have) (?:{_PEOPLE}|{_ALL}) failed",
            rf"est ce qu(?:e)? (?:{_PEOPLE}|{_ALL}) {_EST}{_NOT} {_CONNECTED}",
            rf"est ce qu(?:e)? (?:{_PEOPLE}|{_ALL}) (?:a|ont) echoue",
            r"who (?:is|was invited (?:but|and) is)(?: still)? not there",
            r"qui (?:n est|a ete invite(?:e|s|es)? mais n est) pas(?: encore)? la",
            r"y a t il(?: eu)? (?:des|d autres) echecs|(?:(?:were|are) there )?any failures",
            r"how did the (?:(?:last|latest|first) )?(?:run|batch) (?:go|end)",
            r"comment s est (?:passee|terminee) (?:la derniere |l )operation",
        )
    )
)
# With a question mark alone: else it is told.
_IF_ASKED: Final = re.compile(
    rf"(?:{_PEOPLE}|{_ALL})(?: {_EST})?{_NOT} {_CONNECTED}{_SO_FAR}|"
    rf"(?:les |des )?echecs{_SO_FAR}|(?:the )?failures{_SO_FAR}"
)


def asks_for_counts(sentences: Sequence[Sentence]) -> bool:
    """Of a message that asks for nothing else."""
    asked = [
        (clause, one.is_question)
        for one in sentences
        for clause in one.clauses
        if not talk_in([clause])
    ]
    return bool(asked) and all(
        _ASKS.fullmatch(clause) or (is_question and _IF_ASKED.fullmatch(clause))
        for clause, is_question in asked
    )
