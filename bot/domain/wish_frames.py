"""What makes a sentence ask: `could you …`, `I need …`, an order, a bare `… please`."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.domain.wish_lexicon import DOING, HAVE, MAKE, OTHER
from bot.domain.wish_words import Sentence

_MAKE: Final = frozenset((*MAKE.split(), "SETUP", "added", "invited", "onboarded"))
_DOING: Final = frozenset((*DOING.split(), *MAKE.split(), "SETUP", "added", "invited", "onboarded"))
_ORDERS: Final = frozenset((*MAKE.split(), "SETUP"))
_HAVE: Final = frozenset(
    (
        *HAVE.split(),
        *[
            "get",
            "order",
            "request",
            "submit",
            "demander",
        ],
    )
)
_OTHER: Final = frozenset(OTHER.split())
_NOT_WORDS: Final = """
    not dont doesnt didnt cant couldnt no never without wont shouldnt isnt stop avoid nobody
    neither ne n pas jamais sans inutile aucun aucune rather nor cancel unless havent hasnt
    arrete arretez evite evitez might may later someday eventually
"""
_NOT: Final = frozenset(_NOT_WORDS.split())
# What begins like this tells or asks, whatever comes behind.
INFORMS: Final = re.compile(
    r"(?:suppose|supposing|assuming|assume|imagine|in case|supposons|admettons|au cas|"
    r"fait|done|created|invited|added|cree le|who|whos|whom|whose|what|whats|when|where|"
    r"wheres|why|which|how|hows|whether|do|does|did|is|"
    r"are|was|were|has|have|had|should|must|isnt|doesnt|didnt|arent|if|once|after|before|until|"
    r"unless|because|since|as(?! (?:discussed|agreed|promised|per))|while|"
    r"that|although|to|in order to|"
    r"comment|pourquoi|qui|quand|ou|quel|quelle|quels|quelles|combien|est ce|qu est ce|que|"
    r"faut il|dois je|doit on|a t|as tu|avez vous|ai je|est il|est elle|y a t il|sait on|"
    r"sais tu|savez vous|si|s|lorsque|lorsqu|apres|avant|des que|parce|puisque|puisqu|car|afin|"
    r"pour|"
    r"shall i|thanks for|thank you for|thx for|merci (?:beaucoup )?(?:pour|d avoir|a)|"
    r"FRCANYOU (?:\w+ )?(?:utiliser|dire))\b"
)
_WONDERS: Final = re.compile(
    r"\b(?:who|what|when|where|why|which|how|whether|does|did|comment|pourquoi|qui|quand|if|si)\b"
)
_FRAME: Final = re.compile(
    r"CANYOU|FRCANYOU|CANWE|MAYWE|CANI|POSSIBLE|NEED|SHOULD|PLEASE|\b(?:can|could|may|would)\b"
)
_GENERAL: Final = re.compile(
    r"\b(?:you|users|user|people|everyone|everybody|customers|admins|guests|who|tu|vous|"
    r"utilisateurs|gens|that|somebody|someone|anyone)(?: all| always| only| will| would)?$"
    r"|\b(?:you|he|she|they|ADDRESS|PERSON) (?:can|could|should|may|might)$"
)
_FORMERLY: Final = re.compile(
    r"\b(?:avais|avait|avions|eu|used to)$|\b(?:maybe|guess|apparently)\b"
)
# With a question like these, the writer wants to know, not to have.
_COMPARES: Final = re.compile(
    r"\b(?:same|both|be able|prod|production|twice|already|or|meme|deja|deux fois|ou|"
    r"another instance|at all|like everybody|like everyone|like the|with ADDRESS|avec ADDRESS)\b"
)
_BE_CREATED: Final = re.compile(
    r"^(?:an?|another) (?:\w+ )?SANDBOX ACCOUNT be (?:created|made|opened|SETUP|provided)\b"
)
# Whoever was named in the sentence before.
_THEY_BE: Final = re.compile(
    r"^(?:he|she|they|il|elle|ils|elles) (?:be|etre) "
    r"(?:added|invited|onboarded|invitee?s?|ajoutee?s?)\b"
)
_ANYBODY: Final = re.compile(r"^(?:an?|one|une?) (?:\w+ ){0,2}?(?:SOMEBODY|person|guest)\b")
_IS_SAID: Final = re.compile(
    r"\b(?:is|are|was|were|has|had|have|works|expired|doesnt|isnt|will|est|sont|ont|fonctionne|"
    r"does|"
    r"created|cree|included|gets|got|been|didnt|etait|ne|n|exists|existe|cant|CANI|can)\b"
)
_BARE: Final = re.compile(
    r"^(?:(?:an?|one|new|another|more|un|une|nouvel|nouveau|nouvelle|test|marketo|extra|demande|"
    r"de|d|2|3|two|three|deux|trois|PRODUCT|i m after|request|access|additional|d un|des|some) )*"
    r"(?:SANDBOX|ACCOUNT|PRODUCT|invitation|invite)\b"
)
_IF_POSSIBLE: Final = re.compile(
    r"^(?:POSSIBLE|(?:is (?:that|this|it) |would (?:that|this|it) be )?"
    r"(?:possible|doable|faisable))$"
)
_FOR_SOMEBODY: Final = re.compile(
    r"\b(?:for|pour|to|a) (?:\w+ ){0,3}?(?:ADDRESS|PERSON|SOMEBODY|me|us|moi|nous)\b"
)
# Said of what somebody else has said, or of what ought to be there and is not.
_REPORTS: Final = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|wrote|writes?|th(?:inks?|ought)|heard|claims?|seems?|asked|"
    r"apparently|dit|disent|ecrit|demande|pense|parait|semble|est ce|that|que|qu)\b"
)
_COMPLAINS: Final = re.compile(
    r"\b(?:but|mais|already|deja|now|still|toujours|pourtant|though|normally|normalement|since|"
    r"depuis|cant|cannot|doesnt|not|no|pas|fails?|error|erreur)\b"
)
_AN_INVITE: Final = re.compile(
    r"^(?:(?:(?:to )?(?:have|get|receive)|avoir|obtenir|recevoir|d) )?(?:an?|une) "
    r"(?:PRODUCT )?(?:invite|invitation)(?: (?:to|for|a|pour|dans|sur))?(?: PRODUCT)?"
    r"(?: (?:too|also|as well|aussi|PLEASE))*$"
    r"|^(?:(?:to )?(?:be|etre) )?(?:invited|invitee?s?)(?: (?:too|also|as well|aussi|PLEASE))*$"
)
_NEEDED: Final = re.compile(
    r"\b(?:needed|wanted|required|NEED|requise?|necessaire|demandee?|a creer)$"
)


# Of one piece: who wishes says it sooner, and each costs a look at all that follows.
MOST_FRAMES: Final = 20


def behind_frames(
    part: str, sentence: Sentence, *, informs: bool, is_polite: bool
) -> Iterator[tuple[str, bool]]:
    """What stands behind each frame, from its verb on, and whether there is a verb."""
    words = part.split()
    if words and words[0] in _ORDERS and not informs and not _is_done(words):
        yield part, True
    for frame in islice(_FRAME.finditer(part), MOST_FRAMES):
        ahead, behind = part[: frame.start()].strip(), part[frame.end() :].strip()
        if _NOT.intersection(ahead.split()) or _WONDERS.search(ahead):
            continue
        yield from _behind(frame[0], ahead, behind, sentence, is_polite=is_polite)
    if not informs and _is_bare(part, sentence, is_polite=is_polite):
        yield part, False


def _behind(
    frame: str, ahead: str, behind: str, sentence: Sentence, *, is_polite: bool
) -> Iterator[tuple[str, bool]]:
    is_named = bool(re.search(r"ADDRESS|PERSON|SOMEBODY|\bmy\b|\bour\b|\bus\b|\bme\b", behind))
    is_counted = bool(
        re.search(r"\b(?:two|three|four|few|some|[2-9]|deux|trois|quelques)\b", behind)
    )
    match frame:
        case "PLEASE":
            is_cited = re.search(r"\b(?:mail|message|says|said|wrote|dit|ecrit)$", ahead)
            if behind.partition(" ")[0] in _ORDERS and not is_cited:
                yield behind, True
        case "NEED":
            if (
                _GENERAL.search(ahead)
                or _FORMERLY.search(ahead)
                or re.search(r"^(?:for|is|of)\b|\b(?:one day|eventually|un jour)\b", behind)
            ):
                return
            is_own = re.search(r"\b(?:i|we|j|je|on|nous|id|IT)\b", ahead) or not ahead
            if sentence.is_question and not (is_own or is_polite):
                return
            yield from _needed(ahead, behind)
        case "SHOULD":
            said = " ".join(sentence.clauses)
            if not (sentence.is_question or _REPORTS.search(ahead) or _COMPLAINS.search(said)):
                yield from _needed(ahead, behind)
        case "FRCANYOU" if not (sentence.is_question or is_polite or is_named):
            return
        case "MAYWE" if not is_named:  # what is allowed, they want to know
            return
        case "CANYOU" | "FRCANYOU" | "POSSIBLE" | "CANWE" | "MAYWE":
            if frame != "CANYOU" and _COMPARES.search(behind) and not is_polite:
                return
            if sentence.is_question and "ACCOUNTS" in behind and not (is_named or is_counted):
                return  # what the bot can do at all, is what they want to know
            yield from _from_verb(behind, _DOING | _HAVE)
        case "CANI":
            if not _COMPARES.search(behind) or is_polite:
                yield from _from_verb(behind, _HAVE | _MAKE if is_polite else _HAVE)
        case _:  # can somebody who is named …
            if ahead or not (sentence.is_question or is_polite) or _COMPARES.search(behind):
                return
            polite = {"added", "invited"} if is_polite or frame == "could" else set[str]()
            who, _, rest = behind.partition(" ")
            if polite and who in ("ADDRESS", "PERSON") and _AN_INVITE.match(rest):
                yield f"invite {who}", True
            if they := _THEY_BE.match(behind):
                yield f"add them{behind[they.end() :]}", True
            if _ANYBODY.match(behind) and not is_polite:
                return
            if _BE_CREATED.match(behind):
                yield behind, False
            yield from _from_verb(behind, _HAVE | polite | {"given"})


def _needed(ahead: str, behind: str) -> Iterator[tuple[str, bool]]:
    whose = re.search(r"ADDRESS|PERSON", ahead)
    if whose and _AN_INVITE.match(behind):
        yield f"invite {whose[0]}", True
    yield from _from_verb(behind, _DOING | _HAVE)
    yield f"NEED {behind}", True


def _from_verb(behind: str, verbs: frozenset[str]) -> Iterator[tuple[str, bool]]:
    words = behind.split()
    for place, word in enumerate(words[:12]):
        if word in verbs:
            yield " ".join(words[place:]), True
            return
        if word in _OTHER or word in _NOT:
            return


def _is_done(words: list[str]) -> bool:
    """`request for … was rejected`, `invite sent to …`: a noun, and no order."""
    if words[0] not in ("request", "order", "demande", "commande", "invite", "submit"):
        return False
    return bool(_IS_SAID.search(" ".join(words))) or "sent" in words


def _is_bare(part: str, sentence: Sentence, *, is_polite: bool) -> bool:
    """`sandbox account for ada@… please`, `sandbox login needed`: a wish without a verb."""
    if not _BARE.search(part) or _IS_SAID.search(part) or _NOT.intersection(part.split()):
        return False
    if is_polite or _NEEDED.search(part):
        return True
    if any(map(_IF_POSSIBLE.match, sentence.clauses)):
        return not any(map(_COMPARES.search, sentence.clauses))
    return not sentence.is_question and bool(_FOR_SOMEBODY.search(part))
