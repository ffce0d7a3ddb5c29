"""The most and the worst that may be typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.stages import Language, Stage
from bot.domain.workspaces import NAME_LENGTH as WORKSPACE_LENGTH
from bot.domain.workspaces import Known
from bot.views.ids import Field
from bot.views.modals import NAME_LENGTH, workspaces_modal
from bot.views.provisioning_modals import WHY_LENGTH
from bot.views.say import Say

from .states import a_setup
from .typed import Typed, View

SIGNS: Final = "*_~<>&`" * 40


# As long as an address may be, and every one another.
LONG_ADDRESSES: Final = tuple(
    (f"{n:03}" + "x" * 61 + "@" + ".".join(["y" * 60] * 3) + ".exam")[:254] for n in range(50)
)
MANY_WORKSPACES: Final = tuple(f"{n:03}{SIGNS}"[:WORKSPACE_LENGTH] for n in range(120))
# Names that Marketo gives have no length of ours.
OF_MARKETO: Final = (SIGNS, *(f"{n:03}{SIGNS * 4}" for n in range(400)))


def input_of(view: View, block_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        block["element"] for block in view["blocks"] if block.get("block_id") == block_id
    )
    return found


def picked(names: Sequence[str]) -> tuple[str, ...]:
    """As many of them, from the first, as one run takes."""
    people = [Candidate("sam@acme.example")]
    known, numbers = Known(names), range(len(names) + 1)
    takes = [n for n in numbers if isinstance(plan_run(people, names[:n], known), Plan)]
    return tuple(names[: max(takes)])


# As many long names as fit into the field where they are typed, one a line.
_ROOM: Final = int(
    input_of(workspaces_modal(a_setup(Stage.READY), Say(Language.EN)), Field.NAMES)["max_length"]
)
TYPED_WORKSPACES: Final = MANY_WORKSPACES[: (_ROOM + 1) // (WORKSPACE_LENGTH + 1)]
PICKED_WORKSPACES: Final = picked(TYPED_WORKSPACES)
WORST: Final = Typed(
    name=SIGNS[:NAME_LENGTH],
    workspaces=TYPED_WORKSPACES,
    picked=PICKED_WORKSPACES,
    emails=LONG_ADDRESSES,
    why=SIGNS[:WHY_LENGTH],
    malformed=SIGNS * 4,
    unknown=SIGNS,
    columns=(SIGNS,) * 30,
    halted=SIGNS,
    word=SIGNS,
    from_marketo=OF_MARKETO,
    unread=SIGNS * 4,
    recipient=(SIGNS * 2)[:300],
    recipient_email=LONG_ADDRESSES[0],
    refused=SIGNS,
)
LONGEST: Final = replace(WORST, name="N" * NAME_LENGTH, refused="r" * 300)
"""What a name does to `text` is tested in test_nothing_typed_comes_alive.py."""
