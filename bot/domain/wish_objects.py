"""What a request is about: a person's account on the sandbox, a person's invite, or else."""

import re
from enum import StrEnum
from typing import Final

from bot.domain.wish_lexicon import OTHER, UNDONE


class Wish(StrEnum):
    SANDBOX = "sandbox"
    INVITE = "invite"


_OTHER: Final = frozenset((*OTHER.split(), *UNDONE.split(), *["help", "aide", "support"]))
_UNDONE: Final = frozenset(UNDONE.split())
_NOT: Final = frozenset(["not", "no", "dont", "pas", "sans", "without"])

# What an account has: a new one of these is no new account.
BELONGING: Final = re.compile(
    r"\b(?:SANDBOX|PRODUCT)(?: ACCOUNT)? (?:passwords?|links?|url|mails?)\b"
    r"|\b(?:passwords?|links?|url|lien) (?:de|d|for|of|to|pour)(?: \w+){0,2}? (?:SANDBOX|PRODUCT)\b"
)

_TARGET: Final = r"(?:ADDRESS|PERSON|SOMEBODY)"
_ANYBODY: Final = (
    r"(?:ADDRESS|PERSON|SOMEBODY|me|us|her|him|them|these|those|following|moi|nous|lui|leur|la|"
    r"le|"
    r"les|l|m)"
)
_ADD: Final = (
    r"(?:added|add|invited|put|get|onboard|register|bring|enrol|enroll|include|inscri\w+|"
    r"inviter?|invites|invitez|invit|ajout\w+|rajout\w+|met|mets|mettre|mettez|integr\w+|NEED|"
    r"have)"
)
_INTO: Final = r"(?:to|in|into|on|onto|dans|sur|a(?! SANDBOX| PRODUCT [a-z])|au|en)"
_THE: Final = (
    r"(?:the|our|your|this|that|a|la|le|l|notre|votre|cette|marketo|new|PRODUCT|adobe|ACCOUNT|de)"
)
_NEAR: Final = r"(?: \w+){0,6}?"
_ELSEWHERE: Final = (
    r"(?:salesforce|sfdc|sf|crm|aws|azure|stripe|paypal|jira|confluence|github|workday|netsuite|"
    r"hubspot|zendesk|servicenow|sap|dynamics|slack|google|zoom|okta|docusign|apple|aem|tableau)"
)

_SANDBOX_ACCOUNT: Final = re.compile(
    rf"\bSANDBOX(?: \w+){{0,5}}? ACCOUNTS?\b|\bACCOUNTS?{_NEAR} SANDBOX\b"
)
_INTO_SANDBOX: Final = re.compile(
    rf"\b(?:{_ADD}\b(?: \w+){{0,8}}? {_ANYBODY}|"
    rf"SETUP(?: \w+){{0,4}}? {_TARGET})\b(?: \w+){{0,6}}? "
    rf"{_INTO}(?: {_THE}){{0,3}}? SANDBOX\b"
    rf"|^(?:get )?(?:added|invited|onboarded|add|NEED to be) {_INTO}(?: \w+){{0,3}}? SANDBOX\b"
    rf"|\b(?:create|creer|crees?|creez)(?: (?:ADDRESS|PERSON|and|et))+ {_INTO}(?: {_THE}){{0,3}}?"
    r" SANDBOX\b"
)
_SANDBOX_FOR: Final = re.compile(
    rf"(?<!\bthe )(?<!\bour )(?<!\bla )(?<!\bnotre )\bSANDBOX (?:for|"
    rf"pour)(?: \w+){{0,3}}? {_TARGET}\b"
    r"|^(?:request|order|create|NEED|demand\w*|command\w*) (?:an? |une? )?SANDBOX"
    r"(?: (?:ADDRESS|PERSON|and|et))+(?=(?: PLEASE)?$)"
)
_OWNED: Final = re.compile(
    r"^(?:put|add|give|send|set|make|bring|move|donn\w+|mett?\w*|ajout\w+|envo\w+)\b.*"
    r"\b(?:s|his|her|their|my|your|its|son|mon) (?:PRODUCT |marketo )?(?:SANDBOX|ACCOUNTS?)\b"
    r"|^(?:get|give|send|have)(?: me| us)? [a-z]{3,}s SANDBOX ACCOUNT\b"  # somebody's
    r"|^(?!create|creer|make|open|SETUP)\w+\b.*\bADDRESS s\b"
    r"|^(?:get|have|give|send|avoir|obtenir|donn\w+)\b.*\b(?:the|le|l) (?:\w+ )?ACCOUNT"
    r"(?: SANDBOX)? (?:of|de) ADDRESS\b"
    r"|^(?:open|ouvr\w+) (?:the|le|l) (?:SANDBOX )?ACCOUNT\b"
    r"|^(?:put|set|mett?\w*)\b(?: \w+)? (?:SANDBOX )?ACCOUNTS?\b"
)
_ANOTHER_SANDBOX: Final = re.compile(
    r"^(?:give|send)\b.*\b(?:my|mon|ma) SANDBOX ACCOUNT\b|"
    r"\bACCOUNTS? (?:an? )?admin\b|"
    rf"\b{_ELSEWHERE} SANDBOX\b|\b(?:SANDBOX|ACCOUNTS?) {_INTO}(?: \w+)? {_ELSEWHERE}\b"
    rf"|\b(?:SANDBOX|ACCOUNTS?) (?:de )?{_ELSEWHERE}\b"
)
# Directly behind a sandbox or Sales Connect: that is what is meant, and no account of a person.
_NO_ACCOUNT: Final = (
    r"(?:instance|environment|env|org|SETUP|subscription|environnement|abonnement|data|page|"
    r"server|"
    r"channel|canal|chaine|meeting|call|webinar|training|formation|demo|event|session|thread|fil|"
    r"group|groupe|newsletter|calendar|agenda|reunion|deck|dashboard|admins?|administrat\w+|"
    r"campaign|"
    r"campaigns|campagne|project|projet|workshop|atelier|visio|standup|team meeting|list|liste|"
    r"sync)"
)
_PARTY: Final = (
    r"(?:lunch|dinner|party|slack|zoom|dejeuner|diner|pot|soiree|appel|point|kickoff|huddle|board|"
    r"sheet|cafe|coffee|drinks|beach|plage|apero)"
)
GATHERING: Final = re.compile(rf"\b(?:{_NO_ACCOUNT}|{_PARTY})\b")

