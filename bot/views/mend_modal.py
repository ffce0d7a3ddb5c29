"""The modal in which rows of a list are mended that were held back."""

from typing import Any, Final

from slack_sdk.models.blocks import (
    Block,
    ExternalDataMultiSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
)

from bot.domain.names import clean_name
from bot.domain.problems import Fault, Problem
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.workspaces import NAME_LENGTH
from bot.views import ids
from bot.views.blocks import context, field, modal, section
from bot.views.ids import CardValue, Field
from bot.views.problem_words import plain_fault
from bot.views.say import Say
from bot.views.text import mention
from bot.views.workspace_selects import chosen_option, default_option

ADDRESS_LENGTH: Final = 500  # characters: of what is no address, more may have been given
BY_ADDRESS: Final = frozenset(
    {Fault.MALFORMED, Fault.NO_ADDRESS, Fault.CLASH, Fault.OTHER_INSTANCE}
)
BY_WORKSPACES: Final = frozenset(
    {
        Fault.UNKNOWN_WORKSPACE,
        Fault.TOO_MANY_WORKSPACES,
        Fault.EXTRA_CELLS,
        Fault.CLASH,
        Fault.EXTRA_CELLS,
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
            fields.append(_workspaces(number, problem, _wanted(problem, run, setup, say), say))
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
            initial_value=problem.email[:ADDRESS_LENGTH] or None,
        ),
        required=False,
    )


def _workspaces(number: int, problem: Problem, wanted: list[Option], say: Say) -> InputBlock:
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
            initial_options=wanted or None,
        ),
        required=False,
    )


def _wanted(problem: Problem, run: Run, setup: Setup, say: Say) -> list[Option]:
    """Of what was wanted, the part that can be chosen: the nearest name for one that is unknown."""
    names = run.chosen if problem.workspaces is None else problem.workspaces
    if not names:
        return [default_option(say)]
    by_folded = {name.casefold(): name for name in setup.workspaces}
    found: dict[str, None] = {}
    for name in map(clean_name, names):
        if problem.nearest and name.casefold() == problem.name.casefold():
            found[problem.nearest] = None
        elif not setup.workspaces and len(name) <= NAME_LENGTH:
            found[name] = None
        elif name.casefold() in by_folded:
            found[by_folded[name.casefold()]] = None
    return [chosen_option(name) for name in found]
