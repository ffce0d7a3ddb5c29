"""
What a sentence asks for: a sandbox account, an invite, or nothing of the kind.

A sentence asks by a *frame* (`could you …`, `I need …`, an order, a bare `… please`) with its
*object* behind it. Where no frame is known, what speaks for a request is weighed against the rest.
To miss a wish costs its writer another sentence, to see one where there is none costs their trust.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.ids import UserId
from bot.domain.wish_additions import added_to_nothing
from bot.domain.wish_evidence import likely_wish
from bot.domain.wish_frames import INFORMS, behind_frames
from bot.domain.wish_headings import filled_in_form, under_headings
from bot.domain.wish_objects import BELONGING, Wish, object_of, pronoun_for
from bot.domain.wish_outsiders import speaks_of_outsider
from bot.domain.wish_questions import only_asks
from bot.domain.wish_quotes import less_hearsay, parted
from bot.domain.wish_taken_up import is_for_quoted, said_to_be_missing, takes_up
from bot.domain.wish_words import Message, Sentence, beginning, read

__all__ = ["Asked", "Wish", "wish_of"]


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Everybody whom the message names is taken to be meant.

    Who is named in a quotation is not, unless the quoted request is taken up.
    """

    wish: Wish
    emails: tuple[str, ...]  # normalised, in order, each once
    people: tuple[UserId, ...]  # mentioned, less the bot itself


def wish_of(text: str, *, bot: UserId | None = None) -> Asked | None:
    """None: it asks for neither, or it cannot be told. Of a long text the beginning is read."""
    said, cited = parted(beginning(text))
    own = less_hearsay(read(said, bot=bot))
    quoted = read(f"{said}\n{_as_quotation(cited)}", bot=bot, is_quoted=True)
    topic = _wish_of(quoted) if own.sentences else None
    wish = _wish_of(own, topic)
    if wish is None and takes_up(own):
        wish = topic or said_to_be_missing(own)
    if wish is None:
        return None
    named = quoted if wish is topic and is_for_quoted(own) else own
    return Asked(wish, named.emails, named.people)


def _wish_of(message: Message, topic: Wish | None = None) -> Wish | None:
    asking = (one for one in message.sentences if not only_asks(one))
    return framed_wish(message, topic) or likely_wish(asking)


def framed_wish(message: Message, topic: Wish | None = None) -> Wish | None:
    """Without the weights. `topic`: what was spoken of, if "can you create one?" comes next."""
    is_polite = any("PLEASE" in part for one in message.sentences for part in one.clauses)
    if topic is None and speaks_of_outsider(message.sentences):
        topic = Wish.INVITE
    for sentence in message.sentences:
        wish, topic = _wish_in(sentence, topic, is_polite=is_polite)
        if wish is not None:
            return wish
    return filled_in_form(message.sentences) or added_to_nothing(message.sentences)


def _as_quotation(cited: str) -> str:
    return "\n".join(f"> {line}" for line in cited.splitlines())


