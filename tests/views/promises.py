"""What the text of a window or of a question promises: who gets a message, and how many do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from bot.domain import run_steps, setup_steps
from bot.domain.commands import SetupCommand
from bot.domain.effects import Due, Notify
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.run import Run
from bot.domain.run_commands import RunCommand
from bot.domain.setup import Setup
from bot.domain.stages import Language

from .reading import buttons, text_objects
from .states import NOW, RULES, member


@dataclass(frozen=True)
class Meant:
    """Whom the words mean that stand for people whose names the window cannot know."""

    reader: str
    newly: Mapping[Role, str] = field(default_factory=dict)  # named in the window itself
    others: frozenset[str] = frozenset()  # the named people, without the reader
    connected: frozenset[str] = frozenset()  # rows of a batch that were not chosen
    doubter: frozenset[str] = frozenset()  # the Marketo admin, where their doubt is overruled
    is_so: bool = True  # what a sentence with `If` says comes true


@dataclass(frozen=True)
class Promise:
    told: frozenset[str]
    perhaps: frozenset[str] = frozenset()  # where the text leaves it open
    counts: tuple[tuple[int, int], ...] = ()  # as the text counts, and as it names


Words: TypeAlias = Callable[[Meant], frozenset[str]]


def _role(role: Role) -> Words:
    return lambda meant: frozenset({meant.newly[role]} if role in meant.newly else ())


def _newly(meant: Meant) -> frozenset[str]:
    return frozenset(meant.newly.values())


def _doubter(meant: Meant) -> frozenset[str]:
    return meant.doubter


def _reader(meant: Meant) -> frozenset[str]:
    return frozenset({meant.reader})


# Sentences that say who gets a message, and the words in them that mean somebody.
TELLING: Final = {
    Language.EN: r"sends one|sends you|tells each|is told|are told|goes? to|hears? of it",
    Language.FR: r"envoie un|vous envoie|indique|est prévenue|sont prévenues|va à|vont à|l’apprend",
}
LATER: Final = {
    Language.EN: r"once you report|Nothing is sent|sends nothing",
    Language.FR: r"dès que vous|Rien n’est envoyé|n’envoie rien",
}
CONDITION: Final = {Language.EN: "If ", Language.FR: "Si "}
_ADMINS: Final = (Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN, Role.SALESFORCE_ADMIN)
MEANS: Final[Mapping[Language, Mapping[str, Words]]] = {
    Language.EN: {
        r"\(.*\bMarketo admin\b.*\).* to the person you name": _role(_ADMINS[0]),
        r"\(.*\bSales Connect admin\b.*\).* to the person you name": _role(_ADMINS[1]),
        r"\(.*\bSalesforce admin\b.*\).* to the person you name": _role(_ADMINS[2]),
        r"\bMarketo admin hears of it where a recipient whom they doubted\b": _doubter,
        r"\bone to you\b|\bsends you\b|\byou too\b": _reader,
        r"\beach person you newly name\b": _newly,
        r"\beach one you do not choose\b": lambda meant: meant.connected,
        r"\bnamed (?:person|people)\b": lambda meant: meant.others,
    },
    Language.FR: {
        r"\(.*\badmin Marketo\b.*\).* à la personne désignée": _role(_ADMINS[0]),
        r"\(.*\badmin Sales Connect\b.*\).* à la personne désignée": _role(_ADMINS[1]),
        r"\(.*\badmin Salesforce\b.*\).* à la personne désignée": _role(_ADMINS[2]),
        r"\bL’admin Marketo l’apprend si une personne mise en doute\b": _doubter,
        r"\bun à vous\b|\bvous envoie\b|\bvous aussi\b": _reader,
        r"\bchaque personne nouvellement désignée\b": _newly,
        r"\bchacune de celles que vous ne choisissez pas\b": lambda meant: meant.connected,
        r"\d+ (?:autres? )?personnes? désignées?\b": lambda meant: meant.others,
    },
}
PERHAPS: Final[Mapping[Language, str]] = {
    Language.EN: r"\byou where a step is yours now\b",
    Language.FR: r"\bà vous si une étape vous revient\b",
}
NOBODY: Final = {
    Language.EN: "Nobody gets a message when you save.",
    Language.FR: "Personne ne reçoit de message quand vous enregistrez.",
}
_MENTION: Final = re.compile(r"<@(\w+)>")
_NUMBER: Final = re.compile(r"(\d+) (?:other |named |people|person|autre|personne)")


def said(shown: Any) -> str:
    """All words of a window."""
    return "\n".join(text for _, text in text_objects(shown))


def question_of(shown: Any, action_id: str) -> str:
    """The text of the question behind a button."""
    (found,) = {
        str(one["confirm"]["text"]["text"])
        for one in buttons(shown)
        if one["action_id"] == action_id
    }
    return found


def promise(text: str, language: Language, meant: Meant) -> Promise:
    """Read sentence by sentence, whatever it is that says so."""
    told: set[str] = set()
    perhaps: set[str] = set()
    counts: list[tuple[int, int]] = []
    for sentence in re.split(r"(?<=[.?])\s|\n|;", text):
        if not re.search(TELLING[language], sentence) or re.search(LATER[language], sentence):
            continue
        named = set(_MENTION.findall(sentence))
        for words, people in MEANS[language].items():
            if re.search(words, sentence):
                named |= people(meant)
        number = _NUMBER.search(sentence)
        if number and named != meant.connected:
            counts.append((int(number[1]), len(named)))
        if re.search(PERHAPS[language], sentence):
            perhaps.add(meant.reader)
        if meant.is_so or not sentence.startswith(CONDITION[language]):
            told |= named
    return Promise(frozenset(told), frozenset(perhaps), tuple(counts))


def told_by(effects: tuple[Due, ...]) -> list[str]:
    """Who gets a new message; somebody of a run by their row."""
    return [due.effect.slot.to for due in effects if isinstance(due.effect, Notify)]


def committed(setup: Setup, command: SetupCommand, by: Actor) -> tuple[Due, ...]:
    decision = setup_steps.decide(setup, command, by, NOW, RULES)
    assert isinstance(decision, Outcome), decision
    return decision.effects


def committed_of_run(run: Run, setup: Setup, command: RunCommand) -> tuple[Due, ...]:
    by = member(setup.sales_connect_admin)
    decision = run_steps.decide(run, setup, command, by, NOW)
    assert isinstance(decision, Outcome), decision
    return decision.effects


def assert_kept(promised: Promise, effects: tuple[Due, ...]) -> None:
    """Nobody else is told than the text says, nobody less, and it counts whom it names."""
    told = set(told_by(effects))

    assert told - promised.perhaps == promised.told - promised.perhaps
    assert {said for said, named in promised.counts if said != named} == set()
