"""A list as an admin has it, and what has to become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.domain.csv_import import FileFault
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Facts
from bot.domain.workspaces import Known

# "EMEA" begins like another one, and "Amérique" is no ASCII.
KNOWN: Final = Known(("Default", "EMEA", "EMEA North", "Amérique", "APAC"), default="Default")
NOBODY_SAID: Final = Known(())  # no list of workspaces yet
DEFAULT: Final[tuple[str, ...]] = ()
BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Planned:
    """Every row of the list is in exactly one of the first three."""

    read: int
    people: Mapping[str, tuple[str, ...]]  # workspaces by address; none: the default one
    problems: Mapping[int, Fault] = field(default_factory=dict)  # by line
    duplicates: Mapping[int, Again] = field(default_factory=dict)  # by line
    nearest: Mapping[int, str] = field(default_factory=dict)  # workspace that was meant, by line
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # where it is about names
    ignored: tuple[str, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    headless: int = 0  # rows of a file without header of which not all was read


# A fault that is only named by its kind: what it carries is not settled by the contract.
Expected: TypeAlias = Planned | FileFault | type[FileFault]


@dataclass(frozen=True, slots=True)
class Listing:
    """`open`: the contract does not settle it; why an admin would expect just this."""

    name: str
    content: str | bytes | Callable[[], bytes]
    expected: Expected
    chosen: tuple[str, ...] = ()
    known: Known = KNOWN
    facts: Facts = field(default_factory=Facts)
    open: str = ""

    def __str__(self) -> str:
        return self.name

    def data(self) -> bytes:
        match self.content:
            case str():
                return self.content.encode()
            case bytes():
                return self.content
            case _:
                return self.content()


def one_person(
    workspaces: tuple[str, ...] = DEFAULT, first: str | None = None, last: str = ""
) -> Planned:
    """A list of nobody but Ada."""
    names = {} if first is None else {ADA: (first, last)}
    return Planned(read=1, people={ADA: workspaces}, names=names)


ADA: Final = "ada@acme.example"
BO: Final = "bo@acme.example"
CY: Final = "cy@acme.example"
DEE: Final = "dee@acme.example"
EVE: Final = "eve@acme.example"
