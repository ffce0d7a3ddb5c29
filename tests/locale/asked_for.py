"""The keys that the code asks for: every call of a `Say`, read from the source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import bot
import handlers

PLACES: Final = [Path(place) for package in (bot, handlers) for place in package.__path__]
_ASKS: Final = ("plain", "count")
_HOLE: Final = "{}"


@dataclass
class Asked:
    """What the calls name: whole keys, and f-strings with `{}` for what is filled in."""

    keys: dict[str, set[str]] = field(default_factory=dict)  # key → where
    patterns: dict[str, set[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)  # a first argument that cannot be followed


@dataclass
class _Function:
    node: ast.FunctionDef | ast.AsyncFunctionDef
    where: str


class _Reader:
    """Follows a name to the constants it may hold, into the calls of the function if needed."""

    def __init__(self) -> None:
        self.asked = Asked()
        self._modules = [
            (path, ast.parse(path.read_text(encoding="utf-8")))
            for place in PLACES
            for path in sorted(place.rglob("*.py"))
        ]
        self._calls: dict[str, list[tuple[ast.Call, _Function | None, str]]] = {}

    def read(self) -> Asked:
        says: list[tuple[ast.Call, _Function | None, str]] = []
        for path, module in self._modules:
            for call, function in _calls(module, None, path.name):
                where = f"{path.name}:{call.lineno}"
                called = _place(_name(call.func), path.name)
                self._calls.setdefault(called, []).append((call, function, where))
                if _is_say(call.func) and call.args:
                    says.append((call, function, where))
        for call, function, where in says:
            self._take(call.args[0], function, where)
        return self.asked

    def _take(self, argument: ast.expr, function: _Function | None, where: str) -> None:
        match argument:
            case ast.Constant(value=str(key)):
                self.asked.keys.setdefault(key, set()).add(where)
            case ast.JoinedStr():
                self.asked.patterns.setdefault(_pattern(argument), set()).add(where)
            case ast.IfExp(body=body, orelse=orelse):
                self._take(body, function, where)
                self._take(orelse, function, where)
            case ast.Name(id=name) if function is not None:
                self._follow(name, function, where)
            case _:
                self.asked.unknown.append(f"{where}: {ast.unparse(argument)}")

    def _follow(self, name: str, function: _Function, where: str) -> None:
        assigned = [
            one.value
            for one in ast.walk(function.node)
            if isinstance(one, ast.Assign)
            and any(isinstance(to, ast.Name) and to.id == name for to in one.targets)
        ]
        for value in assigned:
            self._take(value, function, where)
        names = [one.arg for one in (*function.node.args.posonlyargs, *function.node.args.args)]
        if name not in names:
            if not assigned:
                self.asked.unknown.append(f"{where}: {name}")
            return
        if names[0] in ("self", "cls"):
            names = names[1:]
        place = names.index(name)
        for call, caller, there in self._calls.get(_place(function.node.name, function.where), []):
            if place < len(call.args):
                self._take(call.args[place], caller, there)


def _calls(
    node: ast.AST, function: _Function | None, where: str
) -> Iterator[tuple[ast.Call, _Function | None]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = _Function(node, where)
    if isinstance(node, ast.Call):
        yield node, function
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, function, where)


def _name(called: ast.expr) -> str:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _place(name: str, module: str) -> str:
    """What is private is called in its own module: others may have one of that name."""
    return f"{module}:{name}" if name.startswith("_") else name


def _is_say(called: ast.expr) -> bool:
    """`say(…)`, `asker.say(…)`, `say.plain(…)`, `self.count(…)` of Say itself."""
    match called:
        case ast.Name(id="say") | ast.Attribute(attr="say"):
            return True
        case ast.Attribute(value=ast.Name(id="say") | ast.Attribute(attr="say"), attr=attribute):
            return attribute in _ASKS
        case ast.Attribute(value=ast.Name(id="self"), attr="count"):
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="Say")), attr=attribute):
            return attribute in _ASKS
        case ast.Call(func=ast.Name(id="Say")):
            return True
    return False


def _pattern(text: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else _HOLE for part in text.values
    )


def asked_for() -> Asked:
    return _Reader().read()