_INVITE: Final = re.compile(r"\b(?:inviter?|invites|invitez|invit|invited|invitations?|onboard)\b")
_SEND_INVITE: Final = re.compile(
    rf"^(?:send|give|get|envo\w+) {_TARGET}(?: (?:and|et) {_TARGET})* (?:an?|une) "
    r"(?:invite|invitation)(?: (?:PLEASE|today|aujourdhui|now|this (?:morning|week)|too|as well))*$"
)
_INTO_PRODUCT: Final = re.compile(
    rf"\b(?:{_ADD}\b(?: \w+){{0,8}}? {_ANYBODY}|"
    rf"SETUP(?: \w+){{0,4}}? {_TARGET})\b(?: \w+){{0,8}}? "
    rf"(?:{_INTO}|with|up)(?: {_THE}){{0,2}}? PRODUCT\b"
    rf"|^(?:get )?(?:added|invited|onboarded|invite|add|NEED to be) {_INTO}(?: \w+){{0,2}}? "
    r"PRODUCT\b"
)
_PRODUCT_ACCOUNT: Final = re.compile(
    rf"\bPRODUCT(?: \w+){{0,2}}? ACCOUNTS?\b|\bACCOUNTS?{_NEAR} PRODUCT\b"
    r"|^NEED PRODUCT(?= for\b| pour\b| PLEASE\b|$)"
    r"|^NEED (?:to )?(?:join|rejoindre|get (?:in|on|into|onto)) PRODUCT\b"
    r"|^(?:get|have|avoir|obtenir|recevoir|NEED) (?:an?|une|my|mon) (?:invite|invitation) "
    r"(?:for|to|into|pour|a|dans|sur) PRODUCT\b"
)
_PLACE: Final = re.compile(
    r"\b(?:to|into|in|on|at|dans|sur|au|aux|a)\b(?! (?:ADDRESS|PERSON|join))"
)
_LAST_PLACE: Final = re.compile(rf" (?:{_INTO}|with|up)(?: {_THE}){{0,3}} (?:SANDBOX|PRODUCT)$")
_PREPOSITION_WORDS: Final = """
    about of for as with regarding on in from to pour sur de d du des avec en dans au aux
"""
_PREPOSITIONS: Final = frozenset(_PREPOSITION_WORDS.split())
# What may stand between a verb and what it is to bring about, besides names.
_NO_NOUN_WORDS: Final = """
    ADDRESS PERSON SOMEBODY PLEASE SETUP ACCOUNT ACCOUNTS SANDBOX PRODUCT me us her him them my
    our your the a an this that these those it new and also some more you somebody someone je
    moi nous lui leur le la les l m un une mon ma notre et nouvelle nouveau nouvel request
    demande invite invitation order help bring up added invited creating created que to for as d
    de pour of
"""
_NO_NOUNS: Final = frozenset(_NO_NOUN_WORDS.split())
_ONE: Final = re.compile(
    r"\b(?:one|un|en|(?<!to )(?<!of )(?<!about )(?<!for )(?<!with )it|le|ACCOUNT|autre)\b"
)
_NEEDED_ONE: Final = re.compile(r"\b(?:one|en|ACCOUNT|autre)\b")
_NEEDED_FOR: Final = re.compile(r"^ (?:to|pour|before|by|avant) ")
_SEND: Final = frozenset(("send", "envoyer", "envoie", "envoies", "envoyez"))
_THEM: Final = re.compile(rf"^(?:\w+ ){{0,3}}?{_ANYBODY}\b")
_END: Final = re.compile(
    r"^(?: (?:please|PLEASE|too|also|as well|there|in|for|pour|aussi|y|and|et|ADDRESS|PERSON|"
    r"SOMEBODY|"
    r"me|us|her|him|them|lui|elle|my|our|new|mon|ma|notre|nouvelle|nouveau|with|avec|the|"
    r"address|un|une|ACCOUNT|"
    r"e|mail|email|l|adresse|today|aujourd|hui|now|this|week|a|s|he|she|nous|moi|il|te|plait))*$"
)


