"""A run under way: its batches, its pauses and its end, what Team Access shows of it."""

from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.ids import RunId
from bot.domain.pasted import compare
from bot.domain.people import refuse
from bot.domain.provisioning import Plan
from bot.domain.refusals import BatchReported, Refusal, RunNotOpen
from bot.domain.run import Does, Run, RunStage
from bot.domain.run_commands import (
    AskForResults,
    CancelRun,
    LetBe,
    NoteCompared,
    PauseRun,
    ReportBatch,
    ResumeRun,
    RetryFailed,
)
from bot.domain.setup import Setup
from bot.handle import Refused
from bot.views import ids
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.check_modals import PASTES, compare_modal, compared_modal
from bot.views.ids import CardValue, Field
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import WHY_LENGTH, batch_result_modal
from bot.views.refusals import words
from handlers.drafts import failed_again
from handlers.front import Asker, Front
from handlers.mending import draft_view
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import carry_out, close_modal, gone, why_not


def register(app: AsyncApp, front: Front) -> None:
    """The buttons on the cards of a run, and the modals that they open."""

    @app.action(ids.ALL_CONNECTED)
    async def all_connected(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), value_of(body)
        answer = await front.handle(_report(value), by=asker.actor, seen=seen_of(body))
        await front.answer_press(body, why_not(answer, asker), asker)
        await ack()

    @app.action(ids.SOME_FAILED)
    async def some_failed(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _open_result(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.view(ids.BATCH_RESULT_MODAL)
    async def reported(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, typed = await front.who(body), Typed(body)
        failed = frozenset(int(one) for one in typed.options(Field.WHO_FAILED) if one.isdecimal())
        why = " ".join(typed.text(Field.WHY).split())
        errors = {}
        if not failed:
            errors[Field.WHO_FAILED] = asker.say.plain("fault.who_missing")
        if len(why) > WHY_LENGTH:
            errors[Field.WHY] = asker.say.plain("fault.why_too_long", most=WHY_LENGTH)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        command = _report(metadata_of(body), failed, why)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker)

    @app.action(ids.PAUSE)
    async def paused(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        await carry_out(front, body, PauseRun(setup_id_of(value), _run_id(value)))
        await ack()

    @app.action(ids.RESUME)
    async def resumed(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        await carry_out(front, body, ResumeRun(setup_id_of(value), _run_id(value)))
        await ack()

    @app.action(ids.CANCEL_RUN)
    async def cancelled(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        await carry_out(front, body, CancelRun(setup_id_of(value), _run_id(value)))
        await ack()

    @app.action(ids.RETRY_FAILED)
    async def retried(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _retry(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.LET_BE)
    async def let_be(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        await carry_out(front, body, LetBe(setup_id_of(value), _run_id(value)))
        await ack()

    @app.action(ids.DOWNLOAD_RESULTS)
    async def wants_results(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), value_of(body)
        key = str(body["actions"][0]["action_ts"])
        command = AskForResults(setup_id_of(value), _run_id(value), key)
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await front.answer_press(body, why_not(answer, asker), asker)
        await ack()

    @app.action(ids.COMPARE)
    async def wants_to_compare(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _open_compare(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.view(ids.COMPARE_MODAL)
    async def pasted(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        shown = await _compared(front, body, asker)
        if shown is None:
            fault = asker.say.plain("fault.no_address_pasted")
            await ack(response_action="errors", errors={Field.PASTED: fault})
            return
        await ack(response_action="update", view=shown)


def _run_id(value: CardValue | None) -> RunId:
    return RunId(value.run_id if value else "")


def _number(value: CardValue | None) -> int:
    return int(value.part) if value and value.part.isdecimal() else -1


def _report(
    value: CardValue | None, failed: frozenset[int] = frozenset(), why: str = ""
) -> ReportBatch:
    return ReportBatch(setup_id_of(value), _run_id(value), _number(value), failed, why)


async def _batch_of(front: Front, setup: Setup, run_id: RunId, number: int) -> Run | None:
    """A run of this setup, with the people of one batch."""
    run = await front.ask.batch(setup.team_id, run_id, number)
    return run if run and run.setup_id == setup.id else None


async def _open_result(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    say = asker.say
    report = _report(value_of(body))
    if refusal := refuse(report.act, asker.actor, setup.people):
        return refusal_answer(words(refusal, say))
    run = await _batch_of(front, setup, report.run_id, report.batch)
    if run is None or run.open_batch != report.batch or run.stage is not RunStage.RUNNING:
        return refusal_answer(words(_why_not_open(run, report.batch), say))
    return await front.open_or_say(body, batch_result_modal(run, setup, report.batch, say), say)


def _why_not_open(run: Run | None, number: int) -> Refusal:
    if run and 0 <= number < len(run.batches) and run.batches[number].reported:
        return BatchReported(number + 1)
    return RunNotOpen(run.stage if run else None)


async def _retry(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """A run of its own; who was connected in the meantime is left out."""
    value = value_of(body)
    if refusal := refuse(RetryFailed.act, asker.actor, setup.people):
        return refusal_answer(words(refusal, asker.say))
    former = await front.ask.run(setup.team_id, _run_id(value))
    if former is None or former.setup_id != setup.id or former.is_under_way:
        return refusal_answer(words(RunNotOpen(former.stage if former else None), asker.say))
    plan = await failed_again(front, setup, former)
    if not isinstance(plan, Plan):
        return refusal_answer(words(plan, asker.say))
    if plan.problems:  # nobody is left out unseen
        note = asker.say("preview.retry")
        view = await draft_view(front, asker, setup, plan, note=note)
        return await front.open_or_say(body, view, asker.say)
    command = RetryFailed(
        setup.id,
        RunId(token_hex(8)),
        plan,
        of=former.id,
        attempt=former.attempt + 1,
        driver=former.driver,
        tells=former.tells,
    )
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    return why_not(answer, asker)


async def _open_compare(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    value = value_of(body)
    if refusal := refuse(NoteCompared.act, asker.actor, setup.people):
        return refusal_answer(words(refusal, asker.say))
    run = await _batch_of(front, setup, _run_id(value), _number(value))
    if run is None or not 0 <= _number(value) < len(run.batches):
        return refusal_answer(words(RunNotOpen(run.stage if run else None), asker.say))
    return await front.open_or_say(
        body, compare_modal(run, setup, _number(value), asker.say), asker.say
    )


async def _compared(front: Front, body: Body, asker: Asker) -> dict[str, Any] | None:
    """The window that says what was found; None: no address, so something else was pasted."""
    value, typed = metadata_of(body), Typed(body)
    setup, number = asker.setup(setup_id_of(value)), _number(value)
    run = await _batch_of(front, setup, _run_id(value), number) if setup else None
    if setup is None or run is None or not 0 <= number < len(run.batches):
        return notice_modal(words(RunNotOpen(run.stage if run else None), asker.say), asker.say)
    batch = run.batches[number]
    workspaces = batch.workspaces if batch.does is Does.CONNECT else ()
    expected = {run.rows[row].email: workspaces for row in batch.rows}
    text = "\n".join(map(typed.text, PASTES))
    found = compare(text, expected, setup.workspaces, setup.default_workspace)
    if found.is_of_nobody and refuse(NoteCompared.act, asker.actor, setup.people) is None:
        return None
    command = NoteCompared(
        setup.id,
        run.id,
        number,
        there=len(found.there),
        not_seen=len(found.not_seen),
        elsewhere=len(found.elsewhere),
        unconnected=len(found.unconnected),
    )
    answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
    if isinstance(answer, Refused):
        return notice_modal(words(answer.why, asker.say), asker.say)
    return compared_modal(found, run, setup, number, asker.say)
