"""From `Connect users` to the report of a batch."""

from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.models.blocks import Option

from bot.domain.addresses import parse_addresses
from bot.domain.ids import RunId, SeenId, UserId
from bot.domain.people import Standing, refuse
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.refusals import (
    BatchReported,
    NoSuchSetup,
    Refusal,
    RunNotOpen,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.run_commands import PlanRun, PrepareRun, ReportBatch, StartRun
from bot.domain.run_steps import refuse_connecting, refuse_planning
from bot.domain.setup import Setup
from bot.handle import Done, Refused
from bot.slack import KnownPerson
from bot.views import ids
from bot.views.answers import refusal_answer, too_early_answer
from bot.views.blocks import Message
from bot.views.faults import malformed_fault, person_fault
from bot.views.ids import CardValue, Field
from bot.views.modals import notice_modal
from bot.views.provisioning_modals import (
    WHY_LENGTH,
    batch_result_modal,
    connect_users_modal,
    preview_modal,
    workspace_options,
)
from bot.views.refusals import plain_words, words
from handlers.front import Asker, Front, SlackLate
from handlers.payload import Body, Typed, metadata_of, seen_of, setup_id_of, value_of
from handlers.replies import carry_out, close_modal, gone, why_not


def register(app: AsyncApp, front: Front) -> None:
    """`Connect users`, `Preview`, `All connected`, `Some failed`."""

    @app.action(ids.CONNECT_USERS)
    async def wants_to_connect(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await provision(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.PREPARE)
    async def wants_to_prepare(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, setup = await front.pressed(body)
        answer = await _prepare(front, body, asker, setup) if setup else gone(asker)
        await front.answer_press(body, answer, asker)
        await ack()

    @app.action(ids.START_PREPARED)
    async def starts_what_was_prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        value = value_of(body)
        run_id = RunId(value.run_id if value else "")
        await carry_out(front, body, StartRun(setup_id_of(value), run_id))
        await ack()

    @app.view(ids.PREPARED_MODAL)
    async def prepared(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), metadata_of(body)
        command = PrepareRun(setup_id_of(value), RunId(value.run_id if value else ""))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker, all_of_them=True)

    @app.view(ids.CONNECT_USERS_MODAL)
    async def named_people(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker = await front.who(body)
        setup = asker.setup(setup_id_of(metadata_of(body)))
        if setup is None:
            notice = notice_modal(words(NoSuchSetup(), asker.say), asker.say)
            await ack(response_action="push", view=notice)
            return
        plan = await _plan(front, body, asker, setup)
        if not isinstance(plan, Plan):
            await ack(response_action="errors", errors=plan)
            return
        # Not seen by its view: going back from the preview and on again submits that once more.
        run_id = RunId(token_hex(8))
        command = PlanRun(setup.id, run_id, plan)
        answer = await front.handle(command, by=asker.actor, seen=SeenId(f"plan:{run_id}"))
        if isinstance(answer, Done) and answer.run:
            view = preview_modal(answer.run, answer.setup, asker.say)
        else:
            why = answer.why if isinstance(answer, Refused) else NoSuchSetup()
            view = notice_modal(words(why, asker.say), asker.say)
        await ack(response_action="push", view=view)

    @app.view(ids.PREVIEW_MODAL)
    async def started(ack: AsyncAck, body: dict[str, Any]) -> None:
        asker, value = await front.who(body), metadata_of(body)
        command = StartRun(setup_id_of(value), RunId(value.run_id if value else ""))
        answer = await front.handle(command, by=asker.actor, seen=seen_of(body))
        await close_modal(ack, answer, asker, all_of_them=True)

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


async def workspaces_found(front: Front, body: Body) -> list[Option]:
    """What `Workspaces` offers for the letters typed so far."""
    asker = await front.who(body)
    setup = asker.setup(setup_id_of(metadata_of(body)))
    known: tuple[str, ...] = ()
    if setup and refuse(PlanRun.act, asker.actor, setup.people) is None:
        known = setup.workspaces
    return workspace_options(known, str(body.get("value") or ""), asker.say)


async def provision(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The modal `Connect users`, or the time left, or who may."""
    refusal = refuse_connecting(setup, asker.actor, front.ask.now())
    if isinstance(refusal, TooEarly):
        return too_early_answer(refusal, setup, asker.say)
    if refusal:
        return refusal_answer(words(refusal, asker.say))
    return await front.open_or_say(body, connect_users_modal(setup, asker.say), asker.say)


async def _prepare(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    """The same modal during the wait: what it plans is started later, by one press."""
    if refusal := refuse_planning(setup, asker.actor):
        return refusal_answer(words(refusal, asker.say))
    former = None
    if setup.prepared:
        former = await front.ask.run(setup.team_id, setup.prepared.run_id)
    return await front.open_or_say(body, connect_users_modal(setup, asker.say, former), asker.say)


async def _plan(front: Front, body: Body, asker: Asker, setup: Setup) -> Plan | dict[str, str]:
    """The plan, or field errors that lose nothing of what was typed."""
    typed, say = Typed(body), asker.say
    chosen = typed.users(Field.PEOPLE)
    try:
        people = await front.people(asker.actor.team_id, chosen, since=asker.asked_at)
    except SlackLate:
        return {Field.PEOPLE: say.plain("fault.slack_late")}
    candidates, errors = _candidates(chosen, people, asker)
    addresses, malformed = parse_addresses(typed.text(Field.ADDRESSES))
    if malformed:
        errors[Field.ADDRESSES] = malformed_fault(malformed, say)
    picked = typed.options(Field.WORKSPACES)
    named = [
        value.removeprefix(ids.NAMED_WORKSPACE)
        for value in picked
        if value != ids.DEFAULT_WORKSPACE
    ]
    if named and len(named) < len(picked):
        errors[Field.WORKSPACES] = say.plain("fault.default_and_others")
    if errors:
        return errors
    candidates += [Candidate(address) for address in addresses]
    plan = plan_run(candidates, named, setup.workspaces)
    match plan:
        case Plan():
            return plan
        case UnknownWorkspace() | TooManyWorkspaces():
            return {Field.WORKSPACES: plain_words(plan, say)}
        case _:
            return {Field.PEOPLE: plain_words(plan, say)}


def _candidates(
    chosen: list[UserId], people: dict[UserId, KnownPerson | None], asker: Asker
) -> tuple[list[Candidate], dict[str, str]]:
    candidates: list[Candidate] = []
    faults: list[str] = []
    say = asker.say
    for user_id in chosen:
        person = people[user_id]
        if person is None:
            faults.append(say.plain("fault.person.unknown"))
        elif person.standing is not Standing.MEMBER:
            fault = person_fault(person.standing, say)
            faults.append(say.plain("fault.person.named", name=person.name, fault=fault))
        elif person.email is None:
            faults.append(say.plain("fault.person.without_email", name=person.name))
        else:
            candidates.append(Candidate(person.email, user_id))
    return candidates, {Field.PEOPLE: "; ".join(faults)} if faults else {}


def _report(
    value: CardValue | None, failed: frozenset[int] = frozenset(), why: str = ""
) -> ReportBatch:
    run_id = RunId(value.run_id if value else "")
    batch = int(value.part) if value and value.part.isdecimal() else -1
    return ReportBatch(setup_id_of(value), run_id, batch, failed, why)


async def _open_result(front: Front, body: Body, asker: Asker, setup: Setup) -> Message | None:
    say = asker.say
    report = _report(value_of(body))
    refusal: Refusal | None = refuse(report.act, asker.actor, setup.people)
    if refusal:
        return refusal_answer(words(refusal, say))
    run = await front.ask.run(asker.actor.team_id, report.run_id)
    if run is None or run.open_batch != report.batch:
        done = run is not None and 0 <= report.batch < len(run.batches)
        why = BatchReported(report.batch + 1) if done else RunNotOpen(None)
        return refusal_answer(words(why, say))
    return await front.open_or_say(body, batch_result_modal(run, setup, report.batch, say), say)
