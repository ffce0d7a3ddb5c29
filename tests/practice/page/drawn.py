"""HTML as tests look at it: elements, their text and attributes, and what they are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str | None = None, **attributes: str) -> list["Element"]:
        """Below this one, in order; `data_dispatch` is the attribute `data-dispatch`."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.below()
            if (tag is None or one.tag == tag) and wanted.items() <= one.attributes.items()
        ]

    def one(self, tag: str | None = None, **attributes: str) -> "Element":
        (found,) = self.all(tag, **attributes)
        return found

    def below(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.below()

    @property
    def text(self) -> str:
        """Its words, with one space where there is any white space that a browser drops."""
        return re.sub(r"[ \t\n\r\f]+", " ", self.raw).strip(" ")

    @property
    def raw(self) -> str:
        return "".join(
            child if isinstance(child, str) else "\n" if child.tag == "br" else child.raw
            for child in self.children
        )

    def called(self, name: str, *tags: str) -> "Element":
        """The one control or group of this accessible name; `tags`: of these kinds only."""
        named = [one for one in self.below() if self.name_of(one) == name]
        (found,) = [one for one in named if not tags or one.tag in tags]
        return found

    def name_of(self, element: "Element") -> str | None:
        """As a browser computes it, as far as our HTML needs; None for what has no name."""
        if "aria-hidden" in element.attributes or element.attributes.get("type") == "hidden":
            return None
        if "aria-labelledby" in element.attributes:
            ids = element.attributes["aria-labelledby"].split(" ")
            return " ".join(self.one(id=id_).text for id_ in ids)
        if "aria-label" in element.attributes:
            return element.attributes["aria-label"]
        if element.tag in ("button", "a"):
            return element.text
        if element.tag in ("input", "select", "textarea"):
            labels = [
                label
                for label in self.all("label")
                if element in label.all()
                or ("id" in element.attributes and label.attributes.get("for") == element.id)
            ]
            return labels[0].text if labels else None
        return None

    def described(self, element: "Element") -> list[str]:
        ids = element.attributes.get("aria-describedby", "").split()
        return [self.one(id=id_).text for id_ in ids]

    @property
    def id(self) -> str:
        return self.attributes["id"]


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


def drawn(html: str) -> Element:
    """Raises: AssertionError where elements do not nest, or an id stands twice."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    (root,) = reading.open
    ids = [one.id for one in root.below() if "id" in one.attributes]
    assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
    return root
