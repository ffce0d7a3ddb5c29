"""One article of the guide, and the form in which its file holds it.

    title: Who buys a sandbox
    step: 10
    link: https://experienceleague.adobe.com/…
    next: sandbox-account, not-bought
    words: buy sandbox, own a sandbox, sandbox price
    asks:
    - we don't own a sandbox
    - …

    The text, after an empty line; Slack's mrkdwn.

`step`, `codes` and `about` may be left out, nothing may be empty, and no field comes twice.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from bot.domain.stages import Language
from bot.guide.errors import (
    BodyMissing,
    FieldMissing,
    FieldRepeated,
    FieldUnknown,
    HeaderUnended,
    LineUnreadable,
    ValueWrong,
)

ArticleId = NewType("ArticleId", str)

ASKS: Final = range(5, 9)  # how many questions an article may have
STEPS: Final = range(1, 11)  # of the road
LINKS: Final = "https://experienceleague.adobe.com/{language}/docs/marketo/"

_REQUIRED: Final = ("title", "link", "next", "words", "asks")
_FIELDS: Final = (*_REQUIRED, "step", "codes", "about")
_FIELD: Final = re.compile(r"(?P<name>[a-z]+):(?: (?P<value>.*))?")
_CODE: Final = re.compile(r"[A-Z]+(?:_[A-Z]+)+|\d{3}")
_ID: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


class About(StrEnum):
    """What of the asker's own situation belongs to the answer, beside the text."""

    WAIT = "wait"
    SALES_CONNECT_ADMIN = "sales_connect_admin"
    MARKETO_ADMIN = "marketo_admin"
    SALESFORCE_ADMIN = "salesforce_admin"
    STARTER = "starter"
    PERSON = "person"  # whom the question names
    RUN = "run"
    APPROVERS = "approvers"  # of invites, and where they are asked


@dataclass(frozen=True, slots=True)
class Article:
    """
    `next`: what people ask after it. `codes`: of errors, as their product spells them. `asks`:
    whole questions; `words`: the few words that give it away in many more.
    """

    id: ArticleId
    language: Language
    title: str
    body: str
    step: int | None
    link: str
    next: tuple[ArticleId, ArticleId]
    codes: tuple[str, ...]
    about: About | None
    words: tuple[str, ...]
    asks: tuple[str, ...]


def parse(text: str, article_id: str, language: Language) -> Article:
    """
    Raises:
        ArticleFault: one of its kinds, with the line, field or value that is meant.
    """
    header, empty_line, body = text.partition("\n\n")
    if not empty_line:
        raise HeaderUnended(article_id, language, header[:40])
    paragraphs = [" ".join(one.split("\n")).strip() for one in body.split("\n\n")]
    if not any(paragraphs):
        raise BodyMissing(article_id, language, "")
    return _Header(article_id, language, header).article("\n".join(filter(None, paragraphs)))


class _Header:
    def __init__(self, article_id: str, language: Language, header: str) -> None:
        self.article_id = article_id
        self.language = language
        self.values: dict[str, str] = {}
        self.asks: list[str] = []
        for line in header.split("\n"):
            self._read(line)
        for name in _REQUIRED:
            if not (self.asks if name == "asks" else self.values.get(name)):
                raise FieldMissing(article_id, language, name)

    def article(self, body: str) -> Article:
        step = self.values.get("step")
        about = self.values.get("about")
        return Article(
            id=ArticleId(self._value("id", self.article_id, _ID.fullmatch(self.article_id))),
            language=self.language,
            title=self.values["title"],
            body=body,
            step=int(self._value("step", step, step in map(str, STEPS))) if step else None,
            link=self._link(),
            next=self._next(),
            codes=self._codes(),
            about=About(self._value("about", about, about in set(About))) if about else None,
            words=self._words(),
            asks=self._asks(),
        )

    def _read(self, line: str) -> None:
        if line.startswith("- ") and list(self.values)[-1:] == ["asks"]:
            self.asks.append(line.removeprefix("- ").strip())
            return
        found = _FIELD.fullmatch(line)
        if found is None:
            raise LineUnreadable(self.article_id, self.language, line)
        name, value = found["name"], (found["value"] or "").strip()
        if name not in _FIELDS:
            raise FieldUnknown(self.article_id, self.language, name)
        if name in self.values:
            raise FieldRepeated(self.article_id, self.language, name)
        if not value and name != "asks":
            raise FieldMissing(self.article_id, self.language, name)
        self.values[name] = value

    def _value(self, name: str, value: str, is_right: object) -> str:
        if not is_right:
            raise ValueWrong(self.article_id, self.language, f"{name}: {value}")
        return value

    def _link(self) -> str:
        link = self.values["link"]
        return self._value("link", link, link.startswith(LINKS.format(language=self.language)))

    def _next(self) -> tuple[ArticleId, ArticleId]:
        given = self.values["next"]
        ids = [ArticleId(one.strip()) for one in given.split(",")]
        self._value("next", given, len(set(ids)) == len(ids) == 2)
        return ids[0], ids[1]

    def _codes(self) -> tuple[str, ...]:
        given = self.values.get("codes")
        if given is None:
            return ()
        codes = tuple(one.strip() for one in given.split(","))
        self._value("codes", given, all(map(_CODE.fullmatch, codes)))
        return codes

    def _words(self) -> tuple[str, ...]:
        given = self.values["words"]
        phrases = tuple(one.strip() for one in given.split(","))
        self._value("words", given, all(phrases) and len(set(phrases)) == len(phrases))
        return phrases

    def _asks(self) -> tuple[str, ...]:
        are_right = len(self.asks) in ASKS and len(set(self.asks)) == len(self.asks)
        self._value("asks", str(len(self.asks)), are_right and all(self.asks))
        return tuple(self.asks)