def object_of(words: str) -> Wish | None:
    """The wish, if it is what the words from a request's verb on name first."""
    words = re.sub(
        rf"\b(?:not|pas)(?: {_INTO})?(?: the| la| le)? SANDBOX\b|\binstead of the SANDBOX\b",
        "",
        words,
    )
    if _UNDONE.intersection(words.split()):
        return None
    if "SANDBOX" in words:
        return Wish.SANDBOX if _is_sandbox_account(words) else None
    return Wish.INVITE if _is_invite(words) else None


def _is_sandbox_account(words: str) -> bool:
    if _ANOTHER_SANDBOX.search(words) or _OWNED.search(words):
        return False
    for pattern in (_SANDBOX_ACCOUNT, _INTO_SANDBOX, _SANDBOX_FOR):
        found = pattern.search(words)
        if not found or not _is_plain(words, found) or _is_gathering(found[0]):
            continue
        behind = words[found.end() :]
        if pattern is _SANDBOX_ACCOUNT or not re.match(rf" {_NO_ACCOUNT}\b", behind):
            return True
    return False


def _is_invite(words: str) -> bool:
    if re.search(
        rf"\bPRODUCT (?:{_NO_ACCOUNT}|{_PARTY})\b|\bchannel\b|\bADDRESS s ACCOUNTS?\b", words
    ):
        return False
    for pattern in (_INTO_PRODUCT, _PRODUCT_ACCOUNT):
        found = pattern.search(words)
        if found and _is_plain(words, found) and not _is_gathering(found[0]):
            return True
    found = _INVITE.search(words)
    if not found or not _is_plain(words, found) or GATHERING.search(words):
        return False
    if _SEND_INVITE.search(words):
        return True
    behind = words[found.end() :]
    if "PRODUCT" in words and words.startswith(found[0]) and found[0] != "invitation":
        return False  # with all that stands between, it is to something else
    if "PRODUCT" in words:
        return words.startswith("NEED") or bool(re.search(rf"\b{_ANYBODY}\b", words))
    return bool(re.search(r"ADDRESS|PERSON", behind)) and not _PLACE.search(behind)


def _is_gathering(words: str) -> bool:
    return bool(GATHERING.search(words.replace("SETUP", "")))


def _is_plain(words: str, found: re.Match[str]) -> bool:
    """Nothing in front of it, nor close behind, is what is really asked for."""
    near = {*words[: found.end()].split(), *words[found.end() :].split()[:2]}
    if near & (_OTHER | _NOT):
        return False
    # `a ticket for the sandbox account`: what stands before a preposition is the object.
    ahead = words[: found.start()].split()[1:]
    if found[0].startswith("NEED") or re.match(_ADD, found[0]):
        ahead_of_place = re.sub(r"^\w+", "", found[0])
        ahead += _LAST_PLACE.sub("", ahead_of_place).split()
        if re.search(
            r"\b(?:to(?! (?:be|get|have|add|invite))|into|in|on|dans|sur|aux|au|s|"
            r"as (?!(?:an? )?(?:new |test )?(?:ACCOUNT|PRODUCT|SANDBOX)))\b",
            " ".join(ahead),
        ):
            return False
    nouns = 0
    for word in ahead:
        if word in _PREPOSITIONS and nouns:
            return False
        nouns += word not in _NO_NOUNS
    return True


def pronoun_for(words: str, topic: Wish | None) -> Wish | None:
    """`create one`, `add her`: the topic, if nothing else is named in its place."""
    verb, _, rest = words.partition(" ")
    one = (_NEEDED_ONE if verb == "NEED" else _ONE).search(words)
    if topic and verb == "NEED" and one and _NEEDED_FOR.match(words[one.end() :]):
        # What it is for may be anything.
        return None if _OTHER.intersection(words[: one.end()].split()) else topic
    if topic is None or _OTHER.intersection(words.split()):
        return None
    if topic is Wish.SANDBOX and words in ("create", "creer", "cree", "creez"):
        return topic
    if topic is Wish.INVITE and words in ("invite", "inviter", "invitez", "onboard"):
        return topic
    may_be_sent = topic is Wish.SANDBOX or verb in _SEND
    if may_be_sent and one and _END.match(words[one.end() :]):
        return topic
    if re.fullmatch(_ADD, verb) and verb not in ("get", "NEED", "give", "open"):
        them = _THEM.match(rest)
        if them and _END.match(rest[them.end() :]):
            return topic
    return None
