"""Articles and their files, of which a test names only what it is about."""

from typing import Final

from bot.domain.stages import Language
from bot.guide.article import Article, ArticleId

ASKS: Final = ("one?", "two?", "three?", "four?", "five?")


def a_file(**fields: str) -> str:
    """`body=""` leaves it out, with the empty line before it; an empty field is left out."""
    given = {
        "title": "A title",
        "step": "5",
        "link": "https://experienceleague.adobe.com/en/docs/marketo/using/home",
        "next": "other, another",
        "words": "a word, another word",
        "asks": "\n".join(f"- {ask}" for ask in ASKS),
        "body": "A body.",
    } | fields
    body = given.pop("body")
    lines = [
        f"{name}:{chr(10) if name == 'asks' else ' '}{value}"
        for name, value in given.items()
        if value
    ]
    return "\n".join(lines) + (f"\n\n{body}\n" if body else "")


def an_article(
    article_id: str,
    *,
    language: Language = Language.EN,
    leads_to: tuple[str, str] = ("b", "c"),
    codes: tuple[str, ...] = (),
    step: int | None = None,
) -> Article:
    return Article(
        id=ArticleId(article_id),
        language=language,
        title=f"About {article_id}",
        body="A body.",
        step=step,
        link="https://experienceleague.adobe.com/en/docs/marketo/using/home",
        next=(ArticleId(leads_to[0]), ArticleId(leads_to[1])),
        codes=codes,
        about=None,
        words=("a word",),
        asks=ASKS,
    )
