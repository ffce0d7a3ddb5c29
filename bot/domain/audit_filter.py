"""Which rows of the audit somebody wants to see, and what they typed for that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import StringConstraints, ValidationError

from bot.domain.audit_rows import AuditRow
from bot.domain.audit_topics import TOPIC_OF, Topic
from bot.domain.ids import SetupId, UserId
from bot.domain.value import Value

_WHO: Final = r"(?:[UW][A-Z0-9_]{1,40})?"
_SETUP: Final = r"[A-Za-z0-9_-]{0,64}"
_WHEN: Final = r"(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)?"
_WHAT: Final = r"[a-z]{0,24}"
_BETWEEN: Final = "|"


class AuditFilter(Value):
    """What is empty leaves nothing out."""

    who: Annotated[UserId, StringConstraints(pattern=rf"^{_WHO}$")] = UserId("")
    setup_id: Annotated[SetupId, StringConstraints(pattern=rf"^{_SETUP}$")] = SetupId("")
    topic: Topic | None = None
    when: Annotated[str, StringConstraints(pattern=rf"^{_WHEN}$")] = ""  # a month or day, UTC
    what: Annotated[str, StringConstraints(pattern=rf"^{_WHAT}$")] = ""  # part of a row's `what`

    @property
    def is_empty(self) -> bool:
        return self == EVERYTHING

    def takes(self, row: AuditRow) -> bool:
        return (
            (not self.who or row.who == self.who)
            and (not self.setup_id or self.setup_id in row.setups)
            and (self.topic is None or TOPIC_OF.get(row.what) is self.topic)
            and row.at.isoformat().startswith(self.when)
            and self.what in row.what.lower()
        )

    def narrowed(self, **chosen: str) -> "AuditFilter | None":
        """What is chosen takes the place of what was; None for what nobody could choose."""
        given = {name: value for name, value in (self.model_dump() | chosen).items() if value}
        try:
            return AuditFilter.model_validate(given)
        except ValidationError:
            return None

    def dump(self) -> str:
        """For the id of a block and the value of a button: shorter than both may be."""
        parts = (self.who, self.setup_id, self.topic or "", self.when, self.what)
        return _BETWEEN.join(parts)


EVERYTHING: Final = AuditFilter()
_DUMPED: Final = re.compile(
    r"\|".join(
        (
            rf"(?P<who>{_WHO})",
            rf"(?P<setup_id>{_SETUP})",
            rf"(?P<topic>(?:{'|'.join(Topic)})?)",
            rf"(?P<when>{_WHEN})",
            rf"(?P<what>{_WHAT})",
        )
    )
)


def parse_filter(text: str) -> AuditFilter | None:
    """None for what `dump` did not write."""
    found = _DUMPED.fullmatch(text)
    if found is None:
        return None
    given = {name: value for name, value in found.groupdict().items() if value}
    return AuditFilter.model_validate(given)


# What people may call the heaps; other words are looked for in the names of what was done.
_TOPICS: Final[Mapping[str, Topic]] = MappingProxyType(
    {
        "credentials": Topic.CREDENTIALS,
        "identifiants": Topic.CREDENTIALS,
        "connexion": Topic.CREDENTIALS,
        "people": Topic.PEOPLE,
        "personnes": Topic.PEOPLE,
        "settings": Topic.PEOPLE,
        "paramètres": Topic.PEOPLE,
        "users": Topic.USERS,
        "utilisateurs": Topic.USERS,
        "requests": Topic.REQUESTS,
        "demandes": Topic.REQUESTS,
        "refused": Topic.REFUSED,
        "attempts": Topic.REFUSED,
        "refus": Topic.REFUSED,
        "tentatives": Topic.REFUSED,
    }
)
# Of what is done, in French; the names of commands are English.
_DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "affichage": "reveal",
        "afficher": "reveal",
        "annulation": "cancel",
        "approuver": "approve",
        "approbation": "approve",
        "connecter": "connect",
        "déconnexion": "disconnect",
        "export": "export",
        "rejeter": "reject",
        "rejet": "reject",
        "transmettre": "handover",
        "transmission": "handover",
    }
)
_MENTION: Final = re.compile(r"<@([UW][A-Z0-9_]{1,40})(?:\|[^>]*)?>")
_DATE: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")
_NAMES: Final = tuple(name.lower() for name in TOPIC_OF)
_SHORTEST: Final = 4  # letters: fewer stand in nearly every name


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood, and whether that is all of it."""

    only: AuditFilter
    unknown: bool = False


def understood(words: Sequence[str]) -> Typed:
    """
    What was typed after the command. Of two of a kind the last counts; a name without Slack's
    markup says nothing: Slack does not tell whose it is.
    """
    given: dict[str, str] = {}
    unknown = False
    for word in words:
        if found := _MENTION.fullmatch(word):
            given["who"] = found[1]
        elif _DATE.fullmatch(word):
            given["when"] = word
        elif topic := _TOPICS.get(word.lower()):
            given["topic"] = topic
        elif what := _what(word.lower()):
            given["what"] = what
        else:
            unknown = True
    return Typed(AuditFilter.model_validate(given), unknown)


def _what(word: str) -> str | None:
    word = _DONE.get(word, word)
    is_plain = re.fullmatch(_WHAT, word) and len(word) >= _SHORTEST
    return word if is_plain and any(word in name for name in _NAMES) else None
