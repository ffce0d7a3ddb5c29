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

    def some(self, items: Sequence[str], *, budget: int, between: str = "\n") -> Mrkdwn:
        """Texts of ours, as many as fit into `budget` characters, and how many more there are."""
        shown: list[str] = []
        for item in items:
            budget -= len(item) + len(between)
            if budget < 0:
                break
            shown.append(item)
        if len(shown) < len(items):
            shown.append(self.count("list.more", len(items) - len(shown)))
        return Mrkdwn(between.join(shown))

    def addresses(self, emails: Sequence[str], *, budget: int) -> Mrkdwn:
        """In a block that can be copied as a whole, one a line."""
        lines = [escape(email.replace("`", "'")) for email in emails]
        return Mrkdwn(f"```{self.some(lines, budget=budget)}```")

    @staticmethod
    def mrkdwn(text: str) -> Mrkdwn:
        """For a text of ours inside another one."""
        return Mrkdwn(text)


def _safe(value: str | int) -> str | int:
    return value if isinstance(value, int | Mrkdwn) else typed(value)
