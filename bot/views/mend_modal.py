"""The modal in which rows of a list are mended that were held back."""

from typing import Any, Final

from slack_sdk.models.blocks import (
    Block,
    ExternalDataMultiSelectElement,
    InputBlock,
    PlainTextInputElement,
)

from bot.domain.names import clean_name
from bot.domain.problems import Fault, Problem
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import context, field, modal, section
from bot.views.ids import CardValue, Field
from bot.views.problem_words import plain_fault
from bot.views.say import Say
from bot.views.text import mention

ADDRESS_LENGTH: Final = 500  # characters: of what is no address, more may have been given
GIVEN_LENGTH: Final = 1_000  # characters: a cell of a file may name any number of workspaces
BY_ADDRESS: Final = frozenset(
    {Fault.MALFORMED, Fault.NO_ADDRESS, Fault.CLASH, Fault.OTHER_INSTANCE}
)
BY_WORKSPACES: Final = frozenset(
    {
        Fault.UNKNOWN_WORKSPACE,
        Fault.TOO_MANY_WORKSPACES,
        Fault.EXTRA_CELLS,
        Fault.CLASH,
        Fault.UNDER_WAY_OTHERWISE,
        Fault.CONNECTED_OTHERWISE,
    }
)
MENDED_HERE: Final = BY_ADDRESS | BY_WORKSPACES


def mend_modal(run: Run, setup: Setup, say: Say) -> dict[str, Any]:
    """`run`: with the problems of one page."""
    fields: list[Block] = []
    for number, problem in run.problems.items():
        if problem.fault is Fault.NO_ADDRESS and problem.user_id:
            fields.append(context(mention(problem.user_id)))  # a label shows no name for an id
        if problem.fault in BY_ADDRESS:
            fields.append(_address(number, problem, say))
        if problem.fault in BY_WORKSPACES:
            fields.append(_workspaces(number, problem, run, say))
    return modal(
        callback_id=ids.MEND_MODAL,
        title=say.plain("mend.title"),
        submit=say.plain("mend.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id, run.id).dump(),
        blocks=[section(say("mend.intro")), *fields],
    )


def _address(number: int, problem: Problem, say: Say) -> InputBlock:
    return field(
        f"{Field.MENDED}:{number}",
        plain_fault(problem, say),
        PlainTextInputElement(
            action_id=ids.INPUT,
            max_length=ADDRESS_LENGTH,
            initial_value=shown_address(problem) or None,
        ),
        required=False,
    )


def shown_address(problem: Problem) -> str:
    """What stands in the field of an address until somebody changes it."""
    return " ".join(problem.email.split())[:ADDRESS_LENGTH].strip()


def _workspaces(number: int, problem: Problem, run: Run, say: Say) -> InputBlock:
    """
    Empty at first: part of what was asked for may be wrong, and who leaves a field as it is has
    agreed to nothing.
    """
    label = plain_fault(problem, say)
    if problem.fault in BY_ADDRESS:
        label = say.plain("mend.workspaces_of", fault=label)
    return field(
        f"{Field.MENDED}:{number}.workspaces",
        label,
        ExternalDataMultiSelectElement(
            action_id=ids.INPUT,
            placeholder=say.plain("provision.workspaces.placeholder"),
            min_query_length=0,
        ),
        required=False,
        hint=_hint(problem, run, say),
    )


def _hint(problem: Problem, run: Run, say: Say) -> str:
    names = run.chosen if problem.workspaces is None else problem.workspaces
    listed = "; ".join(map(clean_name, names)) or say.plain("workspaces.default")
    if len(listed) > GIVEN_LENGTH:
        listed = f"{listed[: GIVEN_LENGTH - 1]}…"
    given = say.plain("mend.given", names=listed)
    if not problem.nearest:
        return given
    nearest = say.plain("problem.unknown_workspace.nearest.way", nearest=problem.nearest)
    return f"{given} {nearest}"
