"""Whom a question is about: who is named in it, or the one who asks it."""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.ids import UserId
from bot.domain.wish_words import read

MOST: Final = 3  # people of whom one answer says how it stands with them

# What becomes of somebody here, or does not.
_BECOMES: Final = (
    r"(?:invited|added|connected|disconnected|removed|approved|rejected|listed|deactivated|"
    r"invitee?|ajoutee?|connectee?|deconnectee?|retiree?|supprimee?|approuvee?|refusee?)"
)
# Of what somebody misses nothing follows: `I'm missing a user`.
_ABSENT: Final = (
    r"(?:(?:still |suddenly |also )?missing(?=$| (?:in|from|on|here|there|again|and|but|still|"
    r"even|although|though|too|while)\b)|absente?|invisible|introuvable|nowhere|gone)"
)
_NOT_THERE: Final = (
    rf"(?:{_ABSENT}|(?:still |already |just )?{_BECOMES}|"
    r"(?:still |just )?not (?:yet |really )?(?:in|on|there|here|shown|visible|showing|"
    rf"appearing|{_BECOMES})|in team|in the list)"
)
# By itself `I` says little: `why can't I see my colleague?`, and `me` less: `tell me why Bob …`.
_MYSELF: Final = re.compile(
    r"\b(?:(?:cant|isnt|dont) i\b(?! (?:see|find|connect|invite))|"
    r"am i\b(?! (?:missing (?!in|from|on|here|there)|(?:see|find|connect|invite)\b))|"
    rf"(?:i am|im) {_NOT_THERE}|myself|"
    r"i (?:dont |do not |still dont |never )?(?:appear|show(?= up| in| on|$))|"
    rf"(?:i (?:was|got|have been|havent been|have not been|wasnt)|ive been|was i)"
    rf"(?: (?:not|never|only|just|already|still|yet))? {_BECOMES}|"
    r"i (?:\w+ ){0,2}(?:got|get|gotten|received|receive) (?:\w+ ){0,2}(?:invitation|invite)|"
    r"my (?:own |PRODUCT )?(?:name|request|invite|invitation|ACCOUNT|address|workspaces?)|"
    r"(?:sees?|finds?|lists?|listed|invited?|added|connected|forg[eo]t|missed|removed|except|"
    r"without|voit|voient) me|"
    r"(?:apparais|figure) je|suis je(?! (?:ADMIN|admin|l|le|la)\b)|"
    r"je (?:ne |n )?(?:apparais|figure|recois)|"
    rf"je (?:ne )?suis (?:pas |plus |toujours |encore |jamais |deja ){{0,2}}"
    rf"(?:{_ABSENT}|{_BECOMES}|dans|la|visible|sur)|"
    rf"j ai (?:pas |jamais )?ete {_BECOMES}|"
    r"(?:j|je n) ai (?:\w+ ){0,2}recu (?:\w+ ){0,2}invitation|"
    r"(?:me|m) (?:voit|trouve|voient)|(?:et|sauf|sans) moi|moi (?:je|j|aussi)|"
    r"ma demande|mon (?:nom|invitation|ACCOUNT|adresse))\b"
)


@dataclass(frozen=True, slots=True)
class Whom:
    """At most `MOST` in all; empty: it is about nobody."""

    people: tuple[UserId, ...] = ()
    emails: tuple[str, ...] = ()  # normalised


def whom_of(text: str, *, asker: UserId, bot: UserId | None = None) -> Whom:
    """Who is named goes before who asks; the bot itself is nobody."""
    message = read(text, bot=bot)
    if message.people or message.emails:
        people = message.people[:MOST]
        return Whom(people, message.emails[: MOST - len(people)])
    said = (clause for sentence in message.sentences for clause in sentence.clauses)
    return Whom((asker,)) if any(map(_MYSELF.search, said)) else Whom()
