"""What is chosen and typed in a preview, and the preview of the draft that comes of it."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.addresses import the_address
from bot.domain.ids import RunId
from bot.domain.provisioning import Candidate, Plan
from bot.domain.refusals import (
    AlreadyInARun,
    ChangedMeanwhile,
    NoSuchSetup,
    Refusal,
    RunNotOpen,
)
from bot.domain.replan import Mended, mended_problem
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.ids import CardValue, Field
from bot.views.mend_modal import shown_address
from bot.views.modals import notice_modal
from bot.views.refusals import words
from bot.views.text import Mrkdwn
from handlers.drafts import Draft, draft_of, kept, number_of, replanned
from handlers.front import Asker, Front
from handlers.payload import Body, Typed, metadata_of
from handlers.provisioning import chosen_workspaces
from handlers.shown_preview import shown_preview


def stays(body: Body) -> bool:
    """Whether the window is a preview above another one: Slack opens none on top of it."""
    return str(body["view"].get("callback_id")) == ids.STACKED_PREVIEW_MODAL


async def mended_view(
    front: Front,
    asker: Asker,
    draft: Draft,
    mended: Mended,
    *,
    page: int = 0,
    stay: bool = False,
    note: Mrkdwn | None = None,
) -> dict[str, Any]:
    """The preview of the draft that takes the place of this one."""
    plan = await replanned(front, draft, mended)
    return await draft_view(
        front, asker, draft.setup, plan, mends=draft.run, page=page, stay=stay, note=note
    )


async def draft_view(
    front: Front,
    asker: Asker,
    setup: Setup,
    plan: Plan | Refusal,
    *,
    mends: Run | None = None,
    page: int = 0,
    stay: bool = False,
    note: Mrkdwn | None = None,
) -> dict[str, Any]:
    """The preview of a new draft, or why there is none; `mends`: the one whose place it takes."""
    if not isinstance(plan, Plan):
        return notice_modal(words(plan, asker.say), asker.say)
    answer = await kept(front, asker, setup, plan, mends=mends)
    if isinstance(answer, Done) and answer.run:
        run, after = answer.run, answer.setup
        return shown_preview(front, run, after, asker, page=page, stay=stay, note=note)
    why = answer.why if isinstance(answer, Refused) else NoSuchSetup()
    return notice_modal(words(why, asker.say), asker.say)


async def as_it_is_now(
    front: Front, body: Body, value: CardValue | None, why: Refusal, *, stay: bool = False
) -> dict[str, Any] | None:
    """Instead of a refusal: the preview of the same list, planned anew. None: words must do."""
    if value is None or not isinstance(why, AlreadyInARun | ChangedMeanwhile | RunNotOpen):
        return None
    asker = await front.who(body)
    newest = await front.ask.newest(asker.actor.team_id, RunId(value.run_id))
    if isinstance(why, RunNotOpen) and newest == value.run_id:
        return None
    asker, draft = await draft_of(front, body, CardValue(value.setup_id, newest))
    if not isinstance(draft, Draft):
        return None
    match why:
        case RunNotOpen():
            note = asker.say("preview.now.mended")
            return shown_preview(front, draft.run, draft.setup, asker, stay=stay, note=note)
        case AlreadyInARun(emails):
            note = asker.say("preview.now.in_a_run", email=", ".join(emails))
        case ChangedMeanwhile(email):
            note = asker.say("preview.now.connected", email=email)
    return await mended_view(front, asker, draft, Mended(), stay=stay, note=note)


async def show_below(front: Front, ack: AsyncAck, body: Body, preview: dict[str, Any]) -> None:
    """In the window under that which is submitted; in its own place, if that one is gone."""
    if await front.replace_below(body, preview):
        await ack()
    else:
        await ack(response_action="update", view=preview)


async def say_of(front: Front, body: Body, asker: Asker, draft: Draft, text: Mrkdwn) -> None:
    """In a small window, or where Slack opens none, in the preview itself."""
    if not stays(body) and await front.open(body, notice_modal(text, asker.say)):
        return
    run, setup, page = draft.run, draft.setup, number_of(metadata_of(body))
    view = shown_preview(front, run, setup, asker, page=page, stay=stays(body), note=text)
    await front.replace(body, view)


def picks(body: Body) -> bool:
    """Whether anything is chosen in the preview itself."""
    typed = Typed(body)
    return bool(typed.options_like(Field.SELECTED) or typed.options_like(Field.FOR_SELECTED))


def selected(body: Body, setup: Setup, asker: Asker) -> Mended | dict[str, str]:
    """People and their workspaces, or what is missing of the two."""
    typed, say = Typed(body), asker.say
    rows = [int(one) for one in typed.options_like(Field.SELECTED) if one.isdecimal()]
    picked = typed.options_like(Field.FOR_SELECTED)
    workspaces = chosen_workspaces(picked, setup, say)
    if isinstance(workspaces, str):
        return {typed.block_like(Field.FOR_SELECTED): workspaces}
    if not rows:
        return {typed.block_like(Field.SELECTED): say.plain("fault.nobody_selected")}
    if not picked:
        return {typed.block_like(Field.FOR_SELECTED): say.plain("fault.no_workspaces_for_them")}
    return Mended(workspaces=dict.fromkeys(rows, workspaces))


def typed_mends(body: Body, run: Run, setup: Setup, asker: Asker) -> Mended | dict[str, str]:
    """
    What was changed in the window of problems.

    A field that is empty, or as it was, changes nothing: Slack may send one back empty that
    nobody touched.
    """
    typed, errors = Typed(body), dict[str, str]()
    mended: dict[int, Candidate] = {}
    for number, problem in run.problems.items():
        names = f"{Field.MENDED}:{number}.workspaces"
        picked = typed.options(names)
        workspaces = chosen_workspaces(picked, setup, asker.say)
        email = typed.text(f"{Field.MENDED}:{number}").strip()
        is_other = bool(email) and email != shown_address(problem)
        if isinstance(workspaces, str):
            errors[names] = workspaces
        elif is_other or picked:
            address = (the_address(email) or email) if is_other else problem.email
            mended[number] = mended_problem(problem, address, workspaces if picked else None)
    return errors or Mended(problems=mended)
