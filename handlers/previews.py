"""`Preview`: its pages, and what is mended in it."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import RunId
from bot.domain.refusals import Refusal
from bot.domain.replan import Mended, with_nearest
from bot.domain.run_commands import AskForProblems
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.ids import CardValue
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import mend_modal
from bot.views.refusals import words
from bot.views.text import escape
from handlers.drafts import Draft, change_plan, draft_of, number_of, page_of
from handlers.front import Asker, Front
from handlers.mending import (
    draft_view,
    mended_view,
    picks,
    say_of,
    selected,
    show_below,
    stays,
    typed_mends,
)
from handlers.payload import Body, metadata_of, seen_of, setup_id_of, team_of, value_of
from handlers.shown_preview import shown_preview


def register(app: AsyncApp, front: Front) -> None:
    """The buttons in the preview, and the window of its problems."""

    @app.action(ids.OPEN_PREVIEW)
    async def wants_the_preview(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await page_of(front, body, await _newest(front, body))
        if isinstance(draft, Draft):
            view = shown_preview(front, draft.run, draft.setup, asker)
            said = await front.open_or_say(body, view, asker.say)
            await front.answer_press(body, said, asker)
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
        if isinstance(draft, Draft):
            await _set(front, body, asker, draft, number_of(metadata_of(body)))
        else:
            await _say(front, body, asker, draft)
        await ack()

    @app.action({"action_id": re.compile(f"^{ids.USE_NEAREST}")})
    async def takes_the_nearest(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        number = body["actions"][0]["action_id"].removeprefix(ids.USE_NEAREST)
        if not isinstance(draft, Draft):
            await _say(front, body, asker, draft)
        elif number.isdecimal() and int(number) in draft.run.problems:
            mended = with_nearest(draft.run, int(number), draft.setup.workspaces)
            view = await mended_view(front, asker, draft, mended, stay=stays(body))
            await _replace(front, body, asker, view)
        await ack()

    @app.action(ids.MEND)
    async def wants_to_mend(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await page_of(front, body, metadata_of(body))
        if not isinstance(draft, Draft):
            await _say(front, body, asker, draft)
        elif not await front.open(body, mend_modal(draft.run, draft.setup, asker.say)):
            await say_of(front, body, asker, draft, asker.say("fault.not_opened"))
        await ack()

    @app.view(ids.MEND_MODAL)
    async def mended(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        if not isinstance(draft, Draft):
            notice = notice_modal(words(draft, asker.say), asker.say)
            await ack(response_action="update", view=notice)
            return
        found = typed_mends(body, draft.run, draft.setup, asker)
        if not isinstance(found, Mended):
            await ack(response_action="errors", errors=found)
        elif not found.problems:  # the preview below is as it was
            await ack()
        else:
            await show_below(front, ack, body, await mended_view(front, asker, draft, found))

    @app.action(ids.SEND_PROBLEMS)
    async def wants_the_problems(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), metadata_of(body)
        run_id = RunId(value.run_id if value else "")
        key = str(body["actions"][0]["action_ts"])
        command = AskForProblems(setup_id_of(value), run_id, key)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        if isinstance(answer, Refused):
            await _say(front, body, asker, answer.why)
        elif isinstance(answer, Done) and answer.run:
            said = asker.say(f"preview.problems_sent.{answer.run.purpose}")
            _, draft = await page_of(front, body, value)
            if isinstance(draft, Draft):
                await say_of(front, body, asker, draft, said)
            else:
                await front.answer_press(body, refusal_answer(said), asker)
        await ack()

    @app.action(ids.DISCONNECT_FIRST)
    async def disconnects_first(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, draft = await draft_of(front, body, metadata_of(body))
        if not isinstance(draft, Draft):
            await _say(front, body, asker, draft)
            await ack()
            return
        plan = await change_plan(front, draft)
        view = await draft_view(front, asker, draft.setup, plan, stay=True)
        if not await front.open(body, view):
            await say_of(front, body, asker, draft, asker.say("fault.not_opened"))
        await ack()


async def _newest(front: Front, body: Body) -> CardValue | None:
    """What the message leads to by now: it may have been mended since."""
    value = value_of(body)
    if value is None:
        return None
    return CardValue(value.setup_id, await front.ask.newest(team_of(body), RunId(value.run_id)))


async def _set(front: Front, body: Body, asker: Asker, draft: Draft, page: int) -> None:
    """What is chosen is done, and this page of what comes of it shown; or what is missing said."""
    chosen = selected(body, draft.setup, asker)
    if isinstance(chosen, Mended):
        view = await mended_view(front, asker, draft, chosen, page=page, stay=stays(body))
        await _replace(front, body, asker, view)
    else:
        await say_of(front, body, asker, draft, escape("\n".join(chosen.values())))


async def _turned(front: Front, body: Body, step: int) -> None:
    value = metadata_of(body)
    number = number_of(value) + step
    if picks(body):  # it stands on this page alone
        asker, draft = await draft_of(front, body, value)
        if isinstance(draft, Draft):
            await _set(front, body, asker, draft, number)
            return
    else:
        asker, draft = await page_of(front, body, value, step)
    if not isinstance(draft, Draft):
        await _say(front, body, asker, draft)
        return
    view = shown_preview(front, draft.run, draft.setup, asker, page=number, stay=stays(body))
    await _replace(front, body, asker, view)


async def _replace(front: Front, body: Body, asker: Asker, view: dict[str, Any]) -> None:
    if not await front.replace(body, view):
        said = refusal_answer(asker.say("fault.not_opened"))
        await front.answer_press(body, said, asker)


async def _say(front: Front, body: Body, asker: Asker, why: Refusal) -> None:
    said = words(why, asker.say)
    if body.get("view") and stays(body):
        await front.replace(body, notice_modal(said, asker.say))
    else:
        await front.answer_press(body, refusal_answer(said), asker)
