"""`Preview`: its pages, what is mended in it, and `Start`."""

import re
from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.addresses import the_address
from bot.domain.ids import RunId
from bot.domain.provisioning import Candidate, Plan
from bot.domain.refusals import Refusal
from bot.domain.replan import Mended, mended_problem, with_nearest
from bot.domain.run import Driver, Run
from bot.domain.run_commands import AskForProblems, PrepareRun, StartRun
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.ids import Field
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import mend_modal
from bot.views.refusals import words
from bot.views.text import escape
from handlers.drafts import Draft, change_plan, draft_of, number_of, page_of, replanned
from handlers.front import Asker, Front
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.provisioning import chosen_workspaces, planned
from handlers.replies import carry_out, close_modal, why_not
from handlers.shown_preview import shown_preview


def register(app: AsyncApp, front: Front) -> None:
    """The buttons in the preview, and the submissions of it."""

    @app.action(ids.OPEN_PREVIEW)
    async def wants_the_preview(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, value_of(body))
        if isinstance(draft, Draft):
            await front.open(body, shown_preview(front, draft.run, draft.setup, asker))
        else:
            await _say(front, body, asker, draft)
        await ack()

    @app.action(ids.PREVIEW_BACK)
    async def turned_back(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _turned(front, body, -1)
        await ack()

    @app.action(ids.PREVIEW_ON)
    async def turned_on(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _turned(front, body, 1)
        await ack()

    @app.action(ids.SET_WORKSPACES)
    async def set_workspaces(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        if not isinstance(draft, Draft):
            await _say(front, body, asker, draft)
        elif isinstance(chosen := _selected(body, draft.setup, asker), Mended):
            await front.replace(body, await _mended(front, asker, draft, chosen))
        else:
            said = "\n".join(chosen.values()) or asker.say.plain("fault.nobody_selected")
            await front.open(body, notice_modal(escape(said), asker.say))
        await ack()

    @app.action({"action_id": re.compile(f"^{ids.USE_NEAREST}")})
    async def takes_the_nearest(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        number = body["actions"][0]["action_id"].removeprefix(ids.USE_NEAREST)
        if not isinstance(draft, Draft):
            await _say(front, body, asker, draft)
        elif number.isdecimal() and int(number) in draft.run.problems:
            mended = with_nearest(draft.run, int(number))
            await front.replace(body, await _mended(front, asker, draft, mended))
        await ack()

    @app.action(ids.MEND)
    async def wants_to_mend(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await page_of(front, body, metadata_of(body))
        if isinstance(draft, Draft):
            await front.open(body, mend_modal(draft.run, draft.setup, asker.say))
        else:
            await _say(front, body, asker, draft)
        await ack()

    @app.view(ids.MEND_MODAL)
    async def mended(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        if not isinstance(draft, Draft):
            notice = notice_modal(words(draft, asker.say), asker.say)
            await ack(response_action="update", view=notice)
            return
        found = _typed_mends(Typed(body), draft.run, draft.setup, asker)
        if not isinstance(found, Mended):
            await ack(response_action="errors", errors=found)
            return
        view = await _mended(front, asker, draft, found)
        await front.replace_below(body, view)
        await ack()

    @app.action(ids.SEND_PROBLEMS)
    async def wants_the_problems(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), metadata_of(body)
        run_id = RunId(value.run_id if value else "")
        key = str(body["actions"][0]["action_ts"])
        command = AskForProblems(setup_id_of(value), run_id, key)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        refused = why_not(answer, asker)
        said = asker.say("preview.problems_sent")
        await front.open(
            body, notice_modal(asker.say.mrkdwn(refused.text) if refused else said, asker.say)
        )
        await ack()

    @app.action(ids.DISCONNECT_FIRST)
    async def disconnects_first(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        if isinstance(draft, Draft):
            plan = await change_plan(front, draft)
            view = await _shown(front, asker, draft.setup, plan, RunId(token_hex(8)), stay=True)
            await front.open(body, view)
        else:
            await _say(front, body, asker, draft)
        await ack()

    @app.view(ids.PREVIEW_MODAL)
    async def started(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, StartRun)

    @app.view(ids.PREPARED_MODAL)
    async def prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, PrepareRun)

    @app.view(ids.STACKED_PREVIEW_MODAL)
    async def started_on_top(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, StartRun, all_of_them=False)

    @app.action(ids.START_PREPARED)
    async def starts_what_was_prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        run_id = RunId(value.run_id if value else "")
        await carry_out(front, body, StartRun(setup_id_of(value), run_id))
        await ack()


async def _confirmed(
    front: Front,
    ack: AsyncAck,
    body: Body,
    confirm: type[StartRun | PrepareRun],
    *,
    all_of_them: bool = True,
) -> None:
    """`Start`: what is chosen in the window is done first, as if its button had been pressed."""
    asker, value = await front.who(body), metadata_of(body)
    setup_id, run_id = setup_id_of(value), RunId(value.run_id if value else "")
    if _picks(body):
        _, draft = await draft_of(front, body, value)
        if isinstance(draft, Draft):
            chosen = _selected(body, draft.setup, asker)
            if not isinstance(chosen, Mended):
                await ack(response_action="errors", errors=chosen)
                return
            plan = await replanned(front, draft, chosen)
            new_id = RunId(token_hex(8))
            if not isinstance(plan, Plan) or len(plan.problems) > draft.run.problem_count:
                # Somebody cannot have these: that is shown before anything starts.
                view = await _shown(front, asker, draft.setup, plan, new_id)
                await ack(response_action="update", view=view)
                return
            await planned(front, asker, draft.setup, new_id, plan)
            run_id = new_id
    typed = Typed(body)
    driver = Driver.CONNECTOR if front.has_connector else Driver.GUIDED
    if typed.option(Field.DRIVER) in set(Driver):
        driver = Driver(typed.option(Field.DRIVER))
    tells = not typed.options(Field.QUIET)
    command = confirm(setup_id, run_id, driver, tells)
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    await close_modal(ack, answer, asker, all_of_them=all_of_them)


async def _turned(front: Front, body: Body, step: int) -> None:
    value = metadata_of(body)
    asker, draft = await page_of(front, body, value, step)
    if not isinstance(draft, Draft):
        await _say(front, body, asker, draft)
        return
    stay = body["view"].get("callback_id") == ids.STACKED_PREVIEW_MODAL
    page = number_of(value) + step
    view = shown_preview(front, draft.run, draft.setup, asker, page=page, stay=stay)
    await front.replace(body, view)


async def _say(front: Front, body: Body, asker: Asker, why: Refusal) -> None:
    await front.answer_press(body, refusal_answer(words(why, asker.say)), asker)


# What is chosen in the preview itself


def _picks(body: Body) -> bool:
    typed = Typed(body)
    return bool(typed.options_like(Field.SELECTED) or typed.options_like(Field.FOR_SELECTED))


def _selected(body: Body, setup: Setup, asker: Asker) -> Mended | dict[str, str]:
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


def _typed_mends(typed: Typed, run: Run, setup: Setup, asker: Asker) -> Mended | dict[str, str]:
    """What stands in the window of problems; a row that is emptied is left out."""
    mended: dict[int, Candidate] = {}
    without: set[int] = set()
    errors: dict[str, str] = {}
    for number, problem in run.problems.items():
        address, names = f"{Field.MENDED}:{number}", f"{Field.MENDED}:{number}.workspaces"
        if not typed.has(address) and not typed.has(names):
            continue
        picked = typed.options(names)
        workspaces = chosen_workspaces(picked, setup, asker.say)
        if isinstance(workspaces, str):
            errors[names] = workspaces
        elif not (typed.text(address).strip() if typed.has(address) else picked):
            without.add(number)
        else:
            email = typed.text(address) if typed.has(address) else problem.email
            given = workspaces if picked else None
            mended[number] = mended_problem(problem, the_address(email) or email.strip(), given)
    return errors or Mended(problems=mended, without=frozenset(without))


async def _mended(front: Front, asker: Asker, draft: Draft, mended: Mended) -> dict[str, Any]:
    """The preview of the draft that comes of it."""
    plan = await replanned(front, draft, mended)
    return await _shown(front, asker, draft.setup, plan, RunId(token_hex(8)))


async def _shown(
    front: Front,
    asker: Asker,
    setup: Setup,
    plan: Plan | Refusal,
    run_id: RunId,
    *,
    stay: bool = False,
) -> dict[str, Any]:
    if isinstance(plan, Plan):
        return await planned(front, asker, setup, run_id, plan, stay=stay)
    return notice_modal(words(plan, asker.say), asker.say)
