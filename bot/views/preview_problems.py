"""Of a preview: the rows that were held back, and what mends them."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.ids import SetupId
from bot.domain.pages import Page
from bot.domain.problems import Fault
from bot.domain.replan import takes_for
from bot.domain.run import Purpose, Run
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.buttons import workspaces
from bot.views.ids import CardValue
from bot.views.mend_modal import MENDED_HERE
from bot.views.problem_words import problem_line
from bot.views.say import Say
from bot.views.text import Mrkdwn

MOST_NEAREST = 5  # names that are offered on one page
LABEL_LENGTH = 75  # characters of a button


def problems(
    run: Run,
    setup: Setup,
    page: Page,
    names: Mapping[SetupId, str],
    say: Say,
    *,
    stay: bool = False,
) -> list[Block]:
    """`stay`: nothing is offered that opens a window."""
    if not run.problem_count:
        return []
    said = [say.count("preview.problems", run.problem_count)]
    if run.problem_count > len(page.problems):
        said += [
            say(f"preview.fault.{fault}", n=run.faults[fault])
            for fault in Fault
            if run.faults.get(fault)
        ]
    lines = [problem_line(run.problems[number], names, say) for number in page.problems]
    blocks: list[Block] = [section(Mrkdwn("\n".join(said))), *map(section, lines)]
    nearest = _nearest(run, setup, page, say)
    if nearest:
        blocks.append(actions(*nearest))
    return [*blocks, actions(*_buttons(run, setup, page, stay, say))]


def _buttons(run: Run, setup: Setup, page: Page, stay: bool, say: Say) -> list[ButtonElement]:
    value = CardValue(setup.id, run.id, str(page.number)).dump()
    buttons = []
    if not stay and any(run.problems[number].fault in MENDED_HERE for number in page.problems):
        buttons.append(button(say.plain("button.mend"), ids.MEND, value))
    buttons.append(button(say.plain("button.send_problems"), ids.SEND_PROBLEMS, value))
    if run.purpose is Purpose.CONNECT and run.faults.get(Fault.CONNECTED_OTHERWISE):
        buttons.append(button(say.plain("button.disconnect_first"), ids.DISCONNECT_FIRST, value))
    if not stay and run.faults.get(Fault.UNKNOWN_WORKSPACE):
        buttons.append(workspaces(setup, say, run.id))
    return buttons


def _nearest(run: Run, setup: Setup, page: Page, say: Say) -> list[ButtonElement]:
    """One for each wrong name: it stands for everybody of whom the same one is named."""
    offered: dict[str, int] = {}
    for number in page.problems:
        one = run.problems[number]
        if one.name.casefold() not in offered and takes_for(one, setup.workspaces):
            offered[one.name.casefold()] = number
    numbers = list(offered.values())[:MOST_NEAREST]
    nearest = [run.problems[number].nearest for number in numbers]
    return [
        button(
            _use(right, run.problems[number].name, nearest.count(right) > 1, say),
            f"{ids.USE_NEAREST}{number}",
            CardValue(setup.id, run.id, str(number)).dump(),
        )
        for number, right in zip(numbers, nearest, strict=True)
    ]


def _use(right: str, wrong: str, is_doubtful: bool, say: Say) -> str:
    """Two wrong names for which the same is offered are told apart."""
    label = say.plain("button.use_nearest", name=right)
    if is_doubtful:
        label = say.plain("button.use_nearest_for", name=right, wrong=wrong)
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1] + "…"
