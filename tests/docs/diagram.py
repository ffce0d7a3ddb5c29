"""The state diagram of docs/architecture.md, printed from the table: `make diagram`."""

from pathlib import Path
from typing import Final

from bot.domain.setup_steps import STEPS
from bot.domain.stages import Stage

ARCHITECTURE: Final = Path(__file__).parent.parent.parent / "docs" / "architecture.md"
BEGIN: Final = "<!-- printed by `make diagram` -->\n"
END: Final = "<!-- end of what is printed -->\n"
_OPEN: Final = [stage for stage in Stage if stage is not Stage.CANCELLED]


def printed() -> str:
    """Arrows between stages as Mermaid draws them, and below them what leaves a stage as it is."""
    arrows = ["    [*] --> named: StartSetup"]
    stays: dict[str, list[Stage]] = {}
    for (stage, command), step in STEPS.items():
        arrows += [f"    {stage} --> {to}: {command.__name__}" for to in step.to if to is not stage]
        if stage in step.to:
            stays.setdefault(command.__name__, []).append(stage)
    rows = [f"| `{name}` | {_named(stages)} |" for name, stages in stays.items()]
    table = ["| leaves the stage as it is | in |", "|---|---|", *rows]
    picture = ["```mermaid", "stateDiagram-v2", *arrows, "```"]
    return "\n".join([*picture, "", *table, ""])


def _named(stages: list[Stage]) -> str:
    if set(stages) == set(Stage):
        return "every stage"
    if set(stages) == set(_OPEN):
        return "every stage but cancelled"
    return ", ".join(stage for stage in Stage if stage in stages)


def print_it() -> None:
    """Puts it where the document has it."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    ARCHITECTURE.write_text(text[:before] + printed() + text[after:], encoding="utf-8")


if __name__ == "__main__":
    print_it()