_NEAR: Final = 40  # words
_FILLER: Final = (
    r"(?:hi|hello|hey|hiya|dear|morning|good|afternoon|evening|bonjour|salut|coucou|bonsoir|"
    r"hello|"
    r"team|all|everyone|folks|there|guys|so|ok|okay|also|and|but|then|PLEASE|kindly|just|quick|"
    r"one|"
    r"PERSON(?! (?:should|has|is|was|does|did|must|have|had|are|NEED)\b)|et|mais|alors|du coup|"
    r"donc|aussi|again|bot|now|yes|yep|oui|yo|sure|tous|toutes|a tous|"
    r"request(?! SANDBOX)|todo|fyi|hence|therefore|merci de bien vouloir|merci de|merci d|"
    r"merci|je (?:te|vous) prie de|c est pour|ce serait pour|priere de|veuillez|"
    r"go ahead and|lets|let us|make sure to|remember to|pense a|pensez a|penses a|"
    r"thanks)"
)
_START: Final = re.compile(rf"^(?:{_FILLER} )*")
_JOINS: Final = re.compile(
    r" (?=(?:and|et|or|ou) (?:i|we|you|she|he|they|it|is|does|do|can|could|please|PLEASE|CANYOU|"
    r"CANI|"
    r"CANWE|FRCANYOU|how|what|who|why|delete|remove|reset|send|tell|let|check|je|j|nous|il|elle|"
    r"on|tu|"
    r"vous|il|IT|NEED|supprimer|supprime|comment)\b"
    r"|(?:but|so|then|because|since|although|how|why|what|where|whether|who|which|when|once|"
    r"after|"
    r"before|until|unless|if|mais|donc|car|puisque|puisqu|parce|comment|pourquoi|qui|quand|"
    r"lorsque|"
    r"si|s il|s ils|that(?= NEED)|afin|avant|apres|whom)\b)"
)
_IF_YOU: Final = re.compile(r"^(?:if|whether|si|s) (?=CANYOU|POSSIBLE)")
_WHO_NEEDS: Final = re.compile(r"^(?:who|that|qui) (?:\w+ )?NEED\b")
_SOMEBODY_ENDS: Final = re.compile(r"\b(?:SOMEBODY|ADDRESS|PERSON|someone|new)$|^\w+$")
_BECAUSE: Final = re.compile(
    r"^(?:to|as|since|because|now that|so that|pour|comme|car) .*?(?=\b(?:i|we|j|je|nous|IT|"
    r"PLEASE)\b.*)"
)
_IN_GENERAL: Final = re.compile(
    r"\b(?:automatic\w+|automatiq\w+|allowed|usual(?:ly)?|normally|normalement|habituel\w*|"
    r"autorise\w*|permis|"
    r"theory|theorie|theoretical\w*|theoriquement)\b"
)
_TAG: Final = re.compile(r"^(?:right|correct|non|no|hein|n est ce pas|isnt it|doesnt \w+|or not)$")
_OR_IS: Final = re.compile(
    r"\bor$|\b(?:or|ou) (?:is|are|does|do|only|just|seulement|juste|should|"
    r"would|has|can|not|must|may|have to|IT|est|faut|bien|elle|il|dois|doit)\b"
)
_HAS_ONE: Final = re.compile(
    r"^(?:if|si|s) \w+(?: \w+)? (?:has|have|is|uses|a|est|utilise|already)\b"
)
_UNSURE: Final = (_HAS_ONE, _TAG, _IN_GENERAL, _OR_IS)


def _wish_in(
    sentence: Sentence, topic: Wish | None, *, is_polite: bool
) -> tuple[Wish | None, Wish | None]:
    """The wish, if it asks for one, and what is spoken of behind it."""
    parts = [part for clause in under_headings(sentence) for part in _JOINS.split(clause)]
    is_unsure = only_asks(sentence) or any(
        sentence.is_question and pattern.search(part) for pattern in _UNSURE for part in parts
    )
    informs = False
    before = ""
    for part in parts:
        bare = _START.sub("", part)
        if _IF_YOU.match(bare) and re.search(r"\b(?:asked|demande)\b", before):
            continue  # what was asked for another day
        bare = _IF_YOU.sub("", _BECAUSE.sub("", bare))
        if re.match(r"(?:if|si) (?:CANI|CANWE)", bare) and re.search(r"wonder|savoir|ask", before):
            bare = bare.split(" ", 1)[1]
        if (
            _WHO_NEEDS.match(bare)
            and _SOMEBODY_ENDS.search(before)
            and not (informs or sentence.is_question)
        ):
            bare = bare.split(" ", 1)[1]
        before = part
        if INFORMS.match(bare):
            informs = True
        elif not is_unsure:
            for behind, may_order in behind_frames(
                bare, sentence, informs=informs, is_polite=is_polite
            ):
                # What is asked for stands near; a text of frames alone must cost no time.
                near = " ".join(behind.split(maxsplit=_NEAR)[:_NEAR])
                found = object_of(near) or (pronoun_for(near, topic) if may_order else None)
                if found:
                    return found, None
        topic = _topic(part) or topic
    return None, topic


def _topic(part: str) -> Wish | None:
    if BELONGING.search(part):
        return None
    if "SANDBOX" in part:
        return Wish.SANDBOX
    return Wish.INVITE if "PRODUCT" in part else None
