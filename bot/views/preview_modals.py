"""The preview of a run: what `Start` will do, what is held back, and how that is mended."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement, RadioButtonsElement

from bot.domain.ids import SetupId
from bot.domain.pages import Page, may_edit, page_of
from bot.domain.problems import Again
from bot.domain.run import Driver, Purpose, Run
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views import ids
from bot.views.blocks import actions, button, context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import setup_name
from bot.views.preview_people import batches, edits
from bot.views.preview_problems import problems
from bot.views.preview_warnings import duplicates, unread, warnings
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn


def reading_modal(
    view: str, say: Say, *, done: int = 0, of: int = 0, slow: bool = False
) -> dict[str, Any]:
    """While the list is read. `view`: the external id by which the preview takes its place."""
    said = say("reading.text")
    if of:
        said = say("reading.progress", done=done, of=of)
    blocks: list[Block] = [section(said)]
    if slow:
        blocks.append(section(say("reading.slow")))
    return modal(
        callback_id=ids.PREVIEW_MODAL,
        title=say.plain("preview.title"),
        close=say.plain("modal.back"),
        external_id=view,
        blocks=[*blocks, context(say("reading.close"))],
    )


def preview_modal(
    run: Run,
    setup: Setup,
    say: Say,
    *,
    page: int = 0,
    names: Mapping[SetupId, str],
    connector: bool = False,
    external_id: str = "",
    stay: bool = False,
    note: Mrkdwn | None = None,
) -> dict[str, Any]:
    """
    A page of it; during the wait the run is kept instead of started.

    `run`: with the people and the problems of this page. `names`: what other instances are called.
    `stay`: it lies on another preview, which is to be seen again afterwards; Slack opens no window
    on top of it. `note`: what to say before all else.
    """
    assert run.read == run.people + run.problem_count + run.duplicate_count
    shown = page_of(run, page)
    is_kept = setup.stage is Stage.CONNECTED and not stay
    if run.unread:
        blocks, submit = unread(run.unread, say), None
    elif not run.people:
        blocks, submit = _parts(run, setup, shown, names, stay, say), None
    else:
        blocks = _parts(run, setup, shown, names, stay, say)
        blocks += _choices(run, setup, is_kept, connector, say)
        submit = say.plain("preview.keep" if is_kept else "preview.submit")
    callback_id = ids.PREPARED_MODAL if is_kept else ids.PREVIEW_MODAL
    if stay:
        callback_id = ids.STACKED_PREVIEW_MODAL
    return modal(
        callback_id=callback_id,
        title=say.plain("preview.title"),
        submit=submit,
        close=say.plain("modal.back"),
        private_metadata=CardValue(setup.id, run.id, str(shown.number)).dump(),
        external_id=external_id,
        tell_when_closed=_is_worth_keeping(run) and not stay,
        blocks=[
            *([section(note)] if note else []),
            *blocks,
            *_turning(run, setup, shown, say),
        ],
    )


def _is_worth_keeping(run: Run) -> bool:
    """Whether somebody would miss it who closed it by mistake."""
    return not run.unread and (run.gathered or run.first_draft is not None)


def _parts(
    run: Run, setup: Setup, page: Page, names: Mapping[SetupId, str], stay: bool, say: Say
) -> list[Block]:
    people = say.count(f"preview.people.{run.purpose}", run.people, setup=setup_name(setup, say))
    blocks: list[Block] = [section(people), context(_sum(run, say))]
    if not run.people:
        blocks.append(section(_nobody(run, say)))
    return [
        *blocks,
        *warnings(run, setup, say),
        *problems(run, setup, page, names, say, stay=stay),
        *batches(run, page, say),
        *duplicates(run, say),
        *(edits(run, setup, page, say, stay=stay) if may_edit(run) else ()),
    ]


def _sum(run: Run, say: Say) -> Mrkdwn:
    """Rows in are rows out."""
    return say(
        "preview.sum",
        read=run.read,
        people=say.count("preview.sum.people", run.people),
        problems=say.count("preview.sum.problems", run.problem_count),
        duplicates=say.count("preview.sum.duplicates", run.duplicate_count),
    )


def _nobody(run: Run, say: Say) -> Mrkdwn:
    done = run.repeats.get(Again.DONE, 0) + run.repeats.get(Again.UNDER_WAY, 0)
    if not run.problem_count:
        return say("preview.nobody.done")
    return say("preview.nobody.some" if done else "preview.nobody.problems")


def _choices(run: Run, setup: Setup, is_kept: bool, connector: bool, say: Say) -> list[Block]:
    """What follows from `Start`, and how it is done."""
    blocks: list[Block] = []
    if is_kept:
        blocks.append(context(say("preview.kept")))
    elif connector:
        blocks.append(context(say("preview.starts_either_way")))
    else:
        blocks.append(context(say(f"preview.starts.{run.purpose}")))
    if run.purpose is Purpose.CONNECT:
        blocks.append(context(say("preview.invited", **screens(setup, say))))
    if connector:
        blocks.append(_drivers(say))
    if run.purpose is not Purpose.DISCONNECT:
        blocks.append(_quiet(say))
    return blocks


def _drivers(say: Say) -> Block:
    drivers = [option(say.plain(f"driver.{one}"), one) for one in (Driver.CONNECTOR, Driver.GUIDED)]
    return field(
        Field.DRIVER,
        say.plain("driver.label"),
        RadioButtonsElement(action_id=ids.INPUT, options=drivers, initial_option=drivers[0]),
        hint=say.plain("driver.hint"),
    )


def _quiet(say: Say) -> Block:
    quiet = option(say.plain("quiet.option"), Field.QUIET)
    return field(
        Field.QUIET,
        say.plain("quiet.label"),
        CheckboxesElement(action_id=ids.INPUT, options=[quiet]),
        required=False,
    )


def _turning(run: Run, setup: Setup, page: Page, say: Say) -> list[Block]:
    if page.of == 1:
        return []
    value = CardValue(setup.id, run.id, str(page.number)).dump()
    buttons = []
    if page.number:
        buttons.append(button(say.plain("button.preview_back"), ids.PREVIEW_BACK, value))
    if not page.is_last:
        buttons.append(button(say.plain("button.preview_on"), ids.PREVIEW_ON, value))
    where = context(say("preview.page", number=page.number + 1, of=page.of))
    return [where, actions(*buttons)]
