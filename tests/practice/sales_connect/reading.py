"""What a screen reader gets of a screen: fields with their labels, buttons, forms, headings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attrs = dict[str, str | None]
FIELDS = {"input", "select", "textarea"}


@dataclass
class Form:
    action: str | None
    method: str | None
    fields: list[Attrs] = field(default_factory=list)
    buttons: list[tuple[str, Attrs]] = field(default_factory=list)


class Page(HTMLParser):
    """Read once; `labels` maps a field's id, or its value where it has no id, to words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.buttons: list[tuple[str, Attrs]] = []
        self.headings: list[tuple[str, str]] = []
        self.labels: dict[str, str] = {}
        self.fields: list[Attrs] = []
        self.ids: list[str] = []
        self.text = ""
        self._open: list[tuple[str, Attrs, int]] = []
        self._inside_label: Attrs | None = None
        self.feed(str(html))  # plain text: what is added to Markup is escaped again

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "form":
            self.forms.append(Form(given.get("action"), given.get("method")))
        if tag in FIELDS:
            self._field(given)
        if tag != "input":
            self._open.append((tag, given, len(self.text)))
        if tag == "label":
            self._inside_label = given

    def handle_endtag(self, tag: str) -> None:
        opened, given, start = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        words = " ".join(self.text[start:].split())
        if tag == "button":
            self.buttons.append((words, given))
            if given.get("type") != "button":
                self.forms[-1].buttons.append((words, given))
        if tag in ("h2", "h3"):
            self.headings.append((tag, words))
        if tag == "label":
            assert self._inside_label is not None
            key = given.get("for") or self._inside_label.get("for")
            self.labels[str(key)] = words
            self._inside_label = None

    def handle_data(self, data: str) -> None:
        self.text += data

    def _field(self, given: Attrs) -> None:
        self.fields.append(given)
        if self.forms:
            self.forms[-1].fields.append(given)
        if self._inside_label is not None:
            self._inside_label["for"] = given.get("id") or given.get("value")

    @property
    def unlabelled(self) -> list[Attrs]:
        return [
            f
            for f in self.fields
            if f.get("type") != "hidden" and not self.labels.get(str(f.get("id") or f.get("value")))
        ]
