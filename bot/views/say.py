"""`say("key", field=…)`: a text in one language, with its fields made safe."""

from collections.abc import Sequence
from string import Formatter
from typing import Final

from bot.domain.stages import Language
from bot.locale import texts
from bot.views.text import Mrkdwn, escape, typed

_FORMATTER: Final = Formatter()


class Say:
    """Texts of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = texts(language)

    def __call__(self, key: str, /, **fields: str | int) -> Mrkdwn:
        """For mrkdwn: a field that is no `Mrkdwn` is taken for something a person typed."""
        safe = {name: _safe(value) for name, value in fields.items()}
        return Mrkdwn(_FORMATTER.vformat(self._texts.gettext(key), (), safe))

    def plain(self, key: str, /, **fields: str | int) -> str:
        """For plain text: labels, titles, field errors. Nothing comes alive there."""
        return _FORMATTER.vformat(self._texts.gettext(key), (), fields)

    def count(self, key: str, number: int, /, **fields: str | int) -> Mrkdwn:
        """For mrkdwn and plain text: `{n}` is the number."""
        safe = {name: _safe(value) for name, value in fields.items()}
        text = self._texts.ngettext(key, key, number)
        return Mrkdwn(_FORMATTER.vformat(text, (), {**safe, "n": number}))

    def some(
        self, items: Sequence[str], *, budget: int, between: str = "\n", of: int = 0
    ) -> Mrkdwn:
        """
        Texts of ours, as many as fit into `budget` characters, and how many more there are.

        `of`: how many there are in all, where not all of them were given.
        """
        fit = _fitting(items, budget, len(between))
        left = max(of, len(items)) - fit
        return Mrkdwn(between.join([*items[:fit], *self._more(left)]))

    def addresses(self, emails: Sequence[str], *, budget: int, of: int = 0) -> Mrkdwn:
        """In a block that can be copied as a whole, one a line; below it, how many more."""
        lines = [escape(email.replace("`", "'")) for email in emails]
        fit = _fitting(lines, budget, 1)
        block = "```" + "\n".join(lines[:fit]) + "```"
        left = max(of, len(lines)) - fit
        return Mrkdwn("\n".join([block, *self._more(left)]))

    def _more(self, left: int) -> list[Mrkdwn]:
        return [self.count("list.more", left)] if left else []

    @staticmethod
    def mrkdwn(text: str) -> Mrkdwn:
        """For a text of ours inside another one."""
        return Mrkdwn(text)


def _fitting(items: Sequence[str], budget: int, between: int) -> int:
    """How many of the first items have room."""
    for number, item in enumerate(items):
        budget -= len(item) + between
        if budget < 0:
            return number
    return len(items)


def _safe(value: str | int) -> str | int:
    return value if isinstance(value, int | Mrkdwn) else typed(value)
