"""`Start` in the preview, or a preview that was closed without it."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import RunId
from bot.domain.provisioning import Plan
from bot.domain.refusals import NoSuchSetup
from bot.domain.replan import Mended
from bot.domain.run import Driver
from bot.domain.run_commands import KeepDraft, PrepareRun, StartRun
from bot.handle import Done, Refused
from bot.views import ids
from bot.views.ids import CardValue, Field
from bot.views.modals import notice_modal
from bot.views.refusals import words
from handlers.drafts import Draft, draft_of, kept, page_of, replanned
from handlers.front import Asker, Front
from handlers.mending import as_it_is_now, draft_view, picks, selected, stays
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import carry_out, close_modal


def register(app: AsyncApp, front: Front) -> None:
    """What ends a preview, and the button that starts what was kept."""

    @app.view(ids.PREVIEW_MODAL)
    async def started(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, StartRun)

    @app.view(ids.PREPARED_MODAL)
    async def prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, PrepareRun)

    @app.view(ids.STACKED_PREVIEW_MODAL)
    async def started_on_top(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _confirmed(front, ack, body, StartRun)

    @app.view_closed(ids.PREVIEW_MODAL)
    async def closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _closed(front, body)
        await ack()

    @app.view_closed(ids.PREPARED_MODAL)
    async def closed_unprepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _closed(front, body)
        await ack()

    @app.action(ids.START_PREPARED)
    async def starts_what_was_prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        run_id = RunId(value.run_id if value else "")
        answer = await carry_out(front, body, StartRun(setup_id_of(value), run_id))
        if isinstance(answer, Refused) and (
            view := await as_it_is_now(front, body, value, answer.why)
        ):
            await front.open(body, view)
        await ack()


async def _confirmed(
    front: Front, ack: AsyncAck, body: Body, confirm: type[StartRun | PrepareRun]
) -> None:
    """`Start`: what is chosen in the window is done first, as if its button had been pressed."""
    asker, value = await front.who(body), metadata_of(body)
    setup_id, run_id = setup_id_of(value), RunId(value.run_id if value else "")
    stay = stays(body)
    if picks(body):
        _, draft = await draft_of(front, body, value)
        if isinstance(draft, Draft):
            chosen = selected(body, draft.setup, asker)
            if not isinstance(chosen, Mended):
                await ack(response_action="errors", errors=chosen)
                return
            found = await _chosen(front, asker, draft, chosen, stay=stay)
            if not isinstance(found, str):
                await ack(response_action="update", view=found)
                return
            run_id = found
    typed = Typed(body)
    driver = Driver.CONNECTOR if front.has_connector else Driver.GUIDED
    if typed.option(Field.DRIVER) in set(Driver):
        driver = Driver(typed.option(Field.DRIVER))
    tells = not typed.options(Field.QUIET)
    command = confirm(setup_id, run_id, driver, tells)
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    if isinstance(answer, Refused):
        now = CardValue(setup_id, run_id)
        view = await as_it_is_now(front, body, now, answer.why, stay=stay)
        if view:
            await ack(response_action="update", view=view)
            return
    await close_modal(ack, answer, asker, all_of_them=not stay)


async def _chosen(
    front: Front, asker: Asker, draft: Draft, chosen: Mended, *, stay: bool
) -> RunId | dict[str, Any]:
    """The draft to start; or its preview, if somebody cannot have these: that is shown first."""
    plan = await replanned(front, draft, chosen)
    if not isinstance(plan, Plan) or len(plan.problems) > draft.run.problem_count:
        return await draft_view(front, asker, draft.setup, plan, mends=draft.run, stay=stay)
    answer = await kept(front, asker, draft.setup, plan, mends=draft.run)
    if isinstance(answer, Done) and answer.run:
        return answer.run.id
    why = answer.why if isinstance(answer, Refused) else NoSuchSetup()
    return notice_modal(words(why, asker.say), asker.say)


async def _closed(front: Front, body: Body) -> None:
    """Back to a form that still has all of it loses nothing; else a message leads back to it."""
    if body["view"].get("previous_view_id") and not body.get("is_cleared"):
        return
    value = metadata_of(body)
    asker, draft = await page_of(front, body, value)
    if not isinstance(draft, Draft):
        return
    if not await front.ask.has_preview_card(draft.run, asker.actor.user_id):
        command = KeepDraft(draft.setup.id, draft.run.id)
        await front.handle(command, by=asker.actor, seen=seen_of(body))
