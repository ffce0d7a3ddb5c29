"""The pieces of the Block Kit check: problems with their place, texts, options, confirm dialogs."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
Surface: TypeAlias = Literal["message", "modal", "home"]

BLOCKS_IN_MESSAGE: Final = 50
BLOCKS_IN_VIEW: Final = 100
PRIVATE_METADATA: Final = 3000
OPTIONS: Final = 100
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
VIEW_TITLE: Final = 24
INPUT_TEXT: Final = 3000
ID: Final = 255


@dataclass(slots=True)
class Check:
    """Collects what is wrong, each problem with a JSON pointer as Slack shows it."""

    surface: Surface
    problems: list[str] = field(default_factory=list)
    focused: int = 0

    def wrong(self, problem: str, at: str) -> None:
        self.problems.append(f"{problem} [json-pointer:{at}]")

    def keys(self, thing: Any, allowed: Collection[str], at: str) -> None:
        if not isinstance(thing, dict):
            self.wrong("must provide an object", at)
            return
        for key in thing.keys() - set(allowed) - {"type"}:
            self.wrong(f"no more fields allowed: {key}", at)

    def string(
        self, thing: Json, key: str, longest: int, at: str, *, needed: bool = False, least: int = 0
    ) -> None:
        value = thing.get(key)
        if value is None:
            if needed:
                self.wrong(f"missing required field: {key}", at)
        elif not isinstance(value, str):
            self.wrong("must be a string", f"{at}/{key}")
        elif len(value) > longest:
            self.wrong(f"must be less than {longest + 1} characters", f"{at}/{key}")
        elif len(value) < least:
            self.wrong(f"must be more than {least - 1} characters", f"{at}/{key}")

    def integer(self, thing: Json, key: str, least: int, most: int, at: str) -> int | None:
        """The number, where there is one that is right."""
        value = thing.get(key)
        if value is None and key not in thing:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(f"must be a number between {least} and {most}", f"{at}/{key}")
            return None
        return value

    def text(
        self,
        thing: Json,
        key: str,
        longest: int,
        at: str,
        *,
        needed: bool = False,
        mrkdwn: bool = False,
    ) -> None:
        """A text object, 1 to `longest` characters; plain only, or plain or mrkdwn."""
        if thing.get(key) is None:
            if needed:
                self.wrong(f"missing required field: {key}", at)
            return
        self.text_object(thing[key], longest, f"{at}/{key}", mrkdwn=mrkdwn)

    def text_object(self, value: Any, longest: int, at: str, *, mrkdwn: bool) -> None:
        if not isinstance(value, dict):
            self.wrong("must provide an object", at)
            return
        kinds = ("plain_text", "mrkdwn") if mrkdwn else ("plain_text",)
        if value.get("type") not in kinds:
            self.wrong(f"unsupported type: {value.get('type')}", f"{at}/type")
        self.keys(value, ("text", "emoji" if value.get("type") == "plain_text" else "verbatim"), at)
        self.string(value, "text", longest, at, needed=True, least=1)

    def listed(self, thing: Json, key: str, least: int, most: int, at: str) -> list[Any]:
        value = thing.get(key)
        if not isinstance(value, list):
            self.wrong(f"missing required field: {key}" if value is None else "must be a list", at)
            return []
        if len(value) > most:
            self.wrong(f"no more than {most} items allowed", f"{at}/{key}")
        if len(value) < least:
            self.wrong(f"no less than {least} items allowed", f"{at}/{key}")
        return value

    def confirm(self, thing: Json, at: str) -> None:
        confirm = thing.get("confirm")
        if confirm is None:
            return
        at = f"{at}/confirm"
        if not isinstance(confirm, dict):
            self.wrong("must provide an object", at)
            return
        self.keys(confirm, ("title", "text", "confirm", "deny", "style"), at)
        self.text(confirm, "title", 100, at)
        self.text(confirm, "text", 300, at, needed=True, mrkdwn=True)
        self.text(confirm, "confirm", 30, at)
        self.text(confirm, "deny", 30, at)
        self.style(confirm, at)

    def style(self, thing: Json, at: str) -> None:
        if thing.get("style") not in (None, "primary", "danger"):
            self.wrong("style must be primary or danger", f"{at}/style")

    def option(self, option: Any, at: str, *, mrkdwn: bool = False, url: bool = False) -> None:
        if not isinstance(option, dict):
            self.wrong("must provide an object", at)
            return
        self.keys(option, {"text", "value", "description"} | ({"url"} if url else set()), at)
        self.text(option, "text", OPTION_TEXT, at, needed=True, mrkdwn=mrkdwn)
        self.text(option, "description", OPTION_TEXT, at, mrkdwn=mrkdwn)
        self.string(option, "value", OPTION_VALUE, at, needed=True, least=1)

    def options(self, thing: Json, at: str, *, most: int, mrkdwn: bool, least: int = 1) -> None:
        options = self.listed(thing, "options", least, most, at)
        for number, option in enumerate(options):
            self.option(option, f"{at}/options/{number}", mrkdwn=mrkdwn)
        values = [o.get("value") for o in options if isinstance(o, dict)]
        if len(values) != len(set(map(str, values))):
            self.wrong("duplicate option values", f"{at}/options")

    def groups(self, thing: Json, at: str, *, least: int = 1) -> None:
        for number, group in enumerate(self.listed(thing, "option_groups", 1, OPTIONS, at)):
            here = f"{at}/option_groups/{number}"
            if not isinstance(group, dict):
                self.wrong("must provide an object", here)
                continue
            self.keys(group, ("label", "options"), here)
            self.text(group, "label", OPTION_TEXT, here, needed=True)
            self.options(group, here, most=OPTIONS, mrkdwn=False, least=least)


def offered(element: Json) -> list[Json]:
    """The options of an element, those in groups too; what is malformed is left out."""
    found = _objects(element.get("options"))
    for group in _objects(element.get("option_groups")):
        found += _objects(group.get("options"))
    return found


def _objects(value: Any) -> list[Json]:
    return [o for o in value if isinstance(o, dict)] if isinstance(value, list) else []
